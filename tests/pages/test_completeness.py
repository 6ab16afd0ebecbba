"""Text that gets lost between the Word file and the PDF stops the run: shown by losing some on purpose.

What is sabotaged is what sets the pages, never what watches over it; everything else is as a user runs it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desk import Desk, desk
from pages.read.word_xml import p, word_file
from pages.referring import notes, reference

from docgen.fonts.typecase import Typecase
from docgen.pages.layout.lines import Line
from docgen.pages.layout.paragraphs import ParagraphSetter
from docgen.pages.layout.strips import Strip
from docgen.pages.read.moulds import known_moulds
from docgen.pages.read.runs import InlineReader

__all__ = ["desk"]

MARKED = "违约责任"
LOST = "约"


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without LibreOffice."""
    monkeypatch.setenv("DOCGEN_SOFFICE", "")


@pytest.fixture
def sabotage(monkeypatch: pytest.MonkeyPatch) -> Callable[[object, str, Callable[..., Any]], None]:
    """Put something else into the place of a method or function; it is handed that itself first."""

    def replace(owner: object, method: str, does: Callable[..., Any]) -> None:
        known_moulds.cache_clear()  # a table that is remembered is not read again, and would be right
        original = getattr(owner, method)
        monkeypatch.setattr(owner, method, lambda *arguments: does(original, *arguments))

    return replace


def in_header() -> bytes:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1.xml"/></w:sectPr>'
    return word_file(p("正文") + section, parts={"header1.xml": p(MARKED)})


def in_cell() -> bytes:
    cell = f"<w:tc><w:tcPr/>{p(MARKED)}</w:tc>"
    return word_file(f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl>')


def in_footnote() -> bytes:
    return word_file(f"<w:p><w:r><w:t>正文</w:t></w:r>{reference(1)}</w:p>", parts={"footnotes.xml": notes(MARKED)})


PLACES = {
    "body": lambda: word_file(p(MARKED)),
    "body, table": in_cell,
    "header of section 1": in_header,
    "footnote 1": in_footnote,
}


def put(desk: Desk, data: bytes) -> Path:
    file = desk.folder / "a.docx"
    file.write_bytes(data)
    return file


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("engine", "code"), [("embedded", 1), ("auto", 3)])
def test_text_that_is_lost_in_reading_is_named(
    desk: Desk, sabotage: Callable[..., None], place: str, engine: str, code: int
) -> None:
    file = put(desk, PLACES[place]())
    assert desk.run("pages", file, "--engine", engine).code == 0
    file.with_suffix(".pdf").unlink()
    sabotage(InlineReader, "add_text", lambda add, reader, text, look: add(reader, text.replace(LOST, ""), look))
    run = desk.run("--lang", "en", "pages", file, "--engine", engine)
    assert run.code == code
    assert f"text that is lost in reading: 1 characters ({LOST})" in run.err
    assert place.partition(",")[0] in run.err
    assert not file.with_suffix(".pdf").exists()


def test_text_that_is_lost_on_the_way_to_its_line_stops_the_run(desk: Desk, sabotage: Callable[..., None]) -> None:
    def forget(set_anew: Callable[..., tuple[Strip, ...]], *arguments: Any) -> tuple[Strip, ...]:
        return tuple(strip._replace(line=without(strip.line)) for strip in set_anew(*arguments))

    def without(line: Line) -> Line:
        segments = tuple(part._replace(text=part.text.replace(LOST, "")) for part in line.segments)
        return line._replace(segments=segments)

    sabotage(ParagraphSetter, "set_anew", forget)
    file = put(desk, in_cell())
    run = desk.run("--lang", "en", "pages", file)
    assert run.code == 1
    assert "would lose 1 characters" in run.err
    assert not file.with_suffix(".pdf").exists()


def test_text_that_is_drawn_in_a_font_without_its_characters_stops_the_run(
    desk: Desk, sabotage: Callable[..., None]
) -> None:
    """Such text could be copied from the PDF and not be seen on paper."""
    file = put(desk, word_file(p("☑已核对")))
    assert desk.run("pages", file).code == 0
    file.with_suffix(".pdf").unlink()
    kai = "楷体"
    sabotage(Typecase, "_open", lambda open_, case, _face: open_(case, case._fonts.face(kai)))
    run = desk.run("--lang", "en", "pages", file)
    assert run.code == 1
    assert "lacks what was to be set in it: ☑" in run.err
    assert not file.with_suffix(".pdf").exists()


def test_what_is_rightly_not_on_paper_is_not_missed(desk: Desk) -> None:
    hidden = '<w:style w:type="character" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = (
        "<w:p><w:r><w:t>见</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
        '<w:r><w:rPr><w:rStyle w:val="Gone"/></w:rPr><w:t>隐</w:t></w:r>'
        '<w:del w:id="1" w:author="a"><w:r><w:delText>删</w:delText></w:r></w:del>'
        '<w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr><w:t>J</w:t></w:r>'
        '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>99</w:t></w:r></w:fldSimple></w:p>'
    )
    run = desk.run("pages", put(desk, word_file(body, styles=hidden)), "--engine", "embedded")
    assert (run.code, run.err) == (0, "")
