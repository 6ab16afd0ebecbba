"""Remembers which versions a verification has found whole, so that one that was interrupted can go on.

The file stands in the archive's root while a verification runs, and is gone once it has come to its end. A version
counts as checked as long as its files have the sizes and times that they had when they were checked.
"""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

FILE_NAME = ".verified"


class Checked:
    """The versions found whole so far; where `signatures`, their signatures as well, and only such count.

    Where the archive cannot be written, nothing is remembered.
    """

    def __init__(self, root: Path, *, resume: bool, signatures: bool = False) -> None:
        self._root = root
        self._kind = "signatures" if signatures else ""
        self._file = root / FILE_NAME
        self._known: frozenset[str] = frozenset()
        with contextlib.suppress(OSError):
            if resume:
                self._known = frozenset(self._file.read_text("utf-8", errors="replace").splitlines())
            else:
                self._file.unlink(missing_ok=True)

    def holds(self, folder: Path) -> bool:
        """Whether the version in `folder` was found whole, and looks as it did then."""
        return bool(self._known) and self._line(folder) in self._known

    def note(self, folder: Path) -> None:
        """Remember that the version in `folder` is whole."""
        with contextlib.suppress(OSError), self._file.open("a", encoding="utf-8") as handle:
            handle.write(self._line(folder) + "\n")

    def finish(self) -> None:
        """Forget everything: the verification has come to its end."""
        with contextlib.suppress(OSError):
            self._file.unlink(missing_ok=True)

    def _line(self, folder: Path) -> str:
        digest = hashlib.sha256(f"{folder.relative_to(self._root).as_posix()}\0{self._kind}".encode())
        for file in sorted(folder.rglob("*")):
            status = file.stat()
            digest.update(f"\0{file.relative_to(folder).as_posix()}\0{status.st_size}\0{status.st_mtime_ns}".encode())
        return digest.hexdigest()
