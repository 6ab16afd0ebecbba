"""`docgen pages FILE.docx…`: sets any Word file as PDF, with the promises of a bundle."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.cli import parser
from docgen.messages import mark

if TYPE_CHECKING:
    from docgen.cli.console import Console
    from docgen.single import Printed


def add(commands: parser.Subparsers, say: parser.Say) -> None:
    """Add the command to the parser."""
    command = parser.add_command(commands, "pages", mark("Set Word files as PDF files, each by itself."), say)
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help=say("Word file (.docx or .dotx)"))
    command.add_argument(
        "-o", "--output", type=Path, metavar="FOLDER", help=say("folder for the PDF files (default: beside each file)")
    )
    parser.add_engine(command, say)
    parser.add_format(command, say)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Set every file; the highest exit code of them all."""
    from docgen.cli.opening import cache_folder, open_engine, open_settings, today
    from docgen.fonts import FontLibrary
    from docgen.single import Press, print_files

    folder = arguments.output
    arguments.output = None  # where bundles go is another matter
    settings = open_settings(arguments, console)
    engine = open_engine(arguments.engine, cache_folder(os.environ))
    press = Press(engine, FontLibrary.open(settings.fonts), today(), folder)
    results = []
    for result in print_files(arguments.files, press):
        results.append(result)
        if arguments.format == "text":
            _print(result, console)
            if arguments.debug and result.trace:
                console.print(result.trace)
    if arguments.format == "json":
        console.json([_data(result, console) for result in results])
    return max(result.exit_code for result in results)


def _print(result: Printed, console: Console) -> None:
    console.faults(result.faults)
    for notice in result.notices:
        console.fault(notice, "warning")
    if result.pdf:
        said = console.say("{file}: {pages} pages", file=result.file, pages=result.pages)
        console.print(f"{console.good(console.safe(said))}\n    {console.safe(str(result.pdf))}")
    else:
        console.print(console.safe(console.say("{file}: not set", file=result.file)))


def _data(result: Printed, console: Console) -> dict[str, Any]:
    return {
        "file": str(result.file),
        "path": str(result.pdf) if result.pdf else None,
        "pages": result.pages,
        "findings": [
            *(console.fault_data(fault) for fault in result.faults),
            *(console.fault_data(notice, "warning") for notice in result.notices),
        ],
    }
