"""The house style of the bundled Word templates, and the few pieces they are built from.

Layout follows the habits of GB/T 9704: A4, 二号 bold Song for the title, 三号 仿宋 with a two-character indent for running
text, 黑体 and 楷体 for the first two levels of headings; tables in 五号 with a shaded header row that is repeated on every
page. Lines have an exact height, so that pages break alike whatever fonts a machine has. The bottom 24 mm of every page
stay free for the page stamp of the bundle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docx import Document
from docx.document import Document as DocumentType
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.text.paragraph import Paragraph

SHADE = "DCE6F0"
RULE = "7F7F7F"
MARGIN_OF_CELL_MM = 1.6


@dataclass(frozen=True)
class Sheet:
    """A page set-up. Lengths in millimetres."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float

    @property
    def text_width(self) -> float:
        """What is left between the side margins."""
        return self.width - self.left - self.right


FORMAL = Sheet(210, 297, 37, 26, 35, 28)
"""GB/T 9704: margins of 37 mm above and 28 mm at the binding, a text area of 156 × 225 mm."""
UPRIGHT = Sheet(210, 297, 30, 20, 28, 25)
LANDSCAPE = Sheet(297, 210, 28, 25, 27, 25)


@dataclass(frozen=True)
class Look:
    """A paragraph style: `east_asian` font, size in points, exact line in points, and what differs from plain text."""

    name: str
    east_asian: str
    size: float
    line: float
    align: str = "left"
    bold: bool = False
    first_line_chars: int = 0
    before: float = 0
    after: float = 0
    keep_next: bool = False
    level: int | None = None
    latin: str = "Times New Roman"
    based_on: str = "Normal"


LOOKS = {
    "Title": Look("Title", "宋体", 22, 36, "center", bold=True, after=16, keep_next=True),
    "Heading1": Look("heading 1", "黑体", 16, 30, before=8, keep_next=True, level=0, latin="Arial"),
    "Heading2": Look("heading 2", "楷体", 16, 30, before=2, keep_next=True, level=1),
    "Running": Look("正文段落", "仿宋", 16, 29, "both", first_line_chars=200),
    "Item": Look("事项", "仿宋", 16, 29, "both", first_line_chars=200),
    "Section": Look("表前标题", "黑体", 14, 24, before=12, after=5, keep_next=True, level=0, latin="Arial"),
    "Note": Look("表注", "楷体", 10.5, 17, before=4),
    "Head": Look("表头", "黑体", 10.5, 16, "center", keep_next=False, latin="Arial"),
    "Cell": Look("表文", "宋体", 10.5, 16),
    "CellCentre": Look("表文居中", "宋体", 10.5, 16, "center", based_on="Cell"),
    "Label": Look("栏目", "黑体", 10.5, 16, "center", latin="Arial"),
    "Figure": Look("图", "宋体", 10.5, 12, "center"),
    "Small": Look("小字", "宋体", 9, 13.5),
    "Explanation": Look("说明文字", "仿宋", 12, 21, "both", first_line_chars=200, after=4),
    "Gap": Look("块间", "宋体", 5, 14),
    "CoverLabel": Look("封面栏目", "黑体", 14, 22, "distribute", latin="Arial"),
    "CoverValue": Look("封面内容", "楷体", 14, 22, "center"),
    "PageHead": Look("页眉文字", "宋体", 9, 12),
}


def new_document(sheet: Sheet) -> DocumentType:
    """An empty Word file in the house style, without python-docx's own styles."""
    document = Document()
    styles = document.styles.element
    for child in list(styles):
        styles.remove(child)
    for xml in (_DEFAULTS, _NORMAL, _NO_TABLE, *(_style(key, look) for key, look in LOOKS.items())):
        styles.append(parse_xml(xml))
    for child in list(document.element.body)[:-1]:
        document.element.body.remove(child)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(sheet.width), Mm(sheet.height)
    if sheet.width > sheet.height:
        section._sectPr.find(qn("w:pgSz")).set(qn("w:orient"), "landscape")
    section.top_margin, section.bottom_margin = Mm(sheet.top), Mm(sheet.bottom)
    section.left_margin, section.right_margin = Mm(sheet.left), Mm(sheet.right)
    section.header_distance, section.footer_distance = Mm(15), Mm(10)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    return document


_DEFAULTS = (
    f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr><w:rFonts w:ascii='Times New Roman' w:hAnsi='Times New Roman'"
    " w:eastAsia='宋体' w:cs='Times New Roman'/><w:sz w:val='21'/><w:szCs w:val='21'/>"
    "<w:lang w:val='en-US' w:eastAsia='zh-CN'/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
)
_NORMAL = (
    f"<w:style {nsdecls('w')} w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/><w:qFormat/>"
    "</w:style>"
)
_NO_TABLE = (
    f"<w:style {nsdecls('w')} w:type='table' w:default='1' w:styleId='TableNormal'><w:name w:val='Normal Table'/>"
    "<w:tblPr><w:tblInd w:w='0' w:type='dxa'/><w:tblCellMar><w:top w:w='0' w:type='dxa'/><w:left w:w='108' w:type='dxa'/>"
    "<w:bottom w:w='0' w:type='dxa'/><w:right w:w='108' w:type='dxa'/></w:tblCellMar></w:tblPr></w:style>"
)


