"""What all plans of one run share: settings, fonts, form packs, the archive, today's date. Opened once a process.

Light: what is opened later is imported later, so that a partner can begin before that.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from docgen import __version__, edition
from docgen.errors import Fault, FontError
from docgen.fonts import FontLibrary
from docgen.messages import message
from docgen.naming import named
from docgen.pages.choice import EngineChoice
from docgen.settings import Settings

if TYPE_CHECKING:
    from docgen.answers.model import Answers
    from docgen.archive.archive import Archive
    from docgen.form.model import FormPack
    from docgen.packs import Packs
    from docgen.partner import Partner
    from docgen.rules.model import CheckedAnswers
    from docgen.word.kept import CompiledStore

_ANY_ENGINE = EngineChoice()


@dataclass(frozen=True)
class Workshop:
    """The things a build needs beside its answer file.

    `duplex` lets every document begin on an odd page; `cache` is the user's folder for what can be
    made anew (None: nothing is kept between runs); `engine` sets the pages; `with_partner` lets a second process set
    half of a plan's documents.
    """

    settings: Settings
    today: dt.date
    duplex: bool = False
    cache: Path | None = None
    engine: EngineChoice = _ANY_ENGINE
    program: str = f"docgen {__version__}"
    with_partner: bool = False

    @cached_property
    def fonts(self) -> FontLibrary:
        """The bundled fonts, and the user's own before them."""
        return FontLibrary.open(self.settings.fonts)

    def open_fonts(self) -> None:
        """Open the fonts now, and hold what the settings have printed against them.

        Raises FontError where a font of the settings is unusable, or where no font has a character of the
        organisation's name or of the prefix of document numbers.
        """
        organisation = self.settings.organisation
        missing = self.fonts.missing(organisation.name + organisation.number_prefix)
        if missing:
            problem = message("No font has {chars}", chars=[f"{char} ({named(char)})" for char in missing])
            place = message("name or number prefix of the organisation")
            mend = message("Write it with other characters, or name a font that has them in docgen.toml.")
            raise FontError(Fault(problem, mend, place=place))

    @cached_property
    def kept(self) -> CompiledStore | None:
        """Where compiled templates are kept between runs."""
        from docgen.word.kept import CompiledStore

        return CompiledStore(self.cache / "templates") if self.cache else None

    @cached_property
    def packs(self) -> Packs:
        """The form packs, the user's own first."""
        from docgen.packs import Packs

        return Packs(self.settings.forms, self.cache)

    @cached_property
    def partner(self) -> Partner | None:
        """The second process, which starts when this is first asked for; None where there is to be or can be none."""
        from docgen.partner import Partner

        if not self.with_partner or self.engine.name == "libreoffice":
            return None
        return Partner.where_possible(self)

    def call_partner(self) -> None:
        """Have the partner, if there is to be one, begin now: it opens its books while this process reads a plan."""
        _ = self.partner

    @property
    def forms(self) -> tuple[Path, ...]:
        """The folders with form packs, the user's own first."""
        return self.packs.folders

    def pack_of(self, answers: Answers) -> FormPack:
        """The form pack that `answers` name, or else the default one. Raises as `Packs.of` does."""
        return self.packs.of(answers)

    @cached_property
    def archive(self) -> Archive:
        """The archive in the output folder."""
        from docgen.archive.archive import Archive

        return Archive(self.settings.output)

    def fingerprint(self, checked: CheckedAnswers, annexes: str = "") -> str:
        """What identifies the content: answers, form pack, and what of the settings is printed."""
        return edition.fingerprint(checked.digest, checked.pack.digest, self._digest, *([annexes] if annexes else []))

    @cached_property
    def _digest(self) -> str:
        organisation = self.settings.organisation
        files = [*([organisation.logo] if organisation.logo else []), *self.settings.fonts.values()]
        hashes = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files if file.is_file()]
        told = [organisation.name, organisation.number_prefix, *self.settings.fonts, *hashes, str(self.duplex)]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()
