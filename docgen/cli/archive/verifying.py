"""`docgen archive verify`: whether everything is as it was archived."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.cli import parser
from docgen.cli.archive.actions import add_action, note_day, open_archive
from docgen.errors import ArchiveError
from docgen.messages import mark

if TYPE_CHECKING:
    from docgen.archive import Archive
    from docgen.cli.console import Console
    from docgen.errors import Fault


def add(actions: parser.Subparsers, say: parser.Say) -> None:
    """Add the action."""
    from docgen.cli.sign import add_trust

    summary = mark("Hold every file against its manifest, and the index against the manifests.")
    action = add_action(actions, "verify", summary, run_verify, say)
    action.add_argument("--resume", action="store_true", help=say("go on where an interrupted run stopped"))
    action.add_argument(
        "--signatures", action="store_true", help=say("verify the electronic signatures of every plan, too")
    )
    add_trust(action, say)


def run_verify(arguments: argparse.Namespace, console: Console) -> int:
    """Verify the whole archive; 1 where anything is amiss."""
    from docgen.archive.resuming import Checked
    from docgen.archive.verify import verify
    from docgen.cli.progress import shown

    archive = open_archive(arguments, console)

    def watch(folders: Sequence[Path]) -> Iterable[Path]:
        return shown(folders, len(folders), console)

    checked = Checked(archive.root, resume=arguments.resume) if archive.root.is_dir() else None
    seen = verify(archive.root, watch=watch, checked=checked)
    faults = [*seen.faults, *(_signature_faults(archive, arguments) if arguments.signatures else ())]
    note_day(archive)
    if arguments.format == "json":
        told = [console.fault_data(fault) for fault in faults]
        console.json({"versions": seen.versions, "files": seen.files, "bytes": seen.size, "faults": told})
    else:
        console.faults(faults)
        console.print(
            console.say(
                "{versions} versions, {files} files, {size} bytes checked: {faults} faults",
                versions=seen.versions,
                files=seen.files,
                size=seen.size,
                faults=len(faults),
            )
        )
    return 1 if faults else 0


def _signature_faults(archive: Archive, arguments: argparse.Namespace) -> Iterator[Fault]:
    """Every doubt about the latest signed state of each version."""
    from docgen.archive.archive import read_version
    from docgen.archive.signatures import verify_file
    from docgen.archive.states import signed_states
    from docgen.cli.sign import crl_files, trust_files
    from docgen.signing.trusting import Trust, load_revocations, load_roots

    trust = Trust(
        load_roots(trust_files(arguments)), dt.datetime.now(dt.UTC), revocations=load_revocations(crl_files(arguments))
    )
    for entry in archive.entries():
        try:
            states = signed_states(read_version(archive.root / entry.folder))
        except ArchiveError:
            continue  # told with the hashes
        if states:
            file = states[-1].pdf
            report = verify_file(file, trust, archive)
            yield from (replace(doubt, file=doubt.file or file) for doubt in report.doubts)
