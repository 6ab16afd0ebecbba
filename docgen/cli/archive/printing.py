"""`docgen archive print`: a copy on paper for everybody who keeps one."""

from __future__ import annotations

import argparse
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.cli import parser
from docgen.cli.archive.actions import add_action, add_version, chosen_version
from docgen.errors import EnvironmentLackError, Fault, SettingsError
from docgen.messages import mark, message

if TYPE_CHECKING:
    from docgen.archive.model import ArchivedVersion
    from docgen.cli.console import Console
    from docgen.paper import Holder


def add(actions: parser.Subparsers, say: parser.Say) -> None:
    """Add the action."""
    action = add_action(
        actions, "print", mark("Make the print file: a copy for everybody who keeps one."), run_print, say
    )
    add_version(action, say)
    action.add_argument(
        "--for",
        action="append",
        dest="holders",
        metavar="HOLDER",
        help=say("who keeps a copy (default: as the plan says); may be repeated"),
    )
    action.add_argument("--one-sided", action="store_true", help=say("print on one side of the paper only"))
    action.add_argument("--paging-seal", action="store_true", help=say("guides for a seal across the pages' edges"))
    action.add_argument(
        "--to", type=Path, metavar="FILE", help=say("where the print file goes (default: output/print)")
    )
    action.add_argument("--lp", nargs="?", const="", metavar="PRINTER", help=say("hand it to lp, to this printer"))


def run_print(arguments: argparse.Namespace, console: Console) -> int:
    """Write the print file, and hand it to lp if asked."""
    from docgen.archive import Archive
    from docgen.archive.signatures import unchanged_pdf
    from docgen.archive.store import replace_file
    from docgen.cli.opening import open_settings
    from docgen.fonts import FontLibrary
    from docgen.paper import Layout, print_file

    settings = open_settings(arguments, console)
    version = chosen_version(Archive(settings.output), arguments)
    holders = _holders(arguments, version)
    layout = Layout(duplex=not arguments.one_sided, paging_seal=arguments.paging_seal)
    pdf = print_file(unchanged_pdf(version), holders, layout, FontLibrary.open(settings.fonts))
    target = arguments.to or settings.output / "print" / f"{version.pdf.stem}_打印.pdf"
    replace_file(target, pdf)
    if arguments.lp is not None:
        _hand_to_lp(target, arguments.lp, duplex=layout.duplex)
    copies = sum(holder.copies for holder in holders)
    if arguments.format == "json":
        console.json({"file": str(target), "copies": copies, "holders": [holder._asdict() for holder in holders]})
    else:
        said = console.say("{count} copies, for {holders}", count=copies, holders=[holder.name for holder in holders])
        console.print(f"{console.good(console.safe(said))}\n    {console.safe(str(target))}")
    return 0


def _holders(arguments: argparse.Namespace, version: ArchivedVersion) -> list[Holder]:
    from docgen.paper import Holder

    if arguments.holders:
        return [Holder(name) for name in arguments.holders]
    rows = version.manifest.details.get("paper_copies", ())
    holders = [Holder(str(row["holder"]), int(row.get("copies") or 1)) for row in rows]
    if not holders:
        problem = message("The plan names nobody who keeps a copy on paper")
        raise SettingsError(Fault(problem, message("Name them with --for, once for each."), file=version.folder))
    return holders


def _hand_to_lp(file: Path, printer: str, *, duplex: bool) -> None:
    """Print with CUPS, on both sides where the file was made for that."""
    program = shutil.which("lp")
    if program is None:
        problem = message("There is no lp on this machine; the print file was made")
        raise EnvironmentLackError(Fault(problem, message("Install CUPS, or print the file yourself."), file=file))
    sides = "two-sided-long-edge" if duplex else "one-sided"
    command = [program, *(["-d", printer] if printer else []), "-o", f"sides={sides}", "--", str(file)]
    run = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace")
    if run.returncode:
        problem = message("lp refused the print file: {reason}", reason=run.stderr.strip() or run.stdout.strip())
        raise EnvironmentLackError(
            Fault(problem, message("Check the printer with lpstat, or print it yourself."), file=file)
        )
