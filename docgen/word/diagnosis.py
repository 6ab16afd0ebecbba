"""Finds which tag is meant when Jinja complains: it knows lines of cleaned XML, people know paragraphs and cells."""

from __future__ import annotations

import difflib
import re
import traceback
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError, UndefinedError

from docgen.errors import Fault, WordError
from docgen.messages import Message, message
from docgen.word.environment import TOO_DEEP, environment
from docgen.word.reasons import mend_of, reason_of

if TYPE_CHECKING:
    from docgen.word.tags import Tag
    from docgen.word.template import TemplatePart

_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_COMPLETION = {"if": "{% endif %}", "for": "{% endfor %}"}
_NOT_JINJA = ("vm", "hm", "colspan", "cellbg")
_MEND_NAMES: Final = message("See docs/templates.md for the names that templates may use.")


def syntax_faults(tags: Sequence[Tag], file: Path) -> Iterator[Fault]:
    """Every tag that Jinja does not understand on its own, or that uses an unknown filter or test."""
    known = environment()
    for tag in tags:
        try:
            tree = known.parse(alone(tag))
        except (TemplateSyntaxError, RecursionError) as error:
            yield _unreadable(error, tag, file)
            continue
        used: list[nodes.Filter | nodes.Test] = [*tree.find_all(nodes.Filter), *tree.find_all(nodes.Test)]
        for node in used:
            names: Collection[str] = known.filters if isinstance(node, nodes.Filter) else known.tests
            if node.name not in names:
                problem = message("Unknown filter or test “{name}” in {tag}", name=node.name, tag=tag.source)
                yield tag.fault(file, problem, nearest(node.name, names))


def too_deep(error: Exception, source: str, tags: Sequence[Tag], file: Path) -> list[Fault]:
    """Every tag in which more stands inside one another than Python compiles; else where it gave up."""
    faults = []
    for tag in tags:
        try:
            environment().compile(alone(tag))
        except TOO_DEEP as alike:
            faults.append(_unreadable(alike, tag, file))
    return faults or [misread(error, source, tags, file)]


def filters_are_known(tree: nodes.Template) -> bool:
    """Whether all filters and tests that a part uses are there."""
    known = environment()
    return all(node.name in known.filters for node in tree.find_all(nodes.Filter)) and all(
        node.name in known.tests for node in tree.find_all(nodes.Test)
    )


def misread(error: Exception, source: str, tags: Sequence[Tag], file: Path) -> Fault:
    """That Jinja cannot read a part though it reads each of its tags alone: told at the tag where it gave up."""
    tag = _tag_at(getattr(error, "lineno", 0), source, tags)
    if tag:
        return _unreadable(error, tag, file)
    return Fault(
        message("The template has a tag that cannot be understood: {reason}", reason=reason_of(error)), file=file
    )


def _unreadable(error: Exception, tag: Tag, file: Path) -> Fault:
    problem = message("The tag cannot be understood: {tag} ({reason})", tag=tag.source, reason=reason_of(error))
    return tag.fault(file, problem, mend_of(tag.inner, tag.word))


def alone(tag: Tag) -> str:
    """The source of a template that has this tag alone; empty where Jinja has nothing to read in it."""
    if tag.kind == "comment" or tag.word in _NOT_JINJA:
        return ""
    if tag.kind == "expression":
        return f"{{{{ {tag.inner} }}}}"
    if tag.word in {"elif", "else"}:
        return f"{{% if true %}}{{% {tag.inner} %}}{{% endif %}}"
    if tag.word in {"endif", "endfor"}:
        return ""
    return f"{{% {tag.inner} %}}" + _COMPLETION.get(tag.word, "")


def unknown_names(part: TemplatePart, names: Collection[str], file: Path) -> Iterator[Fault]:
    """Variables of a part that are not among `names`, each at every tag that uses it."""
    unknown = part.undeclared - set(names)
    if not unknown:
        return
    for tag in part.tags:
        used = {node.name for node in environment().parse(alone(tag)).find_all(nodes.Name)} & unknown
        for name in sorted(used):
            problem = message("Unknown variable “{name}” in {tag}", name=name, tag=tag.source)
            yield tag.fault(file, problem, nearest(name, names))


def filling_fault(error: Exception, part: TemplatePart, file: Path) -> Fault:
    """What went wrong when a part was filled, at the tag that was being filled."""
    missing = re.search(r"has no (?:attribute|element) '?([^']+)'?", str(error))
    tag = _tag_at(_line(error, part.name), part.source, part.tags, missing[1] if missing else "")
    source = tag.source if tag else "?"
    mend: Message | None = _MEND_NAMES
    if isinstance(error, WordError) and error.faults[0].file:
        return error.faults[0]  # not the template is at fault
    if isinstance(error, WordError):
        problem, mend = error.faults[0].problem, error.faults[0].mend
    elif isinstance(error, SecurityError):
        problem = message("The tag does what templates may not do: {tag}", tag=source)
    elif isinstance(error, UndefinedError):
        name = missing[1] if missing else str(error)
        problem = message("“{name}” is not known here: {tag}", name=name, tag=source)
    else:
        problem = message("The tag cannot be filled: {tag} ({reason})", tag=source, reason=str(error))
        mend = None
    return tag.fault(file, problem, mend) if tag else Fault(problem, mend, file=file)


def _line(error: Exception, part: str) -> int:
    """The last line of the part that Jinja's traceback tells, or 0."""
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno or 0 for frame in reversed(frames) if frame.filename == part), 0)


def _tag_at(line: int, source: str, tags: Sequence[Tag], name: str = "") -> Tag | None:
    """The tag on a line of the cleaned source: the n-th that reads so there is the n-th that reads so in the file.

    docxtpl writes tags of its own into the source, so that tags cannot simply be counted. A tag that says `name` goes
    before the others of its line.
    """
    written: dict[str, list[Tag]] = {}
    for tag in tags:
        written.setdefault(tag.inner, []).append(tag)
    seen: Counter[str] = Counter()
    there: list[Tag] = []
    for number, text in enumerate(source.split("\n"), 1):
        for found in _TAG.findall(text):
            inner = found[2:-2].strip("-+ \t\xa0").strip()
            if inner not in written:
                continue
            if number == line:
                same = written[inner]
                there.append(same[min(seen[inner], len(same) - 1)])
            seen[inner] += 1
    return next((tag for tag in there if name and name in tag.inner), there[0] if there else None)


def nearest(name: str, names: Collection[str]) -> Message:
    """The mend for a name that is not among `names`."""
    near = difflib.get_close_matches(name, names, 1, 0.6)
    return message("Did you mean “{name}”?", name=near[0]) if near else _MEND_NAMES
