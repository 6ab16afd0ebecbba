"""Checking starts without the packages that Cerberus wants for its version, and leaves them as they are."""

from __future__ import annotations

import subprocess
import sys


def printed(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def test_checking_imports_neither_mail_nor_sockets() -> None:
    code = "import sys, docgen.rules.structure; print({'socket', 'email', 'importlib.metadata'} & set(sys.modules))"
    assert printed(code) == "set()"


def test_package_metadata_can_be_read_afterwards() -> None:
    code = "import docgen.rules.structure, importlib.metadata; print(importlib.metadata.version('cerberus'))"
    assert printed(code)[0].isdigit()
