"""Lines around pages: how far from paper and text, and on which pages."""

from __future__ import annotations

import pytest
from pages.constructs import file
from pages.read.word_xml import p
from pages.section_constructs import PAGE_BREAK
from small_pages import word

from docgen.pages import lay_out
from docgen.pages.model import RuleItem

WIDTH, HEIGHT = 11906 / 20, 16838 / 20
LEFT, TOP, BOTTOM = 1953 / 20, 72, 1358 / 20


def borders(more: str = "", sides: str = "top left bottom right", space: int = 20, size: int = 16) -> str:
    drawn = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="C00000"/>' for side in sides.split()
    )
    return f"<w:pgBorders {more}>{drawn}</w:pgBorders>"


def lines(fonts, section: str, body: str = p("正文"), **others) -> list[list[RuleItem]]:
    """The lines of each page."""
    (document,) = lay_out([word(docx=file(body, section=section, **others))], fonts)
    return [[item for item in page.items if isinstance(item, RuleItem)] for page in document.pages]


def frame(rules: list[RuleItem]) -> list[float]:
    """Left, top, right and bottom of all lines."""
    return [
        round(value, 2)
        for value in (
            min(rule.x1 for rule in rules), min(rule.y1 for rule in rules),
            max(rule.x2 for rule in rules), max(rule.y2 for rule in rules),
        )
    ]  # fmt: skip


def test_lines_keep_their_distance_from_the_edges_of_the_paper(fonts):
    (rules,) = lines(fonts, borders('w:offsetFrom="page"'))
    assert {(rule.width, rule.color) for rule in rules} == {(2, "C00000")}
    assert frame(rules) == [20, 21, pytest.approx(WIDTH - 20, abs=0.01), pytest.approx(HEIGHT - 21, abs=0.01)]


def test_or_from_the_text(fonts):
    (rules,) = lines(fonts, borders())
    assert frame(rules) == [
        pytest.approx(LEFT - 22, abs=0.01), TOP - 21,
        pytest.approx(WIDTH - LEFT + 22, abs=0.01), pytest.approx(HEIGHT - BOTTOM + 21, abs=0.01),
    ]  # fmt: skip


def test_a_header_stands_within_the_lines_unless_the_document_says_otherwise(fonts):
    headed = '<w:headerReference w:type="default" r:id="h.xml"/>' + borders()
    parts = {"h.xml": p("页眉")}
    (around,) = lines(fonts, headed, parts=parts)
    (below,) = lines(fonts, headed, parts=parts, settings="<w:bordersDoNotSurroundHeader/>")
    assert (frame(around)[1], frame(below)[1]) == (36 - 21, TOP - 21)


@pytest.mark.parametrize(
    ("display", "counts"), [("allPages", [4, 4, 4]), ("firstPage", [4, 0, 0]), ("notFirstPage", [0, 4, 4])]
)
def test_pages_that_have_lines(fonts, display, counts):
    body = PAGE_BREAK.join(p(text) for text in "一二三")
    assert [len(rules) for rules in lines(fonts, borders(f'w:display="{display}"'), body)] == counts


def test_a_line_on_one_side_alone(fonts):
    (rules,) = lines(fonts, borders(sides="left"))
    assert [(rule.x1, rule.x2) for rule in rules] == [(pytest.approx(LEFT - 21), pytest.approx(LEFT - 21))]
