"""`docgen archive ACTION`: what is kept, whether it is whole, its paper, its years.

Each module has a group of actions, with `add(actions, say)`.
"""

from __future__ import annotations

from docgen.cli import parser
from docgen.cli.archive import keeping, listing, paper, printing, verifying
from docgen.messages import mark


def add(commands: parser.Subparsers, say: parser.Say) -> None:
    """Add the command to the parser."""
    group = parser.add_command(commands, "archive", mark("Look into the archive, and keep it."), say)
    actions = group.add_subparsers(metavar="ACTION", required=True, title=say("actions"))
    for part in (listing, verifying, paper, printing, keeping):
        part.add(actions, say)
