"""Finds vague words, slogans, figures and named events in Chinese texts. The word lists are data: `data/wording.toml`.

Looks at words only; whether a sentence makes sense is for people to say.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from docgen.messages import Text

_CLAUSE = re.compile(r"[，。；！？,;!?\n]")
_COUNTED = "个名次天日周月年件台家小时成倍项份人分轮期季工万元套处场批级位条"
_FIGURE = re.compile(rf"[0-9０-９%％]|[〇零一二两三四五六七八九十百千]+[{_COUNTED}]|半[{_COUNTED}]")
_TIME = re.compile(
    r"[0-9０-９〇零一二两三四五六七八九十百半]+\s*个?(?:半)?(?:分钟|小时|工作日|自然日|天|日|周|星期|月|季度|年)|当[天日周月]|次[日周月]"
)


class VagueWord(NamedTuple):
    """A vague word, unless it begins one of the `exceptions` (及时率 measures what 及时 leaves open).

    `excused_by` is the figure that makes it harmless: `time`, `amount`, or empty for none.
    """

    text: str
    advice: Text
    excused_by: str
    exceptions: tuple[str, ...]

    def is_in(self, clause: str) -> bool:
        """Whether the word stands in `clause` by itself."""
        if not self.exceptions:
            return self.text in clause
        found = clause.find(self.text)
        while found >= 0 and clause.startswith(self.exceptions, found):
            found = clause.find(self.text, found + 1)
        return found >= 0


class Wording(NamedTuple):
    """The word lists."""

    vague: tuple[VagueWord, ...]
    slogans: tuple[str, ...]
    events: tuple[str, ...]
    rhythm: tuple[str, ...]
    no_rhythm: tuple[str, ...]


def vague_words_in(text: str) -> Iterator[VagueWord]:
    """The vague words in `text`, each once; a figure in the same clause may excuse one (3 日内尽快答复)."""
    clauses = _CLAUSE.split(text)
    for word in _wording().vague:
        if any(word.is_in(clause) and not _excused(word, clause) for clause in clauses):
            yield word


def slogan_in(text: str) -> str | None:
    """The slogan that `text` contains or, where it ends with an exclamation mark, that mark."""
    found = next((slogan for slogan in _wording().slogans if slogan in text), None)
    return found or (text[-1] if text.endswith(("！", "!")) else None)


def is_checkable(text: str) -> bool:
    """Whether `text` holds a figure, a date or a named event, so that anyone can say whether it has come about."""
    return bool(_FIGURE.search(text) or _TIME.search(text)) or _any_in(text, _wording().events)


def is_regular(frequency: str) -> bool:
    """Whether `frequency` names a rhythm: 每周五, 双周, 月度; not 不定期, 按需."""
    wording = _wording()
    return _any_in(frequency, wording.rhythm) and not _any_in(frequency, wording.no_rhythm)


def _any_in(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)


def _excused(word: VagueWord, clause: str) -> bool:
    if word.excused_by == "time":
        return bool(_TIME.search(clause))
    return word.excused_by == "amount" and bool(_FIGURE.search(clause))


@cache
def _wording() -> Wording:
    data = tomllib.loads((Path(__file__).parent / "data" / "wording.toml").read_text(encoding="utf-8"))
    vague = [
        VagueWord(text, Text(**group["advice"]), group["excused_by"], tuple(data["exceptions"].get(text, ())))
        for group in data["vague"]
        for text in group["words"]
    ]
    return Wording(
        vague=tuple(vague),
        slogans=tuple(data["slogans"]),
        events=tuple(data["events"]),
        rhythm=tuple(data["rhythm"]),
        no_rhythm=tuple(data["no_rhythm"]),
    )
