"""Word files as nobody writes them on purpose: strategies that put any markup anywhere, with any numbers in it.

They are made as XML, since programs that write Word files would not let most of it through.
"""

from __future__ import annotations

import io
from html import escape
from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from pages.read.word_xml import word_file
from PIL import Image

NUMBERS = st.sampled_from(
    [
        "0",
        "1",
        "-1",
        "20",
        "240",
        "567",
        "1440",
        "5000",
        "-5000",
        "31680",
        "99999999",
        "-99999999",
        "12.5",
        "1e3",
        "x",
        "nan",
        "inf",
        "-inf",
        "1e999",
        "١٢",
        "10pt",
        "2cm",
        "-3mm",
        "0x10",
        "5000pct",
        "100%",
        "２０",
        "",
    ]
)
"""What may stand where a number should."""
_SWITCH = st.sampled_from(["", ' w:val="0"', ' w:val="1"', ' w:val="maybe"'])
_WORDS = st.sampled_from(
    [
        "甲方",
        "合同条款，",
        "word ",
        "x" * 300,
        "字" * 200,
        "2026-07-01",
        "a-b",
        "…",
        "（",
        "）",
        " ",
        "\u00a0",
        "é",
        "Ａ１",
        "☐",
    ]
)
TEXT = st.lists(_WORDS, max_size=6).map("".join)


def _attributes(*names: str) -> SearchStrategy[str]:
    """Any of these attributes, each with any number."""
    one = [st.just("") | NUMBERS.map(lambda value, name=name: f' w:{name}="{value}"') for name in names]
    return st.tuples(*one).map("".join)


def _element(name: str, *attributes: str) -> SearchStrategy[str]:
    return _attributes(*attributes).map(lambda given: f"<w:{name}{given}/>")


def _some(*choices: SearchStrategy[str], most: int = 3) -> SearchStrategy[str]:
    return st.lists(st.one_of(*choices), max_size=most).map("".join)


def _value(name: str, *values: str) -> SearchStrategy[str]:
    return st.sampled_from(values).map(lambda value: f'<w:{name} w:val="{value}"/>')


def _switch(name: str) -> SearchStrategy[str]:
    return _SWITCH.map(lambda value: f"<w:{name}{value}/>")


