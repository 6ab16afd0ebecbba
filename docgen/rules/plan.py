"""What the editing rules look at: a plan's values in normal form, with what is structurally wrong taken out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

from docgen.form.model import FormPack
from docgen.workdays import WorkCalendar

Row: TypeAlias = Mapping[str, Any]
_ALIKE = 0.5
"""The share of equal characters from which a short name is taken for a misspelling (市场 for 市场部)."""


def nearest(word: str, known: Iterable[str], alike: float = _ALIKE) -> str | None:
    """The one of `known` that `word` was probably meant to be."""
    import difflib

    found = difflib.get_close_matches(word, list(known), n=1, cutoff=alike)
    return found[0] if found else None


class Roster(NamedTuple):
    """The departments of a plan, to look names up in. `heads` maps a department to its head."""

    names: tuple[str, ...]
    leads: tuple[str, ...]
    heads: Mapping[str, str]

    def unlisted(self, name: object) -> bool:
        """Whether `name` is given and is no department of the plan."""
        return isinstance(name, str) and name not in self.names

    def left_out(self, mentioned: Iterable[object]) -> list[str]:
        """The departments that are not `mentioned`, without those that a misspelt mention was probably meant for."""
        given = {name for name in mentioned if isinstance(name, str)}
        meant = {nearest(name, self.names) for name in given if name not in self.names}
        return [name for name in self.names if name not in given | meant]


@dataclass(frozen=True)
class Plan:
    """A plan as the rules see it.

    `values` has every field of the pack; what is absent or structurally wrong is None or an empty list, a row that is
    no mapping is None. A rule passes over None: why it is None has been told.
    """

    values: Mapping[str, Any]
    pack: FormPack
    calendar: WorkCalendar

    def rows(self, key: str) -> Iterator[tuple[int, Row]]:
        """The sound rows of the list field `key`, each with its index."""
        for index, row in enumerate(self.values.get(key) or ()):
            if isinstance(row, Mapping):
                yield index, row

    def column(self, key: str, name: str) -> list[str]:
        """The texts that stand in one column of a list field."""
        return [row[name] for _, row in self.rows(key) if isinstance(row[name], str)]

    @cached_property
    def roster(self) -> Roster:
        """The plan's departments."""
        rows = [row for _, row in self.rows("departments") if row.get("name")]
        return Roster(
            names=tuple(dict.fromkeys(row["name"] for row in rows)),
            leads=tuple(row["name"] for row in rows if row.get("role") == "lead"),
            heads={row["name"]: row["head"] for row in rows if row.get("head")},
        )

    @cached_property
    def lead(self) -> str | None:
        """The lead department, where there is exactly one."""
        return self.roster.leads[0] if len(self.roster.leads) == 1 else None

    @cached_property
    def bounds(self) -> tuple[dt.date, dt.date] | None:
        """First and last day of the plan; None where one is missing or they are in the wrong order."""
        start, end = self.values.get("start"), self.values.get("end")
        if isinstance(start, dt.date) and isinstance(end, dt.date) and start <= end:
            return start, end
        return None
