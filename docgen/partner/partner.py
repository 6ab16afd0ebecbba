"""The second process as the first one has it: started, given a plan, and done without where it is not there."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docgen.aside import aside, on_one_core
from docgen.errors import DocgenError
from docgen.partner.errand import Errand
from docgen.partner.heap import Heap
from docgen.partner.model import Desk, Done
from docgen.partner.post import packed
from docgen.partner.serving import TERMINAL_SIGNALS, serve

if TYPE_CHECKING:
    from docgen.edition import Edition
    from docgen.form.model import DocumentSpec
    from docgen.pages.model import LaidOutDocument
    from docgen.rules.model import CheckedAnswers
    from docgen.word.filling import Filler
    from docgen.word.model import FilledWord


class Shared(NamedTuple):
    """What two processes made of a plan: the filled Word files, and the pages of each."""

    words: tuple[FilledWord, ...]
    documents: tuple[LaidOutDocument, ...]


class Cost(NamedTuple):
    """What a template's document cost the last time: whether it has charts, and how many seconds it took to set it."""

    has_charts: bool = False
    seconds: float = 0


class Partner:
    """A second process with the same `desk`, which is there until this one ends, or `close` is called."""

    @classmethod
    def where_possible(cls, desk: Desk) -> Partner | None:
        """A partner; None without a second core, and where a process cannot be had as a copy of this one.

        A copy is there at once, with what was imported and opened. It has none of this one's threads, though, and would
        wait for ever for what they hold. On macOS the system's own libraries have such threads; Windows has no copies.
        """
        if sys.platform != "linux" or threading.active_count() > 1 or len(os.sched_getaffinity(0)) == 1:
            return None
        return cls(desk)

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ours, self._theirs = Heap(), Heap()
        context = multiprocessing.get_context("fork")
        self._line, other_end = context.Pipe()
        arguments = (other_end, self._line, (self._theirs, self._ours), desk)
        self.process = context.Process(target=serve, args=arguments, daemon=True, name="docgen-partner")
        with _undisturbed():
            self.process.start()
        other_end.close()
        self._errand: Errand | None = None
        self._costs: dict[Path, Cost] = {}

    def close(self) -> None:
        """End the second process. What it still owed is made anew where it is wanted."""
        self._line.close()
        self.process.kill()
        self.process.join()

    def set_documents(self, checked: CheckedAnswers, edition: Edition) -> Shared | None:
        """Fill the templates of a plan and lay them out with the embedded engine, in both processes at once.

        None where anything is wrong with one of them, and where the partner has gone: then this process has to do it
        all, and to tell what is wrong.
        """
        from docgen.answers.model import Answers
        from docgen.word.context import included_documents

        if self._errand:
            self._errand.finish()
            if self._errand.is_lost:
                return None
        errand = self._errand = Errand(self._line, self._desk)
        try:
            self._heap_up(included_documents(checked, edition))
            lighter = replace(checked, answers=Answers(Path(), {}, {}, b""))  # into which filling does not look
            errand.begin(packed((lighter, edition), self._desk))
            return self._share(errand, checked, edition)
        except DocgenError:
            return None
        finally:
            self._ours.clear()
            self._theirs.clear()
            if errand.is_lost:
                self.close()

    def _heap_up(self, specs: Sequence[DocumentSpec]) -> None:
        """Divide the work; what took longest the last time comes first, so that both come to an end together.

        The partner begins with the documents that have charts: it has time to draw these for Word as well, while this
        process binds the pages.
        """
        costs = [self._costs.get(spec.template, Cost()) for spec in specs]
        ordered = sorted(range(len(specs)), key=lambda number: -costs[number].seconds)
        self._theirs.put(number for number in ordered if costs[number].has_charts)
        self._ours.put(number for number in ordered if not costs[number].has_charts)

    def _share(self, errand: Errand, checked: CheckedAnswers, edition: Edition) -> Shared:
        from docgen.partner.work import set_documents
        from docgen.word.filling import Filler

        fonts = self._desk.fonts
        filler = Filler(checked, edition, fonts, kept=self._desk.kept)
        places = range(len(filler.documents))
        made: dict[int, Done] = {}
        with on_one_core():  # the other core has its own documents to set
            for done in set_documents(chain(self._ours, self._theirs), filler, fonts):
                made[done.number] = done
                errand.look()
        made = {number: done.with_packing(aside(done.word.packing)) for number, done in made.items()}
        for number, parcel in errand.parcels():
            made[number] = parcel.opened(number, filler.documents[number], _packing(errand, number, filler))
        for done in set_documents([number for number in places if number not in made], filler, fonts):
            made[done.number] = done
        for done in made.values():
            self._costs[done.word.spec.template] = Cost(bool(done.word.charts), done.seconds)
        return Shared(tuple(made[number].word for number in places), tuple(made[number].document for number in places))


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep signals waiting: what one raises while a process is copied would leave locks of Python's own shut."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, TERMINAL_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _packing(errand: Errand, number: int, filler: Filler) -> Callable[[], bytes]:
    """What gives the Word file of a document that the partner has set; filled once more, if the partner dies first."""
    return cache(lambda: errand.file(number) or filler.fill(number).docx)
