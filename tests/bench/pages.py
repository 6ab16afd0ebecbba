"""The pages stage by itself: Word files through reading and layout, in process, warm, in words not set before.

What docgen has set once it remembers; so every run gets texts of its own, as a new plan brings them. Times are those
of the processor, so that what else runs on the machine counts little.
"""

from __future__ import annotations

import itertools
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from pages.constructs import file
from pages.read.word_xml import p, tbl, tc, tr
from pages.table_constructs import BORDERS, FIXED, MARGINS
from small_pages import word

from docgen.fonts import FontLibrary
from docgen.pages import lay_out

Row = tuple[str, str, str]

_WORDS = "跨部门协作计划的制定执行明确责任分工市场研发供应财务人力项目目标交付标准风险应对资源节点评审验收归档发布流程"
_NUMBERS = itertools.count(1)


def pages(_folder: Path) -> list[Row]:
    """How long a page and a long table take to read and lay out."""
    fonts = FontLibrary.open()
    lay_out([word(docx=_table(40))], fonts)  # fonts are open and modules loaded, as in the second file of a run
    dense, count = _timed(fonts, lambda: _table(140), runs=9)
    slim, slim_count = _timed(fonts, lambda: _table(400, long=5), runs=9)
    text, text_pages = _timed(fonts, _running_text, runs=9)
    rows, _ = _timed(fonts, lambda: _table(200), runs=9)
    half, _ = _timed(fonts, lambda: _table(2_500), runs=3)
    whole, whole_pages = _timed(fonts, lambda: _table(5_000), runs=3)
    return [
        ("page of dense table", f"{1000 * dense / count:.1f} ms", "goal: 15; 14 rows of 5 cells, 3 lines each"),
        ("page of one-line rows", f"{1000 * slim / slim_count:.1f} ms", "45 rows of 5 cells"),
        ("page of running text", f"{1000 * text / text_pages:.1f} ms", "goal: 10"),
        ("table of 200 rows", f"{rows:.2f} s", "goal: 0.4"),
        ("table of 5,000 rows", f"{whole:.1f} s", f"goal: 8; {whole_pages} pages"),
        ("5,000 rows, of 2,500 rows", f"{whole / half:.2f} ×", "goal: 2, linear growth"),
    ]


def _timed(fonts: FontLibrary, make: Callable[[], bytes], runs: int) -> tuple[float, int]:
    """The median seconds for files that `make` makes, and how many pages one has."""
    taken, count = [], 0
    for _ in range(runs):
        docx = word(docx=make())
        start = time.process_time()
        (document,) = lay_out([docx], fonts)
        taken.append(time.process_time() - start)
        count = len(document.pages)
    return statistics.median(taken), count


def _table(rows: int, long: int = 40) -> bytes:
    """A table of five columns with a header that is repeated; the text of the widest has `long` characters."""
    head = tr(*(tc(text) for text in ("序号", "任务", "负责部门", "交付标准", "完成日期")), properties="<w:tblHeader/>")
    body = (
        tr(
            tc(str(number)),
            tc(_text(min(14, long))),
            tc(_text(5)),
            tc(_text(long)),
            tc(f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}"),
        )
        for number in itertools.islice(_NUMBERS, rows)
    )
    return file(tbl(head, *body, properties=BORDERS + FIXED + MARGINS, grid=(900, 1700, 1400, 3300, 1500)) + p())


def _running_text() -> bytes:
    """About ten pages of paragraphs of five lines."""
    return file("".join(p(_text(180) + "。") for _ in range(90)))


_CHANCE = random.Random(7)


def _text(length: int) -> str:
    """So many characters; with commas where it is long."""
    found = "".join(_CHANCE.choices(_WORDS, k=length))
    return "，".join(found[start : start + 19] for start in range(0, length, 19)) if length > 20 else found
