"""What becomes of a run of LibreOffice that hangs, dies, lies or meets another: such programs stand in its place."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from office import filled, office, plain, stand_in, starts, turned

from docgen.errors import EnvironmentLackError, PagesError
from docgen.fonts import FontLibrary
from docgen.pages.choice import EngineChoice
from docgen.pages.model import LaidOutDocument
from docgen.pages.office.profiles import free_profile
from docgen.pages.office.run import Limits
from tools import need

QUICK = Limits(start=1, each=0)
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs are shell scripts")


def ends(pid: int, patience: float = 10) -> bool:
    """Whether a process that was killed is gone: the kernel ends it in its own time, a moment after the signal."""
    deadline = time.monotonic() + patience
    while is_alive(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        status = Path(f"/proc/{pid}/stat").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False
    return status.rpartition(")")[2].split()[0] != "Z"  # a dead child of somebody else's may wait to be noticed


def test_a_run_that_hangs_is_killed_with_its_children_and_tried_once_more(fonts: FontLibrary, tmp_path: Path) -> None:
    program = stand_in(tmp_path, f'sleep 600 & echo $! >> "{tmp_path}/children"; wait')
    began = time.monotonic()
    with pytest.raises(PagesError) as raised:
        office(tmp_path / "profiles", QUICK, program)([filled(plain(), "合同")], fonts)
    assert time.monotonic() - began < 10
    assert len(starts(tmp_path)) == 2
    children = [int(line) for line in (tmp_path / "children").read_text().split()]
    assert len(children) == 2
    assert all(ends(child) for child in children)
    (fault,) = raised.value.faults
    assert "did not finish" in fault.problem.msgid
    assert fault.file == Path("合同.docx")


def test_after_a_crash_the_second_try_makes_the_pages(fonts: FontLibrary, tmp_path: Path) -> None:
    program = stand_in(
        tmp_path, f'mkdir "{tmp_path}/crashed" 2>/dev/null && kill -SEGV $$; exec "{need("soffice")}" "$@"'
    )
    (document,) = office(tmp_path / "profiles", program=program)([filled(turned("从右向左"))], fonts)
    assert document.pages
    assert len(starts(tmp_path)) == 2


def test_the_second_try_has_a_new_profile(fonts: FontLibrary, tmp_path: Path) -> None:
    program = stand_in(tmp_path, f'ls "$PROFILE" >> "{tmp_path}/found"; touch "$PROFILE/damaged"; exit 0')
    with pytest.raises(PagesError):
        office(tmp_path / "profiles", QUICK, program)([filled(plain())], fonts)
    assert "damaged" not in (tmp_path / "found").read_text()


@pytest.mark.parametrize(
    "does",
    [
        "exit 0",
        "exit 81",
        'for file in "$@"; do printf "not a pdf" > "$OUT/$(basename "${file%.docx}").pdf"; done',
        'for file in "$@"; do : > "$OUT/$(basename "${file%.docx}").pdf"; done',
    ],
    ids=["nothing, and success", "nothing, and failure", "garbage", "an empty file"],
)
def test_what_is_no_pdf_is_an_error_whatever_the_program_says(fonts: FontLibrary, tmp_path: Path, does: str) -> None:
    with pytest.raises(PagesError) as raised:
        office(None, QUICK, stand_in(tmp_path, does))([filled(plain(), "甲"), filled(plain(), "乙")], fonts)
    assert [fault.file for fault in raised.value.faults] == [Path("甲.docx"), Path("乙.docx")]


def test_a_pdf_of_something_else_is_an_error(fonts: FontLibrary, tmp_path: Path) -> None:
    other = tmp_path / "other.pdf"
    other.write_bytes(_pdf_saying("Something else"))
    program = stand_in(tmp_path, f'cp "{other}" "$OUT/0000.pdf"')
    with pytest.raises(PagesError) as raised:
        office(None, QUICK, program)([filled(plain("甲方"))], fonts)
    (fault,) = raised.value.faults
    assert "would lose" in fault.problem.msgid
    assert sorted(fault.problem.params["examples"]) == ["方", "甲"]


def test_one_file_that_cannot_be_set_leaves_the_others_alone(fonts: FontLibrary, tmp_path: Path) -> None:
    other = tmp_path / "other.pdf"
    other.write_bytes(_pdf_saying("Fine"))
    program = stand_in(tmp_path, f'cp "{other}" "$OUT/0001.pdf"')
    outcomes = office(None, QUICK, program).attempt([filled(plain("Gone")), filled(plain("Fine"))], fonts)
    assert [type(outcome) for outcome in outcomes] == [PagesError, LaidOutDocument]
    first, second = starts(tmp_path)
    assert "0000.docx" in first
    assert "0001.docx" in first
    assert "0001.docx" not in second


def test_a_file_that_is_no_word_file_is_never_handed_over(fonts: FontLibrary, tmp_path: Path) -> None:
    (outcome,) = office(None, QUICK, stand_in(tmp_path, "exit 0")).attempt([filled(b"Hello")], fonts)
    assert isinstance(outcome, PagesError)
    assert starts(tmp_path) == []


def test_two_runs_at_once_have_a_profile_each_and_the_next_takes_one_of_them(
    fonts: FontLibrary, tmp_path: Path
) -> None:
    program = stand_in(tmp_path, 'sleep 0.7; echo "$PROFILE" >> "${0%/*}/profiles-used"')
    engine = office(tmp_path / "profiles", Limits(5, 0), program)
    runs = [threading.Thread(target=engine.attempt, args=([filled(plain())], fonts)) for _ in range(2)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    used = (tmp_path / "profiles-used").read_text().split()
    assert len(set(used)) == 2
    engine.attempt([filled(plain())], fonts)
    assert set((tmp_path / "profiles-used").read_text().split()) == set(used)


_HOLDER = """
import os, subprocess, sys, time
from pathlib import Path
from docgen.pages.office.profiles import free_profile
with free_profile(Path(sys.argv[1])) as profile:
    child = subprocess.Popen(["sleep", "60"], pass_fds=(profile.lock,), start_new_session=True)
    print(child.pid, profile.folder, flush=True)
    time.sleep(60)
