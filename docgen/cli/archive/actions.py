"""What the actions on one version share: how it is named on the command line, and found."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.cli import parser
from docgen.errors import ArchiveError, Fault
from docgen.messages import message

if TYPE_CHECKING:
    from docgen.archive import Archive, ArchivedVersion
    from docgen.cli.console import Console


def add_action(
    actions: parser.Subparsers, name: str, summary: str, run: Callable[..., int], say: parser.Say
) -> parser.Parser:
    """Add an action with the options that all have."""
    action = parser.add_command(actions, name, summary, say)
    parser.add_output(action, say)
    parser.add_format(action, say)
    action.set_defaults(run=run)
    return action


def add_version(action: argparse.ArgumentParser, say: parser.Say) -> None:
    """Add the document, and `--version` for one that is not its newest."""
    action.add_argument("document", metavar="NUMBER", help=say("document number, file name or title"))
    action.add_argument(
        "--version", metavar="V1.0", dest="edition", help=say("an earlier version (default: the newest)")
    )


def open_archive(arguments: argparse.Namespace, console: Console) -> Archive:
    """The archive of the settings and options."""
    from docgen.archive import Archive
    from docgen.cli.opening import open_settings

    return Archive(open_settings(arguments, console).output)


def versions_of(archive: Archive, wanted: str) -> list[ArchivedVersion]:
    """The versions of the document `wanted`, ascending. Raises ArchiveError where several documents have that name."""
    found = archive.find(wanted)
    numbers = sorted({version.manifest.number for version in found})
    if len(numbers) > 1:
        problem = message("“{wanted}” is the name of several documents: {numbers}", wanted=wanted, numbers=numbers)
        raise ArchiveError(Fault(problem, message("Give the document number.")))
    return found


def chosen_version(archive: Archive, arguments: argparse.Namespace) -> ArchivedVersion:
    """The version that the command line names. Raises ArchiveError where there is none, or several documents match."""
    found = versions_of(archive, arguments.document)
    if arguments.edition:
        found = [version for version in found if version.manifest.version == arguments.edition]
    if not found:
        wanted = " ".join(filter(None, (arguments.document, arguments.edition)))
        problem = message("The archive has no document “{wanted}”.", wanted=wanted)
        raise ArchiveError(Fault(problem, message("docgen archive list tells what there is."), file=archive.root))
    return found[-1]


def note_day(root: Path) -> None:
    """Tell the day book of the archive `root` that it was used today; one that cannot be written is left alone."""
    from docgen.archive import days
    from docgen.cli.opening import today

    with contextlib.suppress(OSError):
        if root.is_dir():
            days.note(root, days.Line(today()))
