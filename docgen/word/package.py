"""Turns the file of a Word template into its parts, and refuses a hostile one before anything is parsed.

What `read_package` returns is safe to parse: bounded in size, without document type declarations, without links that
make a program fetch something. It does not look at what the parts say.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from docgen.errors import Fault, WordError
from docgen.messages import Message, message
from docgen.word.names import CONTENT_TYPES, DOCUMENT, with_usual_name
from docgen.word.transitional import as_document

MOST_MEMBERS: Final = 4000
"""Word writes some twenty parts, and one a picture; a thesis with its equations as pictures has had 1,700."""
LARGEST: Final = 64 * 2**20
"""Bytes that all parts may have together when unpacked: lxml needs several times as much."""
HIGHEST_RATIO: Final = 150
"""Deflate reaches 1,032; text of large, honest tables about 40."""
_RATIO_COUNTS_FROM: Final = 2**20
_XML_ENDINGS: Final = (".xml", ".rels")
_DECLARATION = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_EXTERNAL = re.compile(rb"<[\w:]*Relationship\b[^>]*\bTargetMode\s*=\s*[\"']External[\"'][^>]*>")
_HYPERLINK = re.compile(rb"\bType\s*=\s*[\"'][^\"']*/hyperlink[\"']")
_ORIGIN = re.compile(rb"\bType\s*=\s*[\"'][^\"']*/attachedTemplate[\"']")
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins ([MS-CFB] 2.2): an old .doc, or a .docx that is encrypted ([MS-OFFCRYPTO] 2.3.2)."""
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_ACTIVE = re.compile(r"vbaProject|vbaData|activeX/", re.IGNORECASE)
_LOCKED: Final = message("The Word file is protected by a password.")
_UNLOCK: Final = message("Save it without a password.")
_MACROS: Final = message("The Word file holds macros or controls, which docgen refuses.")
_WITHOUT_MACROS: Final = message("Save it as .docx without macros.")
_SAVE_AGAIN: Final = message("Open the file in Word or WPS, save it again as .docx, and try again.")


def read_package(source: Path | bytes, *, foreign: bool = False) -> Mapping[str, bytes]:
    """The parts of a .docx or .dotx by their names, in the order of the file.

    They are those of a Transitional document, whichever form the file is saved in.
    A `foreign` file, no template of a form pack, may name the template that it was once made from: Word writes that
    into many files, and nothing follows it. Its main document may have another name, and then is given the usual one.

    Raises WordError with every fault found: not a zip, no document in it, too many members, too large unpacked, packed
    too well, encrypted, names that leave the package, DOCTYPE or ENTITY, external relationships other than hyperlinks,
    macros.
    """
    file = source if isinstance(source, Path) else None
    try:
        data = source.read_bytes() if isinstance(source, Path) else source
    except OSError as error:
        problem = message("The Word file cannot be read: {reason}", reason=error.strerror or str(error))
        raise WordError(Fault(problem, file=file)) from error
    if data.startswith(_COMPOUND):
        raise WordError(_compound_fault(data, file))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            faults = list(_outer_faults(archive.infolist(), file))
            if faults:
                raise WordError(*faults)
            parts = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        problem = message("It is not a readable Word file (.docx).")
        raise WordError(Fault(problem, _SAVE_AGAIN, file=file)) from error
    faults = [fault for name, part in parts.items() for fault in _inner_faults(name, part, file, foreign=foreign)]
    if faults:
        raise WordError(*faults)
    if foreign and DOCUMENT not in parts:
        parts = dict(with_usual_name(parts))
    if DOCUMENT not in parts or CONTENT_TYPES not in parts:
        raise WordError(_no_document(parts, file))
    return as_document(parts, CONTENT_TYPES)


def _no_document(parts: Mapping[str, bytes], file: Path | None) -> Fault:
    """No Word document: something else in Word's clothes, or a damaged file."""
    for name, begins, what in _OTHERS:
        if name in parts and parts[name].startswith(begins):
            problem = message("It is no Word file, but {what}.", what=what)
            return Fault(problem, message("Open it in the program that made it, and save it as .docx."), file=file)
    return Fault(message("The Word file holds no Word document."), _SAVE_AGAIN, file=file)


