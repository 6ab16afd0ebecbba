"""Which document is this: its number, and the numbering of its versions.

A number is derived from the plan's archive name instead of counted: every version of a plan, on every machine and in
whatever order a batch runs, gets the same number, drafts included, and no counter has to be shared or can leave gaps.
A company that keeps its own register writes `number` into the answers.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U, which are misread on paper."""
_LENGTH = 6
"""32^6 is about 10^9: with 10,000 plans a clash has odds of 5 %, and the archive refuses it by name."""
FIRST_VERSION = "V1.0"
DRAFT_VERSION = "V0"
"""A draft has no version yet: which one it becomes is settled when it is archived."""
_VERSION = re.compile(r"V(\d+)\.(\d+)")


def document_number(values: Mapping[str, Any], name: str, prefix: str) -> str:
    """The answers' own `number`, else `<prefix>-<year>[Q<quarter>]-<6 characters from the name>`.

    >>> document_number({"period": {"year": 2026, "quarter": 3}}, "2026年Q3晨曦推广协作计划_市场部", "XZ")
    'XZ-2026Q3-DV4PEB'
    """
    if values.get("number"):
        return str(values["number"])
    period = values.get("period") or {}
    year, quarter = period.get("year"), period.get("quarter")
    when = f"{year}Q{quarter}" if quarter else f"{year or ''}"
    code = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8])
    characters = "".join(_DIGITS[code >> (5 * place) & 31] for place in range(_LENGTH))
    return "-".join(part for part in (prefix, when, characters) if part)


def version_key(version: str) -> tuple[int, int]:
    """`V1.10` → (1, 10), for sorting; what is not a version sorts first."""
    match = _VERSION.fullmatch(version)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def next_version(version: str) -> str:
    """`V1.9` → `V1.10`."""
    major, minor = version_key(version)
    return f"V{major}.{minor + 1}"
