"""LibreOffice's profiles: a folder for each run at a time, kept from run to run, since making one costs a second.

Two runs on one profile are one run: the second hands its files to the first and ends. So a profile has a lock, which
the *program* holds as well as docgen: it inherits the open file, and the system drops the lock when both are gone. A
docgen that was killed leaves a locked profile for as long as its LibreOffice lives, and the next run takes another.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
_UPDATING = "/org.openoffice.Office.Writer/Content/Update"
_SETTINGS = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="{_SCRIPTING}"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="{_SCRIPTING}"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="{_UPDATING}"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""No macros; links to other files are never followed."""


class Profile(NamedTuple):
    """A profile that nobody else uses meanwhile. `lock` is the file that the program is to inherit (None: no lock)."""

    folder: Path
    lock: int | None

    def renew(self) -> None:
        """Throw away what is in it: a run that was killed may have left it damaged."""
        shutil.rmtree(self.folder, ignore_errors=True)
        user = self.folder / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")


@contextlib.contextmanager
def free_profile(home: Path | None) -> Iterator[Profile]:
    """A profile below `home` that nobody uses; one for this run alone without a home, or where no lock is inherited."""
    if home is None or sys.platform == "win32":
        with tempfile.TemporaryDirectory(prefix="docgen-office-", ignore_cleanup_errors=True) as folder:
            profile = Profile(Path(folder) / "profile", None)
            profile.renew()
            yield profile
        return
    home.mkdir(parents=True, exist_ok=True)
    descriptor, kept = _lock_one(home)
    try:
        profile = Profile(kept, descriptor)
        if not kept.exists():
            profile.renew()
        yield profile
    finally:
        os.close(descriptor)


def _lock_one(home: Path) -> tuple[int, Path]:
    """Take the first lock that is free: its descriptor, and the profile that it guards."""
    import fcntl

    for number in itertools.count(1):
        descriptor = os.open(home / f"{number}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
        else:
            return descriptor, home / str(number)
    raise AssertionError("counting never ends")
