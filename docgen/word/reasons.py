"""Says why Jinja cannot read a tag, and how to mend it, in words that can be translated: its own are English.

It does not find the tag; `diagnosis` does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from docgen.messages import Message, message
from docgen.word.environment import TOO_DEEP

_TOKENS: Final = {
    "end of print statement": message("the end of the tag"),
    "end of statement block": message("the end of the tag"),
    "end of template": message("the end of the text"),
    "name": message("a name"),
    "string": message("a text in quotes"),
    "integer": message("a number"),
    "float": message("a number"),
}
"""What Jinja calls the parts of a tag (`jinja2.lexer`), as an author would."""

_TEXT_IN_QUOTES = re.compile(r"'[^']*'|\"[^\"]*\"")
_ELSE_IF = re.compile(r"else\s*if\s+(?P<condition>.*)", re.DOTALL)
_LONE_EQUALS = re.compile(r"(?<![=!<>])=(?!=)")
_SHOW_HOW: Final = message("Correct the tag; docs/templates.md shows how tags are written.")


def reason_of(error: Exception) -> Message | str:
    """Why Jinja refused a tag; as Jinja says it where that is none of the usual reasons."""
    if isinstance(error, TOO_DEEP):
        return message("too many things stand inside one another")
    told = str(getattr(error, "message", None) or error)
    for pattern, said in _REASONS:
        if found := pattern.fullmatch(told):
            return said(found)
    return told


def mend_of(inner: str, word: str) -> Message:
    """How to mend a tag with the contents `inner`, a statement of the kind `word` or an expression."""
    bare = _TEXT_IN_QUOTES.sub("", inner)
    wide = list(dict.fromkeys(char for char in bare if _narrow(char)))
    if wide:
        narrow = [_narrow(char) for char in wide]
        return message("Write {narrow} instead of the full-width {wide}.", narrow=" ".join(narrow), wide=" ".join(wide))
    if otherwise := _ELSE_IF.fullmatch(inner):
        return message("Write {right}.", right=f"{{% elif {otherwise['condition']} %}}")
    if word in {"if", "elif"} and _LONE_EQUALS.search(bare):
        return message("Write == where two things are compared.")
    return _SHOW_HOW


def _narrow(char: str) -> str:
    """The ASCII sign that a full-width one stands for; empty for letters, digits and all else."""
    narrow = unicodedata.normalize("NFKC", char)
    return narrow if narrow != char and narrow.isascii() and not narrow.isalnum() and not narrow.isspace() else ""


def _token(name: str) -> Message | str:
    return _TOKENS.get(name, f"“{name}”")


def _unexpected(found: re.Match[str]) -> Message:
    return message("{found} is not expected there", found=_token(found["found"]))


def _instead(found: re.Match[str]) -> Message:
    wanted = found.groupdict().get("wanted", "name")
    return message("{wanted} is expected, not {found}", wanted=_token(wanted), found=_token(found["found"]))


_REASONS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Message]], ...]] = (
    (re.compile(r"unexpected char '(?P<found>.+)' at \d+"), _unexpected),
    (re.compile(r"unexpected '(?P<found>.+)', expected '(?P<wanted>.+)'"), _instead),
    (re.compile(r"unexpected '(?P<found>.+)'"), _unexpected),
    (re.compile(r"expected token '(?P<wanted>.+)', got '(?P<found>.+)'", re.DOTALL), _instead),
    (re.compile(r"Expected an expression, got '(?P<found>.+)'"), _instead),
    (re.compile(r"tag name expected"), lambda _: message("nothing stands in it")),
)
"""What Jinja's lexer and parser say (`jinja2.lexer`, `jinja2.parser`)."""
