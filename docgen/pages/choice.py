"""Which engine a run is to use. Light: engines are imported when the first pages are laid out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from docgen.errors import DocgenError
    from docgen.fonts import FontLibrary
    from docgen.pages.model import LaidOutDocument
    from docgen.word.model import FilledWord

EngineName = Literal["auto", "embedded", "libreoffice"]


@dataclass(frozen=True)
class EngineChoice:
    """An engine by its name. LibreOffice is looked for in `environment`; `profiles` is where its profiles are kept."""

    name: EngineName = "auto"
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    profiles: Path | None = None

    def __call__(self, words: Sequence[FilledWord], fonts: FontLibrary) -> tuple[LaidOutDocument, ...]:
        """Lay out `words`; raises what the engine raises, and EnvironmentLackError where LibreOffice is lacking."""
        from docgen.pages.automatic import engine_named

        return engine_named(self.name, self.environment, self.profiles)(words, fonts)

    def attempt(self, words: Sequence[FilledWord], fonts: FontLibrary) -> tuple[LaidOutDocument | DocgenError, ...]:
        """Lay out `words`, none of which stops the others, and tell for each what became of it."""
        from docgen.pages.automatic import attempt, engine_named

        return attempt(engine_named(self.name, self.environment, self.profiles), words, fonts)

    def demand(self) -> None:
        """Raise EnvironmentLackError now, where LibreOffice is asked for by name and not there."""
        if self.name == "libreoffice":
            from docgen.pages.automatic import engine_named

            engine_named(self.name, self.environment, self.profiles)
