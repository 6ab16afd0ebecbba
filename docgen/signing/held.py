"""A signer that holds its key opened: pyHanko's own opens it anew for each signature, which costs 0.1 s a time."""

from __future__ import annotations

from collections.abc import Iterable

from asn1crypto import x509
from cryptography import x509 as pyca
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

Key = RSAPrivateKey | EllipticCurvePrivateKey
_HASHES: dict[str, type[hashes.SHA256 | hashes.SHA384 | hashes.SHA512]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}


class HeldKey(Signer):
    """Signs with an RSA (PKCS #1 v1.5) or elliptic curve key in memory.

    The certificates of `chain` that lead to the root travel along; a root does not: a verifier has those it trusts, and
    a copy in the file would be one that nobody checks.
    """

    def __init__(self, key: Key, certificate: pyca.Certificate, chain: Iterable[pyca.Certificate]) -> None:
        registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        registry.register_multiple(_converted(item) for item in chain if item.issuer != item.subject)
        super().__init__(signing_cert=_converted(certificate), cert_registry=registry, embed_roots=False)
        self._key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """The signature; a dry run gives as many bytes without signing."""
        if dry_run:
            return bytes(self._key.key_size // 4)  # an ECDSA signature is two numbers, with some bytes around them
        digest = _HASHES[digest_algorithm]()
        if isinstance(self._key, RSAPrivateKey):
            return self._key.sign(data, PKCS1v15(), digest)
        return self._key.sign(data, ECDSA(digest))


def _converted(certificate: pyca.Certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))
