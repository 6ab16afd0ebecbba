"""What a partner was asked to do for one plan, and what has come back of it so far."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection

from docgen.partner.model import Desk, Parcel, Sent
from docgen.partner.post import unpacked

_PATIENCE = 60
"""Seconds without a word after which a partner counts as gone: then what it was about is done a second time."""


class Errand:
    """One plan's exchange over `line`: first come the parcels of documents, then the Word files of these.

    Nothing here raises because the partner has gone: then nothing more comes, and `is_lost` says so.
    """

    def __init__(self, line: Connection, desk: Desk) -> None:
        self._line = line
        self._desk = desk
        self._parcels: dict[int, Parcel] = {}
        self._files: dict[int, bytes] = {}
        self._sent = Sent.NOTHING
        self._lock = threading.Lock()  # whoever wants a Word file may do so from any thread
        self.is_lost = False

    def begin(self, plan: bytes) -> None:
        """Hand over what the errand is about."""
        try:
            self._line.send_bytes(plan)
        except OSError:
            self._lose()

    def look(self) -> None:
        """Take what has come, so that the partner need not wait until it is asked for."""
        self._receive_until(lambda: not self._line.poll())

    def parcels(self) -> Iterable[tuple[int, Parcel]]:
        """All documents that the partner has set, each with its place in the plan; waits for them."""
        self._receive_until(lambda: self._sent is not Sent.NOTHING)
        return self._parcels.items()

    def file(self, number: int) -> bytes | None:
        """The Word file of a document that the partner has set; waits for it. None where it went with the partner."""
        self._receive_until(lambda: number in self._files)
        return self._files.get(number)

    def finish(self) -> None:
        """Wait until the partner is free for the next errand."""
        self._receive_until(lambda: False)

    def _receive_until(self, is_enough: Callable[[], bool]) -> None:
        """Receive until that is enough, or everything has come or never will."""
        with self._lock:
            while self._sent is not Sent.FILES and not is_enough():
                self._receive()

    def _receive(self) -> None:
        try:
            data = self._line.recv_bytes() if self._line.poll(_PATIENCE) else b""
        except (EOFError, OSError):
            data = b""
        except BaseException:  # interrupted: half a message may be left in the line
            self._lose()
            raise
        if not data:
            self._lose()
            return
        match unpacked(data, self._desk):
            case (int() as number, Parcel() as parcel):
                self._parcels[number] = parcel
            case (int() as number, bytes() as docx):
                self._files[number] = docx
            case Sent() as sent:
                self._sent = sent

    def _lose(self) -> None:
        self.is_lost, self._sent = True, Sent.FILES
