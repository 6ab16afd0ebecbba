"""What signs: a key with its certificate, from a PKCS#12 or PEM file or from a token (PKCS#11).

Turns what the user has into a `Credential`; a wrong passphrase, a certificate that is not valid now or not for signing
documents, and a name that is not the signatory's are refused with the reason. Keeps no passphrase.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from docgen.errors import EnvironmentLackError, Fault, SigningError
from docgen.messages import message
from docgen.os_errors import reason

if TYPE_CHECKING:
    from asn1crypto import x509
    from pyhanko.sign.signers import Signer

_NAME_PARTS = re.compile(r"[@|/\\,，;；:：_()（）\s-]+")
"""Licensed authorities put more than the name into the common name, as in CFCA@周岚@Z320…@1."""


class Token(NamedTuple):
    """A key on a token: the maker's PKCS#11 library, the token's label, the label of key and certificate."""

    module: Path
    label: str
    key: str


@dataclass(frozen=True, slots=True)
class Credential:
    """A key that can sign, and its certificate."""

    signer: Signer
    certificate: x509.Certificate

    @property
    def common_name(self) -> str:
        """The name in the certificate."""
        return str(self.certificate.subject.native.get("common_name") or self.certificate.subject.human_friendly)

    @property
    def serial(self) -> str:
        """The certificate's serial number, in hex."""
        return f"{self.certificate.serial_number:X}"

    def is_named(self, person: str) -> bool:
        """Whether the certificate names `person`; blanks within a name do not count."""
        return names(self.common_name, person)

    def faults(self, moment: dt.datetime) -> Iterator[Fault]:
        """Why this certificate must not sign at `moment` (with its zone)."""
        validity = self.certificate["tbs_certificate"]["validity"].native
        if moment < validity["not_before"]:
            yield Fault(
                message(
                    "The certificate of {name} is not valid before {date}",
                    name=self.common_name,
                    date=_day(validity["not_before"]),
                ),
                message("Wait until then, or set this computer's clock right."),
            )
        if moment > validity["not_after"]:
            yield Fault(
                message(
                    "The certificate of {name} expired on {date}",
                    name=self.common_name,
                    date=_day(validity["not_after"]),
                ),
                message("Have a new certificate issued, and sign with that."),
            )
        usage = self.certificate.key_usage_value
        if usage is not None and not usage.native & {"digital_signature", "non_repudiation"}:
            yield Fault(
                message("The certificate of {name} is not meant for signing documents", name=self.common_name),
                message("Take a certificate with the key usage “digital signature” or “non-repudiation”."),
            )


def names(common_name: str, person: str) -> bool:
    """Whether the common name of a certificate names `person`."""
    wanted = "".join(person.split())
    if not wanted:
        return False
    return "".join(common_name.split()) == wanted or wanted in _NAME_PARTS.split(common_name)


def from_file(file: Path, passphrase: bytes | None, certificates: Path | None = None) -> Credential:
    """The key in a PKCS#12 file, or in a PEM file with its certificate there or in `certificates`.

    Raises SigningError where the passphrase is wrong or the file holds no key with its certificate.
    """
    try:
        data = file.read_bytes()
        more = certificates.read_bytes() if certificates else b""
    except OSError as error:
        problem = message("The key cannot be read: {reason}", reason=reason(error))
        raise SigningError(Fault(problem, message("Check the path given with --key."), file)) from error
    try:
        if b"-----BEGIN " in data:
            return _from_pem(data, data + b"\n" + more, passphrase)
        return _from_pkcs12(data, passphrase)
    except (ValueError, TypeError, AttributeError) as error:
        problem = message(
            "The key cannot be opened: the passphrase is wrong, or the file holds no key with its certificate"
        )
        mend = message("Try the passphrase again; a PEM key needs its certificate in the same file or with --cert.")
        raise SigningError(Fault(problem, mend, file)) from error


@contextlib.contextmanager
def from_token(token: Token, pin: str) -> Iterator[Credential]:
    """The key on a token, while the block lasts.

    Raises EnvironmentLackError where python-pkcs11 is missing; SigningError where token, key or PIN is wrong.
    """
    try:
        import pkcs11
        from pyhanko.config.pkcs11 import TokenCriteria
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
    except ImportError as error:
        problem = message("Signing with a token needs the Python package {package}", package="python-pkcs11")
        raise EnvironmentLackError(Fault(problem, message("Install it: pip install python-pkcs11"))) from error
    try:
        session = open_pkcs11_session(str(token.module), token_criteria=TokenCriteria(token.label), user_pin=pin)
        signer = PKCS11Signer(session, cert_label=token.key, key_label=token.key, embed_roots=False)
        certificate = signer.signing_cert
        if certificate is None:
            raise ValueError("no certificate")
    except (pkcs11.PKCS11Error, OSError, RuntimeError, ValueError, LookupError) as error:
        raise _token_refused(token, error) from error
    except Exception as error:
        if type(error).__module__.startswith(("pyhanko", "pkcs11")):
            raise _token_refused(token, error) from error
        raise
    try:
        yield Credential(signer, certificate)
    finally:
        session.close()


def _token_refused(token: Token, error: Exception) -> SigningError:
    problem = message(
        "The token “{token}” does not give the key “{key}” ({reason})",
        token=token.label,
        key=token.key,
        reason=type(error).__name__,
    )
    return SigningError(Fault(problem, message("Check that it is plugged in, its labels, and the PIN."), token.module))


def _from_pkcs12(data: bytes, passphrase: bytes | None) -> Credential:
    from cryptography.hazmat.primitives.serialization import pkcs12

    key, certificate, more = pkcs12.load_key_and_certificates(data, passphrase)
    return _held(key, certificate, more)


def _from_pem(key: bytes, certificates: bytes, passphrase: bytes | None) -> Credential:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    private = load_pem_private_key(key, passphrase)
    found = x509.load_pem_x509_certificates(certificates)
    own = next((item for item in found if item.public_key() == private.public_key()), None)
    return _held(private, own, found)


def _held(key: object, certificate: Any, chain: Iterable[Any]) -> Credential:
    """Raises TypeError where there is no certificate, or the key is of a kind that signs no PDF."""
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from docgen.signing.held import HeldKey

    if certificate is None or not isinstance(key, RSAPrivateKey | EllipticCurvePrivateKey):
        raise TypeError("no key with a certificate")
    signer = HeldKey(key, certificate, [item for item in chain if item != certificate])
    return Credential(signer, signer.signing_cert)


def _day(moment: dt.datetime) -> dt.date:
    return moment.astimezone().date()
