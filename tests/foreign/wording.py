"""What of a Word file must be found again on its pages, told without docgen: XML in, characters out.

Only what is printed for certain is asked for: text of the body, of its notes and of default headers, that was not
deleted, is not hidden, and is no stored result of a field whose result the layout computes.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections import Counter
from xml.etree import ElementTree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_COMPUTED = {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF"}
_GONE = {_W + name for name in ("del", "moveFrom", "rt", "pPr", "rPr", "tblPr", "tcPr", "trPr", "sectPr")}
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def visible(text: str) -> Counter[str]:
    """Characters as a reader sees them: no spaces, no difference between a ligature and its letters, or in case."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return Counter(character for character in folded if unicodedata.category(character)[0] not in "CZM")


def printed_text(docx: bytes) -> str:
    """The text of the body and of the notes that it refers to, as far as it is printed for certain."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        body = _root(archive.read(_main_document(archive)))
        notes = {}
        for kind in ("footnote", "endnote"):
            name = f"word/{kind}s.xml"
            if name in archive.namelist():
                for note in _root(archive.read(name)).iter(_W + kind):
                    notes[kind, note.get(_W + "id")] = note
    text = _Text()
    text.read(body)
    for kind, number in text.noted:
        if (kind, number) in notes:
            text.read(notes[kind, number])
    return "".join(text.parts)


def _main_document(archive: zipfile.ZipFile) -> str:
    """Its name, by its content type."""
    types = ElementTree.fromstring(archive.read("[Content_Types].xml"))  # noqa: S314 - docgen has looked at it
    return next(
        (
            name[1:]
            for name in (part.get("PartName") for part in types if "main+xml" in part.get("ContentType", ""))
            if name
        ),
        "word/document.xml",
    )


def _root(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data.replace(_STRICT, _W[1:-1].encode()))  # noqa: S314 - docgen has looked at it


class _Text:
    """Gathers text in reading order, with the fields that are open there: instructions, then results."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.noted: list[tuple[str, str | None]] = []
        self._fields: list[list[str]] = []

    def read(self, element: ElementTree.Element) -> None:
        for part in element:
            if part.tag in _GONE or part.tag == _ALTERNATIVES or self._is_hidden(part):
                continue
            if part.tag == _W + "fldSimple":
                self._fields.append([part.get(_W + "instr", ""), "result"])
                self.read(part)
                self._fields.pop()
            elif part.tag == _W + "fldChar":
                self._field(part.get(_W + "fldCharType"))
            elif part.tag == _W + "instrText":
                if self._fields:
                    self._fields[-1][0] += part.text or ""
            elif part.tag == _W + "t":
                if self._is_printed():
                    self.parts.append(part.text or "")
            elif part.tag in {_W + "footnoteReference", _W + "endnoteReference"}:
                self.noted.append((part.tag.removeprefix(_W).removesuffix("Reference"), part.get(_W + "id")))
            else:
                self.read(part)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(["", "code"])
        elif kind == "separate" and self._fields:
            self._fields[-1][1] = "result"
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _is_printed(self) -> bool:
        for instruction, state in self._fields:
            name = (instruction.split() or [""])[0].upper()
            if state == "code" or name in _COMPUTED:
                return False
        return True

    def _is_hidden(self, run: ElementTree.Element) -> bool:
        """Hidden by its own properties or perhaps by its style's; in a font of symbols, whose letters are others."""
        if run.tag == _W + "tr":
            return run.find(f"{_W}trPr/{_W}hidden") is not None
        if run.tag != _W + "r":
            return False
        properties = run.find(_W + "rPr")
        if properties is None:
            return False
        doubtful = (_W + name for name in ("vanish", "specVanish", "webHidden", "del", "rStyle"))
        return any(properties.find(name) is not None for name in doubtful) or _is_symbols(properties)


def _is_symbols(properties: ElementTree.Element) -> bool:
    fonts = properties.find(_W + "rFonts")
    names = "" if fonts is None else " ".join(fonts.attrib.values()).lower()
    return any(name in names for name in ("symbol", "wingdings", "webdings"))
