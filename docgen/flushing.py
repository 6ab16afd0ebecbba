"""Has the system write a folder's entries to the disk, so that a renamed file outlives a power cut."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def flush_folder(folder: Path) -> None:
    """Flush the entries of `folder` (Windows does so by itself and knows no such call). Raises OSError."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
