"""Whatever a person does in whatever order, the file loads, says what they answered, and is gone on with where it was.

The model knows nothing of the questionnaire: it is the answers as plain data, changed by each thing done.
"""

from __future__ import annotations

import copy
import datetime as dt
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from walking import BACK, DOWN, ENTER, HELP, INTERRUPT, JUMP, LEAVE, SPACE, Walk, begin, paste, plan_at

TEXTS = (
    st.text(st.sampled_from("市场方案终端铺货一二三ABz09 #:-'\"[]{},，。%&*!|>@`\\~?"), min_size=1, max_size=12)
    .map(str.strip)
    .filter(bool)
)
DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2027, 12, 31)).map(str)

COLUMNS = {
    "第一步 › 目标 › 第 {n} 项目标 › 衡量指标": ("goals", "indicator", TEXTS),
    "第一步 › 目标 › 第 {n} 项目标 › 目标值": ("goals", "target", st.integers(-9_999_999, 9_999_999)),
    "第一步 › 目标 › 第 {n} 项目标 › 完成期限": ("goals", "deadline", DAYS),
    "第一步 › 协作部门 › 第 {n} 个部门 › 联系方式": ("departments", "contact", TEXTS),
    "第二步 › 职责分工 › 第 {n} 项分工 › 交付标准": ("assignments", "standard", TEXTS),
    "第四步 › 阶段 › 第 {n} 个阶段 › 结束日期": ("phases", "end", DAYS),
    "第五步 › 风险与应对措施 › 第 {n} 项风险 › 触发条件": ("risks", "trigger", TEXTS),
}
TABLES = {
    "第一步 › 协作部门": "departments",
    "第一步 › 协作范围": "in_scope",
    "第二步 › 职责分工": "assignments",
    "第三步 › 流程节点": "flow",
    "第四步 › 阶段": "phases",
    "第四步 › 任务与交付成果": "tasks",
    "第五步 › 风险与应对措施": "risks",
}


