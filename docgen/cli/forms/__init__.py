"""`docgen forms list|show|check|new`: the form packs, for those who fill them in and for those who make them."""

from __future__ import annotations

from pathlib import Path

from docgen.cli import parser
from docgen.messages import mark


def add(commands: parser.Subparsers, say: parser.Say) -> None:
    """Add the command to the parser; what an action does is imported when it runs."""
    from docgen.cli.forms import checking, listing, starting

    group = parser.add_command(commands, "forms", mark("Look into form packs, check them, start one."), say)
    actions = group.add_subparsers(metavar="ACTION", required=True, title=say("actions"))
    listed = parser.add_command(actions, "list", mark("List the form packs."), say)
    shown = parser.add_command(
        actions, "show", mark("Show a form pack's steps, fields and documents, or where a field stands."), say
    )
    shown.add_argument("pack", metavar="PACK", help=say("key of the form pack, or a field of any of them"))
    shown.add_argument("field", nargs="?", metavar="FIELD", help=say("a field, such as goals or goals.target"))
    checked = parser.add_command(actions, "check", mark("Look for faults in form packs and their Word templates."), say)
    checked.add_argument("packs", nargs="*", metavar="PACK", help=say("key of the form pack (default: all)"))
    parser.add_annotate(checked, say)
    parser.add_format(checked, say)
    started = parser.add_command(
        actions, "new", mark("Start a form pack: schema, example and first Word templates."), say
    )
    started.add_argument("pack", metavar="PACK", help=say("key of the form pack"))
    started.add_argument("--title", metavar="TITLE", help=say("what the documents are called"))
    where = say("folder with form packs (default: --forms, or forms)")
    started.add_argument("-o", dest="folder", type=Path, metavar="FOLDER", help=where)
    for action, run in (
        (listed, listing.run_list),
        (shown, listing.run_show),
        (checked, checking.run),
        (started, starting.run),
    ):
        parser.add_forms(action, say)
        action.set_defaults(run=run)
