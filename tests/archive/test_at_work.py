"""Killed at any moment, out of space at each write, eight at once: what was acknowledged is there, nothing by halves.

These are whole pieces of work: a plan is built from its answers, signed with a key, its scan is read and filed.
"""

from __future__ import annotations

import itertools
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from at_work import Process, Refused, attach, build, keep, sign
from desk import PLAN
from sizes import size
from small_signing import HEADS, bundle, key_file

from docgen.archive import Archive
from docgen.archive.index import version_folders
from docgen.archive.scans import filed_scans
from docgen.archive.states import signed_states
from docgen.archive.verify import verify
from docgen.errors import ArchiveError, SigningError

KILLS = {"build": size(40, 200), "sign": size(80, 200), "attach": size(80, 200)}
"""200 in all, in the full proof 200 of each."""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no forks, and another kill")


class Job(NamedTuple):
    """A piece of work that can be done again and again: each time a process and its arguments, and what is stored."""

    next: Callable[[], tuple[Any, ...]]
    stored: Callable[[], int]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def builds(output: Path) -> Job:
    """The same plan, changed a little each time, so that each time it is a new version."""
    (output.parent / "logo.png").write_bytes((PLAN.parent / "logo.png").read_bytes())
    text, counter = PLAN.read_text(encoding="utf-8"), itertools.count()
    change = "周岚, title: 市场部经理"
    assert change in text
    return Job(
        lambda: (build, output.parent, text.replace(change, f"{change}{next(counter)}")),
        lambda: sum(1 for _ in version_folders(output / "archive")),
    )


def signings(output: Path) -> Job:
    """Document after document, each for all its departments; which come next is known by what is stored."""
    archive, pdf = Archive(output), bundle(signers=tuple(HEADS))
    numbers = [f"XZ-{place}" for place in range(-(-KILLS["sign"] // len(HEADS)) + 2)]
    versions = {number: keep(archive, number, pdf) for number in numbers}

    def following() -> tuple[Any, ...]:
        for number, version in versions.items():
            signed = {state.record.signing.department for state in signed_states(version)}
            for department in HEADS:
                if department not in signed:
                    return sign, output, number, department, key_file(department)
        raise AssertionError("all is signed")

    return Job(following, lambda: sum(len(signed_states(version)) for version in versions.values()))


def filings(output: Path) -> Job:
    """A scan each time, of other bytes than the one before."""
    pdf, counter = bundle(), itertools.count()
    version = keep(Archive(output), "XZ-1", pdf)

    def following() -> tuple[Any, ...]:
        scan = output.parent / f"scan-{next(counter)}.pdf"
        scan.write_bytes(pdf + f"% {scan.name}\n".encode())
        return attach, output, "XZ-1", scan

    return Job(following, lambda: len(filed_scans(version)))


JOBS = {"build": builds, "sign": signings, "attach": filings}


def assert_whole(output: Path) -> None:
    assert verify(output / "archive").faults == ()
    assert not [*output.rglob(".staging*")]


@pytest.mark.parametrize("kind", JOBS)
def test_killed_at_any_moment_it_keeps_what_it_acknowledged_and_nothing_by_halves(kind: str, output: Path) -> None:
    job, chance = JOBS[kind](output), random.Random(kind)
    assert acknowledged(Process(*job.next()).result())
    began = time.monotonic()
    assert acknowledged(Process(*job.next()).result())
    usual = time.monotonic() - began
    kept = 2
    for _ in range(KILLS[kind]):
        process = Process(*job.next())
        time.sleep(chance.uniform(0, usual))
        process.kill()
        kept += acknowledged(process.result())
        assert job.stored() >= kept
        kept = job.stored()  # what was stored but not acknowledged any more is kept as well
    assert acknowledged(Process(*job.next()).result())  # the next run cleans up
    assert job.stored() == kept + 1
    assert_whole(output)


def acknowledged(answer: Any) -> bool:
    """Whether the work was done; whatever was not cut short must have been."""
    assert not isinstance(answer, Refused), answer
    assert not str(answer).startswith("exit code"), answer
    return answer is not None


@pytest.mark.parametrize("kind", JOBS)
def test_a_disk_that_is_full_at_any_write_leaves_what_was_there(kind: str, output: Path) -> None:
    job = JOBS[kind](output)
    assert acknowledged(Process(*job.next()).result())
    refusals = 0
    for room in itertools.count():
        before = job.stored()
        answer = Process(*job.next(), room=room).result()
        if not (isinstance(answer, Refused) or str(answer).startswith("exit code 1")):
            break
        refusals += 1
        assert not isinstance(answer, Refused) or answer.error is ArchiveError
        assert before <= job.stored() <= before + 1
    assert acknowledged(answer)
    assert job.stored() == before + 1
    assert refusals >= 5  # a lock, the index, the folder, each file in it, its name
    assert acknowledged(Process(*job.next()).result())
    assert_whole(output)


def test_eight_who_build_at_once_lose_and_double_none(output: Path) -> None:
    job = builds(output)
    processes = [Process(*job.next()) for _ in range(8)]
    said = [json.loads(process.result())[0]["version"] for process in processes]
    assert sorted(said) == [f"V1.{number}" for number in range(8)]
    assert job.stored() == 8
    assert_whole(output)


def test_eight_who_build_the_same_at_once_store_it_once(output: Path) -> None:
    work = builds(output).next()
    processes = [Process(*work) for _ in range(8)]
    assert {json.loads(process.result())[0]["version"] for process in processes} == {"V1.0"}
    assert sum(1 for _ in version_folders(output / "archive")) == 1
    assert_whole(output)


def test_eight_who_sign_at_once_sign_one_after_the_other(output: Path) -> None:
    version = keep(Archive(output), "XZ-1", bundle(signers=tuple(HEADS)))
    departments = [*HEADS, *HEADS]
    processes = [Process(sign, output, "XZ-1", name, key_file(name)) for name in departments]
    answers = [process.result() for process in processes]
    assert sorted(answer for answer in answers if isinstance(answer, int)) == [1, 2, 3, 4]
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert refused == [Refused(SigningError, ("{department} has signed already",))] * 4
    assert {state.record.signing.department for state in signed_states(version)} == set(HEADS)
    assert_whole(output)


def test_eight_who_file_scans_at_once_lose_and_double_none(output: Path) -> None:
    job = filings(output)
    processes = [Process(*job.next()) for _ in range(8)]
    assert sorted(process.result() for process in processes) == [*range(1, 9)]
    assert job.stored() == 8
    assert_whole(output)
