"""Reads TOML 1.0, and says what the parser's complaint means: its words are those of a grammar.

Knows nothing of what a file is for; `docgen.toml` and answer files are both read here.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from docgen.errors import Fault
from docgen.messages import Message, message

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_QUOTES = message("Put texts in straight quotes, and write a backslash in them as \\\\.")
_ONCE = message("Each key and each table may stand only once: delete one of the two, or give it its right name.")
_BRACKETS = message("Check the brackets, commas and quotes of this line and the ones before.")
_ENTRY = message("Write “key = value”, one entry a line.")
_CONTROL = message("The line holds a control character")
_RETYPE = message("Delete it; typing the text anew removes it.")
_WRONG_ESCAPE = message("A backslash in a text is not followed by what it may be followed by")
_OPEN_BRACKET = message("A bracket is never closed, or a comma is missing between two entries")
_PROBLEMS: tuple[tuple[str, Message, Message], ...] = (
    ("Cannot overwrite a value", message("A key stands twice"), _ONCE),
    ("Duplicate inline table key", message("A key stands twice"), _ONCE),
    ("Cannot declare", message("A table stands twice"), _ONCE),
    ("Cannot mutate immutable namespace", message("A table stands twice"), _ONCE),
    ("Cannot redefine namespace", message("A table stands twice"), _ONCE),
    ("Invalid value", message("A value is not one that TOML knows; a text needs quotes"), _QUOTES),
    ("Invalid date or datetime", message("There is no such day or time"), message("Correct the date.")),
    ("Unterminated string", message("A quotation mark is never closed"), _QUOTES),
    ("Illegal character '\\n'", message("A quotation mark is never closed"), _QUOTES),
    ("Illegal character", _CONTROL, _RETYPE),
    ("Found invalid character", _CONTROL, _RETYPE),
    ("Unescaped '\\' in a string", _WRONG_ESCAPE, _QUOTES),
    ("Invalid hex value", _WRONG_ESCAPE, _QUOTES),
    ("Escaped character is not", _WRONG_ESCAPE, _QUOTES),
    ("Unclosed array", _OPEN_BRACKET, _BRACKETS),
    ("Unclosed inline table", _OPEN_BRACKET, _BRACKETS),
    ("Expected ']", _OPEN_BRACKET, _BRACKETS),
    ("Expected newline or end of document", message("Something follows the end of the value"), _ENTRY),
    ("Expected '='", message("A key has no equals sign after it"), _ENTRY),
    ("Invalid initial character for a key part", message("A key was expected here"), _ENTRY),
    ("Invalid statement", message("A key was expected here"), _ENTRY),
)  # fmt: skip


class TomlError(Exception):
    """The text is not TOML; `fault` tells where and why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.problem.msgid)
        self.fault = fault


def read(text: str, file: Path) -> dict[str, Any]:
    """The data of `text`; `file` is what the fault names. Raises TomlError."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TomlError(_fault(str(error), text, file)) from error
    except RecursionError as error:
        problem, mend = message("The brackets are nested too deep"), message("Look for brackets that are never closed.")
        raise TomlError(Fault(problem, mend, file)) from error
    except ValueError as error:  # int() refuses a number of thousands of digits
        raise TomlError(Fault(message("A number has too many digits"), message("Correct it."), file)) from error


def _fault(complaint: str, text: str, file: Path) -> Fault:
    place = _PLACE.search(complaint)
    line = int(place[1]) if place and place[1] else text.count("\n") + 1
    for fragment, problem, mend in _PROBLEMS:
        if complaint.startswith(fragment):
            return Fault(problem, mend, file, line)
    problem = message("The file is not valid TOML: {reason}", reason=_PLACE.sub("", complaint))
    return Fault(problem, message("Compare the line with the examples in the documentation."), file, line)
