"""Where the answers refer to a name that stands elsewhere."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from docgen.answers import load_answers
from docgen.form.load import load_pack
from docgen.questionnaire.tables import dangling, mentions, references, renamed
from docgen.yaml12 import KeyPath

FORMS = Path(__file__).parents[2] / "forms"
PACK = load_pack("seven-step-plan", [FORMS])
PLAN = load_answers(FORMS / "seven-step-plan" / "examples" / "product-launch.yaml").data
DEPARTMENT, HEAD, NODE = ("departments", "name"), ("departments", "head"), ("flow", "name")


def at(data: Any, path: KeyPath) -> Any:
    for part in path:
        data = data[part]
    return data


def put(data: Any, path: KeyPath, value: Any) -> None:
    at(data, path[:-1])[path[-1]] = value


def whole_values(data: Any, name: str, path: KeyPath = ()) -> set[KeyPath]:
    """Every place whose whole value is `name`, found without knowing the pack."""
    if isinstance(data, dict):
        return set().union(*(whole_values(value, name, (*path, key)) for key, value in data.items()))
    if isinstance(data, list):
        return set().union(*(whole_values(value, name, (*path, index)) for index, value in enumerate(data)))
    return {path} if data == name else set()


def test_every_place_that_names_a_department_is_found() -> None:
    found = references(PACK, PLAN, DEPARTMENT, "市场部")
    assert len(found) == len(set(found))
    assert set(found) == whole_values(PLAN, "市场部") - {("departments", 0, "name")}
    assert ("assignments", 1, "cooperating", 0) in found
    assert ("publication", "viewers", 0) in found


def test_short_forms_are_seen_through() -> None:
    assert references(PACK, PLAN, NODE, "提出推广方案") == [("flow", 3, "next", "退回")]
    assert references(PACK, PLAN, NODE, "评估与复盘") == [("flow", 5, "next", 0)]
    assert references(PACK, PLAN, HEAD, "周岚")[0] == ("decisions", 0, "approvers", 0)
    written_out = {
        "decisions": [{"approvers": [{"name": "周岚", "title": "经理"}]}],
        "flow": [{"next": [{"node": "铺货"}]}],
    }
    assert references(PACK, written_out, HEAD, "周岚") == [("decisions", 0, "approvers", 0, "name")]
    assert references(PACK, written_out, NODE, "铺货") == [("flow", 0, "next", 0, "node")]


def test_a_new_name_is_carried_everywhere_and_nothing_else_changes() -> None:
    data = copy.deepcopy(PLAN)
    edits = renamed(PACK, data, DEPARTMENT, "市场部", "品牌部")
    for path, value in edits:
        put(data, path, value)
    data["departments"][0]["name"] = "品牌部"
    assert whole_values(data, "市场部") == set()
    assert whole_values(data, "品牌部") == whole_values(PLAN, "市场部")
    for path, _ in edits:
        put(data, path, "市场部")
    data["departments"][0]["name"] = "市场部"
    assert data == PLAN


def test_a_name_that_is_passed_on_is_followed() -> None:
    """A task of the schedule has the assignment's name; what comes after it refers to that name as well."""
    data = {"assignments": [{"task": "铺货"}], "tasks": [{"name": "铺货"}, {"name": "回访", "after": ["铺货"]}]}
    expected = [("tasks", 0, "name"), ("tasks", 1, "after", 0)]
    assert references(PACK, data, ("assignments", "task"), "铺货") == expected
    assert references(PACK, {**data, "assignments": []}, ("assignments", "task"), "铺货") == expected
    assert references(PACK, data, ("tasks", "name"), "铺货") == [("tasks", 1, "after", 0)]


def test_mentions_are_told_apart_and_are_no_references() -> None:
    found = mentions(PACK, PLAN, DEPARTMENT, "市场部")
    assert ("departments", 0, "head_title") in found
    assert ("background",) not in found or "市场部" in PLAN["background"]
    assert ("archive", "paper_copies", 0, "place") in found
    assert not set(found) & set(references(PACK, PLAN, DEPARTMENT, "市场部"))
    assert all("市场部" in at(PLAN, path) for path in found)
    assert ("departments", 0, "name") not in found
    assert mentions(PACK, PLAN, DEPARTMENT, " ") == []


def test_the_example_has_no_reference_that_leads_nowhere() -> None:
    assert dangling(PACK, PLAN) == []


def test_what_a_removal_leaves_behind_is_told_with_its_name() -> None:
    data = copy.deepcopy(PLAN)
    data["departments"].pop(4)
    lost = dangling(PACK, data)
    assert {path: name for path, name in lost if name == "财务部"} == {
        path: "财务部"
        for path in references(PACK, PLAN, DEPARTMENT, "财务部")
        if path[0] not in {"resources", "publication"}  # there anything may stand
    }
    assert {name for _, name in lost} == {"财务部", "郑国栋"}
    assert lost == sorted(lost, key=lambda each: list(PLAN).index(str(each[0][0])))


def test_a_list_that_the_person_makes_up_never_dangles() -> None:
    assert dangling(PACK, {"departments": [{"name": "市场部"}], "tools": [{"name": "财务部"}]}) == []


@pytest.mark.parametrize(
    "wrong", [{"flow": "x"}, {"flow": ["x", None, {"next": {"a": ["b"]}}]}, {"tasks": {"a": 1}}, {"?": 1}]
)
def test_answers_of_a_wrong_shape_are_passed_over(wrong: dict[str, Any]) -> None:
    assert references(PACK, wrong, NODE, "b") == []
    assert dangling(PACK, wrong) == []
