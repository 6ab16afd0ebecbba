"""The progress bar of a batch: how many, how fast, how long still."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from docgen.cli.console import Console

T = TypeVar("T")
_FROM = 2
"""Fewer plans than this need no bar."""


def shown(items: Iterable[T], total: int, console: Console) -> Iterator[T]:
    """Pass `items` on while a bar on standard error tells of them; without a terminal there, no bar."""
    if total < _FROM or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console as RichConsole
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(console.say("{rate} plans/s", rate=f"{task.finished_speed or task.speed or 0:.1f}"))

    iterator = iter(items)
    bar = Progress(BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn(), console=RichConsole(stderr=True))
    with bar:  # what the caller prints meanwhile goes above the bar
        task = bar.add_task("", total=total)
        for item in iterator:
            bar.advance(task)
            yield item
