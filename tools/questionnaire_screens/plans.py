"""The example plan as far as a person has come, and its tables as they lie on the clipboard."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from docgen.answers import load_answers
from docgen.form import bundled_forms, load_pack
from docgen.form.model import FormPack

EXAMPLES = bundled_forms() / "seven-step-plan" / "examples"
_PLAN = EXAMPLES / "product-launch.yaml"


def plan_before(key: str, place: str = "") -> str:
    """The plan without the field `key` and all that follow, left at that field or at `place`."""
    text = _text(_PLAN)
    return text[: text.index(f"\n{key}:") + 1] + f"unfinished: {place or key}\n"


def plan_at(place: str, without: str = "") -> str:
    """The whole plan, left at `place`; without a part of its text where one is given."""
    text = _text(_PLAN)
    if text.count(without) != 1 and without:
        raise ValueError(f"the plan does not have {without!r} once")
    return text.replace(without, "") + f"unfinished: '{place}'\n"


def copied(table: str) -> str:
    """The rows of a table as a spreadsheet puts them on the clipboard, the labels of its columns above."""
    columns = _pack().fields[table].children
    rows = load_answers(_PLAN).data[table]
    lines = [[column.label.zh for column in columns.values()]]
    lines += [[_cell(row.get(key, "")) for key in columns] for row in rows]
    return "".join("\t".join(line) + "\n" for line in lines)


def _cell(value: Any) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


@cache
def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


@cache
def _pack() -> FormPack:
    return load_pack("seven-step-plan", (bundled_forms(),))
