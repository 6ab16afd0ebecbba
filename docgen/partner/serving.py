"""The second process from within: waits for a plan, sets what it can take of it, sends it back, and waits again."""

from __future__ import annotations

import contextlib
import os
import signal
from itertools import chain
from multiprocessing.connection import Connection

from docgen.aside import on_one_core
from docgen.collector import uncollected
from docgen.partner.heap import Heap
from docgen.partner.model import Desk, Parcel, Sent
from docgen.partner.post import packed, unpacked

TERMINAL_SIGNALS = (signal.SIGINT, signal.SIGTERM)
"""What ends a process from its terminal; the first process has them wait while it makes the second."""


def serve(line: Connection, other_end: Connection, heaps: tuple[Heap, ...], desk: Desk) -> None:
    """Run errands until nobody is at the other end of `line` any more."""
    other_end.close()  # or else this process itself would hold the line open
    _keep_quiet()
    _prepare()
    with contextlib.suppress(EOFError, OSError), on_one_core():
        while True:
            _run(line.recv_bytes(), line, heaps, desk)


def _keep_quiet() -> None:
    """Leave the terminal and its signals to the first process, which ends this one when it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, TERMINAL_SIGNALS)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _prepare() -> None:
    """Import what the first plan will need, while the first process reads and checks it."""
    import docgen.charts
    import docgen.packs
    import docgen.partner.work  # noqa: F401


@uncollected()
def _run(plan: bytes, line: Connection, heaps: tuple[Heap, ...], desk: Desk) -> None:
    """Set documents of one plan, and send their pages, each as soon as it is done; after all of these the Word files.

    To pack those, and to draw the charts for them, there is time while the first process binds the pages. Whatever goes
    wrong with a document, this process gives up the plan: the first one finds that it lacks the document, sets it by
    itself, and tells what is wrong.
    """
    from docgen.partner.work import set_documents
    from docgen.word.filling import Filler

    def send(thing: object) -> None:
        line.send_bytes(packed(thing, desk))

    words = {}
    with contextlib.suppress(Exception):
        checked, edition = unpacked(plan, desk)
        filler = Filler(checked, edition, desk.fonts, kept=desk.kept)
        for done in set_documents(chain(*heaps), filler, desk.fonts):
            send((done.number, Parcel.of(done)))
            words[done.number] = done.word
    send(Sent.PARCELS)
    for number, word in words.items():
        send((number, word.docx))
    send(Sent.FILES)
