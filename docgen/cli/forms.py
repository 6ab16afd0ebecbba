"""`docgen forms list|show`: the form packs and what they ask for."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.cli import parser
from docgen.messages import mark

if TYPE_CHECKING:
    from docgen.cli.console import Console
    from docgen.form.model import Field, FormPack


def add(commands: parser.Subparsers, say: parser.Say) -> None:
    """Add the command to the parser."""
    group = parser.add_command(commands, "forms", mark("Look into the form packs."), say)
    actions = group.add_subparsers(metavar="ACTION", required=True, title=say("actions"))
    listing = parser.add_command(actions, "list", mark("List the form packs."), say)
    showing = parser.add_command(actions, "show", mark("Show a form pack's steps, fields and documents."), say)
    showing.add_argument("pack", metavar="PACK", help=say("key of the form pack"))
    for action, run in ((listing, run_list), (showing, run_show)):
        action.add_argument("--forms", type=Path, metavar="DIR", help=say("folder with form packs of your own"))
        action.set_defaults(run=run)


def run_list(arguments: argparse.Namespace, console: Console) -> int:
    """Print one line a pack."""
    from docgen.cli.opening import open_workshop
    from docgen.cli.tables import table
    from docgen.form import list_packs

    packs = list_packs(open_workshop(arguments, console).forms)
    heads = [console.say("Pack"), console.say("Version"), console.say("Title")]
    table(console, heads, [[pack.key, pack.version, console.translate(pack.title)] for pack in packs])
    return 0


def run_show(arguments: argparse.Namespace, console: Console) -> int:
    """Print a pack as an outline."""
    from docgen.cli.opening import open_workshop
    from docgen.form import load_pack

    pack: FormPack = load_pack(arguments.pack, open_workshop(arguments, console).forms)
    console.print(f"{console.translate(pack.title)} {pack.version}")
    for number, step in enumerate(pack.steps, 1):
        console.print(f"\n{number}  {console.translate(step.title)}")
        for field in step.fields.values():
            _print(field, "    ", console)
    console.print(f"\n{console.say('Documents')}")
    for document in pack.documents:
        console.print(f"    {document.template.name}  {console.translate(document.title)}")
    return 0


def _print(field: Field, indent: str, console: Console) -> None:
    mark = " *" if field.rules.get("required") else ""
    console.print(f"{indent}{field.key}{mark}  {console.translate(field.label)}")
    for child in field.children.values():
        _print(child, indent + "    ", console)
