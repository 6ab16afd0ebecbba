"""Reads the keys of a terminal. Ctrl-C is a key wherever it is pressed, also inside a paste that never ends."""

from __future__ import annotations

from typing import Any

from prompt_toolkit.input import Input
from prompt_toolkit.input.vt100_parser import Vt100Parser

_CTRL_C = "\x03"
_END_OF_PASTE = "\x1b[201~"


def terminal_keys() -> Input:
    """The keys of this terminal."""
    from prompt_toolkit.input.defaults import create_input

    keys: Any = create_input()
    if hasattr(keys, "vt100_parser"):  # not on Windows, whose consoles send pastes as keys
        keys.vt100_parser = _Parser(keys.vt100_parser.feed_key_callback)
    return keys  # type: ignore[no-any-return]


class _Parser(Vt100Parser):
    """Knows a person's Ctrl-C from one that is pasted: it comes alone, where a paste comes in blocks.

    A terminal brackets a paste (xterm, “Bracketed Paste Mode”). Where the closing mark is lost on the way, every key
    would count as pasted, and only `kill` would be left.
    """

    _in_bracketed_paste: bool

    def feed(self, data: str) -> None:
        if self._in_bracketed_paste and data and not data.strip(_CTRL_C):
            super().feed(_END_OF_PASTE)
        super().feed(data)
