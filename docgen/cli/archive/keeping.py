"""`docgen archive search|export|expire|rebuild-index`: the archive over the years."""

from __future__ import annotations

from docgen.cli import parser


def add(actions: parser.Subparsers, say: parser.Say) -> None:
    """Add the actions."""
