"""`--annotate`: faults of templates as comments in copies of them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from docgen.errors import Fault

if TYPE_CHECKING:
    from docgen.cli.console import Console


def write_copies(faults: Iterable[Fault], arguments: argparse.Namespace, console: Console) -> None:
    """Write the copies into the folder of `-o`, and say which; to standard error where the output is JSON."""
    from docgen.authoring.annotating import annotate
    from docgen.cli.opening import today

    stream = sys.stderr if arguments.format == "json" else sys.stdout
    for file in annotate(faults, arguments.folder, console.translate, today()):
        console.print(console.safe(console.say("Written: {file}", file=file)), stream=stream)
