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
from docgen.messages import mark

if TYPE_CHECKING:
    from docgen.archive import Archive, ArchivedVersion
    from docgen.archive.verify import Judge
    from docgen.cli.console import Console
    from docgen.errors import Fault
    from docgen.signing.trusting import Trust


def add(actions: parser.Subparsers, say: parser.Say) -> None:
    """Add the action."""
    from docgen.cli.sign import add_trust

    summary = mark("Hold every file against its manifest, and the index against the manifests.")
    action = add_action(actions, "verify", summary, run_verify, say)
    action.add_argument("--resume", action="store_true", help=say("go on where an interrupted run stopped"))
    help_ = say("verify electronic signatures even where no trust root is known")
    action.add_argument("--signatures", action="store_true", help=help_)
    add_trust(action, say)


def run_verify(arguments: argparse.Namespace, console: Console) -> int:
    """Verify the whole archive; 1 where anything is amiss."""
    from docgen.archive.resuming import Checked
    from docgen.archive.states import JOURNAL_FOLDER
    from docgen.archive.verify import verify
    from docgen.cli.progress import shown
    from docgen.cli.sign import trust_files

    archive = open_archive(arguments, console)

    def watch(folders: Sequence[Path]) -> Iterable[Path]:
        return shown(folders, len(folders), console)

    judge = signature_judge(archive, arguments) if arguments.signatures or trust_files(arguments) else None
    checked = Checked(archive.root, resume=arguments.resume, signatures=judge is not None)
    seen = verify(archive.root, watch=watch, checked=checked if archive.root.is_dir() else None, signatures=judge)
    faults = seen.faults
    note_day(archive.root)
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
        if judge is None and (archive.root / JOURNAL_FOLDER).is_dir():
            console.print(console.say("The electronic signatures were not verified: name a trust root with --trust."))
    return 1 if faults else 0


def signature_judge(archive: Archive, arguments: argparse.Namespace) -> Judge:
    """What tells every doubt about the latest signed state of a version, by the trust roots given or known."""
    from docgen.archive.signatures import verify_file
    from docgen.archive.states import latest_pdf

    trust = trust_of(arguments)

    def judge(version: ArchivedVersion) -> Iterator[Fault]:
        file = latest_pdf(version)
        if file != version.pdf:
            report = verify_file(file, trust, archive)
            yield from (replace(doubt, file=doubt.file or file) for doubt in report.doubts)

    return judge


def trust_of(arguments: argparse.Namespace) -> Trust:
    """The trust roots and lists given or known, as of now."""
    from docgen.cli.sign import crl_files, trust_files
    from docgen.signing.trusting import Trust, load_revocations, load_roots

    roots, revoked = load_roots(trust_files(arguments)), load_revocations(crl_files(arguments))
    return Trust(roots, dt.datetime.now(dt.UTC), revocations=revoked)
