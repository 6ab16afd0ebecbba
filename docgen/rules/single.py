"""Reads one value by itself, as the questionnaire does while it is being typed.

Looks at its form and type only; whether it agrees with the other answers is for the editing rules.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple

from docgen.answers.model import KeyPath
from docgen.form.model import FormPack
from docgen.rules.normal import Normaliser
from docgen.rules.registry import Breach
from docgen.workdays import WorkCalendar


class Reading(NamedTuple):
    """A value in normal form, and what is wrong with it (None: nothing)."""

    value: Any
    breach: Breach | None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads single values for `pack`; `kick_off` is the day from which `D+5` counts, None while it is not known."""

    pack: FormPack
    calendar: WorkCalendar
    kick_off: dt.date | None = None

    def read(self, written: Any, path: KeyPath) -> Reading:
        """Read `written` as if it stood at `path`. Raises KeyError where the pack has no such field."""
        from docgen.rules.structure import value_fault

        spec = self.pack.field_at(path)
        if spec is None:
            raise KeyError(path)
        normaliser = Normaliser(self.pack, self.calendar, self.kick_off)
        value = normaliser.value(written, spec, path)
        if normaliser.breaches:
            return Reading(value, normaliser.breaches[0][1])
        if value is None or normaliser.echoes:
            return Reading(value, None)
        return Reading(value, value_fault(value, path, self.pack))
