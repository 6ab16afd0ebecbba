"""Keeps what is costly to make from one run to the next, as Python keeps its .pyc files.

What is kept is named by all that it depends on, so that nothing old is ever taken for new, and lies in the user's own
cache folder, never beside what it was made from: whoever sends a file must not be able to send code with it.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import marshal
import os
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from docgen import __version__

_DIGEST_SIZE = 32
_MOST_FILES = 200
"""Of some 40 KB each; beyond that the oldest go."""


class KeptStore(NamedTuple):
    """A folder of kept values, which is made when the first is. Nothing here ever raises.

    Values are what `marshal` can write: plain data and code. `kind` is the ending of the files; `makers` names the
    modules and packages that make the values: when one of them changes, they are made anew.
    """

    folder: Path
    kind: str
    makers: tuple[str, ...]

    def remembered(self, source: bytes, make: Callable[[], Any]) -> Any:
        """What `make` makes of `source`, or made of it in an earlier run; where that is None, it is not kept."""
        value = self.load(source)
        if value is None:
            value = make()
            if value is not None:
                self.save(source, value)
        return value

    def load(self, source: bytes) -> Any:
        """What was saved for `source`, or None."""
        file = self._file(source)
        try:
            if not _is_own(file):
                return None
            whole = file.read_bytes()
            payload = whole[_DIGEST_SIZE:]
            if hashlib.sha256(payload).digest() != whole[:_DIGEST_SIZE]:
                return None  # marshal may crash on a damaged file
            return marshal.loads(payload)  # noqa: S302 - the user's own file
        except (OSError, ValueError, EOFError, TypeError):
            return None

    def save(self, source: bytes, value: Any) -> None:
        """Keep `value` for `source`; in one step, since another process may be reading."""
        with contextlib.suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            payload = marshal.dumps(value)
            descriptor, name = tempfile.mkstemp(self.kind, dir=self.folder)
            with os.fdopen(descriptor, "wb") as handle:
                handle.write(hashlib.sha256(payload).digest() + payload)
            Path(name).replace(self._file(source))
            self._drop_oldest()

    def _file(self, source: bytes) -> Path:
        return self.folder / f"{hashlib.sha256(_state_of(self.makers) + source).hexdigest()}{self.kind}"

    def _drop_oldest(self) -> None:
        files = sorted(self.folder.glob(f"*{self.kind}"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[_MOST_FILES:]:
            file.unlink()


@cache
def _state_of(makers: tuple[str, ...]) -> bytes:
    """All that a value depends on besides its source, told without importing what makes it."""
    told = [sys.version, f"docgen {__version__}"]
    for name in makers:
        spec = importlib.util.find_spec(name)
        origin = Path(spec.origin) if spec and spec.origin else Path()
        files = sorted(origin.parent.glob("*.py")) if origin.stem == "__init__" else [origin]
        states = (file.stat() for file in files if file.is_file())
        told += [f"{name} {state.st_size} {state.st_mtime_ns}" for state in states]
    return "\n".join(told).encode()


def _is_own(file: Path) -> bool:
    """Whether nobody else can have written `file`; Windows keeps a user's cache folder to the user."""
    return sys.platform == "win32" or file.stat().st_uid == os.getuid()