_RUN_PROPERTIES = _some(
    _element("sz", "val"),
    _element("szCs", "val"),
    _element("spacing", "val"),
    _element("w", "val"),
    _element("position", "val"),
    _element("kern", "val"),
    _value("color", "auto", "FF0000", "red", "#00FF00", "12"),
    _value("u", "single", "wave", "no such"),
    _value("vertAlign", "superscript", "subscript", "x"),
    _value("rStyle", "c", "loop", "nowhere"),
    _switch("vanish"),
    _switch("caps"),
    _switch("smallCaps"),
    st.just('<w:rFonts w:ascii="" w:eastAsia="no such font" w:hint="eastAsia"/>'),
    st.just('<w:bdr w:val="single" w:sz="99999" w:color="RK"/>'),
    st.just('<w:shd w:val="pct999" w:fill="x" w:color="y"/>'),
    st.just('<w:em w:val="dot"/>'),
)
_BORDERS = st.just(
    '<w:pBdr><w:top w:val="single" w:sz="-5" w:space="9999"/><w:left w:val="double" w:sz="x" w:space="-3"/>'
    '<w:bottom w:val="single"/><w:between w:val="single" w:sz="96"/></w:pBdr>'
)
_PARAGRAPH_PROPERTIES = _some(
    _element("ind", "left", "right", "firstLine", "hanging", "leftChars", "firstLineChars", "hangingChars"),
    _attributes("before", "after", "line", "beforeLines").flatmap(
        lambda given: st.sampled_from(["auto", "exact", "atLeast", "x"]).map(
            lambda rule: f'<w:spacing{given} w:lineRule="{rule}"/>'
        )
    ),
    _value("jc", "left", "both", "distribute", "center", "right", "x"),
    _value("pStyle", "loop", "other", "numbered", "nowhere"),
    _switch("keepNext"),
    _switch("keepLines"),
    _switch("pageBreakBefore"),
    _switch("contextualSpacing"),
    _switch("snapToGrid"),
    st.tuples(NUMBERS, NUMBERS).map(
        lambda at: f'<w:numPr><w:ilvl w:val="{at[0]}"/><w:numId w:val="{at[1]}"/></w:numPr>'
    ),
    NUMBERS.map(lambda at: f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{at}"/></w:tabs>'),
    _element("outlineLvl", "val"),
    _BORDERS,
)
_FIELDS = st.sampled_from(
    ["PAGE", "NUMPAGES", "PAGEREF b", "PAGEREF", "SECTIONPAGES", "REF b", "", "SEQ x", "TOC"]
).map(lambda code: f'<w:fldSimple w:instr="{code}"><w:r><w:t>9</w:t></w:r></w:fldSimple>')
_PICTURES = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_PICTURE = st.tuples(st.sampled_from(["dot.png", "nowhere", "broken.png"]), NUMBERS, NUMBERS).map(
    lambda of: (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{of[1]}0" cy="{of[2]}0"/><wp:docPr id="1" name="a"/><a:graphic>'
        f'<a:graphicData uri="{_PICTURES}"><pic:pic><pic:blipFill>'
        f'<a:blip r:embed="{of[0]}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )
)
_RUN = st.tuples(_RUN_PROPERTIES, TEXT).map(
    lambda of: f'<w:r><w:rPr>{of[0]}</w:rPr><w:t xml:space="preserve">{escape(of[1])}</w:t></w:r>'
)
_INLINE = st.one_of(
    _RUN,
    _RUN,
    _RUN,
    _FIELDS,
    _PICTURE,
    st.sampled_from(
        [
            "<w:r><w:tab/><w:tab/><w:t>x</w:t></w:r>",
            '<w:r><w:br w:type="page"/></w:r>',
            '<w:r><w:br w:type="column"/><w:br/></w:r>',
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
            '<w:r><w:footnoteReference w:id="3"/></w:r>',
            '<w:r><w:endnoteReference w:id="2"/></w:r>',
            '<w:r><w:footnoteReference w:id="99"/></w:r>',
            '<w:bookmarkStart w:id="1" w:name="b"/><w:bookmarkEnd w:id="1"/>',
            '<w:hyperlink r:id="nowhere"><w:r><w:t>link</w:t></w:r></w:hyperlink>',
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:char="zz"/><w:noBreakHyphen/><w:cr/></w:r>',
            "<w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>",
            "<w:sdt><w:sdtPr/></w:sdt><w:sdt><w:sdtContent/></w:sdt><w:nonsense/><other xmlns='urn:x'>y</other>",
        ]
    ),
)
PARAGRAPH = st.tuples(_PARAGRAPH_PROPERTIES, st.lists(_INLINE, max_size=4)).map(
    lambda of: f"<w:p><w:pPr>{of[0]}</w:pPr>{''.join(of[1])}</w:p>"
)

_CELL_PROPERTIES = _some(
    _element("tcW", "w"),
    _element("gridSpan", "val"),
    st.sampled_from(["<w:vMerge/>", '<w:vMerge w:val="restart"/>', "<w:hMerge/>", '<w:hMerge w:val="restart"/>']),
    st.sampled_from(["<w:vMerge/>", '<w:vMerge w:val="restart"/>']),
    _value("vAlign", "center", "bottom", "both", "x"),
    st.just('<w:tcMar><w:left w:w="9999" w:type="dxa"/><w:top w:w="-99" w:type="dxa"/></w:tcMar>'),
    st.just('<w:tcBorders><w:top w:val="double" w:sz="400" w:color="x"/></w:tcBorders>'),
    st.just("<w:noWrap/>"),
)
_ROW_PROPERTIES = _some(
    _switch("cantSplit"),
    _switch("tblHeader"),
    _switch("hidden"),
    _element("gridBefore", "val"),
    _element("gridAfter", "val"),
    NUMBERS.map(lambda height: f'<w:trHeight w:val="{height}"/>'),
    NUMBERS.map(lambda height: f'<w:trHeight w:hRule="exact" w:val="{height}"/>'),
)
_TABLE_PROPERTIES = _some(
    st.tuples(NUMBERS, st.sampled_from(["dxa", "pct", "auto", "nil", "x"])).map(
        lambda of: f'<w:tblW w:w="{of[0]}" w:type="{of[1]}"/>'
    ),
    NUMBERS.map(lambda width: f'<w:tblInd w:w="{width}" w:type="dxa"/>'),
    _value("jc", "center", "right", "x"),
    _value("tblStyle", "loop", "nowhere"),
    st.just('<w:tblLayout w:type="fixed"/>'),
    st.just('<w:tblBorders><w:insideH w:val="single"/><w:top w:val="double" w:sz="48"/></w:tblBorders>'),
)
_GRID = st.lists(NUMBERS.map(lambda width: f'<w:gridCol w:w="{width}"/>'), max_size=4).map("".join)


def _table(blocks: SearchStrategy[str]) -> SearchStrategy[str]:
    cell = st.tuples(_CELL_PROPERTIES, st.lists(blocks, max_size=2)).map(
        lambda of: f"<w:tc><w:tcPr>{of[0]}</w:tcPr>{''.join(of[1])}</w:tc>"
    )
    row = st.tuples(_ROW_PROPERTIES, st.lists(cell, max_size=4)).map(
        lambda of: f"<w:tr><w:trPr>{of[0]}</w:trPr>{''.join(of[1])}</w:tr>"
    )
    return st.tuples(_TABLE_PROPERTIES, _GRID, st.lists(row, max_size=4)).map(
        lambda of: f"<w:tbl><w:tblPr>{of[0]}</w:tblPr><w:tblGrid>{of[1]}</w:tblGrid>{''.join(of[2])}</w:tbl>"
    )


_CHAIN = st.integers(1, 60).map(lambda count: "<w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>" * count)
_ODD_BLOCK = st.sampled_from(["<w:nonsense/>", "<w:sdt/>", "<w:p/>", "<w:tbl/>", "<w:customXml><w:p/></w:customXml>"])
BLOCK = st.recursive(
    st.one_of(PARAGRAPH, PARAGRAPH, PARAGRAPH, _ODD_BLOCK),
    lambda inner: st.one_of(PARAGRAPH, _table(inner)),
    max_leaves=8,
)

_SECTION = st.tuples(
    _some(
        _element("pgSz", "w", "h"),
        _element("pgMar", "top", "right", "bottom", "left", "header", "footer", "gutter"),
        st.just('<w:pgSz w:w="11906" w:h="16838"/>'),
        st.just('<w:pgSz w:w="600" w:h="600"/>'),
        st.tuples(NUMBERS, NUMBERS).map(lambda of: f'<w:cols w:num="{of[0]}" w:space="{of[1]}" w:sep="1"/>'),
        _value("type", "continuous", "oddPage", "evenPage", "nextColumn", "x"),
        _element("pgNumType", "start"),
        _value("vAlign", "center", "bottom"),
        st.tuples(NUMBERS, NUMBERS).map(
            lambda of: f'<w:docGrid w:type="linesAndChars" w:linePitch="{of[0]}" w:charSpace="{of[1]}"/>'
        ),
        st.just("<w:titlePg/>"),
        most=5,
    ),
    st.sampled_from(["", '<w:headerReference w:type="default" r:id="header1.xml"/>', '<w:headerReference r:id="no"/>']),
    st.sampled_from(
        ["", '<w:footerReference w:type="first" r:id="footer1.xml"/><w:footerReference r:id="footer1.xml"/>']
    ),
).map(lambda of: f"<w:sectPr>{of[1]}{of[2]}{of[0]}</w:sectPr>")
_BODY = st.lists(
    st.one_of(BLOCK, BLOCK, BLOCK, _CHAIN, _SECTION.map(lambda section: f"<w:p><w:pPr>{section}</w:pPr></w:p>")),
    max_size=6,
).map("".join)

_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="loop"><w:basedOn w:val="other"/><w:pPr><w:keepNext/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="other"><w:basedOn w:val="loop"/><w:rPr><w:sz w:val="30"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="numbered"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="c"><w:basedOn w:val="loop"/></w:style>'
    '<w:style w:type="table" w:styleId="loop"><w:basedOn w:val="loop"/></w:style>'
)
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:pStyle w:val="numbered"/><w:start w:val="{0}"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2.%9"/>'
    '<w:pPr><w:ind w:left="{1}" w:hanging="{2}"/></w:pPr></w:lvl><w:lvl w:ilvl="1"><w:start w:val="{2}"/>'
    '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%2"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="loop"/><w:styleLink w:val="loop"/></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="0"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="20"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="240"><w:abstractNumId w:val="7"/></w:num>'
)


