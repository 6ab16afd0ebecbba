"""Files that are no sound Word files: cut off, altered, mislabelled, hostile. Each made anew, to be plain."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from docx import Document
from pages.read.word_xml import NAMESPACES, p, word_file

SOUND = word_file(p("甲方与乙方" * 50))


def parts_of(docx: bytes = SOUND) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def with_document(xml: str | bytes) -> bytes:
    """A Word file with this main part."""
    return zipped({**parts_of(), "word/document.xml": xml.encode() if isinstance(xml, str) else xml})


def with_body(body: str) -> bytes:
    return with_document(f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")


def declaring(declaration: str, text: str) -> bytes:
    """A Word file that declares a document type before it uses it."""
    body = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    return with_document(
        f'<?xml version="1.0"?><!DOCTYPE w:document [{declaration}]>'
        f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    )


def wrong_checksum() -> bytes:
    """Of the main part, in both places where it stands."""
    right = struct.pack("<L", zlib.crc32(parts_of()["word/document.xml"]))
    return SOUND.replace(right, struct.pack("<L", 12345))


def altered_data() -> bytes:
    """The packed main part with some bytes turned to nothing."""
    place = SOUND.index(b"word/document.xml") + 60
    return SOUND[:place] + bytes(20) + SOUND[place + 20 :]


def twice() -> bytes:
    """Two main parts."""
    packed = io.BytesIO(SOUND)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("word/document.xml ".strip(), "<other/>")
    return packed.getvalue()


def backslashes() -> bytes:
    """As a careless program on Windows packs."""
    return zipped(parts_of()).replace(b"word/document.xml", b"word\\document.xml")


def compound(*names: str) -> bytes:
    """The beginning of a compound file ([MS-CFB]) whose directory holds these names."""
    entries = b"".join(name.encode("utf-16-le").ljust(64, b"\0") + bytes(64) for name in names)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + entries.ljust(512, b"\0")


def office_file(mime: str = "", **parts: bytes) -> bytes:
    """A file of another office program."""
    begin = {"mimetype": mime.encode()} if mime else {"[Content_Types].xml": b"<Types/>"}
    return zipped(begin | {name.replace("__", "/").replace("_", "."): data for name, data in parts.items()})


def entities() -> str:
    """Thirty entities, each twice the one before."""
    declared = ['<!ENTITY l0 "lol">']
    declared += [f'<!ENTITY l{number} "&l{number - 1};&l{number - 1};">' for number in range(1, 30)]
    return "".join(declared)


def python_docx() -> bytes:
    packed = io.BytesIO()
    Document().save(packed)
    return packed.getvalue()


def nested(count: int) -> bytes:
    """Tables in tables."""
    before = "<w:tbl><w:tr><w:tc><w:tcPr/>" * count
    return with_body(f"{before}<w:p><w:r><w:t>里</w:t></w:r></w:p>{'</w:tc></w:tr></w:tbl>' * count}<w:p/>")


ODF = "application/vnd.oasis.opendocument."
BROKEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing at all": (lambda: b"", "不是可以读取的 Word"),
    "no zip": (lambda: b"hello, world", "不是可以读取的 Word"),
    "cut in the middle": (lambda: SOUND[: len(SOUND) // 2], "不是可以读取的 Word"),
    "cut at the end": (lambda: SOUND[:-30], "不是可以读取的 Word"),
    "wrong checksum": (wrong_checksum, "不是可以读取的 Word"),
    "altered data": (altered_data, "不是可以读取的 Word"),
    "two parts of one name": (twice, "两个"),
    "backslashes": (backslashes, "部件"),
    "no content types": (lambda: zipped({n: d for n, d in parts_of().items() if "Types" not in n}), "没有 Word"),
    "no document": (lambda: zipped({n: d for n, d in parts_of().items() if "document" not in n}), "没有 Word"),
    "no relationships": (lambda: zipped({n: d for n, d in parts_of().items() if n != "_rels/.rels"}), "损坏"),
    "old .doc": (lambda: compound("Root Entry", "WordDocument"), "旧格式"),
    "locked by a password": (lambda: compound("Root Entry", "EncryptedPackage"), "密码"),
    "an .odt": (lambda: office_file(ODF + "text", content_xml=b"<office/>"), ".odt"),
    "an .ods": (lambda: office_file(ODF + "spreadsheet", content_xml=b"<office/>"), "OpenDocument"),
    "an .xlsx": (lambda: office_file(xl__workbook_xml=b"<workbook/>"), ".xlsx"),
    "a .pptx": (lambda: office_file(ppt__presentation_xml=b"<p/>"), ".pptx"),
    "UTF-16": (lambda: with_document(parts_of()["word/document.xml"].decode().encode("utf-16")), "UTF-8"),
    "two bodies": (lambda: with_document(f"<w:document {NAMESPACES}><w:body/><w:body/></w:document>"), "损坏"),
    "not well-formed": (lambda: with_document(f"<w:document {NAMESPACES}><w:body><w:p></w:body></w:document>"), "损坏"),
    "broken styles": (lambda: zipped({**parts_of(), "word/styles.xml": b"<w:styles"}), "损坏"),
    "wrong bytes": (lambda: with_document(parts_of()["word/document.xml"].replace("甲".encode(), b"\xff")), "损坏"),
    "nested without end": (lambda: nested(5000), "损坏"),
    "a billion laughs": (lambda: declaring(entities(), "&l29;"), "实体"),
    "an entity outside": (lambda: declaring('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"), "实体"),
    "a bomb": (lambda: zipped({**parts_of(), "word/media/a.png": bytes(60_000_000)}), "压缩炸弹"),
}
"""What is wrong → the file, and what the message must say of it."""
