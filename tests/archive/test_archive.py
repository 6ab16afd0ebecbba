"""Versions are named, numbered, listed and never overwritten."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from small_archive import DIRECTORY, NAME, NUMBER, store

from docgen.archive import Archive, ArchivedVersion
from docgen.archive.index import FILE_NAME
from docgen.archive.numbers import document_number, next_version, version_key
from docgen.archive.verify import verify
from docgen.errors import ArchiveError
from docgen.retention import last_day

Keep = Callable[[], ArchivedVersion]


def test_version_stands_where_the_design_says_with_all_its_files(archive: Archive, keep: Keep) -> None:
    version = keep()
    assert version.folder == archive.root / DIRECTORY / NAME / "V1.0"
    files = {file.relative_to(version.folder).as_posix() for file in version.folder.rglob("*") if file.is_file()}
    assert files == {f"{NAME}_V1.0.pdf", "forms/01_封面.docx", "answers.yaml", "manifest.json"}
    assert version.pdf.read_bytes() == b"%PDF content 1"


def test_manifest_gives_the_hash_of_every_file_and_the_facts(keep: Keep) -> None:
    version = keep()
    data = json.loads((version.folder / "manifest.json").read_text(encoding="utf-8"))
    for entry in data["files"]:
        content = (version.folder / entry["path"]).read_bytes()
        assert (entry["size"], entry["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert data["number"] == NUMBER
    assert data["lead"] == "市场部"
    assert data["until"] == "2029-07-01"
    assert data["viewers"] == ["市场部", "销售部"]


def test_a_change_makes_the_next_version_and_leaves_the_first_alone(keep: Keep) -> None:
    first = keep()
    before = {file: file.read_bytes() for file in first.folder.rglob("*") if file.is_file()}
    second = keep()
    assert second.folder.name == "V1.1"
    assert {file: file.read_bytes() for file in first.folder.rglob("*") if file.is_file()} == before


def test_slot_knows_the_unchanged_content_and_the_history(archive: Archive, keep: Keep) -> None:
    keep()
    keep()
    with archive.slot(DIRECTORY, NAME, NUMBER) as slot:
        assert slot.holds("content 2")
        assert not slot.holds("content 1")
        assert [item.version for item in slot.earlier] == ["V1.0", "V1.1"]


def test_versions_count_on_when_the_directory_changes(archive: Archive, keep: Keep) -> None:
    keep()
    with archive.slot("别处/2027", NAME, NUMBER) as slot:
        assert slot.next_version == "V1.1"
        assert slot.folder == archive.root / "别处/2027" / NAME


def test_a_number_of_another_plan_is_refused_by_name(archive: Archive, keep: Keep) -> None:
    keep()
    with pytest.raises(ArchiveError) as caught, archive.slot(DIRECTORY, "2026年另一计划_销售部", NUMBER):
        pass
    fault = caught.value.faults[0]
    assert fault.problem.params["name"] == NAME


def test_a_name_under_another_number_is_refused_with_the_number_it_has(archive: Archive, keep: Keep) -> None:
    keep()
    with pytest.raises(ArchiveError) as caught, archive.slot(DIRECTORY, NAME, "XZ-2026-OTHER1"):
        pass
    assert caught.value.faults[0].problem.params["known"] == NUMBER


def test_list_and_find_read_what_was_stored(archive: Archive, keep: Keep) -> None:
    keep()
    keep()
    store(archive, "other", name="2026年另一计划_销售部", number="XZ-2026-OTHER1")
    listed = [(item.number, item.version) for item in archive.entries()]
    assert listed == [(NUMBER, "V1.1"), (NUMBER, "V1.0"), ("XZ-2026-OTHER1", "V1.0")]
    assert [version.manifest.version for version in archive.find(NUMBER)] == ["V1.0", "V1.1"]
    assert [version.manifest.version for version in archive.find(NAME)] == ["V1.0", "V1.1"]
    assert archive.find("nothing") == []


def test_index_is_made_anew_from_the_manifests(archive: Archive, keep: Keep) -> None:
    keep()
    keep()
    (archive.root / FILE_NAME).unlink()
    assert [item.version for item in archive.entries()] == ["V1.1", "V1.0"]


def test_version_that_never_reached_the_index_is_still_counted(archive: Archive, keep: Keep) -> None:
    first = keep()
    index = (archive.root / FILE_NAME).read_bytes()
    keep()
    (archive.root / FILE_NAME).write_bytes(index)  # as if the run had ended right after the rename
    with archive.slot(DIRECTORY, NAME, NUMBER) as slot:
        assert [item.manifest.version for item in slot.versions] == ["V1.0", "V1.1"]
    assert len(archive.entries()) == 2
    assert first.folder.exists()


def test_a_file_in_the_way_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("not a folder")
    with pytest.raises(ArchiveError) as caught:
        store(Archive(tmp_path / "output"), "content")
    assert caught.value.faults[0].mend is not None


def test_leftovers_of_an_interrupted_run_are_swept(keep: Keep) -> None:
    version = keep()
    leftover = version.folder.parent / ".staging-V1.1"
    (leftover / "forms").mkdir(parents=True)
    (leftover / "half.pdf").write_bytes(b"half")
    keep()
    assert not leftover.exists()
    assert sorted(entry.name for entry in version.folder.parent.iterdir()) == ["V1.0", "V1.1"]


def test_draft_replaces_the_draft_before_and_its_name_is_made_safe(archive: Archive) -> None:
    archive.keep_draft("../../a:b", b"one")
    target = archive.keep_draft("../../a:b", b"two")
    assert target.parent == archive.drafts
    assert [file.read_bytes() for file in archive.drafts.iterdir()] == [b"two"]


def test_number_is_the_same_for_every_version_and_kept_where_given() -> None:
    period = {"year": 2026, "quarter": 3}
    derived = document_number({"period": period}, NAME, "XZ")
    assert derived.startswith("XZ-2026Q3-")
    assert derived == document_number({"period": period, "title": "changed"}, NAME, "XZ")
    assert derived != document_number({"period": period}, NAME + "二", "XZ")
    assert document_number({"number": "市协字〔2026〕3号"}, NAME, "XZ") == "市协字〔2026〕3号"


@pytest.mark.parametrize(("version", "following"), [("V1.0", "V1.1"), ("V1.9", "V1.10"), ("V2.3", "V2.4")])
def test_versions_count_by_number_not_by_letter(version: str, following: str) -> None:
    assert next_version(version) == following
    assert version_key(following) > version_key(version)


def test_retention_ends_on_the_same_day_and_on_28_february_after_a_leap_day() -> None:
    assert last_day(dt.date(2026, 7, 1), 3) == dt.date(2029, 7, 1)
    assert last_day(dt.date(2024, 2, 29), 3) == dt.date(2027, 2, 28)


def test_retention_never_leaves_the_calendar() -> None:
    assert last_day(dt.date(2026, 7, 1), 10_000) == dt.date(9999, 12, 31)


def test_nothing_is_put_into_the_folder_of_a_version(archive: Archive, keep: Keep) -> None:
    inside = keep().folder.relative_to(archive.root).as_posix()
    with pytest.raises(ArchiveError) as caught:
        store(archive, "content", name="另一计划", number="N-2", directory=f"{inside}/deeper")
    assert "inside the folder of an archived version" in caught.value.faults[0].problem.msgid
    assert verify(archive.root).faults == ()


def test_archive_that_is_a_file_is_told_when_listed(tmp_path: Path) -> None:
    (tmp_path / "archive").touch()
    for ask in (Archive(tmp_path).entries, lambda: verify(tmp_path / "archive")):
        with pytest.raises(ArchiveError) as caught:
            ask()
        assert "cannot be opened" in caught.value.faults[0].problem.msgid


def test_damaged_index_and_one_that_cannot_be_opened_are_told_apart(archive: Archive, keep: Keep) -> None:
    keep()
    index = archive.root / "index.sqlite"
    index.write_bytes(b"no database" * 100)
    with pytest.raises(ArchiveError) as damaged:
        archive.entries()
    index.unlink()
    assert len(archive.entries()) == 1  # the mend that was told
    index.unlink()
    index.mkdir()
    with pytest.raises(ArchiveError) as closed:
        archive.entries()
    assert "damaged" in damaged.value.faults[0].problem.msgid
    assert "cannot be opened" in closed.value.faults[0].problem.msgid
