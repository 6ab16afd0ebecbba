"""docs/form-packs.md says what is so: its example is a pack, and its tables name every key there is."""

from __future__ import annotations

import re
from pathlib import Path

from docgen.form import bundled_forms, load_pack
from docgen.form.ask import OFFERS, SETTINGS, Ask
from docgen.form.expressions import OPERATORS, ExpressionReader
from docgen.form.fields import META, RULES
from docgen.form.load import _DOCUMENT_KEYS, _PACK_KEYS, _STEP_KEYS
from docgen.yaml12 import read_yaml

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "form-packs.md").read_text(encoding="utf-8")


def test_example_is_a_pack(tmp_path: Path) -> None:
    example = re.findall(r"```yaml\n(key: .*?)```", PAGE, re.DOTALL)[0]
    (tmp_path / "visit").mkdir()
    (tmp_path / "shared").mkdir()
    (tmp_path / "visit" / "pack.yaml").write_text(example, encoding="utf-8")
    for name in re.findall(r"template: ([^,}]+)", example):
        (tmp_path / "visit" / name).write_bytes(b"")
    pack = load_pack("visit", [tmp_path, bundled_forms()])
    assert pack.fields["departments"].children["head"].rule == "D1"
    assert pack.fields["purpose"].words["audit"] == "审核来访"


def test_every_key_is_explained() -> None:
    explained = set(re.findall(r"`([a-z_]+)`", "".join(re.findall(r"^\| (.*?) \|", PAGE, re.MULTILINE))))
    assert {*_PACK_KEYS, *_STEP_KEYS, *_DOCUMENT_KEYS, *META, *RULES} - {"meta"} <= explained


def test_everything_about_asking_is_explained() -> None:
    section = PAGE[PAGE.index("### How a field is asked for") : PAGE.index("### A document")]
    explained = set(re.findall(r"`([a-z_.]+)`", section))
    assert {*Ask._fields, *SETTINGS, *OFFERS} - {SETTINGS[0]} <= explained
    written = set(re.findall(r"`\{([a-z]+): ", section))
    assert set(OPERATORS) <= written


def test_expressions_of_the_table_are_expressions() -> None:
    section = PAGE[PAGE.index("| expression | gives |") : PAGE.index("Beside `from`")]
    shown = [part for line in section.splitlines() for part in re.findall(r"`(\{.*?\})`(?:,| \||;|$)", line)]
    assert len(shown) >= len(OPERATORS)
    told: list[object] = []
    reader = ExpressionReader(lambda *fault: told.append(fault))
    for text in shown:
        plain = text.replace("PLACE", "start").replace("[E, …]", "[1]").replace("E", "1")
        data = read_yaml(f"ask: {plain}", DOCS).data
        reader.expression(data["ask"], ())
    assert told == []


def test_every_shared_field_set_is_named() -> None:
    shared = bundled_forms() / "shared" / "fields.yaml"
    sets = read_yaml(shared.read_text(encoding="utf-8"), shared).data
    named = re.search(r"come with docgen:\n(.*?)\n\n", PAGE, re.DOTALL)
    assert named
    assert set(re.findall(r"`([a-z_]+)`", named[1])) == set(sets)
