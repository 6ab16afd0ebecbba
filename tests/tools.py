"""The programs beside Python that tests use.

With CI=true a missing one fails the test; elsewhere the test is skipped, by name.
"""

from __future__ import annotations

import os
import shutil

import pytest


def need(program: str) -> str:
    """The path of `program`."""
    path = shutil.which(program)
    if path:
        return path
    reason = f"{program} is not installed"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
