"""Takes pages of finished PDF files over into the PDF that is being made, as form XObjects (ISO 32000-1 8.10).

Turns what pypdf read into objects of reportlab's document, each once and written out already; streams stay compressed
as they were, so that nothing is decoded, drawn anew or lost. What belongs to the file and not to a page's look stays
behind: actions, scripts, attachments, structure. The same file gives the same objects in the same order.
"""

from __future__ import annotations

import contextlib
import io
import logging
import re
import zlib
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from docgen.lengths import Pt
from docgen.pages.model import PdfItem

if TYPE_CHECKING:
    import pypdf
    from reportlab.pdfgen.canvas import Canvas

_LEFT_BEHIND = frozenset(("/Parent", "/P", "/StructParent", "/StructParents", "/PieceInfo", "/Metadata"))
"""Keys that lead from a page's objects back to the file, or tell what no page shows."""
_CLAIM = re.compile(rb"pdfaid:part\s*(?:>|=\s*[\"'])\s*[123]\b")
"""How XMP says that a file is PDF/A (ISO 19005-2 6.6.4)."""
_RGB = 3
"""Components of a colour profile."""
_IRREGULAR = re.compile(rb"[^!-~]|[#()<>\[\]{}/%]")
"""Bytes that a name writes as #xx (ISO 32000-1 7.3.5)."""

_IMPORTERS: WeakKeyDictionary[object, dict[bytes, _Importer]] = WeakKeyDictionary()
"""The files of each document in the making: the pages of one file share fonts and pictures."""


def draw_imported(canvas: Canvas, height: Pt, item: PdfItem) -> None:
    """Draw `item` on the current page of `canvas`, which is `height` points high."""
    document: Any = getattr(canvas, "_doc")  # noqa: B009 - there is no public way to it
    importers = _IMPORTERS.setdefault(document, {})
    if item.pdf not in importers:
        importers[item.pdf] = _Importer(document, item.pdf, len(importers) + 1)
    name, view = importers[item.pdf].page(item.page)
    across, up = item.width / view.width, item.height / view.height
    canvas.saveState()
    canvas.transform(across, 0, 0, up, item.x, height - item.y - item.height)
    canvas.transform(*view.matrix)
    canvas.doForm(name)
    canvas.restoreState()


def can_import(data: bytes) -> bool:
    """Whether every page of a PDF file can be taken over."""
    from pypdf import PdfReader

    try:
        with _names_as_they_are():
            reader = PdfReader(io.BytesIO(data))
            readable = not reader.is_encrypted or reader.decrypt("") > 0
            for page in reader.pages if readable else ():
                page.get_contents()
    except Exception:  # noqa: BLE001 - pypdf raises whatever a damaged file leads it into
        return False
    return readable


def is_archival(data: bytes) -> bool:
    """Whether a PDF file says that it is PDF/A, with colours that are, like a bundle's, those of an RGB profile."""
    from pypdf import PdfReader

    try:
        with _names_as_they_are():
            root = PdfReader(io.BytesIO(data)).root_object
            metadata: Any = root["/Metadata"].get_object()
            intents = [intent.get_object() for intent in root.get("/OutputIntents", ())]
            profiles = [intent["/DestOutputProfile"].get_object() for intent in intents]
            return bool(_CLAIM.search(metadata.get_data())) and all(profile.get("/N") == _RGB for profile in profiles)
    except Exception:  # noqa: BLE001 - pypdf raises whatever a file leads it into
        return False


