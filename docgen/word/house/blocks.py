"""Blocks that several templates have: the title of a form, the block in which a head signs."""

from __future__ import annotations

from docgen.word.house.ooxml import KEEP, Setting, paragraph
from docgen.word.house.tables import HEAD_FILL, LABEL_FILL, Cell, row, table

_SIGN_LABEL, _SIGN_VALUE, _SEAL = 24.0, 70.0, 62.0


def sheet_title(text: str) -> str:
    """The title of a form, where height is dear."""
    return paragraph("Title", text, setting=Setting(after=2, line=32, keep_next=True))


def signature_block() -> str:
    """One block that no page break splits: whole rows, all but the last kept with the next.

    The seal's cell is 62 × 42 mm, so that a round seal of 40 mm has room.
    """
    widths = [_SIGN_LABEL, _SIGN_VALUE, _SEAL]
    title = Setting(align="left", keep_next=True)
    head = row(
        [
            Cell(
                _SIGN_LABEL + _SIGN_VALUE,
                paragraph("TableHead", "{{ s.department }}（{{ s.role }}部门）", setting=title),
                span=2,
                fill=HEAD_FILL,
            ),
            Cell(_SEAL, paragraph("TableHead", "签字（盖章）", setting=KEEP), fill=HEAD_FILL),
        ],
        whole=True,
        height=8,
    )
    facts_below = (
        ("负 责 人", "{{ s.name }}{% if s.title %}（{{ s.title }}）{% endif %}", 9.0),
        ("签署方式", "{{ s.method }}签署", 9.0),
        ("签　　字", "", 14.0),
        ("日　　期", "　　　　年　　　月　　　日", 10.0),
    )
    last = len(facts_below) - 1
    rows = [
        _signature_row(label, text, height, first=number == 0, last=number == last)
        for number, (label, text, height) in enumerate(facts_below)
    ]
    return table(widths, [head, *rows])


def _signature_row(label: str, text: str, height: float, *, first: bool, last: bool) -> str:
    """One line of a block; the seal's cell goes down over all of them."""
    setting = Setting() if last else KEEP
    seal = paragraph("TableCenter", "{{r sign_here(s) }}" if first else "", setting=setting)
    cells = [
        Cell(_SIGN_LABEL, paragraph("TableLabel", label, setting=setting), fill=LABEL_FILL),
        Cell(_SIGN_VALUE, paragraph("TableText", text, setting=setting)),
        Cell(_SEAL, seal, merge="restart" if first else "continue", vertical="top"),
    ]
    return row(cells, whole=True, height=height)
