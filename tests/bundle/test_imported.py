"""Pages of finished PDF files in the bundle look as they did, whatever they are made of."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas
from small_bundle import fonts
from small_pdfs import cropped, pdf, rewritten, turned_page

from docgen.bundle.alone import bind_alone
from docgen.bundle.imported import can_import, is_archival
from docgen.form.model import DocumentSpec
from docgen.messages import Text
from docgen.pages.finished import lay_out_pdf
from docgen.pages.model import FinishedPdf
from tools import need


def bound(data: bytes) -> bytes:
    """The PDF file `data` as docgen writes its pages."""
    file = FinishedPdf(DocumentSpec("a", Text("附件"), Path("a.pdf")), "a.pdf", data)
    return bind_alone(lay_out_pdf(file), dt.date(2026, 7, 1), fonts())


def pictures(data: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    return [page.render(scale=1).to_pil().convert("RGB") for page in document]


def drawing(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.8, 0.1, 0.1)
    canvas.rect(40, 40, 120, 60, fill=1)
    canvas.setFont("Times-Roman", 30)
    canvas.drawString(60, 200, "Upright & whole")
    picture = io.BytesIO()
    Image.effect_noise((60, 40), 80).save(picture, "PNG")
    picture.seek(0)
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.open(picture)), 250, 300, 120, 80)
    canvas.saveState()
    canvas.setFillAlpha(0.4)
    canvas.circle(150, 100, 60, fill=1)
    canvas.restoreState()


def noted(writer: PdfWriter) -> None:
    """Add an annotation that looks like a stamp, a green box."""
    appearance = DecodedStreamObject()
    appearance.set_data(b"0 0.6 0 rg 0 0 100 50 re f")
    appearance.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(map(_number, (0, 0, 100, 50))),
        }
    )
    annotation = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Stamp"),
            NameObject("/Rect"): ArrayObject(map(_number, (300, 500, 400, 550))),
            NameObject("/F"): _number(4),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(appearance)}),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(annotation)])


def _number(value: int) -> NumberObject:
    return NumberObject(value)


def with_form(canvas: Canvas) -> None:
    canvas.acroForm.textfield(name="name", value="Filled in", x=100, y=400, width=200, height=30)
    canvas.acroForm.checkbox(name="yes", checked=True, x=100, y=300, size=30)


@pytest.mark.parametrize(
    "make",
    [
        lambda: pdf(drawing),
        lambda: pdf(drawing, drawing, size=(842, 595)),
        lambda: turned_page(pdf(drawing), 90),
        lambda: turned_page(pdf(drawing), 180),
        lambda: turned_page(pdf(drawing), 270),
        lambda: cropped(pdf(drawing), 30, 20, 420, 420),
        lambda: turned_page(cropped(pdf(drawing), 30, 20, 420, 420), 90),
        lambda: rewritten(pdf(drawing), noted),
        lambda: rewritten(pdf(drawing), lambda writer: writer.encrypt("", "owner", algorithm="RC4-128")),
        lambda: pdf(drawing, pageCompression=1),
    ],
    ids=[
        *("plain", "landscape", "turned by 90", "turned by 180", "turned by 270", "cropped", "cropped and turned"),
        *("with a stamp", "rights withheld", "compressed"),
    ],
)
def test_pages_look_as_they_did(make: Callable[[], bytes]) -> None:
    data = make()
    before, after = pictures(data), pictures(bound(data))
    assert [picture.size for picture in before] == [picture.size for picture in after]
    for old, new in zip(before, after, strict=True):
        difference = ImageChops.difference(old, new).convert("L").point(lambda value: 255 if value > 24 else 0)
        assert sum(difference.histogram()[255:]) < 60, difference.getbbox()


def test_form_fields_are_printed_as_they_were_filled_in() -> None:
    data = bound(pdf(with_form))
    page = PdfReader(io.BytesIO(data)).pages[0]
    assert "/Annots" not in page
    document = pypdfium2.PdfDocument(data)
    assert "Filled in" in document[0].get_textpage().get_text_range()
    ticked = pictures(data)[0].crop((104, 842 - 326, 126, 842 - 304))
    assert min(ticked.convert("L").tobytes()) < 100


def test_text_can_still_be_searched_and_the_file_is_sound(tmp_path: Path) -> None:
    data = bound(pdf(drawing))
    assert "Upright & whole" in PdfReader(io.BytesIO(data)).pages[0].extract_text()
    (tmp_path / "file.pdf").write_bytes(data)
    command = [need("qpdf"), "--check", str(tmp_path / "file.pdf")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_same_file_gives_the_same_bytes() -> None:
    data = pdf(drawing, drawing)
    assert bound(data) == bound(data)


def test_what_pages_share_is_taken_over_once() -> None:
    one, many = len(bound(pdf(*[drawing] * 1))), len(bound(pdf(*[_same_picture] * 20)))
    assert many < one + 60_000


_NOISE = Image.effect_noise((200, 200), 80)


def _same_picture(canvas: Canvas) -> None:
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(_NOISE), 100, 100, 200, 200)


def test_names_that_are_not_utf_8_keep_their_bytes() -> None:
    """An old Chinese program calls its font 宋体 in GBK, in the resources and in the contents."""
    data = pdf("GBK").replace(b"/F1 ", b"/\xcb\xce ")
    assert b"/\xcb\xce " in data
    old, new = pictures(data)[0], pictures(bound(data))[0]
    assert ImageChops.difference(old, new).getbbox() is None
    assert b"/#CB#CE" in bound(data)


def test_a_layer_that_is_switched_off_stays_off() -> None:
    def layered(writer: PdfWriter) -> None:
        group = writer._add_object(
            DictionaryObject({NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("secret")})
        )
        page = writer.pages[0]
        page["/Resources"][NameObject("/Properties")] = DictionaryObject({NameObject("/L"): group})
        contents = page.get_contents()
        assert contents is not None
        stream = DecodedStreamObject()
        stream.set_data(b"/OC /L BDC\n" + contents.get_data() + b"\nEMC")
        page[NameObject("/Contents")] = writer._add_object(stream)
        writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
            {
                NameObject("/OCGs"): ArrayObject([group]),
                NameObject("/D"): DictionaryObject({NameObject("/OFF"): ArrayObject([group])}),
            }
        )

    data = rewritten(pdf(drawing), layered)
    for picture in (*pictures(data), *pictures(bound(data))):
        assert picture.getextrema() == ((255, 255),) * 3


def test_links_and_bookmarks_come_along() -> None:
    def first(canvas: Canvas) -> None:
        canvas.linkURL("https://example.org/", (10, 20, 110, 40))
        canvas.linkAbsolute("", "second", (200, 20, 300, 40))

    def second(canvas: Canvas) -> None:
        canvas.bookmarkPage("second")
        canvas.addOutlineEntry("Second", "second")

    reader = PdfReader(io.BytesIO(bound(pdf(first, second))))
    address, jump = [annotation.get_object() for annotation in reader.pages[0]["/Annots"]]
    assert address["/A"]["/URI"] == "https://example.org/"
    assert jump["/Dest"][0] == reader.pages[1].indirect_reference
    assert "Second" in str(reader.outline)


def test_a_damaged_file_is_known_before_it_is_bound() -> None:
    assert can_import(pdf("x"))
    assert not can_import(b"%PDF-1.4 nothing")


def test_pdf_a_is_known_by_what_the_file_says() -> None:
    assert is_archival(bound(pdf("x")))
    assert not is_archival(pdf("x"))
    assert not is_archival(b"nothing")
