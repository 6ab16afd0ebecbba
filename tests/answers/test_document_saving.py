"""Saving loses nothing: not to a crash, not to a full disk, not to somebody else's change."""

from __future__ import annotations

import errno
import os
import random
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from docgen.answers import load_answers
from docgen.answers.document import AnswerDocument, ChangedElsewhereError, InUseError, Layout, lock
from docgen.errors import AnswersError

LAYOUT = Layout(("pack", "title"))
needs_permissions = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do anything")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "plan.yaml"
    file.write_text("pack: p # 表单\ntitle: 甲\n", encoding="utf-8")
    return file


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_saved_document_is_on_disk_and_nothing_is_beside_it(file: Path) -> None:
    document = AnswerDocument.open(file, LAYOUT)
    assert document.is_saved
    document.set(("title",), "乙")
    assert not document.is_saved
    document.save()
    assert document.is_saved
    assert file.read_text(encoding="utf-8") == "pack: p # 表单\ntitle: 乙\n"
    assert names(file.parent) == ["plan.yaml"]


def test_a_new_document_is_on_disk_only_when_it_is_saved(tmp_path: Path) -> None:
    file = tmp_path / "new.yaml"
    document = AnswerDocument.new(file, {"pack": "p"}, LAYOUT)
    assert not file.exists()
    assert not document.is_saved
    document.save()
    assert load_answers(file) == document.answers


def test_a_new_document_does_not_overwrite_a_file(file: Path) -> None:
    document = AnswerDocument.new(file, {"pack": "q"}, LAYOUT)
    with pytest.raises(ChangedElsewhereError) as caught:
        document.save()
    assert "exists already" in caught.value.faults[0].problem.msgid
    assert load_answers(file).data["pack"] == "p"


def test_a_file_that_somebody_else_changed_is_not_overwritten(file: Path) -> None:
    document = AnswerDocument.open(file, LAYOUT)
    document.set(("title",), "乙")
    file.write_text("pack: p\ntitle: 别人\n", encoding="utf-8")
    with pytest.raises(ChangedElsewhereError) as caught:
        document.save()
    assert caught.value.faults[0].file == file
    assert caught.value.faults[0].mend
    assert load_answers(file).data["title"] == "别人"
    assert document.answers.data["title"] == "乙"


def test_a_file_that_was_only_touched_or_has_vanished_is_written(file: Path) -> None:
    document = AnswerDocument.open(file, LAYOUT)
    document.set(("title",), "乙")
    file.touch()
    document.save()
    document.set(("title",), "丙")
    file.unlink()
    document.save()
    assert load_answers(file).data["title"] == "丙"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such permissions")
def test_the_permissions_of_the_file_stay(file: Path) -> None:
    file.chmod(0o640)
    document = AnswerDocument.open(file, LAYOUT)
    document.set(("title",), "乙")
    document.save()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_stays_a_link_and_what_it_leads_to_is_replaced(file: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.yaml"
    link.symlink_to(file)
    document = AnswerDocument.open(link, LAYOUT)
    document.set(("title",), "乙")
    document.save()
    assert link.is_symlink()
    assert load_answers(file).data["title"] == "乙"
    assert names(link.parent) == ["link.yaml"]


def refused(document: AnswerDocument) -> tuple[str, str]:
    with pytest.raises(AnswersError) as caught:
        document.save()
    fault = caught.value.faults[0]
    assert fault.file == document.file
    assert fault.mend is not None
    reason = fault.problem.params["reason"]
    return getattr(reason, "msgid", str(reason)), fault.mend.msgid


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    document = AnswerDocument.new(tmp_path / "absent" / "plan.yaml", {"pack": "p"}, LAYOUT)
    reason, mend = refused(document)
    assert "no such file or folder" in reason
    assert "Make the folder" in mend


@needs_permissions
def test_a_read_only_folder_is_told(file: Path) -> None:
    document = AnswerDocument.open(file, LAYOUT)
    document.set(("title",), "乙")
    file.parent.chmod(0o500)
    try:
        assert "permission" in refused(document)[0]
    finally:
        file.parent.chmod(0o700)


@needs_permissions
def test_a_read_only_file_is_not_replaced(file: Path) -> None:
    file.chmod(0o400)
    document = AnswerDocument.open(file, LAYOUT)
    document.set(("title",), "乙")
    assert "permission" in refused(document)[0]
    assert load_answers(file).data["title"] == "甲"


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_full_disk_is_told_and_leaves_the_old_file(file: Path, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    document = AnswerDocument.open(file, LAYOUT)
    document.set(("title",), "乙")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, failing, full)
        patch.setattr(Path, "replace", full)
        reason, mend = refused(document)
    assert "full" in reason
    assert "Make room" in mend
    assert load_answers(file).data["title"] == "甲"
    assert names(file.parent) == ["plan.yaml"]
    document.save()
    assert load_answers(file).data["title"] == "乙"


def test_what_a_killed_run_left_is_swept(file: Path) -> None:
    (file.parent / ".plan.yaml.saving-99").write_text("half", encoding="utf-8")
    (file.parent / ".other.yaml.saving-99").write_text("half", encoding="utf-8")
    document = AnswerDocument.open(file, LAYOUT)
    document.set(("title",), "乙")
    document.save()
    assert names(file.parent) == [".other.yaml.saving-99", "plan.yaml"]


SAVER = """
import sys
from pathlib import Path
from docgen.answers.document import AnswerDocument, Layout
document = AnswerDocument.open(Path(sys.argv[1]), Layout())
number = document.answers.data["number"]
while True:
    number += 1
    document.set(("number",), number)
    document.set(("text",), "字" * (number % 50 * 400))
    document.save()
    print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_kill_at_any_moment_leaves_the_last_saved_file_whole(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text("number: 0\ntext: ''\n", encoding="utf-8")
    moments = random.Random(7)
    for _ in range(20):
        with subprocess.Popen([sys.executable, "-c", SAVER, str(file)], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(moments.uniform(0, 0.05))
            process.send_signal(signal.SIGKILL)
            told = [int(line) for line in process.stdout.read().split("\n")[:-1]]
        data = load_answers(file).data
        assert data["number"] >= max(told, default=0)
        assert data["text"] == "字" * (data["number"] % 50 * 400)
    document = AnswerDocument.open(file, LAYOUT)
    document.set(("number",), 0)
    document.save()
    assert names(tmp_path) == ["plan.yaml"]


HOLDER = """
import sys
from pathlib import Path
from docgen.answers.document import lock
with lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_questionnaire_is_told_that_the_file_is_in_use(file: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        with pytest.raises(InUseError) as caught, lock(file):
            pass
        assert caught.value.faults[0].mend
        process.kill()
    with lock(file):
        assert load_answers(file).data
    assert names(file.parent) == ["plan.yaml"]


def test_a_lock_in_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(AnswersError) as caught, lock(tmp_path / "absent" / "plan.yaml"):
        pass
    assert caught.value.faults[0].mend
