"""docgen.toml: what it asks for is kept, and all that is wrong in it is told at once, in words for people."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.errors import SettingsError
from docgen.messages import Translator
from docgen.settings import load_settings

SAY, ZH = Translator("en"), Translator("zh")


def problems(folder: Path, text: str | bytes) -> list[str]:
    file = folder / "docgen.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(SettingsError) as caught:
        load_settings(file)
    assert all(fault.file == file and fault.mend for fault in caught.value.faults)
    return [SAY(fault.problem) for fault in caught.value.faults]


def test_without_a_file_there_are_the_defaults(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "docgen.toml")
    assert (settings.output, settings.forms, settings.retention_years) == (tmp_path / "output", None, None)


def test_paths_begin_at_the_folder_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "logo.png").touch()
    file = tmp_path / "docgen.toml"
    file.write_text('output = "out"\nforms = "mine"\n[organisation]\nlogo = "logo.png"\n[fonts]\n"宋体" = "a.ttf"\n')
    settings = load_settings(file)
    assert settings.output == tmp_path / "out"
    assert settings.forms == tmp_path / "mine"
    assert settings.organisation.logo == tmp_path / "logo.png"
    assert settings.fonts == {"宋体": tmp_path / "a.ttf"}


def test_values_of_a_wrong_type_are_all_told_without_names_of_types(tmp_path: Path) -> None:
    told = problems(
        tmp_path, 'output = 3\norganisation = "x"\n[archive]\nretention_years = true\n[fonts]\n"宋体" = 3\n'
    )
    assert told == [
        "The setting “output” must be a text in quotes",
        "The setting “organisation” must be a table, which begins with the line [organisation]",
        "The setting “archive.retention_years” must be a whole number, without quotes",
        "The setting “fonts.宋体” must be a text in quotes",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param('language = "fr"', "“zh” or “en”", id="language"),
        pytest.param("[archive]\nretention_years = 1", "from 2 to 1000", id="retention"),
        pytest.param('[organisation]\nlogo = "absent.png"', "does not exist", id="absent logo"),
        pytest.param('[organisation]\nname = "公\\u202e司"', "U+202E", id="bidirectional mark"),
        pytest.param('output = "a\\u0000b"', "U+0000", id="zero in a path"),
        pytest.param('[organisation]\nnumber_prefix = "TOOLONGTOOLONG"', "more than 8", id="long prefix"),
    ],
)
def test_value_that_nothing_can_be_made_of_is_told(tmp_path: Path, text: str, words: str) -> None:
    [told] = problems(tmp_path, text)
    assert words in told


def test_departments_of_the_organisation_are_kept_in_order(tmp_path: Path) -> None:
    file = tmp_path / "docgen.toml"
    file.write_text(
        '[[organisation.departments]]\nname = "市场部"\nhead = "周岚"\nliaisons = ["李娜", "韩喆"]\n'
        '[[organisation.departments]]\nname = "行政部"\ncontact = "内线 6606"\n'
    )
    assert load_settings(file).departments == (
        {"name": "市场部", "head": "周岚", "liaisons": ["李娜", "韩喆"]},
        {"name": "行政部", "contact": "内线 6606"},
    )
    assert load_settings(tmp_path / "absent.toml").departments == ()


def test_faults_of_departments_are_all_told_with_the_row(tmp_path: Path) -> None:
    rows = [
        'name = "市场部"\nhed = "周岚"',
        'name = "市场部 "',
        'head = 3\nliaisons = "李娜"',
        'name = " "\nliaisons = ["李娜", 3, "韩\\u202e喆"]',
    ]
    told = problems(tmp_path, "\n".join(f"[[organisation.departments]]\n{row}" for row in rows))
    assert told == [
        "Unknown setting “organisation.departments 1.hed”",
        "The department “市场部” stands twice in docgen.toml",
        "The setting “organisation.departments 3.head” must be a text in quotes",
        "The setting “organisation.departments 3.liaisons” must be a list",
        "Department 3 of docgen.toml has no name",
        "The setting “organisation.departments 4.liaisons” must be a list of texts in quotes",
        "The setting “organisation.departments 4.liaisons” holds U+202E, which cannot be printed",
        "Department 4 of docgen.toml has no name",
    ]


@pytest.mark.parametrize("value", ['"市场部"', '["市场部"]', "3", '{name = "市场部"}'])
def test_departments_that_are_no_rows_are_told(tmp_path: Path, value: str) -> None:
    [told] = problems(tmp_path, f"[organisation]\ndepartments = {value}")
    assert told == "The setting “organisation.departments” must be a list"


def test_broken_toml_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "docgen.toml"
    file.write_text('language = "zh"\n[organisation\n', encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(file)
    [fault] = caught.value.faults
    assert fault.line == 2
    assert ZH(fault.problem) == "括号没有成对，或两项之间缺少逗号"


def test_other_encodings_and_folders_are_told(tmp_path: Path) -> None:
    assert problems(tmp_path, '[organisation]\nname = "公司"'.encode("gbk")) == ["The file is not in UTF-8"]
    with pytest.raises(SettingsError):
        load_settings(tmp_path)
