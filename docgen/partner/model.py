"""The types of working in two processes: what both have (Desk), and what goes from one to the other. Light."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from docgen.charts.model import Chart
    from docgen.errors import Fault
    from docgen.fonts import FontLibrary
    from docgen.form.model import DocumentSpec
    from docgen.packs import Packs
    from docgen.pages.model import HeadingMark, LaidOutDocument, Page, Place
    from docgen.word.kept import CompiledStore
    from docgen.word.model import FilledWord


class Desk(Protocol):
    """What both processes have; each opens for itself what was not open yet when the second one began."""

    @property
    def fonts(self) -> FontLibrary:
        """The bundled fonts, and the user's own."""

    @property
    def packs(self) -> Packs:
        """The form packs."""

    @property
    def kept(self) -> CompiledStore | None:
        """Where compiled templates are kept between runs."""


class Done(NamedTuple):
    """The document at place `number` of the plan, filled and laid out, and how many seconds that took."""

    number: int
    word: FilledWord
    document: LaidOutDocument
    seconds: float

    def with_packing(self, packing: Callable[[], bytes]) -> Done:
        """The same, but `packing` gives the bytes of the Word file."""
        word = replace(self.word, packing=packing)
        return self._replace(word=word, document=replace(self.document, word=word))


class Parcel(NamedTuple):
    """What is `Done`, on its way from one process to the other; the bytes of its Word file come after it."""

    seconds: float
    file_name: str
    charts: Mapping[str, Chart]
    pages: tuple[Page, ...]
    places: tuple[Place, ...]
    headings: tuple[HeadingMark, ...]
    notices: tuple[Fault, ...]

    @classmethod
    def of(cls, done: Done) -> Parcel:
        """Leave out what the other process knows: the number, which goes beside it, and the template."""
        word, document = done.word, done.document
        pages, places, headings = document.pages, document.places, document.headings
        return cls(done.seconds, word.file_name, word.charts, pages, places, headings, document.notices)

    def opened(self, number: int, spec: DocumentSpec, packing: Callable[[], bytes]) -> Done:
        """The document at place `number`, made from the template of `spec`; `packing` gives the bytes of its file."""
        from docgen.pages.model import LaidOutDocument
        from docgen.word.model import FilledWord

        word = FilledWord(spec, self.file_name, packing, self.charts)
        document = LaidOutDocument(word, self.pages, self.places, self.headings, self.notices)
        return Done(number, word, document, self.seconds)


class Sent(enum.Enum):
    """How much of an errand has been sent: not all, the parcels of all documents, their Word files as well."""

    NOTHING = enum.auto()
    PARCELS = enum.auto()
    FILES = enum.auto()