_OTHERS: Final = (
    (
        "mimetype",
        b"application/vnd.oasis.opendocument.text",
        message("a text document in the OpenDocument form (.odt)"),
    ),
    ("mimetype", b"application/vnd.oasis.opendocument", message("a document in the OpenDocument form")),
    ("xl/workbook.xml", b"", message("an Excel workbook (.xlsx)")),
    ("ppt/presentation.xml", b"", message("a PowerPoint presentation (.pptx)")),
)


def _compound_fault(data: bytes, file: Path | None) -> Fault:
    if _ENCRYPTED in data:
        return Fault(_LOCKED, _UNLOCK, file=file)
    problem = message("It is a Word file of the old kind (.doc).")
    return Fault(problem, message("Open it in Word or WPS and save it as .docx."), file=file)


def _outer_faults(members: list[zipfile.ZipInfo], file: Path | None) -> Iterator[Fault]:
    """What can be told from the zip's directory, before anything is unpacked."""
    names = [member.filename for member in members]
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    for problem, mend in _directory_problems(members, names, unpacked, packed):
        yield Fault(problem, mend, file=file)


def _directory_problems(
    members: list[zipfile.ZipInfo], names: list[str], unpacked: int, packed: int
) -> Iterator[tuple[Message, Message]]:
    smaller = message("Take out large pictures and embedded objects, and save it again.")
    if len(members) > MOST_MEMBERS:
        yield (
            message("The Word file has {count} parts; {most} are allowed.", count=len(members), most=MOST_MEMBERS),
            smaller,
        )
    if unpacked > LARGEST:
        megabytes, most = unpacked // 2**20, LARGEST // 2**20
        yield message("The Word file unpacks to {size} MB; {most} MB are allowed.", size=megabytes, most=most), smaller
    elif unpacked > _RATIO_COUNTS_FROM and unpacked > HIGHEST_RATIO * max(packed, 1):
        problem = message(
            "The Word file unpacks to {ratio} times its size, as a zip bomb does.", ratio=unpacked // max(packed, 1)
        )
        yield problem, _SAVE_AGAIN
    if any(member.flag_bits & 1 for member in members):
        yield _LOCKED, _UNLOCK
    if len(set(names)) != len(names):
        yield message("The Word file holds two parts of one name."), _SAVE_AGAIN
    if any(name.startswith("/") or "\\" in name or ".." in name.split("/") for name in names):
        yield message("The Word file holds a part whose name leaves the package."), _SAVE_AGAIN
    if any(_ACTIVE.search(name) for name in names):
        yield _MACROS, _WITHOUT_MACROS


def _inner_faults(name: str, part: bytes, file: Path | None, *, foreign: bool) -> Iterator[Fault]:
    """What an XML part must not hold. It is searched as bytes: a parser would already be exposed to it."""
    if not name.endswith(_XML_ENDINGS):
        return
    place = message("part {part}", part=name)
    encoding = _ENCODING.match(part.lstrip(b"\xef\xbb\xbf"))
    if (
        part[:2] in {b"\xff\xfe", b"\xfe\xff"}
        or b"\0" in part[:64]
        or (encoding and encoding[1].lower() not in {b"utf-8", b"us-ascii", b"ascii"})
    ):
        yield Fault(message("The part is not encoded in UTF-8."), _SAVE_AGAIN, file=file, place=place)
        return
    if _DECLARATION.search(part):
        problem = message("The part declares a document type or entities, which docgen refuses.")
        yield Fault(problem, _SAVE_AGAIN, file=file, place=place)
    if name == CONTENT_TYPES and b"macroEnabled" in part:  # a .docm or .dotm, whatever is left of its macros
        yield Fault(_MACROS, _WITHOUT_MACROS, file=file)
    if name.endswith(".rels"):
        for link in _EXTERNAL.findall(part):
            if not _HYPERLINK.search(link) and not (foreign and _ORIGIN.search(link)):
                yield Fault(
                    message("The Word file links to something outside itself: {link}", link=_target(link)),
                    message("Insert pictures instead of linking them, and attach no other template."),
                    file=file,
                    place=place,
                )


def _target(link: bytes) -> str:
    found = re.search(rb"\bTarget\s*=\s*[\"']([^\"']{0,200})", link)
    return found[1].decode("utf-8", "replace") if found else "?"
