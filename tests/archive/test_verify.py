"""Verifying tells every kind of damage, at its file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from docgen.archive import Archive, ArchivedVersion
from docgen.archive.index import FILE_NAME
from docgen.archive.resuming import Checked
from docgen.archive.verify import verify

Keep = Callable[[], ArchivedVersion]


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def test_whole_archive_has_no_fault(archive: Archive, keep: Keep) -> None:
    keep()
    keep()
    seen = verify(archive.root)
    assert seen.faults == ()
    assert (seen.versions, seen.files) == (2, 6)


def test_empty_archive_has_no_fault(archive: Archive) -> None:
    assert verify(archive.root).faults == ()


@pytest.mark.parametrize("name", ["answers.yaml", "forms/01_封面.docx"])
def test_one_flipped_bit_is_told_at_its_file(archive: Archive, keep: Keep, name: str) -> None:
    version = keep()
    flip(version.folder / name)
    assert [fault.file for fault in verify(archive.root).faults] == [version.folder / name]


def test_missing_file_is_told(archive: Archive, keep: Keep) -> None:
    version = keep()
    version.pdf.unlink()
    faults = verify(archive.root).faults
    assert [(fault.file, fault.problem.msgid) for fault in faults] == [
        (version.pdf, "A file of the version is missing")
    ]


def test_orphans_are_told_wherever_they_lie(archive: Archive, keep: Keep) -> None:
    version = keep()
    orphans = {version.folder / "note.txt", version.folder.parent / "copy.pdf", archive.root / "stray.docx"}
    for file in orphans:
        file.write_bytes(b"?")
    assert {fault.file for fault in verify(archive.root).faults} == orphans


def test_changed_manifest_differs_from_the_index(archive: Archive, keep: Keep) -> None:
    version = keep()
    manifest = version.folder / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b"docgen test", b"docgen tess"))
    faults = verify(archive.root).faults
    assert [fault.problem.msgid for fault in faults] == ["The index and the manifest differ"]


@pytest.mark.parametrize("text", ["{", "[]", "null", "{}", '{"format": 1}'])
def test_damaged_manifest_is_told_once_and_not_for_each_file_it_listed(archive: Archive, keep: Keep, text: str) -> None:
    version = keep()
    (version.folder / "manifest.json").write_text(text)
    told = [fault.file for fault in verify(archive.root).faults]
    assert told == [version.folder / "manifest.json", version.folder]  # the second is the index's


def test_version_gone_from_disk_is_told_by_the_index(archive: Archive, keep: Keep) -> None:
    version = keep()
    version.folder.rename(version.folder.with_name("V9.9"))
    messages = {fault.problem.msgid for fault in verify(archive.root).faults}
    assert "The index names a version that is not there" in messages
    assert any(text.startswith("The version stands in another folder") for text in messages)


def test_version_missing_from_the_index_is_told(archive: Archive, keep: Keep) -> None:
    keep()
    index = (archive.root / FILE_NAME).read_bytes()
    second = keep()
    (archive.root / FILE_NAME).write_bytes(index)
    faults = verify(archive.root).faults
    assert [(fault.file, fault.problem.msgid) for fault in faults] == [(second.folder, "The index lacks this version")]


def test_an_interrupted_verification_goes_on_where_it_stopped(archive: Archive, keep: Keep) -> None:
    versions = [keep() for _ in range(4)]

    class StoppedError(Exception):
        pass

    def stop_after_two(folders: Sequence[Path]) -> Iterator[Path]:
        yield from folders[:2]
        raise StoppedError

    with pytest.raises(StoppedError):
        verify(archive.root, watch=stop_after_two, checked=Checked(archive.root, resume=False))
    checked = Checked(archive.root, resume=True)
    read = [version.folder for version in versions if not checked.holds(version.folder)]
    assert len(read) == 2
    seen = verify(archive.root, checked=checked)
    assert (seen.versions, seen.faults) == (4, ())
    assert not Checked(archive.root, resume=True).holds(versions[0].folder)  # it came to its end


def test_what_changed_since_the_interruption_is_verified_again(archive: Archive, keep: Keep) -> None:
    version = keep()
    Checked(archive.root, resume=False).note(version.folder)
    flip(version.pdf)
    checked = Checked(archive.root, resume=True)
    assert [fault.file for fault in verify(archive.root, checked=checked).faults] == [version.pdf]
