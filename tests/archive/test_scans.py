"""Filing scans: whole or not at all, never over another, and verified with the rest."""

from __future__ import annotations

import datetime as dt
import signal
import sys

import pytest
from small_archive import store

from docgen.archive import Archive, ArchivedVersion
from docgen.archive.scans import RECORD, Filing, Scan, file_scans, filed_scans
from docgen.archive.verify import verify
from docgen.errors import ArchiveError

FILING = Filing(("市场部",), dt.datetime(2026, 7, 2, 9, tzinfo=dt.UTC), (1, 2, None), ("第 3 页无法识读",))


def file(archive: Archive, version: ArchivedVersion, *scans: bytes) -> int:
    manifest = version.manifest
    with archive.slot(manifest.directory, manifest.name, manifest.number):
        return file_scans(version, [Scan(data) for data in scans], FILING).number


def test_what_is_filed_is_read_again_in_order(archive: Archive) -> None:
    version = store(archive, "content")
    assert [file(archive, version, b"%PDF one", b"%PDF two"), file(archive, version, b"%PDF three")] == [1, 2]
    first, second = filed_scans(version)
    assert first.filing == FILING
    assert [(first.folder / item.path).read_bytes() for item in first.files] == [b"%PDF one", b"%PDF two"]
    assert second.number == 2
    assert verify(archive.root).faults == ()


def test_a_scan_is_filed_once(archive: Archive) -> None:
    version = store(archive, "content")
    file(archive, version, b"%PDF one")
    with pytest.raises(ArchiveError):
        file(archive, version, b"%PDF two", b"%PDF one")
    assert len(filed_scans(version)) == 1


def test_changed_lost_and_exchanged_scans_are_told(archive: Archive) -> None:
    version = store(archive, "content")
    for content in (b"%PDF one", b"%PDF two", b"%PDF three"):
        file(archive, version, content)
    folders = [filed.folder for filed in filed_scans(version)]
    scan = folders[0] / "scan-1.pdf"
    scan.write_bytes(b"%PDF won")
    assert [fault.file for fault in verify(archive.root).faults] == [scan]
    scan.unlink()
    assert [fault.file for fault in verify(archive.root).faults] == [scan]
    scan.write_bytes(b"%PDF one")
    (folders[1] / RECORD).write_text((folders[1] / RECORD).read_text().replace("市场部", "销售部"))
    assert [fault.file for fault in verify(archive.root).faults] == [folders[2]]


@pytest.mark.skipif(sys.platform == "win32", reason="no resource limits")
@pytest.mark.parametrize("room", [0, 100, 150_000])
def test_a_disk_that_fills_up_leaves_nothing_half_filed(archive: Archive, room: int) -> None:
    import resource

    version = store(archive, "content")
    file(archive, version, b"%PDF small")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        with pytest.raises(ArchiveError):
            file_scans(version, [Scan(b"%PDF large" * 10), Scan(b"x" * 300_000)], FILING)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert len(filed_scans(version)) == 1
    assert verify(archive.root).faults == ()


def test_leftovers_are_swept_by_the_next_use_of_the_document(archive: Archive) -> None:
    version = store(archive, "content")
    file(archive, version, b"%PDF one")
    left = version.folder / "paper" / ".staging-2"
    left.mkdir()
    (left / "scan-1.pdf").write_bytes(b"half")
    store(archive, "other content")
    assert not left.exists()
    assert verify(archive.root).faults == ()
