"""Stacks of scanned pages, known by their codes: everything that is wrong with one is told, and nothing else."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.bundle.code import StampCode
from docgen.paper import Kind, PaperForm, ScannedPage, irregularities, own_pages

FILE = Path("scan.pdf")
CONTENT = "3F9A2C710B6D4E5F8A91"


def form(total: int) -> PaperForm:
    return PaperForm("XZ-2026Q3-K7M2P4", "V1.1", CONTENT, total)


def code(page: int, total: int, **changes: str) -> StampCode:
    return StampCode("XZ-2026Q3-K7M2P4", "V1.1", page, total, CONTENT)._replace(**changes)  # type: ignore[arg-type]


def stack(codes: list[StampCode | None]) -> list[ScannedPage]:
    return [ScannedPage(FILE, place, (item,) if item else ()) for place, item in enumerate(codes, 1)]


def told(codes: list[StampCode | None], total: int) -> Counter[Kind]:
    return Counter(item.kind for item in irregularities(stack(codes), form(total)))


@given(st.integers(1, 60))
def test_a_whole_stack_in_order_is_regular(total: int) -> None:
    pages = stack([code(page, total) for page in range(1, total + 1)])
    assert irregularities(pages, form(total)) == ()
    assert own_pages(pages, form(total)) == set(range(1, total + 1))


FOREIGN = {"number": "XZ-2026Q3-OTHER1"}
EARLIER = {"version": "V1.0"}
REBUILT = {"content": "0" * 20}


@settings(max_examples=1000, deadline=None)
@given(st.integers(2, 40), st.integers(0, 2**32), st.data())
def test_of_a_thousand_spoilt_stacks_every_fault_is_told(total: int, seed: int, data: st.DataObject) -> None:
    """Pages lost, doubled, swapped, foreign, unreadable: each kind is told just when it was done to the stack."""
    chance = random.Random(seed)
    codes: list[StampCode | None] = [code(page, total) for page in range(1, total + 1)]
    expected: Counter[Kind] = Counter()
    done = data.draw(st.sets(st.sampled_from(Kind), min_size=1))
    if Kind.SWAPPED in done:
        one, other = sorted(chance.sample(range(total), 2))
        codes[one], codes[other] = codes[other], codes[one]
    if Kind.DOUBLED in done:
        place = chance.randrange(total)
        codes.insert(place + 1, codes[place])
        expected[Kind.DOUBLED] = 1
    if Kind.MISSING in done:
        gone = chance.choice(codes)
        codes = [item for item in codes if item != gone]
        expected[Kind.MISSING] = 1
        expected[Kind.DOUBLED] = len([item for item in codes if item]) - len({item for item in codes if item})
    for kind, changes in ((Kind.FOREIGN, FOREIGN), (Kind.OTHER_VERSION, chance.choice([EARLIER, REBUILT]))):
        if kind in done:
            codes.insert(chance.randint(0, len(codes)), code(chance.randint(1, total), total, **changes))
            expected[kind] = 1
    if Kind.UNREADABLE in done:
        codes.insert(chance.randint(0, len(codes)), None)
        expected[Kind.UNREADABLE] = 1
    found = told(codes, total)
    own = [item.page for item in dict.fromkeys(codes) if item and form(total).owns(item)]
    assert bool(found.pop(Kind.SWAPPED, 0)) == (own != sorted(own))
    assert found == +expected


@pytest.mark.parametrize("distance", [1, 2, 7])
def test_two_swapped_pages_are_told_by_the_pages_that_must_be_moved(distance: int) -> None:
    codes: list[StampCode | None] = [code(page, 12) for page in range(1, 13)]
    codes[3], codes[3 + distance] = codes[3 + distance], codes[3]
    assert 1 <= told(codes, 12)[Kind.SWAPPED] <= 2


def test_a_stack_scanned_from_the_back_is_one_fault() -> None:
    assert told([code(page, 9) for page in range(9, 0, -1)], 9) == {Kind.SWAPPED: 1}


def test_blank_backs_count_as_nothing() -> None:
    pages = [ScannedPage(FILE, 1, (code(1, 2),)), ScannedPage(FILE, 2, (), True), ScannedPage(FILE, 3, (code(2, 2),))]
    assert irregularities(pages, form(2)) == ()


def test_missing_pages_are_told_as_ranges() -> None:
    found = irregularities(stack([code(page, 9) for page in (1, 5, 7)]), form(9))
    assert found[0].fault.problem.params["pages"] == ["2–4", "6", "8–9"]


def test_two_sheets_on_one_scanned_page_are_both_known() -> None:
    assert irregularities([ScannedPage(FILE, 1, (code(1, 2), code(2, 2)))], form(2)) == ()


def test_a_page_of_a_rebuilt_bundle_is_of_another_version_though_number_and_version_agree() -> None:
    assert told([code(1, 2), code(2, 3)], 2) == {Kind.OTHER_VERSION: 1, Kind.MISSING: 1}
