"""Two processes make of a plan what one makes, byte for byte, whatever becomes of the second one."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from small_templates import DRAFT, EDITION, ROOT, fonts, p, template

from docgen.answers import load_answers
from docgen.bundle import assemble
from docgen.edition import Edition
from docgen.errors import DocgenError
from docgen.fonts import FontLibrary
from docgen.packs import Packs
from docgen.pages import lay_out
from docgen.pages.model import LaidOutDocument
from docgen.partner import Partner
from docgen.rules import check
from docgen.rules.model import CheckedAnswers
from docgen.word import fill
from docgen.word.kept import CompiledStore
from docgen.word.model import FilledWord

EXAMPLES = sorted((ROOT / "forms" / "seven-step-plan" / "examples").glob("*.yaml"))


@dataclass(frozen=True)
class OfPacks:
    """A desk with the bundled fonts; no compiled templates are kept."""

    packs: Packs
    fonts: FontLibrary = field(default_factory=fonts)
    kept: CompiledStore | None = None


@dataclass(frozen=True)
class Made:
    """All that a run leaves of a plan."""

    words: list[tuple[str, bytes]]
    pdf: bytes

    @classmethod
    def of(
        cls, words: Sequence[FilledWord], documents: Sequence[LaidOutDocument], plan: CheckedAnswers, edition: Edition
    ) -> Made:
        bundle = assemble(documents, plan, edition, fonts())
        return cls([(word.file_name, word.docx) for word in words], bundle.pdf)


def alone(plan: CheckedAnswers, edition: Edition = EDITION) -> Made:
    words = fill(plan, edition, fonts())
    return Made.of(words, lay_out(words, fonts()), plan, edition)


def together(partner: Partner, plan: CheckedAnswers, edition: Edition = EDITION) -> Made:
    shared = partner.set_documents(plan, edition)
    assert shared is not None
    return Made.of(shared.words, shared.documents, plan, edition)


def plan_of(file: Path, packs: Packs) -> CheckedAnswers:
    return check(load_answers(file), packs.load("seven-step-plan")).draft


@pytest.fixture
def packs() -> Packs:
    return Packs(None, None)


@pytest.fixture
def partner(packs: Packs) -> Iterator[Partner]:
    partner = Partner(OfPacks(packs))
    yield partner
    partner.close()


@pytest.fixture
def plan(packs: Packs) -> CheckedAnswers:
    return plan_of(EXAMPLES[0], packs)


@pytest.mark.parametrize("edition", [EDITION, DRAFT], ids=["final", "draft"])
def test_every_example_is_the_same_as_from_one_process(partner: Partner, packs: Packs, edition: Edition) -> None:
    """Twice, since the second time the work is divided by what it cost the first time."""
    for file in (*EXAMPLES, *EXAMPLES):
        plan = plan_of(file, packs)
        assert together(partner, plan, edition) == alone(plan, edition)


def test_second_process_can_do_all_of_the_work(
    partner: Partner, plan: CheckedAnswers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is left on the heap by the time that the first process looks."""
    heap_up = partner._heap_up

    def put_all_for_the_partner(specs: Sequence[object]) -> None:
        heap_up(specs)  # type: ignore[arg-type]
        partner._ours.clear()
        partner._theirs.clear()
        partner._theirs.put(range(len(specs)))

    monkeypatch.setattr(partner, "_heap_up", put_all_for_the_partner)
    monkeypatch.setattr("docgen.partner.partner.chain", lambda *_: iter(()))
    monkeypatch.setattr("docgen.word.filling.render", fail)  # in this process: the other one is a copy from before
    shared = partner.set_documents(plan, EDITION)
    monkeypatch.undo()
    assert shared is not None
    assert Made.of(shared.words, shared.documents, plan, EDITION) == alone(plan)


def fail(*_: object) -> None:
    raise AssertionError("this process was not to fill anything")


# What goes wrong with a plan


def own_packs(folder: Path, broken: dict[str, Path]) -> Packs:
    """The form pack in a folder of one's own, with other templates of these names."""
    shutil.copytree(ROOT / "forms", folder / "forms")
    for name, file in broken.items():
        (place,) = (folder / "forms").rglob(name)
        shutil.copy(file, place)
    return Packs(folder / "forms", None)


@pytest.mark.parametrize("broken", [["cover"], ["publication"], ["cover", "schedule", "publication"]])
def test_broken_templates_are_left_to_one_process_which_tells_of_all(tmp_path: Path, broken: list[str]) -> None:
    file = template(tmp_path, p("{{ nonsense }}"))
    packs = own_packs(tmp_path, {f"{name}.docx": file for name in broken})
    partner, plan = Partner(OfPacks(packs)), plan_of(EXAMPLES[0], packs)
    for _ in range(2):
        assert partner.set_documents(plan, EDITION) is None
    with pytest.raises(DocgenError) as caught:
        alone(plan)
    assert [fault.file.stem for fault in caught.value.faults if fault.file] == broken
    whole = plan_of(EXAMPLES[0], Packs(None, None))
    assert together(partner, whole) == alone(whole), "afterwards the partner is as good as before"
    partner.close()


