"""Builds tables of the house style: fixed columns, shaded head repeated on every page, thin grey borders (17.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from docgen.word.house.ooxml import KEEP, PLAIN, paragraph, twips

HEAD_FILL = "DCE6F0"
LABEL_FILL = "F2F5F9"
BORDER = "7F8FA6"
SIDE_MARGIN_MM = 1.5


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its width in millimetres and its paragraphs as XML."""

    width: float
    content: str
    span: int = 1
    fill: str = ""
    merge: Literal["", "restart", "continue"] = ""
    vertical: Literal["top", "center", "bottom"] = "center"
    borders: str = ""

    def to_xml(self) -> str:
        """The `w:tc` element, its properties in schema order (17.4.70)."""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{twips(self.width)}" w:type="dxa"/>'
            + (f'<w:gridSpan w:val="{self.span}"/>' if self.span > 1 else "")
            + (f'<w:vMerge w:val="{self.merge}"/>' if self.merge else "")
            + self.borders
            + (f'<w:shd w:val="clear" w:color="auto" w:fill="{self.fill}"/>' if self.fill else "")
            + f'<w:vAlign w:val="{self.vertical}"/></w:tcPr>{self.content}</w:tc>'
        )


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list table: head, width in millimetres, the text of its cells (with tags), and how it stands."""

    head: str
    width: float
    text: str
    style: Literal["TableText", "TableCenter"] = "TableText"

    def head_cell(self) -> Cell:
        """Its cell in the head row."""
        return Cell(self.width, paragraph("TableHead", self.head, setting=KEEP), fill=HEAD_FILL)

    def body_cell(self, together: bool = False) -> Cell:
        """Its cell in a body row; a text with line feeds is as many paragraphs."""
        setting = KEEP if together else PLAIN
        return Cell(self.width, "".join(paragraph(self.style, line, setting=setting) for line in self.text.split("\n")))


def row(cells: Iterable[Cell], *, head: bool = False, whole: bool = False, height: float = 0) -> str:
    """A table row, at least `height` millimetres high; a `whole` one is never split over pages."""
    properties = (
        ("<w:cantSplit/>" if whole or head else "")
        + (f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else "")
        + ("<w:tblHeader/>" if head else "")
    )
    return (
        "<w:tr>"
        + (f"<w:trPr>{properties}</w:trPr>" if properties else "")
        + "".join(cell.to_xml() for cell in cells)
        + "</w:tr>"
    )


def names_below(names: str) -> str:
    """The text of a narrow cell: up to five names one below the other, so that none is broken; more as a list."""
    return f"{{{{ {names}|join('\\n') if {names} is not string and {names}|length <= 5 else {names} }}}}"


def head_row(columns: Sequence[Column]) -> str:
    """The row of the columns' heads, repeated on every page."""
    return row([column.head_cell() for column in columns], head=True, height=7.5)


def tag_row(text: str, widths: Sequence[float]) -> str:
    """A row that holds nothing but a row tag (`{%tr for … %}`) and vanishes when filled."""
    return row([Cell(sum(widths), paragraph("Tag", text), span=len(widths))])


def table(
    widths: Sequence[float], rows: Iterable[str], *, borders: str | None = None, vertical_margin: float = 0.65
) -> str:
    """A table of fixed column widths in millimetres, with the cell margins of the house style."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    side, top = twips(SIDE_MARGIN_MM), twips(vertical_margin)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(twips(width) for width in widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        + (all_borders() if borders is None else borders)
        + '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="{top}" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="{top}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def all_borders(color: str = BORDER) -> str:
    """Half-point lines around and between all cells."""
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{color}"/>' for edge in edges)
    return f"<w:tblBorders>{lines}</w:tblBorders>"


def list_table(loop: str, columns: Sequence[Column], *, together: bool = False, whole: bool = True) -> str:
    """A head row and one row for every turn of `loop` (`"g in goals"`).

    A short table is kept `together` on one page, with the first line of what follows it. Rows of long texts are not
    `whole`: they may go on overleaf (widow control still keeps three lines together).
    """
    return looped_table([loop], columns, together=together, whole=whole)


def looped_table(loops: Sequence[str], columns: Sequence[Column], *, together: bool = False, whole: bool = True) -> str:
    """As `list_table`, for loops inside loops."""
    widths = [column.width for column in columns]
    return table(
        widths,
        [
            head_row(columns),
            *(tag_row(f"{{%tr for {loop} %}}", widths) for loop in loops),
            row([column.body_cell(together) for column in columns], whole=whole, height=6.8),
            *(tag_row("{%tr endfor %}", widths) for _ in loops),
        ],
    )


def fact_row(facts: Sequence[tuple[str, str]], widths: Sequence[float], *, height: float = 9) -> str:
    """Labels and values side by side; `widths` gives label, value, label, value … A lone fact takes the whole row."""
    cells = []
    for number, (label, text) in enumerate(facts):
        cells.append(Cell(widths[2 * number], paragraph("TableLabel", label), fill=LABEL_FILL))
        value = "".join(paragraph("TableText", line) for line in text.split("\n"))
        cells.append(Cell(widths[2 * number + 1], value))
    rest = widths[2 * len(facts) :]
    if rest:
        cells[-1] = replace(cells[-1], width=cells[-1].width + sum(rest), span=1 + len(rest))
    return row(cells, whole=True, height=height)


def facts(widths: Sequence[float], *rows: Sequence[tuple[str, str]]) -> str:
    """A table of facts."""
    return table(widths, [fact_row(item, widths) for item in rows])


def plain_table(rows: Sequence[Sequence[Cell]], *, rule: str = "") -> str:
    """A table without borders but a bottom rule of colour `rule`."""
    lines = f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{rule}"/>' if rule else ""
    widths = [cell.width for cell in rows[0]]
    return table(
        widths,
        [row(cells) for cells in rows],
        borders=f"<w:tblBorders>{lines}</w:tblBorders>" if lines else "",
        vertical_margin=0.7,
    )


__all__ = [
    "PLAIN",
    "SIDE_MARGIN_MM",
    "Cell",
    "Column",
    "fact_row",
    "facts",
    "head_row",
    "list_table",
    "looped_table",
    "names_below",
    "plain_table",
    "row",
    "table",
    "tag_row",
]
