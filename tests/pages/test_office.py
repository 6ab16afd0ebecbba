"""LibreOffice as an engine: what it makes of whole Word files, and what docgen makes of that."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.shared import Mm, Pt
from office import counting_office, filled, office, plain, starts, turned, word_file, xml
from PIL import Image
from pypdf import PdfReader

from docgen.bundle.alone import bind_alone
from docgen.errors import FontError, PagesError
from docgen.fonts import FontLibrary
from docgen.lengths import from_mm
from docgen.pages.automatic import Automatic
from docgen.pages.model import LaidOutDocument, PdfItem

DAY = dt.date(2026, 7, 1)


@pytest.fixture(scope="module")
def profiles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One profile for the whole module: making one takes seconds."""
    return tmp_path_factory.mktemp("profiles")


@pytest.fixture
def set_there(fonts: FontLibrary, profiles: Path) -> Callable[[bytes], LaidOutDocument]:
    return lambda data: office(profiles)([filled(data)], fonts)[0]


def text_of(document: LaidOutDocument, fonts: FontLibrary) -> str:
    reader = PdfReader(io.BytesIO(bind_alone(document, DAY, fonts)))
    return "".join("".join(page.extract_text() for page in reader.pages).split())


def test_what_the_embedded_engine_cannot_set_is_set_whole(set_there: Any, fonts: FontLibrary) -> None:
    document = set_there(turned("从右向左的段落 and Latin"))
    assert text_of(document, fonts) == "从右向左的段落andLatin"


def test_form_fields_become_what_they_show(set_there: Any, fonts: FontLibrary) -> None:
    def fill(document: Any) -> None:
        for kind, data in (("FORMCHECKBOX", "<w:checkBox><w:checked/></w:checkBox>"), ("FORMDROPDOWN", _CHOICES)):
            begin = f'<w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar>'
            separate, end = ('<w:fldChar w:fldCharType="' + which + '"/>' for which in ("separate", "end"))
            code = f"<w:instrText> {kind} </w:instrText>"
            runs = "".join(f"<w:r>{part}</w:r>" for part in ("<w:t>同意</w:t>", begin, code, separate, end))
            xml(document, f"<w:p>{runs}</w:p>")

    assert text_of(set_there(word_file(fill)), fonts) == "同意☒同意乙方"


_CHOICES = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="甲方"/><w:listEntry w:val="乙方"/></w:ddList>'


def test_the_same_file_gives_the_same_bytes(set_there: Any, fonts: FontLibrary) -> None:
    data = turned()
    first, second = set_there(data), set_there(data)
    assert first.pages[0].items[0].pdf != second.pages[0].items[0].pdf  # LibreOffice's own bytes differ
    assert bind_alone(first, DAY, fonts) == bind_alone(second, DAY, fonts)


def test_its_fonts_are_those_of_docgen(set_there: Any) -> None:
    def fill(document: Any) -> None:
        for name in ("宋体", "黑体", "楷体_GB2312", "仿宋", "Calibri", "Some Unknown Font"):
            run = document.add_paragraph().add_run(f"{name}：天地玄黄 quick")
            run.font.name = name
            run._r.rPr.rFonts.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia", name)

    pdf = PdfReader(io.BytesIO(set_there(word_file(fill)).pages[0].items[0].pdf))
    names = {font.get_object()["/BaseFont"][8:] for font in pdf.pages[0]["/Resources"]["/Font"].values()}
    assert names == {"NotoSerifSC-Regular", "NotoSansSC-Regular", "DocgenKai-Regular"}


def test_places_are_the_cells_that_hold_tagged_controls(set_there: Any) -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("签字页")
        table = document.add_table(rows=2, cols=2, style="Table Grid")
        table.autofit = False
        table.columns[0].width, table.columns[1].width = Mm(60), Mm(80)
        for row in table.rows:
            row.height_rule, row.height = WD_ROW_HEIGHT_RULE.EXACTLY, Mm(45)
            for cell, width in zip(row.cells, (60, 80), strict=True):
                cell.width = Mm(width)
        for index, name in enumerate(("市场部", "销售部")):
            control = xml(
                document, f'<w:sdt><w:sdtPr><w:tag w:val="signature:{name}"/></w:sdtPr><w:sdtContent/></w:sdt>'
            )
            table.cell(index, 1).paragraphs[0]._p.append(control)

    document = set_there(word_file(fill))
    assert [place.tag for place in document.places] == ["signature:市场部", "signature:销售部"]
    for place in document.places:
        assert place.page == 0
        assert place.width == pytest.approx(from_mm(80), abs=1.5)
        assert place.height == pytest.approx(from_mm(45), abs=1.5)
    upper, lower = document.places
    assert lower.y - upper.y == pytest.approx(from_mm(45), abs=0.5)


def test_the_pages_that_are_kept_have_no_mark_of_the_search(set_there: Any) -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("控件")._p.append(
            xml(document, '<w:sdt><w:sdtPr><w:tag w:val="a"/></w:sdtPr><w:sdtContent/></w:sdt>')
        )

    document = set_there(word_file(fill))
    assert [place.tag for place in document.places] == ["a"]
    (page,) = PdfReader(io.BytesIO(document.pages[0].items[0].pdf)).pages
    assert b" rg" not in page.get_contents().get_data().replace(b"0 0 0 rg", b"")


