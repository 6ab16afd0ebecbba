"""`docgen archive search|export|expire|rebuild-index`: the archive over the years."""

from __future__ import annotations

import argparse
import datetime as dt
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.cli import parser
from docgen.cli.archive.actions import add_action, add_version, chosen_version, note_day, open_archive
from docgen.messages import mark

if TYPE_CHECKING:
    from docgen.archive import Archive, ArchivedVersion
    from docgen.archive.expiry import Expired
    from docgen.archive.export import Findings
    from docgen.cli.console import Console

_PROOFS = {
    "counted": mark("yes: that much time has passed since"),
    "named": mark("yes: the date was confirmed"),
    "none": mark("no: the date must be confirmed with --today"),
}


def add(actions: parser.Subparsers, say: parser.Say) -> None:
    """Add the actions."""
    from docgen.cli.sign import add_trust

    _add_search(actions, say)
    export = add_action(actions, "export", mark("Put a version into a zip file, with a report on it."), run_export, say)
    add_version(export, say)
    add_trust(export, say)
    export.add_argument(
        "--to", type=Path, metavar="FILE", help=say("where the zip file goes (default: the current folder)")
    )
    expire = add_action(
        actions, "expire", mark("Show what is past its retention; destroy it only when told to."), run_expire, say
    )
    expire.add_argument("--destroy", action="store_true", help=say("destroy it, and keep a record of that"))
    expire.add_argument(
        "--today", type=_date(say), metavar="YYYY-MM-DD", help=say("today's date, read from a calendar by you")
    )
    add_action(actions, "rebuild-index", mark("Make the index anew from the manifests."), run_rebuild, say)


def _add_search(actions: parser.Subparsers, say: parser.Say) -> None:
    search = add_action(actions, "search", mark("Search titles, departments, persons and answers."), run_search, say)
    search.add_argument("words", nargs="*", metavar="WORD", help=say("words that stand anywhere in the plan"))
    search.add_argument("--title", default="", help=say("words in the title"))
    search.add_argument("--department", default="", help=say("a department that leads, signs, may view or edit"))
    search.add_argument("--person", default="", help=say("somebody who is named in the plan"))
    search.add_argument("--number", default="", help=say("a part of the document number"))
    search.add_argument("--since", type=_date(say), metavar="YYYY-MM-DD", help=say("archived on that day or later"))
    search.add_argument("--before", type=_date(say), metavar="YYYY-MM-DD", help=say("archived before that day"))
    search.add_argument(
        "--limit", type=parser.positive(say), default=50, metavar="N", help=say("at most so many (default: 50)")
    )


