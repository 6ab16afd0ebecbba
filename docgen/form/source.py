"""One YAML file of a form pack, and what is wrong in it. Collects faults; raises nothing but for an unreadable file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docgen.errors import Fault, FormError
from docgen.kept import KeptStore
from docgen.messages import Message, Text, message
from docgen.os_errors import reason
from docgen.yaml12 import KeyPath, MarkedData, Position, read_yaml


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A YAML file as read. `faults` grows while the file is looked through."""

    file: Path
    marked: MarkedData
    faults: list[Fault] = field(default_factory=list)

    @classmethod
    def read(cls, file: Path, kept: KeptStore | None = None) -> Source:
        """Read `file`, or take from `kept` what an earlier run has read.

        Raises FormError where it cannot be read or is no YAML mapping in UTF-8.
        """
        try:
            text = file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise FormError(
                Fault(message("The file is not in UTF-8"), message("Save it with the encoding UTF-8."), file)
            ) from error
        except OSError as error:
            problem = message("The file cannot be opened: {reason}", reason=reason(error))
            raise FormError(
                Fault(problem, message("Check that it is a file and that you may read it."), file)
            ) from error
        marked = _marked(text, file, kept)
        if marked.faults:
            raise FormError(*marked.faults)
        if not isinstance(marked.data, dict):
            raise FormError(
                Fault(
                    message("The file must consist of entries “key: value”"),
                    message("Compare it with the file of the same name in forms/seven-step-plan or forms/shared."),
                    file,
                    1,
                )
            )
        return cls(file, marked)

    @property
    def data(self) -> dict[str, Any]:
        """The file's entries."""
        data: dict[str, Any] = self.marked.data
        return data

    def fault(self, path: KeyPath, problem: Message, mend: Message) -> None:
        """Note that what stands at `path` is wrong."""
        positions = self.marked.positions
        nearest = path
        while nearest and nearest not in positions:
            nearest = nearest[:-1]
        line = positions[nearest].line if nearest in positions else 1
        place = message("at {path}", path=".".join(str(part) for part in path)) if path else None
        fault = Fault(problem, mend, self.file, line, place)
        if fault not in self.faults:  # a shared field set is looked through once for each use
            self.faults.append(fault)

    def text(self, owner: Mapping[str, Any], key: str, path: KeyPath) -> Text:
        """`owner[key]` as Text; an empty Text where absent."""
        value = owner.get(key, "")
        if isinstance(value, str):
            return Text(value)
        if isinstance(value, dict) and isinstance(value.get("zh"), str) and isinstance(value.get("en", ""), str):
            self.keys(value, ("zh", "en"), (*path, key))
            return Text.parse(value)
        self.fault(
            (*path, key),
            message("“{key}” must be a text, or one for each language", key=key),
            message("Write {example}.", example="{zh: 目标, en: Goal}"),
        )
        return Text("")

    def mapping(self, owner: Mapping[str, Any], key: str, path: KeyPath) -> dict[str, Any]:
        """`owner[key]` as a mapping; an empty one where absent."""
        value = owner.get(key)
        if value is None or isinstance(value, dict):
            return value or {}
        self.fault((*path, key), message("“{key}” must be a mapping", key=key), message("Write “name: value” entries."))
        return {}

    def mappings(self, owner: Mapping[str, Any], key: str, path: KeyPath) -> list[tuple[KeyPath, dict[str, Any]]]:
        """`owner[key]` as a list of mappings, each with its path."""
        value = owner.get(key)
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            return [((*path, key, index), item) for index, item in enumerate(value)]
        self.fault(
            (*path, key), message("“{key}” must be a list of entries", key=key), message("Begin each with “- ”.")
        )
        return []

    def keys(self, owner: Mapping[str, Any], known: Iterable[str], path: KeyPath, needed: Iterable[str] = ()) -> None:
        """Note the keys of `owner` that are not among `known`, and those of `needed` that are absent."""
        known = tuple(known)
        for key in owner:
            if key not in known:
                self.fault((*path, key), message("Unknown key “{key}”", key=key), did_you_mean(key, known))
        for key in needed:
            if owner.get(key) in (None, "", [], {}):
                self.fault(path, message("The key “{key}” is missing", key=key), message("Add it."))


def sources_in(folder: Path) -> KeptStore:
    """A store in `folder` of what the files of form packs hold."""
    return KeptStore(folder, ".pack", ("yaml", "docgen.yaml12"))


def _marked(text: str, file: Path, kept: KeptStore | None) -> MarkedData:
    """What `text` holds; where it has faults, it is not kept."""
    plain = kept.load(text.encode()) if kept else None
    if plain is not None:
        data, positions = plain
        return MarkedData(data, dict(zip(positions, map(Position._make, positions.values()), strict=True)))
    marked = read_yaml(text, file)
    if kept and not marked.faults:
        kept.save(text.encode(), (marked.data, {path: tuple(place) for path, place in marked.positions.items()}))
    return marked


def did_you_mean(word: str, known: Iterable[str]) -> Message:
    """The mend for a name that is not among `known`."""
    import difflib

    known = sorted(known)
    nearest = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if nearest:
        return message("Did you mean “{nearest}”?", nearest=nearest[0])
    return message("Known: {known}.", known=known)
