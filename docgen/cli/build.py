"""`docgen build FILE|FOLDER…`: check, fill, lay out, assemble, archive: one plan or thousands."""

from __future__ import annotations

import argparse
import dataclasses
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.cli import parser
from docgen.messages import mark

if TYPE_CHECKING:
    from docgen.batch import Result
    from docgen.cli.console import Console
    from docgen.errors import Fault

_STATES = {
    "Archived": "archived",
    "Unchanged": "unchanged",
    "Drafted": "draft",
    "Rejected": "failed",
}


def add(commands: parser.Subparsers, say: parser.Say) -> None:
    """Add the command to the parser."""
    command = parser.add_command(commands, "build", mark("Build bundles from answer files and archive them."), say)
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help=say("answer file, or a folder of them"))
    command.add_argument(
        "--draft", action="store_true", help=say("build in spite of errors, marked 草稿, not archived")
    )
    command.add_argument("--duplex", action="store_true", help=say("begin every document on an odd page"))
    parser.add_engine(command, say)
    command.add_argument("--jobs", type=parser.positive(say), metavar="N", help=say("cores to use (default: all)"))
    command.add_argument("--forms", type=Path, metavar="DIR", help=say("folder with form packs of your own"))
    parser.add_output(command, say)
    parser.add_format(command, say)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Build every file; the highest exit code of them all."""
    from docgen.batch import answer_files, build_all
    from docgen.cli.opening import open_workshop
    from docgen.cli.progress import shown

    workshop = open_workshop(arguments, console)
    files = answer_files(arguments.files, workshop.settings.output)
    jobs = arguments.jobs or os.cpu_count() or 1
    workshop = dataclasses.replace(workshop, with_partner=jobs > len(files) == 1)
    workshop.open_fonts()  # before the processes part, so that a fault of the settings is told once
    workshop.call_partner()
    results: list[Result] = []
    for result in shown(build_all(files, workshop, jobs=jobs, as_draft=arguments.draft), len(files), console):
        results.append(result)
        if arguments.format == "text":
            _print(result, console)
            if arguments.debug and result.trace:
                console.print(result.trace)
    results.sort(key=lambda result: files.index(result.file))
    if arguments.format == "json":
        console.json([_data(result, console) for result in results])
    elif len(files) != 1:
        _summary(results, console)
    return max((_exit_code(result) for result in results), default=0)


def _state(result: Result) -> str:
    return _STATES[type(result.outcome).__name__] if result.outcome else "failed"


def _exit_code(result: Result) -> int:
    return result.exit_code or (1 if _state(result) == "failed" else 0)


def _print(result: Result, console: Console) -> None:
    from docgen.outcome import Archived, Drafted, Rejected, Unchanged

    console.faults(result.faults)
    outcome = result.outcome
    for finding in outcome.findings if outcome else ():
        console.finding(finding)
    for notice in _notices(result):
        console.fault(notice, "warning")
    match outcome:
        case Archived(version):
            said = console.say("{file}: archived as {number} {version}", file=result.file, **_identity(result))
            console.print(f"{console.good(console.safe(said))}\n    {version.pdf}")
        case Unchanged(version):
            said = console.say("{file}: unchanged since {number} {version}", file=result.file, **_identity(result))
            console.print(f"{console.safe(said)}\n    {version.pdf}")
        case Drafted(pdf):
            console.print(f"{console.safe(console.say('{file}: draft', file=result.file))}\n    {pdf}")
        case Rejected():
            said = console.say("{file}: not built; mend the errors, or build a draft with --draft", file=result.file)
            console.print(console.safe(said))
        case None:
            console.print(console.safe(console.say("{file}: not built", file=result.file)))


def _notices(result: Result) -> tuple[Fault, ...]:
    from docgen.outcome import Archived, Drafted

    return result.outcome.notices if isinstance(result.outcome, Archived | Drafted) else ()


def _identity(result: Result) -> dict[str, str]:
    from docgen.outcome import Archived, Drafted, Unchanged

    match result.outcome:
        case Archived(version) | Unchanged(version):
            return {"number": version.manifest.number, "version": version.manifest.version}
        case Drafted(_, edition):
            return {"number": edition.number, "version": edition.version}
        case _:
            return {}


def _path(result: Result) -> str | None:
    from docgen.outcome import Archived, Drafted, Unchanged

    match result.outcome:
        case Archived(version) | Unchanged(version):
            return str(version.pdf)
        case Drafted(pdf):
            return str(pdf)
        case _:
            return None


def _data(result: Result, console: Console) -> dict[str, Any]:
    findings = result.outcome.findings if result.outcome else ()
    return {
        "file": str(result.file),
        "outcome": _state(result),
        **_identity(result),
        "path": _path(result),
        "seconds": round(result.seconds, 3),
        "findings": [
            *(console.fault_data(fault) for fault in result.faults),
            *(console.fault_data(notice, "warning") for notice in _notices(result)),
            *(console.finding_data(finding) for finding in findings),
        ],
    }


def _summary(results: list[Result], console: Console) -> None:
    from docgen.cli.tables import table

    names = {
        "archived": console.say("archived"),
        "unchanged": console.say("unchanged"),
        "draft": console.say("draft"),
        "failed": console.say("failed"),
    }
    if not results:
        console.print(console.say("No answer files found."))
        return
    table(
        console,
        [console.say("outcome"), console.say("plans")],
        [
            [name, str(count)]
            for state, name in names.items()
            if (count := sum(_state(item) == state for item in results))
        ],
    )
    failed = [result for result in results if _state(result) == "failed"]
    if failed:
        rows = [[str(result.file), _first_trouble(result, console)] for result in failed]
        table(console, [console.say("failed"), console.say("first error")], rows)


def _first_trouble(result: Result, console: Console) -> str:
    if result.faults:
        return console.safe(result.faults[0].problem)
    findings = result.outcome.findings if result.outcome else ()
    first = next(finding for finding in findings if finding.severity.value == "error")
    return console.safe(f"{first.rule} {console.translate(first.path)}: {console.translate(first.message)}")
