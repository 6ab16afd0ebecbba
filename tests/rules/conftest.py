"""The example plan, and a way to check it after changing its text or its data."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docgen.answers.load import load_answers
from docgen.answers.model import Answers
from docgen.form.load import load_pack
from docgen.form.model import FormPack
from docgen.rules import check
from docgen.rules.model import Report

FORMS = Path(__file__).parents[2] / "forms"
EXAMPLE = FORMS / "seven-step-plan" / "examples" / "product-launch.yaml"


@pytest.fixture(scope="session")
def pack() -> FormPack:
    return load_pack("seven-step-plan", [FORMS])


@pytest.fixture(scope="session")
def example() -> Answers:
    return load_answers(EXAMPLE)


@pytest.fixture(scope="session")
def example_text() -> str:
    return EXAMPLE.read_text(encoding="utf-8")


@pytest.fixture
def check_text(pack: FormPack, tmp_path: Path) -> Callable[[str], Report]:
    """Check an answer file with this text."""

    def run(text: str) -> Report:
        file = tmp_path / "plan.yaml"
        file.write_text(text, encoding="utf-8")
        return check(load_answers(file), pack)

    return run


@pytest.fixture
def check_data(pack: FormPack, example: Answers) -> Callable[..., Report]:
    """Check the example after `change` was applied to a copy of its data."""

    def run(change: Callable[[dict[str, Any]], object], **options: Any) -> Report:
        data = copy.deepcopy(example.data)
        change(data)
        return check(Answers(example.file, data, example.positions, example.source), pack, **options)

    return run
