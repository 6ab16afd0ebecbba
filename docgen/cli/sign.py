"""`docgen sign BUNDLE --as DEPARTMENT`: one electronic signature more on an archived plan."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.cli import parser
from docgen.cli.passphrases import add_passphrase, passphrase
from docgen.errors import Fault, SettingsError, SigningError
from docgen.messages import mark, message

if TYPE_CHECKING:
    from docgen.archive.signatures import Place
    from docgen.cli.console import Console
    from docgen.fonts import FontLibrary
    from docgen.signing.credentials import Credential
    from docgen.signing.signing import Level, Order

LEVELS = ("B-B", "B-T", "B-LT", "B-LTA")


def add(commands: parser.Subparsers, say: parser.Say) -> None:
    """Add the command to the parser."""
    command = parser.add_command(commands, "sign", mark("Sign an archived plan electronically."), say)
    help_ = say("the plan: its PDF or folder in the archive, or its document number")
    command.add_argument("bundle", metavar="BUNDLE", help=help_)
    command.add_argument(
        "--as", required=True, dest="department", metavar="DEPARTMENT", help=say("department that signs")
    )
    _add_keys(command, say)
    _add_looks_and_level(command, say)
    command.add_argument(
        "--to", type=Path, metavar="FILE", help=say("write the signed file there instead of the archive")
    )
    command.add_argument(
        "--signed", type=Path, metavar="FILE", help=say("take over a file that another program has signed")
    )
    parser.add_output(command, say)
    parser.add_format(command, say)
    command.set_defaults(run=run)


def _add_keys(command: argparse.ArgumentParser, say: parser.Say) -> None:
    command.add_argument(
        "--key", type=Path, metavar="FILE", help=say("key with certificate: PKCS#12 (.p12, .pfx) or PEM")
    )
    command.add_argument(
        "--cert", type=Path, metavar="FILE", help=say("certificate of a PEM key, where it stands apart")
    )
    command.add_argument("--pkcs11", type=Path, metavar="MODULE", help=say("library of a token (PKCS#11)"))
    command.add_argument("--token", metavar="LABEL", help=say("label of the token"))
    command.add_argument("--key-label", metavar="LABEL", help=say("label of key and certificate on the token"))
    add_passphrase(command, say)
    help_ = say("let somebody else sign than the plan names; the signature says so")
    command.add_argument("--allow-other-name", action="store_true", help=help_)


def _add_looks_and_level(command: argparse.ArgumentParser, say: parser.Say) -> None:
    command.add_argument(
        "--seal", type=Path, metavar="PICTURE", help=say("picture of your seal, PNG or JPEG, not transparent")
    )
    command.add_argument(
        "--seal-size", type=float, default=40, metavar="MM", help=say("true width of the seal (default: 40)")
    )
    command.add_argument("--timestamp-url", metavar="URL", help=say("time stamp authority (RFC 3161)"))
    command.add_argument("--level", choices=LEVELS, help=say("PAdES level (default: B-T with a time stamp, else B-B)"))
    add_trust(command, say)


def add_trust(command: argparse.ArgumentParser, say: parser.Say) -> None:
    """Add `--trust FILE` and `--crl FILE`, which may be repeated."""
    help_ = say("certificate of an authority that you trust (default: keys/authority.pem)")
    command.add_argument("--trust", type=Path, action="append", default=[], metavar="FILE", help=help_)
    help_ = say("list of certificates that an authority called back")
    command.add_argument("--crl", type=Path, action="append", default=[], metavar="FILE", help=help_)


def trust_files(arguments: argparse.Namespace) -> list[Path]:
    """The files given with `--trust`, else the authority of `docgen keys` in the working folder, if there is one."""
    usual = Path("keys", "authority.pem")
    return list(arguments.trust) or ([usual] if usual.is_file() else [])


def crl_files(arguments: argparse.Namespace) -> list[Path]:
    """The files given with `--crl`, else the list beside the authority that `trust_files` takes."""
    usual = Path("keys", "authority.crl")
    return list(arguments.crl) or ([usual] if not arguments.trust and usual.is_file() else [])


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Sign, and say where the signed file is."""
    from docgen.archive.signatures import sign_version, take_over
    from docgen.cli.archive.actions import note_day
    from docgen.cli.opening import open_workshop
    from docgen.signing.signing import sign
    from docgen.signing.trusting import Trust, load_revocations, load_roots

    _refuse_contradictions(arguments)
    workshop = open_workshop(arguments, console)
    place = find_place(arguments.bundle, workshop.settings.output)
    moment = dt.datetime.now(dt.UTC)
    if arguments.signed:
        revoked = load_revocations(crl_files(arguments))
        trust = Trust(load_roots(trust_files(arguments)), moment, arguments.allow_other_name, revoked)
        state = take_over(_kept(place), arguments.signed.read_bytes(), arguments.department, trust, moment)
    else:
        with _order(arguments, console, moment) as order:
            if arguments.to:
                return _sign_to(arguments, console, order, workshop.fonts, place)
            state = sign_version(_kept(place), lambda pdf: sign(pdf, order, workshop.fonts), moment)
    note_day(_kept(place).root)
    return _done(console, arguments, state.pdf, state.record.signing.signer)


