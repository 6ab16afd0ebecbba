"""Lays docgen's pages beside LibreOffice's and says how alike they are; exit code 1 where a goal is missed.

python -m tools.fidelity                      all templates and fixtures; the report stands in output/fidelity
python -m tools.fidelity -o FOLDER            the report stands in FOLDER
python -m tools.fidelity --only TEXT          documents whose plan or name has TEXT in it
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from docgen.fonts import FontLibrary
from docgen.pages.office import Office, find_office

from .report import table, totals, write
from .result import results
from .samples import ROOT, fixtures, templates

_MISSED, _LACKING = 1, 3


def main(arguments: list[str]) -> int:
    """Compare, write the report, print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.fidelity", description=__doc__.split("\n")[0] if __doc__ else ""
    )
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "output" / "fidelity", help="the report's folder")
    parser.add_argument("--only", default="", help="documents whose plan or name has this text in it")
    asked = parser.parse_args(arguments)
    program = find_office(os.environ)
    if program is None:
        print("LibreOffice is not installed", file=sys.stderr)
        return _LACKING
    fonts = FontLibrary.open()
    samples = [sample for sample in (*templates(fonts), *fixtures()) if asked.only in f"{sample.group}/{sample.name}"]
    found = [*results(samples, fonts, Office(program, os.environ))]
    page = write(found, asked.output)
    print(*table(found), "", *totals(found), page, sep="\n")
    return 0 if all(total.is_reached for total in totals(found)) else _MISSED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
