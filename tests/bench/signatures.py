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
        ("sign 20 pages", f"{_median(lambda: signing(plain, '市场部')):.0f} ms", "goal: 300"),
        ("verify three signatures", f"{_median(lambda: report(three)):.0f} ms", "goal: 200"),
    ]


def _median(action: Callable[[], object]) -> float:
    """Milliseconds."""
    times = []
    for _ in range(15):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)
