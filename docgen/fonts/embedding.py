"""Makes a font known to reportlab: the one place where reportlab's own TrueType support is replaced.

reportlab's `TTFont` reads all of a font at once (slow with 30,000 glyphs), embeds it in several 8-bit subsets, and
writes a ToUnicode map that is wrong above U+FFFF (five hexadecimal digits where ISO 32000-1 9.10.3 asks for UTF-16).
`EmbeddedFont` follows reportlab's protocol of dynamic fonts instead and puts one composite font (Type0, Identity-H;
ISO 32000-1 9.7) into each document: two bytes a character, only the used glyphs, a CIDSet (PDF/A-1 6.3.5), correct
Unicode for copying and searching. The same text gives the same bytes. Not done here: text as paths, encryption.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import TypeAlias
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream, PDFString

from docgen.aside import aside
from docgen.errors import Fault, FontError
from docgen.fonts.subset import glyph_count, subset
from docgen.fonts.truetype import TrueTypeFile
from docgen.messages import message

_SYMBOLIC = 1 << 2  # flag 3, ISO 32000-1 table 123
_DEFAULT_WIDTH = 1000  # a Han character's
_LEVEL = 3  # of zlib: on outlines a third faster than the usual 6, and 3 % larger
_LARGE = 1 << 14  # bytes: below that, handing the work over takes as long as doing it
_BLOCK = 100  # entries that one bfchar block may have (Adobe technical note 5014)


Reference: TypeAlias = Callable[[str, object], object]
"""Puts an object into the document and gives the reference to it."""


def register(name: str, font: TrueTypeFile) -> None:
    """Make `font` known to reportlab as `name`, once a process."""
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(EmbeddedFont(name, font))


class _Codes(dict[str, str]):
    """The characters that one document uses → their codes, four hexadecimal digits, counted up from 1 by first use."""

    frozen = False

    def __missing__(self, char: str) -> str:
        if self.frozen:
            raise ValueError("the document is already written")
        code = self[char] = f"{len(self) + 1:04x}"
        return code


class _TypeFace(pdfmetrics.TypeFace):
    """What reportlab asks of a face: a name, and measures in thousandths of an em."""

    def __init__(self, name: str, font: TrueTypeFile) -> None:
        super().__init__(name)
        self.ascent = round(1000 * font.metrics.ascent)
        self.descent = -round(1000 * font.metrics.descent)
        self.builtIn = 0


class EmbeddedFont:
    """A dynamic font in reportlab's sense (see the docstring of reportlab.pdfbase.ttfonts)."""

    _multiByte = 1  # noqa: N815 - the names are reportlab's
    _dynamicFont = 1  # noqa: N815
    shapable = False

    def __init__(self, name: str, font: TrueTypeFile) -> None:
        self.fontName = name
        self.face = _TypeFace(name, font)
        self.font = font
        self._codes: WeakKeyDictionary[PDFDocument, _Codes] = WeakKeyDictionary()

    def stringWidth(self, text: str | bytes, size: float, encoding: str = "utf-8") -> float:  # noqa: N802
        """The width of `text` at `size`, in the unit of `size`."""
        text = text.decode(encoding) if isinstance(text, bytes) else text
        return size * sum(map(self.font.advances.__getitem__, text))

    def splitString(self, text: str | bytes, doc: PDFDocument, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802
        """`text` as the codes that `doc` knows its characters by: one piece, since there is one subset."""
        text = text.decode(encoding) if isinstance(text, bytes) else text
        return [(0, bytes.fromhex("".join(map(self.codes(doc).__getitem__, text))))] if text else []

    def codes(self, doc: PDFDocument) -> Mapping[str, str]:
        """The code of every character in `doc`, four hexadecimal digits; one gets its code when first looked up."""
        codes = self._codes.get(doc)
        if codes is None:
            codes = self._codes[doc] = _Codes()
        return codes

    def getSubsetInternalName(self, subset: int, doc: PDFDocument) -> str:  # noqa: ARG002, N802
        """The name of the font among the resources of `doc`, with its slash."""
        if self.fontName not in doc.fontMapping:
            doc.fontMapping[self.fontName] = f"/F{len(doc.fontMapping) + 1}"
            doc.delayedFonts.append(self)
        return str(doc.fontMapping[self.fontName])

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802
        """Write the font into `doc`; no character can be added afterwards.

        Raises FontError where one was drawn that the font lacks: nobody would see it, though it could be copied.
        """
        codes = self._codes.setdefault(doc, _Codes())
        codes.frozen = True
        used = "".join(codes)
        if absent := [char for char in used if not self.font.has(char)]:
            raise FontError(_absence(self.font, absent))
        advances = [self.font.advance(0), *map(self.font.advances.__getitem__, used)]
        program = subset(self.font, [0, *(self.font.glyph(ord(char)) for char in used)], advances)
        base_font = f"{_tag(program)}+{self.font.name}"
        self._write(doc, base_font, program, used, advances)

    def _write(self, doc: PDFDocument, base_font: str, program: bytes, used: str, advances: list[float]) -> None:
        def reference(kind: str, value: object) -> object:
            return doc.Reference(value, f"{kind}:{self.fontName}")  # type: ignore[no-untyped-call]

        descendant = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType2"),
            "BaseFont": PDFName(base_font),
            "CIDSystemInfo": PDFDictionary(
                {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
            ),
            "FontDescriptor": reference("descriptor", self._descriptor(base_font, reference, program)),
            "DW": _DEFAULT_WIDTH,
            "W": _widths(advances),
            "CIDToGIDMap": PDFName("Identity"),
        }
        font = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": PDFName(base_font),
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([reference("descendant", PDFDictionary(descendant))]),
            "ToUnicode": reference("unicode", _Stream(_to_unicode(used))),
        }
        resources: PDFDictionary = doc.idToObject["BasicFonts"]  # type: ignore[assignment]
        resources[doc.fontMapping[self.fontName][1:]] = reference("font", PDFDictionary(font))

    def _descriptor(self, base_font: str, reference: Reference, program: bytes) -> PDFDictionary:
        font, metrics = self.font, self.font.metrics
        scale = 1000 / font.units_per_em
        return PDFDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": PDFName(base_font),
                "Flags": _SYMBOLIC,
                "FontBBox": PDFArray([round(edge * scale) for edge in font.bounding_box]),
                "ItalicAngle": 0,
                "Ascent": round(1000 * metrics.ascent),
                "Descent": -round(1000 * metrics.descent),
                "CapHeight": round(1000 * metrics.cap_height),
                "StemV": 80,  # no table of a TrueType font says it; readers use it for substitution only
                "FontFile2": reference("program", _Stream(program, Length1=len(program))),
                "CIDSet": reference("cids", _Stream(_cid_set(glyph_count(program)))),
            }
        )


