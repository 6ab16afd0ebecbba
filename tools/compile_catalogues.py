"""Joins the catalogues of all stages (`docgen/locale/<language>/LC_MESSAGES/*.po`) into the one that gettext reads.

Run it after changing a .po file: `make catalogues`. A test holds docgen.mo to the .po files.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

_NO_DATE = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""The same sentences give the same bytes, whenever they are compiled."""

LOCALE = Path(__file__).resolve().parent.parent / "docgen" / "locale"


class _Catalogue(Catalog):
    """A catalogue whose header does not name the version of Babel: the next one shall write the same bytes."""

    @property  # type: ignore[misc]
    def mime_headers(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in super().mime_headers if name != "Generated-By"]


def compiled(folder: Path) -> bytes:
    """The .mo file for the .po files of `folder`. Raises ValueError where two of them differ about a sentence."""
    joined = _Catalogue(locale="zh_CN", charset="utf-8", creation_date=_NO_DATE, revision_date=_NO_DATE)
    for file in sorted(folder.glob("*.po")):
        with file.open("rb") as handle:
            catalogue = read_po(handle, locale="zh_CN")
        for entry in catalogue:
            if not entry.id:
                continue
            known = joined.get(entry.id)
            if known is not None and known.string != entry.string:
                raise ValueError(f"{file.name}: {entry.id!r} is translated otherwise in another file")
            joined.add(entry.id, entry.string)
    out = io.BytesIO()
    write_mo(out, joined)
    return out.getvalue()


def main() -> None:
    """Write docgen.mo beside the .po files of every language."""
    for folder in sorted(LOCALE.glob("*/LC_MESSAGES")):
        target = folder / "docgen.mo"
        target.write_bytes(compiled(folder))
        print(target.relative_to(LOCALE.parent.parent), file=sys.stderr)


if __name__ == "__main__":
    main()
