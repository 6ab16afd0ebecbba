"""Turns the bytes of an answer file into text. Names what the bytes seem to be where they are not UTF-8."""

from __future__ import annotations

import codecs
from pathlib import Path

from docgen.errors import AnswersError, Fault
from docgen.messages import message

_BINARY_STARTS = {
    b"PK\x03\x04": "Word, Excel, ZIP",
    b"%PDF": "PDF",
    b"\xd0\xcf\x11\xe0": "Word, Excel 97–2003",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
}
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_SAVE_AS_UTF8 = message("Open it in your editor and save it with the encoding UTF-8.")


def decode(source: bytes, file: Path) -> str:
    """The text of `source`: UTF-8 with or without a byte order mark, or UTF-16 with one (as Windows Notepad writes).

    Raises AnswersError for a binary file, an empty one, and any other encoding; GBK is recognised and named.
    """
    for start, kind in _BINARY_STARTS.items():
        if source.startswith(start):
            raise AnswersError(_binary(file, kind))
    if source.startswith(_UTF32_MARKS):  # that of little endian begins as that of UTF-16 does
        raise AnswersError(Fault(message("The file is in UTF-32, not in UTF-8"), _SAVE_AS_UTF8, file))
    if source.startswith(_UTF16_MARKS):
        try:
            text = source.decode("utf-16")
        except UnicodeDecodeError as error:
            raise AnswersError(Fault(message("The file is damaged UTF-16"), _SAVE_AS_UTF8, file)) from error
    elif b"\0" in source:
        problem = message("The file is binary, or a text in UTF-16 without a byte order mark")
        mend = message("Give a YAML, JSON or TOML file; your editor can save a text with the encoding UTF-8.")
        raise AnswersError(Fault(problem, mend, file))
    else:
        text = _utf8(source, file)
    if not text.strip():
        mend = message("Copy an example from forms/seven-step-plan/examples and change it.")
        raise AnswersError(Fault(message("The answer file is empty"), mend, file, 1))
    return text


def _utf8(source: bytes, file: Path) -> str:
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        if _is_gbk(source):
            problem = message("The file is in GBK, not in UTF-8")
        else:
            problem = message("The file is not in UTF-8")
        raise AnswersError(Fault(problem, _SAVE_AS_UTF8, file, line)) from error


def _is_gbk(source: bytes) -> bool:
    """Whether `source` decodes as GBK and most of what is not ASCII is then Chinese.

    A Latin-1 text can decode as GBK by chance, but then into rare characters.
    """
    try:
        text = source.decode("gb18030")
    except UnicodeDecodeError:
        return False
    foreign = [character for character in text if character > "\x7f"]
    chinese = sum("一" <= character <= "鿿" or character in "，。、；：？！“”（）《》" for character in foreign)
    return chinese * 2 > len(foreign)


def _binary(file: Path, kind: str) -> Fault:
    return Fault(
        message("The file is binary ({kind}), not an answer file", kind=kind),
        message("Give a YAML, JSON or TOML file."),
        file,
    )
