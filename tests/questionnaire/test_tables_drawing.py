"""Tables, rows and fields as they are drawn at any width."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from docgen.answers import load_answers
from docgen.form.load import load_pack
from docgen.messages import Translator
from docgen.questionnaire.tables import draw_fields, draw_row, draw_rows, draw_table
from docgen.questionnaire.tables.fitting import Need, fitted
from docgen.questionnaire.tables.pieces import in_two_lines
from docgen.questionnaire.tables.wording import worded

FORMS = Path(__file__).parents[2] / "forms"
PACK = load_pack("seven-step-plan", [FORMS])
PLAN = load_answers(FORMS / "seven-step-plan" / "examples" / "product-launch.yaml").data
TASKS = PACK.fields["tasks"].children
CHINESE, ENGLISH = Translator("zh"), Translator("en")
STEERING = "\x1b[31m\x1b]0;x\x07\u202e\r\x9b2J"


def lines(drawn: Any, width: int) -> list[str]:
    """What a terminal without colours would show."""
    stream = io.StringIO()
    Console(file=stream, width=width, no_color=True, highlight=False, markup=False).print(drawn)
    return stream.getvalue().rstrip("\n").split("\n")


def table(name: str, width: int = 80, rows: Any = None, **marks: Any) -> list[str]:
    columns = PACK.fields[name].children
    return lines(draw_rows(columns, rows or PLAN[name], width=width, translate=CHINESE, **marks), width)


def test_eleven_tasks_of_nine_columns_at_eighty_columns() -> None:
    drawn = table("tasks")
    assert len(drawn) == 2 + 11 + 1  # heads, a rule, one line a row, what is left out
    assert drawn[0].split() == ["阶段", "任务", "交付成果", "计划开始", "计划完成", "责任人", "责任部门", "状态"]
    assert re.fullmatch(r" 3 筹备期\s+签订陈列协议\s+《终端…\s+2026-07-13 2026-07-24 吴堃\s+销售部\s+进行中", drawn[4])
    assert drawn[-1] == "另有 1 栏：前置任务"


def test_at_forty_columns_the_name_and_what_is_required_stay() -> None:
    drawn = table("tasks", 40)
    assert "任务" in drawn[0]
    assert all("…" in line or row["name"] in line for line, row in zip(drawn[2:13], PLAN["tasks"], strict=True))
    assert "计划开始" in "".join(drawn[13:])


def test_a_table_with_room_shows_everything_whole() -> None:
    drawn = "\n".join(table("departments", 120))
    assert "…" not in drawn
    assert "另有" not in drawn
    for row in PLAN["departments"]:
        assert "、".join(row["liaisons"]) in drawn
        assert row["contact"] in drawn


@pytest.mark.parametrize("width", [40, 41, 57, 80, 100, 133, 200])
@pytest.mark.parametrize("name", [key for key, field in PACK.fields.items() if field.is_list and field.children])
def test_no_line_is_wider_than_asked(name: str, width: int) -> None:
    rows = PLAN.get(name) or [{"task": "制定方案", "R": ["市场部"], "A": "周岚"}]
    widest = max(map(cell_len, table(name, width, rows)))
    assert widest <= width
    assert len(table(name, width, rows)) >= len(rows) + 2


def test_what_is_required_and_missing_is_marked_also_where_its_column_has_no_room() -> None:
    rows = [{**PLAN["tasks"][0], "name": " ", "status": None, "after": []}, PLAN["tasks"][1]]
    wide, narrow = table("tasks", 120, rows), table("tasks", 40, rows)
    assert wide[2].count("【缺】") == 2
    assert wide[3].count("【缺】") == 0
    assert "状态【缺】" in "".join(narrow[4:])


def test_rows_that_a_person_wrote_in_a_wrong_shape_are_shown_all_the_same() -> None:
    drawn = table("tasks", 80, ["铺货", None, {"name": ["a", {"b": 1}], "start": {"x": [1]}}, 7])
    assert [line.split()[:2] for line in drawn if re.match(r"\s*1 ", line)] == [["1", "【缺】"]]
    assert "铺货" in "\n".join(drawn)


@pytest.mark.parametrize("width", [1, 7, 20])
def test_a_terminal_that_is_far_too_narrow_breaks_nothing(width: int) -> None:
    assert table("tasks", width)
    assert lines(draw_row(TASKS, PLAN["tasks"][0], width=width, translate=CHINESE), width)


def test_a_table_without_rows_shows_its_columns() -> None:
    drawn = lines(draw_rows(TASKS, [], width=80, translate=CHINESE), 80)
    assert "任务" in drawn[0]
    assert not any(line.strip("─ ") for line in drawn[1:2])
    assert len(drawn) == 2


def test_rows_with_findings_are_marked() -> None:
    drawn = table("tasks", marks={0: "!", 10: "✗"})
    starts = [line.split()[0] for line in drawn if re.match(r"\s*\d", line)]
    assert starts == ["1!", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11✗"]


def test_values_read_as_on_paper() -> None:
    rows: list[dict[str, Any]] = [
        {"name": "审批", "departments": ["市场部", "财务部"], "decision": True, "key": False},
        {"name": "铺货", "departments": [], "next": [{"node": "复盘", "condition": "完成"}, "评估"]},
    ]
    rows[0]["next"] = {"同意": "铺货", "退回": "方案"}
    first, second = table("flow", 160, rows)[2:4]
    assert first.split() == ["1", "审批", "市场部、财务部", "是", "否", "同意：铺货；退回：方案"]
    assert second.split() == ["2", "铺货", "【缺】", "复盘（完成）、评估"]
    tasks = [{**PLAN["tasks"][0], "status": "delayed"}]
    assert "延期" in table("tasks", 120, tasks)[2]
    assert "1.5" in table("goals", 160, [{**PLAN["goals"][0], "target": 1.5, "baseline": 2.0}])[2]


def test_no_answer_can_steer_the_terminal_or_speak_markup() -> None:
    rows = [{**PLAN["tasks"][0], "name": f"[red]甲[/red]{STEERING}", "owner": "李\n娜"}]
    drawings = [
        draw_rows(TASKS, rows, width=160, translate=CHINESE, marks={0: STEERING}),
        draw_row(TASKS, rows[0], width=160, translate=CHINESE),
        draw_fields({"tasks": PACK.fields["tasks"]}, {"tasks": rows}, width=160, translate=CHINESE),
    ]
    for drawn in drawings:
        text = "\n".join(lines(drawn, 160))
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
        assert "\\u001b" in text
        assert "[red]甲[/red]" in text
        assert re.search(r"李(?s:.*)娜", text)


@given(
    st.lists(
        st.dictionaries(st.sampled_from(list(TASKS)), st.text(max_size=30) | st.lists(st.text(max_size=9))), min_size=1
    ),
    st.integers(40, 200),
)
def test_whatever_stands_in_the_rows_each_is_one_line_within_the_width(rows: list[dict[str, Any]], width: int) -> None:
    drawn = table("tasks", width, rows)
    assert max(map(cell_len, drawn)) <= width
    assert [line.split()[0] for line in drawn[-len(rows) - 3 :] if re.match(r"\s*\d+( |$)", line)][-1] == str(len(rows))


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_row_in_full_loses_nothing(width: int) -> None:
    row = PLAN["assignments"][0]
    drawn = lines(draw_row(PACK.fields["assignments"].children, row, width=width, translate=CHINESE), width)
    text = re.sub(r"\s", "", "".join(drawn))
    assert max(map(cell_len, drawn)) <= width
    assert all(word in text for word in ("协作任务", "交付标准", "销售部、研发部、财务部", row["start"]))
    assert drawn[0].startswith("协作任务")
    values = "".join(re.sub(r"^(\S+)?\s{2,}", "", line).strip() for line in drawn)
    assert row["duty"] in values
    assert re.sub(r"\s", "", row["standard"]) in re.sub(r"\s", "", values)


def test_a_row_in_full_says_what_is_missing_and_what_is_empty() -> None:
    drawn = lines(draw_row(TASKS, {"name": "铺货"}, width=80, translate=CHINESE), 80)
    assert [line.split() for line in drawn[:2]] == [["阶段", "【缺】"], ["任务", "铺货"]]
    assert ["前置任务", "—"] in [line.split() for line in drawn]


@pytest.mark.parametrize("width", [40, 80, 133])
def test_a_plan_in_full_shows_every_step_within_the_width(width: int) -> None:
    drawn = [
        line
        for step in PACK.steps
        for line in lines(draw_fields(step.fields, PLAN, width=width, translate=CHINESE), width)
    ]
    assert max(map(cell_len, drawn)) <= width
    text = "\n".join(drawn)
    for label in ("适用场合", "任务与交付成果", "查看权限", "保存期限", "纸质文本"):
        assert label in text
    assert re.search(r"适用场合\s+重大项目启动", text)
    assert re.search(r"RACI 矩阵\s+—", text)


@pytest.mark.parametrize("width", [40, 80, 100, 133, 200])
@pytest.mark.parametrize("translate", [CHINESE, ENGLISH])
def test_a_plan_in_full_is_cut_nowhere(width: int, translate: Translator) -> None:
    for step in PACK.steps:
        drawn = "".join(lines(draw_fields(step.fields, PLAN, width=width, translate=translate), width))
        said = "".join(worded(spec, PLAN.get(key), translate) for key, spec in step.fields.items() if key != "occasion")
        assert "…" not in drawn
        assert Counter(re.sub(r"[\s、，；：（）,;:()]", "", said)) <= Counter(drawn)


def test_a_table_in_full_is_a_table_where_it_can_be_read_as_one() -> None:
    wide, narrow = (
        lines(draw_table(TASKS, PLAN["tasks"], width=width, translate=CHINESE), width) for width in (140, 40)
    )
    assert wide[0].split() == [TASKS[key].label.zh for key in TASKS]
    assert [line.split()[0] for line in wide if re.match(r" ?\d", line)] == [str(number) for number in range(1, 12)]
    assert narrow[0].split() == ["1", "阶段", "筹备期"]
    words = [line.split() for line in narrow]
    assert words.index(["责任人", "李娜"]) < words.index(["2", "阶段", "筹备期"])


@settings(deadline=None)
@given(
    st.lists(
        st.dictionaries(st.sampled_from(list(TASKS)), st.text(max_size=30) | st.lists(st.text(max_size=9))), min_size=1
    ),
    st.integers(40, 200),
)
def test_whatever_stands_in_a_table_in_full_it_stays_within_the_width(rows: list[dict[str, Any]], width: int) -> None:
    drawn = lines(draw_table(TASKS, rows, width=width, translate=CHINESE), width)
    assert max(map(cell_len, drawn)) <= width


def test_heads_take_two_lines_without_tearing_a_word() -> None:
    assert in_two_lines("负责部门职责") == ["负责部", "门职责"]
    assert in_two_lines("Planned end") == ["Planned", "end"]
    assert in_two_lines("Deliverables") == ["Deliverables"]


def test_values_of_a_wrong_shape_are_shown_as_they_are() -> None:
    wrong = {"tasks": "待补", "goals": [1, None], "period": 2026, "departments": {"name": "市场部"}, "in_scope": "甲"}
    fields = {key: PACK.fields[key] for key in wrong}
    text = "\n".join(lines(draw_fields(fields, wrong, width=80, translate=CHINESE), 80))
    assert re.search("待补.*1.*2026.*市场部.*甲", text, re.DOTALL)


def test_english_labels_and_words() -> None:
    drawn = lines(draw_rows(TASKS, [{"name": "铺货"}], width=60, translate=ENGLISH), 60)
    assert "Task" in drawn[0] + drawn[1]
    assert "[gap]" in drawn[-2]
    assert "more columns" in drawn[-1] or "more columns" in drawn[-2]


@given(
    st.lists(st.builds(Need, st.integers(1, 14), st.integers(14, 60), st.integers(0, 9)), min_size=1),
    st.integers(9, 200),
)
def test_columns_never_take_more_than_the_room(needs: list[Need], room: int) -> None:
    widths = fitted(needs, room, 2)
    assert sum(widths.values()) + 2 * len(widths) <= room
    assert min(range(len(needs)), key=lambda index: needs[index].rank) in widths
    assert all(width <= needs[index].widest for index, width in widths.items())
