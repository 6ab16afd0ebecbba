"""`docgen new` and `docgen edit`: the guided walk through a plan, and the blank answer file."""

from __future__ import annotations

import argparse
import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.cli import parser
from docgen.cli.opening import cache_folder, keep_years, open_settings, today
from docgen.errors import AnswersError, Fault
from docgen.messages import mark, message

if TYPE_CHECKING:
    from docgen.answers.document import AnswerDocument
    from docgen.cli.console import Console
    from docgen.fonts import FontLibrary
    from docgen.form.model import FormPack
    from docgen.packs import Packs
    from docgen.questionnaire.turns import Ending
    from docgen.settings import Settings

_USAGE = 2
_INTERRUPTED = 130


def add(commands: parser.Subparsers, say: parser.Say) -> None:
    """Add both commands to the parser."""
    new = parser.add_command(commands, "new", mark("Write a plan step by step, guided by questions."), say)
    new.add_argument("pack", nargs="?", metavar="PACK", help=say("key of the form pack"))
    new.add_argument("-o", "--output", type=Path, metavar="FILE", help=say("answer file to write"))
    new.add_argument("--blank", action="store_true", help=say("ask nothing: write a commented file to fill in"))
    edit = parser.add_command(commands, "edit", mark("Go back into an answer file, guided by questions."), say)
    edit.add_argument("file", type=Path, metavar="FILE", help=say("answer file"))
    for command, run in ((new, run_new), (edit, run_edit)):
        command.add_argument("--forms", type=Path, metavar="DIR", help=say("folder with form packs of your own"))
        command.set_defaults(run=run)


def run_new(arguments: argparse.Namespace, console: Console) -> int:
    """Walk through a new plan, or go on with one that was left; with `--blank`, write the empty file only."""
    file, arguments.output = arguments.output, None  # elsewhere `-o` is the folder for what is built
    settings = open_settings(arguments, console)
    from docgen.packs import DEFAULT_PACK

    packs = _packs(settings)
    pack = _checked(packs.load(arguments.pack or DEFAULT_PACK))
    if arguments.blank:
        return _write_blank(file or _free_name(pack), pack, console)
    if not _in_terminal():
        return _refuse(console)
    from docgen.cli.resuming import choose_file

    chosen = choose_file(file, pack, console)
    if chosen is None:
        return 0
    return _walk(chosen, _pack_of(chosen, packs) if chosen.exists() else pack, settings, arguments, console)


def run_edit(arguments: argparse.Namespace, console: Console) -> int:
    """Walk through the answers of a file: where it was left, or from the overview."""
    if not _in_terminal():
        return _refuse(console)
    settings = open_settings(arguments, console)
    return _walk(arguments.file, _pack_of(arguments.file, _packs(settings)), settings, arguments, console)


def _pack_of(file: Path, packs: Packs) -> FormPack:
    """The form pack that an answer file names. Raises as `Packs.of` does."""
    from docgen.answers import load_answers

    return _checked(packs.of(load_answers(file)))


def _checked(pack: FormPack) -> FormPack:
    """The pack. Raises FormError where it is faulty in what it says about asking, which a build passes over."""
    from docgen.form.ask_check import check_asks

    check_asks(pack)
    return pack


def _packs(settings: Settings) -> Packs:
    """The form packs; what is known of working days is kept between runs, too."""
    from docgen.packs import Packs

    cache = cache_folder(os.environ)
    keep_years(cache)
    return Packs(settings.forms, cache)


def _in_terminal() -> bool:
    return sys.stdin is not None and sys.stdout is not None and sys.stdin.isatty() and sys.stdout.isatty()


def _refuse(console: Console) -> int:
    console.print(
        console.say(
            "This asks questions and needs a terminal. Without one, write an answer file (“docgen new --blank” gives a "
            "commented one to fill in) and run “docgen build FILE”."
        ),
        stream=sys.stderr,
    )
    return _USAGE


def _write_blank(file: Path, pack: FormPack, console: Console) -> int:
    from docgen.answers.blank import blank_answer_file

    text = blank_answer_file(pack, console.translate.language, today())
    try:
        with file.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError as error:
        problem = message("There is a file of that name already")
        raise AnswersError(Fault(problem, message("Give another name with -o."), file)) from error
    console.print(console.good(console.say("Written: {file}", file=file)))
    console.print(console.say("Fill it in with any editor, then run: docgen build {file}", file=file))
    return 0


def _free_name(pack: FormPack) -> Path:
    from docgen.cli.resuming import free_name

    return free_name(pack)


def _open(file: Path, pack: FormPack, console: Console) -> AnswerDocument:
    """The answer file, or a new one that is not on the disk before its first answer."""
    from docgen.answers.document import AnswerDocument
    from docgen.questionnaire.layout import layout_of

    layout = layout_of(pack, console.translate)
    if file.exists():
        return AnswerDocument.open(file, layout)
    return AnswerDocument.new(file, {"pack": pack.key}, layout)


def _walk(file: Path, pack: FormPack, settings: Settings, arguments: argparse.Namespace, console: Console) -> int:
    """Ask; then say how it ended, and build if that was wanted."""
    from docgen.answers.document import lock
    from docgen.questionnaire import fill_in
    from docgen.questionnaire.turns import Ending
    from docgen.questionnaire.worksheet import Worksheet

    with lock(file):
        sheet = Worksheet(_open(file, pack, console), pack, today(), settings, _coverage(settings))
        ending = fill_in(sheet, console.translate, coloured=console.coloured, environment=os.environ)
    if file.exists():
        _say_ending(ending, file, console)
    if ending is Ending.INTERRUPTED:
        return _INTERRUPTED
    if ending in {Ending.BUILD, Ending.DRAFT}:
        return _build(file, arguments, console, as_draft=ending is Ending.DRAFT)
    return 0


def _coverage(settings: Settings) -> Callable[[str], str]:
    """Gives the characters of a text that no font has; the fonts are opened when it is first asked."""

    @functools.cache
    def library() -> FontLibrary:
        from docgen.fonts import FontLibrary

        return FontLibrary.open(settings.fonts)

    return lambda text: library().missing(text)


def _say_ending(ending: Ending, file: Path, console: Console) -> None:
    from docgen.cli.resuming import is_unfinished
    from docgen.questionnaire.turns import Ending

    console.print(console.say("Saved: {file}", file=file))
    if ending not in {Ending.LEFT, Ending.INTERRUPTED}:
        return
    if is_unfinished(file):
        console.print(console.say("Go on with: docgen edit {file}", file=file))
    else:
        console.print(console.say("Build it with: docgen build {file}", file=file))


def _build(file: Path, arguments: argparse.Namespace, console: Console, *, as_draft: bool) -> int:
    """Run the command `build` for the file."""
    from docgen.cli import build

    wanted = {"files": [file], "draft": as_draft, "duplex": False, "engine": "auto", "jobs": None, "format": "text"}
    return build.run(argparse.Namespace(**{**vars(arguments), **wanted}), console)
