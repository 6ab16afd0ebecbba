"""A form pack is data: its files decide what is in the FormPack, and what is wrong is told with file and line."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cerberus
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.errors import Fault, FormError
from docgen.form import bundled_forms, list_packs, load_pack
from docgen.messages import Text

PACK = """\
key: visit
title: {zh: 来访计划, en: Visit plan}
version: "1.0"
document_kind: 来访计划
steps:
  - key: basics
    title: 基本情况
    fields:
      occasion:
        type: string
        required: true
        allowed: [client, audit]
        meta:
          label: {zh: 事由, en: Occasion}
          words: {client: 客户来访, audit: 审核来访}
          rule: D1
      guests:
        type: list
        minlength: 1
        schema: guest
        meta: {label: 来宾, row: {zh: "第 {n} 位", en: "guest {n}"}}
      places:
        type: list
        schema: {type: string, empty: false}
        meta: {label: 地点}
      car:
        type: dict
        schema:
          seats: {type: integer, required: true, meta: {label: 座位数, help: 含司机, example: 5}}
        meta: {label: 用车}
documents:
  - {key: list, title: 来宾名单, template: list.docx, condition: guests}
  - {key: cover, title: 封面, template: ../shared/cover.docx, part: front, draft_only: true, signed: true}
"""
SHARED = """\
guest:
  name: {type: string, required: true, meta: {label: 姓名, rule: A1}}
  arrives: {type: date, meta: {label: 到达日期}}
