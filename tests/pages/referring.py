"""Small Word files in which one place refers to another: hyperlinks, contents lists, footnotes."""

from __future__ import annotations

from pages.constructs import TAB, TEXT, file, par, r, tabs
from pages.read.word_xml import p, tbl, tr

ON_EACH_PAGE = '<w:numFmt w:val="decimalEnclosedCircle"/><w:numRestart w:val="eachPage"/>'
BREAK = '<w:r><w:br w:type="page"/></w:r>'


def field(instruction: str, result: str = "", properties: str = "") -> str:
    """A complex field with its stored result."""
    look = f"<w:rPr>{properties}</w:rPr>"
    return (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{look}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>{r(result, properties)}'
        f'<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def link(content: str, *, address: str = "", anchor: str = "") -> str:
    """A `w:hyperlink` to the relationship `address` or the bookmark `anchor`."""
    where = (f' r:id="{address}"' if address else "") + (f' w:anchor="{anchor}"' if anchor else "")
    return f"<w:hyperlink{where}>{content}</w:hyperlink>"


def marked(name: str, content: str, number: int = 1) -> str:
    """`content` within a bookmark."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


def entry(title: str, name: str, stored: str) -> str:
    """A line of a contents list as Word stores it."""
    content = r(title) + TAB + field(f"PAGEREF {name} \\h", stored)
    return par(link(content, anchor=name), properties=tabs(("right", 8000, "dot")))


def reference(number: int, kind: str = "footnote", more: str = "") -> str:
    """The reference to a note."""
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{number}" {more}/></w:r>'


def note(number: int, text: str, kind: str = "footnote") -> str:
    """A note of one paragraph, which begins with its mark."""
    mark = f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Ref/></w:r>'
    return f'<w:{kind} w:id="{number}">{par(mark, r(" " + text))}</w:{kind}>'


def notes(*texts: str, kind: str = "footnote") -> str:
    """footnotes.xml: the separators, and a note for each text, from 1 on.

    The separators are 6 pt tall, which is what LibreOffice takes for them whatever the file says.
    """
    low = '<w:pPr><w:spacing w:line="120" w:lineRule="exact"/></w:pPr>'
    separators = "".join(
        f'<w:{kind} w:type="{word}" w:id="{number}"><w:p>{low}<w:r><w:{word}/></w:r></w:p></w:{kind}>'
        for number, word in ((-1, "separator"), (0, "continuationSeparator"))
    )
    return separators + "".join(note(number, text, kind) for number, text in enumerate(texts, 1))


REFERRING = {
    "hyperlinks": file(
        par(r("请见"), link(r("网站"), address="web"), r("或"), link(r("第二章"), anchor="two"))
        + par(BREAK)
        + par(marked("two", r("第二章"))),
        addresses={"web": "https://example.org/a?b=1"},
    ),
    "contents list": file(
        entry("第一章　总则", "_Toc1", "7")
        + entry("第二章　附则", "_Toc2", "9")
        + par(marked("_Toc1", r("第一章　总则")))
        + p(TEXT * 3)
        + par(BREAK)
        + par(marked("_Toc2", r("第二章　附则"), 2))
        + p(TEXT),
    ),
    "footnotes": file(
        par(r("首段"), reference(1), r("之后，又"), reference(2), r("一处。"))
        + p(TEXT * 20)
        + par(r("第三处"), reference(3), r("。"))
        + p(TEXT * 30)
        + tbl(tr(f"<w:tc>{par(r('格内'), reference(4))}</w:tc>"), grid=(8000,)),
        parts={"footnotes.xml": notes("甲注。", "乙注，" + TEXT, "丙注。", "表内的注。")},
    ),
    "footnote over two pages": file(
        p(TEXT * 40) + par(r("末尾处"), reference(1), r("有长注。")) + p(TEXT * 20),
        parts={"footnotes.xml": notes(TEXT * 8)},
    ),
    "footnotes numbered anew on each page": file(
        par(r("首页"), reference(1), r("，又一处"), reference(2), r("。"))
        + p(TEXT * 3)
        + par(BREAK)
        + par(r("次页"), reference(3), r("。"))
        + p(TEXT * 40)
        + tbl(tr(f"<w:tc>{par(r('格内'), reference(4), r('、'), reference(5))}</w:tc>"), grid=(8000,)),
        parts={"footnotes.xml": notes("甲注。", "乙注。", "丙注。", "丁注。", "戊注。")},
        section=f"<w:footnotePr>{ON_EACH_PAGE}</w:footnotePr>",
    ),
    "more notes than the page takes": file(
        p(TEXT * 37) + "".join(par(r(f"第{number}条"), reference(number), r("。")) for number in range(1, 6)),
        parts={"footnotes.xml": notes(*["注。"] * 5)},
    ),
}
