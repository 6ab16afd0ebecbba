"""Tags are followed through loops, filters and names of their own, without any answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from small_templates import DRAFT, p, plan, table, template

from docgen.form import bundled_forms, load_pack
from docgen.messages import Translator
from docgen.word.context import template_context
from docgen.word.shapes import Shape, template_names
from docgen.word.template import load_template
from docgen.word.usage import Usage, follow

PACK = load_pack("seven-step-plan", (bundled_forms(),))


def usage(folder: Path, *blocks: str) -> Usage:
    compiled = load_template(template(folder, *blocks))
    return follow(compiled.parts[0].tags, template_names(PACK), compiled.file)


def shown(found: Usage) -> set[str]:
    return {".".join(use.keys) + ("*" if use.whole else "") for use in found.uses}


def problems(found: Usage) -> list[tuple[str, str]]:
    say = Translator("en")
    return [(say(fault.problem), say(fault.mend)) for fault in found.unknown]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("{{ title }}", {"title"}),
        ("{{ period.year }}", {"period", "period.year"}),
        ("{{ period['year'] }}", {"period", "period.year"}),
        ("{% for g in goals %}{{ g.target }}{% endfor %}", {"goals", "goals.target"}),
        ("{% for g in goals if g.unit %}x{% endfor %}", {"goals", "goals.unit"}),
        ("{{ (goals|first).unit }}", {"goals", "goals.unit"}),
        ("{{ goals[0].unit }}", {"goals", "goals.unit"}),
        ("{% for g in goals[:3] %}{{ g.unit }}{% endfor %}", {"goals", "goals.unit"}),
        ("{{ goals|length }}", {"goals"}),
        ("{% if goals %}x{% endif %}", {"goals"}),
        ("{{ departments|map(attribute='head')|join }}", {"departments", "departments.head"}),
        ("{% for n in flow|selectattr('fallback') %}{{ n.name }}{% endfor %}", {"flow", "flow.fallback", "flow.name"}),
        ("{% for d in decisions %}{{ d.approvers|people }}{% endfor %}",
         {"decisions", "decisions.approvers", "decisions.approvers.name", "decisions.approvers.title"}),
        ("{% for k, rs in resources|groupby('kind') %}{% for r in rs %}{{ r.item }}{% endfor %}{% endfor %}",
         {"resources", "resources.kind", "resources.item"}),
        ("{% for p in schedule %}{% for t in p.tasks %}{{ t.owner }}{% endfor %}{% endfor %}",
         {"phases", "tasks", "tasks.owner"}),
        ("{% for s in signers %}{{ s.role }}{{ s.name }}{% endfor %}", {"signatories", "signatories.name"}),
        ("{{ lead.head }}", {"departments", "departments.head"}),
        ("{{ chart('risk-matrix') }}", {"risks*"}),
        ("{{ budget }}", {"budget", "budget*"}),
        ("{% set n = goals %}{{ n[0].unit }}", {"goals", "goals.unit"}),
    ],
)  # fmt: skip
def test_fields_that_a_tag_shows(tmp_path: Path, text: str, fields: set[str]) -> None:
    found = usage(tmp_path, p(text))
    assert problems(found) == []
    assert shown(found) == fields


@pytest.mark.parametrize(
    "text",
    [
        "{{ loop }}",
        "{% for g in goals %}{% endfor %}{{ g.unit }}",
        "{% for g in goals %}{{ g.unti }}{% endfor %}",
        "{{ goals.unit }}",
        "{{ lead.haed }}",
        "{{ edition.nummer }}",
        "{% for n in flow|selectattr('fallbak') %}{% endfor %}",
        "{{ departments|map(attribute='haed')|join }}",
        "{{ titel|default('—') }}",
    ],
)
def test_names_that_nobody_has_are_told_once_with_a_mend(tmp_path: Path, text: str) -> None:
    found = usage(tmp_path, p(text))
    assert len(found.unknown) == 1
    assert found.unknown[0].anchor is not None
    assert all(problem and mend for problem, mend in problems(found))


@pytest.mark.parametrize(
    "text",
    [
        "{{ title.upper() }}",
        "{{ start.year }}",
        "{% for w in in_scope %}{{ loop.index }}{{ w }}{% endfor %}",
        "{% for a in goals|batch(2) %}{{ a[0].whatever }}{% endfor %}",
        "{% for g in goals|groupby('unit') %}{{ g.grouper }}{{ g.list }}{% endfor %}",
        "{% for g in goals %}{{ g.more|default('—') }}{% if g.more is defined %}x{% endif %}{% endfor %}",
        "{{ (1 if title else 2) + 3 }}",
        "{% for n in range(3) %}{{ n }}{% endfor %}",
        "{{ edition.earlier|length }}{{ versions[0].note }}",
        "{% for r in raci_matrix.rows %}{% for c in r.cells %}{{ c }}{% endfor %}{{ r.approver }}{% endfor %}",
    ],
)
def test_what_cannot_be_followed_is_let_pass(tmp_path: Path, text: str) -> None:
    assert problems(usage(tmp_path, p(text))) == []


def test_a_name_of_a_loop_ends_with_its_table_row(tmp_path: Path) -> None:
    rows = table(("{%tr for g in goals %}",), ("{{ g.unit }}",), ("{%tr endfor %}",))
    found = usage(tmp_path, rows, p("{{ g.unit }}"))
    assert [problem for problem, _ in problems(found)] == ["Unknown variable “g” in {{ g.unit }}"]


def test_a_table_used_as_a_row_is_told_how_to_loop(tmp_path: Path) -> None:
    ((_, mend),) = problems(usage(tmp_path, p("{{ goals.target }}")))
    assert mend.startswith("This is a table: write {%tr for row in … %}")


def without_shape(value: Any, shape: Shape, place: str) -> Iterator[str]:
    """The places in what templates are filled with that shapes do not know."""
    if isinstance(value, Mapping) and shape.members is not None:
        for key, item in value.items():
            if key in shape.members:
                yield from without_shape(item, shape.members[key], f"{place}.{key}")
            else:
                yield f"{place}.{key}"
    elif isinstance(value, list) and shape.item is not None:
        for item in value:
            yield from without_shape(item, shape.item, place)


def test_every_name_that_templates_are_filled_with_has_its_shape() -> None:
    names = template_names(PACK)
    context = template_context(plan(), DRAFT)
    assert set(names) == {*context, "document", "chart", "logo", "sign_here", "range"}
    assert [place for key in context for place in without_shape(context[key], names[key], key)] == []
