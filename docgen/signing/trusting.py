"""The trust roots and revocation data that a signature of level B-LT takes along, from files or from the network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.errors import Fault, SigningError
from docgen.messages import message
from docgen.signing.verifying import load_roots

if TYPE_CHECKING:
    from pyhanko_certvalidator import ValidationContext


def signing_context(roots: Sequence[Path], revocations: Sequence[Path]) -> ValidationContext:
    """What a certificate is held against before it signs for the long term; what the files lack is fetched.

    Raises SigningError where a file is no certificate, or no list of certificates called back.
    """
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(
        trust_roots=list(load_roots(roots)),
        crls=[_revocations(file) for file in revocations],
        allow_fetching=True,
        revocation_mode="hard-fail",
    )


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
