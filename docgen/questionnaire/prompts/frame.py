"""Lays a scene out on the screen: what stands above and below its line, within the rows there are."""

from __future__ import annotations

from typing import NamedTuple

from docgen.messages import Translator, message
from docgen.questionnaire.prompts.cells import cut, width, wrapped
from docgen.questionnaire.prompts.characters import shown
from docgen.questionnaire.prompts.foot import NAVIGATION, foot
from docgen.questionnaire.prompts.heading import heading
from docgen.questionnaire.prompts.model import Remark
from docgen.questionnaire.prompts.scenes.scene import Fragments, Scene

_REMARK_ROWS = 3
_LIST_ROWS = 8
"""Rows that a list keeps before help gives way to it."""


class Frame(NamedTuple):
    """The screen of a prompt, top to bottom, but for the line itself, which is edited between `above` and `below`."""

    above: list[Fragments]
    prefix: Fragments
    line_rows: int
    below: list[Fragments]
    foot: Fragments


def frame(scene: Scene, columns: int, rows: int, translate: Translator) -> Frame:
    """Lay `scene` out in `columns` and `rows`; where they are few, help goes first, then list and remark."""
    prefix, label_above = _label(scene, columns, translate)
    remark = _remark(scene.remark, columns, translate)[: max(rows - 4, 0)]
    free = rows - 1 - len(remark) - len(label_above)  # the keys take a line
    line_rows = max(min(_rows_of(scene.line, width(_text(prefix)), columns), free - min(scene.wanted_rows, 1)), 1)
    free -= line_rows
    kept_for_list = min(scene.wanted_rows, max(min(_LIST_ROWS, free), 0))
    above = _above(scene, columns, max(free - kept_for_list, 0), translate)
    below = scene.below(columns, max(free - len(above), 0)) if scene.wanted_rows and free > len(above) else []
    return Frame(above + label_above, prefix, line_rows, below + remark, _foot(scene, columns, translate))


def _label(scene: Scene, columns: int, translate: Translator) -> tuple[Fragments, list[Fragments]]:
    """What stands before the line, and, where the label would leave too little room for it, the label's own lines."""
    label = heading(scene.question.label, translate)
    if width(label) + 2 <= columns * 0.6:
        return [("class:marker", "? "), ("class:label", label)], []
    lines = wrapped(label, columns - 3)[:3]
    marked: list[Fragments] = [
        [("class:marker", "  " if place else "? "), ("class:label", line)] for place, line in enumerate(lines)
    ]
    return [("class:marker", "  ")], marked


def _above(scene: Scene, columns: int, rows: int, translate: Translator) -> list[Fragments]:
    question = scene.question
    place = [cut(shown(question.place), columns - 1)] if question.place else []
    example = [cut(translate(message("e.g. {example}", example=shown(question.example))), columns - 1)]
    if not question.example:
        example = []
    room = rows - len(place) - len(example)
    help_lines = wrapped("\n".join(shown(line) for line in question.help.splitlines()), columns - 1)
    if len(help_lines) > room:
        help_lines = help_lines[: max(room, 0)]
        if help_lines:
            help_lines[-1] = cut(help_lines[-1] + "…", columns - 1)
    lines = (place + help_lines + example)[: max(rows, 0)]
    return [[("class:place" if place and not index else "class:note", line)] for index, line in enumerate(lines)]


def _remark(remark: Remark | None, columns: int, translate: Translator) -> list[Fragments]:
    if remark is None:
        return []
    style, mark = ("class:error", "✘ ") if remark.is_error else ("class:remark", "→ ")
    lines = [line for part in remark.text.splitlines() for line in wrapped(shown(part), columns - 3)]
    drawn: list[Fragments] = [
        [(style, "  " if place else mark), (style, line)] for place, line in enumerate(lines[:_REMARK_ROWS])
    ]
    if remark.offer is not None:
        offer = message("Ctrl-N takes {offer}", offer=shown(remark.offer))
        drawn.append([("class:note", cut(f"  {translate(offer)}", columns - 1))])
    return drawn


def _foot(scene: Scene, columns: int, translate: Translator) -> Fragments:
    pairs = foot((*scene.hints, *NAVIGATION), columns, translate)
    return [piece for key, does in pairs for piece in (("class:key", key), ("class:note", f" {does}"))]


def _rows_of(text: str, prefix: int, columns: int) -> int:
    """The rows that `text` takes behind a prefix of so many cells; the cursor needs a cell at its end."""
    first, *others = text.split("\n")
    return sum(_rows(line, 2, columns) for line in others) + _rows(first, prefix, columns)


def _rows(line: str, prefix: int, columns: int) -> int:
    return max(-(-(width(line) - (columns - prefix) + 1) // max(columns - 3, 1)), 0) + 1


def _text(fragments: Fragments) -> str:
    return "".join(text for _, text in fragments)
