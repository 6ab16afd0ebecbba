"""Word files that nobody here made: each is set whole or refused by name, within 10 s and 500 MB, and nothing breaks.

They are the test files of other programs, fetched by `tools/foreign_documents.py`. With CI=true they must be to be had;
elsewhere the test is skipped without them. `make foreign` (DOCGEN_FOREIGN_ALL=1) tries all of them, the hundreds of
versions of a few files, too, that one package has.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from foreign.worker import MEGABYTES, SECONDS
from tools_folder import load_tool

from docgen.errors import PagesError
from docgen.pages.read import moulds, read_document
from tools import need

_TOOL = load_tool("foreign_documents")
_ROOT = Path(__file__).resolve().parents[2]
_SAMPLE = 12
"""Of the versions of one file, each so-manieth is tried in CI."""
_FOR_OFFICE = {
    "tests_fixtures_textbox.docx",
    "tests_fixtures_nested_lists.docx",
    "tests_test-data_basic_encrypted.docx",
}
"""Beyond the embedded engine, within it, locked."""
_LONGEST = 1800
"""Seconds for all of them, on a busy machine."""


@pytest.fixture(scope="module")
def documents() -> list[Path]:
    try:
        found = _TOOL.fetch_documents(_TOOL.cache_folder(os.environ))
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        reason = f"the foreign documents cannot be fetched: {error}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    if os.environ.get("DOCGEN_FOREIGN_ALL"):
        return found
    versions = [file for file in found if "_outputs_" in file.name or "_captures_" in file.name]
    return [file for file in found if file not in set(versions)] + versions[::_SAMPLE]


def tell(documents: Sequence[Path], engine: str, folder: Path) -> list[dict[str, Any]]:
    """What becomes of each, in a process of their own."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(_ROOT), str(_ROOT / "tests")))}
    command = [sys.executable, "-m", "foreign.worker", engine, str(folder)]
    paths = "".join(f"{file}\n" for file in documents)
    done = subprocess.run(
        command, check=False, input=paths.encode(), capture_output=True, env=environment, timeout=_LONGEST
    )
    told = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [item["file"] for item in told] == [str(file) for file in documents], done.stderr.decode()[-2000:]
    return told


def assert_promise(told: Sequence[dict[str, Any]]) -> None:
    """Each set whole or refused by name, in time, in bounds."""
    broken = {item["file"]: item["trace"] for item in told if item.get("trace")}
    assert not broken
    assert {item["file"]: item["lost"] for item in told if item.get("lost")} == {}
    unnamed = [item["file"] for item in told if not item["pages"] and not (item["exit_code"] and item["faults"])]
    assert unnamed == []
    assert not [
        item for item in told if item["faults"] and any("would lose" in fault["problem"] for fault in item["faults"])
    ]
    assert max(item["seconds"] for item in told) < SECONDS
    assert max(item["megabytes"] for item in told) < MEGABYTES


def test_every_foreign_document_is_set_whole_or_refused_by_name(documents: list[Path], tmp_path: Path):
    told = tell(documents, "embedded", tmp_path)
    assert_promise(told)
    assert sum(1 for item in told if item["pages"]) > len(told) * 0.75


@pytest.mark.parametrize("engine", ["libreoffice", "auto"])
def test_the_promise_holds_where_libreoffice_is_asked(engine: str, documents: list[Path], tmp_path: Path):
    need("soffice")
    told = tell([file for file in documents if file.name in _FOR_OFFICE], engine, tmp_path)
    assert len(told) == len(_FOR_OFFICE)
    assert_promise(told)
    assert [Path(item["file"]).name for item in told if not item["pages"]] == ["tests_test-data_basic_encrypted.docx"]


_TEXT_OF_RUN = re.compile(rb"(<w:t(?: [^>]*)?>)([^<&]+)(</w:t>)")
_LARGE = 200_000


def in_other_words(data: bytes) -> bytes:
    """The same Word file with every text turned round."""
    other = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(other, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name.startswith("word/") and name.endswith(".xml"):
                part = _TEXT_OF_RUN.sub(lambda found: found[1] + found[2].decode()[::-1].encode() + found[3], part)
            target.writestr(name, part)
    return other.getvalue()


def told_of(data: bytes) -> str:
    """The tree of a Word file in words, or why it cannot be read."""
    try:
        return re.sub(r" at 0x[0-9a-f]+", "", repr(read_document(data)))
    except PagesError as error:
        return str(error)


def test_tables_of_foreign_documents_read_by_their_words_as_they_would_alone(
    documents: list[Path], monkeypatch: pytest.MonkeyPatch
):
    casts: list[Path] = []
    cast = moulds._cast
    for file in documents[::4]:
        monkeypatch.setattr(moulds, "_cast", lambda *words, file=file: (casts.append(file), cast(*words))[1])
        data = file.read_bytes()
        if len(data) > _LARGE or not zipfile.is_zipfile(file):
            continue
        other = in_other_words(data)
        moulds.known_moulds.cache_clear()
        alone = told_of(other)
        moulds.known_moulds.cache_clear()
        for _ in range(2):
            told_of(data)
        assert told_of(other) == alone, file.name
    assert len(set(casts)) > 20
