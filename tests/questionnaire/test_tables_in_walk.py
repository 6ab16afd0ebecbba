"""Rows are added, changed, copied, moved, deleted, pasted, or edited as text; names are carried to where they stand."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from walking import (
    ALL,
    BACK,
    ENTER,
    FINISH,
    HELP,
    INTERRUPT,
    LEAVE,
    SPACE,
    Settled,
    Walk,
    paste,
    plan_at,
    plan_before,
)

Begin = Callable[..., Walk]

HEADED = """\
任务\t所属阶段\t交付物\t开始日期\t完成日期\t责任人\t责任部门\t状态
选定终端\t筹备期\t终端清单\t2026/7/6\t2026/7/10\t吴堃\t销售部\t进行中
培训导购\t筹备期\t考核成绩、签到表\t2026年7月13日\tD+20\t李娜\t市场部\t未开始
"""


def names(walk: Walk, table: str, column: str = "name") -> list[Any]:
    return [row.get(column) for row in walk.data.get(table, [])]


# add, change, copy, move, delete


def test_after_a_row_the_next_one_is_one_key_away(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("phases"))
    for name, month in (("筹备期", 7), ("执行期", 8), ("复盘期", 9)):
        walk.press(ENTER)
        walk.answer(name, f"2026-0{month}-01", f"2026-0{month}-28")
    assert names(walk, "phases") == ["筹备期", "执行期", "复盘期"]


def test_the_rows_so_far_are_shown(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("phases"))
    assert "2  执行期    2026-08-03  2026-09-30" in walk.screen


def test_a_row_whose_first_value_is_left_out_is_not_begun(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("phases"))
    walk.press("a")
    walk.answer("")
    assert walk.question == "阶段："
    assert "phases" not in walk.data


def test_a_value_of_a_row_is_changed(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("phases"))
    walk.press("e")
    walk.choose("执行期", "结束日期")
    walk.answer("2026-09-29")
    assert walk.question == "第 2 个阶段："
    walk.press(ENTER)
    assert walk.question == "阶段："
    assert walk.data["phases"][1] == {"name": "执行期", "start": "2026-08-03", "end": "2026-09-29"}


def test_a_copied_row_comes_after_its_original_and_is_changed(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("phases"))
    walk.press("c")
    walk.choose("筹备期", "阶段名称")
    walk.answer("试点期")
    walk.press(ENTER)
    assert names(walk, "phases") == ["筹备期", "试点期", "执行期"]
    assert walk.data["phases"][1]["end"] == "2026-07-31"


def test_changing_the_copy_does_not_rename_what_refers_to_the_original(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("phases"))
    walk.press("c")
    walk.choose("筹备期", "阶段名称")
    walk.answer("试点期")
    assert walk.question == "第 2 个阶段："
    assert names(walk, "tasks", "phase") == ["筹备期", "执行期"]


def test_a_row_is_moved(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("conflict_resolution"))
    walk.press("m")
    walk.choose("总经理", "接口人")
    assert [row["level"] for row in walk.data["conflict_resolution"]] == [3, 1, 2]


def test_rows_are_deleted_only_when_that_is_confirmed(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("conflict_resolution"))
    walk.press("d", SPACE, ENTER)
    assert walk.question == "确定删除这 1 行吗？"
    walk.press("n")
    assert len(walk.data["conflict_resolution"]) == 3
    walk.press("d", SPACE, "\x1b[B", SPACE, ENTER, "y")
    assert walk.data["conflict_resolution"] == [{"level": 3, "handled_by": "总经理办公会", "response_days": 3}]


def test_when_all_rows_are_deleted_none_are_filled_in_again(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("conflict_resolution"))
    walk.press("d", ALL, ENTER, "y")
    assert "尚无内容" in walk.screen
    assert not walk.data["conflict_resolution"]


def test_leaving_in_the_middle_of_a_deletion_deletes_nothing(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("conflict_resolution"))
    walk.press("d", SPACE, ENTER, LEAVE)
    assert walk.ending
    assert len(walk.data["conflict_resolution"]) == 3


def test_what_is_missing_is_filled_in_gap_by_gap(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("reviews"))
    assert "【缺】" in walk.screen
    walk.press("g", ENTER, "1", ENTER, "1")
    assert walk.question == "审核意见："
    assert names(walk, "reviews", "verdict") == ["同意", "同意"]
    assert "【缺】" not in walk.screen.split("第 6 步")[0].rsplit("─", 1)[-1]


def test_entries_of_a_plain_list_are_typed_one_after_the_other(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("in_scope"))
    walk.press("a")
    walk.answer("终端铺货", "导购培训", "")
    assert walk.data["in_scope"] == ["终端铺货", "导购培训"]
    assert walk.question == "协作范围："


def test_an_entry_left_blank_is_taken_out(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("in_scope"))
    walk.press("e")
    walk.choose("终端铺货")
    walk.answer("")
    assert walk.data["in_scope"] == ["导购培训"]


# paste


def test_rows_are_pasted_with_their_header_in_any_order(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("tasks"))
    walk.press(paste(HEADED))
    assert "2 行" in walk.screen
    walk.press("a")
    assert walk.data["tasks"] == [
        {
            "phase": "筹备期", "name": "选定终端", "deliverables": ["终端清单"], "start": "2026-07-06",
            "end": "2026-07-10", "owner": "吴堃", "owner_department": "销售部", "status": "进行中",
        },
        {
            "phase": "筹备期", "name": "培训导购", "deliverables": ["考核成绩、签到表"], "start": "2026-07-13",
            "end": "D+20", "owner": "李娜", "owner_department": "市场部", "status": "未开始",
        },
    ]  # fmt: skip


def test_rows_are_pasted_without_a_header_in_the_order_of_the_columns(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("phases"))
    walk.press(paste("筹备期\t2026/7/1\t2026/7/31\n执行期\t2026/8/3\t2026/9/30"), "a")
    assert walk.data["phases"] == [
        {"name": "筹备期", "start": "2026-07-01", "end": "2026-07-31"},
        {"name": "执行期", "start": "2026-08-03", "end": "2026-09-30"},
    ]


def test_pasted_rows_are_added_or_take_the_place_of_those_there(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("phases"))
    walk.press(paste("复盘期\t2026/9/28\t2026/9/30\n收尾期\t2026/9/29\t2026/9/30"), "a")
    assert names(walk, "phases") == ["筹备期", "执行期", "复盘期", "收尾期"]
    walk.press(paste("一期\t2026/7/1\t2026/7/31\n二期\t2026/8/3\t2026/9/30"), "r")
    assert names(walk, "phases") == ["一期", "二期"]


def test_faults_in_pasted_rows_are_told_by_row_and_column(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("phases"))
    walk.press(paste("阶段\t开始\t结束\n筹备期\t2026/7/1\t七月底\n执行期\t2026/8/3\t2026/9/30"))
    assert "第 1 行“结束日期”" in walk.screen
    assert "“七月底”不是日期" in walk.screen
    walk.press("s")
    assert names(walk, "phases") == ["执行期"]


def test_rows_with_faults_can_be_taken_and_mended_later(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("phases"))
    walk.press(paste("筹备期\t2026/7/1\t七月底\n执行期\t2026/8/3\t2026/9/30"), "a")
    assert walk.data["phases"][0]["end"] == "七月底"
    assert "1!" in walk.screen


def test_days_as_excel_shows_them_without_a_year_are_those_of_the_plan(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("phases"))
    walk.press(paste("筹备期\t7月1日\t7月31日\n执行期\t8/3\t2月30日"))
    assert "• 第 1 行“开始日期”：“7月1日”没有年份，已按 2026-07-01 填入" in walk.screen
    assert walk.screen.count("没有年份") == 2  # once for each column
    assert "只追加无误的 1 行" in walk.screen
    walk.press("a")
    assert walk.data["phases"] == [
        {"name": "筹备期", "start": "2026-07-01", "end": "2026-07-31"},
        {"name": "执行期", "start": "2026-08-03", "end": "2月30日"},
    ]


def test_pasted_rows_can_be_left(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("phases"))
    for key in ("n", BACK):
        walk.press(paste("复盘期\t2026/9/28\t2026/9/30\n收尾期\t2026/9/29\t2026/9/30"), key)
        assert names(walk, "phases") == ["筹备期", "执行期"]
        assert walk.question == "阶段："


def test_a_terminal_without_bracketed_paste_has_a_prompt_for_it(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("phases"))
    walk.press("p", "筹备期\t2026/7/1\t2026/7/31\r", "执行期\t2026/8/3\t2026/9/30\r", FINISH, "a")
    assert names(walk, "phases") == ["筹备期", "执行期"]


def test_lines_are_pasted_into_a_plain_list(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("in_scope"))
    walk.press(paste("终端铺货\n导购培训\n\n上市活动\n"))
    assert "3  上市活动" in walk.screen  # seen before it is taken over
    walk.press("a")
    assert walk.data["in_scope"] == ["终端铺货", "导购培训", "上市活动"]


def test_columns_that_belong_nowhere_are_named(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("phases"))
    walk.press(paste("阶段\t开始\t结束\t颜色\n筹备期\t2026/7/1\t2026/7/31\t红\n执行期\t2026/8/3\t2026/9/30\t蓝"))
    assert "颜色" in walk.screen
    walk.press("a")
    assert "红" not in walk.file.read_text(encoding="utf-8")


def test_pasted_control_characters_do_nothing(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("phases"))
    walk.press(paste("筹\x07备期\t2026/7/1\t2026/7/31\n\x1b[2J执行期\t2026/8/3\t2026/9/30"), "a")
    assert names(walk, "phases") == ["筹备期", "执行期"]


def test_five_hundred_rows_are_pasted(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("phases"))
    walk.press(paste("\n".join(f"第{n}期\t2026/7/1\t2026/7/31" for n in range(500))), "a")
    assert len(walk.data["phases"]) == 500
    walk.press("f")
    assert walk.question == "任务与交付成果："


# in an editor


def editor(folder: Path, script: str) -> Settled:
    """Walks whose EDITOR runs `script` with the file's text as `text` and writes that back."""
    program = folder / "editor.py"
    frame = "import pathlib, sys\nfile = pathlib.Path(sys.argv[1])\ntext = file.read_text(encoding='utf-8')\n"
    program.write_text(f"{frame}{script}\nfile.write_text(text, encoding='utf-8')\n", encoding="utf-8")
    return Settled(environment={"EDITOR": f"{sys.executable} {program}"})


