"""Puts a version with everything filed with it into one zip file that can be checked without docgen.

<name>_V1.0/…                 the version's folder as it is: manifest, bundle, Word files, answers, signatures, scans
<name>_V1.0/trust/…           the certificates and lists by which the electronic signatures were verified
<name>_V1.0/SHA256SUMS        for `sha256sum -c`
<name>_V1.0/verification.json and verification.txt      what verifying said when it was exported
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from docgen.archive.letter import letter
from docgen.archive.model import ArchivedVersion
from docgen.archive.standing import Standing, standings
from docgen.archive.states import latest_pdf
from docgen.errors import Fault
from docgen.messages import Translator

if TYPE_CHECKING:
    from docgen.signing.report import SignatureReport

SUMS, REPORT, LETTER, TRUST = "SHA256SUMS", "verification.json", "verification.txt", "trust"
_CONTENTS = {
    "manifest.json": "存档清单，列有各文件的 SHA-256 值",
    "answers": "计划的填写内容",
    "forms": "各表单的 Word 文件",
    "annexes": "附件原件",
    "paper": "签字盖章后的纸质文本扫描件",
    TRUST: "核验电子签名所依据的根证书与吊销列表",
}


@dataclass(frozen=True, slots=True)
class Findings:
    """What verifying a version found, when (with its zone) and by which `program`.

    `signatures` are None where the electronic ones were not verified; `trust` are the files, by name, by which they
    were.
    """

    moment: dt.datetime
    program: str
    faults: tuple[Fault, ...]
    signatures: tuple[SignatureReport, ...] | None = None
    trust: Mapping[str, bytes] = field(default_factory=dict)


def export(version: ArchivedVersion, findings: Findings) -> bytes:
    """The zip file of `version`. The same version and findings give the same bytes.

    Raises ArchiveError where a record of signed states or filed scans is damaged.
    """
    files = {
        path.relative_to(version.folder).as_posix(): path.read_bytes()
        for path in sorted(version.folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(version.folder).parts)
    }
    files |= {f"{TRUST}/{name}": data for name, data in findings.trust.items()}
    report = _report(version, findings)
    told = letter(report, dict(_contents(version, files)), SUMS)
    files[REPORT] = (json.dumps(report, ensure_ascii=False, indent=2) + "\n").encode()
    files[LETTER] = told.encode()
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    return _zipped(version, {**files, SUMS: sums.encode()})


def _zipped(version: ArchivedVersion, files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    day = version.manifest.date.timetuple()[:3]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(f"{version.pdf.stem}/{name}", (max(day[0], 1980), *day[1:], 12, 0, 0))
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if name.endswith((".pdf", ".docx")) else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def _contents(version: ArchivedVersion, files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """What the parts of the zip file are, for people."""
    yield version.pdf.name, "存档的正文（任何人签署之前）"
    latest = latest_pdf(version)
    if latest != version.pdf:
        name = latest.relative_to(version.folder).as_posix()
        yield name, "最近一次签署后的正文，含此前的全部电子签名"
    for start, what in _CONTENTS.items():
        if found := next((name for name in files if name.partition("/")[0].startswith(start)), None):
            yield found.partition("/")[0], what


def _report(version: ArchivedVersion, findings: Findings) -> dict[str, Any]:
    manifest, say = version.manifest, Translator("zh")
    seen = None if findings.signatures is None else {item.department: item for item in findings.signatures}
    return {
        "number": manifest.number,
        "version": manifest.version,
        "title": manifest.title,
        "lead": manifest.lead,
        "fingerprint": manifest.fingerprint,
        "archived": manifest.date.isoformat(),
        "kept_until": manifest.until.isoformat(),
        "verified": findings.moment.isoformat(timespec="seconds"),
        "program": findings.program,
        "whole": not findings.faults,
        "faults": [
            {"file": fault.file.name if fault.file else "", "problem": say(fault.problem)} for fault in findings.faults
        ],
        "signatures": [_signature(row, seen) for row in standings(version)],
    }


def _signature(row: Standing, seen: Mapping[str, SignatureReport] | None) -> dict[str, Any]:
    """One signatory; `verified` is None where the signature is not electronic or was not verified."""
    verified = seen.get(row.department) if seen and row.signed == "electronic" else None
    return {
        "department": row.department,
        "name": row.name,
        "title": row.title,
        "planned": row.planned,
        "signed": row.signed,
        "when": row.moment.isoformat(timespec="seconds") if row.moment else None,
        "by": row.by,
        "deputised": row.deputised,
        "verified": verified.as_data() if verified else None,
    }
