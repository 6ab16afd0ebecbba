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
    columns = (BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    # rich would send to its own console what is printed meanwhile, though standard output may be a file
    bar = Progress(*columns, console=RichConsole(stderr=True), redirect_stdout=False, redirect_stderr=False)

    def above(text: str) -> None:
        bar.console.print(Text.from_ansi(text), soft_wrap=True)  # a path that is copied must not be broken

    with bar, console.printing_above(above):
        task = bar.add_task("", total=total)
        for item in iterator:
            bar.advance(task)
            yield item
