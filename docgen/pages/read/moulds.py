"""Reads a table by its words alone where its markup was read before.

The tables of one template differ from plan to plan in the words of their cells, and seldom in anything else. What was
read of a table is kept as a mould, in which the words of the next one are cast. Whether a table can be kept is not
argued but tried: it is read with words that any change would show in, and is kept only where all of these came out as
they went in, and nothing but the table did.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from copy import deepcopy
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import Final, NamedTuple, TypeAlias

from lxml import etree

from docgen.pages.memory import Memory
from docgen.pages.read.block_model import Block, Cell, Row, Table
from docgen.pages.read.context import Reading, Story
from docgen.pages.read.inline_builder import in_one_line, written
from docgen.pages.read.inline_model import Inline, PlaceMark
from docgen.pages.read.ooxml import Element, W
from docgen.pages.read.run_model import TextRun
from docgen.pages.read.styles import StyleSheet

ReadTable: TypeAlias = Callable[[Element, Reading], Table]

_MEMORY = 128
"""Moulds remembered in one set of styles, in each of two generations."""

_MOST_ROWS = 100
"""Rows of a table that is remembered at most: longer ones seldom come again, and take memory."""

_WORDS: Final = re.compile(rb">[^<]+<")
_WORDS_AND_FIELDS: Final = re.compile(rb"(<(?:\w+:)?fldSimple .*?</(?:\w+:)?fldSimple>)|>[^<]+<", re.DOTALL)
_TAGS: Final = re.compile(rb'(<w:(?:tag|alias|id) w:val=")[^"]*')
_TEXT, _TAG, _FIELD = W + "t", W + "tag", W + "fldSimple"
_TABLES: Final = """
    tbl tblPr tblStyle tblStyleRowBandSize tblStyleColBandSize tblW tblInd tblLayout tblLook tblCellSpacing tblCellMar
    tblBorders tblCaption tblDescription tblGrid gridCol tr trPr tblPrEx trHeight cantSplit tblHeader hidden gridBefore
    gridAfter wBefore wAfter tc tcPr tcW gridSpan vMerge hMerge tcBorders tcMar noWrap vAlign tcFitText hideMark
    textDirection cnfStyle top left start bottom right end insideH insideV tl2br tr2bl
"""
_PARAGRAPHS: Final = """
    p pPr pStyle jc ind spacing contextualSpacing mirrorIndents keepNext keepLines widowControl pageBreakBefore tabs
    pBdr between bar outlineLvl textAlignment snapToGrid adjustRightInd kinsoku wordWrap overflowPunct topLinePunct
    autoSpaceDE autoSpaceDN suppressLineNumbers suppressAutoHyphens divId
"""
_RUNS: Final = """
    r rPr rStyle rFonts b bCs i iCs u strike dstrike color shd highlight bdr sz szCs w kern position vertAlign em lang
    noProof t tab br cr softHyphen lastRenderedPageBreak proofErr
