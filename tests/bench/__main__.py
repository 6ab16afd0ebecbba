"""`make bench`: how fast docgen is, side by side with what a user would write instead, in one run.

Everything is measured in alternation and given as the median, since machines are noisy; what counts are the ratios.
`--quick` leaves out the batches and the large archive.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench import archives, batches, pages, pipelines, questionnaire, signatures

Row = tuple[str, str, str]


def median_seconds(
    runs: int, *actions: Callable[[], object], before: Callable[[], object] = lambda: None
) -> list[float]:
    """The median time of each action, taken in alternation so that a noisy moment hits all of them.

    What is to be done `before` each is not in it.
    """
    times: list[list[float]] = [[] for _ in actions]
    for _ in range(runs):
        for place, action in enumerate(actions):
            before()
            start = time.perf_counter()
            action()
            times[place].append(time.perf_counter() - start)
    return [statistics.median(taken) for taken in times]


def warm(folder: Path) -> list[Row]:
    """The bundle in process, against docxtpl + soffice + pypdf in process."""
    paired, alone = pipelines.Bench(folder, with_partner=True), pipelines.Bench(folder, first=101)

    def five(bench: pipelines.Bench) -> None:
        for _ in range(5):
            bench.docgen()

    def warm_up() -> None:  # right after soffice the processor's caches are cold, and the system is still clearing up
        paired.docgen()
        alone.docgen()

    five(paired), five(alone), alone.office()
    actions = (partial(five, paired), partial(five, alone), alone.office)
    ours, single, theirs = median_seconds(7, *actions, before=warm_up)
    ours, single = ours / 5, single / 5
    fill, pages, bundle = alone.stages()
    return [
        ("bundle, warm, in two processes", f"{ours * 1000:.0f} ms", "as “docgen build” makes one plan"),
        ("the same in one", f"{single * 1000:.0f} ms", f"fill {fill:.0f}, lay out {pages:.0f}, bind {bundle:.0f} ms"),
        ("docxtpl + soffice + pypdf, warm", f"{theirs * 1000:.0f} ms", "one soffice call for all files"),
        ("ratio, warm", f"{theirs / ours:.1f} ×", f"goal: 25; in one process {theirs / single:.1f} ×, goal: 15"),
    ]


def cold(folder: Path) -> list[Row]:
    """`docgen build` as a process, against a script of the other pipeline as a process."""
    pipelines.run_docgen(folder)  # so that bytecode and compiled templates are kept, as after any first run
    ours, theirs = median_seconds(5, lambda: pipelines.run_docgen(folder), lambda: pipelines.run_office(folder))
    version, nothing = median_seconds(9, pipelines.run_version, pipelines.run_nothing)
    return [
        ("docgen build, cold", f"{ours * 1000:.0f} ms", "check, bundle, archive with fsync"),
        ("docxtpl + soffice + pypdf, cold", f"{theirs * 1000:.0f} ms", ""),
        ("ratio, cold", f"{theirs / ours:.1f} ×", "goal: 5"),
        ("docgen --version", f"{version * 1000:.0f} ms", f"goal: 150; python -c pass takes {nothing * 1000:.0f}"),
    ]


def prompts(folder: Path) -> list[Row]:
    """The questionnaire in a pseudo-terminal: what a person waits for."""
    first = questionnaire.first_prompts(folder, runs=9)
    following = questionnaire.next_prompts(folder, answers=30)
    return [
        ("docgen new, first prompt", f"{statistics.median(first) * 1000:.0f} ms", "goal: 500; a process of its own"),
        (
            "next prompt after Enter",
            f"{statistics.median(following) * 1000:.0f} ms",
            f"goal: 50; at most {max(following) * 1000:.0f}; 60 tasks, 12 departments, saved with fsync",
        ),
    ]


def batch(folder: Path) -> list[Row]:
    """Many plans: one job against two, and what a worker's memory does."""
    one, two = median_seconds(3, *(partial(batches.build, folder, plans=200, jobs=jobs) for jobs in (1, 2)))
    few, many = batches.peak_memory(folder, plans=20), batches.peak_memory(folder, plans=500)
    return [
        ("200 plans, one job", f"{200 / one:.1f} plans/s", ""),
        ("200 plans, two jobs", f"{200 / two:.1f} plans/s", ""),
        ("ratio, two jobs", f"{one / two:.2f} ×", "goal: 1.8"),
        ("memory a worker, 20 plans", f"{few:.0f} MB", "goal: under 250"),
        ("memory a worker, 500 plans", f"{many:.0f} MB", "goal: flat"),
    ]


def archive(folder: Path) -> list[Row]:
    """Ten thousand archived versions, and how fast large files are verified."""
    kept = archives.fill(folder, 10_000)
    answers = [(f"10,000 versions, {what}", f"{taken:.0f} ms", "goal: 100") for what, taken in archives.questions(kept)]
    rate = archives.verifying_rate(folder / "large")
    return [*answers, ("archive verify, one core", f"{rate:.0f} MB/s", "goal: 200")]


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave out the batches and the large archive")
    quick = parser.parse_args().quick
    print(f"Python {platform.python_version()}, {platform.machine()}")
    parts = (warm, cold, prompts, signatures.signatures, pages.pages)
    for part in parts if quick else (*parts, batch, archive):
        with tempfile.TemporaryDirectory() as folder:
            for name, figure, remark in part(Path(folder)):
                print(f"{name:34}{figure:>14}   {remark}")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
