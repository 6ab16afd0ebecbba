"""Remarks become Word comments at the words they speak of; python-docx and LibreOffice read them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.comments import Comments
from lxml import etree
from small_templates import MAIN, p, table, template

from docgen.errors import Anchor, WordError
from docgen.word.comments import Remark, with_comments
from docgen.word.package import read_package
from docgen.word.places import W
from docgen.word.template import load_template
from tools import convert_with_office

DAY = dt.date(2026, 7, 1)
BODY = "word/document.xml"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def run(text: str, *, bold: bool = False) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def commented(data: bytes, *remarks: Remark) -> bytes:
    return with_comments(data, remarks, DAY)


def comments(data: bytes) -> Comments:
    return docx.Document(io.BytesIO(data)).comments


def marked_text(data: bytes, number: int) -> str:
    """What stands between the ends of a comment."""
    texts: list[str] = []
    inside = False
    for node in etree.fromstring(read_package(data)[BODY]).iter():
        if node.get(f"{W}id") == str(number) and node.tag in {f"{W}commentRangeStart", f"{W}commentRangeEnd"}:
            inside = node.tag == f"{W}commentRangeStart"
        elif inside and node.tag == f"{W}t":
            texts.append(node.text or "")
    return "".join(texts)


def test_a_comment_stands_around_the_runs_that_hold_the_tag(tmp_path: Path) -> None:
    paragraph = f"<w:p>{run('主题：')}{run('{{ ti')}{run('tel }}', bold=True)}{run('。')}</w:p>"
    data = template(tmp_path, p("第一段"), paragraph).read_bytes()
    made = commented(data, Remark("没有这个名称\n请改正", Anchor(BODY, 1, "{{ titel }}")))
    (comment,) = comments(made)
    assert comment.text == "没有这个名称\n请改正"
    assert (comment.author, comment.initials) == ("docgen", "dg")
    assert marked_text(made, comment.comment_id) == "{{ titel }}"


def test_without_a_tag_it_stands_around_the_whole_paragraph_of_a_cell(tmp_path: Path) -> None:
    data = template(tmp_path, table(("甲", "乙"))).read_bytes()
    made = commented(data, Remark("看这里", Anchor(BODY, 1)))
    assert marked_text(made, 0) == "乙"


@pytest.mark.parametrize("anchor", [None, Anchor("word/header1.xml", 0, "{{ x }}"), Anchor(BODY, 99)])
def test_what_has_no_place_in_the_body_stands_at_its_first_paragraph(tmp_path: Path, anchor: Anchor | None) -> None:
    data = template(tmp_path, p("第一段"), p("第二段"), header=p("{{ x }}")).read_bytes()
    made = commented(data, Remark("说明", anchor))
    assert marked_text(made, 0) == "第一段"


def test_what_is_said_of_a_text_box_stands_where_the_box_is_anchored(tmp_path: Path) -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('{{ x }}')}</w:txbxContent></w:pict></w:r>"
    data = template(tmp_path, p("第一段"), f"<w:p>{run('第二段')}{box}</w:p>").read_bytes()
    made = commented(data, Remark("说明", Anchor(BODY, 2, "{{ x }}")))
    boxes = etree.fromstring(read_package(made)[BODY]).iter(f"{W}txbxContent")
    assert [mark for box in boxes for mark in box.iter(f"{W}commentRangeStart", f"{W}commentReference")] == []
    assert marked_text(made, 0) == "{{ x }}"  # the run that holds the box


def test_comments_that_are_there_stay_and_nothing_else_changes(tmp_path: Path) -> None:
    data = template(tmp_path, p("第一段"), p("第二段")).read_bytes()
    once = commented(data, Remark("一", Anchor(BODY, 0)), Remark("二", Anchor(BODY, 0)))
    twice = commented(once, Remark("三", Anchor(BODY, 1)))
    assert [comment.text for comment in comments(twice)] == ["一", "二", "三"]
    assert [marked_text(twice, number) for number in range(3)] == ["第一段", "第一段", "第二段"]
    before, after = read_package(data), read_package(twice)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {BODY, "[Content_Types].xml", "word/_rels/document.xml.rels", "word/comments.xml"}


def test_a_copy_can_become_the_template_again(tmp_path: Path) -> None:
    file = template(tmp_path, p("{{ title }}"))
    file.write_bytes(commented(file.read_bytes(), Remark("写成 {{ title }} 或 {%p if x %}", Anchor(BODY, 0))))
    assert load_template(file).parts[0].undeclared == {"title"}


def test_a_body_without_a_paragraph_gets_one(tmp_path: Path) -> None:
    made = commented(template(tmp_path).read_bytes(), Remark("空的"))
    assert [comment.text for comment in comments(made)] == ["空的"]


def test_an_unsafe_file_is_refused() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", f'<!DOCTYPE x><w:document xmlns:w="{MAIN}"/>')
        archive.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(WordError):
        commented(data.getvalue(), Remark("x"))


def test_libreoffice_shows_the_comments_at_their_words(tmp_path: Path) -> None:
    data = template(tmp_path, p("第一段"), p("主题：{{ titel }}"), table(("甲", "{{ x }}"))).read_bytes()
    file = tmp_path / "copy.docx"
    file.write_bytes(
        commented(data, Remark("甲说", Anchor(BODY, 1, "{{ titel }}")), Remark("乙说", Anchor(BODY, 3, "{{ x }}")))
    )
    convert_with_office([file], "odt", tmp_path)
    with zipfile.ZipFile(tmp_path / "copy.odt") as archive:
        content = etree.fromstring(archive.read("content.xml"))
    said = ["".join(node.itertext()) for node in content.iter(f"{OFFICE}annotation")]
    assert [text[-2:] for text in said] == ["甲说", "乙说"]
    ends = ["".join(end.getparent().itertext()) for end in content.iter(f"{OFFICE}annotation-end")]
    assert ends[0].endswith("{{ titel }}")
    assert ends[1].endswith("{{ x }}")
