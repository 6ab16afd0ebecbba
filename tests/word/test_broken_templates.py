"""A broken template is refused with file, part, place, tag and mend."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_templates import (
    EDITION,
    fill_one,
    fonts,
    p,
    parts_of,
    plan,
    table,
    template,
    text_of,
    told,
    with_documents,
    zipped,
)

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
        ("{# a note", "not complete"),
        ("｛｛ title ｝｝", "full-width: ｛｛ title ｝｝"),
        ("｛％ if title ％｝", "full-width"),
        ("{{ title ｝}", "full-width: {{ title ｝}"),
        ("{{ title| }}", "cannot be understood"),
        ("{{ " + "(" * 300 + "title" + ")" * 300 + " }}", "too many things stand inside one another"),
        ("{{ " + "not " * 250 + "title }}", "too many things stand inside one another"),
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
        ("{{ title }}{%p if title %}", "would be lost: {{ title }}"),
        ("{{ title }}{% vm %}", "outside a table: {% vm %}"),
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


@pytest.mark.parametrize(
    ("text", "reason", "mend"),
    [
        ("{{ start｜cn_date }}", "“｜” is not expected there", "Write | instead of the full-width ｜."),
        ("{{ chart（'gantt-chart'，90） }}", "“（” is not", "Write ( , ) instead of the full-width （ ， ）."),
        ("{% if title = 'a' %}b{% endif %}", "the end of the tag is expected, not “=”", "Write == where"),
        ("{% if title %}a{% else if lead %}b{% endif %}", "not “if”", "Write {% elif lead %}."),
        ('{% if title == “a"b %}c{% endif %}', "the end of the tag is expected, not “b”", "docs/templates.md"),
        ("{{ }}", "a name is expected, not the end of the tag", "docs/templates.md"),
        ("{{ (title }}", "“)” is expected", "docs/templates.md"),
    ],
)
def test_what_jinja_cannot_read_is_told_in_words_with_its_mend(
    tmp_path: Path, text: str, reason: str, mend: str
) -> None:
    with pytest.raises(WordError) as caught:
        fill_one(template(tmp_path, p(text)))
    ((place, problem, how),) = told(caught.value)
    assert place.startswith("body, paragraph 1")
    assert reason in problem
    assert mend in how
    say = Translator("zh")
    without_tag = say(caught.value.faults[0].problem).replace(text, "")
    assert not {"expected", "unexpected", "token"} & set(without_tag.split())


def test_full_width_signs_inside_quotes_are_text(tmp_path: Path) -> None:
    assert "（甲｜乙）" in text_of(fill_one(template(tmp_path, p("{{ '（甲｜乙）' }}"))))


def test_a_merge_outside_of_a_loop_is_refused_at_its_tag(tmp_path: Path) -> None:
    found = faults(template(tmp_path, table(("{{ title }}{% vm %}", "b")), p("{{ title }}")))
    ((place, problem, mend),) = found
    assert place == "body, table 1, row 1, cell 1"
    assert problem == "{% vm %} merges the cells that a loop repeats, and no loop is open here."
    assert "{%tr for … %}" in mend


def test_a_merge_in_a_cell_that_is_merged_already_is_refused(tmp_path: Path) -> None:
    rows = table(("{%tr for g in goals %}", ""), ("{{ title }}{% vm %}", "{{ g.statement }}"), ("{%tr endfor %}", ""))
    first, second, rest = rows.partition('</w:tcPr><w:p><w:r><w:t xml:space="preserve">{{ title')
    ((place, problem, _),) = faults(template(tmp_path, f'{first}<w:vMerge w:val="restart"/>{second}{rest}'))
    assert place == "body, table 1, row 2, cell 1"
    assert "merged with others already" in problem


def test_a_tag_whose_deletion_is_tracked_is_none(tmp_path: Path) -> None:
    deleted = (
        '<w:p><w:r><w:t>{{ title }}</w:t></w:r><w:del w:id="1" w:author="a">'
        "<w:r><w:delText>{{ nonsense }}{% if</w:delText></w:r></w:del></w:p>"
    )
    assert "晨曦净水器" in text_of(fill_one(template(tmp_path, deleted)))


def test_a_tag_in_a_text_box_is_told_once_and_where_the_box_is(tmp_path: Path) -> None:
    box = "<w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>{}</mc:AlternateContent></w:r>"
    inside = f"<w:txbxContent>{p('{{ nonsense }}')}</w:txbxContent>"
    body = box.format(f"<mc:Choice>{inside}</mc:Choice><mc:Fallback>{inside}</mc:Fallback>")
    ((place, problem, _),) = faults(template(tmp_path, p("一"), f"<w:p><w:r><w:t>二</w:t></w:r>{body}</w:p>"))
    assert place == "body, paragraph 2 “二”, text box “{{ nonsense }}”"
    assert "nonsense" in problem


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
