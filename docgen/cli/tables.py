"""Tables on the terminal, in which a Chinese character is two columns wide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docgen.cli.console import Console


def table(console: Console, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table with a line of heads."""
    from rich import box
    from rich.console import Console as RichConsole
    from rich.table import Table
    from rich.text import Text

    view = Table(*heads, box=box.SIMPLE_HEAD)
    for row in rows:
        view.add_row(*(Text(console.safe(cell)) for cell in row))
    target = RichConsole(highlight=False)
    if not target.is_terminal:
        target = RichConsole(highlight=False, width=200)  # a pipe has no edge to wrap at
    target.print(view)
