"""Keeps what could steer a terminal, or cannot be seen, out of what is typed, pasted and shown.

A control sequence (ECMA-48) from an answer could forge what stands on the screen, a bidirectional control (Unicode
UAX #9) turn a sentence round; an answer file refuses both. What is shown has them written out as escapes; what is
typed or pasted loses them.
"""

from __future__ import annotations

import re

_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u00ad\u200b\u2060"
_UNWANTED = re.compile(f"[{_CONTROL}{_BIDI}{_INVISIBLE}]")
_STEERING = re.compile(f"[{_CONTROL}{_BIDI}]")
_ESCAPE_SEQUENCES = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor, bracketed paste (ECMA-48, 5.4)
    "|(?:\x1b[\\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\\\|\x9c)?"  # OSC and other strings (5.6)
    "|\x1b[ -/]*[0-~]"
)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
"""All that ends a line somewhere: a line break inside a cell of Word is U+000B."""


def cleaned(text: str) -> str:
    """`text` as it was meant: line ends are line feeds, tabs stay; escape sequences go whole, and what is unseen."""
    return _UNWANTED.sub("", _LINE_ENDS.sub("\n", _ESCAPE_SEQUENCES.sub("", text)))


def escaped(text: str) -> str:
    """`text` with every character that could steer the terminal written as its escape; it may have several lines."""
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def shown(text: str) -> str:
    """`text` in one line, with every character that could steer the terminal written as its escape."""
    return escaped(text.replace("\n", " ").replace("\t", " "))


def is_table(pasted: str) -> bool:
    """Whether a cleaned paste has a tab or more than one line; the break after a single line does not count."""
    return "\t" in pasted or "\n" in pasted.strip("\n")
