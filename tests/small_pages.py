"""Small trees to lay out, and ways to look at what came of them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docgen.charts.model import Chart
from docgen.fonts import FontLibrary
from docgen.form.model import DocumentSpec
from docgen.messages import Text
from docgen.pages.draw import draw_page
from docgen.pages.layout import ParagraphSetter, lay_out_document
from docgen.pages.model import LaidOutDocument, Page, TextItem
from docgen.pages.read.block_model import Block, Cell, Paragraph, Row
from docgen.pages.read.border_model import Border, Edges, Margins
from docgen.pages.read.document_model import HeaderFooter, Section, WordDocument
from docgen.pages.read.format_model import ParagraphFormat
from docgen.pages.read.inline_model import Inline
from docgen.pages.read.run_model import RunStyle, TextRun
from docgen.word.model import FilledWord

STYLE = RunStyle(size=10)
PLAIN = ParagraphFormat(line_rule="exact", line=20)
THIN = Border(0.5)
BOXED = Edges(THIN, THIN, THIN, THIN)


def paragraph(text: str | tuple[Inline, ...] = "", style: RunStyle = STYLE, heading: int = 0, **form: Any) -> Paragraph:
    """A paragraph of text (or inlines) in 10 pt on lines of 20 pt, with the given format."""
    inlines = (TextRun(text, style),) if isinstance(text, str) and text else text or ()
    return Paragraph(inlines, PLAIN._replace(**form), style, heading)


def cell(content: str | tuple[Block, ...], column: int, span: int = 1, rows: int = 1, **more: Any) -> Cell:
    """A boxed cell without margins."""
    blocks = (paragraph(content),) if isinstance(content, str) else content
    return Cell(column, span, rows, blocks, more.pop("edges", BOXED), more.pop("margins", Margins(0, 0, 0, 0)), **more)


def row(*contents: str | tuple[Block, ...], **more: Any) -> Row:
    """A row of one cell a column."""
    return Row(tuple(cell(content, column) for column, content in enumerate(contents)), **more)


def section(*blocks: Block, **more: Any) -> Section:
    """A page of 220 x 240 pt with margins of 20 pt: 9 lines of 18 characters."""
    geometry = {
        "width": 220,
        "height": 220,
        "margins": Margins(20, 20, 20, 20),
        "header_distance": 5,
        "footer_distance": 5,
    }
    given = {"headers": HeaderFooter(), "footers": HeaderFooter()}
    return Section(**{**geometry, **given, **more}, blocks=blocks)


def word(charts: Mapping[str, Chart] | None = None, docx: bytes = b"") -> FilledWord:
    """A filled Word file."""
    spec = DocumentSpec("small", Text("小文件"), Path("small.docx"))
    return FilledWord(spec, "small.docx", lambda: docx, charts or {})


def lay_out_sections(fonts: FontLibrary, *sections: Section) -> LaidOutDocument:
    """Lay out a document of `sections`."""
    return lay_out_document(WordDocument(sections), word(), ParagraphSetter(fonts))


def lay_out_blocks(fonts: FontLibrary, *blocks: Block, **more: Any) -> LaidOutDocument:
    """Lay out a document of one small section."""
    return lay_out_sections(fonts, section(*blocks, **more))


def pdf_of(document: LaidOutDocument, fonts: FontLibrary, charts: Mapping[str, Chart] | None = None) -> bytes:
    """The document drawn as a PDF file of its own."""
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, invariant=1, initialFontName=fonts.reportlab_name(fonts.face("宋体")))
    for page in document.pages:
        canvas.setPageSize((page.width, page.height))
        draw_page(canvas, page, charts or {}, fonts)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def rows_of(page: Page) -> list[str]:
    """The page's text, one string for each baseline, from top to bottom."""
    lines: dict[float, list[TextItem]] = {}
    for item in texts(page):
        lines.setdefault(round(item.baseline, 1), []).append(item)
    return ["".join(item.text for item in sorted(line, key=lambda item: item.x)) for _, line in sorted(lines.items())]


def texts(page: Page) -> list[TextItem]:
    """The page's text items."""
    return [item for item in page.items if isinstance(item, TextItem)]
