"""Puts top-level keys where the layout wants them: in the order of the form, under the heading of their step."""

from __future__ import annotations

import re
from typing import Any

from docgen.answers.document import yaml_write as write
from docgen.answers.document.layout import Layout, place_for
from docgen.answers.document.lines import line_end, with_lines_after, with_lines_before
from docgen.answers.document.yaml_spans import Node


def new_text(data: dict[str, Any], layout: Layout) -> str:
    """The text of a new answer file that holds `data`."""
    if not data:
        return "{}\n"
    lines = [f"# {line}".rstrip() for line in layout.opening.splitlines()]
    keys = [key for key in layout.keys if key in data]
    last = None
    for key in [*keys, *(key for key in data if key not in keys)]:
        heading = layout.heading_over(key)
        if heading is not None and heading != last:
            lines += [*([""] if lines else []), f"# {heading}"]
        last = heading
        lines += write.entry_lines(key, data[key], 0)
    return "".join(f"{line}\n" for line in lines)


def with_top_key(text: str, root: Node, key: str, value: Any, layout: Layout) -> str:
    """`text` with a new top-level entry, under its step's heading, which is added with the step's first key."""
    present = [entry.key or "" for entry in root.entries]
    index = place_for(key, present, layout.keys)
    lines = write.entry_lines(key, value, root.column)
    heading = layout.heading_over(key)
    before = root.entries[index - 1] if index else None
    if before is not None and (heading is None or layout.heading_over(present[index - 1]) == heading):
        return with_lines_after(text, before.end, lines)
    if heading is not None:
        place = _heading_line(text, root, heading)
        if place is not None:
            return with_lines_after(text, place, lines)
        if index == len(present) or layout.heading_over(present[index]) != heading:
            lines = [f"# {heading}", *lines]
            if before is not None:
                return with_lines_after(text, before.end, ["", *lines])
            lines.append("")
    if before is not None and index == len(present):
        return with_lines_after(text, before.end, lines)
    return with_lines_before(text, root.entries[index].start, lines)


def _heading_line(text: str, root: Node, heading: str) -> int | None:
    """An index in the comment line that is `heading`; None where there is no such line."""
    for match in re.finditer(rf"(?m)^[ \t]*#+[ \t]*{re.escape(heading)}[ \t]*\r?$", text):
        if not any(entry.start < match.start() < line_end(text, entry.end) for entry in root.entries):
            return match.end() - (1 if text[match.end() - 1] == "\r" else 0)
    return None
