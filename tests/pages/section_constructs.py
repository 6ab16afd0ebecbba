"""A small Word file for each way in which sections, page numbers and columns can be set up."""

from __future__ import annotations

from pages.read.word_xml import p, word_file

_TEXT = "为进一步加强跨部门协作计划的制定和执行工作，明确各部门责任分工，特制定本办法。"
_FONT = '<w:rFonts w:ascii="Noto Serif SC" w:hAnsi="Noto Serif SC" w:eastAsia="Noto Serif SC"/>'
_STYLES = (
    f'<w:docDefaults><w:rPrDefault><w:rPr>{_FONT}<w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
)
_MARGINS = '<w:pgMar w:top="1440" w:right="{}" w:bottom="1440" w:left="{}" w:header="720" w:footer="720"/>'
_PORTRAIT, _LANDSCAPE = '<w:pgSz w:w="11906" w:h="16838"/>', '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def set_up(more: str = "", *, kind: str = "", size: str = _PORTRAIT, margins: tuple[int, int] = (1953, 1953)) -> str:
    """A `w:sectPr`; `kind` is the way in which the section begins, `more` stands after the margins."""
    start = f'<w:type w:val="{kind}"/>' if kind else ""
    references, rest = (more, "") if more.startswith(("<w:header", "<w:footer")) else ("", more)
    references, _, after = references.partition("|")
    return f"<w:sectPr>{references}{start}{size}{_MARGINS.format(*margins)}{after or rest}</w:sectPr>"


def ending(text: str, properties: str) -> str:
    """The last paragraph of a section."""
    return p(text, properties)


def refer(**files: str) -> str:
    """References to headers and footers by what they are: `header_first="h1.xml"`, `footer="footer.xml"`."""
    found = ""
    for name, file in files.items():
        kind, _, which = name.partition("_")
        found += f'<w:{kind}Reference w:type="{which or "default"}" r:id="{file}"/>'
    return found + "|"


def number(instruction: str = "PAGE", before: str = "第 ", after: str = " 页") -> str:
    """A paragraph with a page field."""
    return (
        f'<w:p><w:r><w:t xml:space="preserve">{before}</w:t></w:r>'
        f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        f'<w:r><w:t xml:space="preserve">{after}</w:t></w:r></w:p>'
    )


def file(body: str, *, settings: str = "", **parts: str) -> bytes:
    """A Word file in one font; `parts` are its headers and footers, by names without `.xml`."""
    files = {f"{name}.xml": content for name, content in parts.items()}
    return word_file(body, styles=_STYLES, settings=settings, parts=files)


_TWO_COLUMNS = '<w:cols w:num="2" w:space="425"/>'
_ONE_COLUMN = '<w:cols w:num="1"/>'

SECTION_CONSTRUCTS = {
    "sections of their own size": file(
        p(_TEXT * 3)
        + ending("竖排页面到此", set_up(refer(header="h1.xml", footer="footer.xml")))
        + p(_TEXT * 3)
        + ending(
            "横排页面到此",
            set_up(refer(header="h2.xml"), size=_LANDSCAPE, margins=(1000, 3000)),
        )
        + p(_TEXT * 3)
        + set_up(margins=(2500, 1200)),
        h1=p("第一节的页眉"),
        h2=p("第二节的页眉"),
        footer=number(),
    ),
    "first, odd and even headers": file(
        PAGE_BREAK.join(p(f"正文{place}") for place in "一二三四")
        + set_up(
            refer(
                header="h.xml",
                header_first="h1.xml",
                header_even="h2.xml",
                footer="footer.xml",
                footer_even="footer2.xml",
            )
            + "<w:titlePg/>"
        ),
        settings="<w:evenAndOddHeaders/>",
        h=p("奇数页的页眉"),
        h1=p("首页的页眉"),
        h2=p("偶数页的页眉"),
        footer=number(),
        footer2=number("NUMPAGES", "共 "),
    ),
    "page numbers": file(
        PAGE_BREAK.join(p(f"前言{place}") for place in "一二")
        + ending("前言完", set_up(refer(footer="footer.xml") + '<w:pgNumType w:fmt="lowerRoman" w:start="1"/>'))
        + PAGE_BREAK.join(p(f"正文{place}") for place in "一二三")
        + ending("正文完", set_up('<w:pgNumType w:fmt="chineseCounting" w:start="9"/>'))
        + p("附录")
        + set_up('<w:pgNumType w:fmt="upperLetter"/>'),
        footer=number(),
    ),
    "two columns": file(
        p("通栏的标题")
        + ending(_TEXT * 2, set_up(_ONE_COLUMN))
        + p(_TEXT * 9)
        + ending(_TEXT * 6, set_up(_TWO_COLUMNS, kind="continuous"))
        + p(_TEXT * 2)
        + set_up(_ONE_COLUMN, kind="continuous"),
    ),
    "columns over pages": file(
        p(_TEXT * 30)
        + p("在此换栏")
        + '<w:p><w:r><w:br w:type="column"/></w:r></w:p>'
        + p(_TEXT * 20)
        + set_up('<w:cols w:num="3" w:space="300"/>'),
    ),
    "mirrored margins": file(
        PAGE_BREAK.join(p(_TEXT) for _ in range(3)) + set_up(refer(footer="footer.xml"), margins=(1200, 2600)),
        settings="<w:mirrorMargins/>",
        footer=number(),
    ),
}
