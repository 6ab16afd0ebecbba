"""Signing: what it adds, how it looks, and everything it refuses."""

from __future__ import annotations

import datetime as dt
import io
import stat
from pathlib import Path

import pypdfium2
import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat, pkcs12
from PIL import Image
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pypdf import PdfReader
from small_bundle import fonts
from small_signing import (
    DEPARTMENTS,
    HEADS,
    NOW,
    bundle,
    credential,
    folder,
    key_file,
    order,
    passphrase_file,
    problems,
    report,
    signed,
    signing,
)

from docgen.errors import SigningError
from docgen.signing.appearance import read_seal
from docgen.signing.credentials import from_file, names
from docgen.signing.keys import Authority, Person
from docgen.signing.report import State
from docgen.signing.signing import sign
from docgen.signing.trusting import Trust, load_revocations, load_roots
from docgen.signing.verifying import verify


def refused(caught: pytest.ExceptionInfo[SigningError]) -> list[str]:
    return [fault.problem.msgid for fault in caught.value.faults]


def test_a_signature_only_adds_to_the_file() -> None:
    pdf = bundle()
    for department in DEPARTMENTS:
        more = signing(pdf, department).pdf
        assert more.startswith(pdf)
        pdf = more


def test_the_first_certifies_and_the_last_locks_in_any_order() -> None:
    found = report(signed("研发部", "市场部", "销售部"))
    assert [(item.department, item.certifies, item.locks) for item in found.signatures] == [
        ("研发部", True, False),
        ("市场部", False, False),
        ("销售部", False, True),
    ]
    assert found.state is State.FULLY
    assert found.remarks == ()


def test_the_moment_of_signing_is_the_one_that_was_given() -> None:
    earlier = NOW.replace(microsecond=0) - dt.timedelta(seconds=40)
    (own,) = report(signing(bundle(), "市场部", moment=earlier).pdf).signatures
    assert own.moment == earlier


def test_the_only_signature_does_both() -> None:
    found = report(signed("市场部", pdf=bundle(signers=("市场部",))))
    assert [(item.certifies, item.locks) for item in found.signatures] == [(True, True)]
    assert found.doubts == ()


def test_unsigned_partly_and_fully_signed_are_told_apart() -> None:
    states = [report(signed(*DEPARTMENTS[:count])).state for count in range(4)]
    assert states == [State.UNSIGNED, State.PARTLY, State.PARTLY, State.FULLY]
    assert report(bundle(signers=(), paper=("市场部",))).state is State.NOT_EXPECTED


def test_what_the_file_says_of_itself_is_not_rewritten() -> None:
    """/Info and XMP as rewritten by pyHanko are no PDF/A."""
    before, after = (PdfReader(io.BytesIO(pdf)) for pdf in (bundle(), signed(*DEPARTMENTS)))
    assert after.metadata == before.metadata
    xmp = [reader.root_object["/Metadata"].get_object().get_data() for reader in (before, after)]  # type: ignore[union-attr]
    assert xmp[0] == xmp[1]
    assert after.trailer["/ID"][0] == before.trailer["/ID"][0]


def test_name_role_and_date_are_on_the_page() -> None:
    look = PdfReader(io.BytesIO(signed("市场部"))).get_fields()["XZ-2026Q3-K7M2P4:市场部"]  # type: ignore[index]
    assert look["/V"]["/Name"] == "周岚"
    text = text_of(signed("市场部"))
    local = NOW.astimezone()
    for part in ("周岚", "市场部经理", f"{local.year}年{local.month}月{local.day}日"):
        assert part in text
    assert "代" not in text


def test_who_signs_in_anothers_place_says_so_on_the_page() -> None:
    made = signing(bundle(), "市场部", credential=credential("客服部"), allow_other_name=True)
    text = text_of(made.pdf)
    assert "丁素琴" in text
    assert "代 周岚 签" in text


