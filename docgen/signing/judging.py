"""Judges one signature: is it intact, whom does its certificate name, does it lead to a trust root, since when.

Cryptography and chains of trust are pyHanko's; what its findings mean for a plan is said here. Looks at one signature
at a time; what the file as a whole must be is `policy`.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docgen.errors import Fault
from docgen.messages import message
from docgen.signing.credentials import names
from docgen.signing.envelope import envelope_doubts
from docgen.signing.fields import Blank, entry
from docgen.signing.report import SignatureReport
from docgen.signing.trusting import Trust

if TYPE_CHECKING:
    from asn1crypto import x509
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
    from pyhanko.sign.validation.status import PdfSignatureStatus
    from pyhanko_certvalidator import ValidationContext


@dataclass(frozen=True, slots=True)
class Verdict:
    """A signature's report, and what is doubtful or worth knowing about it."""

    report: SignatureReport
    doubts: tuple[Fault, ...]
    remarks: tuple[Fault, ...]


def judge(signature: EmbeddedPdfSignature, field: Blank, trust: Trust) -> Verdict:
    """Judge the signature in `field`."""
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
        later=_followers(signature),
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
    if is_other and not trust.accepts_deputy(field.department, signer):
        return Verdict(report, (*doubts, told), ())
    return Verdict(report, doubts, (told,) if is_other else ())


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


def timestamp_doubts(stamped: EmbeddedPdfSignature, trust: Trust) -> Iterator[Fault]:
    """What is doubtful about a time stamp on the whole document."""
    from pyhanko.sign.validation import async_validate_pdf_timestamp

    with _Quiet():
        status = asyncio.run(async_validate_pdf_timestamp(stamped, trust.context(stamped.reader)))
    if not (status.valid and status.intact and status.trusted):
        yield Fault(
            message(
                "The document's time stamp of {moment} is not to be trusted",
                moment=f"{status.timestamp.astimezone():%Y-%m-%d %H:%M}",
            ),
            message("Name the time stamp authority's certificate with --trust."),
        )


def _followers(signature: EmbeddedPdfSignature) -> int:
    """How many signatures came after; time stamps are none."""
    revisions = [item.signed_revision for item in signature.reader.embedded_regular_signatures]
    return sum(revision > signature.signed_revision for revision in revisions)


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
    if not _has_revocation_data(signature):
        return "B-T"
    later = [item.signed_revision for item in signature.reader.embedded_timestamp_signatures]
    return "B-LTA" if any(number > signature.signed_revision for number in later) else "B-LT"


def _has_revocation_data(signature: EmbeddedPdfSignature) -> bool:
    """Whether the file carries what its issuer said of the signer's certificate; another signatory's is no proof."""
    from asn1crypto.crl import CertificateList

    store = entry(signature.reader.root, "/DSS", {})
    if entry(store, "/OCSPs", ()):
        return True
    issuer = signature.signer_cert.issuer
    lists = (CertificateList.load(item.get_object().data) for item in entry(store, "/CRLs", ()))
    return any(item.issuer == issuer for item in lists)


def _common_name(certificate: x509.Certificate) -> str:
    return str(certificate.subject.native.get("common_name") or certificate.subject.human_friendly)


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
