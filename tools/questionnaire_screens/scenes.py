"""What is pressed for each screen. A scene begins where a person stands who has come so far with the example plan."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copy

from .plans import EXAMPLES, copied, plan_at, plan_before
from .terminal import CLEAR, ENTER, JUMP, MARK_ALL, Terminal, pasted

_FILE = "协作计划.yaml"

SCENES: dict[str, Callable[[], str]] = {}
"""By name, in the order of the steps: plays the scene and gives its screen."""


def _scene(play: Callable[[], str]) -> Callable[[], str]:
    SCENES[play.__name__.replace("_", "-")] = play
    return play


@contextlib.contextmanager
def _docgen(*arguments: str, plan: str = "") -> Iterator[Terminal]:
    """Run docgen in a folder with the settings of the examples and, where there is one, `plan`; it asks."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in ("docgen.toml", "logo.png"):
            copy(EXAMPLES / file, folder)
        if plan:
            (folder / _FILE).write_text(plan, encoding="utf-8")
        with Terminal(*arguments, folder=folder) as terminal:
            yield terminal


def _editing(plan: str) -> contextlib.AbstractContextManager[Terminal]:
    return _docgen("edit", _FILE, plan=plan)


@_scene
def occasion() -> str:
    """A new plan: the head of the first step and the first question."""
    with _docgen("new") as docgen:
        return docgen.show("› 1  重大项目启动")


@_scene
def resume() -> str:
    """`docgen new` where a plan has been left unfinished."""
    with _docgen("new", plan=plan_before("tasks")) as docgen:
        return docgen.show("› 1  从上次停下的地方继续")


@_scene
def departments() -> str:
    """Step 1: departments picked from docgen.toml; their roles are still missing."""
    with _editing(plan_before("departments")) as docgen:
        docgen.press("o", MARK_ALL + ENTER)
        return docgen.show("行政部", since="    部门名称")


@_scene
def cooperating() -> str:
    """Step 2: several departments of those entered before, without the one that is responsible."""
    with _editing(plan_before("assignments")) as docgen:
        docgen.press("a", "制定区域推广方案" + ENTER, ENTER)
        docgen.type(" ")
        return docgen.show("已选 1 项", since="✔ 职责分工")


@_scene
def raci() -> str:
    """Step 2: what docgen derives is shown, and may be overridden."""
    with _editing(plan_before("flow", "raci")) as docgen:
        return docgen.show("由程序自动生成  推荐", since="RACI 矩阵：")


@_scene
def flow() -> str:
    """Step 3: where a decision leads to."""
    with _editing(plan_at("flow.4.next < flow")) as docgen:
        return docgen.show("[x] 提出推广方案", since="第 3 步 / 共 7 步 ·")


@_scene
def rest_day() -> str:
    """Step 4: a date on a rest day, with the next working day offered."""
    with _editing(plan_before("tasks")) as docgen:
        docgen.press("a", ENTER, CLEAR + "开通上市专席" + ENTER, "《专席值班表》；《回访话术》" + ENTER, ENTER)
        docgen.type(CLEAR + "2026/7/11")
        return docgen.show("按 Ctrl-N 改为", since="✔ 任务与交付成果")


@_scene
def pasted_tasks() -> str:
    """Step 4: eleven tasks pasted from a spreadsheet, two cells of which are wrong."""
    table = copied("tasks").replace("2026-08-14", "2026-08-41").replace("未开始", "未开工", 1)
    with _editing(plan_before("tasks")) as docgen:
        docgen.press(pasted(table))
        return docgen.show("只追加无误的", since="已粘贴")


@_scene
def findings() -> str:
    """Step 5: what the rules say at the step's end."""
    with _editing(plan_at("risks", without="measure: 启用应急预算中的 8 万元做以旧换新，活动提前一周, ")) as docgen:
        docgen.press("f")
        return docgen.show("现在修改第 1 处", since="1. ")


@_scene
def reviews() -> str:
    """Step 6: a review of each department, filled in but for what nobody can know yet."""
    with _editing(plan_before("reviews")) as docgen:
        return docgen.show("补填空缺", since="已根据前面的内容预填")


@_scene
def viewers() -> str:
    """Step 7: all departments may read the plan unless somebody says otherwise."""
    with _editing(plan_before("publication", "publication.channels")) as docgen:
        docgen.press(" " + ENTER)
        return docgen.show("[x] 行政部", since="第 7 步 / 共 7 步 ·")


@_scene
def jump() -> str:
    """Any place, found by typing a part of its name or of its value."""
    with _editing(plan_at("risks")) as docgen:
        docgen.press(JUMP)
        docgen.type("上海")
        return docgen.show("跳转到：上海", since="输入步骤")


@_scene
def rename() -> str:
    """A name is carried to wherever the old one stood."""
    with _editing(plan_at("departments.2.name < departments")) as docgen:
        docgen.press(CLEAR + "营销部" + ENTER)
        return docgen.show("以上各处一并修改", since="✔ 部门名称")


@_scene
def end() -> str:
    """The end of the summary, and what can be done with the plan."""
    with _editing(plan_at("@")) as docgen:
        return docgen.show("生成正式文件并存档", since="第七步")
