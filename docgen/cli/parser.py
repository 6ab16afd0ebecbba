"""The argument parser: argparse with its own words translated, and the options that all commands share."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from docgen.messages import Translator

Say: TypeAlias = Callable[[str], str]
Subparsers: TypeAlias = "argparse._SubParsersAction[Parser]"


class Parser(argparse.ArgumentParser):
    """argparse's parser; abbreviations of options are refused, since scripts would break when an option is added."""

    def __init__(self, **settings: object) -> None:
        super().__init__(**{"allow_abbrev": False, **settings})  # type: ignore[arg-type]


def speak(translate: Translator) -> None:
    """Have argparse say its own words (usage, options, its errors) through `translate`.

    argparse looks its words up with the names `_` and `ngettext` of its module; there is no other way in.
    """

    def one_or_many(one: str, many: str, count: int) -> str:
        return translate.plain(one if count == 1 else many)

    setattr(argparse, "_", translate.plain)  # noqa: B010 - the name is private to type checkers
    setattr(argparse, "ngettext", one_or_many)  # noqa: B010


def add_common(parser: argparse.ArgumentParser, say: Say, *, repeated: bool = False) -> None:
    """The options that stand before or after the command; after it (`repeated`) they keep an earlier value."""

    def default(value: object) -> object:
        return argparse.SUPPRESS if repeated else value

    parser.add_argument("--lang", choices=("zh", "en"), default=default(None), help=say("language of messages"))
    parser.add_argument("--debug", action="store_true", default=default(False), help=say("show tracebacks"))
    parser.add_argument(
        "--config",
        type=Path,
        default=default(None),
        metavar="FILE",
        help=say("settings file (default: docgen.toml in the current folder)"),
    )


def add_command(commands: Subparsers, name: str, summary: str, say: Say) -> Parser:
    """Add a command with the common options."""
    parser = commands.add_parser(name, help=say(summary), description=say(summary))
    add_common(parser, say, repeated=True)
    return parser


def add_format(parser: argparse.ArgumentParser, say: Say) -> None:
    """Add `--format text|json`."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help=say("how results are printed"))


def add_engine(parser: argparse.ArgumentParser, say: Say) -> None:
    """Add `--engine auto|embedded|libreoffice`."""
    parser.add_argument(
        "--engine",
        choices=("auto", "embedded", "libreoffice"),
        default="auto",
        help=say("what turns Word files into pages; auto: docgen itself, and LibreOffice for what is beyond it"),
    )


def add_output(parser: argparse.ArgumentParser, say: Say) -> None:
    """Add `-o OUTPUT`, the folder that holds archive and drafts."""
    parser.add_argument("-o", "--output", type=Path, metavar="OUTPUT", help=say("output folder (default: output)"))


def add_forms(parser: argparse.ArgumentParser, say: Say) -> None:
    """Add `--forms DIR`."""
    parser.add_argument("--forms", type=Path, metavar="DIR", help=say("folder with form packs of your own"))


def add_annotate(parser: argparse.ArgumentParser, say: Say) -> None:
    """Add `--annotate`, and `-o FOLDER` for the copies that it writes."""
    parser.add_argument(
        "--annotate", action="store_true", help=say("write faults of Word templates into copies, as comments")
    )
    parser.add_argument(
        "-o",
        dest="folder",
        type=Path,
        default=Path("annotated"),
        metavar="FOLDER",
        help=say("folder for the copies (default: annotated)"),
    )


def positive(say: Say) -> Callable[[str], int]:
    """An argument type: a whole number from 1."""

    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or int(text[:9]) < 1:
            raise argparse.ArgumentTypeError(say("must be a whole number from 1"))
        return int(text[:9])

    return read
