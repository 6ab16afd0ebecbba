"""Builds the WordprocessingML that the templates are made of: runs, paragraphs, sections (ECMA-376 part 1, 17.3, 17.6).

Every function gives XML as a string. Lengths are points where a name says nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal
from xml.sax.saxutils import escape

Align = Literal["left", "center", "right", "both"]
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def twips(millimetres: float) -> int:
    """Twentieths of a point in `millimetres`."""
    return round(millimetres * 1440 / 25.4)


def run_properties(*, font: str = "", size: float = 0, bold: bool = False, color: str = "", spacing: float = 0) -> str:
    """The content of `w:rPr`, in schema order (17.3.2). `font` is an East Asian name; Latin stays with the style."""
    parts = [
        f'<w:rFonts w:eastAsia="{font}"/>' if font else "",
        "<w:b/>" if bold else "",
        f'<w:color w:val="{color}"/>' if color else "",
        f'<w:spacing w:val="{round(spacing * 20)}"/>' if spacing else "",
        f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else "",
    ]
    return "".join(parts)


def run(text: str, properties: str = "") -> str:
    """One run of text; tags of docxtpl are text."""
    start = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{start}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def field(instruction: Literal["PAGE", "NUMPAGES"]) -> str:
    """A page number field (17.16.5)."""
    return f'<w:fldSimple w:instr=" {instruction} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


@dataclass(frozen=True, slots=True)
class Setting:
    """Paragraph properties that differ from the style's. `line` is exact where given."""

    align: Align | None = None
    before: float | None = None
    after: float | None = None
    line: float | None = None
    keep_next: bool = False
    page_break_before: bool = False
    no_indent: bool = False

    def to_xml(self, style: str) -> str:
        """The `w:pPr` element, in schema order (17.3.1.26)."""
        spacing = "".join(
            f' w:{name}="{round(value * 20)}"'
            for name, value in (("before", self.before), ("after", self.after), ("line", self.line))
            if value is not None
        )
        if self.line is not None:
            spacing += ' w:lineRule="exact"'
        return (
            f'<w:pPr><w:pStyle w:val="{style}"/>'
            + ("<w:keepNext/>" if self.keep_next else "")
            + ("<w:pageBreakBefore/>" if self.page_break_before else "")
            + (f"<w:spacing{spacing}/>" if spacing else "")
            + ('<w:ind w:firstLineChars="0" w:firstLine="0"/>' if self.no_indent else "")
            + (f'<w:jc w:val="{self.align}"/>' if self.align else "")
            + "</w:pPr>"
        )


PLAIN = Setting()
KEEP = Setting(keep_next=True)
HAIR = Setting(line=1)
"""For a paragraph that only ends what a table keeps together."""


def paragraph(style: str, *content: str, setting: Setting = PLAIN) -> str:
    """A paragraph of plain texts and runs (anything that begins with `<w:`)."""
    runs = "".join(item if item.startswith("<w:") else run(item) for item in content if item)
    return f"<w:p>{setting.to_xml(style)}{runs}</w:p>"


def tag(text: str) -> str:
    """A paragraph that holds nothing but a paragraph tag (`{%p if x %}`) and vanishes when filled."""
    return paragraph("Tag", text)


def when(condition: str, *blocks: str) -> str:
    """Blocks that stand only where `condition` holds."""
    return "".join((tag(f"{{%p if {condition} %}}"), *blocks, tag("{%p endif %}")))


def each(loop: str, *blocks: str) -> str:
    """Blocks that are repeated: `each("g in goals", …)`."""
    return "".join((tag(f"{{%p for {loop} %}}"), *blocks, tag("{%p endfor %}")))


@dataclass(frozen=True, slots=True)
class Page:
    """A page set-up in millimetres. Nothing may stand in the lowest 24 mm: the bundle's stamp is there."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    header: float

    @property
    def text_width(self) -> float:
        """Millimetres between the side margins."""
        return self.width - self.left - self.right

    def to_xml(self, header_id: str | None) -> str:
        """The `w:sectPr` element (17.6.17)."""
        orient = ' w:orient="landscape"' if self.width > self.height else ""
        header = f'<w:headerReference w:type="default" r:id="{header_id}"/>' if header_id else ""
        return (
            f'<w:sectPr>{header}<w:pgSz w:w="{twips(self.width)}" w:h="{twips(self.height)}"{orient}/>'
            f'<w:pgMar w:top="{twips(self.top)}" w:right="{twips(self.right)}" w:bottom="{twips(self.bottom)}" '
            f'w:left="{twips(self.left)}" w:header="{twips(self.header)}" w:footer="{twips(20)}" w:gutter="0"/>'
            "</w:sectPr>"
        )


PORTRAIT = Page(210, 297, top=37, right=26, bottom=35, left=28, header=22)
"""GB/T 9704-2012 clause 5.2: 37 mm above, 28 mm at the binding edge, a text area of 156 × 225 mm."""

LANDSCAPE = Page(297, 210, top=25, right=20, bottom=25, left=20, header=15)
"""For wide tables: 257 × 160 mm. Bound at the long upper edge, hence the generous top."""

PORTRAIT_FORM = replace(PORTRAIT, top=34, bottom=27)
"""For tables in portrait: a form takes the height that there is."""
