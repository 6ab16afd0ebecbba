"""`docgen archive attach|status`: the signed paper comes back, and who has signed how."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.cli import parser
from docgen.cli.archive.actions import add_action, add_version, chosen_version, note_day, open_archive
from docgen.errors import ArchiveError, Fault, SettingsError
from docgen.messages import mark, message

if TYPE_CHECKING:
    from docgen.archive.model import ArchivedVersion
    from docgen.archive.standing import Standing
    from docgen.cli.console import Console
    from docgen.filing import Examined

_ACCEPTED = {
    "missing": mark("file the scans though pages are missing"),
    "doubled": mark("file the scans though pages are there twice"),
    "swapped": mark("file the scans though pages are in a wrong order"),
    "foreign": mark("file the scans though pages of another document are among them"),
    "other-version": mark("file the scans though pages of another version are among them"),
    "unreadable": mark("file the scans though the code of a page cannot be read"),
}
_METHODS = {"paper": mark("paper"), "electronic": mark("electronic")}


def add(actions: parser.Subparsers, say: parser.Say) -> None:
    """Add the actions."""
    attach = add_action(actions, "attach", mark("File the scans of a signed paper copy."), run_attach, say)
    add_version(attach, say)
    help_ = say("scans, in the order of the pages: PDF, PNG, JPEG or TIFF")
    attach.add_argument("scans", nargs="+", type=Path, metavar="SCAN", help=help_)
    attach.add_argument(
        "--signed",
        metavar="DEPARTMENTS",
        help=say("departments whose heads have signed on it, with commas between; asked for where it is left out"),
    )
    for name, summary in _ACCEPTED.items():
        attach.add_argument(f"--accept-{name}", action="store_true", help=say(summary))
    status = add_action(
        actions, "status", mark("Show who has signed each plan, how, and who has not."), run_status, say
    )
    status.add_argument("document", metavar="NUMBER", nargs="?", help=say("document number, file name or title"))
    status.add_argument("--all", action="store_true", help=say("earlier versions of each document too"))
    status.add_argument("--open", action="store_true", help=say("only plans that somebody has still to sign"))


def run_attach(arguments: argparse.Namespace, console: Console) -> int:
    """Read the scans, hold them against the version, file them; 1 where something is refused."""
    from docgen.filing import examine, file_paper

    archive = open_archive(arguments, console)
    version = chosen_version(archive, arguments)
    examined = examine(version, arguments.scans)
    _refuse(examined, arguments)
    signed = _signed(arguments, examined, console)
    filed = file_paper(archive, examined, signed, dt.datetime.now().astimezone())
    note_day(archive.root)
    if arguments.format == "json":
        console.json(_filed_data(filed.folder, examined, signed, console))
        return 0
    manifest = version.manifest
    said = console.say(
        "{number} {version}: {count} scanned pages filed",
        number=manifest.number,
        version=manifest.version,
        count=len(examined.pages),
    )
    console.print(f"{console.good(console.safe(said))}\n    {console.safe(str(filed.folder))}")
    for item in examined.irregularities:
        console.print(f"    {console.say('accepted')}{console.colon}{console.safe(item.fault.problem)}")
    console.print(
        f"    {console.say('signed on paper')}{console.colon}{console.safe(list(signed) or console.say('nobody'))}"
    )
    return 0


def _refuse(examined: Examined, arguments: argparse.Namespace) -> None:
    """Raise ArchiveError where something is irregular that was not accepted, and tell which options would accept it."""
    from docgen.paper import Kind

    accepted = {kind for kind in Kind if getattr(arguments, f"accept_{kind.value.replace('-', '_')}")}
    refused = examined.refused(accepted)
    if not refused:
        return
    kinds = {item.kind for item in examined.irregularities} - accepted
    options = [f"--accept-{kind.value}" for kind in Kind if kind in kinds]
    problem = message("Nothing was filed.")
    mend = message("To file the scans as they are, add {options}.", options=options)
    raise ArchiveError(*refused, Fault(problem, mend))


def _signed(arguments: argparse.Namespace, examined: Examined, console: Console) -> tuple[str, ...]:
    """The departments given on the command line; else those that the user names."""
    if arguments.signed is not None:
        return _names(arguments.signed)
    if not sys.stdin.isatty():
        problem = message("Who has signed on this paper?")
        mend = message(
            'Name the departments with --signed, with commas between (there are {departments}); "" for none.',
            departments=list(examined.departments),
        )
        raise SettingsError(Fault(problem, mend))
    for place, department in enumerate(examined.departments, 1):
        console.print(f"{place:4} {console.safe(department)}")
    console.print(console.say("Which of them have signed on this paper? Numbers or names, with commas between:"))
    answer = _names(input("> "))
    listed = dict(enumerate(examined.departments, 1))
    return tuple(listed.get(int(item), item) if item.isdecimal() else item for item in answer)


def _names(text: str) -> tuple[str, ...]:
    for separator in ("，", "、", "；", ";"):
        text = text.replace(separator, ",")
    return tuple(name for part in text.split(",") if (name := part.strip()))


def _filed_data(folder: Path, examined: Examined, signed: tuple[str, ...], console: Console) -> dict[str, Any]:
    return {
        "folder": str(folder),
        "pages": len(examined.pages),
        "signed": list(signed),
        "accepted": [console.translate(item.fault.problem) for item in examined.irregularities],
    }


def run_status(arguments: argparse.Namespace, console: Console) -> int:
    """Print who has signed the newest version of each document, or all versions; 1 where there is none."""
    from docgen.archive.standing import standings

    archive = open_archive(arguments, console)
    if arguments.document:
        versions = archive.find(arguments.document)
    else:
        versions = archive.versions() if arguments.all else archive.newest()
    found = [(version, standings(version)) for version in versions]
    if arguments.open:
        found = [item for item in found if any(standing.signed is None for standing in item[1])]
    if arguments.format == "json":
        console.json([_status_data(version, rows) for version, rows in found])
    elif not found:
        console.print(console.say("There is nothing to show."))
    else:
        _print_status(found, console)
    return 0 if versions else 1


def _status_data(version: ArchivedVersion, rows: tuple[Standing, ...]) -> dict[str, Any]:
    manifest = version.manifest
    return {
        "number": manifest.number,
        "version": manifest.version,
        "title": manifest.title,
        "archived": manifest.date.isoformat(),
        "signatories": [{**row._asdict(), "moment": row.moment.isoformat() if row.moment else None} for row in rows],
    }


def _print_status(found: list[tuple[ArchivedVersion, tuple[Standing, ...]]], console: Console) -> None:
    from docgen.cli.opening import today
    from docgen.cli.tables import table

    say = console.say
    heads = [say("Number"), say("Version"), say("Department"), say("Head"), say("Planned"), say("Signed"), say("Since")]
    rows = []
    for version, standings in found:
        manifest = version.manifest
        waiting = (today() - manifest.date).days
        for row in standings:
            since = row.moment.date().isoformat() if row.moment else say("open for {days} days", days=max(0, waiting))
            how = say(_METHODS[row.signed]) if row.signed else say("not yet")
            if row.deputised:
                how = say("{method}, by {name}", method=how, name=row.by)
            planned = say(_METHODS.get(row.planned, row.planned))
            rows.append([manifest.number, manifest.version, row.department, row.name, planned, how, since])
    table(console, heads, rows)
