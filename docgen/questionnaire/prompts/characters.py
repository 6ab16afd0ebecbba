"""Keeps characters that could steer the terminal, or that an answer file refuses, out of what is typed and shown."""

from __future__ import annotations

import re

_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNWANTED = re.compile(f"[{_CONTROL}{_BIDI}]")
_UNSHOWN = re.compile(f"[\t\n{_CONTROL}{_BIDI}]")
_ESCAPE_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\^_])")
"""CSI and OSC sequences and two-character escapes (ECMA-48, 5.4, 8.3.89): dropped whole, not only their first byte."""
_LINE_BREAK = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")


def cleaned(text: str) -> str:
    """`text` as it was meant: line breaks are line feeds, tabs stay, escape sequences and unwanted characters go."""
    without_escapes = _ESCAPE_SEQUENCE.sub("", _LINE_BREAK.sub("\n", text))
    return _UNWANTED.sub("", without_escapes)


def shown(text: str) -> str:
    """`text` with every character that could steer the terminal written as its escape; a line break is a blank."""
    return _UNSHOWN.sub(_written, text)


def _written(match: re.Match[str]) -> str:
    return " " if match[0] in "\t\n" else f"\\u{ord(match[0]):04x}"


def is_table(pasted: str) -> bool:
    """Whether a cleaned paste has a tab or more than one line; the break after a single line does not count."""
    return "\t" in pasted or "\n" in pasted.strip("\n")
