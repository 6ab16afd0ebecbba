"""docs/editing-rules.md says what the rules are."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import yaml

from docgen.rules.registry import RULES

DOCUMENT = Path(__file__).parents[2] / "docs" / "editing-rules.md"


def table() -> dict[str, dict[str, str]]:
    lines = [line for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    head, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0]: dict(zip(head, row, strict=True)) for row in rows}


def test_the_table_lists_the_registered_rules_with_their_sources() -> None:
    assert {key: row["source"] for key, row in table().items()} == {rule.id: rule.source for rule in RULES}


def test_the_table_has_the_severities_that_are_told() -> None:
    told: dict[str, set[str]] = defaultdict(set)
    for case in yaml.safe_load((Path(__file__).parent / "breaks.yaml").read_text(encoding="utf-8")):
        told[case["rule"]].add(case["severity"][0].upper())
    assert {key: set(row["severity"].split("/")) for key, row in table().items()} == told


def test_every_rule_says_what_and_how_to_mend() -> None:
    assert all(row["what it asks for"] and row["how to mend"] for row in table().values())
