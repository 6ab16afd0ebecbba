"""Says where a value stands in the user's words: 第一步 明确协作目标 › 目标 › 第 2 项（滤芯复购率） › 目标值."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docgen.answers.model import KeyPath, inside
from docgen.form.model import Field, FormPack, Step
from docgen.messages import Message, Text, message
from docgen.rules.normal import shown

_NUMERALS = "〇一二三四五六七八九十"
NAMING_COLUMNS = (
    "name", "indicator", "task", "item", "risk", "matter",
    "occasion", "department", "holder", "version", "level", "node",
)  # fmt: skip
"""The columns by which people call a row, the best first."""


def words_for(path: KeyPath, pack: FormPack, values: Mapping[str, Any]) -> Message:
    """The way to `path` through step, field, row and column; `values` give the names of the rows."""
    parts = list(_parts(path, pack, values))
    # Put together without words, so that there is nothing to translate in the sentence itself.
    slots = {f"part{number}": part for number, part in enumerate(parts)}
    return Message(" › ".join(f"{{{slot}}}" for slot in slots), slots)


def _parts(path: KeyPath, pack: FormPack, values: Mapping[str, Any]) -> Iterator[Message | Text]:
    if not path:
        yield pack.title
        return
    for number, step in enumerate(pack.steps, 1):
        if path[0] in step.fields:
            yield step_words(number, step)
    fields: Mapping[str, Field] = pack.fields
    spec: Field | None = None
    value: Any = values
    for part in path:
        value = inside(value, part)
        if isinstance(part, int):
            yield _row(part + 1, value, spec)
            continue
        spec = fields.get(part)
        yield spec.label if spec else Text(shown(part))
        fields = spec.children if spec else {}


def step_words(number: int, step: Step, *, with_title: bool = True) -> Message | Text:
    """A step as people call it: 第三步 制定协作流程与沟通机制; the number alone: 第三步. Counted from 1."""
    if step.title.zh.startswith("第"):
        return step.title
    numeral = _NUMERALS[number] if number < len(_NUMERALS) else str(number)
    count = Text(numeral, str(number))
    if not with_title:
        return message("Step {number}", number=count)
    return message("Step {number} {title}", number=count, title=step.title)


def _row(number: int, value: Any, spec: Field | None) -> Message | Text:
    words: Message | Text = message("item {number}", number=number)
    if spec and spec.row.zh:
        words = Text(spec.row.zh.replace("{n}", str(number)), spec.row.en.replace("{n}", str(number)))
    name = _name_of(value)
    return Message("{row}{name}", {"row": words, "name": Text(f"（{name}）", f" ({name})")}) if name else words


def _name_of(row: Any) -> str | None:
    if not isinstance(row, Mapping):
        return shown(row) if isinstance(row, str) else None
    return next((shown(row[key]) for key in NAMING_COLUMNS if isinstance(row.get(key), str | int)), None)
