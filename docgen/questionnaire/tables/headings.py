"""Finds the columns that the heads of a pasted table mean: 计划开始日期 is 计划开始, 任务名称 is 任务.

Two heads never mean the same column, and a head that could mean two means neither.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from docgen.form.model import Field

_BRACKETED = re.compile(r"\(.*?\)|\[.*?\]|【.*?】|〔.*?〕|<.*?>")
_NO_LETTER = re.compile(r"[\W_]+")
_GENERIC = re.compile(r"(?<=.)(日期|时间|名称|情况|说明|内容|描述|表述|date|time|name)$")
"""What people add to a head, or leave out, without meaning something else."""
_SAME_THING = (
    ("负责", "责任"), ("截止", "完成"), ("结束", "完成"), ("起始", "开始"), ("交付物", "交付成果"),
    ("紧前", "前置"), ("前序", "前置"), ("进度", "状态"), ("协作部门", "配合部门"), ("协同部门", "配合部门"),
)  # fmt: skip
"""Words that one template uses and another does not, for the same column."""
_OTHER_THING = re.compile(r"实际|前置|后续|原|上级|备选|actual")
"""Before a label these make another thing of it: 实际开始 is not 开始."""
_ROW_NUMBERS = frozenset({"序号", "项次", "行号", "序", "编号", "no", "nr", "number", "row", "#", "№"})

_EXACT, _WITHOUT_BRACKETS, _SAME_WORD, _MORE_WORDS, _SIMILAR = 5, 4, 3, 2, 1
_ENOUGH = 0.75
"""Share of equal characters from which heads are similar; 开始日期 and 结束日期 have 0.5."""


def match_heads(heads: Sequence[str], columns: Mapping[str, Field]) -> dict[int, str]:
    """The key of the column that each head means, by the head's index; heads that mean none are left out."""
    pairs: dict[int, list[tuple[int, str]]] = {}  # likeness → heads' indexes and columns' keys
    for index, head in enumerate(heads):
        found = [(likeness(head, column), key) for key, column in columns.items()]
        best = max((level for level, _ in found), default=0)
        if best and [level for level, _ in found].count(best) == 1:
            pairs.setdefault(best, []).append((index, dict(found)[best]))
    matched: dict[int, str] = {}
    for level in sorted(pairs, reverse=True):
        for index, key in pairs[level]:
            if key not in matched.values():
                matched[index] = key
    return matched


def is_heading(heads: Sequence[str], columns: Mapping[str, Field]) -> bool:
    """Whether the cells of a row are the heads of a table with these columns, and no data."""
    certain = sum(any(likeness(head, column) >= _SAME_WORD for column in columns.values()) for head in heads)
    filled = sum(bool(head.strip()) for head in heads)
    return certain >= 2 or (certain == 1 and 2 * len(match_heads(heads, columns)) >= filled)


def counts_rows(head: str) -> bool:
    """Whether a head says that its column numbers the rows."""
    folded = _folded(head)
    return (folded or head.strip()) in _ROW_NUMBERS


def likeness(head: str, column: Field) -> int:
    """How surely `head` means `column`: 0 not at all, 5 it is its name."""
    return max(_likeness(head, name) for name in (column.label.zh, column.label.en, column.key))


@lru_cache(maxsize=1024)
def _likeness(head: str, name: str) -> int:
    if not (whole := _folded(head)) or not (known := _folded(name)):
        return 0
    if whole == known:
        return _EXACT
    core, known_core = _core(head), _core(name)
    if _folded(_bare(head)) == known or _folded(_bare(name)) == whole:
        return _WITHOUT_BRACKETS
    if core == known_core:
        return _SAME_WORD
    if _adds_words(core, known_core):
        return _MORE_WORDS
    return _SIMILAR if _are_similar(core, known_core) else 0


def _adds_words(one: str, other: str) -> bool:
    """Whether one is the other with words before it: Chinese and English put the thing itself last."""
    short, long = sorted((one, other), key=len)
    if len(short) < 2 or not long.endswith(short):
        return False
    return not _OTHER_THING.search(long[: -len(short)])


def _are_similar(one: str, other: str) -> bool:
    if min(len(one), len(other)) < 3:
        return False
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ENOUGH


def _core(name: str) -> str:
    """The word that `name` comes down to."""
    core = _folded(_bare(name)) or _folded(name)
    for variant, usual in _SAME_THING:
        core = core.replace(variant, usual)
    return _GENERIC.sub("", core)


def _bare(name: str) -> str:
    return _BRACKETED.sub("", unicodedata.normalize("NFKC", name))


def _folded(name: str) -> str:
    """`name` without blanks, signs, case and width."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", name).casefold())
