"""`docgen preview`: every template of a form pack with example answers, as PDF and PNG."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.cli import parser
from docgen.messages import mark

if TYPE_CHECKING:
    from docgen.cli.console import Console
    from docgen.form.model import FormPack
    from docgen.rules.model import CheckedAnswers
    from docgen.workshop import Workshop

_FOLDER = "preview"
"""Below the output folder, a folder for each pack."""


def add(commands: parser.Subparsers, say: parser.Say) -> None:
    """Add the command to the parser."""
    command = parser.add_command(commands, "preview", mark("Render a form pack's templates with example answers."), say)
    command.add_argument("pack", metavar="PACK", help=say("key of the form pack"))
    command.add_argument("--answers", type=Path, metavar="FILE", help=say("answer file to take instead of examples"))
    where = say("folder for PDF and PNG (default: output/preview/PACK)")
    command.add_argument("-o", dest="folder", type=Path, metavar="FOLDER", help=where)
    parser.add_engine(command, say)
    parser.add_forms(command, say)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Render what can be rendered; 1 where a template has faults, 3 where LibreOffice is needed and not there."""
    from docgen.authoring.preview import preview
    from docgen.authoring.trial import desk_of
    from docgen.cli.opening import cache_folder, open_engine, open_workshop

    engine = open_engine(arguments.engine, cache_folder(os.environ))
    workshop = open_workshop(arguments, console)
    pack = workshop.packs.load(arguments.pack)
    checked = _answers(arguments.answers, pack, workshop, console)
    folder = arguments.folder or workshop.settings.output / _FOLDER / pack.key
    previews = preview(checked, folder, desk_of(workshop)._replace(engine=engine))
    for item in previews.rendered:
        pages = console.say("{count} pages", count=len(item.pages))
        console.print(f"{console.safe(str(item.pdf))}  {pages}")
    for title in previews.left_out:
        console.print(console.safe(console.say("Left out by its condition: “{title}”", title=title)), stream=sys.stderr)
    console.faults(previews.faults)
    return previews.exit_code


def _answers(file: Path | None, pack: FormPack, workshop: Workshop, console: Console) -> CheckedAnswers:
    """The answers to show: those of `file` as a draft, whatever their findings, or the pack's examples."""
    from docgen.answers import load_answers
    from docgen.authoring.examples import checked_for_show, example_answers

    answers = load_answers(file) if file else example_answers(pack, workshop.today)
    if not file:
        console.print(console.safe(console.say("Answers: {file}", file=answers.file)))
    return checked_for_show(answers, pack)
