"""What the questionnaire proposes: from the answers so far, the day and docgen.toml, as the pack says."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.answers import load_answers
from docgen.form import ask as a
from docgen.form import bundled_forms, load_pack
from docgen.form.model import Field, FormPack
from docgen.questionnaire.expressions import SETTINGS
from docgen.questionnaire.suggestions import Suggestions
from docgen.rules import check
from docgen.rules.normal import Normaliser
from docgen.settings import Settings
from docgen.workdays import WorkCalendar
from docgen.yaml12 import KeyPath

TODAY = dt.date(2026, 6, 22)
DEPARTMENTS = [
    {"name": "市场部", "role": "lead", "head": "周岚", "head_title": "市场部总监", "liaisons": ["李娜", "韩喆"]},
    {"name": "销售部", "role": "participating", "head": "陈启明", "head_title": "销售部经理", "liaisons": ["吴堃"]},
    {"name": "研发部", "role": "participating", "head": "方正华"},
]


@cache
def pack() -> FormPack:
    return load_pack("seven-step-plan", [bundled_forms()])


def given_so_far(today: dt.date = TODAY, settings: Settings | None = None, **values: Any) -> Suggestions:
    return Suggestions(pack(), values, today, settings or Settings())


def example(name: str) -> dict[str, Any]:
    answers = load_answers(bundled_forms() / "seven-step-plan" / "examples" / f"{name}.yaml")
    return Normaliser(pack(), WorkCalendar()).read(answers.data)


def all_places(fields: Mapping[str, Field], value: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """The path of every field, for tables in each row there is and in the one after the last."""
    for key, field in fields.items():
        here = (*path, key)
        inside = value.get(key) if isinstance(value, Mapping) else None
        yield here
        if field.is_list:
            rows = inside if isinstance(inside, list) else []
            for index, row in enumerate([*rows, None]):
                yield (*here, index)
                yield from all_places(field.children, row, (*here, index))
        else:
            yield from all_places(field.children, inside, here)


class TestPeriod:
    @pytest.mark.parametrize(
        ("occasion", "today", "year", "quarter"),
        [
            ("project_launch", "2026-05-10", 2026, 2),
            ("project_launch", "2026-06-22", 2026, 3),  # in a quarter's last month, plans are for the next one
            ("project_launch", "2026-12-01", 2027, 1),
            ("ad_hoc", "2026-06-22", 2026, 2),
            ("periodic_planning", "2026-09-30", 2026, None),
            ("periodic_planning", "2026-10-08", 2027, None),  # the year's plan is written in its last quarter
            ("standing_mechanism", "2026-12-20", 2027, None),
        ],
    )
    def test_follows_from_occasion_and_day(self, occasion: str, today: str, year: int, quarter: int | None) -> None:
        so_far = given_so_far(dt.date.fromisoformat(today), occasion=occasion)
        assert so_far.default(("period", "year")) == year
        assert so_far.default(("period", "quarter")) == quarter

    @pytest.mark.parametrize(
        ("period", "today", "start", "end"),
        [
            ({"year": 2026, "quarter": 3}, "2026-06-22", "2026-07-01", "2026-09-30"),
            ({"year": 2026}, "2025-11-20", "2026-01-04", "2026-12-31"),  # 4 January is made up for New Year
            (
                {"year": 2026, "quarter": 3},
                "2026-08-01",
                "2026-08-03",
                "2026-09-30",
            ),  # has begun
            ({"year": 2024, "quarter": 2}, "2026-08-01", "2024-04-01", "2024-06-28"),  # is over: as it was
        ],
    )
    def test_plan_lasts_from_its_first_to_its_last_working_day(
        self, period: dict[str, int], today: str, start: str, end: str
    ) -> None:
        so_far = given_so_far(dt.date.fromisoformat(today), period=period)
        assert so_far.default(("start",)) == dt.date.fromisoformat(start)
        assert so_far.default(("end",)) == dt.date.fromisoformat(end)

    @pytest.mark.parametrize("period", [None, {}, {"year": "2026"}, {"year": 2026, "quarter": 5}, {"year": 10**30}, 7])
    def test_nothing_is_proposed_for_a_period_that_is_none(self, period: Any) -> None:
        assert given_so_far(period=period).default(("end",)) is None


class TestNames:
    def test_departments_are_offered_wherever_they_are_meant(self) -> None:
        so_far = given_so_far(departments=DEPARTMENTS)
        names = ("市场部", "销售部", "研发部")
        for path in (
            ("assignments", 0, "responsible"),
            ("assignments", 0, "cooperating"),
            ("assignments", 0, "cooperating", 1),
            ("flow", 0, "departments"),
            ("communication", 0, "participants"),
            ("communication", 0, "convener"),
            ("tasks", 0, "owner_department"),
            ("risks", 0, "responsible"),
            ("reviews", 0, "department"),
            ("signatories", 0, "department"),
            ("publication", "viewers"),
            ("publication", "editors"),
        ):
            assert so_far.choices(path) == names, path

    def test_persons_are_offered_where_a_person_is_meant(self) -> None:
        so_far = given_so_far(departments=DEPARTMENTS)
        heads = ("周岚", "陈启明", "方正华")
        assert so_far.choices(("decisions", 0, "approvers", 0, "name")) == heads
        assert so_far.choices(("decisions", 0, "approvers")) == heads  # in its short form
        assert so_far.choices(("signatories", 0, "name")) == heads
        assert so_far.choices(("tasks", 0, "owner")) == ("李娜", "韩喆", "吴堃", *heads)

    def test_responsible_department_does_not_cooperate_with_itself(self) -> None:
        so_far = given_so_far(departments=DEPARTMENTS, assignments=[{"responsible": "销售部"}])
        assert so_far.choices(("assignments", 0, "cooperating")) == ("市场部", "研发部")

    def test_task_and_node_are_not_offered_to_themselves(self) -> None:
        so_far = given_so_far(
            tasks=[{"name": "调研"}, {"name": "设计"}, {"name": "试点"}], flow=[{"name": "提出"}, {"name": "审批"}]
        )
        assert so_far.choices(("tasks", 1, "after")) == ("调研", "试点")
        assert so_far.choices(("tasks", 3, "after")) == ("调研", "设计", "试点")
        assert so_far.choices(("flow", 1, "next", 0, "node")) == ("提出",)
        assert so_far.choices(("flow", 1, "next")) == ("提出",)

    def test_matrix_offers_tasks_and_nodes_each_once(self) -> None:
        so_far = given_so_far(assignments=[{"task": "审批"}, {"task": "铺货"}], flow=[{"name": "审批"}])
        assert so_far.choices(("raci", 0, "task")) == ("审批", "铺货")

    def test_enum_offers_its_ids_and_other_fields_nothing(self) -> None:
        assert given_so_far().choices(("risks", 0, "impact")) == ("high", "medium", "low")
        assert given_so_far().choices(("title",)) == ()
        assert given_so_far().choices(("no such field",)) == ()


class TestDefaults:
    def test_first_department_leads_and_the_others_take_part(self) -> None:
        so_far = given_so_far(departments=[{"name": "市场部"}])
        assert so_far.default(("departments", 0, "role")) == "lead"
        assert so_far.default(("departments", 1, "role")) == "participating"
        assert so_far.default(("departments", 0, "head_title")) == "市场部经理"
        assert so_far.default(("departments", 1, "head_title")) is None

    def test_phases_follow_one_another_from_start_to_end(self) -> None:
        start, end = dt.date(2026, 7, 1), dt.date(2026, 9, 30)
        so_far = given_so_far(start=start, end=end, phases=[{"name": "筹备期", "end": dt.date(2026, 7, 31)}])
        assert so_far.default(("phases", 0, "start")) == start
        assert so_far.default(("phases", 1, "start")) == dt.date(2026, 8, 3)  # the Monday after a Friday
        assert so_far.default(("phases", 1, "end")) == end
        assert so_far.default(("phases", 2, "start")) is None

    def test_task_takes_over_what_its_assignment_says(self) -> None:
        so_far = given_so_far(
            departments=DEPARTMENTS,
            assignments=[
                {"task": "方案", "responsible": "市场部"},
                {"task": "铺货", "responsible": "销售部", "start": dt.date(2026, 7, 13), "end": dt.date(2026, 8, 14)},
            ],
            phases=[{"name": "执行期", "start": dt.date(2026, 7, 1), "end": dt.date(2026, 9, 18)}],
            tasks=[
                {"name": "方案", "phase": "执行期", "end": dt.date(2026, 7, 10)},
                {"name": "铺货", "phase": "执行期"},
            ],
        )
        assert so_far.default(("tasks", 1, "name")) == "铺货"
        assert so_far.default(("tasks", 2, "name")) is None  # no assignment is left
        assert so_far.default(("tasks", 1, "start")) == dt.date(2026, 7, 13)
        assert so_far.default(("tasks", 1, "end")) == dt.date(2026, 8, 14)
        assert so_far.default(("tasks", 1, "owner")) == "吴堃"
        assert so_far.default(("tasks", 1, "phase")) == "执行期"
        assert so_far.default(("tasks", 1, "status")) == "not_started"

    def test_task_starts_after_its_predecessors_and_ends_with_its_phase(self) -> None:
        phases = [{"name": "筹备期", "start": dt.date(2026, 7, 1), "end": dt.date(2026, 7, 31)}]
        tasks: list[dict[str, Any]] = [
            {"name": "调研", "end": dt.date(2026, 7, 8)},
            {"name": "设计", "end": dt.date(2026, 7, 10)},
            {"name": "试点", "phase": "筹备期", "after": ["调研", "设计"]},
            {"name": "总结", "phase": "筹备期"},
        ]
        so_far = given_so_far(phases=phases, tasks=tasks)
        assert so_far.default(("tasks", 2, "start")) == dt.date(2026, 7, 13)
        assert so_far.default(("tasks", 2, "end")) == dt.date(2026, 7, 31)
        assert so_far.default(("tasks", 3, "start")) == dt.date(2026, 7, 1)

    @pytest.mark.parametrize(("owner", "department"), [("吴堃", "销售部"), ("韩喆", "市场部"), ("方正华", "研发部")])
    def test_owner_tells_the_department(self, owner: str, department: str) -> None:
        so_far = given_so_far(departments=DEPARTMENTS, tasks=[{"owner": owner}])
        assert so_far.default(("tasks", 0, "owner_department")) == department

    def test_next_node_is_the_one_that_was_named_and_takes_what_the_one_before_yields(self) -> None:
        flow = [
            {"name": "提出", "output": "方案", "next": [{"node": "审批"}]},
            {"name": "审批", "next": [{"node": "提出", "condition": "退回"}, {"node": "执行", "condition": "同意"}]},
        ]
        so_far = given_so_far(flow=flow)
        assert so_far.default(("flow", 2, "name")) == "执行"
        assert so_far.default(("flow", 1, "input")) == "方案"

    def test_one_approver_decides_singly_and_several_jointly(self) -> None:
        decisions = [{"approvers": [{"name": "周岚"}]}, {"approvers": [{"name": "周岚"}, {"name": "陈启明"}]}]
        so_far = given_so_far(decisions=decisions)
        assert so_far.default(("decisions", 0, "mode")) == "single"
        assert so_far.default(("decisions", 1, "mode")) == "joint"

    @pytest.mark.parametrize(("total", "share"), [(100, 10), (86.5, 8.65), (0, 0), ("多", None), (True, None)])
    def test_contingency_is_a_tenth(self, total: Any, share: float | None) -> None:
        assert given_so_far(budget={"total": total}).default(("budget", "contingency")) == share

    def test_reviewer_and_signatory_are_the_head_of_the_department_that_is_still_missing(self) -> None:
        so_far = given_so_far(departments=DEPARTMENTS, signatories=[{"department": "市场部"}])
        assert so_far.default(("signatories", 1, "department")) == "销售部"
        so_far = given_so_far(departments=DEPARTMENTS, signatories=[{"department": "市场部"}, {"department": "销售部"}])
        assert so_far.default(("signatories", 1, "name")) == "陈启明"
        assert so_far.default(("signatories", 1, "title")) == "销售部经理"
        so_far = given_so_far(departments=DEPARTMENTS, reviews=[{"department": "研发部"}])
        assert so_far.default(("reviews", 0, "reviewer")) == "方正华"

    def test_publication_goes_to_all_and_is_edited_by_the_lead(self) -> None:
        so_far = given_so_far(departments=DEPARTMENTS)
        assert so_far.default(("publication", "viewers")) == ["市场部", "销售部", "研发部"]
        assert so_far.default(("publication", "editors")) == ["市场部"]

    def test_directory_names_the_quarter_where_there_is_one(self) -> None:
        path = ("archive", "directory")
        assert given_so_far(period={"year": 2026, "quarter": 3}).default(path) == "协作计划/2026/Q3"
        assert given_so_far(period={"year": 2026}).default(path) == "协作计划/2026"
        assert given_so_far().default(path) is None

    def test_retention_is_that_of_the_organisation_or_else_three_years(self) -> None:
        path = ("archive", "retention_years")
        assert given_so_far(settings=Settings(retention_years=10)).default(path) == 10
        assert given_so_far().default(path) == 3

    def test_proposal_that_the_field_cannot_hold_is_none(self) -> None:
        assert given_so_far(end="someday").default(("goals", 0, "deadline")) is None
        assert given_so_far(end=dt.datetime(2026, 7, 1)).default(("goals", 0, "deadline")) is None
        assert given_so_far().default(("goals",)) is None
        assert given_so_far().default(("goals", 0)) is None
        assert given_so_far().default(("nothing", 0, "known")) is None


class TestWhen:
    def test_fallback_is_asked_of_a_key_node_only(self) -> None:
        so_far = given_so_far(flow=[{"key": True}, {"key": False}, {}])
        assert [so_far.is_asked(("flow", index, "fallback")) for index in range(3)] == [True, False, False]

    def test_condition_is_asked_where_the_node_around_decides(self) -> None:
        so_far = given_so_far(flow=[{"decision": True, "next": [{"node": "执行"}]}, {"next": [{"node": "执行"}]}])
        assert so_far.is_asked(("flow", 0, "next", 0, "condition"))
        assert not so_far.is_asked(("flow", 1, "next", 0, "condition"))

    def test_answer_is_asked_where_the_verdict_wants_a_change(self) -> None:
        verdicts = ["agreed", "changes", "objection", None]
        so_far = given_so_far(reviews=[{"verdict": verdict} for verdict in verdicts])
        asked = [so_far.is_asked(("reviews", index, "answer")) for index in range(4)]
        assert asked == [False, True, True, False]
        assert so_far.is_asked(("reviews", 0, "opinion"))  # who agrees may still have something to say

    def test_duty_of_cooperation_is_asked_where_someone_cooperates(self) -> None:
        so_far = given_so_far(assignments=[{"cooperating": ["销售部"]}, {"cooperating": []}, {}])
        asked = [so_far.is_asked(("assignments", index, "cooperation_duty")) for index in range(3)]
        assert asked == [True, False, False]

    def test_field_without_condition_is_asked(self) -> None:
        assert given_so_far().is_asked(("title",))


class TestRows:
    def test_every_department_reviews_and_signs(self) -> None:
        so_far = given_so_far(departments=DEPARTMENTS)
        assert so_far.rows(("reviews",)) == [
            {"department": name, "reviewer": head, "sent": "2026-06-22"}
            for name, head in (("市场部", "周岚"), ("销售部", "陈启明"), ("研发部", "方正华"))
        ]
        assert so_far.rows(("signatories",))[0] == {
            "department": "市场部",
            "name": "周岚",
            "title": "市场部总监",
            "method": "纸质",
        }
        assert "title" not in so_far.rows(("signatories",))[2]

    def test_department_that_came_later_is_still_to_review(self) -> None:
        so_far = given_so_far(departments=DEPARTMENTS, reviews=[{"department": "市场部"}, {"department": "研发部"}])
        assert [row["department"] for row in so_far.rows(("reviews",))] == ["销售部"]

    def test_usual_rows_are_there_where_a_table_is_empty(self) -> None:
        so_far = given_so_far(departments=DEPARTMENTS, period={"year": 2026})
        [meeting] = so_far.rows(("communication",))
        assert (meeting["participants"], meeting["convener"]) == (["市场部", "销售部", "研发部"], "市场部")
        assert [row["level"] for row in so_far.rows(("conflict_resolution",))] == [1, 2, 3]
        assert so_far.rows(("revisions",)) == [
            {"version": "V0.1", "date": "2026-06-22", "author": "李娜", "summary": "初稿送审"}
        ]
        assert [row["holder"] for row in so_far.rows(("archive", "paper_copies"))] == ["市场部", "行政部"]
        assert given_so_far(communication=[{"occasion": "晨会"}]).rows(("communication",)) == []

    def test_lead_that_is_administration_keeps_one_copy(self) -> None:
        so_far = given_so_far(departments=[{"name": "行政部", "role": "lead"}])
        assert [row["holder"] for row in so_far.rows(("archive", "paper_copies"))] == ["行政部"]

    def test_nothing_to_begin_with_where_nothing_is_known(self) -> None:
        assert given_so_far().rows(("reviews",)) == []
        assert given_so_far().rows(("goals",)) == []
        assert given_so_far().rows(("title",)) == []

    def test_departments_of_the_organisation_are_offered_until_they_are_taken(self) -> None:
        kept = ({"name": "市场部", "head": "周岚", "liaisons": ["李娜"]}, {"name": "法务部", "floor": 3})
        so_far = given_so_far(settings=Settings(departments=kept))
        assert so_far.offers(("departments",)) == [kept[0], {"name": "法务部"}]
        so_far = given_so_far(settings=Settings(departments=kept), departments=DEPARTMENTS)
        assert so_far.offers(("departments",)) == [{"name": "法务部"}]
        assert so_far.offers(("goals",)) == []


class TestDerived:
    def test_what_is_shown_is_what_the_program_derives(self) -> None:
        answers = load_answers(bundled_forms() / "seven-step-plan" / "examples" / "product-launch.yaml")
        checked = check(answers, pack()).checked
        assert checked
        values = example("product-launch")
        so_far = given_so_far(**values)
        assert so_far.derived(("raci",)) == checked.values["raci"]
        assert so_far.derived(("archive", "file_name")) == checked.values["archive"]["file_name"]
        assert so_far.derived(("decisions", 0, "approvers", 1, "title")) == "销售部经理"
        assert so_far.rows(("raci",)) == so_far.derived(("raci",))

    def test_own_value_is_not_taken_for_the_derived_one(self) -> None:
        values = example("product-launch")
        values["archive"]["file_name"] = "别的名称"
        assert given_so_far(**values).derived(("archive", "file_name")) != "别的名称"
        assert values["archive"]["file_name"] == "别的名称"

    def test_nothing_is_derived_from_gaps(self) -> None:
        assert given_so_far().derived(("raci",)) is None
        assert given_so_far(archive={}).derived(("archive", "file_name")) is None
        so_far = given_so_far(
            departments=DEPARTMENTS,
            assignments=[
                {"task": "方案"},
                "混乱",
                {"responsible": "市场部"},
                {"task": "铺货", "responsible": "销售部"},
            ],
        )
        assert so_far.derived(("raci",)) == [
            {"task": "铺货", "R": ["销售部"], "A": "陈启明", "I": ["市场部", "研发部"]}
        ]
        assert so_far.derived(("title",)) is None


class TestExamples:
    def test_follow_the_occasion(self) -> None:
        assert given_so_far(occasion="ad_hoc").example(("title",)) == "研发楼五层机房与工位搬迁"
        assert given_so_far(occasion="periodic_planning").example(("goals", 0, "unit")) == "%"

    def test_are_the_field_s_own_where_the_occasion_is_open_or_makes_no_difference(self) -> None:
        assert given_so_far().example(("title",)) == "晨曦净水器华东区域上市推广"
        assert given_so_far(occasion=["ad_hoc"]).example(("title",)) == "晨曦净水器华东区域上市推广"
        assert given_so_far(occasion="ad_hoc").example(("departments", 0, "head")) == "周岚"
        assert given_so_far().example(("nothing",)) is None


def test_offered_names_make_a_plan_without_unknown_names() -> None:
    """What the examples hold stands among what is offered, wherever nothing else may be typed."""
    for name in ("product-launch", "annual-planning", "ad-hoc-relocation", "standing-mechanism"):
        values = example(name)
        so_far = given_so_far(**values)
        for path in all_places(pack().fields, values):
            field = pack().field_at(path)
            if field is None or not field.ask.choices or field.ask.others or isinstance(path[-1], int):
                continue
            value: Any = values
            for key in path:
                value = value.get(key) if isinstance(value, dict) else value[key] if key < len(value) else None
                if value is None:
                    break
            given = value if isinstance(value, list) else [] if value is None else [value]
            assert set(given) <= set(so_far.choices(path)), path


def test_settings_that_a_pack_may_name_are_those_that_are_looked_up() -> None:
    assert set(SETTINGS) == set(a.SETTINGS)
    assert all(SETTINGS[name](Settings(retention_years=2)) is not Ellipsis for name in a.SETTINGS)


ODD = st.sampled_from(
    [
        None, 0, -3, 10**400, 1.5, float("nan"), float("inf"), True, "", "市场部", "{x}", [], [[]], [None],
        ["市场部", 3], {}, {"name": {}}, [{"name": ["市场部"]}], [{"name": "市场部", "role": []}],
        dt.date.max, dt.datetime.max,
    ]
)  # fmt: skip


@given(st.data())
@settings(deadline=None, max_examples=100)
def test_nothing_raises_whatever_the_answers_hold(data: st.DataObject) -> None:
    values = copy.deepcopy(example("product-launch"))
    for _ in range(data.draw(st.integers(1, 6))):
        owner, key = data.draw(st.sampled_from(list(owners(values))))
        owner[key] = copy.deepcopy(data.draw(ODD))  # or a list could come to stand in itself
    so_far = given_so_far(data.draw(st.sampled_from([TODAY, dt.date.min, dt.date.max])), **values)
    for path in all_places(pack().fields, values):
        ask_everything(so_far, path)


def owners(value: Any) -> Iterator[tuple[Any, Any]]:
    for key in list(value) if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from owners(value[key])


def ask_everything(so_far: Suggestions, path: KeyPath) -> None:
    choices = so_far.choices(path)
    assert all(isinstance(choice, str) for choice in choices)
    assert len(set(choices)) == len(choices)
    so_far.default(path)
    so_far.example(path)
    so_far.is_asked(path)
    assert all(isinstance(row, dict) for row in (*so_far.rows(path), *so_far.offers(path)))
    if len(path) < 4:
        so_far.derived(path)


def test_pack_without_the_tables_it_names_has_no_choices(tmp_path: Path) -> None:
    forms = tmp_path / "small"
    forms.mkdir()
    (forms / "list.docx").touch()
    (forms / "pack.yaml").write_text(
        "key: small\ntitle: 小表\nversion: '1'\ndocument_kind: 表\nsteps:\n- key: a\n  title: 甲\n  fields:\n"
        "    risks: {type: list, schema: risk, meta: {label: 风险}}\n"
        "documents:\n- {key: list, title: 表, template: list.docx}\n",
        encoding="utf-8",
    )
    small = load_pack("small", [tmp_path, bundled_forms()])
    so_far = replace(given_so_far(), pack=small)
    assert so_far.choices(("risks", 0, "responsible")) == ()
    assert so_far.default(("risks", 0, "responsible")) is None
    assert so_far.example(("risks", 0, "responsible")) == "研发部"