def test_what_the_embedded_engine_cannot_set_is_left_to_one_process(tmp_path: Path) -> None:
    file = template(tmp_path, '<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr></w:p>')
    packs = own_packs(tmp_path, {"review.docx": file})
    partner = Partner(OfPacks(packs))
    assert partner.set_documents(plan_of(EXAMPLES[0], packs), EDITION) is None
    partner.close()


def test_form_pack_that_is_another_there_is_not_used(partner: Partner, plan: CheckedAnswers) -> None:
    other = replace(plan, pack=replace(plan.pack, documents=plan.pack.documents[3:]))
    assert together(partner, other) == alone(other)
    other = replace(plan, pack=replace(plan.pack, digest="0" * 64))
    assert together(partner, other) == alone(other)


# What becomes of the second process


def test_partner_that_dies_before_a_plan(partner: Partner, plan: CheckedAnswers) -> None:
    partner.process.kill()
    partner.process.join()
    assert together(partner, plan) == alone(plan)
    assert partner.set_documents(plan, EDITION) is None, "from then on one process does it all"


@pytest.mark.parametrize("after", [0.0, 0.01, 0.03, 0.06, 0.1, 0.2])
def test_partner_that_dies_during_a_plan(partner: Partner, plan: CheckedAnswers, after: float) -> None:
    timer = threading.Timer(after, partner.process.kill)
    timer.start()
    assert together(partner, plan) == alone(plan)
    timer.join()


def test_partner_that_dies_before_it_has_sent_the_word_files(partner: Partner, plan: CheckedAnswers) -> None:
    shared = partner.set_documents(plan, EDITION)
    partner.process.kill()
    assert shared is not None
    assert Made.of(shared.words, shared.documents, plan, EDITION) == alone(plan)


def test_partner_that_hangs_is_done_without(
    partner: Partner, plan: CheckedAnswers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("docgen.partner.errand._PATIENCE", 0.2)
    assert partner.process.pid
    os.kill(partner.process.pid, signal.SIGSTOP)
    assert together(partner, plan) == alone(plan)
    assert not partner.process.is_alive()


def test_word_files_can_be_asked_for_from_many_threads(partner: Partner, plan: CheckedAnswers) -> None:
    shared = partner.set_documents(plan, EDITION)
    assert shared is not None
    found: dict[int, bytes] = {}

    def ask(number: int) -> None:
        found[number] = shared.words[number].docx

    threads = [threading.Thread(target=ask, args=(number,)) for number in reversed(range(len(shared.words)))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[number] for number in range(len(found))] == [word.docx for word in fill(plan, EDITION, fonts())]


def test_next_plan_waits_for_what_is_owed_of_the_last(partner: Partner, packs: Packs) -> None:
    first, second = (plan_of(file, packs) for file in EXAMPLES[:2])
    early = partner.set_documents(first, EDITION)
    late = partner.set_documents(second, EDITION)
    assert early
    assert late
    assert Made.of(late.words, late.documents, second, EDITION) == alone(second)
    assert Made.of(early.words, early.documents, first, EDITION) == alone(first)


def test_interrupted_wait_costs_nothing_but_the_partner(
    partner: Partner, plan: CheckedAnswers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted() -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(partner._line, "recv_bytes", interrupted)
    with pytest.raises(KeyboardInterrupt):
        partner.set_documents(plan, EDITION)
    monkeypatch.undo()
    assert partner.set_documents(plan, EDITION) is None
    assert not partner.process.is_alive()


def test_partner_holds_no_lock_of_the_archive(tmp_path: Path) -> None:
    """A process builds a plan with a partner that it does not call itself; meanwhile another builds the plan anew."""
    code = """
import datetime, subprocess, sys
from pathlib import Path
from docgen.pipeline import build
from docgen.settings import load_settings
from docgen.workshop import Workshop
workshop = Workshop(load_settings(Path("docgen.toml")), datetime.date(2026, 7, 1), with_partner=True)
plan = Path("plan.yaml")
print(type(build(plan, workshop)).__name__, workshop.partner.process.is_alive())
plan.write_text(plan.read_text(encoding="utf-8").replace("上市推广", "上市宣传"), encoding="utf-8")
subprocess.run([sys.executable, "-m", "docgen", "build", "plan.yaml"], check=True, timeout=60)
"""
    shutil.copy(EXAMPLES[0], tmp_path / "plan.yaml")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout.split()[:2]) == (0, ["Archived", "True"]), done.stderr


def test_partner_ends_with_the_process_that_has_it(partner: Partner) -> None:
    partner._line.close()
    partner.process.join(10)
    assert partner.process.exitcode == 0


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("sys.platform", "darwin"),
        ("os.sched_getaffinity", lambda _: {0}),
        ("threading.active_count", lambda: 2),
    ],
)
def test_there_is_no_partner_where_there_can_be_none(
    packs: Packs, monkeypatch: pytest.MonkeyPatch, what: str, value: str | Callable[..., object]
) -> None:
    monkeypatch.setattr("threading.active_count", lambda: 1)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setattr(what, value)
    assert Partner.where_possible(OfPacks(packs)) is None
