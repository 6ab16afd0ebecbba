"""The envelope around a signature (CMS, RFC 5652): the parts of it that the signature itself does not cover.

Algorithms named twice, version numbers, certificates that travel along: a reader that finds nothing wrong with them may
not have looked. So each must be exactly what the rest makes it, in the one encoding that DER has.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from asn1crypto import algos, cms

from docgen.errors import Fault
from docgen.messages import Message, message

if TYPE_CHECKING:
    from asn1crypto import x509

_UNSIGNED = frozenset({"signature_time_stamp_token"})
_END = message("Do not rely on this file.")


def envelope_doubts(signed: cms.SignedData, department: str, content: str = "data") -> Iterator[Fault]:
    """What is amiss with the envelope of a signature; `content` is what it may hold: `data`, or `tst_info`."""
    if not _is_sound(signed, content):
        yield Fault(
            message("The envelope of the signature of {department} has been tampered with", department=department), _END
        )
    certificates = [item.chosen for item in signed["certificates"]]
    for certificate in certificates:
        if not any(_issued(certificate, by) for by in certificates) and certificate != _signer(signed, certificates):
            yield Fault(_stranger(department), _END)
    for token in _tokens(signed):
        yield from envelope_doubts(token["content"], department, "tst_info")


def _is_sound(signed: cms.SignedData, content: str) -> bool:
    """RFC 5652 5.1 and 5.3: versions follow from the rest, the digest is named twice alike, DER throughout."""
    if len(signed["signer_infos"]) != 1 or signed["encap_content_info"]["content_type"].native != content:
        return False
    info = signed["signer_infos"][0]
    by_serial = info["sid"].name == "issuer_and_serial_number"
    versions = (signed["version"].native, info["version"].native)
    expected = ("v1" if content == "data" and by_serial else "v3", "v1" if by_serial else "v3")
    if versions != expected:
        return False
    digests = [item.dump() for item in signed["digest_algorithms"]]
    if digests != [info["digest_algorithm"].dump()] or not _is_plain(info["digest_algorithm"], algos.DigestAlgorithm):
        return False
    if info["signature_algorithm"]["algorithm"].native != "rsassa_pss" and not _is_plain(
        info["signature_algorithm"], algos.SignedDigestAlgorithm
    ):
        return False
    if {attribute["type"].native for attribute in info["unsigned_attrs"]} - _UNSIGNED:
        return False
    return _signer(signed, [item.chosen for item in signed["certificates"]]) is not None


def _is_plain(found: Any, kind: Any) -> bool:
    """Whether an algorithm is named without parameters, or with the NULL that older rules want (RFC 5754 2)."""
    name = found["algorithm"].native
    try:
        bare = kind({"algorithm": name})
        spelled = [bare.dump(), kind({"algorithm": name, "parameters": _null()}).dump()]
    except (ValueError, TypeError):
        return False
    return "." not in name and found.dump() in spelled


def _null() -> Any:
    from asn1crypto.core import Null

    return Null()


def _signer(signed: cms.SignedData, certificates: list[x509.Certificate]) -> x509.Certificate | None:
    """The certificate that the signature names as its own."""
    named = signed["signer_infos"][0]["sid"]
    for certificate in certificates:
        if named.name == "issuer_and_serial_number":
            issuer, serial = named.chosen["issuer"], named.chosen["serial_number"].native
            if certificate.serial_number == serial and certificate.issuer.dump() == issuer.dump():
                return certificate
        elif certificate.key_identifier == named.chosen.native:
            return certificate
    return None


def _tokens(signed: cms.SignedData) -> Iterator[Any]:
    """The time stamps on the signature."""
    for attribute in signed["signer_infos"][0]["unsigned_attrs"]:
        if attribute["type"].native == "signature_time_stamp_token":
            yield from attribute["values"]


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    from cryptography import x509 as pyca
    from cryptography.exceptions import InvalidSignature

    if certificate.issuer != issuer.subject:
        return False
    try:
        by = pyca.load_der_x509_certificate(issuer.dump())
        pyca.load_der_x509_certificate(certificate.dump()).verify_directly_issued_by(by)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _stranger(department: str) -> Message:
    return message(
        "A certificate beside the signature of {department} is damaged or of unknown origin", department=department
    )
