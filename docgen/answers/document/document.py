"""The answer file being edited: its text, its answers, and the four edits."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from docgen.answers.characters import value_faults
from docgen.answers.document import one_line
from docgen.answers.document.edits import (
    Edit,
    Insert,
    Move,
    Remove,
    Set,
    plain,
    same,
    value_at,
    with_parents,
    without_nulls,
)
from docgen.answers.document.layout import Layout
from docgen.answers.document.saving import save_bytes
from docgen.answers.encoding import decode
from docgen.answers.load import file_bytes, read_answers
from docgen.answers.model import Answers, KeyPath
from docgen.errors import AnswersError
from docgen.yaml12 import MarkedData

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class AnswerDocument:
    """An answer file being edited value by value.

    Values are given in written form: str, int, float, bool, None, lists and mappings of these. After every edit
    `answers` is what `load_answers` would read from `text`; an edit that would make it unreadable (a control character
    in a text) raises AnswersError with the faults that `load_answers` would tell, and changes nothing. An edit of what
    does not exist raises KeyError or IndexError: that is the caller's mistake.
    """

    def __init__(self, answers: Answers, layout: Layout, saved: bytes | None) -> None:
        self.answers = answers
        """What the present text says."""
        self.text = decode(answers.source, answers.file)
        """The present text, without a byte order mark, with the file's own line breaks."""
        self._layout = layout
        self._saved = saved
        self._mark, self._codec = _encoding(answers.source)

    @classmethod
    def open(cls, file: Path, layout: Layout) -> AnswerDocument:
        """The document in `file`. Raises AnswersError as `load_answers` does."""
        source = file_bytes(file)
        return cls(read_answers(source, file), layout, source)

    @classmethod
    def new(cls, file: Path, data: Mapping[str, Any], layout: Layout) -> AnswerDocument:
        """A document that holds `data` and is not yet on disk; the ending of `file` tells its format.

        Raises AnswersError for data that cannot be written.
        """
        source = _new_text(file, plain(data), layout).encode("utf-8", "surrogatepass")
        return cls(read_answers(source, file), layout, None)

    @property
    def file(self) -> Path:
        """Where the document is saved."""
        return self.answers.file

    @property
    def is_saved(self) -> bool:
        """Whether the file on disk held the present text when it was last read or written here."""
        return self._saved == self.answers.source

    def set(self, path: KeyPath, value: Any, *, order: Sequence[str] = ()) -> None:
        """Give the value at `path` the value `value`; add the key where it is missing, and mappings on the way to it.

        A new key goes after the nearest earlier sibling that `order` gives; the layout gives it for top-level keys.
        TOML has no null: there, None removes the key.
        """
        path, value = with_parents(path, self._held(value), self.answers.data)
        if value is None and self._has_no_null:
            if not self._lacks(path):
                self.remove(path)
            return
        self._make(Set(path, value, tuple(order) if len(path) > 1 else self._layout.keys))

    def insert(self, path: KeyPath, index: int, value: Any) -> None:
        """Insert `value` into the list at `path` so that it gets `index`; a list that is missing is begun."""
        if index == 0 and self._lacks(path):
            self.set(path, [value])
        else:
            self._make(Insert(path, index, self._held(value)))

    def remove(self, path: KeyPath) -> None:
        """Remove the row or key at `path`; comment lines directly above a row go with it."""
        self._make(Remove(path))

    def move(self, path: KeyPath, index: int, to: int) -> None:
        """Take the row `index` of the list at `path` out, and insert it so that it gets the index `to`."""
        self._make(Move(path, index, to))

    def save(self) -> None:
        """Put the text on disk in one step; the file keeps its permissions, and a link to it stays a link.

        Raises ChangedElsewhereError where the file is not what was last read or saved here, AnswersError where the
        system refuses; the file is then as it was.
        """
        if not self.is_saved:
            save_bytes(self.file, self.answers.source, self._saved)
            self._saved = self.answers.source

    def _make(self, edit: Edit) -> None:
        data = self.answers.data
        after = edit.applied(data)
        if same(after, data):
            return
        if value_faults(MarkedData(edit.value if isinstance(edit, Set | Insert) else None, {}), self.file):
            raise AnswersError(*value_faults(MarkedData(after, self.answers.positions), self.file))
        refusal: AnswersError | None = None
        for text in _texts(self.text, edit, after, self.answers, self._layout):
            if self._is_yaml and one_line.says(self.text, text, edit, self.answers):
                self.answers = replace(self.answers, data=after, source=self._encoded(text))
                self.text = text
                return
            try:
                answers = read_answers(self._encoded(text), self.file)
            except AnswersError as error:
                refusal = refusal or error
                continue
            if same(answers.data, after):
                self.answers, self.text = answers, text
                return
        raise refusal or ValueError(edit)

    def _held(self, value: Any) -> Any:
        """`value` as this file's format can hold it."""
        return without_nulls(plain(value)) if self._has_no_null else plain(value)

    @property
    def _has_no_null(self) -> bool:
        return self.file.suffix.lower() == ".toml"

    @property
    def _is_yaml(self) -> bool:
        return self.file.suffix.lower() in {".yaml", ".yml"}

    def _encoded(self, text: str) -> bytes:
        return self._mark + text.encode(self._codec, "surrogatepass")

    def _lacks(self, path: KeyPath) -> bool:
        try:
            return value_at(self.answers.data, path) is None
        except (KeyError, IndexError):
            return True


def _encoding(source: bytes) -> tuple[bytes, str]:
    """The byte order mark with which `source` begins, if any, and the encoding that it tells."""
    for mark, codec in _MARKS:
        if source.startswith(mark):
            return mark, codec
    return b"", "utf-8"


def _new_text(file: Path, data: dict[str, Any], layout: Layout) -> str:
    match file.suffix.lower():
        case ".json":
            from docgen.answers.document.json_edit import new_text as new_json

            return new_json(data, layout)
        case ".toml":
            from docgen.answers.document.toml_edit import new_text as new_toml

            return new_toml(data, layout)
        case _:
            from docgen.answers.document.yaml_top import new_text

            return new_text(data, layout)


def _texts(text: str, edit: Edit, after: dict[str, Any], answers: Answers, layout: Layout) -> Iterator[str]:
    """Ways to write `edit` into `text`, the narrowest first."""
    match answers.file.suffix.lower():
        case ".json":
            from docgen.answers.document.json_edit import edited as edited_json

            yield edited_json(text, after)
        case ".toml":
            from docgen.answers.document.toml_edit import candidates as toml_candidates

            yield from toml_candidates(text, edit, after, layout)
        case _:
            from docgen.answers.document.yaml_edit import candidates

            yield from candidates(text, edit, after, answers, layout)
