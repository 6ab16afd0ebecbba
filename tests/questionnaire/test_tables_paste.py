"""Cells as Excel, WPS, LibreOffice, Word and browsers put them on the clipboard become rows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from docgen.answers import load_answers
from docgen.form.load import load_pack
from docgen.form.model import Field
from docgen.messages import Translator, message
from docgen.questionnaire.reading import written_form
from docgen.questionnaire.tables import CellFault, CellReading, PastedRows, clean_cell, read_items, read_paste
from docgen.questionnaire.tables.wording import worded
from docgen.rules.normal import Normaliser
from docgen.rules.single import Reader
from docgen.workdays import WorkCalendar

FORMS = Path(__file__).parents[2] / "forms"
PACK = load_pack("seven-step-plan", [FORMS])
TASKS = PACK.fields["tasks"].children
GOALS = PACK.fields["goals"].children
FLOW = PACK.fields["flow"].children
CONFLICTS = PACK.fields["conflict_resolution"].children
CHINESE = Translator("zh")

EXCEL = (
    "阶段\t任务\t交付成果\t计划开始\t计划完成\t责任人\t责任部门\t前置任务\t状态\r\n"
    '筹备期\t制定区域推广方案\t"《区域推广方案》\n《费用测算表》"\t2026/7/1\t2026/7/10\t李娜\t市场部\t\t已完成\r\n'
    "筹备期\t编写培训资料\t《产品培训手册》\t2026/7/6\t2026/7/17\t宋犇\t研发部\t制定区域推广方案\t进行中\r\n"
)
FIRST = {
    "phase": "筹备期", "name": "制定区域推广方案", "deliverables": ["《区域推广方案》", "《费用测算表》"],
    "start": "2026/7/1", "end": "2026/7/10", "owner": "李娜", "owner_department": "市场部", "status": "已完成",
}  # fmt: skip


def read_cell(field: Field, text: str) -> CellReading:
    """What the questionnaire's reader does, in short."""
    kind = "word" if field.words else field.rules["type"]
    sound = {
        "number": re.compile(r"-?\d+(\.\d+)?"),
        "integer": re.compile(r"-?\d+"),
        "date": re.compile(r"\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?|D\+\d+(工作日)?"),
        "word": re.compile("|".join(field.words.values())),
    }
    if kind in sound and not sound[kind].fullmatch(text):
        return CellReading(text, message("“{value}” is not a date", value=text))
    value = text.split("\n") if kind == "list" else text
    return CellReading(float(text) if kind in {"number", "integer"} else value)


def paste(text: str, columns: dict[str, Field] | Any = TASKS) -> PastedRows:
    return read_paste(text, columns, read_cell)


def places(faults: tuple[CellFault, ...]) -> list[tuple[int, str | None]]:
    return [(fault.row, fault.column and fault.column.zh) for fault in faults]


def test_cells_from_excel_with_heads() -> None:
    pasted = paste(EXCEL)
    assert pasted.rows[0] == FIRST
    assert pasted.rows[1]["after"] == ["制定区域推广方案"]
    assert (len(pasted.rows), pasted.faults, pasted.has_header, pasted.unmatched) == (2, (), True, ())


def test_cells_without_heads_are_taken_in_the_order_of_the_columns() -> None:
    pasted = paste(EXCEL.split("\r\n", 1)[1])
    assert pasted.rows == paste(EXCEL).rows
    assert not pasted.has_header


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_ends_a_row(line_end: str) -> None:
    text = EXCEL.replace('"《区域推广方案》\n《费用测算表》"', "《区域推广方案》；《费用测算表》")
    assert paste(text.replace("\r\n", line_end)).rows == paste(EXCEL).rows


def test_a_template_filled_in_elsewhere() -> None:
    """A title above the heads, running numbers, heads in other words, blank and numbered-only rows, a column more."""
    text = (
        "项目时间节点进度表\t\t\t\t\t\t\t\t\t\t\r\n"
        "序号\t阶段\t任务名称\t交付物\t计划开始日期\t计划完成日期\t负责人\t责任部门（一个）\t进度\t前置任务\t备注\r\n"
        '1\t筹备期\t制定区域\xa0推广方案\t"1.《区域推广方案》\n2.《费用测算表》"\t2026/7/1 0:00\t2026年7月10日星期五\t'
        "李娜 \t市场部\t已 完成\t—\t见附件\r\n"
        "\t\t\t\t\t\t\t\t\t\t\r\n"
        "2\t\t\t\t\t\t\t\t\t\t\r\n"
    )
    pasted = paste(text)
    assert pasted.rows == ({**FIRST, "name": "制定区域 推广方案", "end": "2026年7月10日"},)
    assert (pasted.faults, pasted.unmatched) == ((), ("备注",))


