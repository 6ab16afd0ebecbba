"""PAdES beyond the bare signature: time stamps, revocation data, tokens."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from small_signing import (
    DEPARTMENTS,
    HEADS,
    NOW,
    bundle,
    credential,
    folder,
    key_file,
    passphrase_file,
    problems,
    signing,
    trust,
)
from time_stamps import authority

from docgen.errors import EnvironmentLackError, SigningError
from docgen.signing.credentials import Token, from_file, from_token
from docgen.signing.keys import Authority, Person
from docgen.signing.report import State
from docgen.signing.timestamps import TimeStampService
from docgen.signing.trusting import Trust, load_roots, signing_context
from docgen.signing.verifying import verify
from tools import need


@pytest.fixture(scope="module")
def tsa(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    with authority(tmp_path_factory.mktemp("tsa")) as running:
        yield running


@pytest.fixture
def both(tsa: tuple[str, Path]) -> Trust:
    return Trust(load_roots([folder() / "authority.pem", tsa[1]]), dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1))


def test_a_time_stamp_says_when_whatever_the_signers_clock_says(tsa: tuple[str, Path], both: Trust) -> None:
    pdf = signing(bundle(), "市场部", level="B-T", timestamper=TimeStampService(tsa[0])).pdf
    found = verify(pdf, both)
    assert found.doubts == ()
    assert found.signatures[0].level == "B-T"
    stamped = found.signatures[0].stamped
    assert stamped is not None
    assert abs(stamped - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


def test_a_time_stamp_of_an_authority_that_nobody_trusts_is_told(tsa: tuple[str, Path]) -> None:
    pdf = signing(bundle(), "市场部", level="B-T", timestamper=TimeStampService(tsa[0])).pdf
    assert problems(verify(pdf, trust())) == ["The time stamp on the signature of {department} is not to be trusted"]


def test_with_a_time_stamp_a_certificate_may_expire_without_it_not(tsa: tuple[str, Path], both: Trust) -> None:
    later = Trust(both.roots, both.moment + dt.timedelta(days=365 * 4))
    stamped = signing(bundle(), "市场部", level="B-T", timestamper=TimeStampService(tsa[0])).pdf
    assert verify(stamped, later).doubts == ()
    bare = signing(bundle(), "市场部").pdf
    assert problems(verify(bare, later)) == [
        "The certificate of {department} is not valid now, and no time stamp proves that it was"
    ]


@pytest.mark.parametrize("level", ["B-LT", "B-LTA"])
def test_revocation_data_travels_along(tsa: tuple[str, Path], both: Trust, level: str) -> None:
    pdf = bundle()
    for department in DEPARTMENTS:
        context = signing_context([folder() / "authority.pem", tsa[1]], [folder() / "authority.crl"])
        service = TimeStampService(tsa[0])
        pdf = signing(pdf, department, level=level, timestamper=service, context=context).pdf
        found = verify(pdf, both)
        assert found.doubts == ()
    assert found.state is State.FULLY
    assert {item.level for item in found.signatures} == {level}
    assert [item.later for item in found.signatures] == [2, 1, 0]  # time stamps are no signatures
    assert pdf.count(b"/DocTimeStamp") == (3 if level == "B-LTA" else 0)


def test_another_signatorys_revocation_data_prove_nothing_for_a_stranger(
    tsa: tuple[str, Path], both: Trust, tmp_path: Path
) -> None:
    context = signing_context([folder() / "authority.pem", tsa[1]], [folder() / "authority.crl"])
    service = TimeStampService(tsa[0])
    pdf = signing(bundle(), "市场部", level="B-LT", timestamper=service, context=context).pdf
    other = Authority.open(tmp_path, b"x", "另一单位", NOW)
    (issued,) = other.issue([Person(HEADS["销售部"], "销售部")], NOW)
    assert issued.passphrase is not None
    stranger = from_file(issued.key, issued.passphrase.read_bytes().strip())
    pdf = signing(pdf, "销售部", level="B-T", timestamper=service, credential=stranger).pdf
    found = verify(pdf, Trust((*both.roots, *load_roots([tmp_path / "authority.pem"])), both.moment))
    assert found.doubts == ()
    assert [item.level for item in found.signatures] == ["B-LT", "B-T"]


def called_back(day: dt.datetime, *, serial: int | None = None, days: int = 3000) -> bytes:
    """A list by our authority that calls 周岚's certificate back as of `day`."""
    authority_ = Authority.open(folder(), b"secret", "", day)
    serial = serial or credential("市场部").certificate.serial_number
    entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(day).build()
    crl = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(authority_.certificate.subject)
        .last_update(day)
        .next_update(day + dt.timedelta(days=days))
        .add_revoked_certificate(entry)
        .sign(authority_.key, hashes.SHA256())
    )
    return crl.public_bytes(Encoding.DER)