def test_a_table_is_edited_as_text(begin_walk: Begin, tmp_path: Path) -> None:
    walk = begin_walk(plan_at("phases"), editor(tmp_path, "text = text.replace('2026-07-31', '2026-07-30')"))
    walk.press("v")
    assert walk.question == "阶段："
    assert walk.data["phases"][0] == {"name": "筹备期", "start": "2026-07-01", "end": "2026-07-30"}


def test_an_editor_closed_without_a_change_changes_nothing(begin_walk: Begin, tmp_path: Path) -> None:
    walk = begin_walk(plan_at("phases"), editor(tmp_path, ""))
    before = walk.file.read_bytes()
    walk.press("v")
    assert walk.file.read_bytes() == before


def test_what_cannot_be_read_is_told_with_its_line_and_opened_again(begin_walk: Begin, tmp_path: Path) -> None:
    script = "text = text + '- [' if '- [' not in text else text.replace('- [', '').replace('筹备期', '准备期')"
    walk = begin_walk(plan_at("phases"), editor(tmp_path, script))
    walk.press("v")
    assert "行" in walk.screen
    walk.press(ENTER)
    assert names(walk, "phases") == ["准备期", "执行期"]


def test_without_an_editor_it_is_said_how_to_name_one(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("phases"), Settled(environment={"EDITOR": "/no/such/editor", "PATH": ""}))
    walk.press("v")
    assert "EDITOR" in walk.screen
    assert names(walk, "phases") == ["筹备期", "执行期"]


