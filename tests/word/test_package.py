"""A hostile or damaged Word file is refused before anything in it is parsed."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from small_templates import OFFICE, PACKAGE, p, parts_of, template, told, zipped

from docgen.errors import WordError
from docgen.word import read_package

HOUSE = sorted((Path(__file__).resolve().parents[2] / "forms").rglob("*.docx"))


def problems(parts: dict[str, str] | dict[str, bytes] | bytes) -> str:
    with pytest.raises(WordError) as caught:
        read_package(parts if isinstance(parts, bytes) else zipped(parts))
    return " / ".join(f"{place} {problem}" for place, problem, _ in told(caught.value))


@pytest.mark.parametrize("file", HOUSE, ids=lambda file: file.stem)
def test_house_templates_are_accepted(file: Path) -> None:
    assert "word/document.xml" in read_package(file)


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04 cut off"])
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    assert "not a readable Word file" in problems(data)


def test_damaged_member_is_refused() -> None:
    data = bytearray(zipped(parts_of(p("text " * 200))))
    place = data.index(b"word/document.xml") + 60
    data[place : place + 20] = b"\0" * 20
    assert "not a readable Word file" in problems(bytes(data))


def test_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    assert "zip bomb" in problems({**parts_of(), "word/media/a.bin": "0" * 20_000_000})


def test_too_much_to_unpack_is_refused() -> None:
    assert "64 MB are allowed" in problems({**parts_of(), "word/media/a.bin": "0" * 70_000_000})


def test_too_many_members_are_refused() -> None:
    assert "4000 are allowed" in problems({**parts_of(), **{f"word/media/{n}": "" for n in range(4000)}})


@pytest.mark.parametrize(
    "declaration",
    ['<!DOCTYPE w [<!ENTITY a "b">]>', "<!doctype w SYSTEM 'http://x/y'>", "<! ENTITY x 'y'>"],
)
def test_document_type_is_refused_with_its_part(declaration: str) -> None:
    parts = parts_of()
    parts["word/document.xml"] = f"<?xml version='1.0'?>{declaration}{parts['word/document.xml']}"
    assert "part word/document.xml The part declares" in problems(parts)


def test_document_type_in_another_encoding_is_refused() -> None:
    parts: dict[str, bytes] = {name: text.encode() for name, text in parts_of().items()}
    parts["word/document.xml"] = '<?xml version="1.0"?><!DOCTYPE w []><w/>'.encode("utf-16")
    assert "not encoded in UTF-8" in problems(parts)


@pytest.mark.parametrize("kind", ["image", "attachedTemplate", "oleObject", "frame"])
def test_link_to_the_outside_is_refused_and_named(kind: str) -> None:
    link = f'<Relationship Id="r" Type="{OFFICE}/{kind}" Target="http://evil.example/x" TargetMode="External"/>'
    parts = {
        **parts_of(),
        "word/_rels/a.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{link}</Relationships>',
    }
    assert "http://evil.example/x" in problems(parts)


def test_hyperlink_is_accepted() -> None:
    link = f'<Relationship Id="r" TargetMode="External" Target="http://a.example" Type="{OFFICE}/hyperlink"/>'
    parts = {
        **parts_of(),
        "word/_rels/a.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{link}</Relationships>',
    }
    assert "word/_rels/a.rels" in read_package(zipped(parts))


def test_macros_are_refused() -> None:
    assert "macros" in problems({**parts_of(), "word/vbaProject.bin": "x"})


def test_a_docm_is_refused_whatever_is_left_of_its_macros() -> None:
    types = parts_of()["[Content_Types].xml"]
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macros = types.replace(main, "application/vnd.ms-word.document.macroEnabled.main+xml")
    assert "macros" in problems({**parts_of(), "[Content_Types].xml": macros})


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "word\\..\\x.xml"])
def test_names_that_leave_the_package_are_refused(name: str) -> None:
    assert "leaves the package" in problems({**parts_of(), name: "x"})


def test_file_without_a_document_is_refused() -> None:
    parts = parts_of()
    del parts["word/document.xml"]
    assert "holds no Word document" in problems(parts)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    file = template(tmp_path)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/vbaProject.bin", "x")
        archive.writestr("../a", "x")
    with pytest.raises(WordError) as caught:
        read_package(file)
    assert len(caught.value.faults) == 2
    assert {fault.file for fault in caught.value.faults} == {file}
