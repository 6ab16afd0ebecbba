"""`docgen forms check`: what is wrong with form packs and their templates."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docgen.authoring.model import PackFinding, PackReport
    from docgen.cli.console import Console


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Print the findings of all packs, or of those that are named; 1 where one of them is an error."""
    from docgen.authoring.checking import check_packs
    from docgen.authoring.trial import desk_of
    from docgen.cli.forms.annotating import write_copies
    from docgen.cli.opening import open_workshop
    from docgen.form import pack_keys

    workshop = open_workshop(arguments, console)
    keys = list(dict.fromkeys(arguments.packs)) or pack_keys(workshop.forms)
    report = check_packs(keys, workshop.forms, desk_of(workshop))
    if arguments.format == "json":
        console.json([_data(finding, console) for finding in report.findings])
    else:
        for key in keys:
            _print(key, report, console)
    if arguments.annotate:
        write_copies([finding.fault for finding in report.findings], arguments, console)
    return 1 if report.errors else 0


def _print(key: str, report: PackReport, console: Console) -> None:
    findings = [finding for finding in report.findings if finding.pack == key]
    for finding in findings:
        console.fault(finding.fault, finding.severity.value)
    console.tally(key, [finding.severity for finding in findings])


def _data(finding: PackFinding, console: Console) -> dict[str, Any]:
    fault = finding.fault
    return {
        "pack": finding.pack,
        "kind": finding.kind.value,
        "severity": finding.severity.value,
        "file": str(fault.file) if fault.file else None,
        "line": fault.line,
        "part": fault.anchor.part if fault.anchor else None,
        "place": console.translate(fault.place) if fault.place else "",
        "tag": fault.anchor.tag if fault.anchor else "",
        "message": console.translate(fault.problem),
        "mend": console.translate(fault.mend) if fault.mend else "",
    }
