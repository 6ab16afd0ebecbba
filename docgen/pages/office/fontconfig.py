"""Offers LibreOffice the fonts of a run, and none but them: a fontconfig file that names their files.

Every font that a Word file names is led to the face that the embedded engine would set it in, so that a document looks
alike whichever engine sets it, and alike on every machine. On Windows and macOS LibreOffice knows no fontconfig and
takes the system's fonts.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from html import escape, unescape
from pathlib import Path

from docgen.fonts import FontLibrary
from docgen.fonts.library import FILES

_NAMED = re.compile(rb'\b(?:ascii|hAnsi|eastAsia|cs|typeface|font)="([^"<>]{1,100})"')

_SYMBOLIC = frozenset(("Wingdings", "Wingdings 2", "Wingdings 3", "Webdings", "Symbol", "MT Extra", "Marlett"))


def font_names(parts: Iterable[bytes]) -> set[str]:
    """The fonts that the XML parts of a Word file name; now and then something that is none."""
    return {unescape(name.decode("utf-8", "replace")) for part in parts for name in _NAMED.findall(part)}


def write_font_settings(
    home: Path, names: Iterable[str], fonts: FontLibrary, symbols: Path | None, cache: Path
) -> Path:
    """Write the fontconfig file into `home`, and beside it a folder that leads to the user's own fonts.

    Symbol fonts are left to LibreOffice, which takes the same signs from its own font `symbols`. `cache` is where
    fontconfig keeps what it found out about the files.
    """
    own = home / "fonts"
    own.mkdir()
    for number, file in enumerate((*fonts.own_files, *([symbols] if symbols else []))):
        _lead(own / f"{number}{file.suffix}", file)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<fontconfig>",
        *(f"<dir>{escape(str(folder))}</dir>" for folder in (own, FILES)),
        f"<cachedir>{escape(str(cache))}</cachedir>",
        *(_rule(name, fonts) for name in sorted(names) if not is_symbolic(name, fonts)),
        _last_resort(fonts),
        "</fontconfig>",
    ]
    settings = home / "fonts.conf"
    settings.write_text("\n".join(lines), encoding="utf-8")
    return settings


def is_symbolic(name: str, fonts: FontLibrary) -> bool:
    """Whether `name` is a font whose characters are signs of its own (Wingdings), and none that the user has given."""
    return name in _SYMBOLIC and not fonts.has_own(name)


def _lead(link: Path, file: Path) -> None:
    """Have `link` lead to `file`: fontconfig takes folders only."""
    try:
        link.symlink_to(file)
    except OSError:
        shutil.copyfile(file, link)


def _rule(name: str, fonts: FontLibrary) -> str:
    """Who asks for `name` gets the family that stands in for it; its bold, where the name itself means a bold face."""
    face = fonts.face(name)
    weight = '<edit name="weight" mode="assign"><const>bold</const></edit>' if face.bold else ""
    return (
        f'<match target="pattern"><test name="family"><string>{escape(name)}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{escape(face.file.family)}</string></edit>'
        f"{weight}</match>"
    )


def _last_resort(fonts: FontLibrary) -> str:
    """Families for what nothing else was said of, in the order in which the embedded engine looks for a character."""
    families = "".join(f"<string>{escape(family)}</string>" for family in fonts.fallback_families)
    return f'<match target="pattern"><edit name="family" mode="append_last">{families}</edit></match>'
