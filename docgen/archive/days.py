"""The day book of an archive: which days it has seen, in the order in which it saw them; evidence that time has passed.

    .days.jsonl      {"day": "2026-07-01", "stored": "协作计划/2026/Q3/…/V1.0"}      one line an event, only appended to

A clock may be wrong by years, and one that was wrong leaves wrong dates behind. What it cannot do is make the archive
be used while nobody uses it. So the time since a version was stored is counted in steps from one line to the next, and
no step counts for more than a quarter: a clock that jumps ahead by ten years adds a quarter, and takes it back when it
is set right, so that a clock that jumps to and fro with every start of its computer adds a quarter and no more.
Storing, signing or destroying a version, filing scans and verifying the archive write a line each.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

FILE_NAME = ".days.jsonl"
LONGEST_STEP = 100
"""Days: an archive that is verified every quarter counts time in full."""


class Line(NamedTuple):
    """One event; `stored` is the folder of the version that was stored, relative to the archive, or empty."""

    day: dt.date
    stored: str = ""


def note(root: Path, line: Line) -> None:
    """Append `line`, on a line of its own whatever a crash has left. Raises OSError where it cannot be written."""
    data = {"day": line.day.isoformat(), **({"stored": line.stored} if line.stored else {})}
    text = json.dumps(data, ensure_ascii=False) + "\n"
    with (root / FILE_NAME).open("a+b") as handle:
        if handle.tell():
            handle.seek(-1, os.SEEK_END)
            text = text if handle.read(1) == b"\n" else "\n" + text
        handle.write(text.encode())


class DayBook:
    """What the archive has seen so far; lines that a crash cut short are left out."""

    def __init__(self, lines: Sequence[Line]) -> None:
        seen = [line.day for line in lines]
        self._places = {line.stored: place for place, line in enumerate(lines) if line.stored}
        self._latest = [dt.date.min, *accumulate(seen, max)]
        """The latest day of the lines before each place, and of all."""
        self._passed = [0, *accumulate(_step(*pair) for pair in pairwise(seen))]
        """The days counted up to each place."""
        self._last = seen[-1] if seen else None

    @classmethod
    def open(cls, root: Path) -> DayBook:
        """The day book of the archive `root`; empty where there is none yet."""
        file = root / FILE_NAME
        return cls([*_read(file.read_text("utf-8", errors="replace"))] if file.exists() else [])

    @property
    def latest(self) -> dt.date:
        """The latest day seen."""
        return self._latest[-1]

    def day_of(self, folder: str, own: dt.date) -> dt.date:
        """The day on which the version in `folder` was stored at the earliest, if its manifest says `own`.

        Time does not run backwards: a clock that was behind gave it a day before days that had been seen.
        """
        return max(own, self._latest[self._places.get(folder, 0)])

    def days_since(self, folder: str, today: dt.date) -> int:
        """How many days have certainly passed since the version in `folder` was stored; 0 where no line tells of it."""
        if folder not in self._places or self._last is None:
            return 0
        return max(0, self._passed[-1] - self._passed[self._places[folder]] + _step(self._last, today))


def _step(before: dt.date, after: dt.date) -> int:
    """The days that count between two lines; less than 0 where the clock went back."""
    return min(max((after - before).days, -LONGEST_STEP), LONGEST_STEP)


def _read(text: str) -> Iterator[Line]:
    for line in text.splitlines():
        try:
            data = json.loads(line)
            yield Line(dt.date.fromisoformat(data["day"]), str(data.get("stored", "")))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
