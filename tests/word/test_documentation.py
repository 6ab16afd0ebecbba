"""docs/templates.md names everything that templates may use, and nothing else."""

from __future__ import annotations

import re

import pytest
from small_templates import DRAFT, ROOT, fonts, plan

from docgen.word.context import template_context
from docgen.word.environment import environment
from docgen.word.tags import DOCXTPL_STATEMENTS, STATEMENTS

PAGE = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
DERIVED = sorted(set(template_context(plan(), DRAFT)) - set(plan().pack.fields))


@pytest.mark.parametrize("name", sorted(environment().filters))
def test_every_filter_is_documented(name: str) -> None:
    assert re.search(rf"`{name}[`(]", PAGE)


@pytest.mark.parametrize("name", DERIVED)
def test_every_name_beside_the_answers_is_documented(name: str) -> None:
    assert re.search(rf"`{name}[`.]", PAGE)


def test_every_key_of_the_edition_is_documented() -> None:
    for key in template_context(plan(), DRAFT)["edition"]:
        assert f"`{key}`" in PAGE


@pytest.mark.parametrize("word", [word for word in STATEMENTS if word != "elif"])
def test_every_statement_is_documented(word: str) -> None:
    assert re.search(rf"\{{%(p|tr|tc)? {word}\b", PAGE)


def test_vertical_merge_is_the_only_documented_speciality_of_docxtpl() -> None:
    assert [word for word in DOCXTPL_STATEMENTS if f"{{% {word} " in PAGE] == ["vm"]


def test_charts_of_the_page_exist() -> None:
    from docgen import charts

    for name in ("flow-chart", "gantt-chart", "risk-matrix"):
        assert f"`{name}`" in PAGE or f"'{name}'" in PAGE
    assert charts.flow_chart(plan().values, fonts(), 400).name == "flow-chart"
