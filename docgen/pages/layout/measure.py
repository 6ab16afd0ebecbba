"""Turns the inlines of a paragraph into a `Stream`: every character with its edges on one endless line.

Line breaking then is arithmetic: what lies between two characters is the difference of two edges, whatever faces,
sizes, quarter-em spaces and compressed punctuation lie in between.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple, TypeAlias

from docgen.fonts import Face, FontLibrary
from docgen.lengths import Pt
from docgen.pages.layout import characters
from docgen.pages.layout.cells import has_cells, snap
from docgen.pages.layout.fitting import fit, has_fits
from docgen.pages.layout.spans import Span
from docgen.pages.layout.standing import Standing
from docgen.pages.layout.typography import break_classes, is_spaced, reclassified
from docgen.pages.read.drawing_model import Anchored
from docgen.pages.read.format_model import USUAL_TYPOGRAPHY, Alignment, Typography
from docgen.pages.read.inline_model import (
    AbsoluteTab,
    Bookmark,
    ColumnBreak,
    Compound,
    Inline,
    LineBreak,
    Note,
    PageBreak,
    PageField,
    Picture,
    StyleMark,
    Tab,
)
from docgen.pages.read.run_model import RunStyle, TextRun

Resolve: TypeAlias = Callable[[PageField], str]
"""Says what a page field reads where it stands."""

Mark: TypeAlias = Bookmark | StyleMark | Note | Anchored
"""What has no width, and belongs to the character behind it."""

_MEMORY = 256
"""Streams remembered. Many more would cost more than they save: the garbage collector walks what is kept."""

_AUTOSPACE = 0.25
"""Of the Han character's size: the space that Word's autoSpaceDE and autoSpaceDN put between Han and Latin."""

_FULL_WIDTH = 0.9
"""From this advance (in em) on, a punctuation mark is drawn in a full square and has an empty half to lose."""


class _Type(NamedTuple):
    """A face in one size: the advances of its characters, and how far a line of it reaches up and down, in points."""

    face: Face
    advances: Mapping[str, Pt]
    ascent: Pt
    descent: Pt


class SetLayer(NamedTuple):
    """A layer of a `Compound`, measured."""

    stream: Stream
    rise: Pt
    alignment: Alignment


class SetCompound(NamedTuple):
    """A `Compound`, measured: how wide it is, and how far it makes its line reach up and down."""

    layers: tuple[SetLayer, ...]
    width: Pt
    ascent: Pt
    descent: Pt


@dataclass(eq=False, repr=False)
class Stream:
    """A paragraph's characters.

    `text` has one character for every inline that is no text (tab, forced break, picture); `shadow` is `text` with the
    stand-ins of `characters`; `lefts` and `rights` are the edges of each character from the paragraph's beginning,
    before any line is broken; `cuts` are the indexes where a new text item must begin, and `spans` the span of each.
    `insets` is how far each character stands from where its cells begin, if the page has a grid of such. Before the
    indexes in `held` no line begins and nothing is widened; `absolute` are the tabs that lead to a place of their own.
    """

    text: str
    shadow: str
    classes: str
    lefts: list[Pt]
    rights: list[Pt]
    stretched: list[int]
    cuts: list[int]
    spans: list[Span]
    pictures: dict[int, Picture | Standing] = field(default_factory=dict)
    fields: dict[int, tuple[PageField, str]] = field(default_factory=dict)
    tabs: list[int] = field(default_factory=list)
    marks: list[tuple[int, Mark]] = field(default_factory=list)
    typography: Typography = USUAL_TYPOGRAPHY
    insets: list[Pt] = field(default_factory=list)
    held: frozenset[int] = frozenset()
    absolute: dict[int, AbsoluteTab] = field(default_factory=dict)
    compounds: dict[int, SetCompound] = field(default_factory=dict)

    @cached_property
    def breaks(self) -> list[int]:
        """Where a line may begin, ascending; most paragraphs fit on a line, and nobody asks."""
        found = characters.breaks(self.break_classes)
        return [index for index in found if index not in self.held] if self.held else found

    @cached_property
    def break_classes(self) -> str:
        """The classes by which lines are broken."""
        return break_classes(self.classes, self.typography)

    @property
    def extent(self) -> tuple[Pt, Pt]:
        """The widths of the longest stretch without an opportunity to break, and of the longest line where none is."""
        if not self.text:
            return 0, 0
        forced = [index + 1 for index, kind in enumerate(self.classes) if kind == "L"]
        return self._longest([*self.breaks, *forced]), self._longest(forced)

    def _longest(self, cuts: list[int]) -> Pt:
        """The width of the longest stretch between cuts, without the spaces at its end."""
        edges = sorted({0, *cuts, len(self.text)})
        widths = [0.0]
        for start, end in pairwise(edges):
            last = start + len(self.text[start:end].rstrip())
            if last > start:
                widths.append(self.rights[last - 1] - self.lefts[start])
        return max(widths)

    def width_of(self, characters: int) -> Pt:
        """The width of the first characters."""
        return self.rights[characters - 1] - self.lefts[0] if characters else 0

    def outset(self, index: int) -> Pt:
        """How far the character at `index` stands outside a line that it begins: by its empty left half, if it may.

        In a cell of a grid, which begins there instead, it stands inside.
        """
        if self.insets:
            return -self.insets[index]
        if not self.typography.compresses_start or not characters.is_opening(self.shadow[index]):
            return 0
        style = self.spans[bisect_right(self.cuts, index) - 1].style
        square = style.size * style.scale
        return square / 2 if self.rights[index] - self.lefts[index] >= _FULL_WIDTH * square else 0


class Measurer:
    """Measures text with the faces of one font library; remembers what it has measured."""

    def __init__(self, fonts: FontLibrary) -> None:
        self._fonts = fonts
        self._types: dict[tuple[Face, Pt], _Type] = {}
        self._types_of_styles: dict[tuple[RunStyle, bool], _Type] = {}
        self._streams: dict[tuple[tuple[Inline | Standing, ...], bool, Typography], Stream] = {}

    def face(self, style: RunStyle, *, wide: bool) -> Face:
        """The East Asian or the Latin face of `style`."""
        return self._fonts.face(style.east_asian if wide else style.latin, bold=style.bold, italic=style.italic)

    def stream(
        self,
        inlines: tuple[Inline | Standing, ...],
        resolve: Resolve,
        *,
        justify: bool,
        typography: Typography = USUAL_TYPOGRAPHY,
    ) -> Stream:
        """Measure `inlines`; `justify` asks for cuts wherever justification changes the distance of characters.

        What holds no page field reads the same everywhere, and is measured once: tables say the same words again.
        """
        key = (inlines, justify, typography)
        stream = self._streams.get(key)
        if stream is None:
            stream = self._measure(_Source(inlines, resolve), typography, justify=justify)
            if not stream.fields:
                if len(self._streams) >= _MEMORY:
                    self._streams.clear()
                self._streams[key] = stream
        return stream

    def _measure(self, source: _Source, typography: Typography, *, justify: bool) -> Stream:
        text = source.text
        classes, shadow = characters.classify(text)
        if typography is not USUAL_TYPOGRAPHY:
            classes = reclassified(classes, shadow, typography)
        compounds = {index: self._set_compound(compound) for index, compound in source.compounds.items()}
        spans, advances = self._spans(text, classes, source, compounds)
        held = fit(spans, advances) if has_fits(spans) else frozenset[int]()
        gaps = self._gaps(classes, source, typography, held) if len(spans) > 1 else {}
        halves = _compress(shadow, advances, spans) if typography.compresses and len(text) > 1 else []
        lefts, rights = _edges(advances, gaps)
        insets: list[Pt] = []
        if has_cells(spans):
            spans, lefts, rights, insets = snap(spans, advances)
            gaps, justify = {}, False
        stretched = characters.stretched(classes, text) if justify else []
        if held:
            stretched = [index for index in stretched if index not in held]
        cuts, spans = _cut(spans, {*gaps, *halves, *(_irregular(classes, stretched) if justify else ())}, len(text))
        return Stream(
            text, shadow, classes, lefts, rights, stretched, cuts, spans,
            source.pictures, source.fields, source.tabs, source.marks, typography, insets, held, source.absolute,
            compounds,
        )  # fmt: skip

    def _set_compound(self, compound: Compound) -> SetCompound:
        """Measure what stands above, below or over one another."""
        layers = tuple(
            SetLayer(
                self.stream(layer.runs, lambda _: "", justify=layer.alignment == "distribute"),
                layer.rise,
                layer.alignment,
            )
            for layer in compound.layers
        )
        strut = self._type_of(compound.strut, wide=True)
        spans = [(span, layer.rise) for layer in layers for span in layer.stream.spans]
        return SetCompound(
            layers,
            max(layer.stream.width_of(len(layer.stream.text)) for layer in layers),
            max(strut.ascent, *[span.ascent + rise for span, rise in spans]),
            max(strut.descent, *[span.descent - rise for span, rise in spans]),
        )

    def _spans(
        self, text: str, classes: str, source: _Source, compounds: Mapping[int, SetCompound]
    ) -> tuple[list[Span], list[Pt]]:
        spans: list[Span] = []
        advances: list[Pt] = []
        for start, end, style in source.styled():
            if text[start] in _OBJECTS:
                spans.append(Span(start, None, style, wide=True))
                advances.append(compounds[start].width if start in compounds else source.width_at(start))
                continue
            for first, last, wide in characters.wide_runs(classes, start, end):
                for type_, measured in self._measured(text[first:last], style, wide=wide):
                    rise = style.adornment.rise
                    spans.append(
                        Span(len(advances), type_.face, style, wide, type_.ascent + rise, type_.descent - rise)
                    )
                    advances += measured
        return spans, advances

    def _measured(self, text: str, style: RunStyle, *, wide: bool) -> list[tuple[_Type, list[Pt]]]:
        """The advances of `text`, in one piece where its face has every character; else in pieces of other faces."""
        type_ = self._type_of(style, wide=wide)
        try:
            return [(type_, _adjusted(list(map(type_.advances.__getitem__, text)), style))]
        except KeyError:
            pieces = self._fonts.split(text, type_.face)
        return [
            (
                self._type(face, style.size),
                _adjusted([advance * style.size for advance in face.advances(piece)], style),
            )
            for face, piece in pieces
        ]

    def _type_of(self, style: RunStyle, *, wide: bool) -> _Type:
        key = (style, wide)
        type_ = self._types_of_styles.get(key)
        if type_ is None:
            type_ = self._types_of_styles[key] = self._type(self.face(style, wide=wide), style.size)
        return type_

    def _type(self, face: Face, size: Pt) -> _Type:
        key = (face, size)
        type_ = self._types.get(key)
        if type_ is None:
            ascent, descent = face.ascent * size, (face.line_height - face.ascent) * size
            type_ = self._types[key] = _Type(face, face.scaled(size), ascent, descent)
        return type_

    def _gaps(self, classes: str, source: _Source, typography: Typography, held: frozenset[int]) -> dict[int, Pt]:
        places = characters.spaced(classes)
        if held:
            places = [place for place in places if place not in held]
        if source.marks:
            places = [place for place in places if place not in source.beside_notes()]
        if typography is not USUAL_TYPOGRAPHY:
            places = [index for index in places if is_spaced(classes, index, typography)]
        return {index: _AUTOSPACE * source.size_at(index if classes[index] == "H" else index - 1) for index in places}


def _adjusted(advances: list[Pt], style: RunStyle) -> list[Pt]:
    """The advances as the style widens them, with what it adds after every character."""
    if not style.spacing and style.scale == 1:
        return advances
    return [advance * style.scale + style.spacing for advance in advances]


_IN_TEXT = {
    Picture: characters.OBJECT,
    Compound: characters.OBJECT,
    Tab: "\t",
    LineBreak: "\n",
    PageBreak: "\f",
    ColumnBreak: "\v",
}
"""What stands for an inline that is no text; a PlaceMark, Bookmark, Note or Anchored leaves no trace."""
_OBJECTS = frozenset("\t\n\f\v" + characters.OBJECT)
_NO_STYLE = RunStyle()


class _Source:
    """The inlines as one text, with the style of each stretch."""

    def __init__(self, inlines: Sequence[Inline | Standing], resolve: Resolve) -> None:
        self.pictures: dict[int, Picture | Standing] = {}
        self.fields: dict[int, tuple[PageField, str]] = {}
        self.tabs: list[int] = []
        self.absolute: dict[int, AbsoluteTab] = {}
        self.compounds: dict[int, Compound] = {}
        self.marks: list[tuple[int, Mark]] = []
        self._starts: list[int] = []
        self._styles: list[RunStyle] = []
        parts: list[str] = []
        length = 0
        for inline in inlines:
            part = inline.text if type(inline) is TextRun else self._part(inline, length, resolve)
            if part:
                if not self._merges(parts, part, inline):
                    self._starts.append(length)
                    self._styles.append(getattr(inline, "style", _NO_STYLE))
                parts.append(part)
                length += len(part)
        self.text = "".join(parts)
        self._starts.append(length)

    def _part(self, inline: Inline | Standing, index: int, resolve: Resolve) -> str:
        """What the text has for an inline that is no text; where it is, is noted."""
        text = _IN_TEXT.get(type(inline), "")
        match inline:
            case PageField():
                text = resolve(inline)
                self.fields[index] = (inline, text)
            case Picture():
                self.pictures[index] = inline
            case Compound():
                self.compounds[index] = inline
            case Standing():
                self.pictures[index] = inline
                text = characters.OBJECT
            case Tab():
                self.tabs.append(index)
                if inline.place:
                    self.absolute[index] = inline.place
            case Bookmark() | StyleMark() | Note() | Anchored():
                self.marks.append((index, inline))
        return text

    def _merges(self, parts: list[str], part: str, inline: Inline | Standing) -> bool:
        """Whether the inline goes on in the style of the one before: word processors cut runs at random."""
        return (
            bool(parts)
            and parts[-1][-1] not in _OBJECTS
            and part[0] not in _OBJECTS
            and self._styles[-1] == getattr(inline, "style", _NO_STYLE)
        )

    def styled(self) -> Iterator[tuple[int, int, RunStyle]]:
        """(start, end, style) of each stretch."""
        return zip(self._starts, self._starts[1:], self._styles, strict=False)

    def beside_notes(self) -> set[int]:
        """The edges of the marks of notes: Word keeps no distance from them, as it does from numbers."""
        notes = {index for index, mark in self.marks if isinstance(mark, Note)}
        return {edge for start, end, _ in self.styled() if start in notes for edge in (start, end)}

    def size_at(self, index: int) -> Pt:
        """The type size at a character."""
        return self._styles[bisect_right(self._starts, index) - 1].size

    def width_at(self, index: int) -> Pt:
        """The width of what is no text; a tab's depends on its line."""
        return self.pictures[index].width if index in self.pictures else 0


