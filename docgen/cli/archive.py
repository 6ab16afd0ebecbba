"""`docgen archive list|show|verify`: what is kept, and whether it is whole."""

from __future__ import annotations

import argparse
import dataclasses
from typing import TYPE_CHECKING

from docgen.cli import parser
from docgen.messages import mark

if TYPE_CHECKING:
    from docgen.archive.model import ArchivedVersion
    from docgen.cli.console import Console


def add(commands: parser.Subparsers, say: parser.Say) -> None:
    """Add the command to the parser."""
    group = parser.add_command(commands, "archive", mark("Look into the archive."), say)
    actions = group.add_subparsers(metavar="ACTION", required=True, title=say("actions"))
    for name, summary, run in (
        ("list", mark("List all archived versions."), run_list),
        ("show", mark("Show a document's versions and files."), run_show),
        ("verify", mark("Hold every file against its manifest, and the index against the manifests."), run_verify),
    ):
        action = parser.add_command(actions, name, summary, say)
        if name == "show":
            action.add_argument("document", metavar="NUMBER", help=say("document number, file name or title"))
        parser.add_output(action, say)
        parser.add_format(action, say)
        action.set_defaults(run=run)


def run_list(arguments: argparse.Namespace, console: Console) -> int:
    """Print one line a version, newest first."""
    from docgen.archive import Archive
    from docgen.cli.opening import open_settings
    from docgen.cli.tables import table

    entries = Archive(open_settings(arguments, console).output).entries()
    if arguments.format == "json":
        console.json([dataclasses.asdict(entry) for entry in entries])
    elif not entries:
        console.print(console.say("The archive is empty."))
    else:
        say = console.say
        heads = [
            say("Number"),
            say("Version"),
            say("Title"),
            say("Lead department"),
            say("Archived"),
            say("Kept until"),
        ]
        rows = [[item.number, item.version, item.title, item.lead, item.date, item.until] for item in entries]
        table(console, heads, rows)
    return 0


def run_show(arguments: argparse.Namespace, console: Console) -> int:
    """Print all that the manifests say of one document; 1 where there is none."""
    from docgen.archive import Archive
    from docgen.cli.opening import open_settings

    versions = Archive(open_settings(arguments, console).output).find(arguments.document)
    if arguments.format == "json":
        console.json([_data(version) for version in versions])
    elif not versions:
        console.print(console.say("The archive has no document “{wanted}”.", wanted=arguments.document))
    for version in versions if arguments.format == "text" else ():
        _print(version, console)
    return 0 if versions else 1


def _data(version: ArchivedVersion) -> dict[str, object]:
    import json

    return {"folder": str(version.folder), **json.loads(version.manifest.to_json())}


def _print(version: ArchivedVersion, console: Console) -> None:
    manifest = version.manifest
    console.print(console.safe(f"{manifest.number} {manifest.version}  {manifest.title}"))
    say = console.say
    lines = {
        say("Lead department"): manifest.lead,
        say("Archived"): manifest.date,
        say("Kept until"): manifest.until,
        say("May view"): manifest.viewers,
        say("May edit"): manifest.editors,
        say("Fingerprint"): manifest.fingerprint,
        say("Made by"): manifest.program,
        say("Folder"): str(version.folder),
    }
    for head, value in lines.items():
        console.print(f"    {head}{console.colon}{console.safe(value)}")
    for entry in manifest.files:
        console.print(console.safe(f"        {entry.path}  {entry.size}  {entry.sha256[:12]}…"))


def run_verify(arguments: argparse.Namespace, console: Console) -> int:
    """Verify the whole archive; 1 where anything is amiss."""
    from docgen.archive import Archive
    from docgen.archive.verify import verify
    from docgen.cli.opening import open_settings

    seen = verify(Archive(open_settings(arguments, console).output).root)
    if arguments.format == "json":
        faults = [console.fault_data(fault) for fault in seen.faults]
        console.json({"versions": seen.versions, "files": seen.files, "bytes": seen.size, "faults": faults})
    else:
        console.faults(seen.faults)
        console.print(
            console.say(
                "{versions} versions, {files} files, {size} bytes checked: {faults} faults",
                versions=seen.versions,
                files=seen.files,
                size=seen.size,
                faults=len(seen.faults),
            )
        )
    return 1 if seen.faults else 0
