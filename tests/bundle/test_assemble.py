from __future__ import annotations

import dataclasses
import datetime as dt
import io
import subprocess
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
import zxingcpp
from small_bundle import (
    A4,
    DRAFT,
    EDITION,
    LANDSCAPE,
    checked,
    document,
    fonts,
    plan_documents,
    signatory,
    signing_page,
)

from docgen.bundle import Bundle, assemble
from docgen.bundle.code import StampCode
from docgen.edition import Edition
from tools import need


def build(edition: Edition = EDITION, **options: Any) -> Bundle:
    documents = [*plan_documents(), signing_page("市场部", "销售部")]
    answers = checked(signatory("市场部"), signatory("销售部", "electronic"))
    return assemble(documents, answers, edition, fonts(), **options)


def reader(bundle: Bundle) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(bundle.pdf), strict=True)


def texts(bundle: Bundle) -> list[str]:
    """The text of each page as another program reads it."""
    with pypdfium2.PdfDocument(bundle.pdf) as pdf:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in pdf]


def scan(bundle: Bundle, dpi: int = 150) -> list[list[str]]:
    """What a reader of bar codes finds on each page as printed at `dpi`."""
    with pypdfium2.PdfDocument(bundle.pdf) as pdf:
        images = [page.render(scale=dpi / 72).to_pil() for page in pdf]
    return [[found.text for found in zxingcpp.read_barcodes(image)] for image in images]


def test_same_input_gives_the_same_bytes() -> None:
    assert build().pdf == build().pdf


def test_documents_stand_in_the_order_of_their_parts_with_the_contents_after_the_front() -> None:
    documents = list(reversed(plan_documents()))
    bundle = assemble(documents, checked(), EDITION, fonts())
    placed = [(item.key, item.first_page, item.pages) for item in bundle.documents]
    assert placed == [("control", 1, 1), ("cover", 2, 1), ("schedule", 4, 2), ("plan", 6, 2), ("archive", 8, 1)]
    assert bundle.pages == 8
    assert "目" in texts(bundle)[2].splitlines()[0]
    assert "部门协作计划正文之2" in texts(bundle)[6]


def test_pages_keep_their_sizes() -> None:
    sizes = [tuple(map(float, page.mediabox[2:])) for page in reader(build()).pages]
    assert sizes[5] == pytest.approx(LANDSCAPE, abs=0.01)
    assert sizes[0] == pytest.approx(A4, abs=0.01)


def test_every_page_is_stamped_with_number_version_and_page() -> None:
    bundle = build()
    for number, page_text in enumerate(texts(bundle), 1):
        assert f"XZ-2026Q3-K7M2P4 · V1.0 · 第 {number} 页 共 {bundle.pages} 页" in page_text
        assert "草稿" not in page_text


@pytest.mark.parametrize("number", ["XZ-2026Q3-K7M2P4", "市协字〔2026〕3号"])
@pytest.mark.parametrize("status", [EDITION.status, DRAFT.status])
def test_code_of_every_page_can_be_scanned_at_150_dpi(number: str, status: Any) -> None:
    bundle = build(dataclasses.replace(EDITION, number=number, status=status), duplex=True)
    expected = [
        StampCode(number, "V1.0", page, bundle.pages, EDITION.fingerprint[:20].upper())
        for page in range(1, bundle.pages + 1)
    ]
    assert [[StampCode.decode(found) for found in codes] for codes in scan(bundle)] == [[code] for code in expected]


def test_draft_says_so_across_every_page_and_in_every_stamp() -> None:
    bundle = build(DRAFT)
    for page_text in texts(bundle):
        assert "页 · 草稿" in page_text
        assert page_text.count("草稿") == 2


def test_contents_lead_to_the_documents_that_follow() -> None:
    bundle = build()
    lines = texts(bundle)[2].splitlines()
    assert lines[0].replace("\u3000", "") == "目录"
    entries = {item.title: item.first_page for item in bundle.documents if item.first_page > 3}
    for title, page in entries.items():
        assert f"{title}{page}" in "".join(lines).replace(" ", "")
    pdf = reader(bundle)
    links = [annotation.get_object() for annotation in pdf.pages[2]["/Annots"]]
    numbers = {page.indirect_reference.idnum: number for number, page in enumerate(pdf.pages, 1)}
    assert [numbers[link["/Dest"][0].idnum] for link in links] == list(entries.values())


