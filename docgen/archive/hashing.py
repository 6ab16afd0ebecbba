"""The SHA-256 of a file, by which the archive knows whether it is the one that was stored."""

from __future__ import annotations

import hashlib
from pathlib import Path


def sha256_of(file: Path) -> str:
    """64 hex digits, in lower case. Reads the file piece by piece. Raises OSError."""
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
