"""Keeps what compiling a template yields from one run to the next: compiling them takes longer than filling them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import CodeType
from typing import NamedTuple

from docgen.kept import KeptStore


class CompiledPart(NamedTuple):
    """A part of a template, compiled: what Jinja read, its code, the names it wants, whether it loops over cells."""

    name: str
    source: str
    code: CodeType
    undeclared: frozenset[str]
    loops_over_cells: bool


class CompiledStore(NamedTuple):
    """The folder that compiled templates are kept in. Nothing here ever raises."""

    folder: Path

    def load(self, template: bytes) -> list[CompiledPart] | None:
        """The parts of `template` as they were saved, or None."""
        parts = self._store.load(template)
        return None if parts is None else [CompiledPart(*part) for part in parts]

    def save(self, template: bytes, parts: Sequence[CompiledPart]) -> None:
        """Keep `parts`."""
        self._store.save(template, [tuple(part) for part in parts])

    @property
    def _store(self) -> KeptStore:
        return KeptStore(self.folder, ".template", ("docxtpl", "jinja2", "docgen.word"))
