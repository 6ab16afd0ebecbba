"""Whatever fields a schema has, the first template made from it shows them all, fills, and can be set."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import yaml
from authoring_desk import DESK
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from docgen.authoring.checking import check_packs
from docgen.authoring.starting import start_pack
from docgen.form import bundled_forms
from docgen.messages import Translator

LABELS = st.text("部门计划目标事项说明ABC &<>%{}", min_size=1, max_size=12)


def keyed(fields: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[Any]:
    keys = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True).map(lambda key: f"my_{key}")
    return st.dictionaries(keys, fields, min_size=1, max_size=most)


@st.composite
def plain(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(["string", "integer", "number", "boolean", "date"]))
    meta: dict[str, Any] = {"label": draw(LABELS)}
    if kind == "string" and draw(st.booleans()):
        meta["multiline"] = True
    if draw(st.booleans()):
        meta["width"] = draw(st.integers(1, 60))
    return {"type": kind, "meta": meta, **({"required": True} if draw(st.booleans()) else {})}


def around(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    common = {"meta": st.fixed_dictionaries({"label": LABELS})}
    words = st.just({"type": "string"})
    return st.one_of(
        st.fixed_dictionaries({"type": st.just("list"), "schema": words, **common}),
        st.fixed_dictionaries({"type": st.just("list"), "schema": keyed(inner, 9), **common}),
        st.fixed_dictionaries({"type": st.just("dict"), "schema": keyed(inner, 4), **common}),
    )


@given(keyed(st.recursive(plain(), around, max_leaves=12), 6))
@settings(max_examples=10, deadline=None, phases=[Phase.reuse, Phase.generate])  # shrinking would take minutes
def test_the_first_template_of_any_schema_has_no_findings(fields: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        forms = Path(folder)
        home = start_pack("visit", "方案", forms, (bundled_forms(),)).folder
        data = yaml.safe_load((home / "pack.yaml").read_text(encoding="utf-8"))
        data["steps"][1]["fields"] = fields
        (home / "pack.yaml").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        (home / "work.docx").unlink()
        start_pack("visit", "方案", forms, (bundled_forms(),))
        report = check_packs(["visit"], (forms, bundled_forms()), DESK)
        say = Translator("en")
        assert [say(finding.fault.problem) for finding in report.findings] == []