def _style(key: str, look: Look) -> str:
    keep = "<w:keepNext/>" if look.keep_next else ""
    chars = f"<w:ind w:firstLineChars='{look.first_line_chars}'/>" if look.first_line_chars else ""
    level = f"<w:outlineLvl w:val='{look.level}'/>" if look.level is not None else ""
    bold = "<w:b/>" if look.bold else ""
    spacing = (
        f"<w:spacing w:before='{look.before * 20:.0f}' w:after='{look.after * 20:.0f}'"
        f" w:line='{look.line * 20:.0f}' w:lineRule='exact'/>"
    )
    fonts = f"<w:rFonts w:ascii='{look.latin}' w:hAnsi='{look.latin}' w:eastAsia='{look.east_asian}'/>"
    size = f"<w:sz w:val='{look.size * 2:.0f}'/><w:szCs w:val='{look.size * 2:.0f}'/>"
    return (
        f"<w:style {nsdecls('w')} w:type='paragraph' w:styleId='{key}'><w:name w:val='{look.name}'/>"
        f"<w:basedOn w:val='{look.based_on}'/><w:qFormat/><w:pPr>{keep}{spacing}{chars}<w:jc w:val='{look.align}'/>{level}"
        f"</w:pPr><w:rPr>{fonts}{bold}{size}</w:rPr></w:style>"
    )


def add(document: DocumentType, style: str, text: str) -> Paragraph:
    """Add a paragraph in a house style at the end of the body."""
    added = document.add_paragraph()
    _set_style(added._p, style)
    added.add_run(text)
    return added


def add_figure(document: DocumentType, tag: str) -> None:
    """Add a paragraph that holds a picture; its line is as high as the picture."""
    added = add(document, "Figure", tag)
    added.paragraph_format.line_spacing = 1.0


def add_header(document: DocumentType, title: str, text_width: float) -> None:
    """Set the page header: the plan's title at the left, the document's with sheet x of y at the right, a rule below."""
    header = document.sections[0].header
    header.is_linked_to_previous = False
    first = header.paragraphs[0]._p
    left, right = round(text_width * 0.56), round(text_width - round(text_width * 0.56))
    cells = (
        cell(left, [paragraph("PageHead", "{{ title }}")]),
        cell(right, [_sheet_paragraph(title)]),
    )
    borders = f"<w:tblBorders><w:bottom w:val='single' w:sz='4' w:space='0' w:color='{RULE}'/></w:tblBorders>"
    first.addprevious(_table((left, right), borders, [row(cells)], side_margin=0))
    _set_style(first, "PageHead")
    spacing = parse_xml(f"<w:spacing {nsdecls('w')} w:line='40' w:lineRule='exact'/>")
    first.get_or_add_pPr().append(spacing)


def _sheet_paragraph(title: str) -> str:
    field = (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText xml:space='preserve'> {name} </w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )
    return (
        "<w:p><w:pPr><w:pStyle w:val='PageHead'/><w:jc w:val='right'/></w:pPr>"
        f"<w:r><w:t xml:space='preserve'>{title}　第 </w:t></w:r>{field.format(name='PAGE')}"
        f"<w:r><w:t xml:space='preserve'> 张　共 </w:t></w:r>{field.format(name='NUMPAGES')}"
        "<w:r><w:t xml:space='preserve'> 张</w:t></w:r></w:p>"
    )


@dataclass(frozen=True)
class Column:
    """A column of a list table: its head, its width in millimetres, the tag in its cells and how they are aligned."""

    head: str
    width: float
    tag: str
    centred: bool = False


def add_list(
    document: DocumentType, columns: Sequence[Column], loops: Sequence[str], *, may_split: bool = False
) -> BaseOxmlElement:
    """Add a table with a head row and one row an item; `loops` are the `for` heads, outer first.

    Rows of short text move whole to the next page; those of long text may split.
    """
    head = row([cell(item.width, [paragraph("Head", item.head)], shade=True) for item in columns], header=True)
    body = row(
        [cell(item.width, [paragraph("CellCentre" if item.centred else "Cell", item.tag)]) for item in columns],
        whole=not may_split,
    )
    opening = [_tag_row("{%tr for " + loop + " %}", columns) for loop in loops]
    closing = [_tag_row("{%tr endfor %}", columns) for _ in loops]
    return _append(document, [item.width for item in columns], [head, *opening, body, *closing])


