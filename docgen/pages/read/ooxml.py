"""The vocabulary of OOXML: namespaces, and how attribute values are written. Knows no element's meaning."""

from __future__ import annotations

import math
import re
from collections.abc import Hashable
from typing import TypeAlias

from lxml import etree

from docgen.lengths import Pt, from_half_points, from_mm, from_twips
from docgen.word.transitional import STRICT, as_transitional

Element: TypeAlias = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"
W10 = "{urn:schemas-microsoft-com:office:word}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
WP14 = "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


def parse_xml(data: bytes) -> Element:
    """The root of an XML part, without comments and processing instructions.

    A Strict part (ISO/IEC 29500-1) is read as its Transitional twin: the vocabularies that are read here differ in
    namespace and in the units that `twips` accepts. Raises `etree.XMLSyntaxError`.
    """
    return etree.fromstring(as_transitional(data), _PARSER)


def is_strict(root: Element) -> bool:
    """Whether the tree of a part is in the Strict form, so that it must be parsed by `parse_xml` to be read."""
    return any(uri.startswith(STRICT.decode()) for uri in root.nsmap.values())


def local_name(element: Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def child(element: Element | None, name: str) -> Element | None:
    """The first child with this qualified name."""
    if element is None:
        return None
    for part in element:  # quicker than `find` or `iterchildren` for the few children that properties have
        if part.tag == name:
            return part
    return None


def val(element: Element | None) -> str | None:
    """An element's `w:val`."""
    return None if element is None else element.get(W + "val")


def is_on(element: Element | None) -> bool:
    """Whether an on/off element is there and not switched off (ECMA-376 17.17.4)."""
    return element is not None and flag(element.get(W + "val", "1"))


def flag(value: str | None) -> bool:
    """The truth of an `ST_OnOff` value (ECMA-376 22.9.2.7)."""
    return value is not None and value not in {"0", "false", "off", "none"}


def number(value: str | None, default: int = 0) -> int:
    """A whole number; some producers write `12.0`. What is not a number counts as `default`."""
    try:
        return int(float(value)) if value else default
    except (ValueError, OverflowError):
        return default


_COLOR = re.compile("#?([0-9A-Fa-f]{6})")


def color(value: str | None) -> str | None:
    """A colour in six hexadecimal digits (`ST_HexColor`, ECMA-376 17.18.38); None for `auto` and what is none.

    Some producers write `#` before it, as in HTML; Word takes that.
    """
    found = _COLOR.fullmatch(value or "")
    return found[1].upper() if found else None


_MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)(mm|cm|in|pt|pc|pi)")
_UNIT: dict[str, Pt] = {"mm": from_mm(1), "cm": from_mm(10), "in": 72, "pt": 1, "pc": 12, "pi": 12}


def twips(value: str | None, default: Pt = 0) -> Pt:
    """A measure in points, written in twips or with a unit (`ST_TwipsMeasure`, ECMA-376 22.9.2.14)."""
    if not value:
        return default
    try:
        length = from_twips(float(value))
        return length if math.isfinite(length) else default
    except ValueError:
        measure = _MEASURE.fullmatch(value)
        return float(measure[1]) * _UNIT[measure[2]] if measure else default


def half_points(value: str | None) -> Pt:
    """A measure in points, written in half points or with a unit (`ST_SignedHpsMeasure`, ECMA-376 22.9.2.15)."""
    if value and value.endswith(tuple(_UNIT)):
        return twips(value)
    return from_half_points(number(value))


def fingerprint(element: Element | None) -> Hashable:
    """A key that is equal for elements with the same content, so that what was read from one serves the other."""
    if element is None:
        return None
    key: list[Hashable] = []
    for part in element.iter():
        key.append(part.tag)
        key += part.items()
    return tuple(key)