"""
_MARKS: Final = "sdt sdtPr sdtContent alias tag id fldSimple"
_MARKUP: Final = frozenset(W + name for name in f"{_TABLES} {_PARAGRAPHS} {_RUNS} {_MARKS}".split())
"""What a table that is remembered consists of: nothing that refers to another part or place, or is counted there."""


class _Words(NamedTuple):
    """What is cast: the texts of a table, but those in fields, and the tags of its controls, each in order."""

    texts: Sequence[str]
    tags: Sequence[str]


class _Mould(NamedTuple):
    """A table that was read with other words. `joined` is how many texts in a row make up each of its runs."""

    table: Table
    joined: tuple[int, ...]

    def cast(self, words: _Words) -> Table:
        """The table with these words."""
        texts = iter(words.texts)
        if len(self.joined) < len(words.texts):
            texts = iter(["".join(islice(texts, count)) for count in self.joined])
        return _cast(self.table, texts, iter(words.tags))


@lru_cache(maxsize=32)  # as many as style sheets are remembered
def known_moulds(_: StyleSheet) -> Memory[Hashable, _Mould | bool]:
    """What is known of the tables in one set of styles: a mould; True of what came once; False of what has none."""
    return Memory(_MEMORY)


def read_by_words(element: Element, reading: Reading, read_anew: ReadTable) -> Table:
    """The table that `read_anew` gives for a `w:tbl`; `reading` stands at it.

    A table is tried when it comes for the second time: most tables of most documents come once.
    """
    if len(element) > _MOST_ROWS or not _is_alone(reading.story):
        return read_anew(element, reading)
    moulds = known_moulds(reading.story.sheet)
    key = _key(element, reading)
    mould = moulds.get(key)
    if isinstance(mould, _Mould):
        words = _words(element)
        if all(words.texts) and all(words.tags):
            return mould.cast(words)
    elif mould is None:
        moulds.keep(key, True)
    elif mould:
        moulds.keep(key, _try(element, reading, read_anew) or False)
    return read_anew(element, reading)


def _is_alone(story: Story) -> bool:
    """Whether nothing of what stands before a table reaches into it."""
    return not (story.marks or story.links or story.fields.unfinished() or story.references.marks_styles)


def _key(element: Element, reading: Reading) -> Hashable:
    """All that decides how a table is read, but its words; of its markup a digest, which stays small."""
    markup = etree.tostring(element, encoding="utf-8", with_tail=False)
    if b"fldSimple " in markup:
        markup = _WORDS_AND_FIELDS.sub(lambda found: found[1] or b">-<", markup)
    else:
        markup = _WORDS.sub(b">-<", markup)
    if b"<w:tag " in markup:
        markup = _TAGS.sub(rb"\1-", markup)
    outer = reading.place.outer
    where = (outer is not None and outer.kind == "cell", reading.story.fields.in_margins, reading.story.settings)
    return (blake2b(markup, digest_size=16).digest(), where, reading[2:])


def _words(element: Element) -> _Words:
    texts, tags = _worded(element)
    return _Words([in_one_line(written(text)) for text in texts], [tag.get(W + "val", "") for tag in tags])


def _worded(element: Element) -> tuple[list[Element], list[Element]]:
    """The elements whose words are cast: texts that are not empty, and tags."""
    texts = [text for text in element.iter(_TEXT) if text.text]
    if next(element.iter(_FIELD), None) is not None:
        texts = [text for text in texts if next(text.iterancestors(_FIELD), None) is None]
    return texts, list(element.iter(_TAG))


def _try(element: Element, reading: Reading, read_anew: ReadTable) -> _Mould | None:
    """The mould of a table; None where more depends on its words, or comes of reading it, than the words of its runs.

    Tried with a story of its own, which tells what else was read.
    """
    if not {part.tag for part in element.iter()} <= _MARKUP:
        return None
    trial = deepcopy(element)
    texts, tags = _worded(trial)
    for number, text in enumerate(texts):
        text.text = f"“ä{number}”"
    for number, tag in enumerate(tags):
        tag.set(W + "val", f"“ä{number}”")
    tried = _words(trial)
    story = reading.story.apart()
    table = read_anew(trial, reading._replace(story=story))
    inlines = list(_inlines(table))
    runs = [inline.text for inline in inlines if isinstance(inline, TextRun)]
    marks = [inline.tag for inline in inlines if isinstance(inline, PlaceMark)]
    is_kept = "".join(runs) == "".join(tried.texts) and all(run.startswith("“") for run in runs) and marks == tried.tags
    if not is_kept or not story.is_untouched():
        return None
    return _Mould(table, tuple([run.count("“") for run in runs]))


def _inlines(table: Table) -> Iterator[Inline]:
    """What stands in the paragraphs of a table, in the order in which it is cast."""
    for row in table.rows:
        for cell in row.cells:
            for block in cell.blocks:
                yield from _inlines(block) if isinstance(block, Table) else block.inlines


def _cast(table: Table, texts: Iterator[str], tags: Iterator[str]) -> Table:
    """The table with these texts and tags in place of its own."""

    def inline(old: Inline) -> Inline:
        if isinstance(old, TextRun):
            return TextRun(next(texts), old.style)
        return PlaceMark(next(tags)) if isinstance(old, PlaceMark) else old

    def block(old: Block) -> Block:
        if isinstance(old, Table):
            return _cast(old, texts, tags)
        return old._replace(inlines=tuple([inline(each) for each in old.inlines])) if old.inlines else old

    def cell(old: Cell) -> Cell:
        return old._replace(blocks=tuple([block(each) for each in old.blocks]))

    def row(old: Row) -> Row:
        return old._replace(cells=tuple([cell(each) for each in old.cells]))

    return table._replace(rows=tuple([row(each) for each in table.rows]))