def test_a_certificate_that_was_called_back_is_told_unless_a_time_stamp_is_older(
    tsa: tuple[str, Path], both: Trust
) -> None:
    stamped = signing(bundle(), "市场部", level="B-T", timestamper=TimeStampService(tsa[0])).pdf
    bare = signing(bundle(), "市场部").pdf
    later = both.moment + dt.timedelta(days=30)
    knowing = Trust(both.roots, later + dt.timedelta(days=1), revocations=(called_back(later),))
    assert problems(verify(bare, knowing)) == ["The certificate of {department} was called back"]
    assert verify(stamped, knowing).doubts == ()
    earlier = both.moment - dt.timedelta(days=30)
    knowing = Trust(both.roots, both.moment, revocations=(called_back(earlier),))
    assert problems(verify(stamped, knowing)) == ["The certificate of {department} was called back"]


def test_a_list_that_is_out_of_date_clears_nobody(both: Trust) -> None:
    bare = signing(bundle(), "市场部").pdf
    fresh = called_back(both.moment - dt.timedelta(days=5), serial=4711)
    assert verify(bare, Trust(both.roots, both.moment, revocations=(fresh,))).doubts == ()
    stale = called_back(both.moment - dt.timedelta(days=5), serial=4711, days=1)
    assert problems(verify(bare, Trust(both.roots, both.moment, revocations=(stale,)))) == [
        "No list says that the certificate of {department} was not called back"
    ]


def test_a_certificate_that_was_called_back_does_not_sign_for_the_long_term(
    tsa: tuple[str, Path], tmp_path: Path
) -> None:
    (tmp_path / "called.crl").write_bytes(called_back(dt.datetime.now(dt.UTC) - dt.timedelta(days=1)))
    context = signing_context([folder() / "authority.pem", tsa[1]], [tmp_path / "called.crl"])
    with pytest.raises(SigningError) as caught:
        signing(bundle(), "市场部", level="B-LT", timestamper=TimeStampService(tsa[0]), context=context)
    assert caught.value.faults[0].problem.msgid == "The signature could not be made: {reason}"


def test_a_time_stamp_service_that_does_not_answer_is_named() -> None:
    with pytest.raises(EnvironmentLackError) as caught:
        signing(bundle(), "市场部", level="B-T", timestamper=TimeStampService("http://127.0.0.1:9/"))
    assert "http://127.0.0.1:9/" in str(caught.value.faults[0].problem.params)


MODULES = [Path("/usr/lib/softhsm/libsofthsm2.so"), Path("/usr/lib64/softhsm/libsofthsm2.so")]


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Token:
    """A SoftHSM token that holds 周岚's key and certificate."""
    softhsm, tool, openssl = need("softhsm2-util"), need("pkcs11-tool"), need("openssl")
    module = next(file for file in MODULES if file.exists())
    (tmp_path / "tokens").mkdir()
    settings = tmp_path / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {tmp_path}/tokens\nobjectstore.backend = file\n", encoding="utf-8")
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))
    run([softhsm, "--init-token", "--free", "--label", "desk", "--pin", "1234", "--so-pin", "5678"])
    key, certificate, _ = pkcs12.load_key_and_certificates(
        key_file("市场部").read_bytes(), passphrase_file("市场部").read_bytes().strip()
    )
    assert key is not None
    assert certificate is not None
    pem = tmp_path / "key.pem"
    pem.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    der = tmp_path / "certificate.der"
    der.write_bytes(certificate.public_bytes(Encoding.DER))
    run([softhsm, "--import", str(pem), "--token", "desk", "--label", "zhoulan", "--id", "01", "--pin", "1234"])
    login = [tool, "--module", str(module), "--token-label", "desk", "--login", "--pin", "1234"]
    run([*login, "--write-object", str(der), "--type", "cert", "--label", "zhoulan", "--id", "01"])
    del openssl
    return Token(module, "desk", "zhoulan")


def run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, env=dict(os.environ))


def test_a_token_signs_and_refuses_a_wrong_pin(token: Token) -> None:
    with from_token(token, "1234") as credential:
        assert credential.common_name == "周岚"
        pdf = signing(bundle(), "市场部", credential=credential).pdf
    assert verify(pdf, trust()).doubts == ()
    with pytest.raises(SigningError) as caught, from_token(token, "9999"):
        pass
    assert caught.value.faults[0].problem.msgid.startswith("The token “{token}” does not give the key")
    with pytest.raises(SigningError), from_token(token._replace(label="none"), "1234"):
        pass
    with pytest.raises(SigningError), from_token(token._replace(key="none"), "1234"):
        pass
