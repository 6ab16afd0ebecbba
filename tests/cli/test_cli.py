"""The command line: languages, exit codes, help, what a terminal may be sent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from desk import PLAN, Desk, desk

__all__ = ["desk"]


def test_version_is_told_at_once() -> None:
    done = subprocess.run([sys.executable, "-m", "docgen", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("docgen ")


def test_version_imports_nothing_heavy() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "docgen", "--version"]
    trace = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    for heavy in ("reportlab", "docx", "lxml", "cerberus", "yaml", "argparse", "rich", "sqlite3"):
        assert f" {heavy}\n" not in trace


def test_help_is_chinese_by_default_and_english_on_request(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DOCGEN_LANG")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "")
    assert "用法" in desk.run("--help").out
    assert "usage" in desk.run("--lang", "en", "--help").out
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert "usage" in desk.run("--help").out
    monkeypatch.setenv("DOCGEN_LANG", "zh")
    assert "用法" in desk.run("--help").out


@pytest.mark.parametrize("arguments", [(), ("fly",), ("build",), ("build", "a.yaml", "--jobs", "0"), ("check", "-x")])
def test_wrong_usage_is_exit_code_2(desk: Desk, arguments: tuple[str, ...]) -> None:
    run = desk.run(*arguments)
    assert run.code == 2
    assert "用法" in run.err


def test_findings_say_where_what_and_how_to_mend(desk: Desk) -> None:
    file = desk.plan(("    target: 500\n", ""))
    run = desk.run("check", file)
    assert run.code == 1
    assert f"{file}:" in run.out
    assert "G1" in run.out
    assert "→" in run.out
    english = desk.run("--lang", "en", "check", file)
    assert "error" in english.out
    assert "target" in english.out.lower()


def test_check_as_json_has_the_promised_keys(desk: Desk) -> None:
    run = desk.run("check", desk.plan(("    target: 500\n", "")), "--format", "json")
    assert [set(item) for item in run.data] == [
        {"rule", "severity", "file", "line", "path", "message", "mend", "source"}
    ]
    assert run.data[0]["severity"] == "error"
    assert run.data[0]["source"] == "S4-1"


def test_unreadable_file_is_a_structural_finding_in_json(desk: Desk) -> None:
    file = desk.folder / "plan.yaml"
    file.write_text("title: [", encoding="utf-8")
    run = desk.run("check", file, "--format", "json")
    assert run.code == 1
    assert [item["rule"] for item in run.data] == ["schema"]


def test_nothing_from_an_answer_can_steer_the_terminal(desk: Desk) -> None:
    file = desk.plan(("role: 牵头", 'role: "牵头\\u202e"'))
    run = desk.run("check", file)
    assert run.code == 1
    assert "\u202e" not in run.out + run.err


def test_unknown_setting_is_exit_code_2_and_named(desk: Desk) -> None:
    (desk.folder / "docgen.toml").write_text('outptu = "x"\n', encoding="utf-8")
    run = desk.run("build", PLAN)
    assert run.code == 2
    assert "outptu" in run.err


def test_settings_reach_the_paper(desk: Desk) -> None:
    (desk.folder / "docgen.toml").write_text('[organisation]\nnumber_prefix = "QQ"\n', encoding="utf-8")
    result = desk.run("build", PLAN, "--format", "json").data[0]
    assert result["number"].startswith("QQ-2026Q3-")


def test_archive_commands_show_what_was_built(desk: Desk) -> None:
    number = desk.run("build", PLAN, "--format", "json").data[0]["number"]
    assert [item["number"] for item in desk.run("archive", "list", "--format", "json").data] == [number]
    assert number in desk.run("archive", "list").out
    shown = desk.run("archive", "show", number)
    assert shown.code == 0
    assert "manifest" not in shown.out
    assert "answers.yaml" in shown.out
    assert desk.run("archive", "show", "nothing").code == 1
    assert desk.run("archive", "verify").code == 0
    desk.bundles()[0].write_bytes(b"changed")
    verified = desk.run("archive", "verify")
    assert verified.code == 1
    assert str(desk.bundles()[0]) in verified.err


def test_forms_are_listed_and_shown(desk: Desk) -> None:
    assert "seven-step-plan" in desk.run("forms", "list").out
    shown = desk.run("forms", "show", "seven-step-plan").out
    assert "goals" in shown
    assert "signing.docx" in shown


def start_a_batch(desk: Desk) -> subprocess.Popen[str]:
    """Start building 30 plans in a session of its own, and wait until the first of them is archived."""
    plans = desk.folder / "plans"
    plans.mkdir()
    for number in range(30):
        desk.plan(("title: 晨曦净水器华东区域上市推广", f"title: 第{number}批上市推广"), name=f"plans/{number:02}.yaml")
    command = [sys.executable, "-m", "docgen", "build", "plans", "--jobs", "2"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, cwd=desk.folder
    )
    deadline = time.monotonic() + 60
    while not desk.archive.exists() or not any("manifest.json" in files for _, _, files in os.walk(desk.archive)):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return process


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize(
    ("send", "number"),
    [
        pytest.param(os.killpg, signal.SIGINT, id="Ctrl-C in a terminal"),
        pytest.param(os.kill, signal.SIGTERM, id="the system shuts down"),
    ],
)
def test_interrupt_ends_with_130_and_leaves_the_archive_whole(
    desk: Desk, send: Callable[[int, int], None], number: signal.Signals
) -> None:
    process = start_a_batch(desk)
    send(process.pid, number)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    again = desk.run("build", "plans", "--jobs", "2", "--format", "json")
    assert again.code == 0
    assert {item["outcome"] for item in again.data} == {"archived", "unchanged"}
    assert desk.run("archive", "verify").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_killed_run_leaves_no_process_behind(desk: Desk) -> None:
    process = start_a_batch(desk)
    process.kill()
    process.communicate(timeout=30)  # its pipes are closed only when the last process that holds them has ended
    assert len(desk.bundles()) < 30


def test_one_plan_is_the_same_from_two_cores_as_from_one(desk: Desk) -> None:
    plan, made = desk.plan(), []
    for jobs in ("1", "2"):
        command = [sys.executable, "-m", "docgen", "build", str(plan), "--jobs", jobs, "-o", f"output-{jobs}"]
        environment = os.environ | {"SOURCE_DATE_EPOCH": "1782864000"}
        subprocess.run(command, check=True, capture_output=True, cwd=desk.folder, env=environment)
        files = (desk.folder / f"output-{jobs}" / "archive").rglob("*")
        made.append({file.name: file.read_bytes() for file in files if file.suffix in (".pdf", ".docx")})
    assert len(made[0]) == 13
    assert made[0] == made[1]


@pytest.mark.skipif(sys.platform != "linux", reason="two processes for one plan, and /proc")
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGTERM, 130), (signal.SIGINT, 130)]
)
@pytest.mark.parametrize("after", [0, 0.05, 0.15])
def test_build_of_one_plan_that_is_stopped_leaves_no_process_behind(
    desk: Desk, number: signal.Signals, code: int, after: float
) -> None:
    command = [sys.executable, "-m", "docgen", "build", str(desk.plan())]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=desk.folder)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    deadline = time.monotonic() + 60
    while not (partner := children.read_text().split()):
        assert time.monotonic() < deadline
    time.sleep(after)
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert process.returncode == code, err
    assert "Traceback" not in err
    while any(Path(f"/proc/{pid}").exists() for pid in partner):
        assert time.monotonic() < deadline
    assert desk.run("build", "plan.yaml").code == 0
    assert desk.run("archive", "verify").code == 0


def test_closed_standard_output_is_no_fault(desk: Desk) -> None:
    script = f"{sys.executable} -m docgen check {desk.plan()} >&-"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False, cwd=Path.cwd())
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_output_to_a_full_disk_is_told(desk: Desk) -> None:
    script = f"{sys.executable} -m docgen check {desk.plan()} >/dev/full"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False, cwd=Path.cwd())
    assert done.returncode == 1
    assert "磁盘空间已满" in done.stderr
    assert "Traceback" not in done.stderr


def test_file_names_that_cannot_be_chinese_are_a_lack_of_the_environment(desk: Desk) -> None:
    environment = os.environ | {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "utf-8",
    }
    command = [sys.executable, "-m", "docgen", "build", str(desk.plan())]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=environment, cwd=desk.folder)
    assert done.returncode == 3
    assert "PYTHONUTF8=1" in done.stderr


def test_output_through_a_closed_pipe_ends_quietly(desk: Desk) -> None:
    file = desk.plan(("    target: 500\n", ""))
    script = f"{sys.executable} -m docgen check {file} | true"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True, cwd=Path.cwd())
    assert "Traceback" not in done.stderr


def test_language_of_the_settings_is_spoken_unless_another_is_asked_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk.folder / "docgen.toml").write_text('language = "en"', encoding="utf-8")
    file = desk.plan()
    assert "未发现问题" in desk.run("check", file).out  # DOCGEN_LANG comes first
    monkeypatch.delenv("DOCGEN_LANG")
    assert "no findings" in desk.run("check", file).out
    assert "未发现问题" in desk.run("check", file, "--lang", "zh").out


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (("--config", "absent.toml"), "设置文件不存在"),
        (("--forms", "absent"), "表单包文件夹不存在"),
        (("--jobs", "0"), "须为不小于 1 的整数"),
        (("--jobs", "two"), "须为不小于 1 的整数"),
    ],
)
def test_option_that_leads_nowhere_is_wrong_usage(desk: Desk, option: tuple[str, str], words: str) -> None:
    run = desk.run("build", desk.plan(), *option)
    assert run.code == 2
    assert words in run.err
    assert desk.bundles() == []


@pytest.mark.parametrize("epoch", ["abc", "1e9", " ", "99999999999999999", "253402300800"])
def test_date_that_is_none_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    run = desk.run("build", desk.plan())
    assert run.code == 2
    assert "SOURCE_DATE_EPOCH" in run.err


def test_draft_is_offered_only_where_there_is_something_to_draft(desk: Desk) -> None:
    file = desk.folder / "plan.yaml"
    file.write_text("", encoding="utf-8")
    assert "--draft" not in desk.run("build", file).out
    file.write_text("pack: seven-step-plan\ntitle: 晨曦\n", encoding="utf-8")
    assert "--draft" in desk.run("build", file).out


def test_organisation_that_no_font_can_print_is_told_once(desk: Desk) -> None:
    (desk.folder / "docgen.toml").write_text('[organisation]\nname = "晨曦🚀"', encoding="utf-8")
    plans = desk.folder / "plans"
    plans.mkdir()
    for name in ("a.yaml", "b.yaml"):
        desk.plan(name=f"plans/{name}")
    run = desk.run("build", plans)
    assert run.code == 1
    assert run.err.count("U+1F680") == 1
    assert desk.bundles() == []


def test_folder_gives_answer_files_only(desk: Desk) -> None:
    plans = desk.folder / "plans"
    version = plans / "elsewhere" / "archive" / "V1.0"
    version.mkdir(parents=True)
    (plans / "folder.yaml").mkdir()
    for name in ("~$plan.yaml", ".hidden.yaml", "docgen.toml", "note.txt"):
        (plans / name).write_text("", encoding="utf-8")
    for name in ("manifest.json", "answers.yaml"):
        (version / name).write_text("{}", encoding="utf-8")
    assert "没有找到答案文件" in desk.run("check", plans).out
    desk.plan(name="plans/PLAN.YAML")
    assert "PLAN.YAML：未发现问题" in desk.run("check", plans).out


def test_pack_that_is_none_is_told_with_file_and_line(desk: Desk) -> None:
    for wrong in ("seven-steps-plan", "../seven-step-plan", "[a]", "x" * 300):
        run = desk.run("check", desk.plan(("pack: seven-step-plan", f"pack: {wrong}")))
        assert run.code == 1
        assert "plan.yaml:3: 错误：" in run.err
        assert "seven-step-plan" in run.err


def test_logo_that_is_no_picture_is_told_at_the_logo(desk: Desk) -> None:
    (desk.folder / "logo.png").write_bytes(b"no picture")
    (desk.folder / "docgen.toml").write_text('[organisation]\nlogo = "logo.png"\n', encoding="utf-8")
    run = desk.run("build", PLAN)
    assert run.code == 1
    assert f"{desk.folder / 'logo.png'}: " in run.err
    assert ".docx" not in run.err