def test_running_numbers_without_heads_are_recognised_by_one_column_too_many() -> None:
    rows = EXCEL.split("\r\n")[1:3]
    assert paste("\n".join(f"{number}\t{row}" for number, row in enumerate(rows, 1))).rows == paste(EXCEL).rows


def test_numbers_of_the_first_column_are_not_taken_for_running_numbers() -> None:
    pasted = paste("1\t双方接口人\t1\t\n2\t双方部门负责人\t2\t\n", CONFLICTS)
    assert pasted.rows[1] == {"level": 2, "handled_by": "双方部门负责人", "response_days": 2}
    assert pasted.faults == ()


def test_a_cell_that_cannot_be_read_is_told_by_row_and_column_and_kept_as_typed() -> None:
    text = EXCEL.replace("2026/7/17", "七月中旬").replace("进行中", "快了")
    pasted = paste(text)
    assert places(pasted.faults) == [(3, "计划完成"), (3, "状态")]
    assert [(fault.index, fault.key) for fault in pasted.faults] == [(1, "end"), (1, "status")]
    assert (pasted.rows[1]["end"], pasted.rows[1]["status"]) == ("七月中旬", "快了")
    assert CHINESE(pasted.faults[0].place) == "粘贴内容第 3 行“计划完成”列"


@pytest.mark.parametrize("value", ["7/1/26", "2026年7月", "7月1日", "2026/7/1 15:30", "2026年7月10日星期一"])
def test_a_date_that_does_not_say_one_day_is_left_as_it_is(value: str) -> None:
    pasted = paste(EXCEL.replace("2026/7/10", value))
    assert places(pasted.faults) == [(2, "计划完成")]
    assert pasted.rows[0]["end"] == value


@pytest.mark.parametrize("value", ["#REF!", "#N/A", "########"])
def test_what_a_spreadsheet_shows_for_an_error_is_never_taken_for_text(value: str) -> None:
    pasted = paste(EXCEL.replace("李娜", value))
    assert places(pasted.faults) == [(2, "责任人")]
    assert value in CHINESE(pasted.faults[0].problem)
    assert pasted.faults[0].mend is not None


def test_one_row_with_a_cell_too_few_is_told_and_kept() -> None:
    first, second = EXCEL.split("\r\n")[1:3]
    pasted = paste(f"{first}\n{second}\n筹备期\t签协议\t《协议》\n{second}")
    assert places(pasted.faults) == [(3, None)]  # the line break in the first row is no row of its own
    assert pasted.rows[2] == {"phase": "筹备期", "name": "签协议", "deliverables": ["《协议》"]}


def test_a_range_with_other_columns_is_told_once() -> None:
    pasted = paste("\n".join(["筹备期\t签协议\t《协议》"] * 20))
    assert len(pasted.rows) == 20
    assert len(pasted.faults) == 1
    assert "任务" in CHINESE(pasted.faults[0].mend)


def test_cells_beyond_the_columns_are_told_with_what_they_hold() -> None:
    pasted = paste(EXCEL.replace("进行中\r\n", "进行中\t要加急\r\n"))
    assert [(fault.row, fault.value) for fault in pasted.faults] == [(3, "要加急")]


def test_a_column_without_a_head_that_holds_something_is_named_by_its_letter() -> None:
    text = "阶段名称\t\t开始日期\t结束日期\n筹备期\t是\t2026-7-1\t2026-7-31\n"
    pasted = paste(text, PACK.fields["phases"].children)
    assert pasted.unmatched == ("B",)
    assert pasted.rows == ({"name": "筹备期", "start": "2026-7-1", "end": "2026-7-31"},)


def test_heads_in_english_or_keys() -> None:
    for heads in ("Phase\tStart date\tEnd", "name\tstart\tEND"):
        pasted = paste(f"{heads}\n筹备期\t2026-07-01\t2026-07-31", PACK.fields["phases"].children)
        assert pasted.rows == ({"name": "筹备期", "start": "2026-07-01", "end": "2026-07-31"},)


