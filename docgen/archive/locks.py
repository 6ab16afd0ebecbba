"""A lock between processes that the system drops when its holder dies, however it dies."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def exclusive(file: Path) -> Iterator[None]:
    """Hold `file` (made where absent, left in place) exclusively; waits for another holder."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+b") as handle:
        _lock(handle.fileno())
        yield  # closing the handle drops the lock


if sys.platform == "win32":
    import msvcrt
    import time

    def _lock(descriptor: int) -> None:
        while True:
            with contextlib.suppress(OSError):  # LK_LOCK itself gives up after ten tries
                msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
                return
            time.sleep(0.1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
