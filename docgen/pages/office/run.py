"""One start of LibreOffice: all files of a run in, their PDF files out. Ends in time, and takes its children along.

LibreOffice reports success whatever became of a file, so that only what stands in the folder afterwards counts.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from docgen.pages.office.profiles import Profile

_EXPORT = {
    "ExportBookmarks": True,  # headings, for the outline
    "ExportNotes": False,
    "UseLosslessCompression": True,
    "ReduceImageResolution": False,
    "SelectPdfVersion": 2,  # PDF/A-2b: every font embedded, nothing encrypted, no form to fill in
}


class Limits(NamedTuple):
    """How many seconds a run may take: `start` for LibreOffice itself and `each` for every file."""

    start: float = 90
    each: float = 45

    def of(self, files: Sequence[Path]) -> float:
        """The seconds for these files."""
        return self.start + self.each * len(files)


class Press(NamedTuple):
    """What is needed to start LibreOffice: its program, the environment for it, the fonts, how long it may take."""

    program: Path
    environment: Mapping[str, str]
    fonts: Path
    limits: Limits

    def print(self, files: Sequence[Path], folder: Path, profile: Profile) -> bool:
        """Have PDF files of `files`, with their names, put into `folder`; False where the time was up.

        Whatever ends this call, no process of the run is left behind.
        """
        if not files:
            return True
        process = subprocess.Popen(
            [
                str(self.program),
                *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
                f"-env:UserInstallation={profile.folder.as_uri()}",
                *("--convert-to", f"pdf:writer_pdf_Export:{_options()}"),
                *("--outdir", str(folder), *map(str, files)),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**self.environment, "FONTCONFIG_FILE": str(self.fonts), "SAL_USE_VCLPLUGIN": "svp"},
            start_new_session=True,  # a process group of its own, to be ended as one
            pass_fds=() if profile.lock is None else (profile.lock,),
        )
        try:
            process.wait(self.limits.of(files))
        except subprocess.TimeoutExpired:
            return False
        finally:
            _end(process)
        return True


def _options() -> str:
    kinds = {bool: "boolean", int: "long"}
    told = {name: {"type": kinds[type(value)], "value": str(value).lower()} for name, value in _EXPORT.items()}
    return json.dumps(told, separators=(",", ":"))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and all that it started, unless it has come to its own good end."""
    if process.poll() == 0:
        return  # the program that starts LibreOffice waits for it
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
