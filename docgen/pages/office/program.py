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


_SYMBOLS = "opens___.ttf"
_SYMBOL_FOLDERS = (
    "/usr/share/fonts/truetype/libreoffice",
    "/usr/share/fonts/opensymbol",
    "/usr/share/fonts/libreoffice-opensymbol",
    "/usr/share/libreoffice/fonts/truetype",
)


def find_symbols(program: Path) -> Path | None:
    """The font that comes with LibreOffice, in which it sets Wingdings and its kind; None where it is nowhere."""
    inside = program.resolve().parent.parent / "share" / "fonts" / "truetype"
    folders = (inside, *map(Path, _SYMBOL_FOLDERS))
    return next((folder / _SYMBOLS for folder in folders if (folder / _SYMBOLS).is_file()), None)


def find_office(environment: Mapping[str, str]) -> Path | None:
    """LibreOffice's program: the one that `DOCGEN_SOFFICE` names, else on the PATH, else in a usual place."""
    if VARIABLE in environment:
        named = Path(environment[VARIABLE]) if environment[VARIABLE] else None
        return named if named and named.is_file() else None
    for name in _NAMES:
        if found := shutil.which(name, path=environment.get("PATH")):
            return Path(found)
    return next((Path(path) for path in _USUAL if Path(path).is_file()), None)
