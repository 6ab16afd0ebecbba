"""Lays a scene out on the screen: what stands above and below its line, within the rows there are."""

from __future__ import annotations

from typing import NamedTuple

from docgen.messages import Translator, message
from docgen.questionnaire.prompts.cells import cut, width, wrapped
from docgen.questionnaire.prompts.foot import NAVIGATION, foot
from docgen.questionnaire.prompts.heading import heading
from docgen.questionnaire.prompts.model import Question, Remark
from docgen.questionnaire.prompts.scenes.scene import Fragments, Scene
from docgen.terminal_text import shown

INDENT = 2
"""Cells before every line but the first."""

_REMARK_ROWS = 3
_LABEL_ROWS = 3
_LIST_ROWS = 8
"""Rows that a list keeps before help gives way to it."""
_ROOMY = 12
"""Screens of so many rows have a blank line above the keys."""
_WIDEST_LABEL = 0.6
"""Of the width; a wider label stands in lines of its own, so that there is room to type."""


class Frame(NamedTuple):
    """The screen of a prompt, top to bottom, but for the line itself, which is edited between `above` and `below`."""

    above: list[Fragments]
    prefix: Fragments
    placeholder: str
    line_rows: int
    below: list[Fragments]
    foot: Fragments


def frame(scene: Scene, columns: int, rows: int, translate: Translator) -> Frame:
    """Lay `scene` out in `columns` and `rows`; all of it fits. Where rows are few, help goes first, then the list."""
    label, prefix = _label(scene.question, columns, translate)
    gap: list[Fragments] = [[]] if rows >= _ROOMY else []
    remark = _remark(scene.remark, columns, translate)
    fixed = 1 + len(gap)  # the keys
    listed = min(scene.wanted_rows, 1)  # at least what is pointed at
    label = label[: max(rows - fixed - 1 - listed, 0)]
    remark = remark[: max(rows - fixed - len(label) - 1, 0)]
    free = rows - fixed - len(label) - len(remark)
    taken = width("".join(text for _, text in prefix))
    line_rows = max(min(_rows_of(scene.line, taken, columns), free - listed), 1)
    free -= line_rows
    above = _above(scene.question, columns, max(free - min(scene.wanted_rows, _LIST_ROWS), 0), translate)
    below = scene.below(columns, free - len(above)) if free > len(above) else []
    return Frame(
        above=above + label,
        prefix=prefix,
        placeholder=cut(scene.placeholder, columns - taken - 1),
        line_rows=line_rows,
        below=below + remark + gap,
        foot=_foot(scene, columns, translate),
    )


def _label(question: Question, columns: int, translate: Translator) -> tuple[list[Fragments], Fragments]:
    """The label's own lines, where it needs them, and what stands before the line."""
    label = heading(question.label, translate)
    if width(label) + INDENT <= columns * _WIDEST_LABEL:
        return [], [("class:marker", "? "), ("class:label", label)]
    lines = wrapped(label, columns - INDENT - 1)[:_LABEL_ROWS]
    marks = ["? ", *[" " * INDENT] * (len(lines) - 1)]
    own: list[Fragments] = [
        [("class:marker", mark), ("class:label", line)] for mark, line in zip(marks, lines, strict=True)
    ]
    return own, [("", " " * INDENT)]


def _above(question: Question, columns: int, rows: int, translate: Translator) -> list[Fragments]:
    """Place, help and example in at most `rows`; help is cut first."""
    place = cut(shown(question.place), columns - 1)
    example = cut(translate(message("e.g. {example}", example=shown(question.example))), columns - 1)
    helping = [line for part in question.help.splitlines() for line in wrapped(shown(part), columns - 1)]
    room = max(rows - bool(question.place) - bool(question.example), 0)
    if len(helping) > room:
        helping = [*helping[: room - 1], cut(helping[room - 1] + "…", columns - 1)] if room else []
    lines = [("class:place", place)] if question.place else []
    lines += [("class:note", line) for line in helping]
    lines += [("class:note", example)] if question.example else []
    return [[line] for line in lines[:rows]]


def _remark(remark: Remark | None, columns: int, translate: Translator) -> list[Fragments]:
    if remark is None:
        return []
    style, mark = ("class:error", "✘ ") if remark.is_error else ("class:remark", "→ ")
    lines = [line for part in remark.text.splitlines() for line in wrapped(shown(part), columns - INDENT - 1)]
    drawn: list[Fragments] = [
        [(style, " " * INDENT if place else mark), (style, line)] for place, line in enumerate(lines[:_REMARK_ROWS])
    ]
    if remark.offer is not None:
        offer = translate(message("Ctrl-N takes {offer}", offer=shown(remark.offer)))
        drawn.append([("class:note", cut(" " * INDENT + offer, columns - 1))])
    return drawn


def _foot(scene: Scene, columns: int, translate: Translator) -> Fragments:
    pairs = foot((*scene.hints, *NAVIGATION), columns, translate)
    return [piece for key, does in pairs for piece in (("class:key", key), ("class:note", f" {does}"))]


def _rows_of(text: str, prefix: int, columns: int) -> int:
    """The rows that `text` takes behind a prefix of so many cells, at most; the cursor needs a cell at its end."""
    first, *others = text.split("\n")
    return _rows(first, prefix, columns) + sum(_rows(line, INDENT, columns) for line in others)


def _rows(line: str, prefix: int, columns: int) -> int:
    beyond = width(line) + 1 - (columns - prefix)
    room = max(columns - INDENT - 1, 1)  # a wide character may leave a cell empty
    return 1 + max(-(-beyond // room), 0)
