"""Which file `docgen new` writes: a new one, or one that was left unfinished and is gone on with."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.answers import load_answers
from docgen.answers.model import UNFINISHED
from docgen.errors import AnswersError

if TYPE_CHECKING:
    from docgen.cli.console import Console
    from docgen.form.model import FormPack

_MOST = 1000


def free_name(pack: FormPack) -> Path:
    """The first file name in the working folder that is not taken: 协作计划.yaml, 协作计划-2.yaml and so on."""
    return next(file for file in _names(pack) if not file.exists())


def choose_file(wanted: Path | None, pack: FormPack, console: Console) -> Path | None:
    """The file to write; None where the person thinks better of it.

    An unfinished plan is offered to be gone on with, whether it is the file `wanted` or one of the usual names; a
    finished one is never begun anew. Raises AnswersError where `wanted` exists and cannot be read.
    """
    if wanted is None:
        left = [file for file in _names(pack) if file.exists() and is_unfinished(file)]
        return _offer(left[-1], free_name(pack), console) if left else free_name(pack)
    if not wanted.exists():
        return wanted
    load_answers(wanted)
    return _offer(wanted, None, console)


def _names(pack: FormPack) -> list[Path]:
    kind = pack.document_kind
    names = [Path(f"{kind}.yaml"), *(Path(f"{kind}-{number}.yaml") for number in range(2, _MOST))]
    taken = [file for file in names if file.exists()]
    return [*taken, next(file for file in names if file not in taken)]


def is_unfinished(file: Path) -> bool:
    """Whether a questionnaire has left its mark in `file`; not where it cannot be read."""
    try:
        return UNFINISHED in load_answers(file).data
    except AnswersError:
        return False


def _offer(file: Path, other: Path | None, console: Console) -> Path | None:
    """Ask whether to go on with `file`, or to begin `other` (None: that is not offered)."""
    from docgen.questionnaire.opening import ask_whether_to_go_on

    return ask_whether_to_go_on(
        file, other, console.translate, os.environ, coloured=console.coloured, unfinished=is_unfinished(file)
    )
