"""The one error tree. An error carries data; `docgen.cli` turns it into sentences and exit codes.

Each stage raises its own child. Nothing here prints, translates or exits.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from docgen.messages import Message


class Anchor(NamedTuple):
    """A paragraph of a Word file: the `paragraph`-th `w:p` of `part`, from 0 in document order, and a tag in it."""

    part: str
    paragraph: int
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: what, where and how to mend it.

    `place` is in the reader's words: "word/header1.xml, paragraph 3" or "table 2, row 1, cell 4".
    `line` is 1-based and belongs to `file` where that is a text file; `anchor` is the place where it is a Word file.
    """

    problem: Message
    mend: Message | None = None
    file: Path | None = None
    line: int | None = None
    place: Message | None = None
    anchor: Anchor | None = None


class DocgenError(Exception):
    """Base of all errors that a user can mend. `faults` is never empty; all known faults are told at once."""

    exit_code = 1

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(fault.problem.msgid for fault in faults))
        self.faults: tuple[Fault, ...] = faults


class SettingsError(DocgenError):
    """`docgen.toml` or an option is wrong."""

    exit_code = 2


class FormError(DocgenError):
    """A form pack cannot be read or contradicts itself."""


class AnswersError(DocgenError):
    """An answer file cannot be read."""


class FontError(DocgenError):
    """A font cannot be opened, or no font has a character."""


class WordError(DocgenError):
    """A Word template is hostile or broken, or cannot be filled."""


class PagesError(DocgenError):
    """A document holds constructs that the layout engine cannot set."""


class UnforeseenError(DocgenError):
    """Something went wrong that no check foresaw, with one file of many; its cause is the error itself."""


class BundleError(DocgenError):
    """The pages cannot be assembled into one bundle."""


class SigningError(DocgenError):
    """A bundle cannot be signed or its signatures cannot be read."""


class ArchiveError(DocgenError):
    """The archive cannot be written, or what it holds is damaged."""


class EnvironmentLackError(DocgenError):
    """A program or resource that this run needs is not on this machine."""

    exit_code = 3
