"""Full text in Chinese: turns texts and questions into tokens that SQLite's FTS5 can look up.

Chinese has no spaces, and the most common words and names have two characters; FTS5's own trigrams would not find them.
So every pair of neighbouring characters is a token, and the last character of a run alone. A question asks for all the
pairs in it, which finds every text that holds it, and perhaps some that hold its pairs apart: whoever asks looks at the
text again (`holds`). Width and case of letters make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
_RUN = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """`text` as it is compared: NFKC, so that full-width letters are letters, and without case."""
    return unicodedata.normalize("NFKC", text).casefold()


def without_comments(answers: str) -> str:
    """The text of an answer file without lines that are comments: the hints of docgen's own blank files."""
    return _COMMENT.sub("", answers)


def tokens(text: str) -> str:
    """The tokens of `text`, each once, with spaces between. They are ASCII, whatever FTS5 thinks a letter is."""
    pairs: set[tuple[str, ...]] = set()
    for run in _RUN.findall(folded(text)):
        pairs.update(pairwise(run))
        pairs.add((run[-1],))
    return " ".join(_token(*pair) for pair in pairs)


def question(words: Iterable[str]) -> str:
    """The FTS5 query for texts that may hold all of `words`; empty where every text may."""
    terms: dict[str, None] = {}
    for word in words:
        for run in _RUN.findall(folded(word)):
            pairs = [f'"{_token(one, other)}"' for one, other in pairwise(run)]
            terms |= dict.fromkeys(pairs or [f'"{_token(run)}"*'])
    return " AND ".join(terms)


@lru_cache(maxsize=1 << 16)
def _token(one: str, other: str = "") -> str:
    """`5e02x573a` for 市场, `573ax` for 场 alone, with which every token of a pair beginning with it begins, too."""
    return f"{ord(one):x}x{ord(other):x}" if other else f"{ord(one):x}x"


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether `text` holds all of `words`, whatever the width and case of letters."""
    unlike = [folded(word) for word in words if word not in text]
    if not unlike:
        return True
    whole = folded(text)
    return all(word in whole for word in unlike)


def excerpt(text: str, word: str, room: int = 60) -> str:
    """The line of `text` in which `word` stands, cut around it; empty where it stands in none."""
    found = text.find(word)
    if found < 0:
        wanted = folded(word)
        lines = ((line, folded(line).find(wanted)) for line in text.splitlines())
        line, place = next((item for item in lines if item[1] >= 0), ("", 0))
    else:
        begin = text.rfind("\n", 0, found) + 1
        line, place = text[begin:].partition("\n")[0], found - begin
    start = max(0, min(place - room // 3, len(line) - room))
    cut = line[start : start + room].strip()
    return f"{'…' if start else ''}{cut}{'…' if start + room < len(line) else ''}"
