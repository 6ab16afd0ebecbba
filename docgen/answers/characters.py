"""Finds characters that have no place on paper: they would vanish, cut a text short or turn it round.

Control characters and noncharacters are not XML (XML 1.0, 2.2), so no Word file can hold them. The bidirectional
controls (Unicode UAX #9) make a text read differently from what it says.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docgen.errors import Fault
from docgen.messages import message
from docgen.yaml12 import MAX_FAULTS, KeyPath, MarkedData

_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"
_CONTROL_IN_FILE = re.compile(f"[{_CONTROL}]")
_REFUSED_IN_VALUE = re.compile(f"[{_CONTROL}\r\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def control_character_faults(text: str, file: Path) -> list[Fault]:
    """A fault for each line of the file that holds control characters, be it in a comment."""
    faults, last = [], 0
    for match in _CONTROL_IN_FILE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        if line != last:
            faults.append(_fault(match.group(), file, line))
        last = line
        if len(faults) >= MAX_FAULTS:
            break
    return faults


def value_faults(marked: MarkedData, file: Path) -> list[Fault]:
    """A fault for each key and each text that holds a refused character, be it written as an escape."""
    faults: list[Fault] = []

    def look(value: Any, path: KeyPath) -> None:
        if isinstance(value, str):
            if match := _REFUSED_IN_VALUE.search(value):
                line = _line(marked, path)
                faults.append(_fault(match.group(), file, line, path))
        elif isinstance(value, dict):
            for key, item in value.items():
                look(key, (*path, key))
                look(item, (*path, key))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                look(item, (*path, index))

    look(marked.data, ())
    return faults


def _line(marked: MarkedData, path: KeyPath) -> int:
    while path and path not in marked.positions:
        path = path[:-1]
    return marked.positions[path].line if path in marked.positions else 1


def _fault(character: str, file: Path, line: int, path: KeyPath = ()) -> Fault:
    code = f"U+{ord(character):04X}"
    if _BIDI.match(character):
        problem = message("A text holds {code}, which turns round the direction of reading", code=code)
    else:
        problem = message("A text holds the control character {code}", code=code)
    names = ".".join(_REFUSED_IN_VALUE.sub("�", str(part)) for part in path)
    place = message("at {path}", path=names) if path else None
    return Fault(problem, message("Delete it; typing the text anew removes it."), file, line, place)
