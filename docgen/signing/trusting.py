"""Whom to trust: authorities' certificates, lists of certificates called back; for signing and for verifying.

Verifying fetches nothing: it knows what it is given and what the file itself carries. Signing for the long term fetches
what the files lack.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.errors import Fault, SigningError
from docgen.messages import message
from docgen.os_errors import reason

if TYPE_CHECKING:
    from asn1crypto import x509
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko_certvalidator import ValidationContext


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom a verifier trusts: certificates of authorities, of time stamp authorities too; `moment` is now.

    `revocations` are lists of certificates called back (DER); `allow_other_name` lets pass that somebody else signed
    than the plan names; `deputies` are those who were let when they signed: who, by department.
    """

    roots: tuple[x509.Certificate, ...]
    moment: dt.datetime
    allow_other_name: bool = False
    revocations: tuple[bytes, ...] = ()
    deputies: Mapping[str, str] = field(default_factory=dict)

    def accepts_deputy(self, department: str, signer: str) -> bool:
        """Whether `signer` may have signed for `department` though the plan names somebody else."""
        return self.allow_other_name or self.deputies.get(department) == signer

    def context(
        self, reader: PdfFileReader, signer: x509.Certificate | None = None, moment: dt.datetime | None = None
    ) -> ValidationContext:
        """What certificates in the file of `reader` are held against, as they were at `moment` (default: now).

        Where there is a list by the issuer of `signer`, given or in the file, it must clear that certificate.
        """
        from pyhanko.sign.validation.dss import DocumentSecurityStore

        settings: dict[str, Any] = {
            "trust_roots": list(self.roots),
            "moment": moment or self.moment,
            "allow_fetching": False,
            "crls": list(self.revocations),
            "retroactive_revinfo": True,  # a list of today says when a certificate was called back
        }
        make = DocumentSecurityStore.read_dss(reader).as_validation_context if "/DSS" in reader.root else _context
        found: ValidationContext = make(settings)
        if signer is None or all(item.issuer != signer.issuer for item in found.crls):
            return found
        return make({**settings, "revinfo_policy": _signer_must_be_listed()})


def _context(settings: Mapping[str, Any]) -> ValidationContext:
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(**settings)


def _signer_must_be_listed() -> Any:
    """A rule that pyHanko has no word for: where its issuer keeps a list, the signer's certificate is looked up in it.

    Otherwise it looks only where the certificate itself names a list, which that of a small authority does not.
    """
    from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy, RevocationCheckingRule

    rule = RevocationCheckingPolicy(
        ee_certificate_rule=RevocationCheckingRule.CRL_OR_OCSP_REQUIRED,
        intermediate_ca_cert_rule=RevocationCheckingRule.CHECK_IF_DECLARED_SOFT,
    )
    return CertRevTrustPolicy(rule, retroactive_revinfo=True)


def signing_context(roots: Sequence[Path], revocations: Sequence[Path]) -> ValidationContext:
    """What a certificate is held against before it signs for the long term; what the files lack is fetched.

    Raises SigningError where a file is no certificate, or no list of certificates called back.
    """
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(
        trust_roots=list(load_roots(roots)),
        crls=list(load_revocations(revocations)),
        allow_fetching=True,
        revocation_mode="require",
    )


def called_back(certificate: x509.Certificate, revocations: Sequence[bytes]) -> dt.date | None:
    """The first day on which one of the lists (DER) by its issuer calls `certificate` back; None where none does."""
    from cryptography import x509 as pyca

    issuer = certificate.issuer.dump()
    lists = (pyca.load_der_x509_crl(data) for data in revocations)
    entries = (
        item.get_revoked_certificate_by_serial_number(certificate.serial_number)
        for item in lists
        if item.issuer.public_bytes() == issuer
    )
    return min((entry.revocation_date_utc.date() for entry in entries if entry), default=None)


def load_roots(files: Sequence[Path]) -> tuple[x509.Certificate, ...]:
    """The certificates in PEM or DER files. Raises SigningError where there is none."""
    from pyhanko.keys import load_certs_from_pemder_data

    roots: list[x509.Certificate] = []
    for file in files:
        try:
            found = list(load_certs_from_pemder_data(file.read_bytes()))
            _ = [certificate.subject.native for certificate in found]
        except OSError as error:
            problem = message("The trust root cannot be read: {reason}", reason=reason(error))
            raise SigningError(Fault(problem, message("Check the path given with --trust."), file)) from error
        except (ValueError, TypeError) as error:
            raise SigningError(_no_certificate(file)) from error
        if not found:
            raise SigningError(_no_certificate(file))
        roots += found
    return tuple(roots)


def load_revocations(files: Sequence[Path]) -> tuple[bytes, ...]:
    """The lists of certificates called back in PEM or DER files, as DER. Raises SigningError where one is none."""
    return tuple(_revocations(file) for file in files)


def _revocations(file: Path) -> bytes:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    try:
        data = file.read_bytes()
        load = x509.load_pem_x509_crl if data.startswith(b"-----BEGIN") else x509.load_der_x509_crl
        return load(data).public_bytes(Encoding.DER)
    except (OSError, ValueError) as error:
        problem = message("The file is no list of certificates called back (CRL)")
        raise SigningError(Fault(problem, message("Give one as PEM or DER with --crl."), file)) from error


def _no_certificate(file: Path) -> Fault:
    return Fault(
        message("The file holds no certificate"), message("Give a certificate as PEM or DER with --trust."), file
    )
