"""`docgen verify FILE|FOLDER…`: who signed, whom to trust, what changed since."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.cli import parser
from docgen.cli.sign import add_trust, crl_files, find_place, trust_files
from docgen.messages import mark

if TYPE_CHECKING:
    from docgen.archive.archive import Archive
    from docgen.cli.console import Console
    from docgen.signing.report import Report, SignatureReport

_STATES = {
    "not_expected": mark("no electronic signature is expected"),
    "unsigned": mark("not signed yet"),
    "partly_signed": mark("partly signed"),
    "fully_signed": mark("fully signed"),
}


def add(commands: parser.Subparsers, say: parser.Say) -> None:
    """Add the command to the parser."""
    command = parser.add_command(commands, "verify", mark("Verify the electronic signatures of files."), say)
    help_ = say("PDF file, folder, or document number")
    command.add_argument("files", nargs="+", metavar="FILE", help=help_)
    add_trust(command, say)
    command.add_argument("--partial", action="store_true", help=say("a file that is not fully signed is all right"))
    command.add_argument(
        "--allow-other-name", action="store_true", help=say("somebody signing in another's place is all right")
    )
    parser.add_output(command, say)
    parser.add_format(command, say)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Report on every file; 1 where there is a doubt about one, or one is not fully signed."""
    from docgen.archive.archive import Archive
    from docgen.archive.signatures import verify_file
    from docgen.cli.opening import open_settings
    from docgen.signing.trusting import Trust, load_revocations, load_roots

    settings = open_settings(arguments, console)
    roots = trust_files(arguments)
    revoked = load_revocations(crl_files(arguments))
    trust = Trust(load_roots(roots), dt.datetime.now(dt.UTC), arguments.allow_other_name, revoked)
    archive = Archive(settings.output)
    data: list[dict[str, Any]] = []
    is_sound = True
    for file in _files(arguments.files, archive):
        report = verify_file(file, trust, archive)
        accepted = report.is_sound and (arguments.partial or report.is_complete)
        is_sound = is_sound and accepted
        data.append(_data(file, report, console, accepted=accepted))
        if arguments.format == "text":
            _print(file, report, console)
    if arguments.format == "json":
        console.json(data)
    elif not data:
        console.print(console.say("No PDF files found."))
    elif not roots and any(report["signatures"] for report in data):
        console.print(console.say("No trust root was given: add --trust FILE."))
    return 0 if is_sound else 1


def _files(wanted: Iterable[str], archive: Archive) -> Iterator[Path]:
    """The files; of each archived version in a folder the latest state, of other folders every PDF."""
    from docgen.archive.model import MANIFEST_NAME
    from docgen.archive.signatures import place_of
    from docgen.archive.states import latest_pdf

    for name in wanted:
        path = Path(name)
        if not path.is_dir():
            place = None if path.is_file() else find_place(name, archive.root.parent)
            yield latest_pdf(place.version) if place else path
            continue
        versions = {manifest.parent for manifest in path.rglob(MANIFEST_NAME)}
        for folder in sorted(versions):
            if (place := place_of(folder)) is not None:
                yield latest_pdf(place.version)
        if not versions and (place := place_of(path)) is not None:
            yield latest_pdf(place.version)
        elif not versions or path not in versions:
            yield from (file for file in sorted(path.rglob("*.pdf")) if not versions.intersection(file.parents))


def _data(file: Path, report: Report, console: Console, *, accepted: bool) -> dict[str, Any]:
    return {
        "file": str(file),
        "accepted": accepted,
        "state": report.state.value,
        "number": report.number,
        "version": report.version,
        "pages": report.pages,
        "signatures": [item.as_data() for item in report.signatures],
        "missing": list(report.missing),
        "doubts": [console.fault_data(fault) for fault in report.doubts],
        "remarks": [console.fault_data(fault) for fault in report.remarks],
    }


def _print(file: Path, report: Report, console: Console) -> None:
    say = console.say
    identity = " ".join(part for part in (report.number, report.version) if part)
    console.print(console.safe(f"{file}"))
    state = say(_STATES[report.state.value])
    console.print(console.safe(f"    {identity}  {state}" if identity else f"    {state}"))
    for item in report.signatures:
        console.print(f"    {_line(item, console)}")
    if report.missing:
        console.print(f"    {console.safe(say('Still to sign: {departments}', departments=report.missing))}")
    for fault in report.doubts:
        console.print(f"    {console.bad(say('doubt'))}{console.colon}{console.safe(fault.problem)}")
        if fault.mend:
            console.print(f"        → {console.safe(fault.mend)}")
    for fault in report.remarks:
        console.print(f"    {say('remark')}{console.colon}{console.safe(fault.problem)}")
    if not report.doubts:
        console.print(f"    {console.good(say('No doubt: nothing has changed but what signing needs.'))}")


def _line(item: SignatureReport, console: Console) -> str:
    say = console.say
    when = item.stamped or item.moment
    parts = [
        f"{item.department} {item.title} {item.signer}".replace("  ", " "),
        f"{when.astimezone():%Y-%m-%d %H:%M}" + (say(" (time stamp)") if item.stamped else say(" (signer's clock)"))
        if when
        else "",
        say("trusted, issued by {issuer}", issuer=item.issuer)
        if item.is_trusted
        else say("not trusted, issued by {issuer}", issuer=item.issuer),
        say("intact") if item.is_intact else say("damaged"),
        say("then {count} more signatures", count=item.later) if item.later else "",
        f"PAdES {item.level}",
    ]
    return console.safe((" · ").join(part for part in parts if part))