def find_place(bundle: str, output: Path) -> Place | None:
    """The archived version that `bundle` names, by path or by document number; None for a file outside any archive.

    Raises SigningError where there is nothing of that name, ArchiveError where several documents have it.
    """
    from docgen.archive.archive import Archive
    from docgen.archive.signatures import Place, place_of
    from docgen.cli.archive.actions import versions_of

    if Path(bundle).exists():
        return place_of(Path(bundle))
    archive = Archive(output)
    if versions := versions_of(archive, bundle):
        return Place(archive.root, versions[-1])
    problem = message("There is no file and no archived document “{wanted}”", wanted=bundle)
    raise SigningError(Fault(problem, message("docgen archive list shows what there is.")))


def _kept(place: Place | None) -> Place:
    if place is None:
        problem = message("The file is not in an archive")
        raise SigningError(
            Fault(problem, message("Give the archived file, or say with --to where the signed file goes."))
        )
    return place


def _sign_to(
    arguments: argparse.Namespace, console: Console, order: Order, fonts: FontLibrary, place: Place | None
) -> int:
    from docgen.archive.signatures import unchanged_pdf
    from docgen.archive.store import replace_file
    from docgen.signing.signing import sign

    pdf = unchanged_pdf(place.version) if place else Path(arguments.bundle).read_bytes()
    signed = sign(pdf, order, fonts)
    replace_file(arguments.to.resolve(), signed.pdf)
    return _done(console, arguments, arguments.to.resolve(), signed.signer)


@contextlib.contextmanager
def _order(arguments: argparse.Namespace, console: Console, moment: dt.datetime) -> Iterator[Order]:
    from docgen.signing.appearance import read_seal
    from docgen.signing.signing import Order
    from docgen.signing.timestamps import TimeStampService
    from docgen.signing.trusting import load_revocations, signing_context

    with _credential(arguments, console) as credential:
        level: Level = arguments.level or ("B-T" if arguments.timestamp_url else "B-B")
        is_long_term = level in {"B-LT", "B-LTA"}
        yield Order(
            department=arguments.department,
            credential=credential,
            moment=moment,
            level=level,
            timestamper=TimeStampService(arguments.timestamp_url) if arguments.timestamp_url else None,
            context=signing_context(trust_files(arguments), crl_files(arguments)) if is_long_term else None,
            allow_other_name=arguments.allow_other_name,
            seal=read_seal(arguments.seal, arguments.seal_size) if arguments.seal else None,
            revocations=load_revocations(crl_files(arguments)),
        )


@contextlib.contextmanager
def _credential(arguments: argparse.Namespace, console: Console) -> Iterator[Credential]:
    from docgen.signing.credentials import Token, from_file, from_token

    if arguments.pkcs11:
        token = Token(arguments.pkcs11, arguments.token, arguments.key_label)
        with from_token(
            token, passphrase(arguments.passphrase_file, console.say("PIN of the token"), console)
        ) as credential:
            yield credential
        return
    opened = passphrase(arguments.passphrase_file, console.say("Passphrase of the key"), console)
    yield from_file(arguments.key, opened.encode() or None, arguments.cert)


def _refuse_contradictions(arguments: argparse.Namespace) -> None:
    """Raise SettingsError where the options do not go together."""
    faults = []
    if not arguments.signed and bool(arguments.key) == bool(arguments.pkcs11):
        faults.append(message("Give either --key or --pkcs11"))
    if arguments.pkcs11 and not (arguments.token and arguments.key_label):
        faults.append(message("--pkcs11 needs --token and --key-label"))
    if arguments.level in LEVELS[1:] and not arguments.timestamp_url:
        faults.append(message("The level {level} needs --timestamp-url", level=arguments.level))
    if not 5 <= arguments.seal_size <= 60:
        faults.append(message("--seal-size is from 5 to 60 mm"))
    if faults:
        raise SettingsError(*(Fault(problem, message("docgen sign --help shows the options.")) for problem in faults))


def _done(console: Console, arguments: argparse.Namespace, pdf: Path, signer: str) -> int:
    if arguments.format == "json":
        console.json({"department": arguments.department, "signer": signer, "path": str(pdf)})
    else:
        said = console.say("{signer} has signed for {department}", signer=signer, department=arguments.department)
        console.print(f"{console.good(console.safe(said))}\n    {console.safe(str(pdf))}")
    return 0
