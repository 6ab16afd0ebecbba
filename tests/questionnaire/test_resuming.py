"""Whatever ends a walk, it goes on exactly there; and what a person wrote by hand stays as they wrote it."""

from __future__ import annotations

import errno
import json
import tomllib
from collections.abc import Callable

import pytest
from walking import (
    BACK,
    DOWN,
    ENTER,
    EXAMPLE,
    FINISH,
    INTERRUPT,
    LEAVE,
    SMALL_PLAN,
    Settled,
    Walk,
    plan_at,
    plan_before,
)

from docgen.answers import load_answers
from docgen.errors import AnswersError
from docgen.questionnaire.turns import Ending

Begin = Callable[..., Walk]

WAYS_THERE = {
    "a text": ("title", ()),
    "a member of a mapping": ("period.quarter", ()),
    "a table": ("goals", ()),
    "a row begun": ("goals", ("a", "铺开终端并实现销售", ENTER)),
    "a column chosen in a row": ("departments", ("e", "销售部", ENTER, "负责人", ENTER)),
    "a gap being filled": ("reviews", ("g", ENTER)),
    "a place jumped to": ("risks", ("\x07", "周岚", ENTER)),
    "a row begun in a table jumped to": ("risks", ("\x07", "协作部门 2 行", ENTER, "a", "研发部", ENTER)),
    "a question gone back to": ("start", (BACK,)),
    "the findings of a step": ("@.scope", ()),
    "a finding being mended": ("@.scope", (ENTER,)),
    "an entry of a plain list": ("in_scope", ("a", "终端铺货", ENTER)),
    "the end": ("@", ()),
}


def text_for(place: str) -> str:
    if place == "@.scope":
        return plan_at(place).replace("role: 参与", "role: 牵头")
    return plan_at(place) if place == "@" else plan_before(place)


@pytest.mark.parametrize("way", WAYS_THERE)
@pytest.mark.parametrize("key", [LEAVE, INTERRUPT, None], ids=["left", "interrupted", "killed"])
def test_it_goes_on_exactly_there(begin_walk: Begin, way: str, key: str | None) -> None:
    place, keys = WAYS_THERE[way]
    walk = begin_walk(text_for(place))
    walk.press(*keys)
    question, data = walk.question, walk.data
    if key:
        walk.press(key)
    again = begin_walk(walk.file.read_text(encoding="utf-8"), name="again.yaml")
    assert again.question == question
    assert again.data == data


@pytest.mark.parametrize(
    ("key", "ending"), [(LEAVE, Ending.LEFT), (INTERRUPT, Ending.INTERRUPTED), (FINISH, Ending.LEFT)]
)
def test_leaving_by_each_key(begin_walk: Begin, key: str, ending: Ending) -> None:
    walk = begin_walk(plan_before("title"))
    walk.press(key)
    assert walk.ending is ending
    assert walk.bookmark == "title"


def test_a_row_goes_on_with_its_next_columns(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("risks"))
    walk.jump("协作部门 2 行")
    walk.press("a")
    walk.answer("研发部")
    again = begin_walk(walk.file.read_text(encoding="utf-8"), name="again.yaml")
    again.press("2")
    again.answer("方正华", "研发部总监", "宋犇", "")
    again.press("f")
    assert again.question == "风险与应对措施："
    assert again.data["departments"][2] == {
        "name": "研发部", "role": "参与", "head": "方正华", "head_title": "研发部总监", "liaisons": ["宋犇"],
    }  # fmt: skip


def test_it_says_where_it_goes_on(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("tasks.2.end < tasks"))
    assert "从上次停下的地方继续" in walk.told
    assert "第 2 项任务（终端铺货）" in walk.told


@pytest.mark.parametrize(
    "mark", ["nowhere", "tasks.99.end", "tasks.1.colour", "'@.nowhere'", "goals.x", "'- < -'", "5", "[a]", "''"]
)
def test_a_mark_that_leads_nowhere_does_no_harm(begin_walk: Begin, mark: str) -> None:
    walk = begin_walk(SMALL_PLAN + f"unfinished: {mark}\n")
    assert walk.question
    assert walk.data["title"] == "新品推广"


# a plan that was finished


def test_a_finished_plan_begins_with_its_overview(begin_walk: Begin) -> None:
    walk = begin_walk(SMALL_PLAN)
    assert walk.question == "接下来："
    assert "✔ 第七步 发布与存档" in walk.screen


def test_a_finished_plan_only_looked_at_is_not_touched(begin_walk: Begin) -> None:
    walk = begin_walk(SMALL_PLAN)
    walk.jump("周岚")
    walk.press(ENTER, BACK, INTERRUPT)
    assert walk.file.read_text(encoding="utf-8") == SMALL_PLAN


