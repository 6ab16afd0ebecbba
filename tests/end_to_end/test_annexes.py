"""Annexes: Word and PDF files that a plan lists come into its bundle."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path

import pypdfium2
import pytest
from desk import Desk
from office import plain, turned
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas
from small_pdfs import locked, pdf, rewritten, turned_page

from docgen.bundle.stamped import read_stamp


def listed(desk: Desk, *paths: str) -> Path:
    """A plan that lists annexes; the line of the first is told by `first_line`."""
    text = "\nannexes:\n" + "".join(f"  - {path}\n" for path in paths)
    return desk.plan(("pack: seven-step-plan\n", "pack: seven-step-plan\n" + text))


def first_line(plan: Path) -> int:
    return plan.read_text(encoding="utf-8").splitlines().index("annexes:") + 2


def put(desk: Desk, name: str, data: bytes) -> None:
    file = desk.folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)


def crowded(canvas: Canvas) -> None:
    canvas.rect(5, 5, 585, 832)
    canvas.drawString(40, 20, "down to the foot " * 6)
    canvas.bookmarkPage("a")
    canvas.addOutlineEntry("Drawing 1", "a")


@pytest.fixture
def bundle(desk: Desk) -> tuple[Path, PdfReader]:
    put(desk, "附件/测试报告.pdf", pdf("report 1", crowded))
    put(desk, "附件/附件二 纪要.docx", plain("会议纪要正文"))
    plan = listed(desk, "附件/测试报告.pdf", "附件/附件二 纪要.docx")
    run = desk.run("build", plan, "--format", "json")
    assert run.code == 0
    return Path(run.data[0]["path"]), PdfReader(run.data[0]["path"])


def test_annexes_come_after_the_documents_with_entry_and_bookmark(bundle: tuple[Path, PdfReader]) -> None:
    file, reader = bundle
    *_, first, second = json.loads((file.parent / "manifest.json").read_text(encoding="utf-8"))["details"]["documents"]
    assert [first["title"], second["title"]] == ["附件1　测试报告", "附件二 纪要"]
    assert second["first_page"] + second["pages"] - 1 == len(reader.pages)
    assert "report 1" in reader.pages[first["first_page"] - 1].extract_text()
    assert "会议纪要正文" in reader.pages[-1].extract_text()
    contents = next(page.extract_text() for page in reader.pages if "目　录" in page.extract_text())
    assert "附件1　测试报告" in contents
    assert str(first["first_page"]) in contents
    chapters = [item.title for item in reader.outline if not isinstance(item, list)]
    assert chapters[-2:] == ["附件1　测试报告", "附件二 纪要"]
    assert reader.outline[reader.outline.index(_chapter(reader, "附件1　测试报告")) + 1][0].title == "Drawing 1"


def _chapter(reader: PdfReader, title: str) -> object:
    return next(item for item in reader.outline if not isinstance(item, list) and item.title == title)


def test_every_page_of_an_annex_has_its_stamp(bundle: tuple[Path, PdfReader]) -> None:
    _, reader = bundle
    for number, page in enumerate(reader.pages, 1):
        stamp = read_stamp(page.get_contents().get_data())
        assert stamp is not None
        assert (stamp.page, stamp.total) == (number, len(reader.pages))


def test_annexes_are_archived_and_attached_as_they_were(desk: Desk, bundle: tuple[Path, PdfReader]) -> None:
    file, reader = bundle
    manifest = json.loads((file.parent / "manifest.json").read_text(encoding="utf-8"))
    sums = {entry["path"]: entry["sha256"] for entry in manifest["files"]}
    for name, original in (("附件01_测试报告.pdf", "测试报告.pdf"), ("附件02_附件二 纪要.docx", "附件二 纪要.docx")):
        data = (desk.folder / "附件" / original).read_bytes()
        assert (file.parent / "annexes" / name).read_bytes() == data
        assert sums[f"annexes/{name}"] == hashlib.sha256(data).hexdigest()
        assert reader.attachments[name] == [data]
    assert desk.run("archive", "verify").code == 0


def test_a_changed_annex_makes_the_next_version_and_an_unchanged_one_none(desk: Desk) -> None:
    put(desk, "a.pdf", pdf("first"))
    plan = listed(desk, "a.pdf")
    outcomes = []
    for data in (pdf("first"), pdf("first"), pdf("second")):
        put(desk, "a.pdf", data)
        (result,) = desk.run("build", plan, "--format", "json").data
        outcomes.append((result["outcome"], result["version"]))
    assert outcomes == [("archived", "V1.0"), ("unchanged", "V1.0"), ("archived", "V1.1")]


def test_a_plan_without_annexes_has_the_fingerprint_that_it_always_had(desk: Desk) -> None:
    plain_plan = desk.run("build", desk.plan(name="a.yaml"), "--format", "json").data[0]
    empty = desk.plan(("pack: seven-step-plan\n", "pack: seven-step-plan\nannexes: []\n"), name="b.yaml")
    assert desk.run("build", empty, "--format", "json").data[0]["outcome"] == "unchanged"
    assert plain_plan["outcome"] == "archived"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("missing.pdf", None, "there is no such file"),
        ("broken.pdf", b"%PDF-1.7 broken", "damaged"),
        ("text.pdf", b"Hello", "damaged"),
        ("locked.pdf", locked(pdf("x")), "password"),
        ("broken.docx", b"PK\x03\x04 broken", "not a readable Word file"),
        ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Word.Document.8", "old kind"),
        ("picture.png", b"\x89PNG", "neither a Word file"),
    ],
)
def test_an_annex_that_cannot_be_bound_is_told_at_its_line(
    desk: Desk, name: str, data: bytes | None, says: str
) -> None:
    put(desk, "good.pdf", pdf("good"))
    if data is not None:
        put(desk, name, data)
    plan = listed(desk, "good.pdf", name)
    for command in ("check", "build"):
        run = desk.run("--lang", "en", command, plan)
        assert run.code == 1
        assert f"{plan}:{first_line(plan) + 1}: error" in run.out
        assert says in run.out
    assert not desk.archive.exists() or not list(desk.archive.rglob("*.pdf"))


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("{folder}/a.pdf", "absolute"),
        ("'\\etc\\a.pdf'", "absolute"),
        ("'C:\\a.pdf'", "absolute"),
        ("../a.pdf", "leads out of the folder"),
        ("sub/../../a.pdf", "leads out of the folder"),
        ("'..\\a.pdf'", "leads out of the folder"),
        ('""', "empty"),
    ],
)
def test_a_path_that_leaves_the_folder_of_the_answers_is_refused(desk: Desk, path: str, says: str) -> None:
    home = Desk(desk.folder / "plans", desk.capture)
    home.folder.mkdir()
    put(desk, "a.pdf", pdf("outside"))
    plan = listed(home, path.format(folder=desk.folder))
    run = desk.run("--lang", "en", "check", plan)
    assert run.code == 1
    assert f"{plan}:{first_line(plan)}: error" in run.out
    assert says in run.out


def test_a_path_through_another_folder_and_a_link_inside_are_followed(desk: Desk) -> None:
    put(desk, "sub/a.pdf", pdf("by way of a link"))
    (desk.folder / "b.pdf").symlink_to(desk.folder / "sub" / "a.pdf")
    (result,) = desk.run("build", listed(desk, "sub/../b.pdf"), "--format", "json").data
    assert "by way of a link" in PdfReader(result["path"]).pages[-1].extract_text()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(desk: Desk) -> None:
    os.mkfifo(desk.folder / "pipe.pdf")
    run = desk.run("--lang", "en", "check", listed(desk, "pipe.pdf"))
    assert run.code == 1
    assert "no ordinary file" in run.out


def test_a_file_that_is_too_large_is_refused_unread(desk: Desk) -> None:
    with (desk.folder / "large.pdf").open("wb") as file:
        file.truncate(100 * 2**20 + 1)
    run = desk.run("--lang", "en", "check", listed(desk, "large.pdf"))
    assert run.code == 1
    assert "larger than 100 MB" in run.out


def test_pages_of_every_size_and_turn_are_stamped_and_whole(desk: Desk) -> None:
    sizes = {"lying": (842, 595), "a3": (842, 1191), "small": (100, 80)}
    for name, size in sizes.items():
        put(desk, f"{name}.pdf", pdf(f"text of {name}", size=size))
    for degrees in (90, 180, 270):
        put(desk, f"turned{degrees}.pdf", turned_page(pdf(f"text of turned{degrees}"), degrees))
    names = [*sizes, "turned90", "turned180", "turned270"]
    (result,) = desk.run("build", listed(desk, *(f"{name}.pdf" for name in names)), "--format", "json").data
    reader = PdfReader(result["path"])
    seen = {}
    for name, page in zip(names, reader.pages[-len(names) :], strict=True):
        assert f"text of {name}" in page.extract_text()
        assert read_stamp(page.get_contents().get_data()) is not None
        seen[name] = (round(page.mediabox.width), round(page.mediabox.height))
    assert {seen[name] for name in ("turned90", "turned270", "lying")} == {(842, 595)}
    assert (seen["turned180"], seen["a3"]) == ((595, 842), (842, 1191))
    assert seen["small"] > (400, 290)  # a stamp needs a page of A6


def test_fields_are_printed_and_what_a_file_does_by_itself_stays_behind(desk: Desk) -> None:
    def fill_in(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "form")
        canvas.acroForm.textfield(name="sum", value="4711", x=100, y=500, width=200, height=30)

    def load(writer: PdfWriter) -> None:
        action = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert(1)")}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject(key): value for key, value in action.items()}
        )
        writer.add_attachment("payload.txt", b"payload")

    put(desk, "form.pdf", rewritten(pdf(fill_in), load))
    (result,) = desk.run("build", listed(desk, "form.pdf"), "--format", "json").data
    reader = PdfReader(result["path"])
    assert "4711" in reader.pages[-1].extract_text()
    assert "/OpenAction" not in reader.root_object
    assert "payload.txt" not in reader.attachments
    fields = reader.get_fields() or {}
    assert "sum" not in fields


def test_a_draft_is_built_without_the_annex_that_cannot_be_bound_and_says_so(desk: Desk) -> None:
    put(desk, "good.pdf", pdf("bound all the same"))
    run = desk.run("build", "--draft", listed(desk, "missing.pdf", "good.pdf"), "--format", "json")
    assert run.code == 0
    reader = PdfReader(run.data[0]["path"])
    assert "bound all the same" in reader.pages[-1].extract_text()
    assert any("missing.pdf" in "".join(page.extract_text().split()) for page in reader.pages[:-1])
    assert [item.title for item in reader.outline if not isinstance(item, list)][-1] == "附件2　good"


def test_a_scan_that_covers_its_page_is_marked_as_a_draft_too(desk: Desk) -> None:
    def scan(canvas: Canvas) -> None:
        canvas.setFillGray(0.95)
        canvas.rect(0, 0, 595, 842, stroke=0, fill=1)

    put(desk, "scan.pdf", pdf(scan))
    run = desk.run("build", "--draft", listed(desk, "scan.pdf"), "--format", "json")
    document = pypdfium2.PdfDocument(Path(run.data[0]["path"]))
    picture = document[len(document) - 1].render(scale=1).to_pil().convert("L")
    middle = picture.crop((150, 200, 450, 600))
    assert min(middle.tobytes()) < 200


def test_a_list_that_is_none_is_told(desk: Desk) -> None:
    plan = desk.plan(("pack: seven-step-plan\n", "pack: seven-step-plan\nannexes: a.pdf\n"))
    run = desk.run("check", plan)
    assert run.code == 1
    assert "annexes" in run.out


def test_an_annex_that_is_no_pdf_a_is_a_warning_and_the_bundle_claims_nothing(desk: Desk) -> None:
    put(desk, "a.pdf", pdf("x"))
    (result,) = desk.run("build", listed(desk, "a.pdf"), "--format", "json").data
    assert [finding["severity"] for finding in result["findings"]] == ["warning"]
    assert b"pdfaid" not in Path(result["path"]).read_bytes()


def test_a_word_file_beyond_the_embedded_engine_needs_libreoffice(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    put(desk, "rtl.docx", turned())
    plan = listed(desk, "rtl.docx")
    monkeypatch.setenv("DOCGEN_SOFFICE", "")
    assert desk.run("build", plan).code == 3
    refused = desk.run("--lang", "en", "build", plan, "--engine", "embedded")
    assert refused.code == 1
    assert "rtl.docx" in refused.err
    assert not list(desk.folder.rglob("*.pdf"))
