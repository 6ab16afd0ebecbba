"""Word files that nobody here made: each is set whole or refused by name, within 10 s and 500 MB, and nothing breaks.

They are the test files of other programs, fetched by `tools/foreign_documents.py`. With CI=true they must be to be had;
elsewhere the test is skipped without them. `make foreign` (DOCGEN_FOREIGN_ALL=1) tries all of them, the hundreds of
versions of a few files, too, that one package has.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from foreign.worker import MEGABYTES, SECONDS
from tools_folder import load_tool

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
