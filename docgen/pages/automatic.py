"""Chooses the engine, document by document: the embedded one, and LibreOffice for what is beyond it.

A document with a construct that the embedded engine cannot set is set by LibreOffice, where that is installed; all such
documents of a run in one start. Where it is not, what would need it is told, by construct, document and place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.errors import DocgenError, EnvironmentLackError, Fault
from docgen.fonts import FontLibrary
from docgen.messages import message
from docgen.pages.embedded import embedded, faults_of, read, set_pages, with_notices
from docgen.pages.unforeseen import unforeseen

if TYPE_CHECKING:
    from docgen.pages import Engine
    from docgen.pages.choice import EngineName
    from docgen.pages.model import LaidOutDocument
    from docgen.pages.office import Office
    from docgen.pages.read.document_model import WordDocument
    from docgen.word.model import FilledWord

INSTALL = message(
    "Install LibreOffice (on Debian and Ubuntu: apt install libreoffice-writer-nogui; for Windows and macOS see"
    " libreoffice.org), or name its program in the environment variable DOCGEN_SOFFICE."
)


@dataclass(frozen=True)
class Automatic:
    """The engine that takes LibreOffice for those documents that need it.

    It is looked for in `environment` when a document first needs it; `profiles` is where it keeps its profiles.
    """

    environment: Mapping[str, str] = field(repr=False)
    profiles: Path | None = None

    def __call__(self, words: Sequence[FilledWord], fonts: FontLibrary) -> tuple[LaidOutDocument, ...]:
        """Lay out `words`.

        Raises EnvironmentLackError where LibreOffice is needed and not there; else what the engine in question raises.
        """
        trees = [read(word) for word in words]
        beyond = [number for number, tree in enumerate(trees) if tree.unsupported]
        office = open_office(self.environment, self.profiles) if beyond else None
        if beyond and office is None:
            raise EnvironmentLackError(
                *(_lack(fault) for number in beyond for fault in faults_of(trees[number], words[number]))
            )
        inside = [number for number in range(len(words)) if number not in beyond]
        set_here = set_pages([(trees[number], words[number]) for number in inside], fonts)
        set_there = office([words[number] for number in beyond], fonts) if office else ()
        set_there = tuple(
            with_notices(*pair, set_here=False)
            for pair in zip(set_there, (trees[number] for number in beyond), strict=True)
        )
        documents = dict(zip((*inside, *beyond), (*set_here, *set_there), strict=True))
        return tuple(documents[number] for number in range(len(words)))

    def attempt(self, words: Sequence[FilledWord], fonts: FontLibrary) -> tuple[LaidOutDocument | DocgenError, ...]:
        """Lay out `words`, none of which stops the others, and tell for each what became of it."""
        outcomes: dict[int, LaidOutDocument | DocgenError] = {}
        faults: dict[int, tuple[Fault, ...]] = {}
        trees: dict[int, WordDocument] = {}
        for number, word in enumerate(words):
            try:
                tree = trees[number] = read(word)
                if tree.unsupported:
                    faults[number] = tuple(faults_of(tree, word))
                else:
                    (outcomes[number],) = set_pages([(tree, word)], fonts)
            except DocgenError as error:
                outcomes[number] = error
            except Exception as error:  # noqa: BLE001 - the boundary that keeps one file's trouble from the others
                outcomes[number] = unforeseen(error, word)
        office = open_office(self.environment, self.profiles) if faults else None
        if office:
            set_there = office.attempt([words[number] for number in faults], fonts)
            outcomes |= {
                number: outcome
                if isinstance(outcome, DocgenError)
                else with_notices(outcome, trees[number], set_here=False)
                for number, outcome in zip(faults, set_there, strict=True)
            }
        else:
            outcomes |= {number: EnvironmentLackError(*map(_lack, told)) for number, told in faults.items()}
        return tuple(outcomes[number] for number in range(len(words)))


def attempt(
    engine: Engine, words: Sequence[FilledWord], fonts: FontLibrary
) -> tuple[LaidOutDocument | DocgenError, ...]:
    """Have `engine` lay out `words`, none of which stops the others."""
    from docgen.pages.office import Office

    if isinstance(engine, Automatic | Office):
        return engine.attempt(words, fonts)
    return tuple(_alone(engine, word, fonts) for word in words)


def _alone(engine: Engine, word: FilledWord, fonts: FontLibrary) -> LaidOutDocument | DocgenError:
    try:
        return engine([word], fonts)[0]
    except DocgenError as error:
        return error
    except Exception as error:  # noqa: BLE001 - the boundary that keeps one file's trouble from the others
        return unforeseen(error, word)


def open_office(environment: Mapping[str, str], profiles: Path | None) -> Office | None:
    """LibreOffice as an engine; None where it is not there."""
    from docgen.pages.office import Office, find_office

    program = find_office(environment)
    return Office(program, environment, profiles) if program else None


def engine_named(name: EngineName, environment: Mapping[str, str], profiles: Path | None) -> Engine:
    """The engine of that name.

    Raises EnvironmentLackError where LibreOffice is asked for and not there.
    """
    if name == "embedded":
        return embedded
    if name == "auto":
        return Automatic(environment, profiles)
    office = open_office(environment, profiles)
    if office is None:
        raise no_office()
    return office


def no_office() -> EnvironmentLackError:
    """LibreOffice was asked for and is not there."""
    return EnvironmentLackError(Fault(message("LibreOffice is not installed, or cannot be found"), INSTALL))


def _lack(fault: Fault) -> Fault:
    """What cannot be set without LibreOffice, mended by installing it."""
    return replace(fault, mend=INSTALL)
