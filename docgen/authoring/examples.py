"""Example answers of a pack, with which its templates are tried and shown: its own, else what its fields name."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

from docgen.answers import load_answers
from docgen.answers.blank import example_of
from docgen.answers.model import Answers
from docgen.errors import AnswersError
from docgen.form.model import FormPack
from docgen.rules import check
from docgen.rules.model import CheckedAnswers

EXAMPLES = "examples"
"""The folder of a pack with answer files that build."""


def example_answers(pack: FormPack, today: dt.date) -> Answers:
    """The first of the pack's examples that has most of its fields; what it lacks is filled in from the fields.

    The file is that of the example, or the pack's examples folder where it has none that can be read.
    """
    made_up = {key: example_of(field, today) for key, field in pack.fields.items()}
    candidates = [answers for file in sorted((pack.folder / EXAMPLES).glob("*.yaml")) if (answers := _read(file))]
    if not candidates:
        return Answers(pack.folder / EXAMPLES, {"pack": pack.key, **made_up}, {}, b"")
    best = max(candidates, key=lambda answers: sum(bool(answers.data.get(key)) for key in pack.fields))
    lacking = {key: value for key, value in made_up.items() if _is_wanted(pack, key) and not best.data.get(key)}
    return dataclasses.replace(best, data={**best.data, **lacking})


def checked_for_show(answers: Answers, pack: FormPack) -> CheckedAnswers:
    """`answers` as a draft without findings, so that the templates show them as a final plan would."""
    return dataclasses.replace(check(answers, pack).draft, findings=())


def _read(file: Path) -> Answers | None:
    try:
        return load_answers(file)
    except AnswersError:
        return None


def _is_wanted(pack: FormPack, key: str) -> bool:
    """Whether a field is needed for a document to be there at all, or for the document to be whole."""
    field: Any = pack.fields[key]
    return bool(field.rules.get("required")) or any(document.condition == key for document in pack.documents)