def test_contents_flow_onto_a_second_page_and_count_themselves() -> None:
    documents = [document(f"d{index}", f"第{index}份标准文件") for index in range(1, 41)]
    bundle = assemble(documents, checked(), EDITION, fonts())
    first, second, third = texts(bundle)[:3]
    assert "第1份标准文件" in first
    assert "第40份标准文件" in second
    assert "第1份标准文件正文" in third
    assert [item.first_page for item in bundle.documents][:2] == [3, 4]
    assert len(reader(bundle).pages[0]["/Annots"]) + len(reader(bundle).pages[1]["/Annots"]) == 40


def test_long_title_breaks_in_the_contents_and_loses_nothing() -> None:
    title = "关于晨曦净水器华东区域上市推广期间终端铺货、导购培训与用户回访协同工作的补充说明及附件清单"
    bundle = assemble([document("long", title)], checked(), EDITION, fonts())
    assert title in "".join(texts(bundle)[0].split())


def test_duplex_begins_every_document_on_an_odd_page_and_says_what_is_blank() -> None:
    bundle = build(duplex=True)
    assert [item.first_page % 2 for item in bundle.documents] == [1] * 6
    pages = texts(bundle)
    blanks = [number for number, page_text in enumerate(pages, 1) if "（此页空白）" in page_text]
    assert blanks == [2, 4, 6, 12]
    assert "部门协作计划正文之1" in pages[6]
    assert "7" in "".join(pages[4].split())
    assert all(f"第 {number} 页" in pages[number - 1] for number in blanks)


def test_bookmarks_are_the_documents_with_their_headings_nested_below() -> None:
    pdf = reader(build())

    def tree(items: Any) -> list[Any]:
        return [
            tree(item) if isinstance(item, list) else (item.title, pdf.get_destination_page_number(item) + 1)
            for item in items
        ]

    assert tree(pdf.outline) == [
        ("封面", 1),
        ("文件控制页", 2),
        ("目录", 3),
        ("部门协作计划", 4),
        [("一、背景", 4), [("（一）核心问题", 4), ("（二）预期结果", 5)], ("二、目标", 5)],
        ("时间节点进度表", 6),
        ("发布与存档登记表", 8),
        ("签字确认页", 9),
    ]
    assert all(item.get("/%is_open%", True) for item in pdf.outline if not isinstance(item, list))


def test_page_labels_agree_with_the_stamps() -> None:
    bundle = build(duplex=True)
    assert reader(bundle).page_labels == [str(number) for number in range(1, bundle.pages + 1)]


def test_file_says_what_it_is() -> None:
    bundle = build()
    pdf = reader(bundle)
    assert bundle.pdf.startswith(b"%PDF-1.7")
    info, xmp = pdf.metadata, pdf.xmp_metadata
    assert info is not None
    assert xmp is not None
    assert info.title == xmp.dc_title["x-default"] == "晨曦净水器华东区域上市推广协作计划"
    assert info.author == xmp.dc_creator[0] == "晨曦电器有限公司"
    assert info.subject == xmp.dc_description["x-default"] == "XZ-2026Q3-K7M2P4"
    assert info.keywords == xmp.pdf_keywords == "协作计划, V1.0, 市场部, 销售部"
    assert info.creation_date == dt.datetime(2026, 7, 1, 12, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    assert xmp.xmp_create_date == dt.datetime(2026, 7, 1, 4)  # pypdf tells it in UTC
    catalog = pdf.trailer["/Root"]
    assert catalog["/Lang"] == "zh-CN"
    assert catalog["/PageMode"] == "/UseOutlines"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]


def test_identifier_follows_from_the_edition() -> None:
    def identifier(edition: Edition) -> Any:
        return reader(build(edition)).trailer["/ID"]

    assert identifier(EDITION) == identifier(EDITION)
    assert identifier(EDITION)[0] == identifier(EDITION)[1]
    assert identifier(EDITION) != identifier(dataclasses.replace(EDITION, fingerprint="f" * 64))
    assert identifier(EDITION) != identifier(dataclasses.replace(EDITION, version="V1.1"))


def test_words_of_answers_cannot_break_the_metadata() -> None:
    answers = checked()
    hostile = dataclasses.replace(answers, values={**answers.values, "title": "A&B <b> ]]> {author}"})
    xmp = reader(assemble(plan_documents(), hostile, EDITION, fonts())).xmp_metadata
    assert xmp is not None
    assert xmp.dc_title["x-default"] == "A&B <b> ]]> {author}协作计划"