def _date(say: parser.Say) -> Any:
    """An argument type: a date as 2026-07-01."""

    def read(text: str) -> dt.date:
        try:
            return dt.date.fromisoformat(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(say("must be a date such as 2026-07-01")) from error

    return read


def run_search(arguments: argparse.Namespace, console: Console) -> int:
    """Print the versions that match, newest first; 1 where there are none."""
    from docgen.archive.search import Wanted, search
    from docgen.cli.tables import table

    wanted = Wanted(
        tuple(arguments.words),
        arguments.title,
        arguments.department,
        arguments.person,
        arguments.number,
        arguments.since.isoformat() if arguments.since else "",
        arguments.before.isoformat() if arguments.before else "",
    )
    hits = [*islice(search(open_archive(arguments, console).root, wanted), arguments.limit)]
    if arguments.format == "json":
        console.json([{**hit.entry._asdict(), "excerpt": hit.excerpt} for hit in hits])
    elif not hits:
        console.print(console.say("Nothing in the archive matches."))
    else:
        say = console.say
        heads = [say("Number"), say("Version"), say("Title"), say("Archived"), say("Where it stands")]
        table(
            console,
            heads,
            [[hit.entry.number, hit.entry.version, hit.entry.title, hit.entry.date, hit.excerpt] for hit in hits],
        )
    return 0 if hits else 1


def run_export(arguments: argparse.Namespace, console: Console) -> int:
    """Write the zip file; 1 where the version is not whole, which its report says."""
    from docgen.archive.export import export
    from docgen.archive.store import replace_file

    archive = open_archive(arguments, console)
    version = chosen_version(archive, arguments)
    findings = _findings(archive, version, arguments)
    data = export(version, findings)
    target = (arguments.to or Path(f"{version.pdf.stem}.zip")).absolute()
    replace_file(target, data)
    if arguments.format == "json":
        told = [console.fault_data(fault) for fault in findings.faults]
        console.json({"file": str(target), "bytes": len(data), "faults": told})
    else:
        console.faults(findings.faults)
        said = console.say(
            "{number} {version} exported", number=version.manifest.number, version=version.manifest.version
        )
        console.print(f"{console.good(console.safe(said))}\n    {console.safe(str(target))}")
    return 1 if findings.faults else 0


def _findings(archive: Archive, version: ArchivedVersion, arguments: argparse.Namespace) -> Findings:
    """What is amiss with the version; its electronic signatures are verified where a trust root is given or known."""
    import docgen
    from docgen.archive.export import Findings
    from docgen.archive.signatures import verify_file
    from docgen.archive.states import latest_pdf
    from docgen.archive.verify import faults_of_version
    from docgen.cli.archive.verifying import trust_of
    from docgen.cli.sign import crl_files, trust_files

    found = Findings(
        moment=dt.datetime.now().astimezone(),
        program=f"docgen {docgen.__version__}",
        faults=faults_of_version(archive.root, version.folder),
    )
    file, roots = latest_pdf(version), trust_files(arguments)
    if file == version.pdf or not roots:
        return found
    report = verify_file(file, trust_of(arguments), archive)
    doubts = (replace(doubt, file=doubt.file or file) for doubt in report.doubts)
    return replace(
        found,
        faults=(*found.faults, *doubts),
        signatures=report.signatures,
        trust={known.name: known.read_bytes() for known in (*roots, *crl_files(arguments))},
    )


def run_expire(arguments: argparse.Namespace, console: Console) -> int:
    """Print what is past its retention, and destroy it if told to; 1 where something may not be destroyed yet."""
    import docgen
    from docgen.archive.expiry import Proof, destroy, expired, go_on
    from docgen.cli.opening import today

    archive = open_archive(arguments, console)
    if arguments.destroy and archive.root.is_dir():
        go_on(archive)
    found = expired(archive, today(), arguments.today)
    sure = [item for item in found if item.proof is not Proof.NONE]
    records = [
        destroy(archive, item, today(), f"docgen {docgen.__version__}") for item in (sure if arguments.destroy else ())
    ]
    note_day(archive.root)
    if arguments.format == "json":
        destroyed = [str(record) for record in records]
        console.json({"expired": [_expired_data(item) for item in found], "destroyed": destroyed})
    elif not found:
        console.print(console.say("Nothing is past its retention."))
    else:
        _print_expired(found, console)
        if arguments.destroy:
            console.print(
                console.say("{count} versions destroyed; the records are in the archive.", count=len(records))
            )
        else:
            console.print(console.say("Nothing was destroyed. To destroy what may be, add --destroy."))
    return 1 if arguments.destroy and len(sure) < len(found) else 0


def _expired_data(item: Expired) -> dict[str, Any]:
    return {
        **item.entry._asdict(),
        "kept_until": item.until.isoformat(),
        "days_counted": item.counted,
        "days_needed": item.needed,
        "proof": item.proof.value,
    }


def _print_expired(found: tuple[Expired, ...], console: Console) -> None:
    from docgen.cli.tables import table

    say = console.say
    heads = [say("Number"), say("Version"), say("Title"), say("Archived"), say("Kept until"), say("May be destroyed")]
    table(
        console,
        heads,
        [
            [
                item.entry.number,
                item.entry.version,
                item.entry.title,
                item.entry.date,
                item.until.isoformat(),
                say(_PROOFS[item.proof.value]),
            ]
            for item in found
        ],
    )


def run_rebuild(arguments: argparse.Namespace, console: Console) -> int:
    """Make the index anew; 1 where there is no archive."""
    from docgen.archive.index import Index

    archive = open_archive(arguments, console)
    count = Index(archive.root).rebuild() if archive.root.is_dir() else 0
    if arguments.format == "json":
        console.json({"versions": count})
    else:
        console.print(console.say("{count} versions in the index.", count=count))
    return 0
