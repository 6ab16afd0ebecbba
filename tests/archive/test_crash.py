"""Killed, out of space, eight at once: what was acknowledged is there, and nothing is half there."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_archive import NAME, NUMBER, store

from docgen.archive import Archive
from docgen.archive.verify import verify
from docgen.errors import ArchiveError

WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from docgen.archive import Archive
from small_archive import store
archive = Archive(Path({output!r}))
for count in range({rounds}):
    version = store(archive, f"{tag} {{count}}", number={number!r})
    print(version.manifest.version, flush=True)
"""


def start_writer(output: Path, tag: str, rounds: int, number: str = NUMBER) -> subprocess.Popen[str]:
    tests = str(Path(__file__).resolve().parents[1])
    code = WRITER.format(tests=tests, output=str(output), rounds=rounds, tag=tag, number=number)
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def test_killed_at_any_moment_no_acknowledged_version_is_lost_or_half_written(tmp_path: Path) -> None:
    output = tmp_path / "output"
    chance = random.Random(7)
    acknowledged: list[str] = []
    for round_ in range(12):
        writer = start_writer(output, f"run {round_}", 10_000)
        assert writer.stdout is not None
        acknowledged.append(writer.stdout.readline().strip())
        time.sleep(chance.uniform(0, 0.05))
        writer.send_signal(signal.SIGKILL)
        acknowledged += writer.stdout.read().split()
        writer.wait()
        writer.stdout.close()
    archive = Archive(output)
    last = store(archive, "after")  # the next run cleans up
    stored = {version.manifest.version for version in archive.find(NAME)}
    assert set(acknowledged) <= stored
    assert len(acknowledged) == len(set(acknowledged))
    assert verify(archive.root).faults == ()
    assert last.folder.exists()


def test_eight_writers_at_once_lose_and_double_nothing(tmp_path: Path) -> None:
    output = tmp_path / "output"
    writers = [start_writer(output, f"writer {number}", 5) for number in range(8)]
    versions = [version for writer in writers for version in writer.communicate()[0].split()]
    assert [writer.returncode for writer in writers] == [0] * 8
    assert sorted(versions) == sorted(f"V1.{number}" for number in range(40))
    assert verify(Archive(output).root).faults == ()


def test_one_name_under_several_numbers_at_once_goes_to_one_of_them(tmp_path: Path) -> None:
    output = tmp_path / "output"
    writers = [start_writer(output, f"writer {number}", 3, number=f"XZ-{number}") for number in range(6)]
    stored = [writer.communicate()[0].split() for writer in writers]
    assert sorted(stored) == [[]] * 5 + [["V1.0", "V1.1", "V1.2"]]
    assert sorted(writer.returncode for writer in writers) == [0] + [1] * 5
    assert verify(Archive(output).root).faults == ()


@pytest.mark.skipif(sys.platform == "win32", reason="no resource limits")
def test_a_disk_that_fills_up_leaves_earlier_versions_whole(tmp_path: Path) -> None:
    import resource

    archive = Archive(tmp_path / "output")
    store(archive, "small")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, before[1]))
    try:
        with pytest.raises(ArchiveError) as caught:
            store(archive, "x" * 300_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert caught.value.faults[0].mend is not None
    assert [version.manifest.version for version in archive.find(NAME)] == ["V1.0"]
    assert verify(archive.root).faults == ()
