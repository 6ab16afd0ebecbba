"""An answer appears on paper as it was written, whatever it holds."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_templates import answering, fill_one, p, table, template, text_of

NASTY = [
    "{{ 7*7 }}",
    "{% for x in y %}",
    "{# gone? #}",
    "<w:p>",
    "</w:t></w:r></w:p>",
    "A&B <b>",
    "=SUM(1)",
    "&lt;&amp;",
    "\"quoted\" 'single' “中文”",
    "{_{ }_}",
    "𠮷野家 𝕏",
    "  spaces  ",
    "]]>",
]


@pytest.mark.parametrize("answer", NASTY)
def test_nasty_answers_are_literal(tmp_path: Path, answer: str) -> None:
    file = template(
        tmp_path,
        p("前 {{ title }} 后"),
        table(("{%tr for s in in_scope %}",), ("{{ s }}",), ("{%tr endfor %}",)),
        header=p("{{ title }}"),
    )
    filled = fill_one(file, answering(title=answer, in_scope=[answer, "二"]))
    assert text_of(filled).split("\n") == [f"前 {answer} 后", answer, "二"]
    section = docx.Document(io.BytesIO(filled)).sections[0]
    assert section.header.paragraphs[0].text == answer


printable = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn"), include_characters="{}%#<>&\"'"), max_size=60)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answer=printable)
def test_any_answer_is_literal(tmp_path: Path, answer: str) -> None:
    file = template(tmp_path, p("[{{ title }}]"))
    assert text_of(fill_one(file, answering(title=answer))) == f"[{answer}]"


def test_line_feeds_become_breaks_and_tabs_stay(tmp_path: Path) -> None:
    filled = fill_one(template(tmp_path, p("{{ title }}")), answering(title="一\n二\t三\r\n四"))
    paragraphs = docx.Document(io.BytesIO(filled)).paragraphs
    assert [item.text for item in paragraphs] == ["一\n二\t三\n四"]


def test_paragraphs_filter_gives_every_paragraph_its_own(tmp_path: Path) -> None:
    file = template(tmp_path, p("{%p for t in background|paragraphs %}"), p("{{ t }}"), p("{%p endfor %}"))
    filled = fill_one(file, answering(background="甲\n\n乙"))
    assert [item.text for item in docx.Document(io.BytesIO(filled)).paragraphs] == ["甲", "乙"]


def test_answer_is_not_filled_in_twice_through_a_filter(tmp_path: Path) -> None:
    filled = fill_one(
        template(tmp_path, p("{{ title|upper }}{{ [title, title]|join('、') }}")), answering(title="<a>&")
    )
    assert text_of(filled) == "<A>&<a>&、<a>&"
