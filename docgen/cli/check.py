"""`docgen check FILE…`: the findings of the editing rules."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.cli import parser
from docgen.errors import DocgenError
from docgen.messages import mark

if TYPE_CHECKING:
    from docgen.cli.console import Console
    from docgen.errors import Fault
    from docgen.rules.model import Finding, Report
    from docgen.workshop import Workshop


def add(commands: parser.Subparsers, say: parser.Say) -> None:
    """Add the command to the parser."""
    command = parser.add_command(commands, "check", mark("Hold answer files against the editing rules."), say)
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help=say("answer file, or a folder of them"))
    command.add_argument("--forms", type=Path, metavar="DIR", help=say("folder with form packs of your own"))
    parser.add_annotate(command, say)
    parser.add_format(command, say)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Print the findings of every file; 1 where one of them is an error."""
    from docgen.batch import answer_files
    from docgen.cli.opening import open_workshop
    from docgen.pipeline import check_file

    workshop = open_workshop(arguments, console)
    data: list[dict[str, Any]] = []
    failed = False
    in_templates: list[Fault] = []
    files = answer_files(arguments.files, workshop.settings.output)
    if not files and arguments.format == "text":
        console.print(console.say("No answer files found."))
    for file in files:
        try:
            report = check_file(file, workshop)
            if arguments.annotate:
                in_templates += _in_templates(report, workshop)
        except DocgenError as error:
            failed = True
            if arguments.format == "text":
                console.faults(error.faults)
            data += [console.fault_data(fault) for fault in error.faults]
            continue
        findings = report.findings
        failed = failed or any(finding.severity.value == "error" for finding in findings)
        data += [console.finding_data(finding) for finding in findings]
        if arguments.format == "text":
            _print(file, findings, console)
    if in_templates:
        failed = True
        data += _annotated(in_templates, arguments, console)
    if arguments.format == "json":
        console.json(data)
    return 1 if failed else 0


def _in_templates(report: Report, workshop: Workshop) -> tuple[Fault, ...]:
    """What is wrong with the templates of a plan's pack, filled with these answers."""
    from docgen.authoring.trial import desk_of, try_out

    return try_out(report.draft, desk_of(workshop)).faults


def _annotated(faults: list[Fault], arguments: argparse.Namespace, console: Console) -> list[dict[str, Any]]:
    """Tell the faults of templates, each once, and write them into copies."""
    from docgen.cli.forms.annotating import write_copies

    told = [fault for place, fault in enumerate(faults) if fault not in faults[:place]]
    if arguments.format == "text":
        console.faults(told)
    write_copies(told, arguments, console)
    return [console.fault_data(fault) for fault in told]


def _print(file: Path, findings: tuple[Finding, ...], console: Console) -> None:
    for finding in findings:
        console.finding(finding)
    console.tally(file, [finding.severity for finding in findings])
