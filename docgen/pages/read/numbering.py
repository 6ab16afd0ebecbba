"""Lists: what numbering.xml says of their levels, and the numbers that they have come to (ECMA-376 17.9).

Lists that share an abstract definition count together, as in Word; a list that overrides a start begins anew there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from docgen.messages import Message, message
from docgen.pages.read import paragraph_properties, run_properties
from docgen.pages.read.numerals import numeral
from docgen.pages.read.ooxml import WP, A, Element, R, V, W, child, is_on, number, val
from docgen.pages.read.paragraph_properties import ParagraphLayer, read_paragraph_layer
from docgen.pages.read.run_properties import RunLayer, read_run_layer
from docgen.pages.read.theme import Theme

Suffix = Literal["tab", "space", "nothing"]
_LEVELS = 9
_PLACEHOLDER = re.compile("%([1-9])")
_SIZE_IN_STYLE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([0-9.]+)")
_OUTDENTS: dict[str | None, float] = {"right": 1.0, "end": 1.0, "center": 0.5}  # by alignment (ECMA-376 17.9.7)
_SUFFIXES: dict[str | None, Suffix] = {"space": "space", "nothing": "nothing"}


class PictureBullet(NamedTuple):
    """A picture as a bullet: the id of its relationship from numbering.xml, and its width by its height."""

    relation: str
    ratio: float = 1


class Level(NamedTuple):
    """One level of a list. `restarts_after` is the 1-based level after which it begins anew, 0 for never.

    `style` is the paragraph style that stands for this level; `legal` writes all its numbers as 1, 2, 3. `outdent` is
    the share of a number's width that stands left of its place.
    """

    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: Suffix = "tab"
    paragraph: ParagraphLayer = paragraph_properties.NOTHING
    run: RunLayer = run_properties.NOTHING
    restarts_after: int | None = None
    style: str = ""
    legal: bool = False
    outdent: float = 0
    picture: PictureBullet | None = None


class NumberedList(NamedTuple):
    """A `w:num`: its levels, the definition whose numbers it shares, and the levels that it starts anew."""

    definition: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]

    def level_of(self, style: str) -> int:
        """The level, from 0, for which a paragraph style stands."""
        return next((place for place, level in self.levels.items() if style and level.style == style), 0)


class Numbering:
    """All lists of a document, by the number that paragraphs name them by."""

    def __init__(self, root: Element | None, theme: Theme) -> None:
        self._theme = theme
        self._pictures = _picture_bullets(root) if root is not None else {}
        definitions: dict[str, Element] = {}
        by_style: dict[str, str] = {}
        self._lists: dict[int, NumberedList] = {}
        for element in root.iterchildren(W + "abstractNum") if root is not None else ():
            identifier = element.get(W + "abstractNumId", "")
            definitions[identifier] = element
            if style := val(child(element, W + "styleLink")):
                by_style[style] = identifier
        for element in root.iterchildren(W + "num") if root is not None else ():
            identifier = val(child(element, W + "abstractNumId")) or ""
            link = val(child(definitions.get(identifier), W + "numStyleLink"))
            identifier = by_style.get(link or "", identifier)
            self._lists[number(element.get(W + "numId"))] = self._list(identifier, definitions.get(identifier), element)

    def find(self, identifier: int | None) -> NumberedList | None:
        """The list that a `w:numId` names; None for 0 and for one that is not there."""
        return self._lists.get(identifier) if identifier else None

    def _list(self, identifier: str, definition: Element | None, element: Element) -> NumberedList:
        levels = self._levels(definition)
        starts: dict[int, int] = {}
        for override in element.iterchildren(W + "lvlOverride"):
            place = number(override.get(W + "ilvl"))
            start = child(override, W + "startOverride")
            if start is not None:
                starts[place] = number(val(start))
            levels |= self._levels(override)
        return NumberedList(identifier, levels, starts)

    def _levels(self, parent: Element | None) -> dict[int, Level]:
        found = parent.iterchildren(W + "lvl") if parent is not None else ()
        return {number(element.get(W + "ilvl")): self._level(element) for element in found}

    def _level(self, element: Element) -> Level:
        restart = child(element, W + "lvlRestart")
        return Level(
            start=number(val(child(element, W + "start")), 0),
            format=_format(element),
            text=val(child(element, W + "lvlText")) or "",
            suffix=_SUFFIXES.get(val(child(element, W + "suff")), "tab"),
            paragraph=read_paragraph_layer(child(element, W + "pPr")),
            run=read_run_layer(child(element, W + "rPr"), self._theme),
            restarts_after=None if restart is None else number(val(restart)),
            style=val(child(element, W + "pStyle")) or "",
            legal=is_on(child(element, W + "isLgl")),
            outdent=_OUTDENTS.get(val(child(element, W + "lvlJc")), 0),
            picture=self._pictures.get(val(child(element, W + "lvlPicBulletId"))),
        )


def _format(level: Element) -> str:
    """The number format; one of the file's own begins with its first number, such as `001, 002` (17.9.17)."""
    for element in level.iter(W + "numFmt"):  # Word 2010 and later put an own format beside a usual one
        if val(element) == "custom":
            return element.get(W + "format", "").partition(",")[0].strip() or "decimal"
        return val(element) or "decimal"
    return "decimal"