def test_answers_and_word_files_travel_inside() -> None:
    pdf = reader(build())
    files = {item.name: item for item in pdf.attachment_list}
    assert pdf.trailer["/Root"]["/AF"][0]["/UF"] == "answers.yaml"
    assert {item["/UF"] for item in pdf.trailer["/Root"]["/AF"]} == set(files)
    assert set(files) == {
        "answers.yaml",
        "封面.docx",
        "文件控制页.docx",
        "部门协作计划.docx",
        "时间节点进度表.docx",
        "发布与存档登记表.docx",
        "签字确认页.docx",
    }
    answers, plan = files["answers.yaml"], files["部门协作计划.docx"]
    assert answers.content == checked().answers.source
    assert answers.subtype == "/application/yaml"
    assert plan.content == b"the Word file of plan"
    assert plan.size == len(plan.content)
    assert plan.subtype == "/application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert plan.description == "部门协作计划"
    assert plan.associated_file_relationship == "/Source"
    assert plan.pdf_object["/F"] == plan.pdf_object["/UF"] == "部门协作计划.docx"
    assert (
        plan.creation_date
        == plan.modification_date
        == dt.datetime(2026, 7, 1, 12, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    )


@pytest.mark.parametrize("extension", [".json", ".toml"])
def test_answers_keep_their_extension(extension: str) -> None:
    bundle = assemble(plan_documents(), checked(extension=extension), EDITION, fonts())
    found = next(item for item in reader(bundle).attachment_list if item.name.startswith("answers"))
    assert found.name == f"answers{extension}"
    assert found.subtype == f"/application/{extension[1:]}"


def test_another_program_detaches_the_files_under_their_chinese_names(tmp_path: Path) -> None:
    (tmp_path / "bundle.pdf").write_bytes(build().pdf)
    command = [need("pdfdetach"), "-saveall", "-o", str(tmp_path), str(tmp_path / "bundle.pdf")]
    subprocess.run(command, check=True, capture_output=True)
    assert (tmp_path / "签字确认页.docx").read_bytes() == b"the Word file of signatures"


def test_every_font_is_embedded(tmp_path: Path) -> None:
    bundle = build(DRAFT, duplex=True)
    embedded = set()
    for page in reader(bundle).pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font["/DescendantFonts"][0]
            assert "/FontFile2" in descendant["/FontDescriptor"], font["/BaseFont"]
            embedded.add(str(font["/BaseFont"]))
    (tmp_path / "bundle.pdf").write_bytes(bundle.pdf)
    listing = subprocess.run(
        [need("pdffonts"), str(tmp_path / "bundle.pdf")], check=True, capture_output=True, text=True
    ).stdout.splitlines()[2:]
    assert {row.split()[0] for row in listing} == {name.lstrip("/") for name in embedded}
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in listing)


@pytest.mark.parametrize("edition", [EDITION, DRAFT], ids=["final", "draft"])
def test_qpdf_finds_no_fault(edition: Edition, tmp_path: Path) -> None:
    (tmp_path / "bundle.pdf").write_bytes(build(edition, duplex=True).pdf)
    result = subprocess.run(
        [need("qpdf"), "--check", str(tmp_path / "bundle.pdf")], check=False, capture_output=True, text=True
    )
    assert (result.returncode, result.stderr) == (0, ""), result.stdout


def test_poppler_reads_every_page_without_complaint(tmp_path: Path) -> None:
    (tmp_path / "bundle.pdf").write_bytes(build().pdf)
    result = subprocess.run(
        [need("pdftotext"), str(tmp_path / "bundle.pdf"), "-"], check=True, capture_output=True, text=True
    )
    assert result.stderr == ""
    assert result.stdout.count("XZ-2026Q3-K7M2P4") == 9


def test_characters_beyond_the_basic_plane_are_printed() -> None:
    title = "𬭎𬺈工程协作计划"
    bundle = assemble([document("rare", title, [document("x", "x").pages[0]])], checked(), EDITION, fonts())
    assert title in "".join(texts(bundle)[0].split())


def test_empty_plan_has_at_least_its_contents() -> None:
    bundle = assemble([], checked(), EDITION, fonts())
    assert bundle.pages == 1
