"""A broken template is refused with file, part, place, tag and mend."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_templates import EDITION, fill_one, fonts, p, parts_of, plan, table, template, told, with_documents, zipped

from docgen.errors import WordError
from docgen.messages import Translator
from docgen.word import fill


def faults(file: Path) -> list[tuple[str, str, str]]:
    with pytest.raises(WordError) as caught:
        fill_one(file)
    assert {fault.file for fault in caught.value.faults} == {file}
    return told(caught.value)


def test_unknown_variable_is_named_with_its_place_and_the_nearest_known_one(tmp_path: Path) -> None:
    ((place, problem, mend),) = faults(template(tmp_path, p("第一段"), p("主题：{{ titel }}")))
    assert place == "body, paragraph 2 “主题：{{ titel }}”"
    assert problem == "Unknown variable “titel” in {{ titel }}"
    assert mend == "Did you mean “title”?"


def test_place_in_a_table_is_told_by_table_row_and_cell(tmp_path: Path) -> None:
    file = template(tmp_path, table(("a", "b")), table(("a", "b"), ("c", "{{ nonsense }}")))
    ((place, _, _),) = faults(file)
    assert place == "body, table 2, row 2, cell 2"


def test_place_in_a_header_is_told(tmp_path: Path) -> None:
    ((place, _, _),) = faults(template(tmp_path, p("x"), header=p("{{ nonsense }}")))
    assert place == "header 1, paragraph 1 “{{ nonsense }}”"


def test_unknown_field_of_a_row_is_told_at_its_tag(tmp_path: Path) -> None:
    rows = table(("{%tr for g in goals %}",), ("{{ g.statement }} {{ g.statment }}",), ("{%tr endfor %}",))
    ((place, problem, _),) = faults(template(tmp_path, p("{{ title }}"), rows))
    assert place == "body, table 1, row 2, cell 1"
    assert problem == "“statment” is not known here: {{ g.statment }}"


def test_fault_inside_a_table_of_merged_cells_is_told_at_its_tag(tmp_path: Path) -> None:
    rows = table(("{%tr for g in goals %}", ""), ("{{ title }}{% vm %}", "{{ g.nothing }}"), ("{%tr endfor %}", ""))
    ((place, problem, _),) = faults(template(tmp_path, rows, p("{{ title }}")))
    assert (place, "nothing" in problem) == ("body, table 1, row 2, cell 2", True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ title", "not complete"),
        ("title }}", "not complete"),
        ("{% if title }", "not complete"),
        ("{{ title| }}", "cannot be understood"),
        ("{{ 7 7 }}", "cannot be understood"),
        ("{{ title|no_such }}", "Unknown filter or test “no_such”"),
        ("{{ title|safe }}", "Unknown filter or test “safe”"),
        ("{% if title is no_such %}a{% endif %}", "Unknown filter or test “no_such”"),
        ("{% for x in goals %}", "has no end"),
        ("{%p if title %}", "has no end"),
        ("{% endif %}", "ends nothing"),
        ("{% else %}", "outside a condition"),
        ("{% include 'x' %}", "do not know this tag"),
        ("{% autoescape false %}", "do not know this tag"),
        ("{% macro m() %}", "do not know this tag"),
        ("{%tr for g in goals %}", "outside a table"),
        ("{%p if title %}{%p endif %}", "Two tags for one"),
        ("Text {%p if title %}", "would be lost"),
        ("{{ sign_here(lead) }}", "wrong form"),
        ("{{p title }}", "wrong form"),
        ("{{ chart('pie-chart') }}", "no chart “pie-chart”"),
        ("{{ title.__class__.__mro__ }}", "may not do"),
        ("{{ goals.append(1) }}", "may not do"),
        ("{% for i in range(10000000) %}{% endfor %}", "cannot be filled"),
        ("{{ 1 / 0 }}", "cannot be filled"),
    ],
)
def test_broken_tag_is_refused_at_its_place(tmp_path: Path, text: str, words: str) -> None:
    found = faults(template(tmp_path, p("第一段"), p(text)))
    assert any(words in problem for _, problem, _ in found), found
    if "chart" not in text:
        assert any(place.startswith("body, paragraph 2") for place, _, _ in found), found


def test_loop_that_ends_in_another_table_is_refused(tmp_path: Path) -> None:
    file = template(tmp_path, table(("{%tr for g in goals %}",), ("a",)), p(""), table(("{%tr endfor %}",)))
    ((place, problem, _),) = faults(file)
    assert place == "body, table 2, row 1, cell 1"
    assert "do not belong together" in problem


def test_two_row_tags_in_one_row_are_refused(tmp_path: Path) -> None:
    found = faults(template(tmp_path, table(("{%tr for g in goals %}", "{%tr endfor %}"))))
    assert "Two tags for one" in found[0][1]


def test_text_in_the_row_of_a_row_tag_is_refused(tmp_path: Path) -> None:
    found = faults(template(tmp_path, table(("{%tr for g in goals %}", "合计"), ("a", "b"), ("{%tr endfor %}", ""))))
    assert ("would be lost: 合计" in found[0][1], found[0][0]) == (True, "body, table 1, row 1, cell 1")


def test_tag_in_the_file_properties_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "template.docx"
    file.write_bytes(zipped({**parts_of(p("x")), "docProps/core.xml": "<a>{{ ''.__class__ }}</a>"}))
    ((place, problem, _),) = faults(file)
    assert (place, problem) == ("part docProps/core.xml", "There is a tag where nothing is filled in.")


def test_faults_of_all_templates_are_told_at_once_and_in_chinese(tmp_path: Path) -> None:
    first = template(tmp_path, p("{{ titel }}"), p("{{ end"), name="first")
    second = template(tmp_path, p("{{ nonsense }}"), header=p("{% endfor %}"), name="second")
    third = template(tmp_path, p("{{ titel }} {{ titel2 }}"), name="third")
    with pytest.raises(WordError) as caught:
        fill(with_documents(plan(), first, second, third), EDITION, fonts())
    assert [fault.file for fault in caught.value.faults] == [first, second, third, third]
    say = Translator("zh")
    assert say(caught.value.faults[-1].place).startswith("正文第 1 段")


def test_missing_template_is_named(tmp_path: Path) -> None:
    assert "cannot be read" in faults(tmp_path / "nowhere.docx")[0][1]
