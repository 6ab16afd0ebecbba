"""docs/answer-files.md says what is so: its tables name every key of the plan, and bold means required."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docgen.form import bundled_forms, load_pack
from docgen.form.model import Field
from docgen.yaml12 import read_yaml

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "answer-files.md").read_text(encoding="utf-8")
ROWS = {
    key: (bool(bold), text)
    for bold, keys, text in re.findall(r"^\| \d? ?\| (\**)(`.*?)\** \| (.*) \|$", PAGE, re.MULTILINE)
    for key in re.findall(r"`([a-z_]+)`", keys)
}
PLAN = load_pack("seven-step-plan", [bundled_forms()])


def test_table_has_every_key_and_no_other() -> None:
    assert set(ROWS) == {"pack", *PLAN.fields}


@pytest.mark.parametrize("key", ["pack", *PLAN.fields])
def test_bold_keys_are_those_that_are_required(key: str) -> None:
    assert ROWS[key][0] == bool(PLAN.schema[key].get("required"))


@pytest.mark.parametrize("key", [key for key, field in PLAN.fields.items() if field.is_list and field.children])
def test_columns_are_those_of_the_pack_and_bold_where_required(key: str) -> None:
    text = re.sub(r"\[.*?\]|（.*?）|\(.*?\)", "", ROWS[key][1].removeprefix("rows: ").partition(";")[0])
    written = [part.strip() for part in text.split(",")]
    columns: list[Field] = list(PLAN.fields[key].children.values())
    assert written == [f"**{field.key}**" if field.rules.get("required") else field.key for field in columns]


def test_every_enum_id_and_word_is_named() -> None:
    def enums(fields: list[Field]) -> set[str]:
        own = {text for field in fields for item in field.words.items() for text in item}
        return own.union(*(enums(list(field.children.values())) for field in fields if field.children))

    assert {text for text in enums(list(PLAN.fields.values())) if text not in PAGE} == set()


@pytest.mark.parametrize(
    ("written", "value"), [('unit: "%"', "%"), ("target: 500万", "500万"), ('target: "500"', "500")]
)
def test_traps_read_as_the_page_says(written: str, value: str) -> None:
    assert written in PAGE
    (read,) = read_yaml(written, Path("plan.yaml")).data.values()
    assert read == value
