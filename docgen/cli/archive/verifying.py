"""`docgen archive verify`: whether everything is as it was archived."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from docgen.cli import parser
from docgen.cli.archive.actions import add_action, open_archive
from docgen.messages import mark

if TYPE_CHECKING:
    from docgen.cli.console import Console


def add(actions: parser.Subparsers, say: parser.Say) -> None:
    """Add the action."""
    add_action(
        actions,
        "verify",
        mark("Hold every file against its manifest, and the index against the manifests."),
        run_verify,
        say,
    )


def run_verify(arguments: argparse.Namespace, console: Console) -> int:
    """Verify the whole archive; 1 where anything is amiss."""
    from docgen.archive.verify import verify

    seen = verify(open_archive(arguments, console).root)
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
