"""Where a run finds its form packs: the user's own folder before docgen's, and what is kept of them between runs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from docgen.answers.model import Answers
from docgen.errors import AnswersError, Fault
from docgen.form import UnknownPackError, bundled_forms, load_pack
from docgen.form.model import FormPack
from docgen.form.source import sources_in
from docgen.messages import message

DEFAULT_PACK = "seven-step-plan"
"""The pack of an answer file that names none."""


@dataclass(frozen=True, slots=True)
class Packs:
    """The form packs of a run. `own` is the user's folder (None: there is none), `cache` that for what can be kept."""

    own: Path | None
    cache: Path | None

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders with form packs, the user's own first."""
        return (*([self.own] if self.own else []), bundled_forms())

    def load(self, key: str) -> FormPack:
        """The pack of that key. Raises UnknownPackError where there is none, FormError where it is faulty."""
        return load_pack(key, self.folders, sources_in(self.cache / "packs") if self.cache else None)

    def of(self, answers: Answers) -> FormPack:
        """The form pack that `answers` name, or else the default one.

        Raises AnswersError, at its line, where there is none of that name; FormError where the pack itself is faulty.
        """
        key = answers.data.get("pack") or DEFAULT_PACK
        line = answers.line_of(("pack",))
        if not isinstance(key, str):
            problem = message("“pack” must be the name of a form pack")
            raise AnswersError(Fault(problem, message("Begin with “pack: seven-step-plan”."), answers.file, line))
        try:
            return self.load(key)
        except UnknownPackError as error:
            raise AnswersError(
                *(replace(fault, file=answers.file, line=line, place=None) for fault in error.faults)
            ) from error
