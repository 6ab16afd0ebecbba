"""Bookmarks: a chapter each, with its headings below (ISO 32000-1 12.3.3), and the names that links go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.bundle.sheets import Chapter, Sheet

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_HEADROOM = 6
"""How far above a heading the viewer's window begins, in points: a line flush with the window's edge looks cut."""


def destination(first_page: int) -> str:
    """The name of the destination at the beginning of the chapter that begins on page `first_page`."""
    return f"page-{first_page}"


def add_bookmarks(canvas: Canvas, sheet: Sheet, *, is_target: bool = False) -> None:
    """Bookmark what begins on this sheet, while it is the canvas's current page.

    Chapters stand open side by side; their headings are folded away below them. A page that a link leads to
    (`is_target`) gets its name also where no chapter begins.
    """
    if sheet.chapter is None:
        return
    key = destination(sheet.number)
    if sheet.index == 0 or is_target:
        canvas.bookmarkPage(key, fit="XYZ", left=0, top=sheet.page.height, zoom=0)
    if sheet.index == 0:
        canvas.addOutlineEntry(sheet.chapter.title, key, level=0, closed=True)
    for position, (depth, text, y) in enumerate(_headings_on(sheet.chapter, sheet.index)):
        key = f"{destination(sheet.number)}-{position}"
        top = min(sheet.page.height, sheet.page.height - y + _HEADROOM)
        canvas.bookmarkPage(key, fit="XYZ", left=0, top=top, zoom=0)
        canvas.addOutlineEntry(text, key, level=depth, closed=True)


def _headings_on(chapter: Chapter, index: int) -> list[tuple[int, str, float]]:
    """Depth, text and y of the headings on one page of a chapter, without those that only repeat its title.

    A document may begin with a second-level heading or leave a level out; the tree of bookmarks cannot. So a heading's
    depth is the number of headings that it stands under, plus one.
    """
    if chapter.document is None:
        return []
    found = []
    above: list[int] = []
    for heading in chapter.document.headings:
        text = " ".join(heading.text.split())
        if not text or text == chapter.title:
            continue
        while above and above[-1] >= heading.level:
            above.pop()
        above.append(heading.level)
        if heading.page == index:
            found.append((len(above), text, heading.y))
    return found
