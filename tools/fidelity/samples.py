"""Finds what is compared: every template of the form packs, filled with examples, and the fixtures of the tests.

A fixture is a small Word file in a module `tests/pages/*constructs.py` (or one of `_ALSO`): each mapping of names to
bytes there, whose own name is in capitals, is found here, so that whoever adds one need not say so. Where LibreOffice
differs from Word on purpose, the same module says why, in a mapping `OTHERWISE_IN_OFFICE` of fixture names to reasons.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import importlib
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from docgen.answers import load_answers
from docgen.answers.model import Answers
from docgen.authoring.examples import example_answers
from docgen.authoring.trial import Desk, edition_for_show
from docgen.fonts import FontLibrary
from docgen.form import load_pack, pack_keys
from docgen.form.model import FormPack
from docgen.rules import check
from docgen.settings import load_settings
from docgen.word import fill

ROOT = Path(__file__).resolve().parents[2]
FORMS = ROOT / "forms"
TESTS = ROOT / "tests"
TODAY = dt.date(2026, 7, 1)
"""The day on which all documents are issued, so that a run can be compared with the one before."""
REASONS = "OTHERWISE_IN_OFFICE"
_ALSO = ("referring",)
_EXAMPLES = FORMS / "seven-step-plan" / "examples"


class Sample(NamedTuple):
    """A Word file to be set twice.

    `group` is the plan whose answers fill it, or "fixtures". `reason` says why LibreOffice differs from Word here, as
    docs/layout-engine.md has it; empty where nothing excuses a difference.
    """

    group: str
    name: str
    docx: bytes
    reason: str = ""

    @property
    def is_fixture(self) -> bool:
        """Whether it is a Word file of the tests, and no template of a pack."""
        return self.group == FIXTURES


FIXTURES = "fixtures"


def templates(fonts: FontLibrary, plans: Collection[str] | None = None) -> Iterator[Sample]:
    """Every template of every pack, filled with the examples of the pack (or those whose names are in `plans`).

    A pack without examples is filled with those that its fields name.

    The documents are drafts, so that the page of findings is among them.
    """
    organisation = load_settings(_EXAMPLES / "docgen.toml").organisation
    desk = Desk(fonts, organisation, TODAY)
    for key in pack_keys([FORMS]):
        pack = load_pack(key, [FORMS])
        examples = sorted((pack.folder / "examples").glob("*.yaml"))
        for answers in map(load_answers, examples) if examples else [example_answers(pack, TODAY)]:
            if plans is None or answers.file.stem in plans:
                yield from _filled(answers, pack, desk)


def _filled(answers: Answers, pack: FormPack, desk: Desk) -> Iterator[Sample]:
    """The pack's documents with these answers; drafts' own pages with every fourth answer taken away."""
    whole = dict(answers.data)
    gaps = {key: value for place, (key, value) in enumerate(whole.items()) if place % 4 or key == "pack"}
    for data in (whole, gaps):
        checked = check(dataclasses.replace(answers, data=data), pack).draft
        for word in fill(checked, edition_for_show(checked, desk), desk.fonts):
            if word.spec.draft_only == (data is gaps):
                yield Sample(answers.file.stem, word.spec.key, word.docx)


def fixtures() -> Iterator[Sample]:
    """Every construct of the tests, each once."""
    found: dict[str, bytes] = {}
    reasons: dict[str, str] = {}
    if str(TESTS) not in sys.path:
        sys.path.append(str(TESTS))
    for name in sorted([*(file.stem for file in (TESTS / "pages").glob("*constructs.py")), *_ALSO]):
        module = importlib.import_module(f"pages.{name}")
        reasons |= getattr(module, REASONS, {})
        for mapping in (value for key, value in vars(module).items() if key.isupper() and key != REASONS):
            found |= _files(mapping)
    if unknown := reasons.keys() - found.keys():
        raise KeyError(f"a reason for a fixture that there is not: {', '.join(sorted(unknown))}")
    for name, docx in sorted(found.items()):
        yield Sample(FIXTURES, name, docx, reasons.get(name, ""))


def _files(mapping: object) -> dict[str, bytes]:
    """The Word files that a module's value holds; none where it is no mapping of names to bytes."""
    if not isinstance(mapping, Mapping):
        return {}
    return {str(name): file for name, file in mapping.items() if isinstance(file, bytes) and file.startswith(b"PK")}
