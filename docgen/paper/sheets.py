"""Holds a stack of scanned pages against the bundle that it should be. Looks at codes only, not at pixels."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from docgen.errors import Fault
from docgen.messages import Message, message
from docgen.paper.model import Irregularity, Kind, PaperForm, ScannedPage

_SCAN_AGAIN = message("Scan this page again, flat and with its lower edge in the picture.")
_TAKE_OUT = message("Take the page out of the scan.")


def own_pages(pages: Sequence[ScannedPage], form: PaperForm) -> frozenset[int]:
    """The pages of the bundle (1-based) that were scanned."""
    return frozenset(code.page for page in pages for code in page.codes if form.owns(code))


def irregularities(pages: Sequence[ScannedPage], form: PaperForm) -> tuple[Irregularity, ...]:
    """Everything that keeps `pages`, in the order of scanning, from being the pages 1 to the last of `form` once each.

    Backs that are blank count as nothing. Of pages in a wrong order as few as possible are told: those that would have
    to be moved.
    """
    own: list[tuple[int, ScannedPage]] = []
    seen: dict[int, ScannedPage] = {}
    found: list[Irregularity] = []
    for scanned in pages:
        if not scanned.codes:
            found += [] if scanned.is_blank else [_unreadable(scanned)]
        for code in scanned.codes:
            if not form.owns(code):
                found.append(_foreign(scanned, form))
            elif code.page in seen:
                found.append(_doubled(scanned, code.page, seen[code.page]))
            else:
                seen[code.page] = scanned
                own.append((code.page, scanned))
    found += _swapped(own)
    found += _missing(form, seen.keys())
    return tuple(found)


def _swapped(own: Sequence[tuple[int, ScannedPage]]) -> Iterator[Irregularity]:
    numbers = [number for number, _ in own]
    in_order = _longest_ascent(numbers)
    if len(numbers) > 2 and len(in_order) == 1:
        problem = message("The pages are in reverse order, from the last to the first")
        mend = message("Turn the stack over and scan it again.")
        yield Irregularity(Kind.SWAPPED, Fault(problem, mend, own[0][1].file))
        return
    for place, (number, scanned) in enumerate(own):
        if number in in_order:
            continue
        before = numbers[place - 1] if place else 0
        problem = (
            message("Page {number} is in a wrong place: it comes after page {before}", number=number, before=before)
            if before
            else message("Page {number} is in a wrong place: it comes first", number=number)
        )
        yield _at(Kind.SWAPPED, scanned, problem, message("Put the pages in order and scan them again."))


def _longest_ascent(numbers: Sequence[int]) -> frozenset[int]:
    """The most of `numbers` (all different) that stand in ascending order; of several such, one."""
    lowest_ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        length = bisect_left(lowest_ends, number)
        before[number] = lowest_ends[length - 1] if length else None
        lowest_ends[length : length + 1] = [number]
    kept = set()
    last = lowest_ends[-1] if lowest_ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return frozenset(kept)


def _missing(form: PaperForm, seen: Iterable[int]) -> Iterator[Irregularity]:
    absent = sorted(set(range(1, form.total + 1)).difference(seen))
    if absent:
        problem = message(
            "{count} of {total} pages are missing: {pages}", count=len(absent), total=form.total, pages=_ranges(absent)
        )
        yield Irregularity(Kind.MISSING, Fault(problem, message("Scan the missing pages too.")))


def _ranges(numbers: Sequence[int]) -> list[str]:
    """[2, 3, 4, 7] → ["2–4", "7"]."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]


def _foreign(scanned: ScannedPage, form: PaperForm) -> Irregularity:
    code = next(code for code in scanned.codes if not form.owns(code))
    if code.number != form.number:
        problem = message(
            "A page of another document: {number} {version}, page {page}",
            number=code.number,
            version=code.version,
            page=code.page,
        )
        return _at(Kind.FOREIGN, scanned, problem, _TAKE_OUT)
    if code.version != form.version:
        problem = message(
            "A page of another version: {version}, page {page}; this is {wanted}",
            version=code.version,
            page=code.page,
            wanted=form.version,
        )
        mend = message(
            "Take the page out; if the whole stack is of {version}, file it with --version {version}.",
            version=code.version,
        )
    else:
        problem = message(
            "A page with other content under the same number and version: page {page} of {total}, content {content}",
            page=code.page,
            total=code.total,
            content=code.content[:8],
        )
        mend = message("Print and sign the version that is in the archive.")
    return _at(Kind.OTHER_VERSION, scanned, problem, mend)


def _doubled(scanned: ScannedPage, number: int, first: ScannedPage) -> Irregularity:
    problem = message(
        "Page {number} was scanned before, as page {page} of {file}",
        number=number,
        page=first.page,
        file=first.file.name,
    )
    return _at(Kind.DOUBLED, scanned, problem, _TAKE_OUT)


def _unreadable(scanned: ScannedPage) -> Irregularity:
    return _at(Kind.UNREADABLE, scanned, message("No code of docgen can be read on this page"), _SCAN_AGAIN)


def _at(kind: Kind, scanned: ScannedPage, problem: Message, mend: Message) -> Irregularity:
    return Irregularity(
        kind, Fault(problem, mend, scanned.file, place=message("page {page} of the scan", page=scanned.page))
    )
