"""Whatever keys are pressed, in whatever order, a prompt ends in one of its ways and gives nothing unclean."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from terminal_screen import CTRL_C, Person, pasted, sitting

from docgen.questionnaire.prompts import Choice, Given, Key, Outcome, Question, Remark
from docgen.terminal_text import cleaned

LABEL = Question("责任部门", "第 3 项", "说明")
CHOICES = [Choice(f"部门{number}", f"部门{number}") for number in range(12)]
CONTROLS = [chr(code) for code in range(32)] + ["\x7f", "\x9b"]
SEQUENCES = [
    "\x1b" + tail
    for tail in (
        "[A", "[B", "[C", "[D", "[H", "[F", "[5~", "[6~", "[3~", "[Z", "OP", "OQ", "[1;5C", "[31m", "[5;9R", "]0;x\x07",
        "\r", "b", "f", "d", "5", "<", ">", "*", "!", "\x7f", "u", "t", "[<0;1;2M", "[M !!", "[?62c", "\\",
    )
]  # fmt: skip
KEYS = (
    st.lists(
        st.sampled_from(
            [*CONTROLS, *SEQUENCES, pasted("甲\t乙\n"), pasted("\x1b[2J"), " ", "部", "门", "1", "y", "\U0001f600"]
        )
        | st.characters(exclude_categories=["Cs"]),
        max_size=12,
    )
    .map("".join)
    .filter(lambda keys: "\x1b]" not in keys.replace("\x1b]0;x\x07", ""))
)  # it would swallow Ctrl-C


@pytest.fixture(scope="module")
def person() -> Iterator[Person]:
    with sitting() as person:
        yield person


@pytest.mark.parametrize("kind", ["text", "names", "multiline", "long", "choose", "choose_many", "find", "confirm"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=KEYS)
def test_any_keys_end_a_prompt_in_one_of_its_ways(person: Person, kind: str, keys: str) -> None:
    outcome = outcome_of(person, kind, keys)
    assert isinstance(outcome, Key) or (isinstance(outcome, Given) and is_clean(outcome.value))
    while person.pressed_ahead:  # what was typed behind the end of the prompt
        outcome_of(person, "text", "")


def outcome_of(person: Person, kind: str, keys: str) -> Outcome:
    asker = person.asker
    asks = {
        "text": lambda: asker.text(LABEL, remark=lambda text: Remark(text, offer="次日")),
        "names": lambda: asker.text(LABEL, completions=["李晓明", "李静"]),
        "multiline": lambda: asker.text(LABEL, "一\n二", multiline=True),
        "long": lambda: asker.long(LABEL),
        "choose": lambda: asker.choose(LABEL, CHOICES),
        "choose_many": lambda: asker.choose_many(LABEL, CHOICES),
        "find": lambda: asker.find(LABEL, CHOICES),
        "confirm": lambda: asker.confirm(LABEL, True),
    }
    person.asked(asks[kind])
    if not person.has_ended:
        person.press(keys)
        person.press(CTRL_C)
    return person.outcome


def is_clean(value: object) -> bool:
    if isinstance(value, list):
        return all(item in [choice.value for choice in CHOICES] for item in value)
    return not isinstance(value, str) or cleaned(value) == value.strip()