def test_headings_are_found_with_level_page_and_place(set_there: Any) -> None:
    def fill(document: Any) -> None:
        document.add_heading("第一章", 1)
        document.add_page_break()
        document.add_heading("第一节", 2)

    first, second = set_there(word_file(fill)).headings
    assert (first.level, first.text, first.page) == (1, "第一章", 0)
    assert (second.level, second.text, second.page) == (2, "第一节", 1)
    assert 72 < second.y < 120


def test_a_date_is_printed_as_it_was_stored(set_there: Any, fonts: FontLibrary) -> None:
    def fill(document: Any) -> None:
        xml(
            document,
            '<w:p><w:r><w:t xml:space="preserve">日期：</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            '<w:r><w:instrText>DATE \\@ "yyyy-MM-dd"</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            '<w:r><w:t>1999-12-31</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        )
        xml(document, '<w:p><w:fldSimple w:instr="TIME"><w:r><w:t>11:59</w:t></w:r></w:fldSimple></w:p>')
        xml(document, '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>77</w:t></w:r></w:fldSimple></w:p>')

    assert text_of(set_there(word_file(fill)), fonts) == "日期：1999-12-3111:591"


def test_tracked_changes_are_accepted_and_comments_left_out(set_there: Any, fonts: FontLibrary) -> None:
    def fill(document: Any) -> None:
        xml(
            document,
            '<w:p><w:r><w:t>留</w:t></w:r><w:ins w:id="1" w:author="a"><w:r><w:t>增</w:t></w:r></w:ins>'
            '<w:del w:id="2" w:author="a"><w:r><w:delText>删</w:delText></w:r></w:del></w:p>',
        )
        xml(
            document,
            '<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="a"/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>',
        )
        xml(document, "<w:p><w:r><w:t>后半</w:t></w:r></w:p>")

    document = set_there(word_file(fill))
    assert text_of(document, fonts) == "留增前半后半"
    contents = PdfReader(io.BytesIO(document.pages[0].items[0].pdf)).pages[0].get_contents().get_data()
    assert b" rg" not in contents.replace(b"0 0 0 rg", b"")  # a change would be in its author's colour


def test_text_that_is_cut_off_is_an_error(set_there: Any) -> None:
    def fill(document: Any) -> None:
        table = document.add_table(rows=1, cols=1)
        table.rows[0].height_rule, table.rows[0].height = WD_ROW_HEIGHT_RULE.EXACTLY, Pt(20)
        for line in ("看得见", "看不见", "也看不见"):
            table.cell(0, 0).add_paragraph(line)

    with pytest.raises(PagesError) as raised:
        set_there(word_file(fill))
    assert "不" in raised.value.faults[0].problem.params["examples"]


def test_a_sign_that_nobody_knows_is_refused_by_name_and_a_known_one_printed(
    set_there: Any, fonts: FontLibrary
) -> None:
    def sign(code: str) -> bytes:
        return word_file(
            lambda document: xml(document, f'<w:p><w:r><w:sym w:font="Wingdings 2" w:char="{code}"/></w:r></w:p>')
        )

    assert text_of(set_there(sign("F050")), fonts) == "✓"
    with pytest.raises(PagesError) as raised:
        set_there(sign("F041"))
    (fault,) = raised.value.faults
    assert fault.problem.params["construct"].params == {"code": "F041", "font": "Wingdings 2"}
    assert fault.place


def test_a_character_that_no_font_has_is_refused(set_there: Any) -> None:
    with pytest.raises(FontError):
        set_there(plain("\U0001f600"))


def test_pictures_are_on_the_page_in_full(set_there: Any) -> None:
    picture = io.BytesIO()
    Image.effect_noise((640, 480), 90).convert("RGB").save(picture, "PNG")

    def fill(document: Any) -> None:
        picture.seek(0)
        document.add_picture(picture, width=Mm(40))

    page = set_there(word_file(fill)).pages[0]
    (image,) = PdfReader(io.BytesIO(page.items[0].pdf)).pages[0].images
    assert image.image is not None
    assert image.image.size == (640, 480)
    assert image.image.convert("RGB").tobytes() == Image.open(picture).tobytes()


def test_all_files_of_a_run_are_set_in_one_start(fonts: FontLibrary, profiles: Path, tmp_path: Path) -> None:
    engine = office(profiles, program=counting_office(tmp_path))
    documents = engine([filled(plain(f"第{number}份")) for number in range(4)], fonts)
    assert [text_of(document, fonts) for document in documents] == [f"第{number}份" for number in range(4)]
    assert len(starts(tmp_path)) == 1


def test_libreoffice_is_started_for_those_documents_only_that_need_it(
    fonts: FontLibrary, profiles: Path, tmp_path: Path
) -> None:
    engine = Automatic({"DOCGEN_SOFFICE": str(counting_office(tmp_path)), "PATH": "/usr/bin:/bin"}, profiles)
    words = [filled(plain("一")), filled(turned("二")), filled(plain("三")), filled(turned("四"))]
    documents = engine(words, fonts)
    assert [text_of(document, fonts) for document in documents] == ["一", "二", "三", "四"]
    assert [isinstance(document.pages[0].items[0], PdfItem) for document in documents] == [False, True, False, True]
    (start,) = starts(tmp_path)
    assert start.count(".docx") == 2
    engine(words[:1], fonts)
    assert len(starts(tmp_path)) == 1