"""


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    folder = tmp_path / "forms"
    (folder / "visit").mkdir(parents=True)
    (folder / "shared").mkdir()
    (folder / "visit" / "pack.yaml").write_text(PACK, encoding="utf-8")
    (folder / "shared" / "fields.yaml").write_text(SHARED, encoding="utf-8")
    (folder / "visit" / "list.docx").write_bytes(b"list")
    (folder / "shared" / "cover.docx").write_bytes(b"cover")
    return folder


def change(forms: Path, old: str, new: str, file: str = "visit/pack.yaml") -> None:
    text = (forms / file).read_text(encoding="utf-8")
    assert old in text
    (forms / file).write_text(text.replace(old, new), encoding="utf-8")


def faults(forms: Path, key: str = "visit") -> tuple[Fault, ...]:
    with pytest.raises(FormError) as caught:
        load_pack(key, [forms])
    assert all(fault.mend for fault in caught.value.faults)
    return caught.value.faults


def said(fault: Fault) -> str:
    parts = [part for part in (fault.problem, fault.mend, fault.place) if part]
    return " ".join(part.msgid.format(**part.params) for part in parts)


def test_pack_holds_what_its_file_says(forms: Path) -> None:
    pack = load_pack("visit", [forms])
    assert (pack.key, pack.title, pack.version, pack.document_kind) == (
        "visit",
        Text("来访计划", "Visit plan"),
        "1.0",
        "来访计划",
    )
    assert pack.folder == forms / "visit"
    occasion = pack.fields["occasion"]
    assert occasion.words == {"client": "客户来访", "audit": "审核来访"}
    assert occasion.rule == "D1"
    assert occasion.label == Text("事由", "Occasion")
    guests = pack.fields["guests"]
    assert guests.is_list
    assert guests.row.en == "guest {n}"
    assert [child.rule for child in guests.children.values()] == ["A1", "schema"]
    assert not pack.fields["car"].is_list
    assert pack.fields["car"].children["seats"].example == 5
    assert [(spec.key, spec.part, spec.condition, spec.draft_only, spec.signed) for spec in pack.documents] == [
        ("list", "body", "guests", False, False),
        ("cover", "front", None, True, True),
    ]
    assert [spec.template.read_bytes() for spec in pack.documents] == [b"list", b"cover"]


def test_schema_is_plain_cerberus_with_names_resolved(forms: Path) -> None:
    pack = load_pack("visit", [forms])
    assert pack.schema["guests"] == {
        "type": "list",
        "minlength": 1,
        "schema": {
            "type": "dict",
            "schema": {"name": {"type": "string", "required": True, "empty": False}, "arrives": {"type": "date"}},
        },
    }
    assert pack.schema["car"]["schema"] == {"seats": {"type": "integer", "required": True}}
    validator = cerberus.Validator(pack.schema)
    good = {"pack": "visit", "occasion": "audit", "guests": [{"name": "甲"}], "places": ["一楼"], "car": {"seats": 5}}
    assert validator.validate(good), validator.errors
    assert not validator.validate({**good, "pack": "other"})
    assert not validator.validate({**good, "guests": [{"name": ""}]})
    assert not validator.validate({**good, "guest": []})


def test_a_required_text_may_be_empty_only_if_it_says_so(forms: Path) -> None:
    change(
        forms,
        "name: {type: string, required: true,",
        "name: {type: string, required: true, empty: true,",
        "shared/fields.yaml",
    )
    assert load_pack("visit", [forms]).schema["guests"]["schema"]["schema"]["name"]["empty"] is True


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        pytest.param("document_kind:", "dokument_kind:", 4, "document_kind", id="misspelt key of the pack"),
        pytest.param("        minlength: 1", "        minlenght: 1", 19, "minlength", id="misspelt Cerberus rule"),
        pytest.param("minlength: 1", "minlength: one", 19, "minlength", id="length is no number"),
        pytest.param("required: true\n        allowed", "required: 1\n        allowed", 11, "required", id="no flag"),
        pytest.param("empty: false}", 'regex: "["}', 24, "regex", id="broken pattern"),
        pytest.param("allowed: [client, audit]", "allowed: client", 12, "allowed", id="allowed is no list"),
        pytest.param("rule: D1", "rull: D1", 16, "rule", id="misspelt meta key"),
        pytest.param("rule: D1", "rule: goals", 16, "goals", id="no rule id"),
        pytest.param("type: list\n        minlength", "type: liste\n        minlength", 18, "list", id="unknown type"),
        pytest.param("schema: guest", "schema: gest", 20, "guest", id="unknown field set"),
        pytest.param(", audit: 审核来访", "", 15, "audit", id="enum id without a word"),
        pytest.param("audit: 审核来访", "audit: 审核来访, visit: 来访", 15, "visit", id="word without an enum id"),
        pytest.param("{label: 地点}", "{help: 地点}", 25, "label", id="no label"),
        pytest.param("label: 地点", "label: [地点]", 25, "label", id="label is no text"),
        pytest.param("key: visit", "key: besuch", 1, "visit", id="key differs from the folder"),
        pytest.param("condition: guests", "condition: guest", 32, "guests", id="condition is no field"),
        pytest.param("part: front", "part: fornt", 33, "front", id="unknown part"),
        pytest.param("key: cover", "key: list", 33, "list", id="document key twice"),
        pytest.param("      places:", "      pack:", 22, "pack", id="reserved field key"),
        pytest.param("      places:", "      地点:", 22, "地点", id="field key not Latin"),
        pytest.param("template: list.docx", "template: lists.docx", 32, "lists.docx", id="template absent"),
        pytest.param("        meta: {label: 地点}", "        meta: {label: 地点", 25, "", id="broken YAML"),
    ],
)
def test_fault_is_told_with_file_line_and_mend(forms: Path, old: str, new: str, line: int, words: str) -> None:
    change(forms, old, new)
    found = faults(forms)
    assert found[0].file == forms / "visit" / "pack.yaml"
    assert line in {fault.line for fault in found}
    assert words in " ".join(said(fault) for fault in found)


@given(st.data())
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pack_with_anything_anywhere_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    """Replace one value of a good pack by another kind of value: never anything but a FormPack or a FormError."""
    pack = yaml.safe_load(PACK)
    owner, key = data.draw(st.sampled_from(list(places(pack))))
    owner[key] = data.draw(
        st.sampled_from([None, 5, 1.5, True, "x", "", [], [1], [[]], [{}], {}, {"zh": 1}, {"x": "y"}])
    )
    folder = tmp_path / "visit"
    folder.mkdir(exist_ok=True)
    (tmp_path / "shared").mkdir(exist_ok=True)
    (tmp_path / "shared" / "fields.yaml").write_text(SHARED, encoding="utf-8")
    for name in ("visit/list.docx", "shared/cover.docx"):
        (tmp_path / name).touch()
    (folder / "pack.yaml").write_text(yaml.safe_dump(pack, allow_unicode=True), encoding="utf-8")
    try:
        schema = load_pack("visit", [tmp_path]).schema
    except FormError:
        faults(tmp_path)
    else:
        cerberus.Validator(schema)


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    for key in list(value) if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from places(value[key])


def test_all_faults_are_told_at_once_each_in_its_own_file(forms: Path) -> None:
    change(forms, "rule: D1", "rull: D1")
    change(forms, "label: 到达日期", "lable: 到达日期", "shared/fields.yaml")
    found = {(fault.file.name, fault.line) for fault in faults(forms) if fault.file}
    assert found == {("pack.yaml", 16), ("fields.yaml", 3)}


def test_field_set_that_contains_itself_is_refused(forms: Path) -> None:
    change(forms, "arrives: {type: date,", "arrives: {type: list, schema: guest,", "shared/fields.yaml")
    (found,) = faults(forms)
    assert "contains itself" in said(found)


def test_file_in_another_encoding_is_told(forms: Path) -> None:
    (forms / "visit" / "pack.yaml").write_bytes(PACK.encode("gbk"))
    assert "UTF-8" in said(faults(forms)[0])


def test_unknown_pack_names_the_nearest(forms: Path) -> None:
    (found,) = faults(forms, "vizit")
    assert "visit" in said(found)
    (found,) = faults(forms, "zzz")
    assert "visit" in said(found)


def test_first_folder_that_has_the_pack_wins(forms: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(forms / "visit", own / "visit")
    change(own, "来访计划, en", "接待计划, en")
    assert load_pack("visit", [own, forms]).title.zh == "接待计划"
    assert load_pack("visit", [forms, own]).title.zh == "来访计划"


def test_own_pack_builds_on_the_shared_sets_and_templates_of_the_next_folder(forms: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(forms / "visit", own / "visit")
    pack = load_pack("visit", [own, forms])
    assert pack.documents[1].template == (forms / "shared" / "cover.docx").resolve()
    (own / "shared").mkdir()
    (own / "shared" / "cover.docx").write_bytes(b"own cover")
    assert load_pack("visit", [own, forms]).documents[1].template.read_bytes() == b"own cover"


@pytest.mark.parametrize("file", ["visit/pack.yaml", "visit/list.docx", "shared/fields.yaml", "shared/cover.docx"])
def test_digest_and_pack_follow_every_file(forms: Path, file: str) -> None:
    before = load_pack("visit", [forms])
    assert load_pack("visit", [forms]) is before
    with (forms / file).open("ab") as stream:
        stream.write(b"\n")
    assert load_pack("visit", [forms]).digest != before.digest


def test_digest_does_not_depend_on_where_the_forms_are(forms: Path, tmp_path: Path) -> None:
    shutil.copytree(forms, tmp_path / "elsewhere")
    assert load_pack("visit", [tmp_path / "elsewhere"]).digest == load_pack("visit", [forms]).digest


def test_list_has_every_pack_once(forms: Path, tmp_path: Path) -> None:
    shutil.copytree(forms / "visit", tmp_path / "own" / "visit")
    shutil.copytree(forms / "visit", tmp_path / "own" / "tour")
    change(tmp_path / "own", "key: visit", "key: tour", "tour/pack.yaml")
    packs = list_packs([tmp_path / "own", forms])
    assert [(pack.key, pack.folder.parent.name) for pack in packs] == [("tour", "own"), ("visit", "own")]


def test_bundled_packs_are_without_fault() -> None:
    assert "seven-step-plan" in {pack.key for pack in list_packs([bundled_forms()])}