def _picture_bullets(root: Element) -> dict[str | None, PictureBullet]:
    """The pictures that levels name by their id, drawn in VML as Word does, or in DrawingML (17.9.20)."""
    return {
        element.get(W + "numPicBulletId"): _picture_bullet(element) for element in root.iterchildren(W + "numPicBullet")
    }


def _picture_bullet(element: Element) -> PictureBullet:
    shown = next(element.iter(V + "imagedata"), None)
    if shown is not None:
        shape = shown.getparent()
        sizes = dict(_SIZE_IN_STYLE.findall("" if shape is None else shape.get("style", "")))
        width, height = float(sizes.get("width", 1)), float(sizes.get("height", 1))
        return PictureBullet(shown.get(R + "id", ""), width / height if height else 1)
    blip, extent = next(element.iter(A + "blip"), None), next(element.iter(WP + "extent"), None)
    width, height = (1, 1) if extent is None else (number(extent.get("cx"), 1), number(extent.get("cy"), 1))
    return PictureBullet("" if blip is None else blip.get(R + "embed", ""), width / height if height else 1)


class Counters:
    """The numbers that the lists of one text have come to."""

    def __init__(self) -> None:
        self._numbers: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[int, int]] = set()

    @property
    def have_begun(self) -> bool:
        """Whether anything was counted."""
        return bool(self._numbers)

    def label(self, numbered: NumberedList, level: int) -> str | Message:
        """The next number at this level as it is written, or what of it cannot be set."""
        levels = numbered.levels
        numbers = self._numbers.setdefault(numbered.definition, {})
        for outer in range(level):
            numbers.setdefault(outer, levels.get(outer, Level()).start)
        own = levels.get(level, Level())
        numbers[level] = numbers[level] + 1 if level in numbers else own.start
        if level in numbered.starts and (id(numbered), level) not in self._begun:
            self._begun.add((id(numbered), level))
            numbers[level] = numbered.starts[level]
        for inner in range(level + 1, _LEVELS):
            after = levels.get(inner, Level()).restarts_after
            if after is None or level < after:
                numbers.pop(inner, None)
        return _written(own, levels, numbers)


def _written(own: Level, levels: Mapping[int, Level], numbers: Mapping[int, int]) -> str | Message:
    unknown: list[str] = []

    def write(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        style = "decimal" if own.legal else levels.get(place, Level()).format
        text = numeral(numbers.get(place, 1), style)
        if text is None:
            unknown.append(style)
        return text or ""

    text = _PLACEHOLDER.sub(write, own.text)
    return message("numbers in the format “{format}”", format=unknown[0]) if unknown else text