class Person(RuleBasedStateMachine):
    """Answers, goes back and forth, works on tables, leaves and comes back."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.data: dict[str, Any] = {}
        self.walks: list[Walk] = []
        self.columns = mock.patch.dict(os.environ, {"COLUMNS": "80"})
        self.columns.start()

    @initialize(place=st.sampled_from(["occasion", "risks", "tasks.2.end < tasks", "@.schedule", "@"]))
    def begins(self, place: str) -> None:
        self.opens(plan_at(place))
        self.data = copy.deepcopy(self.walk.data)

    def teardown(self) -> None:
        for walk in self.walks:
            walk.close()
        self.columns.stop()
        shutil.rmtree(self.folder)

    def opens(self, text: str) -> None:
        file = self.folder / f"plan-{len(self.walks)}.yaml"
        file.write_text(text, encoding="utf-8")
        self.walks.append(begin(file))

    @property
    def walk(self) -> Walk:
        return self.walks[-1]

    def goes_to(self, label: str) -> None:
        self.walk.press(JUMP, label, ENTER)

    def gives(self, value: object) -> None:
        """Answer, and insist where a rule is broken."""
        label = self.walk.question.partition("：")[0]
        self.walk.answer("" if value is None else str(value))
        if self.walk.question == f"{label}：{value}":
            self.walk.press(ENTER)

    # values

    @rule(value=st.none() | TEXTS)
    def answers_a_text(self, value: str | None) -> None:
        self.goes_to("第一步 › 计划主题")
        self.gives(value)
        put(self.data, "title", value)

    @rule(column=st.sampled_from(sorted(COLUMNS)), data=st.data())
    def answers_a_column(self, column: str, data: st.DataObject) -> None:
        table, key, values = COLUMNS[column]
        rows = self.data[table]
        if rows:
            index = data.draw(st.integers(0, len(rows) - 1))
            value = data.draw(st.none() | values)
            self.goes_to(column.replace("{n}", str(index + 1)))
            self.gives(value)
            put(rows[index], key, value)

    @rule(data=st.data(), carried=st.booleans())
    def renames_a_department(self, data: st.DataObject, carried: bool) -> None:
        rows = self.data["departments"]
        if not rows:
            return
        index = data.draw(st.integers(0, len(rows) - 1))
        old, new = rows[index].get("name"), f"部门{len(self.walks)}{data.draw(st.integers(0, 99))}"
        self.goes_to(f"第一步 › 协作部门 › 第 {index + 1} 个部门 › 部门名称")
        self.walk.answer(new)
        rows[index]["name"] = new
        if self.walk.question == f"“{old}”已改为“{new}”：":
            self.walk.press("1" if carried else "2")
            if carried:
                replace_everywhere(self.data, old, new, but="departments")
        if self.walk.question == f"部门名称：{new}":  # another one has that name
            self.walk.press(ENTER)

    @rule(total=st.integers(1, 99_999))
    def puts_the_budget_in_or_out(self, total: int) -> None:
        self.goes_to("第四步 › 预算")
        if "budget" in self.data:
            self.walk.press("2", "y")
            del self.data["budget"]
            return
        self.walk.press("1")
        self.walk.answer(str(total), str(total))
        self.walk.choose("万元")
        self.data["budget"] = {"total": total, "contingency": total, "unit": "万元"}

    # rows

    @rule(name=TEXTS, start=DAYS)
    def adds_a_phase(self, name: str, start: str) -> None:
        self.goes_to("第四步 › 阶段")
        self.walk.press("a")
        for value in (name, start, start):
            self.gives(value)
        self.walk.press("f")
        self.data["phases"].append({"name": name, "start": start, "end": start})

    @rule(entries=st.lists(TEXTS, max_size=3))
    def adds_entries(self, entries: list[str]) -> None:
        self.goes_to("第一步 › 协作范围")
        self.walk.press("a")
        self.walk.answer(*entries, "")
        self.walk.press("f")
        self.data["in_scope"] += entries

    @rule(table=st.sampled_from(sorted(TABLES)), data=st.data())
    def deletes_rows(self, table: str, data: st.DataObject) -> None:
        rows = self.data[TABLES[table]]
        if not rows:
            return
        chosen = data.draw(st.sets(st.integers(0, len(rows) - 1), max_size=2))
        self.goes_to(table)
        self.walk.press("d", *("".join((SPACE if index in chosen else "") + DOWN) for index in range(len(rows))), ENTER)
        if chosen:
            self.walk.press("y")
        self.walk.press("f")
        self.data[TABLES[table]] = [row for index, row in enumerate(rows) if index not in chosen]

    @rule(table=st.sampled_from(sorted(TABLES)), data=st.data())
    def copies_a_row(self, table: str, data: st.DataObject) -> None:
        rows = self.data[TABLES[table]]
        if rows:
            index = data.draw(st.integers(0, len(rows) - 1))
            self.goes_to(table)
            self.walk.press("c", *([DOWN] * index), *([ENTER] if len(rows) > 1 else []), ENTER, "f")
            rows.insert(index + 1, copy.deepcopy(rows[index]))

    @rule(table=st.sampled_from(sorted(TABLES)), data=st.data())
    def moves_a_row(self, table: str, data: st.DataObject) -> None:
        rows = self.data[TABLES[table]]
        if len(rows) > 1:
            index, to = data.draw(st.tuples(*[st.integers(0, len(rows) - 1)] * 2))
            self.goes_to(table)
            self.walk.press("m", *([DOWN] * index), ENTER, *([DOWN] * to), ENTER, "f")
            rows.insert(to, rows.pop(index))

    @rule(names=st.lists(st.sampled_from(["甲期", "乙期", "丙期"]), min_size=2, max_size=3), replaces=st.booleans())
    def pastes_phases(self, names: list[str], replaces: bool) -> None:
        self.goes_to("第四步 › 阶段")
        replaces = replaces and bool(self.data["phases"])
        self.walk.press(
            paste("\n".join(f"{name}\t2026/7/1\t2026年7月31日" for name in names)), "r" if replaces else "a", "f"
        )
        rows = [{"name": name, "start": "2026-07-01", "end": "2026-07-31"} for name in names]
        self.data["phases"] = rows if replaces else self.data["phases"] + rows

    # ways

    @rule(keys=st.lists(st.sampled_from([BACK, HELP, JUMP + BACK, BACK + BACK + BACK]), min_size=1, max_size=3))
    def wanders(self, keys: list[str]) -> None:
        self.walk.press(*keys)

    @rule(step=st.sampled_from(["第一步 明确", "第三步 制定", "第五步 预判", "汇总与结束"]))
    def jumps_to_a_step(self, step: str) -> None:
        self.goes_to(step)

    @rule(key=st.sampled_from([LEAVE, INTERRUPT, None]))
    def leaves_and_goes_on(self, key: str | None) -> None:
        question = self.walk.question
        if key:
            self.walk.press(key)
        self.opens(self.walk.file.read_text(encoding="utf-8"))
        assert self.walk.question == question

    @invariant()
    def the_file_says_what_was_answered(self) -> None:
        if self.walks:
            assert self.walk.data == self.data


def put(owner: dict[str, Any], key: str, value: object) -> None:
    if value is None:
        owner.pop(key, None)
    else:
        owner[key] = value


def replace_everywhere(data: dict[str, Any], old: str, new: str, but: str) -> None:
    """Put `new` for every value that is exactly `old`, one table left alone."""
    for key, value in data.items():
        if key != but:
            data[key] = replaced(value, old, new)


def replaced(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {key: replaced(item, old, new) for key, item in value.items()}
    if isinstance(value, list):
        return [replaced(item, old, new) for item in value]
    return new if value == old else value


TestPerson = Person.TestCase
TestPerson.settings = settings(
    max_examples=8,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # to shrink takes minutes; the steps tell enough
)
