"""Filing scans: whole or not at all, never over another, and verified with the rest."""

from __future__ import annotations

import datetime as dt
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_archive import NAME, store

from docgen.archive import Archive, ArchivedVersion
from docgen.archive.scans import RECORD, Filing, Scan, file_scans, filed_scans
from docgen.archive.verify import verify
from docgen.errors import ArchiveError

FILING = Filing(("市场部",), dt.datetime(2026, 7, 2, 9, tzinfo=dt.UTC), (1, 2, None), ("第 3 页无法识读",))

FILER = """
import datetime as dt, itertools, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from docgen.archive import Archive
from docgen.archive.archive import read_version
from docgen.archive.scans import Filing, Scan, file_scans
from small_archive import DIRECTORY, NAME, NUMBER
archive = Archive(Path({output!r}))
for count in itertools.count():
    with archive.slot(DIRECTORY, NAME, NUMBER) as slot:
        scans = [Scan(f"%PDF {tag} {{count}} {{part}}".encode() * 5000) for part in range(2)]
        filed = file_scans(slot.versions[-1], scans, Filing((), dt.datetime.now(dt.UTC), (1,)))
    print(filed.number, flush=True)
"""


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


def test_killed_at_any_moment_no_acknowledged_filing_is_lost_or_half_written(tmp_path: Path) -> None:
    output = tmp_path / "output"
    archive = Archive(output)
    version = store(archive, "content")
    chance = random.Random(5)
    acknowledged: list[int] = []
    for round_ in range(10):
        code = FILER.format(tests=str(Path(__file__).resolve().parents[1]), output=str(output), tag=f"run {round_}")
        filer = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        assert filer.stdout is not None
        acknowledged.append(int(filer.stdout.readline()))
        time.sleep(chance.uniform(0, 0.05))
        filer.send_signal(signal.SIGKILL)
        acknowledged += [int(number) for number in filer.stdout.read().split()]
        filer.wait()
        filer.stdout.close()
    assert file(archive, version, b"%PDF after") > max(acknowledged)  # the next run cleans up
    assert set(acknowledged) <= {filed.number for filed in filed_scans(version)}
    assert len(acknowledged) == len(set(acknowledged))
    assert verify(archive.root).faults == ()
    assert archive.find(NAME)[0].manifest.version == "V1.0"


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


def test_four_who_file_at_once_lose_and_double_nothing(tmp_path: Path) -> None:
    output = tmp_path / "output"
    version = store(Archive(output), "content")
    tests = str(Path(__file__).resolve().parents[1])
    once = FILER.replace("itertools.count()", "range(4)")
    filers = [
        subprocess.Popen(
            [sys.executable, "-c", once.format(tests=tests, output=str(output), tag=f"filer {number}")],
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    numbers = [int(number) for filer in filers for number in filer.communicate()[0].split()]
    assert sorted(numbers) == list(range(1, 17)) == [filed.number for filed in filed_scans(version)]
    assert verify(output / "archive").faults == ()
