"""Word files in the Strict form, made from Transitional ones: no program here can write it."""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree

_RENAMED = (
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
        b"officeDocument/extendedProperties",
    ),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties",
        b"officeDocument/relationships/extendedProperties",
    ),
    (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"officeDocument/relationships"),
    (b"http://schemas.openxmlformats.org/officeDocument/2006/math", b"officeDocument/math"),
    (b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"wordprocessingml/main"),
    (b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", b"drawingml/wordprocessingDrawing"),
    (b"http://schemas.openxmlformats.org/drawingml/2006/picture", b"drawingml/picture"),
    (b"http://schemas.openxmlformats.org/drawingml/2006/main", b"drawingml/main"),
)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TWIPS = {  # attributes that Strict files may write with a unit (ST_TwipsMeasure, ST_SignedTwipsMeasure)
    "ind": ("left", "right", "firstLine", "hanging"), "pgSz": ("w", "h"), "tab": ("pos",),
    "pgMar": ("top", "right", "bottom", "left", "header", "footer", "gutter"), "cols": ("space",),
    "spacing": ("before", "after", "val"), "gridCol": ("w",), "trHeight": ("val",), "fitText": ("val",),
    "defaultTabStop": ("val",),
}  # fmt: skip
_HALF_POINTS = {"sz", "szCs", "position", "kern", "hps", "hpsRaise", "hpsBaseText"}
_SWITCHES = {"b", "i", "keepNext", "keepLines", "widowControl", "pageBreakBefore", "snapToGrid", "cantSplit", "strike"}
_SIDES = {"left": "start", "right": "end"}


def strict(docx: bytes) -> bytes:
    """The same document as Word saves a “Strict Open XML Document”, its values written in the ways that differ."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("word/") and name.endswith(".xml"):
                data = _rewritten(data)
            if name.endswith((".xml", ".rels")):
                for transitional, name_in_strict in _RENAMED:
                    data = data.replace(transitional, b"http://purl.oclc.org/ooxml/" + name_in_strict)
            new.writestr(name, data)
    return packed.getvalue()


def _rewritten(data: bytes) -> bytes:
    root = etree.fromstring(data)
    if root.tag == f"{_W}document":
        root.set(f"{_W}conformance", "strict")
    for element in root.iter(f"{_W}*"):
        _rewrite(element, element.tag.removeprefix(_W))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _rewrite(element: etree._Element, name: str) -> None:
    get, put = element.get, element.set
    for attribute in _TWIPS.get(name, ()):
        if re.fullmatch(r"-?\d+", get(_W + attribute, "")):
            put(_W + attribute, f"{int(get(_W + attribute)) / 20:g}pt")
    if name == "spacing" and get(_W + "lineRule") in {"exact", "atLeast"}:
        put(_W + "line", f"{int(get(_W + 'line')) / 20:g}pt")
    if name in {"tblW", "tcW"}:
        _rewrite_width(element)
    if value := get(_W + "val"):
        put(_W + "val", _value(name, value))
    if name == "ind":
        _rewrite_sides(element)
    parent = element.getparent()
    if name in _SIDES and parent is not None and parent.tag in {_W + "tcMar", _W + "tblCellMar", _W + "tcBorders"}:
        element.tag = _W + _SIDES[name]


def _value(name: str, value: str) -> str:
    if name in _HALF_POINTS:
        return f"{int(value) / 2:g}pt"
    if name in _SWITCHES:
        return {"0": "false", "1": "true"}.get(value, value)
    if name == "w":
        return value.removesuffix("%") + "%"
    return _SIDES.get(value, value) if name == "jc" else value


def _rewrite_sides(indents: etree._Element) -> None:
    for side, other in _SIDES.items():
        for ending in ("", "Chars"):
            if value := indents.attrib.pop(_W + side + ending, None):
                indents.set(_W + other + ending, value)


def _rewrite_width(element: etree._Element) -> None:
    width = element.get(_W + "w", "0")
    if element.get(_W + "type") == "pct" and not width.endswith("%"):
        element.set(_W + "w", f"{int(width) / 50:g}%")
    elif element.get(_W + "type") == "dxa":
        element.set(_W + "w", f"{int(width) / 20:g}pt")


def as_template(docx: bytes) -> bytes:
    """The same document as a template (.dotx)."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b".document.main+xml", b".template.main+xml"))
    return packed.getvalue()