"""


def test_a_profile_is_taken_for_as_long_as_its_program_lives_even_if_docgen_was_killed(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", _HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    pid, folder = holder.stdout.readline().split(maxsplit=1)
    holder.kill()
    holder.wait()
    holder.stdout.close()
    try:
        with free_profile(tmp_path) as profile:
            assert profile.folder != Path(folder.strip())
    finally:
        os.kill(int(pid), signal.SIGKILL)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with free_profile(tmp_path) as profile:
            if profile.folder == Path(folder.strip()):
                return
        time.sleep(0.05)
    pytest.fail("the profile stayed locked after its program had ended")


def test_an_interrupted_run_leaves_no_process_behind(tmp_path: Path) -> None:
    program = stand_in(tmp_path, f'echo $$ > "{tmp_path}/pid"; sleep 600')
    (tmp_path / "a.docx").write_bytes(turned())
    environment = {**os.environ, "DOCGEN_SOFFICE": str(program), "DOCGEN_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "docgen", "pages", str(tmp_path / "a.docx")]
    docgen = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text().strip():
        assert time.monotonic() < deadline, "the program was not started"
        time.sleep(0.05)
    docgen.send_signal(signal.SIGTERM)
    assert docgen.wait(20) == 130
    assert ends(int((tmp_path / "pid").read_text()))


def test_without_libreoffice_the_engines_say_what_they_lack(fonts: FontLibrary) -> None:
    nowhere = {"DOCGEN_SOFFICE": ""}
    words = [filled(plain()), filled(turned())]
    with pytest.raises(EnvironmentLackError) as lack:
        EngineChoice("auto", nowhere)(words, fonts)
    (fault,) = lack.value.faults
    assert lack.value.exit_code == 3
    assert fault.file == Path("文件.docx")
    assert fault.place
    assert "libreoffice" in str(fault.mend).lower()
    with pytest.raises(EnvironmentLackError):
        EngineChoice("libreoffice", nowhere).demand()
    with pytest.raises(PagesError) as refused:
        EngineChoice("embedded", nowhere)(words, fonts)
    assert refused.value.exit_code == 1
    assert EngineChoice("auto", nowhere)(words[:1], fonts)[0].pages


def _pdf_saying(text: str) -> bytes:
    import io

    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(100, 700, text)
    canvas.save()
    return out.getvalue()
