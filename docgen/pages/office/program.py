"""Finds LibreOffice on this machine."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "DOCGEN_SOFFICE"
"""The environment variable that names LibreOffice's program where it is in an unusual place; empty: not to be used."""

_NAMES = ("soffice", "libreoffice", "soffice.com")
_USUAL = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
)


def find_office(environment: Mapping[str, str]) -> Path | None:
    """LibreOffice's program: the one that `DOCGEN_SOFFICE` names, else on the PATH, else in a usual place."""
    if VARIABLE in environment:
        named = Path(environment[VARIABLE]) if environment[VARIABLE] else None
        return named if named and named.is_file() else None
    for name in _NAMES:
        if found := shutil.which(name, path=environment.get("PATH")):
            return Path(found)
    return next((Path(path) for path in _USUAL if Path(path).is_file()), None)
