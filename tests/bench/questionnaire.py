"""The questionnaire in a pseudo-terminal: how long a person waits for the first prompt, and for the next one."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from terminal import CTRL_U, ENTER, Terminal

from docgen.answers.document import AnswerDocument, Layout

_TODAY = {"SOURCE_DATE_EPOCH": "1782864000"}  # 2026-07-01
_CELLS = {
    "计划开始": "2026-07-06", "计划完成": "2026-07-17", "任务": "补充任务", "交付成果": "《补充成果》",
}  # fmt: skip


def first_prompts(folder: Path, runs: int) -> list[float]:
    """Seconds from the start of `docgen new` in a process of its own until its first prompt is drawn."""
    taken = []
    for number in range(runs):
        start = time.perf_counter()
        with Terminal("new", "-o", f"{number}.yaml", folder=folder, environment=_TODAY) as terminal:
            assert terminal.prompt()
            taken.append(time.perf_counter() - start)
    return taken


def next_prompts(folder: Path, answers: int) -> list[float]:
    """Seconds from Enter until the next prompt is drawn, the answer saved: tasks added to a plan that has 60."""
    file = large_plan(folder / "large.yaml", tasks=60, departments=12)
    taken: list[float] = []
    with Terminal("edit", file, folder=folder, environment=_TODAY) as terminal:
        prompt = terminal.prompt()
        while prompt and len(taken) < answers:
            if "f" in prompt.keys:
                terminal.press("a")
                prompt = terminal.prompt()
                continue
            if prompt.pointed is None:
                text = _CELLS.get(prompt.label, "补充内容") + (f" {len(taken)}" if prompt.label == "任务" else "")
                terminal.press(CTRL_U, text)
                terminal.wait(text)
            start = time.perf_counter()
            terminal.press(ENTER)
            prompt = terminal.prompt()
            taken.append(time.perf_counter() - start)
        assert prompt, terminal.screen
    return taken


def large_plan(file: Path, tasks: int, departments: int) -> Path:
    """A plan of that size, left at the table of tasks."""
    names = [f"第{number + 1}事业部" for number in range(departments)]
    data: dict[str, Any] = {
        "pack": "seven-step-plan",
        "unfinished": "tasks",
        "occasion": "重大项目启动",
        "title": "新品区域上市推广",
        "period": {"year": 2026, "quarter": 3},
        "start": "2026-07-01",
        "end": "2026-09-30",
        "background": "渠道库存为零，若不能在三季度内铺开终端，全年收入目标缺口约八百万元。",
        "goals": [
            {"statement": "完成铺货", "indicator": "销售额", "target": 500, "unit": "万元", "deadline": "2026-09-30"}
        ],
        "departments": [
            {"name": name, "role": "参与" if number else "牵头", "head": f"负责人{number}",
             "liaisons": [f"接口人{number}"]}
            for number, name in enumerate(names)
        ],
        "in_scope": ["终端铺货", "导购培训"],
        "out_of_scope": [{"item": "全国性广告投放", "handled_by": "总部品牌中心"}],
        "assignments": [
            {"task": f"任务{number}", "responsible": names[number % departments], "duty": "编写方案并组织评审",
             "standard": "《方案》经各部门书面确认", "start": "2026-07-01", "end": "2026-07-31"}
            for number in range(departments)
        ],
        "phases": [{"name": "筹备期", "start": "2026-07-01", "end": "2026-07-31"},
                   {"name": "执行期", "start": "2026-08-03", "end": "2026-09-30"}],
        "tasks": [
            {"phase": "筹备期", "name": f"任务{number}", "deliverables": [f"《成果{number}》"], "start": "2026-07-06",
             "end": "2026-07-17", "owner": f"接口人{number % departments}",
             "owner_department": names[number % departments], "status": "未开始"}
            for number in range(tasks)
        ],
    }  # fmt: skip
    document = AnswerDocument.new(file, data, Layout(tuple(data), {}, ""))
    document.save()
    return file
