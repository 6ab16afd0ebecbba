"""A small certificate authority for teams that have no PKI, and certificates for signatories, as files in one folder.

    keys/authority.pem   the authority's certificate: what verifiers trust
    keys/authority.key   its private key, encrypted
    keys/authority.crl   certificates that were called back, so that signatures can carry the proof that theirs was not
    keys/<department>_<person>.pem                   one signatory's certificate
    keys/<department>_<person>.p12 and .passphrase   that signatory's key, and what opens it

What such a certificate proves: that whoever holds the file and its passphrase signed, and that nothing has changed
since. It does not prove who that is to anybody outside: the team itself vouches for the name. A signature is a reliable
one by article 13 of 《电子签名法》 only where the data belonged to the signatory alone and was in nobody else's hands;
so each hands the passphrase over in person and deletes it. For the outside take a licensed authority's certificate
(article 16). Existing files are never replaced, but for the list of certificates called back.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docgen.errors import Fault, SigningError
from docgen.messages import message
from docgen.naming import safe_name

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

CERTIFICATE, KEY, CRL = "authority.pem", "authority.key", "authority.crl"
_BITS = 3072
"""128 bits of strength (NIST SP 800-57), enough beyond 2030; what checks PDF/A knows RSA, not elliptic curves."""
_AUTHORITY_YEARS = 10
_BACKDATED = dt.timedelta(minutes=5)
"""Clocks of one office differ a little: a certificate shall not be "not yet valid" next door."""


class Person(NamedTuple):
    """Whom a certificate names."""

    name: str
    department: str
    title: str = ""


class Issued(NamedTuple):
    """One signatory's files; both are None where they were there before."""

    person: Person
    key: Path
    passphrase: Path | None


@dataclass(frozen=True, slots=True)
class Authority:
    """The authority in `folder`: its certificate and private key."""

    folder: Path
    certificate: x509.Certificate
    key: RSAPrivateKey

    @classmethod
    def open(cls, folder: Path, passphrase: bytes, organisation: str, moment: dt.datetime) -> Authority:
        """The authority in `folder`, made where there is none.

        Raises SigningError where its files are damaged or the passphrase is wrong, or the folder cannot be written.
        """
        from cryptography import x509
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        if not (folder / KEY).exists():
            if (folder / CERTIFICATE).exists():
                problem = message("The authority's key is not here, but its certificate is")
                mend = message("Bring authority.key back while certificates are issued, or choose another folder.")
                raise SigningError(Fault(problem, mend, folder / KEY))
            return cls._make(folder, passphrase, organisation, moment)
        try:
            certificate = x509.load_pem_x509_certificate((folder / CERTIFICATE).read_bytes())
            key = load_pem_private_key((folder / KEY).read_bytes(), passphrase)
        except (ValueError, TypeError, OSError) as error:
            problem = message("The authority's key cannot be opened: the passphrase is wrong, or the file is damaged")
            raise SigningError(
                Fault(problem, message("Give the passphrase it was made with."), folder / KEY)
            ) from error
        return cls(folder, certificate, key)  # type: ignore[arg-type]  # we made it, with RSA

    @classmethod
    def _make(cls, folder: Path, passphrase: bytes, organisation: str, moment: dt.datetime) -> Authority:
        from cryptography.hazmat.primitives import serialization

        key = _new_key()
        subject = _name(organisation, common=f"{organisation or 'docgen'} 内部签名")
        certificate = _authority_certificate(key, subject, moment)
        made = cls(folder, certificate, key)
        folder.mkdir(parents=True, exist_ok=True)
        encryption = serialization.BestAvailableEncryption(passphrase)
        pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
        _write(folder / CERTIFICATE, certificate.public_bytes(pem))
        _write(folder / CRL, made._revocations(moment, ()))
        _write(folder / KEY, key.private_bytes(pem, pkcs8, encryption), private=True)
        return made

    def issue(self, people: Iterable[Person], moment: dt.datetime, years: int = 3) -> list[Issued]:
        """A key and a certificate for each of `people` who has none yet, valid from `moment`."""
        return [self._issue_one(person, moment, years) for person in people]

    def call_back(self, certificate: Path, moment: dt.datetime) -> None:
        """Put the certificate in the file on the list of those called back, as of `moment`.

        Raises SigningError where it is no certificate, or not one of this authority.
        """
        from cryptography import x509

        try:
            found = x509.load_pem_x509_certificate(certificate.read_bytes())
            before = x509.load_pem_x509_crl((self.folder / CRL).read_bytes())
        except (OSError, ValueError) as error:
            raise SigningError(_not_ours(certificate)) from error
        if found.issuer != self.certificate.subject:
            raise SigningError(_not_ours(certificate))
        staging = self.folder / f".{CRL}"
        staging.unlink(missing_ok=True)
        kept = [entry for entry in before if entry.serial_number != found.serial_number]
        first = before.get_revoked_certificate_by_serial_number(found.serial_number)
        entry = first or x509.RevokedCertificateBuilder(found.serial_number, moment.replace(tzinfo=None)).build()
        _write(staging, self._revocations(moment, (*kept, entry)))
        staging.replace(self.folder / CRL)

    def _issue_one(self, person: Person, moment: dt.datetime, years: int) -> Issued:
        from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12

        file = self.folder / f"{safe_name(f'{person.department}_{person.name}')}.p12"
        if file.exists():
            return Issued(person, file, None)
        key = _new_key()
        certificate = self._certificate(key, person, moment, years)
        passphrase = secrets.token_urlsafe(12)
        beside = file.with_suffix(".passphrase")
        data = pkcs12.serialize_key_and_certificates(
            person.name.encode(), key, certificate, [self.certificate], BestAvailableEncryption(passphrase.encode())
        )
        beside.unlink(missing_ok=True)  # left by a run that ended before it wrote the key
        _write(beside, f"{passphrase}\n".encode(), private=True)
        file.with_suffix(".pem").unlink(missing_ok=True)
        _write(file.with_suffix(".pem"), certificate.public_bytes(Encoding.PEM))
        _write(file, data, private=True)
        return Issued(person, file, beside)

    def _certificate(self, key: RSAPrivateKey, person: Person, moment: dt.datetime, years: int) -> x509.Certificate:
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes

        organisation = _organisation(self.certificate)
        subject = _name(organisation, person.department, person.title, person.name)
        until = min(moment + dt.timedelta(days=365 * years), self.certificate.not_valid_after_utc)
        public = key.public_key()
        issuer_key = self.key.public_key()
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.certificate.subject)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(moment - _BACKDATED)
            .not_valid_after(until)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs_documents=True), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key), critical=False)
            .sign(self.key, hashes.SHA256())
        )

    def _revocations(self, moment: dt.datetime, called_back: Sequence[x509.RevokedCertificate]) -> bytes:
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes, serialization

        issuer_key = self.key.public_key()
        numbered = len(called_back) + 1
        crl = (
            x509.CertificateRevocationListBuilder(revoked_certificates=list(called_back))
            .issuer_name(self.certificate.subject)
            .last_update(moment - _BACKDATED)
            .next_update(self.certificate.not_valid_after_utc)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key), critical=False)
            .add_extension(x509.CRLNumber(numbered), critical=False)
            .sign(self.key, hashes.SHA256())
        )
        return crl.public_bytes(serialization.Encoding.PEM)


