"""Every sentence that docgen can say has its Chinese, with the same parameters."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from tools_folder import load_tool

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = ROOT / "docgen" / "locale" / "zh_CN" / "LC_MESSAGES"
SPEAKERS = {"message", "say", "mark"}


def sentences_in_code() -> dict[str, str]:
    found: dict[str, str] = {}
    for file in sorted((ROOT / "docgen").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in SPEAKERS:
                for constant in ast.walk(node.args[0]):
                    if isinstance(constant, ast.Constant) and isinstance(constant.value, str) and constant.value:
                        found[constant.value] = str(file.relative_to(ROOT))
    return found


def translations() -> dict[str, str]:
    joined: dict[str, str] = {}
    for file in sorted(CATALOGUES.glob("*.po")):
        with file.open("rb") as handle:
            joined |= {entry.id: entry.string for entry in read_po(handle) if entry.id}
    return joined


def names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_sentence_has_its_chinese() -> None:
    known = translations()
    missing = {sentence: file for sentence, file in sentences_in_code().items() if not known.get(sentence)}
    assert missing == {}


@pytest.mark.parametrize("msgid", sorted(translations()))
def test_translation_has_the_parameters_of_the_sentence_and_is_chinese(msgid: str) -> None:
    chinese = translations()[msgid]
    if "%" not in msgid:
        assert names(chinese) == names(msgid)
    assert re.search("[\u4e00-\u9fff]", chinese), chinese


def test_compiled_catalogue_is_up_to_date() -> None:
    compiled = load_tool("compile_catalogues").compiled(CATALOGUES)
    assert (CATALOGUES / "docgen.mo").read_bytes() == compiled, "run make catalogues"
