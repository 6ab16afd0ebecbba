"""Opens a .docx as its parts, refuses hostile ones, and packs parts into a .docx with the same bytes every time.

A .docx comes from anyone: 240 KB of it can grow to hundreds of megabytes, or make a reader fetch files. Everything that
a form template has no use for is refused before an XML parser sees it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from docgen.errors import Fault, WordError
from docgen.messages import Message, message

MAIN_PART = "word/document.xml"
_MOST_MEMBERS = 2_000
_MOST_BYTES = 200 * 2**20
"""Unpacked, all members together: a template with a dozen photographs stays well below."""
_MOST_XML = 64 * 2**20
_MOST_RATIO = 200
"""Word's own XML packs 10 to 30 times; repeated bytes pack a thousand times."""
_SMALL = 2**20
"""Below this a high ratio is harmless: an empty table packs well."""
_EXTERNAL = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")
_HYPERLINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_COMPRESSION_LEVEL = 6


def read_package(data: bytes, file: Path | None = None) -> dict[str, bytes]:
    """The parts of a .docx by name, in the order of the archive.

    Raises WordError that names `file`, the part and what is wrong with it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            faults = [Fault(problem, _MEND, file=file, place=place) for problem, place in _size_faults(infos)]
            if faults:
                raise WordError(*faults)
            parts = {info.filename: archive.read(info) for info in infos}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        problem = message("This is not a Word file (.docx), or it is damaged: {reason}", reason=str(error))
        raise WordError(Fault(problem, _MEND, file=file)) from error
    faults = [Fault(problem, _MEND, file=file, place=place) for problem, place in _content_faults(parts)]
    if faults:
        raise WordError(*faults)
    return parts


_MEND = message("Open the file in Word and save it again as .docx; if it comes from elsewhere, do not trust it.")


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """Pack `parts` into a .docx: fixed dates, order as given, so that equal parts give equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION_LEVEL) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_STORED if name.endswith((".png", ".jpeg")) else zipfile.ZIP_DEFLATED
            info.create_system = 0  # or the bytes would tell Windows from Linux
            archive.writestr(info, data)
    return out.getvalue()


def _size_faults(infos: list[zipfile.ZipInfo]) -> Iterator[tuple[Message, Message | None]]:
    if len(infos) > _MOST_MEMBERS:
        yield message("The file holds {count} parts; a Word file has a few dozen", count=len(infos)), None
    if sum(info.file_size for info in infos) > _MOST_BYTES:
        yield message("The file unpacks to more than {most} MB", most=_MOST_BYTES // 2**20), None
    names: set[str] = set()
    for info in infos:
        place = _part_place(info.filename)
        packed = max(info.compress_size, 1)
        if info.file_size > _SMALL and info.file_size / packed > _MOST_RATIO:
            yield message("The part unpacks to {ratio} times its size", ratio=info.file_size // packed), place
        if info.filename.endswith((".xml", ".rels")) and info.file_size > _MOST_XML:
            yield message("The part is larger than {most} MB", most=_MOST_XML // 2**20), place
        if ".." in info.filename.split("/") or info.filename.startswith("/") or "\\" in info.filename:
            yield message("The part's name leads out of the file"), place
        if info.filename in names:
            yield message("Two parts have the same name"), place
        names.add(info.filename)


def _content_faults(parts: Mapping[str, bytes]) -> Iterator[tuple[Message, Message | None]]:
    if MAIN_PART not in parts:
        yield message("The file has no document part: it is not a Word file (.docx)"), None
    for name, data in parts.items():
        place = _part_place(name)
        if "vbaproject" in name.lower():
            yield message("The file holds macros"), place
        if not name.endswith((".xml", ".rels")):
            continue
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            yield message("The part is not UTF-8"), place
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            yield message("The part declares a document type or entities, which Word never writes"), place
        if name.endswith(".rels") and any(not _HYPERLINK.search(link) for link in _EXTERNAL.findall(data)):
            yield message("The part refers to something outside the file that is not a hyperlink"), place


def _part_place(name: str) -> Message:
    return message("part {name}", name=name)