def add_facts(document: DocumentType, facts: Sequence[tuple[str, str]], widths: Sequence[float]) -> None:
    """Add a table of labels and values; `widths` gives label and value widths in turn, which says how many stand in a row."""
    pairs = len(widths) // 2
    rows = []
    for start in range(0, len(facts), pairs):
        cells = []
        chunk = facts[start : start + pairs]
        for number, (label, tag) in enumerate(chunk):
            last = number == len(chunk) - 1
            span = len(widths) - 2 * number - 1 if last else 1
            cells.append(cell(widths[2 * number], [paragraph("Label", label)], shade=True))
            width = sum(widths[2 * number + 1 : 2 * number + 1 + span])
            cells.append(cell(width, [paragraph("Cell", tag)], span=span))
        rows.append(row(cells, minimum=9))
    _append(document, widths, rows)


def add_rows(document: DocumentType, widths: Sequence[float], rows: Sequence[str]) -> BaseOxmlElement:
    """Add a table of rows made with `row` and `cell`."""
    return _append(document, widths, rows)


def _append(document: DocumentType, widths: Sequence[float], rows: Sequence[str]) -> BaseOxmlElement:
    borders = "".join(
        f"<w:{edge} w:val='single' w:sz='4' w:space='0' w:color='000000'/>"
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    table = _table(widths, f"<w:tblBorders>{borders}</w:tblBorders>", rows)
    document.element.body.insert(len(document.element.body) - 1, table)
    return table


def _table(
    widths: Sequence[float], borders: str, rows: Sequence[str], side_margin: float = MARGIN_OF_CELL_MM
) -> BaseOxmlElement:
    grid = "".join(f"<w:gridCol w:w='{_twips(width)}'/>" for width in widths)
    side = _twips(side_margin)
    margins = (
        f"<w:tblCellMar><w:top w:w='40' w:type='dxa'/><w:left w:w='{side}' w:type='dxa'/>"
        f"<w:bottom w:w='40' w:type='dxa'/><w:right w:w='{side}' w:type='dxa'/></w:tblCellMar>"
    )
    table: BaseOxmlElement = parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblW w:w='{sum(_twips(width) for width in widths)}' w:type='dxa'/>"
        f"<w:jc w:val='center'/>{borders}<w:tblLayout w:type='fixed'/>{margins}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{''.join(rows)}</w:tbl>"
    )
    return table


def row(
    cells: Sequence[str], *, header: bool = False, whole: bool = True, minimum: float = 0, exact: bool = False
) -> str:
    """A table row; `minimum` is its least height in millimetres, or its height where `exact`."""
    properties = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if header else "")
    if minimum:
        rule = "exact" if exact else "atLeast"
        properties = f"<w:cantSplit/><w:trHeight w:val='{_twips(minimum)}' w:hRule='{rule}'/>"
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _tag_row(tag: str, columns: Sequence[Column]) -> str:
    cells = [cell(item.width, [paragraph("Cell", tag if number == 0 else "")]) for number, item in enumerate(columns)]
    return row(cells)


def cell(
    width: float,
    paragraphs: Sequence[str],
    *,
    span: int = 1,
    merge: str = "",
    shade: bool = False,
    vertical: str = "center",
    borders: str = "",
) -> str:
    """A cell `width` millimetres wide; `merge` is `restart` or `continue` of a vertical merge."""
    properties = f"<w:tcW w:w='{_twips(width)}' w:type='dxa'/>"
    properties += f"<w:gridSpan w:val='{span}'/>" if span > 1 else ""
    properties += f"<w:vMerge w:val='{merge}'/>" if merge else ""
    properties += f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    properties += f"<w:shd w:val='clear' w:color='auto' w:fill='{SHADE}'/>" if shade else ""
    return f"<w:tc><w:tcPr>{properties}<w:vAlign w:val='{vertical}'/></w:tcPr>{''.join(paragraphs)}</w:tc>"


def paragraph(style: str, text: str, *, keep_next: bool = False) -> str:
    """A paragraph in a house style, as XML."""
    keep = "<w:keepNext/>" if keep_next else ""
    broken = text.replace("\n", "</w:t><w:br/><w:t xml:space='preserve'>")
    run = f"<w:r><w:t xml:space='preserve'>{broken}</w:t></w:r>" if text else ""
    return f"<w:p><w:pPr><w:pStyle w:val='{style}'/>{keep}</w:pPr>{run}</w:p>"


def _set_style(element: BaseOxmlElement, style: str) -> None:
    properties = element.get_or_add_pPr()
    for old in properties.findall(qn("w:pStyle")):
        properties.remove(old)
    properties.insert(0, parse_xml(f"<w:pStyle {nsdecls('w')} w:val='{style}'/>"))


def _twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)