class Odd(NamedTuple):
    """What a file is made of: the XML of its body, of other stories, and of the list."""

    body: str
    header: str
    footnote: str
    numbering: str
    settings: str = ""

    def file(self) -> bytes:
        """The .docx."""
        notes = f'<w:footnote w:id="2">{self.footnote}</w:footnote><w:footnote w:id="3"/>'
        return word_file(
            self.body,
            styles=_STYLES,
            numbering=self.numbering,
            settings=self.settings,
            parts={
                "header1.xml": self.header,
                "footer1.xml": self.header,
                "footnotes.xml": notes,
                "endnotes.xml": f'<w:endnote w:id="2">{self.footnote}</w:endnote>',
                "dot.png": _dot(),
                "broken.png": _dot()[:40],
            },
        )


def _dot() -> bytes:
    packed = io.BytesIO()
    Image.new("RGB", (2, 2), "red").save(packed, "PNG")
    return packed.getvalue()


_STORY = st.lists(BLOCK, max_size=3).map("".join) | st.integers(1, 120).map(lambda count: "<w:p/>" * count)
_SETTINGS = st.sampled_from(
    ["", "<w:evenAndOddHeaders/>", "<w:mirrorMargins/><w:gutterAtTop/>"]
    + [f'<w:defaultTabStop w:val="{distance}"/>' for distance in (0, -720, 1)]
)
ODD = st.builds(
    Odd,
    st.tuples(_BODY, _SECTION).map("".join),
    _STORY,
    _STORY,
    st.tuples(NUMBERS, NUMBERS, NUMBERS).map(lambda of: _NUMBERING.format(*of)),
    _SETTINGS,
)