def test_paragraphs_of_a_word_cell_do_not_tear_the_row() -> None:
    text = (
        "阶段\t任务\t交付成果\t计划开始\t计划完成\t责任人\t责任部门\t前置任务\t状态\r\n"
        "筹备期\t制定区域推广方案\t《区域推广方案》\r\n《费用测算表》\t2026/7/1\t2026/7/10\t李娜\t市场部\t\t已完成\r\n"
    )
    assert paste(text).rows == (FIRST,)


def test_merged_cells_hold_their_value_in_every_row() -> None:
    heads, first, second = EXCEL.split("\r\n")[:3]
    blank = second.replace("筹备期", "")
    pasted = paste("\n".join([heads, first, blank, blank, second.replace("筹备期", "执行期"), blank]))
    assert [row["phase"] for row in pasted.rows] == ["筹备期", "筹备期", "筹备期", "执行期", "执行期"]
    assert [(remark.row, remark.key) for remark in pasted.remarks] == [(3, "phase")]
    assert "owner" not in paste("\n".join([heads, first, second.replace("宋犇", "")])).rows[1]


@pytest.mark.parametrize(
    "text",
    [
        "方案评审\n终端铺货",
        "1. 方案评审\r\n2. 终端铺货",
        "序号\t协作范围\r\n1\t方案评审\r\n2\t终端铺货",
        "• 方案评审\n\n• 终端铺货\n",
        '"方案\n评审"\t\n终端铺货\t',
    ],
)
def test_a_list_of_plain_texts(text: str) -> None:
    pasted = read_items(text, PACK.fields["in_scope"])
    assert (pasted.rows, pasted.faults, pasted.unmatched) == (({"": "方案评审"}, {"": "终端铺货"}), (), ())


def test_line_breaks_inside_a_text() -> None:
    text = "目标表述\t衡量指标\n" + '"完成铺货\n并销售"\t"区域\n销售额"\n'
    row = paste(text, GOALS).rows[0]
    assert row == {"statement": "完成铺货\n并销售", "indicator": "区域销售额"}


def test_quotation_marks_that_are_only_text() -> None:
    text = '目标表述\t衡量指标\t单位\n"A"级门店\t"好评"\t"个\n5" 屏\t尺寸\t"寸"\n'
    rows = paste(text, GOALS).rows
    assert rows[0] == {"statement": '"A"级门店', "indicator": '"好评"', "unit": '"个'}
    assert rows[1]["statement"] == '5" 屏'


def test_numbers_come_with_separators_blanks_and_signs() -> None:
    text = "衡量指标\t现状值\t目标值\t单位\n复购率\t２１％\t36%\t%\n"
    text += "收入\t1,200 \t¥\xa01,234,567.50\t万元\n利润\t(80)\t-\t万元\n"
    pasted = paste(text, GOALS)
    assert [(row.get("baseline"), row.get("target")) for row in pasted.rows] == [
        (21, 36),
        (1200, 1234567.5),
        (-80, None),
    ]
    assert [(remark.row, remark.key) for remark in pasted.remarks] == [(3, "target")]


def test_yes_no_and_ways_of_a_flow() -> None:
    heads = "节点名称\t责任部门\t决策节点\t关键节点\t下一节点\n"
    row = paste(f"{heads}审批（一级）\t市场部\t√\t否\t同意：铺货\n", FLOW).rows[0]
    assert (row["decision"], row["key"], row["next"]) == (True, False, {"同意": "铺货"})
    row = paste(f'{heads}铺货\t市场部\t\t\t"评估（一期）\n复盘"\n', FLOW).rows[0]
    assert row["next"] == ["评估（一期）", "复盘"]
    assert "decision" not in row


def test_an_approver_with_a_title_in_brackets() -> None:
    row = paste("决策事项\t审批人\n费用\t周岚；王珂（分管副总经理）\n", PACK.fields["decisions"].children).rows[0]
    assert row["approvers"] == ["周岚", {"name": "王珂", "title": "分管副总经理"}]


