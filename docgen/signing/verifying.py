"""Says of a file what its signatures are worth: cryptography and trust by pyHanko, the rest by `policy`.

Never raises for what is wrong with a file: that is in the report. Changes nothing and looks nothing up on the network.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from docgen.errors import Fault, SigningError
from docgen.messages import message
from docgen.signing import policy
from docgen.signing.fields import blanks, open_pdf
from docgen.signing.judging import judge, timestamp_doubts
from docgen.signing.report import Report, SignatureReport, State
from docgen.signing.trusting import Trust


@dataclass(frozen=True, slots=True)
class Original:
    """The bundle as it was archived: the signed file begins with these very bytes."""

    size: int
    sha256: str
    number: str
    version: str
    fingerprint: str


def verify(pdf: bytes, trust: Trust, original: Original | None = None) -> Report:
    """Verify `pdf`; where `original` is given, it must be what was signed."""
    try:
        report = _verify(pdf, trust)
        if original is None:
            return report
        return replace(report, doubts=(*report.doubts, *original_doubts(pdf, original, report)))
    except SigningError as error:
        return _broken(*error.faults)
    except Exception:  # noqa: BLE001 - whatever a damaged or hostile file provokes is a doubt about that file
        return _broken(
            Fault(message("The file is damaged, or no PDF"), message("Take the file from the archive again."))
        )


def _verify(pdf: bytes, trust: Trust) -> Report:
    reader = open_pdf(pdf)
    fields = blanks(reader.get_historical_resolver(0).root)
    found = policy.updates(reader)
    stamp, doubts = policy.stamp_doubts(reader.root, fields)
    doubts += policy.bundle_doubts(reader, fields)
    doubts += policy.range_doubts(pdf, found)
    doubts += policy.update_doubts(reader, found, fields)
    doubts += policy.order_doubts(found, fields)
    signatures: list[SignatureReport] = []
    remarks: list[Fault] = []
    by_name = {field.name: field for field in fields}
    embedded = reader.embedded_regular_signatures
    doubts += policy.place_doubts(found, set(by_name), {signature.field_name for signature in embedded})
    for signature in embedded:
        if signature.field_name not in by_name:
            continue
        verdict = judge(signature, by_name[signature.field_name], trust)
        signatures.append(verdict.report)
        doubts += verdict.doubts
        remarks += verdict.remarks
    for stamped in reader.embedded_timestamp_signatures:
        doubts += timestamp_doubts(stamped, trust)
    if signatures:
        remarks += _policy_remarks(signatures, len(fields))
    signed = {item.department for item in signatures}
    missing = tuple(field.department for field in fields if field.department not in signed)
    return Report(
        state=_state(len(fields), len(signed)),
        number=stamp.number if stamp else "",
        version=stamp.version if stamp else "",
        pages=stamp.total if stamp else 0,
        content=stamp.content if stamp else "",
        signatures=tuple(signatures),
        missing=missing,
        doubts=tuple(doubt for place, doubt in enumerate(doubts) if doubt not in doubts[:place]),
        remarks=tuple(remarks),
    )


def original_doubts(pdf: bytes, original: Original, report: Report) -> Iterator[Fault]:
    """Whether `pdf`, of which `report` tells, is what was archived, with signatures added."""
    mend = message("Take the file from the archive again; do not rely on this one.")
    if hashlib.sha256(pdf[: original.size]).hexdigest() != original.sha256:
        yield Fault(message("The file does not begin with the bundle that was archived"), mend)
    if not report.pages:
        return
    if (report.number, report.version) != (original.number, original.version):
        problem = message(
            "The pages are stamped {number} {version}, the archive has another",
            number=report.number,
            version=report.version,
        )
        yield Fault(problem, mend)
    if not original.fingerprint.upper().startswith(report.content):
        yield Fault(message("The code stamped on the pages is not that of the archived content"), mend)


def _policy_remarks(signatures: Sequence[SignatureReport], total: int) -> Iterator[Fault]:
    """What docgen's own signatures do, and those of other programs need not."""
    if not any(item.certifies for item in signatures):
        yield Fault(message("No signature certifies the document, as the first one made with docgen does"))
    if len(signatures) == total and not any(item.locks for item in signatures):
        yield Fault(message("No signature locks the document, as the last one made with docgen does"))


def _state(expected: int, signed: int) -> State:
    if expected == 0:
        return State.NOT_EXPECTED
    if signed == 0:
        return State.UNSIGNED
    return State.FULLY if signed == expected else State.PARTLY


def _broken(*faults: Fault) -> Report:
    return Report(State.UNSIGNED, "", "", 0, "", (), (), faults)
