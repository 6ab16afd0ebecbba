"""Signed states: each a further file of its version, none lost, none half there, none exchanged unnoticed."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import signal
import sys
from collections.abc import Callable

import pytest
from small_archive import DIRECTORY, NAME, NUMBER

from docgen.archive import Archive, ArchivedVersion
from docgen.archive.states import (
    SignedState,
    Signing,
    check_states,
    latest_pdf,
    manifest_entry,
    signed_states,
    store_state,
)
from docgen.archive.verify import verify
from docgen.errors import ArchiveError

Keep = Callable[[], ArchivedVersion]
MOMENT = dt.datetime(2026, 7, 2, 9, 30, tzinfo=dt.UTC)


def sign(archive: Archive, version: ArchivedVersion, department: str) -> SignedState:
    """Add what stands for a signature here."""
    with archive.slot(DIRECTORY, NAME, NUMBER):
        before = latest_pdf(version).read_bytes()
        after = before + department.encode()
        extended = hashlib.sha256(before).hexdigest()
        return store_state(
            archive.root, version, after, extended, Signing(department, "周岚", MOMENT, {"level": "B-B"})
        )


def problems(archive: Archive) -> list[str]:
    return [fault.problem.msgid for fault in verify(archive.root).faults]


def test_each_signature_adds_a_file_and_leaves_the_others(archive: Archive, keep: Keep) -> None:
    version = keep()
    before = {file: file.read_bytes() for file in version.folder.rglob("*") if file.is_file()}
    for department in ("市场部", "销售部", "研发部"):
        sign(archive, version, department)
    states = signed_states(version)
    assert [state.record.signing.department for state in states] == ["市场部", "销售部", "研发部"]
    assert [state.record.number for state in states] == [1, 2, 3]
    assert latest_pdf(version).read_bytes().endswith("研发部".encode())
    assert states[0].record.previous == manifest_entry(version)[1]
    assert states[1].record.previous == states[0].record.sha256
    assert {file: file.read_bytes() for file in before} == before
    assert problems(archive) == []


def test_a_record_reads_as_it_was_written(archive: Archive, keep: Keep) -> None:
    version = keep()
    made = sign(archive, version, "市场部")
    assert signed_states(version) == (made,)
    assert made.record.signing.moment == MOMENT


def test_a_state_that_extends_an_older_one_is_refused(archive: Archive, keep: Keep) -> None:
    version = keep()
    sign(archive, version, "市场部")
    with archive.slot(DIRECTORY, NAME, NUMBER), pytest.raises(ArchiveError) as caught:
        store_state(archive.root, version, b"x", manifest_entry(version)[1], Signing("销售部", "陈启明", MOMENT))
    assert caught.value.faults[0].problem.msgid == "The document has been signed by somebody else in the meantime"
    assert len(signed_states(version)) == 1
    assert problems(archive) == []


def test_a_lost_state_is_told_though_the_chain_looks_whole(archive: Archive, keep: Keep) -> None:
    version = keep()
    for department in ("市场部", "销售部"):
        sign(archive, version, department)
    shutil.rmtree(version.folder / "signed" / "2")
    assert problems(archive) == ["Signed state {number} is lost: the archive's journal has it"]


def exchange(state: SignedState) -> None:
    state.pdf.write_bytes(b"other")


def lose(state: SignedState) -> None:
    state.pdf.unlink()


def damage_the_record(state: SignedState) -> None:
    (state.folder / "state.json").write_text("{}")


def add_a_file(state: SignedState) -> None:
    (state.folder / "note.txt").write_text("x")


@pytest.mark.parametrize(
    ("harm", "problem"),
    [
        (exchange, "The signed file is not the one that was stored: its SHA-256 differs"),
        (lose, "The file of a signed state is missing"),
        (damage_the_record, "The record of a signed state is missing or damaged"),
        (add_a_file, "No manifest lists this file"),
    ],
)
def test_harm_to_a_state_is_told(
    archive: Archive, keep: Keep, harm: Callable[[SignedState], None], problem: str
) -> None:
    harm(sign(archive, keep(), "市场部"))
    assert problem in problems(archive)


def test_states_put_in_another_order_are_told(archive: Archive, keep: Keep) -> None:
    version = keep()
    for department in ("市场部", "销售部"):
        sign(archive, version, department)
    folder = version.folder / "signed"
    (folder / "1").rename(folder / "x")
    (folder / "2").rename(folder / "1")
    (folder / "x").rename(folder / "2")
    told = problems(archive)
    assert told.count("The signed state does not follow on the one before it") == 2
    assert told.count("Signed state {number} is not the one in the archive's journal") == 2


def test_a_run_that_ended_before_the_journal_was_written_is_made_good(archive: Archive, keep: Keep) -> None:
    version = keep()
    sign(archive, version, "市场部")
    journal = next((archive.root / ".signed").iterdir())
    journal.unlink()
    assert problems(archive) == []
    sign(archive, version, "销售部")
    assert len(journal.read_text().splitlines()) == 2
    with journal.open("a") as handle:
        handle.write('{"number": 3, "sha')  # cut short by a crash
    sign(archive, version, "研发部")
    shutil.move(version.folder / "signed" / "3", archive.root.parent / "kept")
    assert problems(archive) == ["Signed state {number} is lost: the archive's journal has it"]
    shutil.move(archive.root.parent / "kept", version.folder / "signed" / "3")
    assert check_states(archive.root, version).faults == ()


@pytest.mark.skipif(sys.platform == "win32", reason="no resource limits")
def test_a_disk_that_fills_up_leaves_the_states_so_far(archive: Archive, keep: Keep) -> None:
    import resource

    version = keep()
    sign(archive, version, "市场部")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, before[1]))
    try:
        with pytest.raises(ArchiveError) as caught:
            sign(archive, version, "x" * 300_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert caught.value.faults[0].mend is not None
    assert len(signed_states(version)) == 1
    assert problems(archive) == []
