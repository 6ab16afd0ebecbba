"""Keeps a second questionnaire off an answer file; the system drops the lock when its holder dies, however it dies."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from docgen.answers.document.saving import refusal, target_of
from docgen.errors import AnswersError, Fault
from docgen.messages import message


class InUseError(AnswersError):
    """Another process holds the answer file's lock."""


@contextlib.contextmanager
def lock(file: Path) -> Iterator[None]:
    """Hold the answer file `file`, which need not exist yet, as long as the context lasts.

    A hidden file beside it is locked, not the file itself: that is replaced each time it is saved. Raises InUseError at
    once where another process holds it, and AnswersError where nothing can be written beside it.
    """
    target = target_of(file)
    side = target.with_name(f".{target.name}.lock")
    try:
        handle = _acquired(side)
    except OSError as error:
        raise AnswersError(refusal(file, error)) from error
    if handle is None:
        problem = message("The answer file is being edited in another window")
        raise InUseError(Fault(problem, message("Finish there, or close that window, then try again."), file))
    with handle:
        try:
            yield
        finally:
            with contextlib.suppress(OSError):  # Windows lets nobody remove an open file; it is taken again next time
                side.unlink()


def _acquired(side: Path) -> IO[bytes] | None:
    """The open and locked file `side`; None where another process holds it."""
    while True:
        handle = side.open("a+b")
        if not _is_locked(handle.fileno()):
            handle.close()
            return None
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle.fileno()), side.stat()):
                return handle
        handle.close()  # its holder removed it between our opening and our locking


if sys.platform == "win32":
    import msvcrt

    def _is_locked(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _is_locked(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
