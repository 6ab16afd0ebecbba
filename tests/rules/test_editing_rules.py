"""Every editing rule: a file that breaks it gets exactly this finding; a near miss gets none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from docgen.messages import Translator
from docgen.rules.model import Report
from docgen.rules.registry import RULES

SAY = Translator("en")


def cases(file: str) -> list[Any]:
    found = yaml.safe_load((Path(__file__).parent / file).read_text(encoding="utf-8"))
    return [pytest.param(case, id=f"{case['rule']} {case['name']}") for case in found]


def edited(text: str, case: dict[str, str]) -> str:
    assert case["old"] in text
    return text.replace(case["old"], case["new"])


@pytest.mark.parametrize("case", cases("breaks.yaml"))
def test_breaking_a_rule_gives_one_finding(
    case: dict[str, Any], check_text: Callable[[str], Report], example_text: str
) -> None:
    text = edited(example_text, case)
    report = check_text(text)
    [finding] = report.findings
    assert (finding.rule, finding.severity.value) == (case["rule"], case["severity"])
    assert finding.line == text[: text.index(case["at"])].count("\n") + 1
    for words in case["says"]:
        assert words in SAY(finding.message)
    assert case["mend"] in SAY(finding.mend)
    assert finding.source
    assert (report.checked is None) == (case["severity"] == "error")


@pytest.mark.parametrize("case", cases("near_misses.yaml"))
def test_a_near_miss_passes(case: dict[str, str], check_text: Callable[[str], Report], example_text: str) -> None:
    report = check_text(edited(example_text, case))
    assert [(finding.rule, SAY(finding.message)) for finding in report.findings] == []


def test_every_rule_is_broken_by_some_file() -> None:
    registered = {rule.id for rule in RULES}
    broken = {case.values[0]["rule"] for case in cases("breaks.yaml")}
    assert broken == registered


def test_the_rules_are_those_of_the_standard() -> None:
    counts = {"G": 3, "D": 2, "A": 3, "R": 1, "P": 3, "T": 5, "K": 3, "V": 3, "F": 3}
    expected = {f"{letter}{number}" for letter, count in counts.items() for number in range(1, count + 1)}
    assert {rule.id for rule in RULES} == expected
