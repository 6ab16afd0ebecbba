"""Our templates on docgen's pages and on LibreOffice's; and that the comparison finds what a reader would."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from fidelity.__main__ import main
from fidelity.compare import FIXTURES, TEMPLATES, compare
from fidelity.engines import Set, set_here
from fidelity.lines import lines_of
from fidelity.report import totals, write
from fidelity.result import Result, compared, results
from fidelity.samples import Sample, fixtures, templates
from pages.constructs import TAB, TEXT, file, par, r, tabs
from pages.read.word_xml import p, tbl, tc, tr

from docgen.pages.office import Office
from tools import need

PLAN = "product-launch"


def test_our_templates_look_as_libreoffice_sets_them(fonts):
    office = Office(Path(need("soffice")), dict(os.environ))
    found = [*results([*templates(fonts, [PLAN])], fonts, office)]
    assert {result.sample.name for result in found} >= {"cover", "control", "findings", "plan", "risks", "signing"}
    assert {f"{result.sample.name}: {missed}" for result in found for missed in result.missed} == set()
    assert all(total.is_reached for total in totals(found))


def test_every_fixture_is_found_once_with_its_reason():
    found = [*fixtures()]
    assert len({sample.name for sample in found}) == len(found)
    assert {"lists", "underlines", "two columns", "footnotes"} <= {sample.name for sample in found}
    assert any(sample.reason for sample in found)


def test_what_differs_on_purpose_does_differ(fonts):
    office = Office(Path(need("soffice")), dict(os.environ))
    excused = [sample for sample in fixtures() if sample.reason]
    assert {result.sample.name: result.verdict for result in results(excused, fonts, office)} == {
        sample.name: "on purpose" for sample in excused
    }


def pdf(fonts, docx: bytes) -> bytes:
    (made,) = set_here([Sample("fixtures", "small", docx)], fonts)
    assert made.pdf is not None
    return made.pdf


def lines(fonts, body: str) -> list[str]:
    return [line.text for line in lines_of(pdf(fonts, file(body)))]


def result(fonts, before: str, after: str, reason: str = "") -> Result:
    """What is said of a document that docgen would set as `before` and LibreOffice as `after`."""
    here, there = Set(pdf(fonts, file(before))), Set(pdf(fonts, file(after)))
    return Result(Sample("fixtures", "small", b"", reason), here, there, compared(here, there))


def test_neighbouring_cells_are_lines_of_their_own(fonts):
    assert lines(fonts, tbl(tr(tc("一二三四五六七八"), tc("乙")), grid=(2000, 2000))) == ["一二三四五六七八", "乙"]


def test_raised_text_belongs_to_its_line_and_leaders_to_none(fonts):
    assert lines(fonts, par(r("面积"), r("2", '<w:vertAlign w:val="superscript"/>'), r("平米"))) == ["面积2平米"]
    dotted = par(r("第一章"), TAB, r("7"), properties=tabs(("right", 8000, "dot")))
    assert lines(fonts, dotted) == ["第一章", "7"]


def test_equal_pages_reach_every_goal(fonts):
    same = result(fonts, p(TEXT * 3), p(TEXT * 3))
    assert (same.missed, same.verdict) == ([], "pass")
    assert same.comparison is not None
    assert (same.comparison.share, same.comparison.shift.largest) == (1, 0)


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (p(TEXT) + p("末段") * 60, "1 pages instead of 2"),
        (p(TEXT.replace("特", "")) + p("末段"), "lost “”, added “特”"),
        (p(TEXT, '<w:ind w:right="600"/>') + p("末段"), "of lines broken alike"),
        (p(TEXT) + p("末段", '<w:spacing w:before="120"/>'), "“末段” on page 1 2.1 mm down"),
        (p(TEXT) + p("末段", '<w:ind w:left="120"/>'), "“末段” on page 1 2.1 mm across"),
    ],
)
def test_what_a_reader_would_notice_is_told(fonts, after, told):
    found = result(fonts, p(TEXT) + p("末段"), after)
    assert found.verdict == "missed"
    assert any(told in missed for missed in found.missed)
    assert result(fonts, p(TEXT) + p("末段"), after, "LibreOffice differs from Word").verdict == "on purpose"


def test_a_document_that_one_engine_cannot_set_misses_its_goal():
    there = Set(None, "LibreOffice could not set it")
    found = Result(Sample("fixtures", "small", b""), Set(b""), there, compared(Set(b""), there))
    assert (found.missed, found.verdict) == (["LibreOffice could not set it"], "missed")


def test_a_gap_that_is_a_hair_wider_makes_no_difference(fonts):
    (whole,) = lines_of(pdf(fonts, file(par(r("甲乙丙丁")))))
    middle = (whole.x + whole.right) / 2
    parts = [whole._replace(text="甲乙", right=middle), whole._replace(text="丙丁", x=middle)]
    assert compare([whole], parts, (1, 1)).share == compare(parts, [whole], (1, 1)).share == 1


def test_spaces_between_han_and_latin_are_narrower_in_libreoffice(fonts):
    (ours,) = lines_of(pdf(fonts, file(par(r("自2026年7月1日起")))))
    fifth = ours._replace(right=ours.right - 6 * 0.05 * 10.5)
    assert compare([ours], [fifth], (1, 1)).shift.largest == pytest.approx(0, abs=0.01)


def test_documents_that_differ_on_purpose_are_counted_apart(fonts):
    same, moved = p(TEXT), p(TEXT, '<w:spacing w:before="240"/>')
    found = [result(fonts, same, same), result(fonts, p("隔") + same, p("隔") + moved, "as Word has it")]
    _, total = totals(found)
    assert total.is_reached
    assert "1 of 2 pass, 0 miss their goal, 1 differ on purpose" in str(total)
    assert not totals([result(fonts, p("隔") + same, p("隔") + moved)])[1].is_reached


def test_all_together_are_to_reach_more_than_each():
    assert TEMPLATES.alike < TEMPLATES.together
    (total, _) = totals([])
    assert total.is_reached
    assert not total._replace(lines=100, alike=97).is_reached
    assert total._replace(lines=100, alike=98).is_reached
    assert FIXTURES.together <= TEMPLATES.together


def test_the_report_shows_what_is_missed_first_with_both_pages_and_the_difference(fonts, tmp_path: Path):
    same, moved = result(fonts, p(TEXT), p(TEXT)), result(fonts, p(TEXT), p("隔") + p(TEXT))
    page = write([same, moved], tmp_path).read_text(encoding="utf-8")
    assert page.index("class='missed'") < page.index("class='pass'")
    shown = sorted(picture.name for picture in (tmp_path / "pages").iterdir())
    assert shown == [f"{number:03d}-1-{side}.png" for number in (1, 2) for side in ("difference", "ours", "theirs")]
    assert all(f"pages/{name}" in page for name in shown)
    assert "LibreOffice only, page 1: 隔" in page


def test_the_tool_sets_both_writes_the_report_and_prints_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    need("soffice")
    assert main(["--only", "fixtures/hyperlinks", "-o", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "pass       fixtures             hyperlinks" in printed
    assert (tmp_path / "index.html").is_file()
