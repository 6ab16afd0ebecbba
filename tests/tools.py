"""The programs beside Python that tests use.

With CI=true a missing one fails the test; elsewhere the test is skipped, by name.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from docgen.fonts.library import FILES


def need(program: str) -> str:
    """The path of `program`."""
    path = shutil.which(program)
    if path:
        return path
    reason = f"{program} is not installed"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def convert_with_office(files: Sequence[Path], kind: str, folder: Path) -> None:
    """Have LibreOffice convert `files` to `kind` into `folder`, with docgen's fonts and a profile of its own.

    The machine's own fonts are left out: without a Chinese one among them there would be no Chinese text in a PDF.
    """
    office = need("soffice")
    profile = folder / "office"
    profile.mkdir(parents=True)
    settings = profile / "fonts.conf"
    settings.write_text(f"<fontconfig><dir>{FILES}</dir><cachedir>{profile}</cachedir></fontconfig>", encoding="utf-8")
    command = [office, "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", kind]
    command += ["--outdir", str(folder), *map(str, files)]
    environment = {**os.environ, "FONTCONFIG_FILE": str(settings)}
    subprocess.run(command, check=True, capture_output=True, timeout=180, env=environment)
