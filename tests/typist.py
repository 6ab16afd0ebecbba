"""A person who has a finished plan on paper and types it in: reads each prompt on the screen and knows the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from terminal import CTRL_U, DOWN, ENTER, SPACE, UP, Prompt, pasted

from docgen.answers import load_answers
from docgen.answers.model import UNFINISHED
from docgen.form.model import Field, FormPack
from docgen.messages import Translator, message
from docgen.rules.normal import Normaliser
from docgen.workdays import WorkCalendar
from docgen.yaml12 import KeyPath

_MENU = {"f", "a", "p"}
_zh = Translator("zh")


def say(msgid: str, **params: object) -> str:
    """A sentence of docgen's as it stands on the screen."""
    return _zh(message(msgid, **params))


def answers_in(file: Path, pack: FormPack) -> dict[str, Any]:
    """The answers in `file` in normal form, what is empty left out."""
    data = {key: value for key, value in load_answers(file).data.items() if key != UNFINISHED}
    return _without_empty(Normaliser(pack, WorkCalendar()).read(data))


def _without_empty(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: kept for key, item in value.items() if (kept := _without_empty(item)) not in (None, [], {}, "")}
    return [_without_empty(item) for item in value] if isinstance(value, list) else value


class Typist:
    """Types `plan` into `file`, prompt by prompt. Tables in `pastes` are pasted from that row on (0: all of it)."""

    def __init__(self, plan: Mapping[str, Any], pack: FormPack, file: Path, pastes: Mapping[str, int]) -> None:
        self._plan = plan
        self._pack = pack
        self._file = file
        self._pastes = pastes
        self._table: KeyPath = ()
        self._marked: KeyPath = ()
        self._ticked: list[str] = []
        self._tables: list[list[KeyPath]] = []
        self._plain: dict[tuple[int | str, ...], KeyPath] = {}
        for number, step in enumerate(pack.steps):
            self._tables.append([path for path, spec in _fields(step.fields, ()) if spec.is_list and spec.row.zh])
            for path, spec in _fields(step.fields, ()):
                around = [_zh(self._spec(path[:length]).label) for length in range(1, len(path))]
                self._plain[(number, *around, _zh(spec.label))] = path
                if spec.ask.whether:
                    self._plain[(number, *around, _zh(spec.ask.whether))] = path
        self.place: KeyPath = ()
        """What the last prompt asked for, be it in several prompts: a value, a table, a row."""
        self.findings: list[str] = []
        """What was told at the ends of steps."""

    def keys(self, prompt: Prompt) -> str | None:
        """What to press at `prompt`; None at the end of the plan."""
        titles = {entry.title for entry in prompt.entries}
        if say("build a draft") in titles:
            return None
        if say("done with this row") in titles:
            return self._at_row(prompt)
        if prompt.keys >= _MENU:
            return self._at_table(prompt)
        if say("later: go on") in titles:
            self.place = ()
            self.findings.append(prompt.label)
            return "f"
        return self._in_table(prompt) or self._at_value(prompt)

    # tables

    def _at_table(self, prompt: Prompt) -> str:
        self.place = self._table = self._path(prompt)
        there, wanted = self._rows(), inside(self._plan, self._table) or []
        begin = self._pastes.get(str(self._table[-1]))
        if there == wanted:
            return "f"
        if begin is not None and (begin == 0 or there == wanted[:begin]):
            return pasted(self._as_cells(wanted[begin:] if there == wanted[:begin] else wanted))
        return "a" if there == wanted[: len(there)] else "e"

    def _in_table(self, prompt: Prompt) -> str | None:
        """What to press where something is asked of the table as a whole."""
        if prompt.label not in {say("What is to be done with these rows?"), say("Which row is to be changed?")}:
            return None
        self.place = self._table
        there, wanted = self._rows(), inside(self._plan, self._table)
        if "a" in prompt.keys:
            return "a" if there == wanted[: len(there)] else "r"
        return _take(prompt, next(number for number, row in enumerate(there) if row != wanted[number]))

    def _at_row(self, prompt: Prompt) -> str:
        """Go to the first value that is not yet as it should be."""
        self.place = row = (*self._table, self._row_number(prompt, self._table) or 0)
        there, wanted = (inside(data, row) or {} for data in (self._present(), self._plan))
        for key, spec in self._spec(row).children.items():
            if there.get(key) != wanted.get(key):
                return _take(prompt, prompt.number(_zh(spec.label)))
        return _take(prompt, len(prompt.entries) - 1)

    def _rows(self) -> list[Any]:
        return inside(self._present(), self._table) or []

    def _as_cells(self, rows: Sequence[Any]) -> str:
        """Rows as a spreadsheet puts them on the clipboard: with their header, cells with line breaks in quotes."""
        columns = self._spec(self._table).children
        if not columns:
            return "\n".join(rows) + "\n"
        lines = [[_zh(spec.label) for spec in columns.values()]]
        lines += [[_cell(row.get(key), spec) for key, spec in columns.items()] for row in rows]
        return "".join("\t".join(line) + "\n" for line in lines)

    # values

    def _at_value(self, prompt: Prompt) -> str:
        path = self._path(prompt)
        self.place = self._marked if self._marked and path[: len(self._marked)] == self._marked else path
        wanted, spec = inside(self._plan, path), self._spec(path)
        if isinstance(path[-1], int):
            return (
                CTRL_U + (wanted if wanted and path[-1] < self._pastes.get(str(path[-2]), path[-1] + 1) else "") + ENTER
            )
        if any(entry.mark is not None for entry in prompt.entries):
            return self._mark(prompt, path, _names(wanted, spec))
        was_marked = self._marked == path
        if prompt.pointed is not None:
            return self._choose(prompt, wanted, spec)
        names = [name for name in _names(wanted, spec) if not (was_marked and name in self._ticked)]
        text = "；".join(names) if spec.is_list else _text(wanted, spec)
        return ENTER if text == prompt.line else CTRL_U + text + ENTER

    def _mark(self, prompt: Prompt, path: KeyPath, names: Sequence[str]) -> str:
        """Go down the list, change marks with the space bar; what is not in the list is typed as “something else”.

        Marked names keep the order of the list; where another one is wanted, all of them are typed.
        """
        offered = [entry.title for entry in prompt.entries if entry.mark is not None]
        self._marked, self._ticked = path, [name for name in offered if name in names]
        if names[: len(self._ticked)] != self._ticked:
            self._ticked = []
        other = say("something else …") if len(names) > len(self._ticked) else ""
        wanted = {*self._ticked, other}
        marked = [entry for entry in prompt.entries if entry.mark is not None]
        return "".join((SPACE if entry.mark != (entry.title in wanted) else "") + DOWN for entry in marked) + ENTER

    def _choose(self, prompt: Prompt, wanted: Any, spec: Field) -> str:
        if {entry.key for entry in prompt.entries} == {"y", "n"}:
            return "y" if wanted else "n"
        if prompt.entries[0].title == say("yes, fill it in"):
            return _take(prompt, 0 if wanted else 1)
        if prompt.entries[0].title == say("leave it to docgen"):
            return _take(prompt, 1 if wanted else 0)
        number = prompt.number(say("leave it out") if wanted is None else _text(wanted, spec))
        return _take(prompt, prompt.number(say("something else …")) if number is None else number)

    # where a prompt stands

    def _path(self, prompt: Prompt) -> KeyPath:
        """The field that a prompt asks for, by what stands on the screen."""
        if prompt.label.startswith("“"):
            return self._detail(prompt)
        step, *around = prompt.place.split(" · ")
        number = int(step.split()[1]) - 1
        for table in self._tables[number]:
            row = self._row_number(prompt, table)
            column = next(
                (key for key, spec in self._spec(table).children.items() if _zh(spec.label) == prompt.label), None
            )
            if row is not None and column:
                return (*table, row, column)
            if row is not None and not self._spec(table).children and prompt.place.endswith(prompt.label):
                return (*table, row)
        return self._plain[(number, *around, prompt.label)]

    def _detail(self, prompt: Prompt) -> KeyPath:
        """The further value that is asked of an entry just marked: “铺货与培训”的条件."""
        name, label = prompt.label.removeprefix("“").split("”的")
        first, *others = self._spec(self._marked).children.values()
        entries = inside(self._plan, self._marked)
        number = next(number for number, entry in enumerate(entries) if entry[first.key] == name)
        return (*self._marked, number, next(spec.key for spec in others if _zh(spec.label) == label))

    def _row_number(self, prompt: Prompt, table: KeyPath) -> int | None:
        """Which row of `table` the prompt's place names, if it names one: 第 2 个部门."""
        before, after = _zh(self._spec(table).row).split("{n}")
        named = re.search(f" · {before}(\\d+){after}( · |$)", prompt.place)
        return int(named[1]) - 1 if named else None

    def _spec(self, path: KeyPath) -> Field:
        spec = self._pack.field_at(path)
        assert spec is not None
        return spec

    def _present(self) -> Mapping[str, Any]:
        return answers_in(self._file, self._pack)


