"""The SQLite index over manifests and answers: quick to ask, cheap to rebuild, never the truth.

Beside what the manifests say it knows which words stand in the answers (see `words`), where SQLite was built with FTS5;
elsewhere searching reads every answer file.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import re
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from docgen.archive.model import MANIFEST_NAME, Manifest
from docgen.archive.words import tokens, without_comments
from docgen.errors import ArchiveError, Fault
from docgen.messages import message
from docgen.os_errors import reason

FILE_NAME = "index.sqlite"
_SCHEMA_VERSION = 2
_SCHEMA = """
CREATE TABLE version (
    id INTEGER PRIMARY KEY, number TEXT NOT NULL, version TEXT NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL,
    lead TEXT NOT NULL, date TEXT NOT NULL, until TEXT NOT NULL, folder TEXT NOT NULL UNIQUE, fingerprint TEXT NOT NULL,
    manifest_sha256 TEXT NOT NULL, departments TEXT NOT NULL, facts TEXT NOT NULL, UNIQUE (number, version));
CREATE INDEX version_by_name ON version (name);
CREATE INDEX version_by_title ON version (title);
CREATE INDEX version_by_date ON version (date, number);
"""
_WORDS = "CREATE VIRTUAL TABLE words USING fts5(tokens, content='', detail=none, tokenize='ascii')"
"""Without its own copy of the text: rows of versions that are gone stay behind, and lead to nothing."""


class Entry(NamedTuple):
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


_COLUMNS = ", ".join(Entry._fields)
_NEWEST_FIRST = " ORDER BY date DESC, number DESC"
"""As the table's index has it, so that the first rows come at once."""
_PLACES = ", ".join("?" * (len(Entry._fields) + 2))
_INSERT = f"INSERT OR REPLACE INTO version ({_COLUMNS}, departments, facts) VALUES ({_PLACES})"  # noqa: S608 - constant text


class Index:
    """The index of one archive. Opened for each use, so that many processes can share it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._file = root / FILE_NAME

    def entries(self, number: str | None = None) -> list[Entry]:
        """All versions, or those of the document `number`, by date and number, the newest first."""
        where, params = (" WHERE number = ?", (number,)) if number else ("", ())
        with self._open() as connection:
            rows = connection.execute(f"SELECT {_COLUMNS} FROM version{where}{_NEWEST_FIRST}", params)  # noqa: S608 - constant text
            return [Entry(*row) for row in rows]

    def find(self, wanted: str) -> list[Entry]:
        """The versions whose number, name or title is `wanted`."""
        with self._open() as connection:
            question = f"SELECT {_COLUMNS} FROM version WHERE number = ?1 OR name = ?1 OR title = ?1"  # noqa: S608
            return [Entry(*row) for row in connection.execute(question, (wanted,))]

    def add(self, folder: Path) -> None:
        """Put the version in `folder` into the index, over what it held for that number and version."""
        with self._open() as connection:
            _insert(connection, self._root, folder)

    def remove(self, folder: Path) -> None:
        """Take the version in `folder` out of the index."""
        with self._open() as connection:
            connection.execute("DELETE FROM version WHERE folder = ?", (folder.relative_to(self._root).as_posix(),))

    def candidates(
        self, words: str, fields: Mapping[str, str], limits: Mapping[str, str]
    ) -> Iterator[tuple[Entry, str]]:
        """Versions that may hold `words` (an FTS5 query), newest first, with what the manifest says of them.

        `fields` are columns that must contain a text, `limits` comparisons of a column with one; empty ones do not
        count.
        """
        conditions = [f"{column} LIKE ? ESCAPE '!'" for column, text in fields.items() if text]
        params = [f"%{_escaped(text)}%" for text in fields.values() if text]
        conditions += [f"{comparison} ?" for comparison, text in limits.items() if text]
        params += [text for text in limits.values() if text]
        with self._open() as connection:
            if words and _has_words(connection):
                conditions.append("+id IN (SELECT rowid FROM words WHERE words MATCH ?)")
                params.append(words)
            where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
            rows = connection.execute(f"SELECT {_COLUMNS}, facts FROM version{where}{_NEWEST_FIRST}", params)  # noqa: S608
            for *row, facts in rows:
                yield Entry(*row), facts

    def rebuild(self) -> int:
        """Make the index anew from the manifests, in one step for whoever reads it meanwhile; how many versions."""
        try:
            with self._open() as connection:
                connection.execute("BEGIN IMMEDIATE")
                _make(connection, self._root)
        except ArchiveError:
            for file in self._root.glob(f"{FILE_NAME}*"):  # damaged: nothing in it is the truth
                file.unlink()
        with self._open() as connection:
            return int(connection.execute("SELECT count(*) FROM version").fetchone()[0])

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
            _make(connection, self._root)
        connection.commit()


def _make(connection: sqlite3.Connection, root: Path) -> None:
    """Make the tables anew and fill them, inside a transaction that the caller ends."""
    connection.execute("DROP TABLE IF EXISTS version")
    with contextlib.suppress(sqlite3.OperationalError):  # made by an SQLite with FTS5, opened by one without
        connection.execute("DROP TABLE IF EXISTS words")
    for statement in _SCHEMA.strip().split(";\n"):
        connection.execute(statement)
    with contextlib.suppress(sqlite3.OperationalError):
        connection.execute(_WORDS)
    for folder in version_folders(root):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):  # verify tells of a damaged manifest
            _insert(connection, root, folder)
    connection.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")


def _insert(connection: sqlite3.Connection, root: Path, folder: Path) -> None:
    text = (folder / MANIFEST_NAME).read_bytes()
    manifest, entry = Manifest.from_json(text), entry_of(root, folder, text)
    signatories = [(row["department"], row["name"]) for row in manifest.details.get("signatories", ())]
    departments = {manifest.lead, *(name for name, _ in signatories), *manifest.viewers, *manifest.editors}
    facts = "\n".join((entry.number, entry.title, entry.name, *sorted(departments), *(name for _, name in signatories)))
    row = connection.execute(_INSERT, (*entry, "、".join(sorted(departments)), facts)).lastrowid
    if _has_words(connection):
        found = tokens(f"{facts}\n{answers_of(folder)}")
        connection.execute("INSERT INTO words (rowid, tokens) VALUES (?, ?)", (row, found))


def _has_words(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'words'").fetchone() is not None


def _escaped(text: str) -> str:
    """`text` for LIKE with the escape character `!`."""
    return re.sub("[!%_]", r"!\g<0>", text)


def answers_of(folder: Path) -> str:
    """The text of the answers of the version in `folder`, without comments; empty where there is none."""
    for file in sorted(folder.glob("answers.*")):
        return without_comments(file.read_text("utf-8", errors="replace"))
    return ""


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


def entry_of(root: Path, folder: Path, text: bytes | None = None) -> Entry:
    """The row that the manifest in `folder` (its `text`, where it was read already) asks for.

    Raises ValueError, KeyError or TypeError where it is damaged.
    """
    text = text if text is not None else (folder / MANIFEST_NAME).read_bytes()
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
