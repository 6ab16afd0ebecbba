"""A table read by its words alone reads as it would on its own, whatever stands in it and whatever came before."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages.read.word_xml import A4, first_table, p, read, tbl, tc, text_of, tr

from docgen.pages.read import blocks, moulds
from docgen.pages.read.moulds import known_moulds

WORDS = ["负责部门", "配合 Dept.", "“是”", "①", "ab", "否", "2026年7月"]
OTHERS = ["甲", "Ä“b”", "ﬁ①é", "x y", "—", "…", "QQ"]
MERGE, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
BANDED = (
    '<w:style w:type="table" w:styleId="T"><w:tblStylePr w:type="band1Horz"><w:tcPr>'
    '<w:shd w:val="clear" w:fill="000000"/></w:tcPr></w:tblStylePr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
)
LOUD = '<w:style w:type="paragraph" w:styleId="L"><w:rPr><w:caps/></w:rPr></w:style>'
NUMBERED = '<w:style w:type="paragraph" w:styleId="N"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
SILENT_LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="{}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


@pytest.fixture(autouse=True)
def nothing_is_known() -> Iterator[None]:
    """Each test begins with a reader that has read nothing."""
    known_moulds.cache_clear()
    yield
    known_moulds.cache_clear()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(content: str) -> str:
    return f"<w:tc><w:tcPr/>{content}</w:tc>"


def control(tag: str, content: str) -> str:
    properties = f'<w:sdtPr><w:alias w:val="{tag}"/><w:tag w:val="{tag}"/></w:sdtPr>'
    return f"<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>"


def plain(words: list[str]) -> str:
    return tbl(*[tr(tc(words[i]), tc(words[i + 1])) for i in (0, 2, 4)], grid=(2000, 2000))


def merged(words: list[str]) -> str:
    rows = (
        tr(tc(words[0], MERGE), tc(words[1])),
        tr(tc("", GOES_ON), tc(words[2])),
        tr(tc(words[3], '<w:gridSpan w:val="2"/>')),
    )
    return tbl(*rows, grid=(2000, 2000))


def nested(words: list[str]) -> str:
    return tbl(tr(tc(words[0]), cell(plain(words) + p(words[1]))), grid=(2000, 4000))


def banded(words: list[str]) -> str:
    look = '<w:tblStyle w:val="T"/><w:tblLook w:firstRow="1" w:noHBand="0"/>'
    return tbl(*[tr(tc(word)) for word in words], properties=look, grid=(2000,))


def several_runs(words: list[str]) -> str:
    runs = run(words[0]) + run(words[1]) + run(words[2], "<w:b/>") + "<w:r><w:br/></w:r>" + run(words[3])
    return tbl(tr(cell(f"<w:p>{runs}</w:p>{p(words[4])}"), tc(words[5])), grid=(2000, 2000))


def as_word_writes(words: list[str]) -> str:
    """With what Word adds of its own: languages, revision numbers, spelling marks."""
    look = '<w:rFonts w:hint="default"/><w:kern w:val="0"/><w:lang w:eastAsia="zh-CN"/>'
    text = f'<w:proofErr w:type="spellStart"/><w:r w:rsidR="00A1"><w:rPr>{look}</w:rPr><w:t>{words[0]}</w:t></w:r>'
    paragraph = f'<w:p w:rsidR="00A1"><w:pPr><w:adjustRightInd w:val="0"/></w:pPr>{text}</w:p>'
    return tbl(
        tr(f'<w:tc><w:tcPr><w:cnfStyle w:val="100000000000"/></w:tcPr>{paragraph}</w:tc>', tc(words[5])),
        grid=(2000, 2000),
    )


def controls(words: list[str]) -> str:
    inline = f"<w:p>{control('sign:' + words[0], run(words[1]))}</w:p>"
    return tbl(tr(cell(inline), cell(control("sign:" + words[2], p(words[3])))), grid=(2000, 2000))


KEPT: dict[str, Callable[[list[str]], str]] = {
    "plain": plain, "merged": merged, "nested": nested, "banded": banded, "several runs": several_runs,
    "controls": controls, "as Word writes": as_word_writes,
}  # fmt: skip


def capitals(words: list[str]) -> str:
    return tbl(tr(cell(p(words[1], '<w:pStyle w:val="L"/>')), tc(words[4])), grid=(2000, 2000))


def hinted(words: list[str]) -> str:
    return tbl(tr(cell(p(words[2], run='<w:rFonts w:hint="eastAsia"/>'))), grid=(2000,))


def symbols(words: list[str]) -> str:
    return tbl(tr(cell(p(words[4], run='<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'))), grid=(2000,))


def small_capitals(words: list[str]) -> str:
    return tbl(tr(cell(p(words[1], run="<w:smallCaps/>"))), grid=(2000,))


def mirrored(words: list[str]) -> str:
    return tbl(tr(tc(words[0]), tc(words[1])), properties="<w:bidiVisual/>", grid=(2000, 2000))


def numbered(words: list[str]) -> str:
    return tbl(tr(cell(p(words[0], '<w:pStyle w:val="N"/>'))), grid=(2000,)) + p(words[1], '<w:pStyle w:val="N"/>')


def bookmarked(words: list[str]) -> str:
    return tbl(
        tr(cell(f'<w:p><w:bookmarkStart w:id="1" w:name="{ord(words[0][0])}"/>{run(words[0])}</w:p>')), grid=(2000,)
    )


def covered(words: list[str]) -> str:
    return tbl(tr(tc(words[0], MERGE)), tr(tc(words[1], GOES_ON)), grid=(2000,))


def beyond(words: list[str]) -> str:
    return tbl(tr(tc(words[0]), cell(f"<w:p><m:oMath/>{run(words[1])}</w:p>")), grid=(2000, 2000))


def hidden(words: list[str]) -> str:
    return tbl(tr(tc(words[0]), cell(p(words[1], run="<w:vanish/>"))), grid=(2000, 2000))


def joined(words: list[str]) -> str:
    goes_on = p(words[0], "<w:rPr><w:specVanish/><w:vanish/></w:rPr>")
    return tbl(tr(cell(goes_on + p(words[1]))), grid=(2000,))


def floating(words: list[str]) -> str:
    place = '<w:tblpPr w:vertAnchor="text" w:horzAnchor="margin" w:tblpX="1000" w:tblpY="200"/>'
    return tbl(tr(tc(words[0])), properties=place, grid=(2000,)) + p(words[1])


def marked_before(words: list[str]) -> str:
    return f'<w:bookmarkStart w:id="1" w:name="a"/>{plain(words)}'


ANY = {
    **KEPT, "capitals": capitals, "hinted": hinted, "symbols": symbols, "small capitals": small_capitals,
    "mirrored": mirrored, "numbered": numbered, "bookmarked": bookmarked, "covered": covered, "beyond": beyond,
    "hidden": hidden, "joined": joined, "floating": floating, "marked before": marked_before,
}  # fmt: skip


def document(body: str, label: str = "%1.") -> object:
    return read(body + p("后") + A4_SECTION, styles=BANDED + LOUD + NUMBERED, numbering=SILENT_LIST.format(label))


A4_SECTION = f"<w:sectPr>{A4}</w:sectPr>"


@pytest.mark.parametrize("label", ["%1.", ""])
@pytest.mark.parametrize("kind", ANY)
def test_every_time_a_table_comes_it_reads_as_on_its_own(kind: str, label: str) -> None:
    alone = [document(ANY[kind](words), label) for words in (WORDS, OTHERS) if not known_moulds.cache_clear()]
    known_moulds.cache_clear()
    for _ in range(3):
        assert [document(ANY[kind](words), label) for words in (WORDS, OTHERS)] == alone


@pytest.mark.parametrize("kind", KEPT)
def test_from_the_third_time_on_only_its_words_are_read(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        document(KEPT[kind](WORDS))
    monkeypatch.setattr(blocks, "read_table", None)
    found = document(KEPT[kind](OTHERS))
    monkeypatch.undo()
    known_moulds.cache_clear()
    assert found == document(KEPT[kind](OTHERS))


def test_two_tables_that_differ_in_more_than_words_are_not_taken_for_one_another() -> None:
    for words in (WORDS, OTHERS, WORDS):
        document(plain(words))
    shaded = plain(OTHERS).replace("<w:tcPr></w:tcPr>", '<w:tcPr><w:shd w:val="clear" w:fill="FF0000"/></w:tcPr>', 1)
    assert first_table(document(shaded)).rows[0].cells[0].shading == "FF0000"
    wide = plain(OTHERS).replace('w:w="2000"', 'w:w="3000"')
    assert first_table(document(wide)).columns == (150, 150)


def test_in_a_header_page_numbers_stay_beside_other_words() -> None:
    def header(text: str) -> str:
        number = f'<w:fldSimple w:instr=" PAGE "><w:r><w:t>{ord(text[0])}</w:t></w:r></w:fldSimple>'
        return tbl(tr(tc(text), cell(f"<w:p>{run('第 ')}{number}{run(' 页')}</w:p>")), grid=(2000, 2000))

    def with_header(text: str) -> object:
        reference = '<w:sectPr><w:headerReference w:type="default" r:id="header1.xml"/></w:sectPr>'
        return read(p("正文") + reference, parts={"header1.xml": header(text)})

    for text in ("甲", "乙", "丙", "甲"):
        (table,) = [block for block in with_header(text).sections[0].headers.default if hasattr(block, "rows")]
        assert text_of(table.rows[0].cells[0].blocks) == text
        assert text_of(table.rows[0].cells[1].blocks) == "第  页"


@given(
    st.lists(st.tuples(st.text(alphabet="甲a “\t\n\u3000\u2028", max_size=4), st.booleans()), min_size=2, max_size=4)
)
def test_white_space_and_empty_words_read_as_on_their_own(words: list[tuple[str, bool]]) -> None:
    def body(words: list[tuple[str, bool]]) -> str:
        kept_as_is = {True: ' xml:space="preserve"', False: ""}
        texts = [f"<w:t{kept_as_is[kept]}>{text}</w:t>" for text, kept in words]
        return tbl(*[tr(cell(f"<w:p><w:r>{text}</w:r></w:p>")) for text in texts], grid=(2000,))

    known_moulds.cache_clear()
    alone = document(body(words))
    for _ in range(3):
        document(body([("字", kept) for _, kept in words]))
    assert document(body(words)) == alone


def test_a_control_without_a_tag_marks_no_place() -> None:
    for words in (WORDS, OTHERS, WORDS):
        document(controls(words))
    untagged = controls(WORDS).replace('w:val="sign:负责部门"', 'w:val=""')
    found = document(untagged)
    known_moulds.cache_clear()
    assert found == document(untagged)


def test_a_very_long_table_is_not_remembered() -> None:
    long = tbl(*[tr(tc("字"))] * 101, grid=(2000,))
    for _ in range(3):
        document(long)
    assert not moulds.known_moulds.cache_info().currsize
