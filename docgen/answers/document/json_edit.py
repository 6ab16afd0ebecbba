"""Writes an edited JSON file: whole, in the order of its keys, with the indentation that it had."""

from __future__ import annotations

import json
import re
from typing import Any

from docgen.answers.document.layout import Layout
from docgen.answers.document.lines import line_break

_FIRST_INDENT = re.compile(r"\A\s*\{[ \t]*(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*([ \t]+)")


def new_text(data: dict[str, Any], layout: Layout) -> str:
    """The text of a new JSON file that holds `data`; JSON has no comments, so it has no headings."""
    order = {key: index for index, key in enumerate(layout.keys)}
    return _written({key: data[key] for key in sorted(data, key=lambda key: order.get(key, len(order)))}, "  ") + "\n"


def edited(text: str, after: dict[str, Any]) -> str:
    """`after` in the manner of `text`: its indentation, its line breaks, and a line break at the end if it had one."""
    indent = _FIRST_INDENT.match(text)
    body = text.rstrip()
    written = _written(after, indent[1] if indent else "  " if line_break(text) in body else None)
    return written.replace("\n", line_break(text)) + text[len(body) :]


def _written(data: Any, indent: str | None) -> str:
    return json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent)
