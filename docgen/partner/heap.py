"""The heap of work from which two processes take: numbers, of which each is taken once."""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterable, Iterator

_SIZE = 2  # bytes a number


class Heap:
    """Numbers below 65,536 in a pipe. Whoever reads one has taken it, and nobody else can read it again.

    The system lets one process at a time read, and all of a number at once, so that no lock is needed that a process
    could die with. What is put in must fit the pipe: 32,768 numbers on Linux.
    """

    def __init__(self) -> None:
        self._reading, self._writing = os.pipe()
        os.set_blocking(self._reading, False)
        weakref.finalize(self, _close, self._reading, self._writing)

    def put(self, numbers: Iterable[int]) -> None:
        """Put numbers onto the heap; they are taken in this order."""
        os.write(self._writing, b"".join(number.to_bytes(_SIZE) for number in numbers))

    def __iter__(self) -> Iterator[int]:
        """Take one number after the other until there is none left."""
        while (taken := self._take()) is not None:
            yield taken

    def clear(self) -> None:
        """Take all that is left, so that nobody else does."""
        for _ in self:
            pass

    def _take(self) -> int | None:
        try:
            return int.from_bytes(os.read(self._reading, _SIZE))
        except BlockingIOError:
            return None


def _close(*ends: int) -> None:
    for end in ends:
        os.close(end)
