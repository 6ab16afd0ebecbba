"""Makes an edit in a TOML text with tomlkit, which keeps the comments and the formatting of what is not edited.

TOML has no null: where one is set, the key is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import tomlkit

from docgen.answers.document import toml_rows
from docgen.answers.document.edits import Edit, Insert, Move, Remove, Set, value_at, without_nulls
from docgen.answers.document.layout import Layout
from docgen.answers.document.lines import line_break
from docgen.answers.model import KeyPath

_BARE_BREAK = re.compile(r"(?<!\r)\n")


def new_text(data: dict[str, Any], layout: Layout) -> str:
    """The text of a new TOML file that holds `data`; tables stand at the end, as TOML wants them."""
    document = tomlkit.document()
    for line in layout.opening.splitlines():
        document.add(tomlkit.comment(line))
    data = without_nulls(data)
    order = {key: index for index, key in enumerate(layout.keys)}
    for key in sorted(data, key=lambda key: (_is_table(data[key]), order.get(key, len(order)))):
        document[key] = data[key]
    return tomlkit.dumps(document)


def candidates(text: str, edit: Edit, after: dict[str, Any], layout: Layout) -> Iterator[str]:
    """The text with `edit` made in it, which makes `after` of it; then wider ways to make it, the last writes all."""
    ways: tuple[Callable[[], str | None], ...] = (
        lambda: toml_rows.edited(text, edit),
        lambda: _edited_part(text, edit, after),
        lambda: _edited(text, edit, _container(edit, after)),
        lambda: _edited(text, Set(edit.path[:1], after.get(str(edit.path[0]))), after),
        lambda: new_text(after, layout),
    )
    for way in ways:
        with suppress(ValueError, TypeError, LookupError, AttributeError):  # what tomlkit cannot do in place
            if (written := way()) is not None:
                yield _BARE_BREAK.sub("\r\n", written) if line_break(text) == "\r\n" else written


def _edited_part(text: str, edit: Edit, after: Any) -> str | None:
    """The text with `edit` made in the lines of one table: tomlkit takes a tenth of a second for those of a plan."""
    found = toml_rows.part_of(text, edit.path)
    if found is None:
        return None
    (start, end), inner = found
    written = _edited(text[start:end], replace(edit, path=inner), _container(edit, after))
    return text[:start] + written + text[end:]


def _edited(text: str, edit: Edit, container: Any) -> str:
    """`text` with `edit` made in it, of which `container` comes, the list or mapping that is changed."""
    document = tomlkit.parse(text)
    path = edit.path if isinstance(edit, Insert | Move) else edit.path[:-1]
    if path and len(container) <= isinstance(container, list):  # what is empty, or was, TOML writes in another way
        _set(document, path, container)
    else:
        _make(document, edit)
    return tomlkit.dumps(document)


def _container(edit: Edit, after: Any) -> Any:
    return value_at(after, edit.path if isinstance(edit, Insert | Move) else edit.path[:-1])


def _make(document: Any, edit: Edit) -> None:
    match edit:
        case Set(path, value):
            _set(document, path, value)
        case Remove(path):
            del _at(document, path[:-1])[path[-1]]
        case Insert(path, index, value):
            _at(document, path).insert(index, value)
        case Move(path, index, to):
            rows = _at(document, path)
            row = rows[index]
            del rows[index]
            rows.insert(to, row)


def _set(document: Any, path: KeyPath, value: Any) -> None:
    holder, last = _at(document, path[:-1]), path[-1]
    if isinstance(last, str) and last in holder and (_is_table(holder[last]) or _is_table(value)):
        del holder[last]
    if value is not None:
        holder[last] = value


def _at(document: Any, path: KeyPath) -> Any:
    for part in path:
        document = document[part]
    return document


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))