def _not_ours(file: Path) -> Fault:
    problem = message("The file is no certificate of this authority")
    return Fault(problem, message("Give the signatory's .pem file, which docgen keys made."), file)


def _new_key() -> RSAPrivateKey:
    from cryptography.hazmat.primitives.asymmetric import rsa

    return rsa.generate_private_key(public_exponent=65537, key_size=_BITS)


def _authority_certificate(key: RSAPrivateKey, subject: x509.Name, moment: dt.datetime) -> x509.Certificate:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    public = key.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment - _BACKDATED)
        .not_valid_after(moment + dt.timedelta(days=365 * _AUTHORITY_YEARS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_documents=False), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .sign(key, hashes.SHA256())
    )


def _usage(*, signs_documents: bool) -> x509.KeyUsage:
    """What a key is for (RFC 5280 4.2.1.3): documents, or certificates and revocations."""
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=signs_documents,
        content_commitment=signs_documents,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not signs_documents,
        crl_sign=not signs_documents,
        encipher_only=False,
        decipher_only=False,
    )


def _name(organisation: str, unit: str = "", title: str = "", common: str = "") -> x509.Name:
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    parts = (
        (NameOID.COUNTRY_NAME, "CN"),
        (NameOID.ORGANIZATION_NAME, organisation),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, unit),
        (NameOID.TITLE, title),
        (NameOID.COMMON_NAME, common),
    )
    return x509.Name([x509.NameAttribute(kind, value[:64]) for kind, value in parts if value])  # RFC 5280 appendix A


def _organisation(certificate: x509.Certificate) -> str:
    from cryptography.x509.oid import NameOID

    found = certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    return str(found[0].value) if found else ""


def _write(file: Path, data: bytes, *, private: bool = False) -> None:
    """Write a new file and flush it; only its owner may read a private one. Raises SigningError where it exists."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o644)
    except FileExistsError as error:
        problem = message("The file exists already")
        raise SigningError(Fault(problem, message("Choose another folder, or move the file away."), file)) from error
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
