"""The tags of a template: finding them in a part, and what can be wrong with how they stand before Jinja reads them.

Tags are Jinja's, with docxtpl's prefixes: `{%p … %}` stands for its whole paragraph, `{%tr … %}` for its table row,
`{%tc … %}` for its cell, `{{r … }}` for its run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.messages import Message, message
from docgen.word.places import Spot

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_STATEMENT = re.compile(r"\{%-?\s*(?:tr|tc|p|r)?\s*(\w+)")
_OPENING = {"if", "for", "macro", "call", "filter", "with", "block"}


def tags_in(text: str) -> list[str]:
    """All tags of a text, as they stand."""
    return _TAG.findall(text)


def misplaced(paragraphs: list[Spot]) -> Iterator[tuple[Message, Message, Message]]:
    """What is wrong with the tags of a part: problem, place, mend."""
    yield from _broken_off(paragraphs)
    yield from _doubled(paragraphs)
    yield from _unbalanced(paragraphs)


def _broken_off(paragraphs: list[Spot]) -> Iterator[tuple[Message, Message, Message]]:
    for spot in paragraphs:
        rest = _TAG.sub("", spot.text)
        for opening, closing in (("{{", "}}"), ("{%", "%}")):
            if opening in rest:
                yield (
                    message("The tag {opening} is not closed in its paragraph", opening=opening),
                    spot.place,
                    message("Write {closing} at its end, in the same paragraph.", closing=closing),
                )


def _doubled(paragraphs: list[Spot]) -> Iterator[tuple[Message, Message, Message]]:
    for spot in paragraphs:
        found = [tag for tag in tags_in(spot.text) if re.match(r"\{[{%]p\s", tag)]
        if len(found) > 1:
            yield (
                message("Two paragraph tags stand in one paragraph: {tags}", tags=found),
                spot.place,
                message("Give each of them a paragraph of its own."),
            )


def _unbalanced(paragraphs: list[Spot]) -> Iterator[tuple[Message, Message, Message]]:
    opened: list[tuple[str, str, Message]] = []
    for spot in paragraphs:
        for tag in tags_in(spot.text):
            match = _STATEMENT.match(tag)
            word = match[1] if match else ""
            if word in _OPENING:
                opened.append((word, tag, spot.place))
            elif word.startswith("end"):
                if opened and opened[-1][0] == word[3:]:
                    opened.pop()
                    continue
                yield (
                    message("The tag {tag} closes nothing that is open", tag=tag),
                    spot.place,
                    message("Delete it, or write the tag that it closes before it."),
                )
    for word, tag, place in opened:
        yield (
            message("The tag {tag} is never closed", tag=tag),
            place,
            message("Write {closing} where its part ends.", closing="{% end" + word + " %}"),
        )
