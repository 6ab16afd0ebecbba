"""Keeps what compiling a template yields from one run to the next, as Python keeps its .pyc files.

Compiling the thirteen house templates takes longer than filling them. What is kept depends on the bytes of the template
and on everything that compiles it, and lies in the user's own cache folder, never beside a template: whoever sends a
template must not be able to send code with it.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import marshal
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType
from typing import NamedTuple

from docgen import __version__

_SUFFIX = ".template"
_DIGEST_SIZE = 32
_MOST_FILES = 200
"""About 40 KB each; beyond that the oldest go."""


class CompiledPart(NamedTuple):
    """A part of a template, compiled: what Jinja read, its code, the names it wants, whether it loops over cells."""

    name: str
    source: str
    code: CodeType
    undeclared: frozenset[str]
    loops_over_cells: bool


@dataclass(frozen=True, slots=True)
class CompiledStore:
    """The folder that compiled templates are kept in; it is made when the first one is. Nothing here ever raises."""

    folder: Path

    def load(self, template: bytes) -> list[CompiledPart] | None:
        """The parts of `template` as they were saved, or None."""
        file = self._file(template)
        try:
            if not _is_own(file):
                return None
            whole = file.read_bytes()
            payload = whole[_DIGEST_SIZE:]
            if hashlib.sha256(payload).digest() != whole[:_DIGEST_SIZE]:
                return None  # marshal may crash on a damaged file
            return [CompiledPart(*part) for part in marshal.loads(payload)]  # noqa: S302 - the user's own file
        except (OSError, ValueError, EOFError, TypeError):
            return None

    def save(self, template: bytes, parts: Sequence[CompiledPart]) -> None:
        """Keep `parts`; in one step, since another process may be reading."""
        file = self._file(template)
        with contextlib.suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            payload = marshal.dumps([tuple(part) for part in parts])
            descriptor, name = tempfile.mkstemp(_SUFFIX, dir=self.folder)
            with os.fdopen(descriptor, "wb") as handle:
                handle.write(hashlib.sha256(payload).digest() + payload)
            Path(name).replace(file)
            self._drop_oldest()

    def _file(self, template: bytes) -> Path:
        return self.folder / f"{hashlib.sha256(_compilers() + template).hexdigest()}{_SUFFIX}"

    def _drop_oldest(self) -> None:
        files = sorted(self.folder.glob(f"*{_SUFFIX}"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[_MOST_FILES:]:
            file.unlink()


@cache
def _compilers() -> bytes:
    """All that a compiled template depends on besides the template itself, told without importing it."""
    told = [sys.version, f"docgen {__version__}"]
    for name in ("docxtpl", "jinja2", "docgen.word"):
        spec = importlib.util.find_spec(name)
        folder = Path(spec.origin).parent if spec and spec.origin else Path()
        states = (file.stat() for file in sorted(folder.glob("*.py")))
        told += [f"{name} {state.st_size} {state.st_mtime_ns}" for state in states]
    return "\n".join(told).encode()


def _is_own(file: Path) -> bool:
    """Whether nobody else can have written `file`; Windows keeps a user's cache folder to the user."""
    return sys.platform == "win32" or file.stat().st_uid == os.getuid()
