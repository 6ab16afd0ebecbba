"""Puts a version with everything filed with it into one zip file that can be checked without docgen.

<name>_V1.0/…                 the version's folder as it is: manifest, bundle, Word files, answers, signatures, scans
<name>_V1.0/SHA256SUMS        for `sha256sum -c`
<name>_V1.0/verification.json and verification.txt      what verifying said when it was exported
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from docgen.archive.model import ArchivedVersion
from docgen.errors import Fault
from docgen.messages import Translator

SUMS, REPORT, LETTER = "SHA256SUMS", "verification.json", "verification.txt"


def export(
    version: ArchivedVersion, faults: Sequence[Fault], signatures: Sequence[Mapping[str, Any]], moment: dt.datetime
) -> bytes:
    """The zip file of `version`. `faults` is what verifying found, `signatures` what is known of each signature.

    The same version, report and moment give the same bytes.
    """
    files = {
        path.relative_to(version.folder).as_posix(): path.read_bytes()
        for path in sorted(version.folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(version.folder).parts)
    }
    report = _report(version, faults, signatures, moment)
    files[REPORT] = (json.dumps(report, ensure_ascii=False, indent=2) + "\n").encode()
    files[LETTER] = _letter(report).encode()
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    out = io.BytesIO()
    day = version.manifest.date.timetuple()[:3]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**files, SUMS: sums.encode()}.items():
            info = zipfile.ZipInfo(f"{version.pdf.stem}/{name}", (max(day[0], 1980), *day[1:], 12, 0, 0))
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if name.endswith((".pdf", ".docx")) else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def _report(
    version: ArchivedVersion, faults: Sequence[Fault], signatures: Sequence[Mapping[str, Any]], moment: dt.datetime
) -> dict[str, Any]:
    manifest, say = version.manifest, Translator("zh")
    return {
        "number": manifest.number,
        "version": manifest.version,
        "title": manifest.title,
        "fingerprint": manifest.fingerprint,
        "archived": manifest.date.isoformat(),
        "kept_until": manifest.until.isoformat(),
        "verified": moment.isoformat(),
        "whole": not faults,
        "faults": [{"file": fault.file.name if fault.file else "", "problem": say(fault.problem)} for fault in faults],
        "signatures": [dict(item) for item in signatures],
    }


def _letter(report: Mapping[str, Any]) -> str:
    """The report for people, in Chinese: it goes to whoever asks for the documents."""
    lines = [
        f"{report['title']}　{report['number']} {report['version']}",
        f"存档日期：{report['archived']}　保存至：{report['kept_until']}",
        f"核验时间：{report['verified']}",
        "核验结论：各文件与存档清单一致。" if report["whole"] else "核验结论：存在以下问题。",
        *(f"　　{item['file']}：{item['problem']}" for item in report["faults"]),
        "签署情况：" if report["signatures"] else "签署情况：尚无签署记录。",
        *(f"　　{item['department']}　{item['name']}　{item['how']}　{item['when']}" for item in report["signatures"]),
        f"自行核对：在本文件夹内运行 sha256sum -c {SUMS}",
    ]
    return "\n".join(lines) + "\n"
