"""Says of a file what its signatures are worth: cryptography and trust by pyHanko, the rest by `policy`.

Never raises for what is wrong with a file: that is in the report. Changes nothing and looks nothing up on the network.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from docgen.errors import Fault, SigningError
from docgen.messages import message
from docgen.signing import policy
from docgen.signing.credentials import names
from docgen.signing.envelope import envelope_doubts
from docgen.signing.fields import Blank, blanks, open_pdf
from docgen.signing.report import Report, SignatureReport, State
from docgen.signing.trusting import Trust

if TYPE_CHECKING:
    from asn1crypto import x509
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
    from pyhanko.sign.validation.status import PdfSignatureStatus
    from pyhanko_certvalidator import ValidationContext


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
    number = fields[0].name.removesuffix(f":{_escaped(fields[0].department)}") if fields else None
    stamp, doubts = policy.stamp_doubts(reader.root, None)
    if number is not None and stamp is not None and _escaped(stamp.number) != number:
        doubts.append(Fault(message("The signature fields are those of another document ({number})", number=number)))
    doubts += policy.bundle_doubts(reader, fields)
    doubts += policy.range_doubts(pdf, found)
    doubts += policy.update_doubts(reader, found, fields)
    doubts += policy.order_doubts(found, fields)
    signatures: list[SignatureReport] = []
    remarks: list[Fault] = []
    by_name = {field.name: field for field in fields}
    for signature in _embedded(reader):
        if signature.field_name not in by_name:
            doubts.append(
                Fault(
                    message("There is a signature outside of the bundle's fields ({field})", field=signature.field_name)
                )
            )
            continue
        verdict = _judge(signature, by_name[signature.field_name], trust, len(found))
        signatures.append(verdict.report)
        doubts += verdict.doubts
        remarks += verdict.remarks
    for stamped in reader.embedded_timestamp_signatures:
        doubts += _timestamp_doubts(stamped, trust)
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


@dataclass(frozen=True, slots=True)
class _Verdict:
    report: SignatureReport
    doubts: tuple[Fault, ...]
    remarks: tuple[Fault, ...]


def _judge(signature: EmbeddedPdfSignature, field: Blank, trust: Trust, total: int) -> _Verdict:
    status = _status(signature, trust)
    signer = _common_name(signature.signer_cert)
    stamped = status.timestamp_validity.timestamp if status.timestamp_validity else None
    certifies = _certifies(signature)
    report = SignatureReport(
        department=field.department,
        person=field.person,
        title=field.title,
        signer=signer,
        issuer=str(
            signature.signer_cert.issuer.native.get("common_name") or signature.signer_cert.issuer.human_friendly
        ),
        moment=status.signer_reported_dt,
        stamped=stamped,
        level=_level(signature, stamped),
        certifies=certifies,
        locks=_locks(signature),
        is_intact=bool(status.intact and status.valid),
        is_trusted=bool(status.trusted),
        later=max(0, total - 1 - _place(signature)),
    )
    doubts = tuple(_signature_doubts(signature, status, report))
    is_other = not names(signer, field.person)
    told = Fault(
        message(
            "{signer} signed for {department} in place of {person}",
            signer=signer,
            department=field.department,
            person=field.person,
        ),
        message("Ask for the authority to sign in that person's place."),
    )
    if is_other and not trust.allow_other_name:
        return _Verdict(report, (*doubts, told), ())
    return _Verdict(report, doubts, (told,) if is_other else ())


def _signature_doubts(
    signature: EmbeddedPdfSignature, status: PdfSignatureStatus, report: SignatureReport
) -> Iterator[Fault]:
    who = report.department
    if not report.is_intact:
        problem = message("What {department} signed has been changed, or the signature is damaged", department=who)
        yield Fault(problem, message("Do not rely on this file."))
    if not report.is_trusted:
        yield _untrusted(who, status)
    if not status.docmdp_ok:
        problem = message("After {department} signed, more was changed than signing needs", department=who)
        yield Fault(problem, message("Do not rely on this file."))
    if status.timestamp_validity is not None and not (
        status.timestamp_validity.valid and status.timestamp_validity.trusted
    ):
        problem = message("The time stamp on the signature of {department} is not to be trusted", department=who)
        yield Fault(problem, message("Name the time stamp authority's certificate with --trust."))
    if (usage := signature.signer_cert.key_usage_value) is not None and not usage.native & {
        "digital_signature",
        "non_repudiation",
    }:
        problem = message("The certificate of {name} is not meant for signing documents", name=report.signer)
        yield Fault(problem, message("Do not rely on this file."))
    yield from envelope_doubts(signature.signed_data, who)


def _untrusted(department: str, status: PdfSignatureStatus) -> Fault:
    indication = status.trust_problem_indic
    kind = str(getattr(indication, "name", indication) or "")
    if "REVOKED" in kind:
        problem = message("The certificate of {department} was called back", department=department)
        return Fault(problem, message("Ask the authority since when; have the plan signed again."))
    if "OUT_OF_BOUNDS" in kind or "EXPIRED" in kind or "TIME" in kind:
        problem = message(
            "The certificate of {department} is not valid now, and no time stamp proves that it was",
            department=department,
        )
        return Fault(
            problem, message("Rely on the archive's own record of when it was signed, or have it signed again.")
        )
    if "TRY_LATER" in kind:
        problem = message(
            "No list says that the certificate of {department} was not called back", department=department
        )
        return Fault(problem, message("Give the authority's present list with --crl."))
    problem = message("The certificate of {department} leads to none of the trust roots", department=department)
    return Fault(problem, message("Name the authority's certificate with --trust, if you trust it."))


def _status(signature: EmbeddedPdfSignature, trust: Trust) -> PdfSignatureStatus:
    """What pyHanko says now; where a trusted time stamp proves an earlier moment, as of that moment."""
    from pyhanko.sign.validation.settings import KeyUsageConstraints

    usage = KeyUsageConstraints(key_usage=set())
    reader = signature.reader
    signer, stamps = signature.signer_cert, trust.context(reader)
    status = _ask(signature, trust.context(reader, signer), stamps, usage)
    stamp = status.timestamp_validity
    if not status.trusted and stamp is not None and stamp.valid and stamp.trusted:
        return _ask(signature, trust.context(reader, signer, stamp.timestamp), stamps, usage)
    return status


def _ask(
    signature: EmbeddedPdfSignature, context: ValidationContext, stamps: ValidationContext, usage: Any
) -> PdfSignatureStatus:
    from pyhanko.sign.validation import async_validate_pdf_signature

    with _Quiet():
        return asyncio.run(
            async_validate_pdf_signature(signature, context, ts_validation_context=stamps, key_usage_settings=usage)
        )


def _timestamp_doubts(stamped: EmbeddedPdfSignature, trust: Trust) -> Iterator[Fault]:
    from pyhanko.sign.validation import async_validate_pdf_timestamp

    with _Quiet():
        status = asyncio.run(async_validate_pdf_timestamp(stamped, trust.context(stamped.reader)))
    if not (status.valid and status.intact and status.trusted):
        yield Fault(
            message("The document's time stamp of {moment} is not to be trusted", moment=str(status.timestamp)),
            message("Name the time stamp authority's certificate with --trust."),
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


def _embedded(reader: PdfFileReader) -> list[EmbeddedPdfSignature]:
    return list(reader.embedded_regular_signatures)


def _place(signature: EmbeddedPdfSignature) -> int:
    """How many signatures came before."""
    earlier = [
        item for item in signature.reader.embedded_signatures if item.signed_revision < signature.signed_revision
    ]
    return len(earlier)


def _certifies(signature: EmbeddedPdfSignature) -> bool:
    author = signature.reader.root
    if "/Perms" not in author or "/DocMDP" not in author["/Perms"]:
        return False
    certified = author["/Perms"].get_value_as_reference("/DocMDP", optional=True)
    own = signature.sig_field.get_value_as_reference("/V", optional=True)
    return bool(certified is not None and certified == own)


def _locks(signature: EmbeddedPdfSignature) -> bool:
    from pyhanko.sign.fields import FieldMDPAction, MDPPerm

    fields, document = signature.fieldmdp, signature.docmdp_level
    return document is MDPPerm.NO_CHANGES or (fields is not None and fields.action is FieldMDPAction.ALL)


def _level(signature: EmbeddedPdfSignature, stamped: dt.datetime | None) -> str:
    """The PAdES level by what is there (ETSI EN 319 142-1 6): a time stamp, revocation data, a stamp over that."""
    if stamped is None:
        return "B-B"
    if "/DSS" not in signature.reader.root:
        return "B-T"
    later = [item.signed_revision for item in signature.reader.embedded_timestamp_signatures]
    return "B-LTA" if any(number > signature.signed_revision for number in later) else "B-LT"


def _state(expected: int, signed: int) -> State:
    if expected == 0:
        return State.NOT_EXPECTED
    if signed == 0:
        return State.UNSIGNED
    return State.FULLY if signed == expected else State.PARTLY


def _common_name(certificate: x509.Certificate) -> str:
    return str(certificate.subject.native.get("common_name") or certificate.subject.human_friendly)


def _escaped(part: str) -> str:
    return part.replace("%", "%25").replace(".", "%2E")


def _broken(*faults: Fault) -> Report:
    return Report(State.UNSIGNED, "", "", 0, "", (), (), faults)


class _Quiet:
    """Keeps pyHanko from logging, with a traceback, what the report says in a sentence."""

    def __enter__(self) -> None:
        self._logger = logging.getLogger("pyhanko")
        self._level = self._logger.level
        self._logger.setLevel(logging.CRITICAL + 1)
        self._other = logging.getLogger("pyhanko_certvalidator")
        self._other_level = self._other.level
        self._other.setLevel(logging.CRITICAL + 1)

    def __exit__(self, *_: object) -> None:
        self._logger.setLevel(self._level)
        self._other.setLevel(self._other_level)