def test_a_finished_plan_that_is_changed_and_left_stays_finished(begin_walk: Begin) -> None:
    walk = begin_walk(SMALL_PLAN)
    walk.jump("主题")
    walk.answer("新品上市")
    walk.press(LEAVE)
    assert walk.file.read_text(encoding="utf-8") == SMALL_PLAN.replace("title: 新品推广", "title: 新品上市")


def test_comments_order_and_layout_written_by_hand_stay_byte_for_byte(begin_walk: Begin) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    walk = begin_walk(text)
    walk.jump("联系方式 6303")
    walk.answer("内线 7303")
    walk.jump("推广方案与费用")
    walk.answer("推广方案、费用与返利")
    walk.press("f")
    expected = text.replace("内线 6303", "内线 7303").replace("matter: 推广方案与费用", "matter: 推广方案、费用与返利")
    assert walk.file.read_text(encoding="utf-8") == expected


def test_answers_given_again_as_they_are_leave_a_hand_written_file_alone(begin_walk: Begin) -> None:
    text = SMALL_PLAN.replace("start: 2026-07-01\n", "start: 2026年7月1日  # 启动会当天\n").replace(
        "role: 参与", "role: participating"
    )
    walk = begin_walk(text + "unfinished: occasion\n")
    while walk.question != "接下来：":
        walk.press(ENTER)
    walk.press("f")
    assert walk.file.read_text(encoding="utf-8") == text


# other formats


def test_a_json_file(begin_walk: Begin) -> None:
    source = load_answers(EXAMPLE).data
    walk = begin_walk(json.dumps(source, ensure_ascii=False, indent=2), name="plan.json")
    walk.jump("主题")
    walk.answer("新品上市")
    walk.press(LEAVE)
    assert json.loads(walk.file.read_text(encoding="utf-8")) == {**source, "title": "新品上市"}


def test_a_toml_file(begin_walk: Begin) -> None:
    written = '# 草稿\npack = "seven-step-plan"\ntitle = "新品推广"  # 暂定\noccasion = "重大项目启动"\n'
    walk = begin_walk(written, name="plan.toml")
    walk.jump("主题")
    walk.answer("新品上市")
    walk.jump("年份")
    walk.answer("2026")
    walk.press(LEAVE)
    text = walk.file.read_text(encoding="utf-8")
    assert "# 草稿" in text
    assert "# 暂定" in text
    assert tomllib.loads(text)["period"] == {"year": 2026}


# a terminal without a cursor


def test_plain_lines_serve_where_no_cursor_can_be_moved(begin_walk: Begin) -> None:
    walk = begin_walk(None, Settled(plain=True))
    walk.press("1\n")
    walk.press("新品推广\n")
    walk.press("2026\n", "3\n")
    walk.press(":b\n", "4\n")
    walk.press("2026-10-08\n")
    assert walk.data["period"] == {"year": 2026, "quarter": 4}
    assert walk.data["start"] == "2026-10-08"
    walk.press(":g\n", "计划主题\n", "新品上市\n")
    assert walk.data["title"] == "新品上市"
    walk.press(":x\n")
    assert walk.ending is Ending.LEFT
    assert "\x1b" not in walk.terminal.everything


def test_plain_lines_take_a_table(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("phases"), Settled(plain=True))
    walk.press("p\n", "筹备期\t2026/7/1\t2026/7/31\n", "执行期\t2026/8/3\t2026/9/30\n", ".\n", "a\n")
    assert [row["name"] for row in walk.data["phases"]] == ["筹备期", "执行期"]


# where the file cannot be saved


def test_an_answer_that_could_not_be_saved_is_saved_once_there_is_space(
    begin_walk: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = begin_walk(plan_before("title"))
    with monkeypatch.context() as full:
        full.setattr("os.fsync", _no_space)
        walk.answer("新品推广")
        assert "最后一项尚未存盘" in walk.screen
        assert "title" not in walk.data
    walk.press(ENTER)
    assert walk.data["title"] == "新品推广"
    assert walk.question.startswith("年份")


def test_one_may_leave_where_nothing_can_be_saved(begin_walk: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = begin_walk(plan_before("title"))
    before = walk.file.read_bytes()
    monkeypatch.setattr("os.fsync", _no_space)
    walk.answer("新品推广")
    with pytest.raises(AnswersError):
        walk.press(DOWN, ENTER)
    assert walk.file.read_bytes() == before


def _no_space(_: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")
