"""The value types of checking: Finding, CheckedAnswers, Report."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from docgen.answers.model import Answers, KeyPath
from docgen.form.model import FormPack
from docgen.messages import Message


class Severity(enum.Enum):
    """An error stops a final document; a warning is shown and recorded."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault that a rule found.

    `rule` is the editing rule's id (`G1`) or `schema`; `path` is the field in the user's words (第一步 › 目标 › 第 2 项
    › 目标值), `key_path` the same for programs; `source` the standard's section (`S4-1`), empty for `schema`.
    """

    rule: str
    severity: Severity
    file: Path
    line: int
    key_path: KeyPath
    path: Message
    message: Message
    mend: Message
    source: str = ""


class Flaw(NamedTuple):
    """What is wrong with a file that the answers name, and how to mend it."""

    problem: Message
    mend: Message
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class CheckedAnswers:
    """Answers in normal form, with the promise that they can be filled in.

    `values` has every field of the pack: dates are `datetime.date`, enums their English ids, absent lists `[]`, absent
    scalars `None`, `period` is `{year, quarter}`, each flow node's `next` a list of `{node, condition}`, each
    decision's approvers a list of `{name, title}`, `raci` derived from the assignments where none is given.

    A final one (`complete` true) exists only where no rule of severity error was broken; nothing after it validates
    again. A draft one (`complete` false) has its gaps filled by 【待填】 and empty lists, and lists the faults in
    `findings`. `digest` is the SHA-256 over the canonical JSON of `values`.
    """

    pack: FormPack
    answers: Answers
    values: Mapping[str, Any]
    findings: tuple[Finding, ...]
    complete: bool
    digest: str


@dataclass(frozen=True, slots=True)
class Report:
    """What checking found: all findings at once, sorted by line; `checked` is None where one of them is an error."""

    findings: tuple[Finding, ...]
    checked: CheckedAnswers | None
    draft: CheckedAnswers
