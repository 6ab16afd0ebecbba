"""Finds the choices that a typed text means: those which hold each of its parts, the best first."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.questionnaire.prompts.model import Choice


class Matcher:
    """The titles and notes of `choices`, folded once, so that thousands are searched within a millisecond."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self._titles = [choice.title.casefold() for choice in choices]
        self._texts = [f"{choice.title}\n{choice.note}".casefold() for choice in choices]

    def matches(self, typed: str) -> list[int]:
        """The indexes of the choices that hold every blank-separated part of `typed`; all of them for an empty text.

        Best first: the title is what was typed, begins with it, holds it, or the note holds it; the title begins with
        the first part, holds all parts; then the others.
        """
        parts = typed.casefold().split()
        found = [index for index, text in enumerate(self._texts) if all(part in text for part in parts)]
        if not parts:
            return found
        return sorted(found, key=lambda index: _distance(self._titles[index], self._texts[index], parts))


def _distance(title: str, text: str, parts: Sequence[str]) -> int:
    whole = " ".join(parts)
    nearest = (
        title == whole,
        title.startswith(whole),
        whole in title,
        whole in text,
        title.startswith(parts[0]),
        all(part in title for part in parts),
    )
    return nearest.index(True) if any(nearest) else len(nearest)
