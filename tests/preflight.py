"""Asks PDFBox Preflight whether a file is PDF/A-1b (Debian: libpdfbox2-java, libactivation-java, libjaxb-api-java)."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tools import need

_FOLDER = Path("/usr/share/java")
_JARS = ("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "javax.activation", "jaxb-api")
_FAULT = re.compile(r"^(\d+(?:\.\d+)*) : ", re.MULTILINE)


def faults_as_part_1(pdf: bytes, folder: Path) -> set[str]:
    """The numbers of everything that keeps `pdf` from being PDF/A-1b; empty where it is."""
    file = folder / "bundle.pdf"
    file.write_bytes(pdf)
    jars = [_FOLDER / f"{name}.jar" for name in _JARS]
    if missing := [jar for jar in jars if not jar.exists()]:
        reason = f"{missing[0]} is not installed"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    command = [need("java"), "-cp", os.pathsep.join(map(str, jars)), "org.apache.pdfbox.preflight.Validator_A1b"]
    run = subprocess.run([*command, str(file)], check=False, capture_output=True, text=True, timeout=120)
    assert "is a valid PDF/A-1b file" in run.stdout or "is not a valid PDF/A-1b file" in run.stdout, run.stderr
    faults = set(_FAULT.findall(run.stdout))
    assert bool(faults) == bool(run.returncode), run.stdout
    return faults