def _fields(fields: Mapping[str, Field], above: KeyPath) -> Iterator[tuple[KeyPath, Field]]:
    """All fields but columns of tables, with their paths."""
    for key, spec in fields.items():
        yield (*above, key), spec
        if spec.children and not spec.is_list:
            yield from _fields(spec.children, (*above, key))


def inside(value: Any, path: KeyPath) -> Any:
    """What stands at `path`; None where nothing does."""
    for part in path:
        if isinstance(part, int):
            value = value[part] if isinstance(value, list) and part < len(value) else None
        else:
            value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _take(prompt: Prompt, number: int) -> str:
    """The keys that take an entry of a list."""
    assert prompt.pointed is not None
    steps = number - prompt.pointed
    return (DOWN if steps > 0 else UP) * abs(steps) + ENTER


def _names(value: Any, spec: Field) -> list[str]:
    """The names in a list, whatever else its entries consist of."""
    if not spec.is_list:
        return []
    first = next(iter(spec.children), None)
    return [item[first] if first else item for item in value or []]


def _text(value: Any, spec: Field) -> str:
    """A value as one would type it."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else spec.words.get(value, str(value)) if isinstance(value, str) else str(value)


def _cell(value: Any, spec: Field) -> str:
    """A value as a spreadsheet's cell has it; more than one entry stands in lines, and then in quotes."""
    text = "\n".join(_names(value, spec)) if spec.is_list else _text(value, spec)
    return f'"{text}"' if "\n" in text else text
