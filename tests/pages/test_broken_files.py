"""`docgen pages` on what is no sound Word file: a clear sentence in Chinese, exit code 1, and other files are set."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages.broken_files import BROKEN, SOUND, nested, parts_of, with_body, with_document, zipped
from pages.read.word_xml import p

from docgen.cli.main import main


@pytest.mark.parametrize("what", BROKEN)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_broken_file_is_refused_in_chinese_and_the_next_one_set(what: str, tmp_path: Path, capsys):
    make, said = BROKEN[what]
    broken, sound = tmp_path / "坏.docx", tmp_path / "好.docx"
    broken.write_bytes(make())
    sound.write_bytes(SOUND)
    assert main(["pages", str(broken), str(sound), "--engine", "embedded", "--lang", "zh"]) == 1
    told = "".join(capsys.readouterr())
    assert said in told
    assert "Traceback" not in told
    assert "程序内部错误" not in told
    assert "坏.docx：未生成" in told
    assert not broken.with_suffix(".pdf").exists()
    assert sound.with_suffix(".pdf").read_bytes().startswith(b"%PDF")


WELL: dict[str, bytes] = {
    "a byte order mark": with_document(b"\xef\xbb\xbf" + parts_of()["word/document.xml"]),
    "content types that name nothing": zipped({**parts_of(), "[Content_Types].xml": b"<Types/>"}),
    "tables forty deep": nested(40),
    "controls a hundred deep": with_body("<w:sdt><w:sdtContent>" * 100 + p("里") + "</w:sdtContent></w:sdt>" * 100),
    "insertions two hundred deep": with_body(f"<w:p>{'<w:ins>' * 200}<w:r><w:t>里</w:t></w:r>{'</w:ins>' * 200}</w:p>"),
    "an attribute of a megabyte": with_body(p("里", f'<w:pStyle w:val="{"x" * 1_000_000}"/>')),
    "a word of a hundred thousand letters": with_body(p("x" * 100_000)),
}


@pytest.mark.parametrize("what", WELL)
def test_what_is_odd_and_sound_is_set(what: str, tmp_path: Path):
    file = tmp_path / "怪.docx"
    file.write_bytes(WELL[what])
    assert main(["pages", str(file), "--engine", "embedded"]) == 0
    assert file.with_suffix(".pdf").exists()
