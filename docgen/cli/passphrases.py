"""Asks for a passphrase, or reads it from a file; it never stands on the command line, where others can read it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.cli import parser
from docgen.errors import Fault, SettingsError
from docgen.messages import message
from docgen.os_errors import reason

if TYPE_CHECKING:
    from docgen.cli.console import Console


def add_passphrase(command: argparse.ArgumentParser, say: parser.Say) -> None:
    """Add `--passphrase-file FILE`."""
    help_ = say("file whose first line is the passphrase or PIN (default: asked for)")
    command.add_argument("--passphrase-file", type=Path, metavar="FILE", help=help_)


def passphrase(file: Path | None, question: str, console: Console) -> str:
    """The passphrase in `file`, else as typed unseen. Raises SettingsError where there is neither file nor terminal."""
    if file is not None:
        try:
            return next(iter(file.read_text("utf-8-sig").splitlines()), "")
        except (OSError, UnicodeDecodeError) as error:
            told = reason(error) if isinstance(error, OSError) else message("The file is not in UTF-8")
            problem = message("The passphrase file cannot be read: {reason}", reason=told)
            raise SettingsError(
                Fault(problem, message("Check the path given with --passphrase-file."), file)
            ) from error
    _refuse_without_terminal()
    import getpass

    return getpass.getpass(f"{question}{console.colon}")


def new_passphrase(file: Path | None, question: str, console: Console) -> str:
    """A passphrase that is given for the first time: not empty, and typed twice, since what is typed is not seen.

    Raises SettingsError where it is empty, or typed differently.
    """
    given = passphrase(file, question, console)
    if not given:
        problem = message("The passphrase is empty")
        raise SettingsError(Fault(problem, message("Choose one that nobody guesses, and keep it safe."), file))
    if file is None and passphrase(None, console.say("The same once more"), console) != given:
        problem = message("The two passphrases differ")
        raise SettingsError(Fault(problem, message("Run the command again. Nothing was made.")))
    return given


def _refuse_without_terminal() -> None:
    if not sys.stdin.isatty():
        problem = message("A passphrase is needed, and there is no terminal to ask for it")
        raise SettingsError(Fault(problem, message("Give it in a file with --passphrase-file.")))
