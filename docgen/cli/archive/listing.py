"""`docgen archive list|show`: what is kept."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from docgen.cli import parser
from docgen.cli.archive.actions import add_action, open_archive
from docgen.messages import mark

if TYPE_CHECKING:
    from docgen.archive.model import ArchivedVersion
    from docgen.cli.console import Console


def add(actions: parser.Subparsers, say: parser.Say) -> None:
    """Add the actions."""
    add_action(actions, "list", mark("List all archived versions."), run_list, say)
    show = add_action(actions, "show", mark("Show a document's versions and files."), run_show, say)
    show.add_argument("document", metavar="NUMBER", help=say("document number, file name or title"))


def run_list(arguments: argparse.Namespace, console: Console) -> int:
    """Print one line a version, newest first."""
    from docgen.cli.tables import table

    entries = open_archive(arguments, console).entries()
    if arguments.format == "json":
        console.json([entry._asdict() for entry in entries])
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
    versions = open_archive(arguments, console).find(arguments.document)
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
