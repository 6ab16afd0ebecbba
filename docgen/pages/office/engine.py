"""The LibreOffice engine: sets all Word files of a run in one start of LibreOffice."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from docgen.errors import DocgenError, Fault, FontError, PagesError
from docgen.fonts import FontLibrary
from docgen.messages import message
from docgen.naming import named
from docgen.pages.model import LaidOutDocument
from docgen.pages.office.fontconfig import write_font_settings
from docgen.pages.office.manuscript import Manuscript, make_manuscript
from docgen.pages.office.profiles import Profile, free_profile
from docgen.pages.office.program import find_symbols
from docgen.pages.office.review import not_set, read_proof, review, too_slow
from docgen.pages.office.run import Limits, Press
from docgen.pages.unforeseen import unforeseen
from docgen.word.model import FilledWord

_TRIES = 2
_USUAL = Limits()


@dataclass(frozen=True)
class Office:
    """LibreOffice as an engine.

    `environment` is what its program runs in; `profiles` the folder in which profiles are kept between runs (None: each
    run makes one for itself).
    """

    program: Path
    environment: Mapping[str, str] = field(repr=False)
    profiles: Path | None = None
    limits: Limits = _USUAL

    def __call__(self, words: Sequence[FilledWord], fonts: FontLibrary) -> tuple[LaidOutDocument, ...]:
        """Lay out `words`. Raises PagesError or FontError with the faults of all that could not be set."""
        outcomes = self.attempt(words, fonts)
        documents = tuple(outcome for outcome in outcomes if isinstance(outcome, LaidOutDocument))
        errors = [outcome for outcome in outcomes if isinstance(outcome, DocgenError)]
        if errors:
            raise type(errors[0])(*(fault for error in errors for fault in error.faults))
        return documents

    def attempt(self, words: Sequence[FilledWord], fonts: FontLibrary) -> tuple[LaidOutDocument | DocgenError, ...]:
        """Lay out `words`, in one start, and tell for each what became of it."""
        outcomes: dict[int, LaidOutDocument | DocgenError] = {}
        manuscripts: dict[int, Manuscript] = {}
        for number, word in enumerate(words):
            made = _manuscript(word, fonts)
            if isinstance(made, DocgenError):
                outcomes[number] = made
            else:
                manuscripts[number] = made
        outcomes |= dict(self._print(words, manuscripts, fonts))
        return tuple(outcomes[number] for number in range(len(words)))

    def _print(
        self, words: Sequence[FilledWord], manuscripts: Mapping[int, Manuscript], fonts: FontLibrary
    ) -> list[tuple[int, LaidOutDocument | DocgenError]]:
        if not manuscripts:
            return []
        outcomes: list[tuple[int, LaidOutDocument | DocgenError]] = []
        with tempfile.TemporaryDirectory(prefix="docgen-pages-") as name, free_profile(self.profiles) as profile:
            desk = _Desk.lay(Path(name), manuscripts)
            asked = {font for manuscript in manuscripts.values() for font in manuscript.fonts}
            symbols = find_symbols(self.program)
            settings = write_font_settings(Path(name), asked, fonts, symbols, profile.folder / "fonts")
            in_time = desk.print(Press(self.program, self.environment, settings, self.limits), profile)
            for number, manuscript in manuscripts.items():
                proof = read_proof(desk.folder, *desk.printed(number))
                if proof is None:
                    seconds = self.limits.of(desk.files(number))
                    fault = not_set(words[number]) if in_time else too_slow(words[number], seconds)
                    outcomes.append((number, PagesError(fault)))
                    continue
                try:
                    outcomes.append((number, review(words[number], manuscript, proof)))
                except PagesError as error:
                    outcomes.append((number, error))
        return outcomes


class _Desk(NamedTuple):
    """The files of a run: what goes in stands in `inside`, what comes out in `folder`."""

    inside: Path
    folder: Path
    numbers: Mapping[int, bool]
    """Each document, and whether it has a marked copy."""

    @classmethod
    def lay(cls, home: Path, manuscripts: Mapping[int, Manuscript]) -> _Desk:
        desk = cls(home / "in", home / "out", {number: made.marked is not None for number, made in manuscripts.items()})
        desk.inside.mkdir()
        desk.folder.mkdir()
        for number, made in manuscripts.items():
            for file, data in zip(desk.files(number), (made.docx, made.marked or b""), strict=False):
                file.write_bytes(data)
        return desk

    def files(self, number: int) -> list[Path]:
        """What LibreOffice is given of a document."""
        names = [f"{number:04d}", *([f"{number:04d}-marked"] if self.numbers[number] else [])]
        return [self.inside / f"{name}.docx" for name in names]

    def printed(self, number: int) -> tuple[str, str | None]:
        """The names of what it makes of them."""
        return f"{number:04d}.pdf", f"{number:04d}-marked.pdf" if self.numbers[number] else None

    def print(self, press: Press, profile: Profile) -> bool:
        """Run LibreOffice; once more, on a new profile, for what is missing then. False where the time was up."""
        in_time = True
        for attempt in range(_TRIES):
            left = [number for number in self.numbers if read_proof(self.folder, *self.printed(number)) is None]
            if not left:
                break
            if attempt:
                profile.renew()
            in_time = press.print([file for number in left for file in self.files(number)], self.folder, profile)
        return in_time


def _manuscript(word: FilledWord, fonts: FontLibrary) -> Manuscript | DocgenError:
    """What LibreOffice is to be given, or why it cannot be."""
    try:
        manuscript = make_manuscript(word)
    except DocgenError as error:
        return error
    except etree.XMLSyntaxError:
        return PagesError(not_set(word))
    except Exception as error:  # noqa: BLE001 - the boundary that keeps one file's trouble from the others
        return unforeseen(error, word)
    missing = fonts.missing("".join(sorted(set("".join(manuscript.texts)))))
    if missing:
        problem = message("No font has {chars}", chars=[f"{char} ({named(char)})" for char in missing])
        mend = message("Write it with other characters, or name a font that has them in docgen.toml.")
        return FontError(Fault(problem, mend, file=word.spec.template))
    return manuscript
