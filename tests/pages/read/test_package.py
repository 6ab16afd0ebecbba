"""Finding the parts of a Word file, and what damaged ones get."""

import io
import zipfile

import pytest
from pages.read.word_xml import blocks, constructs, first_paragraph, first_run, p, read, text_of, word_file
from PIL import Image

from docgen.errors import PagesError
from docgen.pages.read import read_document
from docgen.pages.read.inline_model import Picture


def changed(data: bytes, **members: str | None) -> bytes:
    """A copy of a zip with members replaced, or left out for None; `_` stands for `.` and `__` for `/`."""
    replaced = {name.replace("__", "/").replace("_", "."): content for name, content in members.items()}
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            content = replaced.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return packed.getvalue()


def test_the_main_document_is_found_by_relationship_not_by_name():
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:rPr><w:b/></w:rPr></w:style>'
    document = read(p("字"), main="elsewhere/main part.xml", styles=styles)
    assert first_run(document).style.bold


def test_absolute_targets_are_found():
    rels = word_file(p("字"))
    with zipfile.ZipFile(io.BytesIO(rels)) as archive:
        text = archive.read("_rels/.rels").decode().replace('Target="word/', 'Target="/word/')
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(rels)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(name, text if name == "_rels/.rels" else old.read(name))
    assert text_of(blocks(read_document(packed.getvalue()))) == "字"


def test_a_file_without_styles_settings_and_theme_is_read():
    bare = changed(word_file(p("字")), word__document_xml__rels=None)
    with zipfile.ZipFile(io.BytesIO(bare)) as old:
        kept = {name: old.read(name) for name in ("_rels/.rels", "word/document.xml")}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as new:
        for name, content in kept.items():
            new.writestr(name, content)
    assert text_of(blocks(read_document(packed.getvalue()))) == "字"


def test_the_strict_form_is_read_as_the_transitional_one():
    data = word_file(p("字", '<w:spacing w:before="12pt"/>', '<w:sz w:val="11pt"/><w:b w:val="true"/>'))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        strict = {
            name: archive.read(name)
            .replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            .replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
            for name in names
        }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as new:
        for name, content in strict.items():
            new.writestr(name, content)
    document = read_document(packed.getvalue())
    run = first_run(document)
    assert (run.text, run.style.size, run.style.bold) == ("字", 11, True)
    assert first_paragraph(document).format.space_before == 12


@pytest.mark.parametrize(
    "data",
    [
        b"no zip at all",
        changed(word_file(p("字")), word__document_xml="<w:document"),
        changed(word_file(p("字")), word__document_xml=None),
        changed(word_file(p("字")), word__styles_xml="&"),
        changed(word_file(p("字")), word__document_xml="<nothing/>"),
        word_file(p("字"))[:-30],
    ],
)
def test_a_damaged_file_is_refused_by_name(data):
    with pytest.raises(PagesError) as caught:
        read_document(data, name="计划.docx")
    (fault,) = caught.value.faults
    assert fault.problem.params["name"] == "计划.docx"
    assert fault.mend is not None


# --- pictures ---------------------------------------------------------------------------------------------------------


def image(file_format: str) -> bytes:
    packed = io.BytesIO()
    Image.new("RGB", (4, 3), "red").save(packed, file_format)
    return packed.getvalue()


def picture(name: str, *, blip: str = "", fill: str = "", shape: str = "", properties: str = "") -> str:
    return (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="457200"/>'
        f'<wp:docPr id="1" name="甘特图" {properties}/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:blipFill><a:blip r:embed="{name}">{blip}</a:blip>{fill}</pic:blipFill><pic:spPr>{shape}</pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


@pytest.mark.parametrize("file_format", ["PNG", "JPEG"])
def test_an_inline_picture(file_format):
    data = image(file_format)
    document = read(picture("image1"), parts={"image1": data})
    assert first_paragraph(document).inlines == (Picture("甘特图", data, 72, 36),)
    assert document.unsupported == ()


def test_a_picture_in_a_header_is_found_by_the_headers_relationships():
    data = image("PNG")
    body = p("甲") + '<w:sectPr><w:headerReference w:type="default" r:id="h.xml"/></w:sectPr>'
    (section,) = read(body, parts={"h.xml": picture("logo"), "logo": data}).sections
    assert section.headers.default[0].inlines[0].data == data


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\xd7\xcd\xc6\x9a0000", "WMF"),
        (b"\1\0\0\0" + bytes(36) + b" EMF", "EMF"),
        (b'<?xml version="1.0"?><svg/>', "SVG"),
    ],
)
def test_metafiles_and_vector_pictures_are_told(data, told):
    assert constructs(read(picture("image1"), parts={"image1": data})) == [f"picture in the format {told}"]


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"blip": "<a:duotone/>"}, "picture with a colour effect"),
        ({"fill": "<a:tile/>"}, "picture that is repeated like tiles"),
        ({"shape": '<a:prstGeom prst="ellipse"/>'}, "picture cut to a shape"),
        ({"shape": "<a:effectLst><a:outerShdw/></a:effectLst>"}, "picture with an effect"),
    ],
)
def test_what_is_done_to_a_picture_is_told(parts, told):
    assert constructs(read(picture("image1", **parts), parts={"image1": image("PNG")})) == [told]


def test_what_does_nothing_to_a_picture_is_not_told():
    shape = '<a:xfrm><a:off x="0" y="0"/></a:xfrm><a:prstGeom prst="rect"/><a:ln><a:noFill/></a:ln><a:effectLst/>'
    nothing = {"fill": "<a:srcRect/><a:stretch/>", "blip": "<a:extLst/>", "shape": shape}
    assert constructs(read(picture("image1", **nothing), parts={"image1": image("PNG")})) == []


def test_a_picture_that_is_not_there_is_told_and_a_hidden_one_is_not():
    assert constructs(read(picture("nowhere"))) == ["picture that is linked, not embedded"]
    assert constructs(read(picture("nowhere", properties='hidden="1"'))) == []