def test_nothing_that_steers_a_terminal_comes_through() -> None:
    text = "\x1b[200~" + EXCEL.replace("李娜", "\x1b]0;x\x07\x1b[31m李\u202e娜\u200b\x07\x9b") + "\x1b[201~"
    assert paste(text).rows == paste(EXCEL).rows


@pytest.mark.parametrize("text", ["", "\n\n", "\t\t\r\n\t\t", " \u3000 "])
def test_nothing_pasted_gives_no_rows(text: str) -> None:
    assert paste(text) == PastedRows(())


def test_heads_alone_give_no_rows() -> None:
    assert paste(EXCEL.split("\r\n", 1)[0]) == PastedRows((), has_header=True)


def test_repeated_heads_of_a_table_over_several_pages_are_no_row() -> None:
    assert paste(EXCEL + EXCEL).rows == paste(EXCEL).rows * 2


def test_five_hundred_rows_are_all_read() -> None:
    rows = EXCEL.split("\r\n", 1)[1]
    assert paste(EXCEL + rows * 250).rows == paste(EXCEL).rows * 251


def test_a_whole_plan_copied_from_a_spreadsheet_is_the_plan() -> None:
    """Every table of the example as a spreadsheet would hold it, read by the questionnaire's own reader."""
    plan = load_answers(FORMS / "seven-step-plan" / "examples" / "product-launch.yaml").data
    read_plan = Normaliser(PACK, WorkCalendar()).read
    reader = Reader(PACK, WorkCalendar(), read_plan(plan)["start"])
    for key, table in PACK.fields.items():
        if not table.children or not isinstance(plan.get(key), list):
            continue

        def read(column: Field, text: str, key: str = key) -> CellReading:
            written = written_form(text, column)
            breach = reader.read(written, (key, 0, column.key)).breach
            return CellReading(written, breach.problem, breach.mend) if breach else CellReading(written)

        heads = "\t".join(column.label.zh for column in table.children.values())
        rows = [
            "\t".join(on_paper(column, row.get(name)) for name, column in table.children.items()) for row in plan[key]
        ]
        pasted = read_paste("\r\n".join([heads, *rows]), table.children, read)
        assert (key, pasted.faults, pasted.unmatched) == (key, (), ())
        assert read_plan({**plan, key: list(pasted.rows)})[key] == read_plan(plan)[key]


def on_paper(column: Field, value: Any) -> str:
    """A cell with one entry of a list on each line."""
    if isinstance(value, list):
        return as_excel("\n".join(worded(column, [item], CHINESE) for item in value))
    return as_excel(worded(column, value, CHINESE))


# What any program writes comes back as it was.

LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="\u00a0\u061c")
WORDS = st.text(st.one_of(LETTERS, st.sampled_from('"\n\t；')), min_size=1, max_size=12)
NAMES = ("目标表述", "可达成依据", "与公司目标的关联")
KEYS = ("statement", "achievable", "relevant")


def as_excel(cell: str) -> str:
    """Quotes only where a line break or a tab is inside."""
    return '"' + cell.replace('"', '""') + '"' if re.search(r"[\n\t]", cell) else cell


def as_libreoffice(cell: str) -> str:
    """Quotes also where there is a quotation mark."""
    return '"' + cell.replace('"', '""') + '"' if re.search(r'[\n\t"]', cell) else cell


def as_read(cell: str) -> str:
    return clean_cell(GOALS["achievable"], cell)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=6))
@example([('"', '"', '""')])
def test_any_table_from_libreoffice_comes_back(table: list[tuple[str, str, str]]) -> None:
    _comes_back(table, as_libreoffice)


@given(st.lists(st.tuples(*[WORDS.filter(lambda cell: not cell.startswith('"'))] * 3), min_size=1, max_size=6))
def test_any_table_from_excel_comes_back(table: list[tuple[str, str, str]]) -> None:
    _comes_back(table, as_excel)


def _comes_back(table: list[tuple[str, ...]], written: Any) -> None:
    rows = [{key: as_read(cell) for key, cell in zip(KEYS, cells, strict=True) if as_read(cell)} for cells in table]
    text = "".join("\t".join(map(written, cells)) + "\r\n" for cells in table)
    pasted = read_paste("\t".join(NAMES) + "\r\n" + text, GOALS, lambda _field, cell: CellReading(cell))
    broken = [fault.value for fault in pasted.faults]
    assert broken == []
    assert list(pasted.rows) == [row for row in rows if row]