def text_of(pdf: bytes) -> str:
    """The text of the first signature's appearance, by pdfium: of the page that shows the form."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[len(document) - 1]
    pypdfium2.raw.FPDFPage_Flatten(page, pypdfium2.raw.FLAT_NORMALDISPLAY)
    flat = io.BytesIO()
    document.save(flat)
    again = pypdfium2.PdfDocument(flat.getvalue())
    return str(again[len(again) - 1].get_textpage().get_text_bounded())


@pytest.mark.parametrize(("pixels", "wide", "high"), [((200, 200), 38, 38), ((300, 150), 30, 15), ((90, 180), 18, 36)])
def test_a_seal_is_drawn_at_its_true_size_and_in_its_proportions(
    pixels: tuple[int, int], wide: float, high: float, tmp_path: Path
) -> None:
    picture = tmp_path / "seal.png"
    Image.new("RGB", pixels, (200, 30, 30)).save(picture)
    made = signing(bundle(), "市场部", seal=read_seal(picture, wide)).pdf
    document = pypdfium2.PdfDocument(made)
    document.init_forms()
    shot = document[len(document) - 1].render(scale=2, may_draw_forms=True).to_pil().convert("RGB")
    red = Image.eval(shot.getchannel("R"), lambda level: 255 * (190 < level < 210))
    green = Image.eval(shot.getchannel("G"), lambda level: 255 * (level < 60))
    box = Image.composite(red, Image.new("L", red.size), green).getbbox()
    assert box is not None
    assert box[2] - box[0] == pytest.approx(wide / 25.4 * 72 * 2, abs=3)
    assert box[3] - box[1] == pytest.approx(high / 25.4 * 72 * 2, abs=3)
    assert report(made).doubts == ()


@pytest.mark.parametrize(("pixels", "wide"), [((200, 200), 42), ((100, 250), 20)])
def test_a_seal_that_has_no_room_at_its_true_size_is_refused(
    pixels: tuple[int, int], wide: float, tmp_path: Path
) -> None:
    Image.new("RGB", pixels, (200, 30, 30)).save(tmp_path / "seal.png")
    with pytest.raises(SigningError) as caught:
        signing(bundle(), "市场部", seal=read_seal(tmp_path / "seal.png", wide))
    assert refused(caught) == ["The seal is {size} mm in size, its place only {room} mm"]


def test_a_seal_one_sees_through_is_refused(tmp_path: Path) -> None:
    for mode, name in (("RGBA", "clear.png"), ("LA", "grey.png")):
        Image.new(mode, (20, 20)).save(tmp_path / name)
        with pytest.raises(SigningError) as caught:
            read_seal(tmp_path / name)
        assert refused(caught) == [
            "The seal's picture is transparent, which the rules for long-term files (PDF/A) forbid"
        ]
    Image.new("RGBA", (20, 20), (1, 2, 3, 255)).save(tmp_path / "opaque.png")
    assert read_seal(tmp_path / "opaque.png")
    (tmp_path / "no.png").write_bytes(b"GIF89a")
    with pytest.raises(SigningError):
        read_seal(tmp_path / "no.png")


def test_a_department_signs_once() -> None:
    with pytest.raises(SigningError) as caught:
        signing(signed("市场部"), "市场部")
    assert refused(caught) == ["{department} has signed already"]


def test_a_department_without_a_field_cannot_sign() -> None:
    with pytest.raises(SigningError) as caught:
        signing(bundle(), "客服部")
    assert refused(caught) == ["{department} does not sign this plan electronically"]
    with pytest.raises(SigningError) as caught:
        signing(bundle(signers=(), paper=("市场部",)), "市场部")
    assert refused(caught) == ["The file has no signature fields"]
    with pytest.raises(SigningError):
        sign(b"no PDF", order("市场部"), fonts())


@pytest.mark.parametrize(
    ("moment", "problem"),
    [
        (NOW - dt.timedelta(days=30), "The certificate of {name} is not valid before {date}"),
        (NOW + dt.timedelta(days=365 * 4), "The certificate of {name} expired on {date}"),
    ],
)
def test_a_certificate_that_is_not_valid_now_does_not_sign(moment: dt.datetime, problem: str) -> None:
    with pytest.raises(SigningError) as caught:
        signing(bundle(), "市场部", moment=moment)
    assert refused(caught) == [problem]


def test_a_name_that_is_not_the_signatorys_does_not_sign() -> None:
    with pytest.raises(SigningError) as caught:
        signing(bundle(), "市场部", credential=credential("客服部"))
    assert refused(caught) == ["The certificate names {name}, but {person} signs for {department}"]


def test_all_reasons_are_told_at_once() -> None:
    with pytest.raises(SigningError) as caught:
        signing(signed("市场部"), "市场部", credential=credential("客服部"), moment=NOW + dt.timedelta(days=365 * 4))
    assert len(refused(caught)) == 3


@pytest.mark.parametrize(
    ("common_name", "person", "same"),
    [
        ("周岚", "周岚", True),
        ("周 岚", "周岚", True),
        ("CFCA@周岚@Z3201@1", "周岚", True),
        ("周岚（市场部）", "周岚", True),
        ("周岚岚", "周岚", False),
        ("Zhou Lan", "Zhou Lan", True),
        ("周岚", "", False),
    ],
)
def test_names_in_certificates(common_name: str, person: str, same: bool) -> None:
    assert names(common_name, person) is same


def test_a_wrong_passphrase_and_a_file_that_is_no_key_are_refused(tmp_path: Path) -> None:
    for passphrase in (b"wrong", b"", None):
        with pytest.raises(SigningError) as caught:
            from_file(key_file("市场部"), passphrase)
        assert refused(caught)[0].startswith("The key cannot be opened")
    (tmp_path / "no.p12").write_bytes(b"no key")
    with pytest.raises(SigningError):
        from_file(tmp_path / "no.p12", b"x")
    with pytest.raises(SigningError):
        from_file(tmp_path / "absent.p12", b"x")
    with pytest.raises(SigningError):
        from_file(folder() / "authority.pem", b"x")


def test_a_pem_key_signs_with_its_certificate_beside_it(tmp_path: Path) -> None:
    key, certificate, _ = pkcs12.load_key_and_certificates(
        key_file("市场部").read_bytes(), passphrase_file("市场部").read_bytes().strip()
    )
    assert key is not None
    assert certificate is not None
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"pass"))
    (tmp_path / "key.pem").write_bytes(pem)
    (tmp_path / "cert.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    opened = from_file(tmp_path / "key.pem", b"pass", tmp_path / "cert.pem")
    assert report(signing(bundle(), "市场部", credential=opened).pdf).doubts == ()
    with pytest.raises(SigningError):
        from_file(tmp_path / "key.pem", b"pass")
    with pytest.raises(SigningError):
        from_file(tmp_path / "key.pem", b"other", tmp_path / "cert.pem")


def test_keys_are_readable_by_their_owner_only_and_never_replaced(tmp_path: Path) -> None:
    authority = Authority.open(tmp_path, b"secret", "晨曦", NOW)
    issued = authority.issue([Person("周岚", "市场部")], NOW)
    assert issued[0].passphrase is not None
    for file in (tmp_path / "authority.key", issued[0].key, issued[0].passphrase):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    again = Authority.open(tmp_path, b"secret", "晨曦", NOW).issue([Person("周岚", "市场部")], NOW)
    assert again[0].passphrase is None
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before
    with pytest.raises(SigningError) as caught:
        Authority.open(tmp_path, b"wrong", "晨曦", NOW)
    assert refused(caught)[0].startswith("The authority's key cannot be opened")


def test_a_certificate_called_back_stays_on_the_list(tmp_path: Path) -> None:
    authority = Authority.open(tmp_path, b"secret", "晨曦", NOW)
    first, second = authority.issue([Person("周岚", "市场部"), Person("陈启明", "销售部")], NOW)
    assert first.passphrase is not None
    opened = from_file(first.key, first.passphrase.read_bytes().strip())
    pdf = signing(bundle(), "市场部", credential=opened).pdf
    roots = load_roots([tmp_path / "authority.pem"])
    moment = NOW + dt.timedelta(days=2)

    def doubts() -> list[str]:
        return problems(verify(pdf, Trust(roots, moment, revocations=load_revocations([tmp_path / "authority.crl"]))))

    assert doubts() == []
    authority.call_back(first.key.with_suffix(".pem"), NOW + dt.timedelta(days=1))
    authority.call_back(second.key.with_suffix(".pem"), NOW + dt.timedelta(days=2))
    authority.call_back(first.key.with_suffix(".pem"), NOW + dt.timedelta(days=9))  # the first day counts
    assert doubts() == ["The certificate of {department} was called back"]
    with pytest.raises(SigningError) as caught:
        signing(bundle(), "市场部", credential=opened, revocations=load_revocations([tmp_path / "authority.crl"]))
    assert refused(caught) == ["The certificate of {name} was called back on {date}"]
    for file in (tmp_path / "authority.key", folder() / "authority.pem", tmp_path / "absent.pem"):
        with pytest.raises(SigningError):
            authority.call_back(file, NOW)


def test_a_key_kept_elsewhere_is_asked_for_instead_of_made_anew(tmp_path: Path) -> None:
    Authority.open(tmp_path, b"secret", "晨曦", NOW)
    (tmp_path / "authority.key").rename(tmp_path / "safe")
    with pytest.raises(SigningError) as caught:
        Authority.open(tmp_path, b"secret", "晨曦", NOW)
    assert refused(caught) == ["The authority's key is not here, but its certificate is"]


def test_what_another_program_signed_in_our_fields_is_sound() -> None:
    """As its makers left it: no certification, no lock, /Info and XMP dated anew, the older kind of signature."""
    pdf = bundle()
    for department in DEPARTMENTS:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        meta = signers.PdfSignatureMetadata(field_name=f"XZ-2026Q3-K7M2P4:{department}")
        out = io.BytesIO()
        signers.PdfSigner(meta, credential(department).signer).sign_pdf(writer, output=out)
        pdf = out.getvalue()
    found = report(pdf)
    assert found.doubts == ()
    assert found.state is State.FULLY
    assert [fault.problem.msgid for fault in found.remarks] == [
        "No signature certifies the document, as the first one made with docgen does",
        "No signature locks the document, as the last one made with docgen does",
    ]


def test_trust_roots_must_be_certificates(tmp_path: Path) -> None:
    (tmp_path / "no.pem").write_bytes(b"no certificate")
    for file in (tmp_path / "no.pem", tmp_path / "absent.pem", folder() / "authority.key"):
        with pytest.raises(SigningError):
            load_roots([file])
    assert set(HEADS) >= set(DEPARTMENTS)
