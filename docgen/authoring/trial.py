"""Fills and lays out a pack's templates with example answers, each as far as it gets: one that fails stops no other."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Container, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from docgen.archive.numbers import DRAFT_VERSION, document_number
from docgen.edition import Edition, Organisation, Status, fingerprint
from docgen.errors import DocgenError, Fault
from docgen.form.model import DocumentSpec
from docgen.naming import plan_file_name
from docgen.rules.model import CheckedAnswers
from docgen.word.kept import CompiledStore

if TYPE_CHECKING:
    from docgen.fonts import FontLibrary
    from docgen.pages import Engine
    from docgen.pages.model import LaidOutDocument
    from docgen.word.model import FilledWord
    from docgen.workshop import Workshop

_Item = TypeVar("_Item")
_Made = TypeVar("_Made")


class Desk(NamedTuple):
    """What a trial needs beside the answers; `engine` sets the pages (None: the embedded one)."""

    fonts: FontLibrary
    organisation: Organisation
    today: dt.date
    kept: CompiledStore | None = None
    engine: Engine | None = None


def desk_of(workshop: Workshop) -> Desk:
    """The desk of a run; opens its fonts."""
    return Desk(workshop.fonts, workshop.settings.organisation, workshop.today, workshop.kept)


class Trial(NamedTuple):
    """The documents that came out, what kept others from it, and the highest exit code of that."""

    documents: tuple[LaidOutDocument, ...]
    faults: tuple[Fault, ...]
    exit_code: int = 0


def try_out(checked: CheckedAnswers, desk: Desk, settable: Container[Path] | None = None) -> Trial:
    """Fill every template of `checked.pack` that these answers ask for, and lay out those (that are `settable`)."""
    from docgen.pages import lay_out
    from docgen.word import fill

    edition = edition_for_show(checked, desk)

    def filled(specs: Sequence[DocumentSpec]) -> tuple[FilledWord, ...]:
        pack = dataclasses.replace(checked.pack, documents=tuple(specs))
        return fill(dataclasses.replace(checked, pack=pack), edition, desk.fonts, kept=desk.kept)

    words, errors = _surviving(checked.pack.documents, filled, lambda spec: spec.template)
    wanted = [word for word in words if settable is None or word.spec.template in settable]
    documents, more = _surviving(
        wanted, lambda some: lay_out(some, desk.fonts, desk.engine), lambda word: word.spec.template
    )
    errors += more
    faults = tuple(fault for error in errors for fault in error.faults)
    return Trial(tuple(documents), faults, max((error.exit_code for error in errors), default=0))


def edition_for_show(checked: CheckedAnswers, desk: Desk) -> Edition:
    """What is shown as the document's issue: a draft, so that a pack's page of findings is there, too."""
    name = plan_file_name(checked.values, checked.pack.document_kind)
    return Edition(
        name=name,
        number=document_number(checked.values, name, desk.organisation.number_prefix),
        version=DRAFT_VERSION,
        date=desk.today,
        status=Status.DRAFT,
        organisation=desk.organisation,
        fingerprint=fingerprint(checked.digest, checked.pack.digest),
    )


def _surviving(
    items: Sequence[_Item], make: Callable[[Sequence[_Item]], tuple[_Made, ...]], template: Callable[[_Item], Path]
) -> tuple[tuple[_Made, ...], list[DocgenError]]:
    """What `make` gives of the items whose templates it finds no fault with, and what it raises for the others."""
    errors: list[DocgenError] = []
    while items:
        try:
            return make(items), errors
        except DocgenError as error:
            errors.append(error)
            faulty = {fault.file for fault in error.faults}
            sound = [item for item in items if template(item) not in faulty]
            if len(sound) == len(items):  # no template is to blame
                break
            items = sound
    return (), errors
