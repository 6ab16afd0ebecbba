"""Paragraph properties: what one `w:pPr` says, and the format that the layers come to (ECMA-376 17.3.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypedDict, cast

from docgen.lengths import Pt
from docgen.messages import Message, message
from docgen.pages.read.border_model import ParagraphBorder
from docgen.pages.read.format_model import USUAL_TYPOGRAPHY, Alignment, LineRule, ParagraphFormat, Typography, Upright
from docgen.pages.read.frames import read_frame
from docgen.pages.read.grid import Grid
from docgen.pages.read.ooxml import Element, W, child, flag, is_on, number, twips, val
from docgen.pages.read.paragraph_borders import box_of, paragraph_borders_beyond, read_paragraph_border
from docgen.pages.read.shading import read_shading, shading_beyond
from docgen.pages.read.tab_stops import Stops, bars_among, read_tab_stops, settled
from docgen.pages.read.typography import SWITCHES, read_switch, settled_typography

_AUTO_SPACING: Pt = 14  # what Word gives for HTML's automatic space between paragraphs
_SINGLE_LINE = 240  # `w:line` counts 240ths of a line for the rule `auto` (ECMA-376 17.3.1.33)
_BODY_TEXT_LEVEL = 9  # an outline level that means none (ECMA-376 17.3.1.20)

_ALIGNMENTS: dict[str, Alignment] = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right",
    "both": "justify", "distribute": "distribute", "thaiDistribute": "distribute",
    "lowKashida": "justify", "mediumKashida": "justify", "highKashida": "justify", "numTab": "left",
}  # fmt: skip


_UPRIGHT: dict[str | None, Upright] = {"top": "top", "center": "center", "bottom": "bottom"}
_LINE_RULES: dict[str, LineRule] = {"auto": "auto", "exact": "exact", "atLeast": "at_least"}


class ParagraphValues(TypedDict, total=False):
    """The values of a layer. `…_chars` are 1/100 characters, `…_lines` 1/100 lines, lengths points."""

    style: str
    alignment: Alignment
    left: Pt
    left_chars: int
    right: Pt
    right_chars: int
    first: Pt
    first_chars: int
    before: Pt
    before_lines: int
    before_auto: bool
    after: Pt
    after_lines: int
    after_auto: bool
    line: str
    line_rule: LineRule
    contextual: bool
    keep_next: bool
    keep_lines: bool
    page_break_before: bool
    widow_control: bool
    outline: int
    tab_stops: Stops
    border_above: ParagraphBorder | None
    border_below: ParagraphBorder | None
    border_left: ParagraphBorder | None
    border_right: ParagraphBorder | None
    border_between: ParagraphBorder | None
    border_bar: ParagraphBorder | None
    shading: str
    snaps_to_grid: bool
    hangs_punctuation: bool
    typography: Mapping[str, bool]
    list: int
    list_level: int
    upright: Upright
    mirrors_indents: bool
    frame: Mapping[str, str]


class ParagraphLayer(NamedTuple):
    """What one level says about paragraphs; `beyond` as in `RunLayer`."""

    values: ParagraphValues
    beyond: Mapping[str, Message | None]

    def over(self, base: ParagraphLayer) -> ParagraphLayer:
        """Put this layer on top of `base`: attribute by attribute, the later value counts."""
        values = base.values | self.values
        if "tab_stops" in base.values and "tab_stops" in self.values:
            values["tab_stops"] = {**base.values["tab_stops"], **self.values["tab_stops"]}
        if "typography" in base.values and "typography" in self.values:
            values["typography"] = {**base.values["typography"], **self.values["typography"]}
        if "frame" in base.values and "frame" in self.values:
            values["frame"] = {**base.values["frame"], **self.values["frame"]}
        return ParagraphLayer(values, {**base.beyond, **self.beyond})


NOTHING = ParagraphLayer(ParagraphValues(), {})


class ParagraphLook:
    """A resolved paragraph: its layers as one, apart from what depends on its characters and neighbours.

    `minds_neighbours` where its space may depend on the paragraphs beside it; `heading` is the outline level from 1, or
    0; `frame` is the text frame that it stands in.
    """

    def __init__(self, values: ParagraphValues, beyond: tuple[Message, ...]) -> None:
        self.values = values
        self.beyond = beyond
        self.minds_neighbours = bool(values.get("contextual") or values.get("before_auto"))
        self.minds_neighbours |= box_of(values, ()) is not None
        level = values.get("outline", _BODY_TEXT_LEVEL)
        self.heading = level + 1 if 0 <= level < _BODY_TEXT_LEVEL else 0
        self.frame = read_frame(values["frame"]) if "frame" in values else None
        self.grid_applies = values.get("snaps_to_grid", True)
        self._formats: dict[tuple[Pt, Grid, Typography], ParagraphFormat] = {}

    def format(self, character: Pt, grid: Grid, typography: Typography = USUAL_TYPOGRAPHY) -> ParagraphFormat:
        """The format, where a character is `character` points wide, and page and document have this grid and rules."""
        key = (character, grid, typography)
        if key not in self._formats:
            rules = settled_typography(typography, self.values.get("typography", {}))
            self._formats[key] = format_of(self.values, character, grid)._replace(typography=rules)
        return self._formats[key]


def combine(layers: Iterable[ParagraphLayer]) -> ParagraphLook:
    """The layers from the bottom up as one."""
    whole = NOTHING
    for layer in layers:
        whole = layer.over(whole)
    return ParagraphLook(whole.values, tuple(construct for construct in whole.beyond.values() if construct))


def format_of(values: ParagraphValues, character: Pt, grid: Grid) -> ParagraphFormat:
    """The format, where a character is `character` points wide and the page has this grid."""
    line_unit = grid.line_unit
    rule = values.get("line_rule", "auto")
    line = values.get("line", "240")
    return ParagraphFormat(
        alignment=values.get("alignment", "left"),
        indent_left=_in_chars(values.get("left_chars"), values.get("left"), character),
        indent_right=_in_chars(values.get("right_chars"), values.get("right"), character),
        first_line=_in_chars(values.get("first_chars"), values.get("first"), character),
        space_before=_space(
            values.get("before_auto"), values.get("before_lines"), values.get("before"), line_unit=line_unit
        ),
        space_after=_space(
            values.get("after_auto"), values.get("after_lines"), values.get("after"), line_unit=line_unit
        ),
        line_rule=rule,
        line=number(line, _SINGLE_LINE) / _SINGLE_LINE if rule == "auto" else abs(twips(line)),
        keep_next=values.get("keep_next", False),
        keep_lines=values.get("keep_lines", False),
        page_break_before=values.get("page_break_before", False),
        widow_control=values.get("widow_control", True),
        grid=grid.pitch if values.get("snaps_to_grid", True) else 0,
        hangs_punctuation=values.get("hangs_punctuation", True),
        tab_stops=settled(values.get("tab_stops", {})),
        border_above=values.get("border_above"),
        border_below=values.get("border_below"),
        box=box_of(values, bars_among(values.get("tab_stops", {}))),
        upright=values.get("upright", "baseline"),
        mirrors_indents=values.get("mirrors_indents", False),
    )


def _in_chars(chars: int | None, length: Pt | None, character: Pt) -> Pt:
    """An indent in characters goes before one in twips; 0 characters mean that none is given (17.3.1.12)."""
    return chars / 100 * character if chars else length or 0


def _space(auto: bool | None, lines: int | None, length: Pt | None, *, line_unit: Pt) -> Pt:
    """Automatic space goes before lines, lines before twips (ECMA-376 17.3.1.33)."""
    if auto:
        return _AUTO_SPACING
    return lines / 100 * line_unit if lines else length or 0


def read_paragraph_layer(properties: Element | None) -> ParagraphLayer:
    """What a `w:pPr` says; its mark, its section and what changes nothing on paper are passed over."""
    if properties is None:
        return NOTHING
    values = ParagraphValues()
    beyond: dict[str, Message | None] = {}
    for element in properties:
        tag = element.tag
        if tag in _VALUES:
            _VALUES[tag](values, element)
        if tag in _BEYOND:
            beyond[tag] = _BEYOND[tag](element)
    return ParagraphLayer(values, beyond)


# --- values -----------------------------------------------------------------------------------------------------------


def _read_style(values: ParagraphValues, element: Element) -> None:
    values["style"] = val(element) or ""


def _read_frame(values: ParagraphValues, element: Element) -> None:
    values["frame"] = _attributes(element)


def _attributes(element: Element) -> Mapping[str, str]:
    return {str(name): str(value) for name, value in element.items()}


def _read_alignment(values: ParagraphValues, element: Element) -> None:
    values["alignment"] = _ALIGNMENTS.get(val(element) or "", "left")


def _read_indents(values: ParagraphValues, element: Element) -> None:
    """Lengths and characters count apart; a hanging indent goes before a first-line one (17.3.1.12)."""
    get = element.get
    found: dict[str, float | None] = {
        "left": _length(get(W + "start", get(W + "left"))),
        "left_chars": _count(get(W + "startChars", get(W + "leftChars"))),
        "right": _length(get(W + "end", get(W + "right"))),
        "right_chars": _count(get(W + "endChars", get(W + "rightChars"))),
        "first": _either(_length(get(W + "hanging"), -1), _length(get(W + "firstLine"))),
        "first_chars": _either(_count(get(W + "hangingChars"), -1), _count(get(W + "firstLineChars"))),
    }
    _put(values, found)


def _read_spacing(values: ParagraphValues, element: Element) -> None:
    get = element.get
    auto = {"before_auto": get(W + "beforeAutospacing"), "after_auto": get(W + "afterAutospacing")}
    _put(
        values,
        {
            "before": _length(get(W + "before")),
            "before_lines": _count(get(W + "beforeLines")),
            "after": _length(get(W + "after")),
            "after_lines": _count(get(W + "afterLines")),
            "line": get(W + "line"),
            "line_rule": "auto" if get(W + "line") else None,
        },
    )
    _put(values, {key: None if value is None else flag(value) for key, value in auto.items()})
    if rule := get(W + "lineRule"):
        values["line_rule"] = _LINE_RULES.get(rule, "auto")


def _put(values: ParagraphValues, found: Mapping[str, object]) -> None:
    """Add what was found; None is what an element does not say."""
    values.update(cast(ParagraphValues, {key: value for key, value in found.items() if value is not None}))


def _either(first: float | None, second: float | None) -> float | None:
    return second if first is None else first


def _length(text: str | None, sign: int = 1) -> Pt | None:
    return None if text is None else sign * twips(text)


def _count(text: str | None, sign: int = 1) -> int | None:
    return None if text is None else sign * number(text)


def _read_outline(values: ParagraphValues, element: Element) -> None:
    values["outline"] = number(val(element), _BODY_TEXT_LEVEL)


def _read_tabs(values: ParagraphValues, element: Element) -> None:
    values["tab_stops"] = read_tab_stops(element)


def _read_borders(values: ParagraphValues, element: Element) -> None:
    values["border_above"] = read_paragraph_border(element, "top")
    values["border_below"] = read_paragraph_border(element, "bottom")
    values["border_left"] = read_paragraph_border(element, "left") or read_paragraph_border(element, "start")
    values["border_right"] = read_paragraph_border(element, "right") or read_paragraph_border(element, "end")
    values["border_between"] = read_paragraph_border(element, "between")
    values["border_bar"] = read_paragraph_border(element, "bar")


def _read_shading(values: ParagraphValues, element: Element) -> None:
    values["shading"] = read_shading(element)


def _read_numbering(values: ParagraphValues, element: Element) -> None:
    """The list and the level, each alone too; list 0 takes numbering away (ECMA-376 17.9.18)."""
    identifier, level = child(element, W + "numId"), child(element, W + "ilvl")
    if identifier is not None:
        values["list"] = number(val(identifier))
    if level is not None:
        values["list_level"] = number(val(level))


def _read_typography(values: ParagraphValues, element: Element) -> None:
    rules = dict(values.get("typography", {}))
    read_switch(rules, element)
    values["typography"] = rules


def _read_upright(values: ParagraphValues, element: Element) -> None:
    values["upright"] = _UPRIGHT.get(val(element), "baseline")


def _switch(key: str) -> Callable[[ParagraphValues, Element], None]:
    return lambda values, element: _put(values, {key: is_on(element)})


_VALUES: dict[str, Callable[[ParagraphValues, Element], None]] = {
    W + "pStyle": _read_style,
    W + "jc": _read_alignment,
    W + "ind": _read_indents,
    W + "spacing": _read_spacing,
    W + "outlineLvl": _read_outline,
    W + "framePr": _read_frame,
    W + "tabs": _read_tabs,
    W + "numPr": _read_numbering,
    W + "pBdr": _read_borders,
    W + "shd": _read_shading,
    W + "textAlignment": _read_upright,
    W + "mirrorIndents": _switch("mirrors_indents"),
    W + "contextualSpacing": _switch("contextual"),
    W + "keepNext": _switch("keep_next"),
    W + "keepLines": _switch("keep_lines"),
    W + "pageBreakBefore": _switch("page_break_before"),
    W + "widowControl": _switch("widow_control"),
    W + "snapToGrid": _switch("snaps_to_grid"),
    W + "overflowPunct": _switch("hangs_punctuation"),
    **dict.fromkeys(SWITCHES, _read_typography),
}

# --- what the engine cannot set ---------------------------------------------------------------------------------------


def _when_on(construct: Message) -> Callable[[Element], Message | None]:
    return lambda element: construct if is_on(element) else None


def _unless(harmless: set[str | None], construct: Message) -> Callable[[Element], Message | None]:
    return lambda element: None if val(element) in harmless else construct


# Left out on purpose, because they move characters by fractions at most or matter on the screen only: adjustRightInd,
# suppressLineNumbers, suppressAutoHyphens, suppressOverlap, divId, cnfStyle, textboxTightWrap.
_BEYOND: dict[str, Callable[[Element], Message | None]] = {
    W + "pBdr": paragraph_borders_beyond,
    W + "shd": shading_beyond,
    W + "framePr": lambda element: None if read_frame(_attributes(element)) else message("drop cap"),
    W + "bidi": _when_on(message("right-to-left paragraph")),
    W + "textDirection": _unless({None, "lrTb", "lrTbV", "tb"}, message("vertical text")),
}