def _compress(shadow: str, advances: list[Pt], spans: list[Span]) -> list[int]:
    """Halve closing marks before other punctuation, in `advances`; give the indexes that follow the halved ones."""
    halved = []
    for index in characters.compressed(shadow):
        span = next(span for span in reversed(spans) if span.start <= index)
        square = span.style.size * span.style.scale
        if advances[index] >= _FULL_WIDTH * square and not span.style.adornment.fit:
            advances[index] -= square / 2
            halved.append(index + 1)
    return halved


def _edges(advances: list[Pt], gaps: dict[int, Pt]) -> tuple[list[Pt], list[Pt]]:
    if not gaps:
        rights = list(accumulate(advances))
        return [0, *rights[:-1]], rights
    spaced = advances.copy()
    for index, gap in gaps.items():
        spaced[index] += gap
    rights = list(accumulate(spaced))
    lefts = [0, *rights[:-1]]
    for index, gap in gaps.items():
        lefts[index] += gap
    return lefts, rights


def _irregular(classes: str, stretched: list[int]) -> list[int]:
    """Where justification makes distances in a span uneven: wide text's gaps that stay, narrow text's that widen."""
    widened = set(stretched)
    return [
        index
        for index in range(1, len(classes))
        if (index in widened) != (classes[index] in "HWCOI" and classes[index - 1] in "HWCOI")
    ]


def _cut(spans: list[Span], extra: set[int], length: int) -> tuple[list[int], list[Span]]:
    """The starts of spans and the `extra` indexes in one ascending list, each with the span it lies in."""
    starts = [span.start for span in spans]
    if extra:
        extra = {index for index in extra if 0 < index < length}.difference(starts)
    if not extra:
        return starts, spans
    merged = sorted(
        [*((span.start, span) for span in spans), *((index, None) for index in extra)], key=lambda cut: cut[0]
    )
    cuts, covering = [], []
    current = spans[0]
    for index, span in merged:
        current = span or current
        cuts.append(index)
        covering.append(current)
    return cuts, covering
