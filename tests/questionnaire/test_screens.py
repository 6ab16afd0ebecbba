"""The screens in the documentation are those of the program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are needed")
def test_pages_show_the_screens_as_they_are() -> None:
    check = [sys.executable, "-m", "tools.questionnaire_screens", "--check"]
    done = subprocess.run(check, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\n“make screens” writes them anew"