class _View(NamedTuple):
    """How a page is seen: its size, and the matrix that puts its visible part upright with its corner at the origin."""

    width: Pt
    height: Pt
    matrix: tuple[float, float, float, float, float, float]

    @classmethod
    def of(cls, page: pypdf.PageObject) -> _View:
        """The part of the media box that the crop box leaves, turned as the page says (ISO 32000-1 7.7.3.3)."""
        left, bottom, right, top = _visible(page)
        width, height = right - left, top - bottom
        turns = {
            0: cls(width, height, (1, 0, 0, 1, -left, -bottom)),
            90: cls(height, width, (0, -1, 1, 0, -bottom, right)),
            180: cls(width, height, (-1, 0, 0, -1, right, top)),
            270: cls(height, width, (0, 1, -1, 0, top, -left)),
        }
        return turns[page.rotation % 360 // 90 * 90]


def _visible(page: pypdf.PageObject) -> tuple[Pt, Pt, Pt, Pt]:
    """Left, bottom, right, top."""
    media, crop = page.mediabox, page.cropbox
    left, right = max(media.left, crop.left), min(media.right, crop.right)
    bottom, top = max(media.bottom, crop.bottom), min(media.top, crop.top)
    if right <= left or top <= bottom:
        return float(media.left), float(media.bottom), float(media.right), float(media.top)
    return float(left), float(bottom), float(right), float(top)


class _Importer:
    """Takes one file's objects over into one of reportlab's documents."""

    def __init__(self, document: Any, data: bytes, number: int) -> None:
        from pypdf import PdfReader

        self._document = document
        self._number = number
        self._references: dict[int, bytes] = {}
        self._pages: dict[int, tuple[str, _View]] = {}
        self._waiting: deque[tuple[str, Any]] = deque()
        with _names_as_they_are():
            self._reader = PdfReader(io.BytesIO(data))
            if self._reader.is_encrypted:
                self._reader.decrypt("")  # with rights withheld, but open to all: its pages were read already
            self._keep_layers_off()
            self._write_waiting()

    def page(self, index: int) -> tuple[str, _View]:
        """The name by which `Canvas.doForm` draws a page, and how it is to be turned."""
        if index not in self._pages:
            name = f"imported-{self._number}-{index}"
            with _names_as_they_are():
                page = self._reader.pages[index]
                self._document.Reference(self._form(page), self._document.getXObjectName(name))
                self._write_waiting()
                self._pages[index] = (name, _View.of(page))
        return self._pages[index]

    def _form(self, page: pypdf.PageObject) -> bytes:
        """The page's contents and resources as a form; what lies outside of its visible part is clipped."""
        contents = page.get_contents()
        data = zlib.compress(b"" if contents is None else contents.get_data(), 6)
        box = b" ".join(b"%.4f" % value for value in _visible(page))
        entries = {
            b"/Type": b"/XObject",
            b"/Subtype": b"/Form",
            b"/BBox": b"[%b]" % box,
            b"/Resources": self._written(page.get("/Resources") or {}),
            b"/Filter": b"/FlateDecode",
        }
        if "/Group" in page:
            entries[b"/Group"] = self._written(page["/Group"])
        return _stream(entries, data)

    def _written(self, value: Any) -> bytes:
        """A value as PDF writes it (ISO 32000-1 7.3), references leading to what is taken over."""
        from pypdf.generic import IndirectObject, NameObject, StreamObject

        if isinstance(value, IndirectObject):
            return self._reference(value)
        if isinstance(value, StreamObject):
            data = value._data  # the encoded bytes: pypdf offers the decoded ones only
            return _stream(self._entries(value), data if isinstance(data, bytes) else data.encode("latin-1"))
        if isinstance(value, dict):
            return _dictionary(self._entries(value))
        if isinstance(value, list):
            return b"[%b]" % b" ".join([self._written(item) for item in list.__iter__(value)])
        if isinstance(value, NameObject):
            return _name(value)
        out = io.BytesIO()
        value.write_to_stream(out)
        return out.getvalue()

    def _entries(self, dictionary: Any) -> dict[bytes, bytes]:
        """The entries of a dictionary, its values as they stand: `items` would follow their references."""
        raw = dict.items(dictionary)
        return {_name(key): self._written(value) for key, value in raw if key not in _LEFT_BEHIND and key != "/Length"}

    def _reference(self, reference: Any) -> bytes:
        """A reference to what `reference` leads to, which is taken over later: circles end, and chains do not nest."""
        if reference.idnum not in self._references:
            name = f"imported-{self._number}-object-{reference.idnum}"
            self._references[reference.idnum] = self._document.Reference(b"null", name).format(self._document)
            self._waiting.append((name, reference))
        return self._references[reference.idnum]

    def _write_waiting(self) -> None:
        while self._waiting:
            name, reference = self._waiting.popleft()
            self._document.idToObject[name] = self._written(reference.get_object())

    def _keep_layers_off(self) -> None:
        """Have the layers that the file switches off switched off in the document too (ISO 32000-1 8.11.4)."""
        properties = self._reader.root_object.get("/OCProperties")
        if properties is None:
            return
        layers = properties.get_object()
        usual = layers["/D"].get_object() if "/D" in layers else {}
        groups, on, off = _groups(layers, "/OCGs"), _groups(usual, "/ON"), _groups(usual, "/OFF")
        if usual.get("/BaseState") == "/OFF":
            off = {number: group for number, group in groups.items() if number not in on}
        told = [self._reference(group) for group in groups.values()]
        hidden = [self._reference(group) for number, group in groups.items() if number in off]
        _tell_layers(self._document.Catalog, told, hidden)


def _groups(dictionary: Any, key: str) -> dict[int, Any]:
    """The optional content groups that an entry lists, by their numbers."""
    listed = dictionary.get(key)
    return {} if listed is None else {group.idnum: group for group in list.__iter__(listed.get_object())}


def _tell_layers(catalog: Any, told: list[bytes], hidden: list[bytes]) -> None:
    """Add to the layers that reportlab's catalog lists, which has those of the files before this one."""
    if not hasattr(catalog, "layers"):
        catalog.layers = ([], [])
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OCProperties"]
    for known, more in zip(catalog.layers, (told, hidden), strict=True):
        known.extend(more)
    lists = tuple(b" ".join(known) for known in catalog.layers)
    catalog.OCProperties = b"<< /OCGs [%b] /D << /Name (docgen) /OFF [%b] /Order [] >> >>" % lists


@contextlib.contextmanager
def _names_as_they_are() -> Iterator[None]:
    """Have pypdf read names byte by byte: a name in GBK must be written as it was, or its font is not found.

    And have it keep to itself what it thinks of a file.
    """
    from pypdf.generic import NameObject

    before, log = NameObject.CHARSETS, logging.getLogger("pypdf")
    level = log.level
    NameObject.CHARSETS = ("latin-1",)  # type: ignore[assignment]
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        NameObject.CHARSETS = before
        log.setLevel(level)


def _name(name: str) -> bytes:
    return b"/" + _IRREGULAR.sub(lambda found: b"#%02X" % found[0][0], name[1:].encode("latin-1", "replace"))


def _dictionary(entries: dict[bytes, bytes]) -> bytes:
    return b"<<%b>>" % b" ".join(b"%b %b" % entry for entry in entries.items())


def _stream(entries: dict[bytes, bytes], data: bytes) -> bytes:
    return b"%b\nstream\n%b\nendstream" % (_dictionary({**entries, b"/Length": b"%d" % len(data)}), data)
