r"""Characters that stand above, below or over one another: 拼音指南, 双行合一, 合并字符, 带圈字符.

Phonetic guides are elements (ECMA-376 17.3.3.25), two lines in one a property of runs (17.3.2.10); characters that are
combined or enclosed Word writes as a field, `EQ \o` (17.16.5.16).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from docgen.lengths import Pt
from docgen.pages.read.format_model import Alignment
from docgen.pages.read.inline_model import Compound, Inline, Layer
from docgen.pages.read.ooxml import Element, W, child, half_points, val
from docgen.pages.read.run_model import Combined, RunStyle, TextRun

_RAISE = 0.95  # of the size of the text: where its guide stands if the file does not say
_HALF = 0.5
_UPPER, _LOWER = 0.44, -0.06  # of the size: the baselines of two lines, whose squares fill that of one character
_OVERLAY = re.compile(r"\s*eq\s*\\o(?P<alignment>\\a[lcrd])?\s*\((?P<parts>.*)\)\s*", re.IGNORECASE | re.DOTALL)
_RAISED = re.compile(r"\s*\\s\\(?P<way>up|do)\s*(?P<points>\d+)\s*\((?P<text>[^()\\]*)\)\s*", re.IGNORECASE)
_SWITCH = re.compile(r'\\\*\s*(?:"[^"]*"|\S+)')
_ALIGNMENTS: dict[str, Alignment] = {r"\al": "left", r"\ar": "right", r"\ad": "distribute"}
_ASCII = 0x80


def guided(ruby: Element, base: Sequence[Inline], guide: Sequence[Inline]) -> Compound | None:
    """Text with its guide above it; None where either holds anything but text."""
    base_runs, guide_runs = _runs(base), _runs(guide)
    if not base_runs or guide_runs is None:
        return None
    properties = child(ruby, W + "rubyPr")
    strut = base_runs[0].style
    rise = half_points(val(child(properties, W + "hpsRaise"))) or _RAISE * strut.size
    spreads = val(child(properties, W + "rubyAlign")) == "distributeLetter" and _is_wide(guide_runs)
    alignment: Alignment = "distribute" if spreads else _edge(val(child(properties, W + "rubyAlign")))
    layers = (Layer(base_runs, 0, "center"), Layer(guide_runs, rise, alignment))
    return Compound(layers if guide_runs else layers[:1], strut, _text(base_runs))


def _edge(alignment: str | None) -> Alignment:
    return alignment if alignment in {"left", "right"} else "center"  # type: ignore[return-value]


def _is_wide(runs: Sequence[TextRun]) -> bool:
    return all(ord(character) >= _ASCII for character in _text(runs))


def _runs(inlines: Sequence[Inline]) -> tuple[TextRun, ...] | None:
    runs = tuple(inline for inline in inlines if isinstance(inline, TextRun))
    return runs if len(runs) == len(inlines) else None


def _text(runs: Sequence[TextRun]) -> str:
    return "".join(run.text for run in runs)


def combined(inlines: Sequence[Inline]) -> Iterator[Inline]:
    """The inlines, in which runs in a row that are to be two lines in one have become that."""
    for group, members in groupby(inlines, _combined_in):
        if group is None:
            yield from members
        else:
            yield from _two_lines(group, [inline for inline in members if isinstance(inline, TextRun)])


def _combined_in(inline: Inline) -> Combined | None:
    return inline.style.adornment.combined if isinstance(inline, TextRun) else None


def _two_lines(group: Combined, runs: list[TextRun]) -> Iterator[Inline]:
    """Two lines of half the size, the first of which has the odd character, between brackets of the full size."""
    plain = [run._replace(style=_without(run.style)) for run in runs]
    strut = plain[0].style
    half = (len(_text(plain)) + 1) // 2
    upper, lower = _cut(plain, 0, half), _cut(plain, half, len(_text(plain)))
    layers = tuple(
        Layer(tuple(_halved(part)), height * strut.size, "left")
        for part, height in ((upper, _UPPER), (lower, _LOWER))
        if part
    )
    opening, closing = group.brackets[:1], group.brackets[1:]
    if opening:
        yield TextRun(opening, strut)
    yield Compound(layers, strut, _text(plain))
    if closing:
        yield TextRun(closing, strut)


def _without(style: RunStyle) -> RunStyle:
    return style._replace(adornment=style.adornment._replace(combined=None))


def _halved(runs: Sequence[TextRun]) -> Iterator[TextRun]:
    return (run._replace(style=run.style._replace(size=run.style.size * _HALF)) for run in runs)


def _cut(runs: Sequence[TextRun], start: int, end: int) -> list[TextRun]:
    """The characters from `start` to `end`, each in its style."""
    styled = [(character, run.style) for run in runs for character in run.text][start:end]
    return _joined(styled)


def _joined(styled: Sequence[tuple[str, RunStyle]]) -> list[TextRun]:
    return [
        TextRun("".join(character for character, _ in members), style)
        for style, members in groupby(styled, lambda pair: pair[1])
    ]


def overlaid(pieces: Sequence[tuple[str, RunStyle]]) -> Compound | None:
    r"""What a field `EQ \o` prints whose instruction has these pieces; None for any other EQ field."""
    styled = [(character, style) for text, style in pieces for character in text]
    text = "".join(character for character, _ in styled)
    text = _SWITCH.sub(lambda found: " " * len(found[0]), text)
    found = _OVERLAY.fullmatch(text)
    layers = [_layer(text, styled, span) for span in _parts(text, *found.span("parts"))] if found else []
    if not found or not layers or None in layers:
        return None
    alignment = _ALIGNMENTS.get((found["alignment"] or "").lower(), "center")
    made = tuple(layer._replace(alignment=alignment) for layer in layers if layer)
    return Compound(made, max((layer.runs[0].style for layer in made), key=_size), _text([*made[0].runs]))


def _size(style: RunStyle) -> Pt:
    return style.size


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """From where to where the arguments go, which have commas or semicolons between them."""
    depth = 0
    for index in range(start, end):
        depth += (text[index] == "(") - (text[index] == ")")
        if depth == 0 and text[index] in ",;":
            yield start, index
            start = index + 1
    yield start, end


def _layer(text: str, styled: Sequence[tuple[str, RunStyle]], span: tuple[int, int]) -> Layer | None:
    found = _RAISED.fullmatch(text, *span)
    start, end = found.span("text") if found else span
    if "\\" in text[start:end] or not text[start:end].strip():
        return None
    while text[start] == " ":
        start += 1
    while text[end - 1] == " ":
        end -= 1
    rise = float(found["points"]) * (-1 if found["way"].lower() == "do" else 1) if found else 0.0
    return Layer(tuple(_joined(styled[start:end])), rise, "center")
