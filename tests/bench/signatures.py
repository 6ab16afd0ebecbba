"""Signing a bundle of 20 pages, and verifying three signatures, in process."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from small_signing import DEPARTMENTS, bundle, report, signed, signing

Row = tuple[str, str, str]
PAGES = 20


def signatures(_folder: Path) -> list[Row]:
    """The median of fifteen runs each; keys and fonts are open, as in the second file of a run."""
    plain = bundle(pages=PAGES - 1)
    three = signed(*DEPARTMENTS, pdf=plain)
    assert report(three).is_sound
    return [
        _row("sign 20 pages", 300, lambda: signing(plain, "市场部")),
        _row("verify three signatures", 200, lambda: report(three)),
    ]


def _row(what: str, goal: int, action: Callable[[], object]) -> Row:
    times = []
    for _ in range(15):
        start = time.perf_counter()
        action()
        times.append(1000 * (time.perf_counter() - start))
    return what, f"{statistics.median(times):.0f} ms", f"goal: {goal}; at best {min(times):.0f}"
