"""The SQLite index over the manifests: quick to ask, cheap to rebuild, never the truth."""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docgen.archive.model import MANIFEST_NAME, Manifest
from docgen.errors import ArchiveError, Fault
from docgen.messages import message
from docgen.os_errors import reason

FILE_NAME = "index.sqlite"
_SCHEMA_VERSION = 1
_SCHEMA = """
CREATE TABLE version (
    number TEXT NOT NULL, version TEXT NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL, lead TEXT NOT NULL,
    date TEXT NOT NULL, until TEXT NOT NULL, folder TEXT NOT NULL UNIQUE, fingerprint TEXT NOT NULL,
    manifest_sha256 TEXT NOT NULL, PRIMARY KEY (number, version)) WITHOUT ROWID;
CREATE INDEX version_by_name ON version (name);
CREATE INDEX version_by_date ON version (date, number);
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a version, its folder (relative to the archive, with `/`) and the hash of its manifest."""

    number: str
    version: str
    name: str
    title: str
    lead: str
    date: str
    until: str
    folder: str
    fingerprint: str
    manifest_sha256: str

    @property
    def row(self) -> tuple[str, ...]:
        """The values in the order of the columns."""
        return dataclasses.astuple(self)


_COLUMNS = ", ".join(Entry.__slots__)
_INSERT = f"INSERT OR REPLACE INTO version ({_COLUMNS}) VALUES ({', '.join('?' * len(Entry.__slots__))})"  # noqa: S608 - columns of Entry


class Index:
    """The index of one archive. Opened for each use, so that many processes can share it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._file = root / FILE_NAME

    def entries(self, number: str | None = None) -> list[Entry]:
        """All versions, or those of the document `number`; in no particular order."""
        where, params = (" WHERE number = ?", (number,)) if number else ("", ())
        with self._open() as connection:
            rows = connection.execute(f"SELECT {_COLUMNS} FROM version{where}", params)  # noqa: S608 - constant text
            return [Entry(*row) for row in rows]

    def find(self, wanted: str) -> list[Entry]:
        """The versions whose number, name or title is `wanted`."""
        with self._open() as connection:
            question = f"SELECT {_COLUMNS} FROM version WHERE number = ?1 OR name = ?1 OR title = ?1"  # noqa: S608
            return [Entry(*row) for row in connection.execute(question, (wanted,))]

    def add(self, folder: Path) -> None:
        """Put the version in `folder` into the index, over what it held for that number and version."""
        entry = entry_of(self._root, folder)
        with self._open() as connection:
            connection.execute(_INSERT, entry.row)

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.closing(sqlite3.connect(self._file, timeout=60)) as connection:
                self._make_current(connection)
                with connection:
                    yield connection
        except OSError as error:
            raise _closed(self._file, error) from error
        except sqlite3.DatabaseError as error:
            code = _REFUSALS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)  # the low byte is the primary code
            raise (_closed(self._file, OSError(code, "")) if code else _damaged(self._file)) from error

    def _make_current(self, connection: sqlite3.Connection) -> None:
        if connection.execute("PRAGMA user_version").fetchone()[0] == _SCHEMA_VERSION:
            return
        connection.execute("BEGIN IMMEDIATE")  # two processes may find it missing: the second one finds it made
        if connection.execute("PRAGMA user_version").fetchone()[0] != _SCHEMA_VERSION:
            connection.execute("DROP TABLE IF EXISTS version")
            for statement in _SCHEMA.strip().split(";\n"):
                connection.execute(statement)
            _fill(connection, self._root)
            connection.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")
        connection.commit()


def _fill(connection: sqlite3.Connection, root: Path) -> None:
    for folder in version_folders(root):
        with contextlib.suppress(ValueError, KeyError, TypeError):  # verify tells of a damaged manifest
            connection.execute(_INSERT, entry_of(root, folder).row)


_REFUSALS = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_BUSY: errno.EBUSY,
    sqlite3.SQLITE_IOERR: errno.EIO,
}
"""What SQLite says where not the file but the system is at fault."""


def _closed(file: Path, error: OSError) -> ArchiveError:
    problem = message("The archive's index cannot be opened or written: {reason}", reason=reason(error))
    mend = message("Make room on the disk, and check that you may write to the archive; then run it again.")
    return ArchiveError(Fault(problem, mend, file=file))


def _damaged(file: Path) -> ArchiveError:
    mend = message("Delete the file; the index is made anew from the manifests.")
    return ArchiveError(Fault(message("The archive's index is damaged"), mend, file=file))


def entry_of(root: Path, folder: Path) -> Entry:
    """The row that the manifest in `folder` asks for. Raises ValueError, KeyError or TypeError where it is damaged."""
    text = (folder / MANIFEST_NAME).read_bytes()
    manifest = Manifest.from_json(text)
    return Entry(
        number=manifest.number,
        version=manifest.version,
        name=manifest.name,
        title=manifest.title,
        lead=manifest.lead,
        date=manifest.date.isoformat(),
        until=manifest.until.isoformat(),
        folder=folder.relative_to(root).as_posix(),
        fingerprint=manifest.fingerprint,
        manifest_sha256=hashlib.sha256(text).hexdigest(),
    )


def version_folders(root: Path) -> Iterator[Path]:
    """Every folder of the archive that holds a manifest, in a fixed order."""
    for file in sorted(root.rglob(MANIFEST_NAME)):
        folder = file.parent
        if not any(part.startswith(".") for part in folder.relative_to(root).parts):
            yield folder
