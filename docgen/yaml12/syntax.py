"""Says what a YAML parser's complaint means: its words are those of a grammar, not of people who write plans."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import yaml

from docgen.errors import Fault
from docgen.messages import Message, message

MAX_DEPTH = 32
"""Levels of lists and mappings; the deepest answer file that makes sense has six."""

_TOO_DEEP = "exceeded maximum nesting depth"
"""What libyaml (since 0.2.6) says of a thousand open brackets, before it hands out the first of them."""

_SYNTAX_PROBLEMS: tuple[tuple[str, Message, Message], ...] = (
    (
        "found character that cannot start any token",
        message("A value begins with a character that YAML reserves, or the line is indented with a tab"),
        message("Put the value in quotes; indent with spaces."),
    ),
    (
        "mapping values are not allowed",
        message("A colon stands where it cannot"),
        message("Put a value that holds “: ” in quotes, and check the indentation of this line and the one before."),
    ),
    (
        "found unexpected end of stream",
        message("A quotation mark is never closed"),
        message("Close it. A quotation mark inside a value needs the other kind of quotes around the value."),
    ),
    (
        "could not find expected ':'",
        message("A key has no colon after it"),
        message("Write “key: value” with a Latin colon and a space after it."),
    ),
    (
        "did not find expected ',' or",
        message("A bracket is never closed, or a comma is missing between two entries"),
        message("Use the comma and the brackets of the Latin keyboard; put a value that holds them in quotes."),
    ),
    (
        "did not find expected key",
        message("A key was expected here"),
        message("Check the indentation of this line, and the quotes and brackets of the lines before."),
    ),
    (
        "did not find expected '-' indicator",
        message("A list entry was expected here"),
        message("Begin every entry with “- ” at the same indentation."),
    ),
    (
        "found a tab character",
        message("The line is indented with a tab"),
        message("Indent with spaces."),
    ),
    (
        "escape c",  # "found unknown escape character", "found invalid Unicode character escape code"
        message("A backslash in double quotes is not followed by what it may be followed by"),
        message("Write \\\\ for a backslash, or put the value in single quotes."),
    ),
    (
        "did not find expected hexdecimal number",
        message("A backslash in double quotes is not followed by what it may be followed by"),
        message("Write \\\\ for a backslash, or put the value in single quotes."),
    ),
    (
        "block sequence entries are not allowed",
        message("A list entry stands where it cannot"),
        message("Begin a list on a line of its own below its key, every entry with “- ”."),
    ),
    (
        "did not find expected alphabetic or numeric character",
        message("A value begins with a character that YAML reserves, or the line is indented with a tab"),
        message("Put the value in quotes; indent with spaces."),
    ),
    (
        "did not find expected node content",
        message("A value was expected here, or a bracket is never closed"),
        message("Check the commas, quotes and brackets of this line and the one before."),
    ),
    (
        "did not find expected <document start>",
        message("Something stands where only “key: value” entries can stand"),
        message("Check the indentation of this line, and the quotes and brackets of the lines before."),
    ),
    (
        "did not find expected comment or line break",
        message("Something follows the sign “|” or “>” of a long text"),
        message("Begin the long text on the next line."),
    ),
)


_WIDE_COLON = re.compile(r"[\s-]*[\"']?[A-Za-z_]+[\"']?\s*：")


def syntax_fault(error: yaml.MarkedYAMLError, text: str, file: Path) -> Fault:
    """What the parser means by `error`, in words for people who write plans, with the line to mend."""
    reason = error.problem or str(error)
    line = error.problem_mark.line + 1 if error.problem_mark else None
    if _TOO_DEEP in reason:
        return nesting_fault(file, line)
    lines = text.split("\n")
    for near in (line, line - 1, line - 2) if line else ():
        if 0 < near <= len(lines) and _WIDE_COLON.match(lines[near - 1]):
            problem = message("A key is followed by the colon of Chinese text (：)")
            return Fault(problem, message("Write “key: value” with a Latin colon and a space after it."), file, near)
    for fragment, problem, mend in _SYNTAX_PROBLEMS:
        if fragment in reason:
            return _with_opening(Fault(problem, mend, file, line), error)
    return Fault(
        message("The file is not valid YAML: {reason}", reason=reason),
        message("Compare the line with the form pack's examples."),
        file,
        line,
    )


def nesting_fault(file: Path, line: int | None) -> Fault:
    """Brackets in brackets without end."""
    problem = message("The entries are nested more than {depth} levels deep", depth=MAX_DEPTH)
    return Fault(problem, message("Look for brackets that are never closed."), file, line)


def _with_opening(fault: Fault, error: yaml.MarkedYAMLError) -> Fault:
    """`fault`, moved to where the bracket or quotation mark was opened: that is most often the line to mend."""
    context = str(error.context)
    if error.context_mark is None or not ("flow" in context or "quoted" in context):
        return fault
    opening = error.context_mark.line + 1
    if opening == fault.line:
        return fault
    place = message("between line {first} and line {last}", first=opening, last=fault.line)
    return replace(fault, line=opening, place=place)