# names


def test_a_new_name_is_carried_to_every_place(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("departments.2.name < departments"))
    walk.answer("渠道部")
    assert walk.question == "“销售部”已改为“渠道部”："
    assert "还有 10 处引用了“销售部”" in walk.screen
    walk.press(ENTER)
    text = walk.file.read_text(encoding="utf-8")
    assert "销售部经理" in text  # part of a title: that is for the person to change
    assert "销售部" not in text.replace("销售部经理", "").partition("unfinished")[0]
    assert walk.data["assignments"][1]["responsible"] == "渠道部"
    assert walk.data["assignments"][0]["cooperating"] == ["渠道部"]
    assert walk.data["publication"]["viewers"] == ["市场部", "渠道部"]
    assert walk.question == "协作部门："


def test_a_new_name_may_be_kept_from_the_other_places(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("departments.2.name < departments"))
    walk.answer("渠道部")
    assert "职责分工" in walk.screen
    walk.press("2")
    assert walk.data["departments"][1]["name"] == "渠道部"
    assert walk.data["assignments"][1]["responsible"] == "销售部"


@pytest.mark.parametrize("key", [LEAVE, INTERRUPT])
def test_leaving_when_asked_about_a_new_name(begin_walk: Begin, key: str) -> None:
    walk = begin_walk(plan_at("departments.2.name < departments"))
    walk.answer("渠道部")
    walk.press(key)
    assert walk.ending
    assert walk.data["departments"][1]["name"] == "渠道部"


def test_a_name_changed_by_mistake_is_changed_back(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("departments.2.name < risks"))
    before = walk.data
    walk.answer("销售部f")
    walk.press("3")
    assert walk.question == "部门名称：销售部"
    assert walk.data == before
    walk.press(ENTER)
    assert walk.question == "风险与应对措施："


def test_back_from_a_new_name_leads_to_the_name_and_keeps_what_was_typed(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("departments.2.name < risks"))
    before = walk.data
    walk.answer("销售部f")
    walk.press(HELP)
    assert walk.question == "“销售部”已改为“销售部f”："
    walk.press(BACK)
    assert walk.question == "部门名称：销售部f"
    assert walk.data == before
    walk.answer("营销部")
    walk.press("1")
    assert walk.data["departments"][1]["name"] == "营销部"
    assert walk.data["assignments"][1]["responsible"] == "营销部"


def test_a_new_name_of_a_task_is_carried_to_those_that_wait_for_it(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("tasks.1.name < tasks"))
    walk.answer("编写推广方案")
    walk.press(ENTER)
    assert walk.data["tasks"][1]["after"] == ["编写推广方案"]


def test_a_department_deleted_leaves_its_places_and_they_are_shown(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("departments"))
    walk.press("d", "销售部", ENTER, ENTER, "y")
    assert "“销售部”" in walk.told
    assert names(walk, "departments") == ["市场部"]
    assert walk.data["assignments"][1]["responsible"] == "销售部"
    walk.jump("负责部门 销售部")
    assert "不在清单中" in walk.screen
    walk.choose("市场部")
    assert walk.data["assignments"][1]["responsible"] == "市场部"
