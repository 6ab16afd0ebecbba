"""Searches the archive: the index finds what may match, the answers themselves decide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from docgen.archive.index import Entry, Index, answers_of
from docgen.archive.words import excerpt, holds, question


class Wanted(NamedTuple):
    """What is searched for; empty parts do not count.

    `words` stand anywhere: in number, title, name, departments, or the text of the answers; `person` in the answers or
    among the signatories; `department` leads, signs, may view or edit; `since` and `before` are dates of archiving.
    """

    words: tuple[str, ...] = ()
    title: str = ""
    department: str = ""
    person: str = ""
    number: str = ""
    since: str = ""
    before: str = ""


class Hit(NamedTuple):
    """A version that matches, and the line of its answers in which the first word stands, if it stands there."""

    entry: Entry
    excerpt: str


def search(root: Path, wanted: Wanted) -> Iterator[Hit]:
    """The versions in the archive `root` that match, newest first. Raises ArchiveError."""
    if not root.exists():
        return
    texts = (*wanted.words, *filter(None, (wanted.person,)))
    fields = {"title": wanted.title, "departments": wanted.department, "number": wanted.number}
    limits = {"date >=": wanted.since, "date <": wanted.before}
    for entry, facts in Index(root).candidates(question(texts), fields, limits):
        answers = answers_of(root / entry.folder)
        if not texts or holds(f"{facts}\n{answers}", texts):
            yield Hit(entry, excerpt(answers, texts[0]) if texts else "")
