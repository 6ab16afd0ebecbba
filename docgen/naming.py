"""File and folder names that every common system accepts, and the name that a plan is kept under (S4-7, rule F2).

A name is safe when Windows, macOS and Linux all keep it as it is. Which characters and words Windows refuses is said in
Microsoft's “Naming Files, Paths, and Namespaces”; the 255 bytes are Linux's NAME_MAX, counted in UTF-8.

Does not look at the disk.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from docgen.messages import Message, message

MAX_BYTES = 255
SUFFIX_ROOM = len("_V100.100.pdf")
"""Bytes kept free behind a plan's name for the version and the extension that the archive appends."""

_FORBIDDEN = frozenset('<>:"/\\|?*')
_UNSAFE_CATEGORIES = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""Control and format characters (bidirectional marks too), lone surrogates, line and paragraph separators."""
_RESERVED = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])(\..*)?", re.IGNORECASE | re.DOTALL)
_DRIVE = re.compile(r"[A-Za-z]:")
_CUT = "…"
_INDEX = "index.sqlite"
"""The archive's index stands in its topmost folder; SQLite keeps files beside it whose names begin so."""


def plan_file_name(values: Mapping[str, Any], document_kind: str) -> str:
    """The name of a plan by rule F2, without version and extension: `2024年Q3新产品X推广协作计划_市场部`.

    `values` are answers in normal form; `period`, `title` and `departments` are read, and any of them may have gaps.
    The kind is not repeated where the title ends in it, nor the year or quarter where the title begins with them. The
    name is in NFC, with spaces at its ends taken off; whether it is safe is for `faults_of_name` to say.
    """
    period = values.get("period") or {}
    year, quarter = period.get("year"), period.get("quarter")
    subject = str(values.get("title") or "").strip()
    time = (f"{year}年" if year else "") + (f"Q{quarter}" if quarter else "")
    if year:
        subject = re.sub(rf"^{re.escape(str(year))}年(度|Q[1-4]|第[一二三四]季度)?", "", subject)
    kind = "" if subject.endswith(document_kind) else document_kind
    leads = [
        str(row["name"]) for row in values.get("departments") or () if row.get("role") == "lead" and row.get("name")
    ]
    name = time + subject + kind + (f"_{leads[0]}" if leads else "")
    return unicodedata.normalize("NFC", name).strip()


def faults_of_name(name: str) -> list[Message]:
    """What keeps `name` (without version and extension) from being a safe file name; empty where nothing does.

    It may have at most 255 bytes in UTF-8 less the room for version and extension: 242.
    """
    if not name.strip():
        return [message("a file name cannot be empty")]
    faults = _faults_of_part(name)
    size = _size(name)
    if size > MAX_BYTES - SUFFIX_ROOM:
        faults.append(
            message(
                "the file name “{name}” has {size} bytes in UTF-8; at most {limit} leave room for the version",
                name=shortened(name, 90),
                size=size,
                limit=MAX_BYTES - SUFFIX_ROOM,
            )
        )
    return faults


def faults_of_directory(path: str) -> list[Message]:
    """What keeps `path` from being a safe folder below the archive; empty where nothing does.

    It must be relative, with `/` between its parts, each of which is a safe name of at most 255 bytes.
    """
    if path.startswith(("/", "\\")) or _DRIVE.match(path):
        return [message("the folder “{path}” is absolute", path=shortened(path, 90))]
    parts = path.split("/")
    if parts[-1] == "":
        parts.pop()
    if not parts or not all(part.strip() for part in parts):
        return [message("the folder “{path}” has an empty part", path=shortened(path, 90))]
    faults = [fault for part in dict.fromkeys(parts) for fault in _faults_of_part(part)]
    if parts[0].startswith(_INDEX):
        faults.append(message("the archive itself needs the name “{name}”", name=shortened(parts[0], 90)))
    faults += [
        message(
            "the folder name “{name}” is longer than {limit} bytes in UTF-8", name=shortened(part, 90), limit=MAX_BYTES
        )
        for part in parts
        if _size(part) > MAX_BYTES
    ]
    return faults


def safe_name(text: str) -> str:
    """`text` turned into a safe file name, for drafts: what is not allowed becomes `_`, what is too long is cut."""
    kept = "".join("_" if _is_forbidden(char) else char for char in unicodedata.normalize("NFC", text))
    limit = MAX_BYTES - SUFFIX_ROOM
    if _size(kept) > limit:
        kept = kept.encode()[: limit - len(_CUT.encode())].decode(errors="ignore") + _CUT
    kept = kept.strip(" .")
    if not kept.strip():  # other blanks are left, such as U+00A0 and U+3000
        kept = "_"
    return f"_{kept}" if _RESERVED.fullmatch(kept) else kept


def shortened(text: str, length: int) -> str:
    """`text` in at most `length` characters, for a message; characters that would upset a terminal as U+XXXX."""
    shown = text if len(text) <= length else text[: length - 1] + _CUT
    return "".join(named(char) if unicodedata.category(char) in _UNSAFE_CATEGORIES else char for char in shown)


def named(char: str) -> str:
    """The code point of `char` as people write it: `U+202E`."""
    return f"U+{ord(char):04X}"


def _faults_of_part(name: str) -> list[Message]:
    shown = shortened(name, 90)
    if name in {".", ".."}:
        return [message("“{name}” is not a name: it stands for a folder", name=shown)]
    faults = []
    bad = list(dict.fromkeys(char for char in name if _is_forbidden(char)))
    if bad:
        chars = [named(char) if unicodedata.category(char) in _UNSAFE_CATEGORIES else char for char in bad]
        faults.append(
            message("the name “{name}” holds {chars}, which a file name must not hold", name=shown, chars=chars)
        )
    if name != name.strip(" "):
        faults.append(message("the name “{name}” begins or ends with a space", name=shown))
    if name.startswith("."):
        faults.append(message("the name “{name}” begins with a full stop, as hidden files do", name=shown))
    if name.endswith("."):
        faults.append(message("the name “{name}” ends with a full stop", name=shown))
    if _RESERVED.fullmatch(name):
        faults.append(message("Windows keeps the name “{name}” for a device", name=shown))
    return faults


def _is_forbidden(char: str) -> bool:
    return char in _FORBIDDEN or unicodedata.category(char) in _UNSAFE_CATEGORIES


def _size(name: str) -> int:
    return len(unicodedata.normalize("NFC", name).encode(errors="surrogatepass"))