def _absence(font: TrueTypeFile, chars: Sequence[str]) -> Fault:
    return Fault(
        message("The font {font} lacks what was to be set in it: {chars}", font=font.name, chars=list(chars)),
        message("This is a fault of the layout engine: please report it with the template."),
    )


def _tag(program: bytes) -> str:
    """Six capitals that tell this subset from others of the same font (ISO 32000-1 9.6.4)."""
    digest = int.from_bytes(hashlib.sha256(program).digest()[:6])
    return "".join(chr(65 + digest // 26**place % 26) for place in range(6))


class _Stream(PDFStream):
    """A compressed stream; a large one is compressed aside, while the next font is subset and pages are packed."""

    def __init__(self, content: bytes, **entries: int) -> None:
        super().__init__(PDFDictionary({**entries, "Filter": PDFName("FlateDecode")}))
        compress = partial(zlib.compress, content, _LEVEL)
        self._compressed = aside(compress) if len(content) > _LARGE else compress

    def format(self, document: PDFDocument) -> bytes:
        """The object as it is written."""
        self.content = self._compressed()
        return super().format(document)


def _widths(advances: Sequence[float]) -> str:
    """The W array (ISO 32000-1 9.7.4.3): `first last width` for each run of codes whose width is not the default.

    Written here: reportlab takes a microsecond or two for each of its thousand numbers.
    """
    entries: list[str] = []
    first = 0
    for width, run in groupby([round(1000 * advance, 3) for advance in advances]):
        last = first + len(list(run)) - 1
        if width != _DEFAULT_WIDTH:
            entries.append(f"{first} {last} {width:g}")
        first = last + 1
    return f"[{' '.join(entries)}]"


def _to_unicode(used: str) -> bytes:
    """The CMap from codes to UTF-16 (ISO 32000-1 9.10.3)."""
    lines = [f"<{code:04X}> <{_utf_16(char)}>" for code, char in enumerate(used, 1)]
    blocks = [lines[start : start + _BLOCK] for start in range(0, len(lines), _BLOCK)]
    mappings = [f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<0000> <FFFF>",
            "endcodespacerange",
            *mappings,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    ).encode()


def _utf_16(char: str) -> str:
    """`char` in hexadecimal UTF-16, as ToUnicode wants it."""
    return f"{ord(char):04X}" if char <= "\uffff" else char.encode("utf-16-be").hex().upper()


def _cid_set(count: int) -> bytes:
    """A bit for each of `count` glyphs, the highest bit first (ISO 32000-1 table 124)."""
    return ((1 << 8 * (-(-count // 8))) - (1 << (-count % 8))).to_bytes(-(-count // 8))
