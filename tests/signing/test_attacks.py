"""What somebody without a key can do to a signed file, and an insider with one: `verify` tells every time."""

from __future__ import annotations

import functools
import io
import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject
from sizes import size
from small_pdfs import rewritten
from small_signing import DEPARTMENTS, bundle, order, problems, report, signed, signing, trust

from docgen.signing.report import State
from docgen.signing.verifying import verify

FLIPS = size(500, 3000)


def whole() -> bytes:
    return signed(*DEPARTMENTS)


def updated(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """`pdf` with an update appended, as any program that edits PDFs appends one."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pages(writer: IncrementalPdfFileWriter) -> Any:
    return writer.root["/Pages"]["/Kids"]


def field(writer: IncrementalPdfFileWriter, place: int = 0) -> Any:
    return writer.root["/AcroForm"]["/Fields"][place]


def test_what_is_attacked_here_is_sound_and_fully_signed() -> None:
    found = report(whole())
    assert found.doubts == ()
    assert found.state is State.FULLY
    assert [item.later for item in found.signatures] == [2, 1, 0]


def test_a_single_byte_changed_anywhere_is_told() -> None:
    pdf = signed("市场部", "销售部", pdf=bundle(signers=("市场部", "销售部"), pages=1))
    assert report(pdf).is_sound
    chance = random.Random(20260701)
    unnoticed = []
    for _ in range(FLIPS):
        place, bits = chance.randrange(len(pdf)), 1 << chance.randrange(8)
        harmed = bytearray(pdf)
        harmed[place] ^= bits
        if report(bytes(harmed)).is_sound:
            unnoticed.append((place, bits, pdf[place - 10 : place + 10]))
    assert unnoticed == []


def test_every_byte_class_of_a_signature_value_is_told() -> None:
    """The hex digits are the one part that no signature covers: certificates, padding, the case of a letter."""
    pdf = signed("市场部", pdf=bundle(signers=("市场部",), pages=1))
    assert report(pdf).is_sound
    unnoticed = []
    for found in re.finditer(rb"/Contents <([0-9a-fA-F]{1000,})>", pdf):
        start, end = found.span(1)
        for place in (*range(start - 1, end, 97), end - 1, end):
            for new in (pdf[place] ^ 0x20, pdf[place] ^ 1):
                harmed = bytearray(pdf)
                harmed[place] = new
                if report(bytes(harmed)).is_sound:
                    unnoticed.append((place - start, pdf[place], new))
    assert unnoticed == []


@pytest.mark.parametrize("count", [0, 1, 2])
def test_rolled_back_to_fewer_signatures_it_is_not_fully_signed(count: int) -> None:
    cut = whole()[: len(signed(*DEPARTMENTS[:count]))]
    found = report(cut)
    assert found.state is (State.PARTLY if count else State.UNSIGNED)
    assert found.missing == DEPARTMENTS[count:]


@pytest.mark.parametrize("tail", [b"\n", b" ", b"\0", b"%%EOF\n", b"% nothing\n%%EOF\n", b"A" * 5000])
def test_bytes_after_the_end_are_told(tail: bytes) -> None:
    assert not report(whole() + tail).is_sound


def set_content(writer: IncrementalPdfFileWriter) -> None:
    page = pages(writer)[0]
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT /F1 12 Tf (other) Tj ET"))
    writer.update_container(page)


def overwrite_content(writer: IncrementalPdfFileWriter) -> None:
    stream = pages(writer)[0]["/Contents"]
    stream._data = stream.data + b" 1 0 0 rg 0 0 200 200 re f"
    stream._encoded_data = None
    writer.update_container(stream)


def add_annotation(writer: IncrementalPdfFileWriter) -> None:
    page = pages(writer)[1]
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Square"),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 300, 300))),
            pdf_name("/IC"): generic.ArrayObject(map(generic.NumberObject, (1, 1, 1))),
        }
    )
    page["/Annots"] = generic.ArrayObject([writer.add_object(note)])
    writer.update_container(page)


def turn_page(writer: IncrementalPdfFileWriter) -> None:
    pages(writer)[0]["/Rotate"] = generic.NumberObject(180)
    writer.update_container(pages(writer)[0])


def remove_page(writer: IncrementalPdfFileWriter) -> None:
    del pages(writer)[0]
    writer.root["/Pages"]["/Count"] = generic.NumberObject(len(pages(writer)))
    writer.update_container(writer.root["/Pages"])


def swap_pages(writer: IncrementalPdfFileWriter) -> None:
    kids = pages(writer)
    first, second = kids.raw_get(0), kids.raw_get(1)
    kids[0], kids[1] = second, first
    writer.update_container(writer.root["/Pages"])


def clear_signature(writer: IncrementalPdfFileWriter) -> None:
    del field(writer, 1)["/V"]
    writer.update_container(field(writer, 1))


def move_field(writer: IncrementalPdfFileWriter) -> None:
    field(writer)["/Rect"] = generic.ArrayObject(map(generic.NumberObject, (10, 10, 120, 120)))
    writer.update_container(field(writer))


def dress_field(writer: IncrementalPdfFileWriter, place: int = 0) -> None:
    """Exchange what a signature looks like."""
    look = generic.StreamObject({pdf_name("/Subtype"): pdf_name("/Form")}, stream_data=b"0 0 100 100 re f")
    look[pdf_name("/BBox")] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 100, 100)))
    field(writer, place)["/AP"] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(look)})
    writer.update_container(field(writer, place))


def add_text_field(writer: IncrementalPdfFileWriter) -> None:
    new = generic.DictionaryObject(
        {
            pdf_name("/FT"): pdf_name("/Tx"),
            pdf_name("/T"): generic.TextStringObject("价款"),
            pdf_name("/V"): generic.TextStringObject("0"),
        }
    )
    writer.root["/AcroForm"]["/Fields"].append(writer.add_object(new))
    writer.update_container(writer.root["/AcroForm"]["/Fields"])


def hide_layer(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/OCProperties"] = generic.DictionaryObject({pdf_name("/OCGs"): generic.ArrayObject()})
    writer.update_root()


def add_script(writer: IncrementalPdfFileWriter) -> None:
    script = {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.TextStringObject("app.alert(1)")}
    writer.root["/OpenAction"] = generic.DictionaryObject(script)
    writer.update_root()


def rename(writer: IncrementalPdfFileWriter) -> None:
    """What viewers show above the pages."""
    writer.trailer["/Info"]["/Title"] = generic.TextStringObject("另一份计划")
    writer.update_container(writer.trailer["/Info"])


def exchange_info(writer: IncrementalPdfFileWriter) -> None:
    writer.set_info(writer.add_object(generic.DictionaryObject({pdf_name("/Title"): generic.TextStringObject("无")})))


def change_attachment(writer: IncrementalPdfFileWriter) -> None:
    file = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1]
    file["/EF"]["/F"] = writer.add_object(generic.StreamObject(stream_data=b"title: other"))
    writer.update_container(file)


UPDATES = [
    set_content,
    overwrite_content,
    add_annotation,
    turn_page,
    remove_page,
    swap_pages,
    clear_signature,
    move_field,
    dress_field,
    add_text_field,
    hide_layer,
    add_script,
    change_attachment,
]


@pytest.mark.parametrize("change", UPDATES, ids=lambda change: change.__name__)
def test_an_update_after_the_last_signature_is_told(change: Callable[[IncrementalPdfFileWriter], None]) -> None:
    assert not report(updated(whole(), change)).is_sound


@pytest.mark.parametrize("change", UPDATES, ids=lambda change: change.__name__)
def test_an_update_slipped_in_between_two_signatures_is_told(
    change: Callable[[IncrementalPdfFileWriter], None],
) -> None:
    """As the second signatory could do, whose signature then covers it."""
    slipped = updated(signed(*DEPARTMENTS[:2]), change)
    last = report(signing(slipped, DEPARTMENTS[2]).pdf)
    assert "Update {number} of the file changes more than signing needs" in problems(last)
    assert "After {department} signed, more was changed than signing needs" in problems(last)


@pytest.mark.parametrize("change", [rename, exchange_info])
def test_another_title_is_told_though_general_verifiers_let_it_pass(
    change: Callable[[IncrementalPdfFileWriter], None],
) -> None:
    slipped = updated(signed(*DEPARTMENTS[:2]), change)
    last = report(signing(slipped, DEPARTMENTS[2]).pdf)
    assert problems(last) == ["Update {number} of the file changes more than signing needs"]


@pytest.mark.parametrize("change", [set_content, add_annotation, turn_page, swap_pages, dress_field, hide_layer])
def test_a_change_made_in_the_update_that_signs_is_told(change: Callable[[IncrementalPdfFileWriter], None]) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed(*DEPARTMENTS[:2])))
    change(writer)
    meta = signers.PdfSignatureMetadata(field_name=str(field(writer, 2)["/T"]), subfilter=fields.SigSeedSubFilter.PADES)
    out = io.BytesIO()
    signers.PdfSigner(meta, order(DEPARTMENTS[2]).credential.signer).sign_pdf(writer, output=out)
    assert "Update {number} of the file changes more than signing needs" in problems(report(out.getvalue()))


def test_a_field_that_only_looks_signed_is_told() -> None:
    faked = updated(signed(DEPARTMENTS[0]), functools.partial(dress_field, place=1))
    assert not report(faked).is_sound
    assert report(faked).missing == DEPARTMENTS[1:]
    covered = signing(faked, DEPARTMENTS[2]).pdf
    assert not report(covered).is_sound


def turned(writer: PdfWriter) -> None:
    writer.pages[0].rotate(90)


def shortened(writer: PdfWriter) -> None:
    writer.remove_page(0)


def untouched(_writer: PdfWriter) -> None:
    pass


def layers(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject()


@pytest.mark.parametrize("change", [turned, shortened, untouched])
def test_a_file_written_anew_is_told(change: Callable[[PdfWriter], None]) -> None:
    assert not report(rewritten(whole(), change)).is_sound


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("kind", ["longer", "shorter", "later", "removed", "two", "from 1"])
def test_a_byte_range_that_says_something_else_is_told(kind: str, place: int) -> None:
    pdf = whole()
    found = list(re.finditer(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]\s*", pdf))[place]
    zero, first, second, length = map(int, found.groups())
    numbers = {
        "longer": (zero, first, second, length + 50),
        "shorter": (zero, first, second, length - 50),
        "later": (zero, first, second + 20, length - 20),
        "removed": (),
        "two": (zero, first),
        "from 1": (1, first - 1, second, length),
    }[kind]
    new = b"/ByteRange [" + b" ".join(b"%d" % number for number in numbers) + b"]"
    harmed = pdf[: found.start()] + new.ljust(found.end() - found.start()) + pdf[found.end() :]
    assert len(harmed) == len(pdf)
    assert not report(harmed).is_sound


def test_a_signature_copied_from_another_file_is_told() -> None:
    donor = IncrementalPdfFileWriter(io.BytesIO(signed("市场部", pdf=bundle(pages=3))))

    def paste(writer: IncrementalPdfFileWriter) -> None:
        value = writer.import_object(field(donor)["/V"])
        field(writer)["/V"] = writer.add_object(value)
        writer.update_container(field(writer))

    found = report(updated(bundle(), paste))
    assert not found.is_sound
    assert not any(item.is_intact for item in found.signatures)


def test_a_signature_moved_to_another_department_is_told() -> None:
    def swap(writer: IncrementalPdfFileWriter) -> None:
        field(writer, 1)["/V"] = field(writer, 0).raw_get("/V")
        writer.update_container(field(writer, 1))

    assert not report(updated(signed("市场部"), swap)).is_sound


def test_an_added_field_over_another_block_is_told_even_when_it_is_signed() -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed("市场部")))
    box = tuple(float(value) for value in field(writer, 1)["/Rect"])
    spec = fields.SigFieldSpec("另一个", on_page=-1, box=box)
    out = io.BytesIO()
    meta = signers.PdfSignatureMetadata(field_name="另一个", subfilter=fields.SigSeedSubFilter.PADES)
    signer = signers.PdfSigner(meta, order("客服部").credential.signer, new_field_spec=spec)
    signer.sign_pdf(writer, output=out)
    found = report(out.getvalue())
    assert "There is a signature outside of the bundle's fields ({field})" in problems(found)
    assert found.missing == DEPARTMENTS[1:]


def test_a_shadow_prepared_before_signing_is_told() -> None:
    """Hidden layers that are shown after everybody has signed: a bundle has no layers at all."""
    shadow = signed(*DEPARTMENTS, pdf=updated(bundle(), hide_layer))
    assert not report(shadow).is_sound
    layered = signed(*DEPARTMENTS, pdf=rewritten(bundle(), layers))
    assert "The file has parts that show, hide or do something ({key})" in problems(report(layered))


def test_a_whole_file_made_and_signed_by_a_stranger_is_told(tmp_path: Any) -> None:
    from small_signing import HEADS, NOW

    from docgen.signing.credentials import from_file
    from docgen.signing.keys import Authority, Person

    stranger = Authority.open(tmp_path, b"x", "晨曦电器有限公司", NOW).issue([Person(HEADS["市场部"], "市场部")], NOW)[
        0
    ]
    assert stranger.passphrase is not None
    forged = from_file(stranger.key, stranger.passphrase.read_bytes().strip())
    found = report(signing(bundle(), "市场部", credential=forged).pdf)
    assert problems(found) == ["The certificate of {department} leads to none of the trust roots"]
    assert not found.signatures[0].is_trusted
    assert found.signatures[0].is_intact


def test_somebody_elses_name_is_told() -> None:
    other = signing(bundle(), "市场部", credential=order("客服部").credential, allow_other_name=True)
    assert other.deputised == "周岚"
    assert problems(report(other.pdf)) == ["{signer} signed for {department} in place of {person}"]
    allowed = verify(other.pdf, trust().__class__(trust().roots, trust().moment, allow_other_name=True))
    assert allowed.is_sound
    assert allowed.remarks


@pytest.mark.parametrize(
    ("old", "new"), [(b"/ETSI.CAdES.detached", b"/ETSI.CAdES.detaches"), (b"/Type /Sig\n", b"/Type /Sog\n")]
)
def test_a_signature_that_readers_pass_over_is_told(old: bytes, new: bytes) -> None:
    pdf = signed("市场部", pdf=bundle(signers=("市场部",)))
    assert old in pdf
    assert not report(pdf.replace(old, new)).is_sound


def test_signatures_out_of_a_fixed_order_are_told() -> None:
    """docgen does not sign out of order; another program may."""
    pdf = bundle(fixed=True)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    name = str(field(writer, 1)["/T"])
    meta = signers.PdfSignatureMetadata(field_name=name, subfilter=fields.SigSeedSubFilter.PADES)
    out = io.BytesIO()
    signers.PdfSigner(meta, order("销售部").credential.signer).sign_pdf(writer, output=out)
    assert "The signatures did not come in the order that the plan fixes" in problems(report(out.getvalue()))


@pytest.mark.parametrize("junk", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\0" * 3000])
def test_what_is_no_pdf_is_told_without_a_traceback(junk: bytes) -> None:
    assert not report(junk).is_sound
