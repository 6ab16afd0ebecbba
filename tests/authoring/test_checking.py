"""`forms check` finds what keeps a pack from working, at its place, all of it at once; and nothing in what is right."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from small_templates import p, table, template

from docgen.authoring.checking import check_packs
from docgen.authoring.model import Kind, PackFinding
from docgen.authoring.trial import Desk
from docgen.form import bundled_forms
from docgen.messages import Translator
from docgen.rules.model import Severity


@pytest.fixture
def findings(started: Path, desk: Desk) -> Callable[..., list[PackFinding]]:
    """What is found in the pack that was started, or in others."""

    def find(*keys: str) -> list[PackFinding]:
        return list(check_packs(keys or ("visit",), (started.parent, bundled_forms()), desk).findings)

    return find


def replace_main(started: Path, *blocks: str, header: str = "") -> Path:
    made = template(started.parent, *blocks, header=header)
    return Path(shutil.move(made, started / "main.docx"))


def told(finding: PackFinding) -> tuple[str, str]:
    say = Translator("en")
    return (say(finding.fault.place) if finding.fault.place else "", say(finding.fault.problem))


def test_the_packs_that_come_with_docgen_have_no_findings(findings: Callable[..., list[PackFinding]]) -> None:
    assert findings("seven-step-plan", "visit") == []


def test_unknown_names_are_told_in_body_cells_and_headers(
    started: Path, findings: Callable[..., list[PackFinding]]
) -> None:
    rows = table(("{%tr for i in items %}",), ("{{ i.mater }}",), ("{%tr endfor %}",))
    file = replace_main(started, p("{{ titel }}"), rows, header=p("{{ edition.nummer }}"))
    found = [finding for finding in findings() if finding.kind is Kind.NAME]
    assert {finding.fault.file for finding in found} == {file.resolve()}
    assert sorted(map(told, found)) == [
        ("body, paragraph 1 “{{ titel }}”", "Unknown variable “titel” in {{ titel }}"),
        ("body, table 1, row 2, cell 1", "“mater” is not known here: {{ i.mater }}"),
        ("header 1, paragraph 1 “{{ edition.numme…”", "“nummer” is not known here: {{ edition.nummer }}"),
    ]
    anchors = {finding.fault.anchor[::2] for finding in found if finding.fault.anchor}
    assert ("word/document.xml", "{{ titel }}") in anchors


def test_a_template_whose_tags_do_not_hold_together_is_told_and_the_others_still_checked(
    started: Path, findings: Callable[..., list[PackFinding]]
) -> None:
    replace_main(started, p("{% if title %}"))
    shutil.move(template(started.parent, p("{{ nobody }}")), started / "work.docx")
    assert [finding.kind for finding in findings()] == [Kind.TEMPLATE, Kind.NAME]


def test_a_field_that_no_template_shows_is_a_warning_at_its_line(
    changed: Callable[[str, str], Path], findings: Callable[..., list[PackFinding]]
) -> None:
    home = changed("      attention:\n", "      weather: {type: string, meta: {label: 天气}}\n      attention:\n")
    (found,) = findings()
    lines = (home / "pack.yaml").read_text(encoding="utf-8").splitlines()
    assert found.fault.line is not None
    assert "weather" in lines[found.fault.line - 1]
    assert (found.kind, found.severity) == (Kind.UNUSED, Severity.WARNING)


def test_of_a_table_only_the_columns_that_are_missing_are_told(
    started: Path, findings: Callable[..., list[PackFinding]]
) -> None:
    rows = table(("{%tr for i in items %}",), ("{{ i.matter }}",), ("{%tr endfor %}",))
    shutil.move(template(started.parent, rows, p("{{ attention }}")), started / "work.docx")
    problems = [told(finding)[1] for finding in findings()]
    assert [problem.split("“")[1].split("”")[0] for problem in problems] == [
        "items.responsible",
        "items.standard",
        "items.due",
    ]


def test_what_the_embedded_engine_cannot_set_is_a_warning_at_its_paragraph(
    started: Path, findings: Callable[..., list[PackFinding]]
) -> None:
    formula = '<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/></w:p>'
    replace_main(started, p("第一段"), formula)
    (found,) = (finding for finding in findings() if finding.kind is Kind.CONSTRUCT)
    assert found.severity is Severity.WARNING
    assert told(found)[1] == "The embedded engine cannot set this: formula"
    assert found.fault.anchor is not None
    assert (found.fault.anchor.part, found.fault.anchor.paragraph) == ("word/document.xml", 1)


def test_comments_are_a_warning_at_the_first_of_them(started: Path, findings: Callable[..., list[PackFinding]]) -> None:
    commented = '<w:p><w:r><w:t>第二段</w:t><w:commentReference w:id="1"/></w:r></w:p>'
    replace_main(started, p("第一段"), commented, commented)
    (found,) = (finding for finding in findings() if finding.kind is Kind.COMMENT)
    assert found.severity is Severity.WARNING
    assert told(found) == ("body, paragraph 2 “第二段”", "The Word file holds 2 comments, which are left out")


def test_what_only_shows_when_a_template_is_filled_is_told(
    started: Path, findings: Callable[..., list[PackFinding]]
) -> None:
    replace_main(started, p("{{ 1 + title }}"))
    (found,) = (finding for finding in findings() if finding.kind is Kind.FILLING)
    assert told(found)[0] == "body, paragraph 1 “{{ 1 + title }}”"


def test_a_character_that_no_font_has_is_told(started: Path, findings: Callable[..., list[PackFinding]]) -> None:
    replace_main(started, p("\U0001f9ff"))
    assert [finding.kind for finding in findings() if finding.severity is Severity.ERROR] == [Kind.FILLING]


def test_what_is_said_wrong_of_asking_is_told(
    changed: Callable[[str, str], Path], findings: Callable[..., list[PackFinding]]
) -> None:
    changed("choices: [departments.name], default: {unmet", "choices: [departments.nmae], default: {unmet")
    (found,) = findings()
    assert (found.kind, found.severity) == (Kind.ASK, Severity.ERROR)
    assert "departments.nmae" in told(found)[1]


def test_a_pack_that_cannot_be_read_and_one_that_is_not_there_are_told_beside_the_others(
    changed: Callable[[str, str], Path], findings: Callable[..., list[PackFinding]]
) -> None:
    changed("type: string", "type: strnig")
    found = findings("nobody", "visit", "seven-step-plan")
    assert {(finding.pack, finding.kind) for finding in found} == {("nobody", Kind.PACK), ("visit", Kind.PACK)}


def test_a_pack_without_examples_is_tried_with_those_of_its_fields(
    started: Path, findings: Callable[..., list[PackFinding]]
) -> None:
    shutil.rmtree(started / "examples")
    assert findings() == []
