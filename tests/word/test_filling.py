"""The house templates, filled: right documents, right words, the same bytes, opened by other programs."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.shared import Pt
from lxml import etree
from small_templates import (
    DRAFT,
    EDITION,
    EXAMPLE,
    MAIN,
    answering,
    fill_one,
    fonts,
    p,
    plan,
    table,
    template,
    text_of,
    told,
    with_documents,
)
from strict_files import as_template, strict

from docgen.answers import load_answers
from docgen.edition import EarlierVersion
from docgen.form import bundled_forms, load_pack
from docgen.rules import check
from docgen.word import fill
from docgen.word.model import FilledWord
from tools import convert_with_office

W = f"{{{MAIN}}}"


@pytest.fixture(scope="module")
def words() -> dict[str, FilledWord]:
    return {word.spec.key: word for word in fill(plan(), EDITION, fonts())}


def root_of(word: FilledWord) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(word.docx)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def test_documents_come_in_the_order_of_the_pack_without_the_findings(words: dict[str, FilledWord]) -> None:
    assert list(words) == [spec.key for spec in plan().pack.documents if not spec.draft_only]
    assert [word.file_name[:3] for word in words.values()] == [f"{n:02}_" for n in range(1, 13)]


def test_document_whose_condition_is_empty_is_left_out() -> None:
    keys = [word.spec.key for word in fill(answering(resources=[], budget=None), EDITION, fonts())]
    assert "resources" not in keys
    assert len(keys) == 11


def test_no_tag_is_left(words: dict[str, FilledWord]) -> None:
    for word in words.values():
        with zipfile.ZipFile(io.BytesIO(word.docx)) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    content = archive.read(name)
                    etree.fromstring(content)
                    assert re.search(rb"\{[{%]", content) is None, (word.spec.key, name)


def test_python_docx_opens_every_file_and_saves_it(words: dict[str, FilledWord]) -> None:
    for word in words.values():
        document = docx.Document(io.BytesIO(word.docx))
        document.save(io.BytesIO())
        assert document.core_properties.title == word.spec.title.zh
        assert document.core_properties.author == "晨曦电器集团有限公司"
        assert document.core_properties.created == dt.datetime(2026, 7, 1, tzinfo=dt.UTC)


def test_libreoffice_opens_every_file(words: dict[str, FilledWord], tmp_path: Path) -> None:
    files = []
    for word in words.values():
        files.append(tmp_path / word.file_name)
        files[-1].write_bytes(word.docx)
    convert_with_office(files, "txt:Text (encoded):UTF8", tmp_path)
    text = "".join(file.with_suffix(".txt").read_text(encoding="utf-8-sig") for file in files)
    values = plan().values
    for answer in [values["title"], values["tasks"][-1]["name"], values["risks"][0]["measure"], "2029年7月1日", "周岚"]:
        assert answer in text


def test_every_answer_is_on_paper(words: dict[str, FilledWord]) -> None:
    text = "".join(text_of(word.docx) for word in words.values())
    values = plan().values
    expected = [values["background"], *values["in_scope"]]
    for key in (
        "goals",
        "departments",
        "assignments",
        "flow",
        "communication",
        "tasks",
        "risks",
        "reviews",
        "disputes",
    ):
        for row in values[key]:
            expected += [answer for answer in row.values() if isinstance(answer, str) and not answer.isascii()]
    missing = [answer for answer in expected if answer.removesuffix("。") not in text]
    assert missing == []


def test_same_input_gives_the_same_bytes_in_another_process(words: dict[str, FilledWord]) -> None:
    code = (
        "from small_templates import *; import hashlib\n"
        "print(*[hashlib.sha256(word.docx).hexdigest() for word in fill(plan(), EDITION, fonts())])"
    )
    environment = {"PYTHONPATH": f"{EXAMPLE.parents[3]}:{EXAMPLE.parents[3] / 'tests'}", "PYTHONHASHSEED": "7"}
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=environment)
    assert done.stdout.split() == [hashlib.sha256(word.docx).hexdigest() for word in words.values()]


def test_each_signatory_has_a_tagged_place_in_a_block_that_does_not_split(words: dict[str, FilledWord]) -> None:
    root = root_of(words["signing"])
    tags = [element.get(f"{W}val") for element in root.iter(f"{W}tag")]
    assert tags == [f"signature:{row['department']}" for row in plan().values["signatories"]]
    identities = [element.get(f"{W}val") for element in root.iter(f"{W}id")]
    assert len(set(identities)) == len(tags)
    for block in root.iter(f"{W}tbl"):
        rows = block.findall(f"{W}tr")
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        for row in rows[:-1]:
            assert all(item.find(f"{W}pPr/{W}keepNext") is not None for item in row.iter(f"{W}p"))


def test_seal_has_room_of_forty_millimetres(words: dict[str, FilledWord]) -> None:
    for block in root_of(words["signing"]).iter(f"{W}tbl"):
        heights = [int(row.find(f"{W}trPr/{W}trHeight").get(f"{W}val")) for row in block.findall(f"{W}tr")]
        width = int(block.findall(f"{W}tblGrid/{W}gridCol")[-1].get(f"{W}w"))
        assert min(sum(heights[1:]), width) / 1440 * 25.4 >= 40


def test_charts_are_pictures_that_know_their_names(words: dict[str, FilledWord]) -> None:
    charts = {key: list(word.charts) for key, word in words.items() if word.charts}
    assert charts == {"process": ["flow-chart"], "schedule": ["gantt-chart"], "risks": ["risk-matrix"]}
    for key, names in charts.items():
        document = docx.Document(io.BytesIO(words[key].docx))
        shape = document.inline_shapes[0]
        assert shape._inline.docPr.get("name") == names[0]
        section = document.sections[0]
        text_width = (section.page_width - section.left_margin - section.right_margin) / Pt(1)
        assert abs(words[key].charts[names[0]].width - text_width) < 1
        assert abs(shape.width.pt - text_width) < 1


def test_vertical_merge_stands_where_the_schema_wants_it(words: dict[str, FilledWord]) -> None:
    merges = list(root_of(words["resources"]).iter(f"{W}vMerge"))
    assert [merge.get(f"{W}val") for merge in merges].count("restart") == len(
        {row["kind"] for row in plan().values["resources"]}
    )
    for merge in merges:
        assert merge.getprevious().tag == f"{W}tcW"


def test_each_phase_heads_its_tasks_and_goes_with_the_first(words: dict[str, FilledWord]) -> None:
    table = docx.Document(io.BytesIO(words["schedule"].docx)).tables[0]
    headings = [row for row in table.rows if len(row._tr.tc_lst) == 1]
    assert [row.cells[0].text for row in headings] == [
        "筹备期　2026年7月1日至2026年7月31日　共 5 项任务",
        "执行期　2026年8月3日至2026年9月18日　共 4 项任务",
        "复盘期　2026年9月21日至2026年9月30日　共 2 项任务",
    ]
    assert all(paragraph.paragraph_format.keep_with_next for row in headings for paragraph in row.cells[0].paragraphs)


@pytest.mark.parametrize("count", [2, 3, 4, 6, 12])
def test_raci_matrix_has_a_column_for_each_department_and_keeps_its_width(count: int) -> None:
    departments = [{**plan().values["departments"][0], "name": f"部门{n}", "head": f"人{n}"} for n in range(count)]
    raci = [{"task": "任务", "R": ["部门0"], "A": "人0", "C": ["部门1"], "I": []}]
    file = next(spec.template for spec in plan().pack.documents if spec.key == "raci")
    filled = fill_one(file, answering(departments=departments, raci=raci))
    matrix = docx.Document(io.BytesIO(filled)).tables[0]
    assert [cell.text for cell in matrix.rows[0].cells] == [
        "任务 / 节点",
        *[f"部门{n}" for n in range(count)],
        "批准人",
    ]
    assert [cell.text for cell in matrix.rows[1].cells] == ["任务", "A/R", "C", *[""] * (count - 2), "人0"]
    width = sum(int(column.get(f"{W}w")) for column in matrix._tbl.tblGrid)
    assert abs(width / 1440 * 25.4 - 257) < 1
    assert [column.width for column in matrix.columns] == [cell.width for cell in matrix.rows[1].cells]


def test_plan_without_anything_fills_as_a_draft_with_its_findings(tmp_path: Path) -> None:
    file = tmp_path / "empty.yaml"
    file.write_text("pack: seven-step-plan\ntitle: A&B\n", encoding="utf-8")
    draft = check(load_answers(file), load_pack("seven-step-plan", (bundled_forms(),))).draft
    words = {word.spec.key: word for word in fill(draft, DRAFT, fonts())}
    findings = text_of(words["findings"].docx)
    assert f"共有 {len(draft.findings)} 条意见" in findings
    assert "G1" in findings
    assert "错误" in findings
    assert "草稿" in text_of(words["control"].docx)
    for word in words.values():
        docx.Document(io.BytesIO(word.docx)).save(io.BytesIO())


def test_earlier_versions_are_on_the_control_page() -> None:
    edition = replace(EDITION, version="V2.0", earlier=(EarlierVersion("V1.0", dt.date(2026, 5, 6), "ff" * 32),))
    text = text_of({word.spec.key: word for word in fill(plan(), edition, fonts())}["control"].docx)
    assert "V1.0|2026年5月6日|FFFFFFFFFFFFFFFFFFFF|已归档\nV2.0|2026年7月1日|0123456789ABCDEF0123|本版" in text


def test_leap_day_is_kept_until_the_28th_of_february() -> None:
    words = {word.spec.key: word for word in fill(plan(), replace(EDITION, date=dt.date(2024, 2, 29)), fonts())}
    assert "2027年2月28日" in text_of(words["control"].docx)
    assert "2027年2月28日" in text_of(words["publication"].docx)


def test_what_an_author_changes_in_word_is_in_the_filled_file(tmp_path: Path) -> None:
    original = next(spec.template for spec in plan().pack.documents if spec.key == "responsibilities")
    document = docx.Document(str(original))
    document.paragraphs[0].runs[0].font.size = Pt(30)
    document.add_paragraph("本表由{{ lead.name }}解释。")
    grid = document.tables[0]
    for row in grid.rows:
        if "{%tr" not in row.cells[0].text:
            row._tr.remove(row.cells[5]._tc)
    file = tmp_path / "edited.docx"
    document.save(str(file))
    filled = fill_one(file)
    edited = docx.Document(io.BytesIO(filled))
    assert edited.paragraphs[0].runs[0].font.size == Pt(30)
    assert "本表由市场部解释。" in text_of(filled)
    assert "配合部门职责" not in [cell.text for cell in edited.tables[0].rows[0].cells]
    assert plan().values["assignments"][0]["standard"] in text_of(filled)


def test_changed_template_is_compiled_anew(tmp_path: Path) -> None:
    assert text_of(fill_one(template(tmp_path, p("甲 {{ title }}")))).startswith("甲")
    assert text_of(fill_one(template(tmp_path, p("乙 {{ title }}")))).startswith("乙")


def test_tags_that_word_split_over_runs_are_filled(tmp_path: Path) -> None:
    split = (
        "<w:p><w:r><w:t>{</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{ ti</w:t></w:r><w:r><w:t>tle }}</w:t></w:r></w:p>"
    )
    assert text_of(fill_one(template(tmp_path, split))) == plan().values["title"]


def test_cell_and_table_that_a_condition_empties_stay_valid(tmp_path: Path) -> None:
    condition = p("{%p if not title %}") + p("x") + p("{%p endif %}")
    cell = f"<w:tc><w:tcPr/>{condition}</w:tc>"
    emptied = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl>"
    rowless = table(("{%tr for x in [] %}",), ("a",), ("{%tr endfor %}",))
    filled = fill_one(template(tmp_path, emptied, p("之间"), rowless, p("之后")))
    document = docx.Document(io.BytesIO(filled))
    assert len(document.tables) == 1
    assert len(document.tables[0].rows[0].cells[0].paragraphs) == 1


def test_logo_in_the_header_gets_its_part_and_relationship(tmp_path: Path) -> None:
    logo = EXAMPLE.with_name("logo.png")
    edition = replace(EDITION, organisation=replace(EDITION.organisation, logo=logo))
    file = template(tmp_path, p("{{ logo(10) }}"), header=p("{{ logo(8) }}"))
    (word,) = fill(with_documents(plan(), file), edition, fonts())
    document = docx.Document(io.BytesIO(word.docx))
    assert abs(document.inline_shapes[0].height.mm - 10) < 0.1
    (related,) = [
        part for part in document.sections[0].header.part.related_parts.values() if part.blob == logo.read_bytes()
    ]
    assert related.content_type == "image/png"


def test_unusable_logo_is_an_error_that_names_it(tmp_path: Path) -> None:
    from docgen.errors import WordError

    bad = tmp_path / "logo.png"
    bad.write_text("no picture")
    edition = replace(EDITION, organisation=replace(EDITION.organisation, logo=bad))
    with pytest.raises(WordError) as caught:
        fill_one(template(tmp_path, p("{{ logo() }}")), edition=edition)
    assert str(bad) in told(caught.value)[0][1]


def test_thousands_of_rows_are_filled(tmp_path: Path) -> None:
    rows = table(("{%tr for s in in_scope %}", ""), ("{{ loop.index }}", "{{ s }}"), ("{%tr endfor %}", ""))
    filled = fill_one(template(tmp_path, rows), answering(in_scope=[f"事项 {n}" for n in range(5000)]))
    with zipfile.ZipFile(io.BytesIO(filled)) as archive:
        assert archive.read("word/document.xml").count(b"<w:tr>") == 5000


@pytest.mark.parametrize("change", [strict, as_template, lambda data: as_template(strict(data))])
def test_a_template_in_the_strict_form_or_as_dotx_is_filled_to_the_same_document(tmp_path: Path, change) -> None:
    usual = template(
        tmp_path, p("{{ title }}"), table(("{%tr for g in goals %}",), ("{{ g.statement }}",), ("{%tr endfor %}",))
    )
    other = tmp_path / "other.dotx"
    other.write_bytes(change(usual.read_bytes()))
    filled = fill_one(other)
    assert text_of(filled) == text_of(fill_one(usual))
    with zipfile.ZipFile(io.BytesIO(filled)) as archive:
        assert b"document.main+xml" in archive.read("[Content_Types].xml")
