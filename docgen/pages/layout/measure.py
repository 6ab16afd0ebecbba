"""Turns the inlines of a paragraph into a `Stream`: every character with its edges on one endless line.

Measures with the faces of one font library, and remembers what it has measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import NamedTuple

from docgen.fonts import Face, FontLibrary
from docgen.lengths import Pt
from docgen.pages.layout import characters
from docgen.pages.layout.cells import has_cells, snap
from docgen.pages.layout.fitting import fit, has_fits
from docgen.pages.layout.inline_text import OBJECTS, InlineText, Resolve
from docgen.pages.layout.spans import Span
from docgen.pages.layout.standing import Standing
from docgen.pages.layout.streams import FULL_WIDTH, SetCompound, SetLayer, Stream
from docgen.pages.layout.typography import is_spaced, reclassified
from docgen.pages.read.drawing_model import Anchored
from docgen.pages.read.format_model import USUAL_TYPOGRAPHY, Typography
from docgen.pages.read.inline_model import Compound, Inline
from docgen.pages.read.run_model import RunStyle

_MEMORY = 256
"""Streams remembered. Many more would cost more than they save: the garbage collector walks what is kept."""

_AUTOSPACE = 0.25
"""Of the Han character's size: the space that Word's autoSpaceDE and autoSpaceDN put between Han and Latin."""


class _Type(NamedTuple):
    """A face in one size: the advances of its characters, and how far a line of it reaches up and down, in points."""

    face: Face
    advances: Mapping[str, Pt]
    ascent: Pt
    descent: Pt


class Piece(NamedTuple):
    """Characters in one face: where they begin and end on their line, and how far they make it reach up and down."""

    text: str
    face: Face
    left: Pt
    right: Pt
    ascent: Pt
    descent: Pt


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

        What holds no page field reads the same everywhere, and is measured once: tables say the same words again. Of
        what floats each has its own place, however alike they are.
        """
        key = (inlines, justify, typography)
        stream = self._streams.get(key)
        if stream is None:
            stream = self._measure(InlineText(inlines, resolve), typography, justify=justify)
            if not stream.fields and not any(isinstance(mark, Anchored) for _, mark in stream.marks):
                if len(self._streams) >= _MEMORY:
                    self._streams.clear()
                self._streams[key] = stream
        return stream

    def pieces(self, text: str, style: RunStyle, typography: Typography) -> list[Piece]:
        """Text that has a line to itself, cut where its face changes; nothing where more than that is to be settled."""
        classes, shadow = _classified(text, typography)
        if not characters.is_plain(classes) or _squeezes(shadow, typography):
            return []
        starts: list[int] = []
        types: list[_Type] = []
        advances: list[Pt] = []
        for type_, _, measured in self._typed(text, classes, (0, len(text)), style):
            starts.append(len(advances))
            types.append(type_)
            advances += measured
        gaps = dict.fromkeys(_spaced(classes, typography), _AUTOSPACE * style.size) if len(starts) > 1 else {}
        lefts, rights = _edges(advances, gaps)
        return [
            Piece(text[start:end], type_.face, lefts[start], rights[end - 1], type_.ascent, type_.descent)
            for start, end, type_ in zip(starts, [*starts[1:], len(text)], types, strict=True)
        ]

    def _measure(self, source: InlineText, typography: Typography, *, justify: bool) -> Stream:
        text = source.text
        classes, shadow = _classified(text, typography)
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
        self, text: str, classes: str, source: InlineText, compounds: Mapping[int, SetCompound]
    ) -> tuple[list[Span], list[Pt]]:
        spans: list[Span] = []
        advances: list[Pt] = []
        for start, end, style in source.styled():
            if text[start] in OBJECTS:
                spans.append(Span(start, None, style, wide=True))
                advances.append(compounds[start].width if start in compounds else source.width_at(start))
                continue
            rise = style.adornment.rise
            for type_, wide, measured in self._typed(text, classes, (start, end), style):
                spans.append(Span(len(advances), type_.face, style, wide, type_.ascent + rise, type_.descent - rise))
                advances += measured
        return spans, advances

    def _typed(
        self, text: str, classes: str, stretch: tuple[int, int], style: RunStyle
    ) -> Iterator[tuple[_Type, bool, list[Pt]]]:
        """A stretch of one style, cut where its face changes: type, whether it is wide, and advances of each cut."""
        for first, last, wide in characters.wide_runs(classes, *stretch):
            for type_, advances in self._measured(text[first:last], style, wide=wide):
                yield type_, wide, advances

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

    def _gaps(self, classes: str, source: InlineText, typography: Typography, held: frozenset[int]) -> dict[int, Pt]:
        places = _spaced(classes, typography)
        if held:
            places = [place for place in places if place not in held]
        if source.marks:
            places = [place for place in places if place not in source.beside_notes()]
        return {index: _AUTOSPACE * source.size_at(index if classes[index] == "H" else index - 1) for index in places}


def _classified(text: str, typography: Typography) -> tuple[str, str]:
    """The classes of `text` where these rules apply, and `text` with stand-ins (see `characters.classify`)."""
    classes, shadow = characters.classify(text)
    return (classes if typography is USUAL_TYPOGRAPHY else reclassified(classes, shadow, typography)), shadow


def _spaced(classes: str, typography: Typography) -> list[int]:
    """Where a quarter-em goes between Han and Latin."""
    places = characters.spaced(classes)
    if typography is USUAL_TYPOGRAPHY:
        return places
    return [index for index in places if is_spaced(classes, index, typography)]


def _adjusted(advances: list[Pt], style: RunStyle) -> list[Pt]:
    """The advances as the style widens them, with what it adds after every character."""
    if not style.spacing and style.scale == 1:
        return advances
    return [advance * style.scale + style.spacing for advance in advances]


def _squeezes(shadow: str, typography: Typography) -> bool:
    """Whether a mark of a line loses its empty half."""
    at_start = typography.compresses_start and characters.is_opening(shadow[0])
    return at_start or (typography.compresses and bool(characters.compressed(shadow)))


def _compress(shadow: str, advances: list[Pt], spans: list[Span]) -> list[int]:
    """Halve closing marks before other punctuation, in `advances`; give the indexes that follow the halved ones."""
    halved = []
    for index in characters.compressed(shadow):
        span = next(span for span in reversed(spans) if span.start <= index)
        square = span.style.size * span.style.scale
        if advances[index] >= FULL_WIDTH * square and not span.style.adornment.fit:
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
