"""Faults that files nobody here wrote have brought to light: each mended, each with a file of its own."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
import zlib
from pathlib import Path

import pypdfium2
import pytest
from pages.broken_files import parts_of, python_docx, zipped
from pages.read.test_package import picture
from pages.read.word_xml import A4, constructs, first_paragraph, first_run, first_table, p, read, tbl, tc, tr, word_file
from pages.test_any_document import assert_whole_or_refused, in_time
from small_pages import word

from docgen.bundle.alone import bind_alone
from docgen.errors import PagesError, UnforeseenError
from docgen.form.model import DocumentSpec
from docgen.messages import Text, Translator
from docgen.pages.automatic import attempt
from docgen.pages.embedded import embedded
from docgen.pages.layout import text_of
from docgen.pages.model import LaidOutDocument, TextItem
from docgen.pages.read import read_document
from docgen.pages.read.run_model import TextRun
from docgen.single import word_of


def lay_out(docx: bytes, fonts) -> LaidOutDocument:
    (document,) = embedded([word(docx=docx)], fonts)
    assert bind_alone(document, dt.date(2026, 7, 1), fonts).startswith(b"%PDF")
    return document


def bound(docx: bytes, fonts) -> bytes:
    return bind_alone(embedded([word(docx=docx)], fonts)[0], dt.date(2026, 7, 1), fonts)


# --- colours ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("written", "color"), [("#FF8800", "FF8800"), ("RK0000", "000000"), ("red", "000000")])
def test_a_colour_with_a_hash_is_taken_and_one_that_is_none_is_black(written: str, color: str, fonts):
    looks = f'<w:color w:val="{written}"/><w:u w:val="single" w:color="{written}"/><w:shd w:fill="{written}"/>'
    edge = f'<w:top w:val="single" w:sz="8" w:color="{written}"/>'
    body = p("字", f"<w:pBdr>{edge}</w:pBdr>", looks) + tbl(tr(tc("格", f"<w:tcBorders>{edge}</w:tcBorders>")))
    document = read(body)
    assert first_run(document).style.color == color
    assert first_table(document).rows[0].cells[0].edges.top.color == color
    lay_out(word_file(body), fonts)


def test_a_share_of_more_than_all_is_all():
    assert first_run(read(p("字", run='<w:shd w:val="pct999" w:color="00FF00"/>'))).style.adornment.shading == "00FF00"


# --- parts ------------------------------------------------------------------------------------------------------------


def test_the_main_document_may_have_the_name_that_word_for_the_web_gives_it(fonts):
    docx = word_file(p("网页版"), main="word/document2.xml")
    made = word_of(docx, DocumentSpec("文件", Text("文件"), Path("文件.docx")), "文件.docx")
    assert "网页版" in text_of(embedded([made], fonts)[0])
    with zipfile.ZipFile(io.BytesIO(made.docx)) as archive:
        assert "word/document.xml" in archive.namelist()
        assert b"document2" not in b"".join(map(archive.read, archive.namelist()))


@pytest.mark.parametrize("missing", ["styles", "settings", "theme/theme1", "numbering"])
def test_a_part_that_is_referred_to_and_not_there_is_done_without(missing: str, fonts):
    parts = {name: data for name, data in parts_of(word_file(p("正文"))).items() if name != f"word/{missing}.xml"}
    assert "正文" in text_of(lay_out(zipped(parts), fonts))


def test_no_second_body_is_lost():
    parts = parts_of(word_file(p("甲")))
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"</w:body>", b"</w:body><w:body><w:p/></w:body>")
    with pytest.raises(PagesError):
        read_document(zipped(parts))


def test_what_python_docx_writes_without_a_word_is_set(fonts):
    assert len(lay_out(python_docx(), fonts).pages) == 1


# --- fields -----------------------------------------------------------------------------------------------------------


def field(code: str, data: str = "") -> str:
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    return f'<w:p>{begin}<w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


@pytest.mark.parametrize(
    ("code", "data", "shown"),
    [
        (" MACROBUTTON NoMacro [单击此处填写 单位名称] ", "", "[单击此处填写 单位名称]"),
        (" FORMCHECKBOX ", '<w:checkBox><w:default w:val="0"/></w:checkBox>', "☐"),
        (" FORMCHECKBOX ", '<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>', "☒"),
        (" FORMCHECKBOX ", '<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>', "☐"),
        (
            " FORMDROPDOWN ",
            '<w:ddList><w:result w:val="1"/><w:listEntry w:val="甲"/><w:listEntry w:val="乙"/></w:ddList>',
            "乙",
        ),
        (" FORMTEXT ", "<w:textInput/>", ""),
    ],
)
def test_form_fields_and_buttons_store_no_result_and_show_their_own(code: str, data: str, shown: str):
    document = read(field(code, f"<w:ffData>{data}</w:ffData>"))
    assert constructs(document) == []
    assert "".join(run.text for run in first_paragraph(document).inlines if isinstance(run, TextRun)) == shown


def test_a_hidden_field_prints_nothing():
    hidden = field(" MACROBUTTON NoMacro [单击此处] ").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
    document = read(hidden)
    assert constructs(document) == []
    assert first_paragraph(document).inlines == ()


def test_a_check_box_without_data_is_told():
    assert constructs(read(field(" FORMCHECKBOX "))) == ["field FORMCHECKBOX without a stored result"]


# --- geometry ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "section",
    [
        '<w:pgSz w:w="0" w:h="-5"/>',
        '<w:pgSz w:w="99999999" w:h="99999999"/>',
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="9000" w:right="9000" w:top="20000" w:bottom="20000"/>',
        '<w:pgMar w:header="99999" w:footer="99999"/>',
        '<w:cols w:num="45" w:space="9999"/>',
    ],
)
def test_text_is_on_the_page_whatever_page_is_asked_for(section: str, fonts):
    assert (
        assert_whole_or_refused(word_file(p("甲方与乙方" * 20) + f"<w:sectPr>{section}</w:sectPr>"), fonts) == "whole"
    )


@pytest.mark.parametrize("indent", ['w:left="13260" w:hanging="360"', 'w:right="20000"', 'w:firstLine="31680"'])
def test_an_indent_that_leaves_no_room_ends_on_the_page(indent: str, fonts):
    document = lay_out(word_file(p("甲方与乙方" * 5, f"<w:ind {indent}/>") + f"<w:sectPr>{A4}</w:sectPr>"), fonts)
    items = [item for item in document.pages[0].items if isinstance(item, TextItem)]
    assert all(item.x >= 0 and item.x + item.advance <= 595 for item in items)


def test_a_margin_below_nothing_makes_no_row_lower_than_nothing(fonts):
    margins = '<w:tcMar><w:top w:w="-99" w:type="dxa"/></w:tcMar>'
    text = p("甲方", '<w:spacing w:line="0" w:lineRule="auto"/>')
    table = tbl(f"<w:tr><w:tc><w:tcPr>{margins}</w:tcPr>{text}</w:tc></w:tr>")
    assert assert_whole_or_refused(word_file(p("前", "<w:keepNext/>") + table + p("后")), fonts) == "whole"


def test_text_beyond_the_edge_of_the_page_is_told_with_its_page(fonts):
    fixed = '<w:tblLayout w:type="fixed"/>'
    table = tbl(tr(tc("看得见"), tc("看不见")), properties=fixed, grid=(12000, 3000))
    with pytest.raises(PagesError) as caught:
        embedded([word(docx=word_file(p("甲") + table + f"<w:sectPr>{A4}</w:sectPr>"))], fonts)
    (fault,) = caught.value.faults
    assert fault.problem.params["start"] == "看不见"
    assert fault.place.params["page"] == 1


def test_spaces_beyond_the_edge_of_the_page_are_no_loss(fonts):
    assert len(lay_out(word_file(p("甲" + " " * 500 + "乙")), fonts).pages) == 1


def test_a_separator_of_footnotes_may_say_something(fonts):
    said = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>脚注：</w:t><w:separator/></w:r></w:p></w:footnote>'
    note = f'<w:footnote w:id="2">{p("注文")}</w:footnote>'
    body = '<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    settings = '<w:footnotePr><w:footnote w:id="0"/></w:footnotePr>'
    text = text_of(lay_out(word_file(body, parts={"footnotes.xml": said + note}, settings=settings), fonts))
    assert "脚注：" in text
    assert "注文" in text


# --- size and time ----------------------------------------------------------------------------------------------------


def test_many_constructs_that_cannot_be_set_are_told_in_time():
    with in_time():
        told = read("".join(p(str(number), "<w:bidi/>") for number in range(20_000))).unsupported
    assert told[-1].anchor.paragraph == 19_999


def test_a_paragraph_of_many_looks_is_set_in_time(fonts):
    runs = "".join(f'<w:r><w:rPr><w:sz w:val="{20 + n % 9}"/></w:rPr><w:t>词{n}</w:t></w:r>' for n in range(20_000))
    assert assert_whole_or_refused(word_file(f"<w:p>{runs}</w:p>"), fonts) == "whole"


def png(width: int, height: int, rows: int) -> bytes:
    """A grey picture with transparency, of which so many rows are there."""
    data = zlib.compress((b"\0" + b"\x80" * width * 4) * rows)
    chunks = ((b"IHDR", struct.pack(">2L5B", width, height, 8, 6, 0, 0, 0)), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))
        for kind, content in chunks
    )


def test_a_picture_that_would_fill_the_memory_is_told(fonts):
    docx = word_file(picture("image1.png"), parts={"image1.png": png(9000, 9000, 1)})
    with pytest.raises(PagesError) as caught:
        lay_out(docx, fonts)
    assert "9000 × 9000" in Translator("zh")(caught.value.faults[0].problem)


def test_a_tall_picture_with_transparency_is_put_on_white_as_a_whole(fonts, tmp_path: Path):
    docx = word_file(picture("image1.png"), parts={"image1.png": png(3, 1500, 1500)})
    (tmp_path / "file.pdf").write_bytes(bound(docx, fonts))
    with pypdfium2.PdfDocument(tmp_path / "file.pdf") as pdf:
        (drawn,) = [item for item in pdf[0].get_objects() if item.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
        pixels = drawn.get_bitmap().to_pil().convert("RGB")
    assert pixels.size == (3, 1500)
    assert pixels.getcolors() == [(4500, (191, 191, 191))]


# --- what nobody foresaw ----------------------------------------------------------------------------------------------


def test_an_error_that_no_check_foresaw_stays_with_its_file(fonts):
    good, bad = word(docx=word_file(p("好"))), word(docx=word_file(p("坏")))

    def engine(words, library):
        if words[0] is bad:
            raise ValueError("nobody thought of that")
        return embedded(words, library)

    first, second, third = attempt(engine, [good, bad, good], fonts)
    assert isinstance(second, UnforeseenError)
    assert isinstance(second.__cause__, ValueError)
    assert "好" in text_of(first)
    assert "好" in text_of(third)
