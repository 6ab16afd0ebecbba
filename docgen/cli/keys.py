"""`docgen keys [FILE…]`: a small internal authority and a certificate for each signatory, for teams without a PKI."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.cli import parser
from docgen.cli.passphrases import add_passphrase, new_passphrase, passphrase
from docgen.messages import mark

if TYPE_CHECKING:
    from docgen.cli.console import Console
    from docgen.signing.keys import Issued, Person
    from docgen.workshop import Workshop


def add(commands: parser.Subparsers, say: parser.Say) -> None:
    """Add the command to the parser."""
    summary = mark("Make an internal authority and a certificate for each signatory.")
    command = parser.add_command(commands, "keys", summary, say)
    command.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help=say("answer file whose signatories get one")
    )
    help_ = say("somebody who gets one, as department:name or department:name:title")
    command.add_argument("--person", action="append", default=[], type=_person(say), metavar="WHO", help=help_)
    command.add_argument("--folder", type=Path, default=Path("keys"), help=say("where the keys go (default: keys)"))
    command.add_argument(
        "--years", type=parser.positive(say), default=3, help=say("how long they are valid (default: 3)")
    )
    help_ = say("call a certificate back: the signatory's .pem file")
    command.add_argument("--revoke", type=Path, action="append", default=[], metavar="FILE", help=help_)
    add_passphrase(command, say)
    command.add_argument("--forms", type=Path, metavar="DIR", help=say("folder with form packs of your own"))
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Make what is missing, and say plainly what such certificates prove and what not."""
    from docgen.cli.opening import open_workshop
    from docgen.signing.keys import KEY, Authority, Person

    workshop = open_workshop(arguments, console)
    people = [*_signatories(arguments.files, workshop), *(Person(*who) for who in arguments.person)]
    ask = passphrase if (arguments.folder / KEY).exists() else new_passphrase
    secret = ask(arguments.passphrase_file, console.say("Passphrase of the authority"), console)
    moment = dt.datetime.now(dt.UTC)
    authority = Authority.open(arguments.folder, secret.encode(), workshop.settings.organisation.name, moment)
    console.print(console.say("Authority: {folder}", folder=str(arguments.folder)))
    for issued in authority.issue(dict.fromkeys(people), moment, arguments.years):
        _print(issued, console)
    for file in arguments.revoke:
        authority.call_back(file, moment)
        console.print(console.safe(console.say("Called back: {file}; give authority.crl to all who verify", file=file)))
    if not arguments.revoke:
        _explain(console)
    return 0


def _signatories(files: list[Path], workshop: Workshop) -> Iterator[Person]:
    """Those who sign the plans electronically."""
    from docgen.pipeline import check_file
    from docgen.signing.keys import Person

    for file in files:
        for row in check_file(file, workshop).draft.values.get("signatories") or ():
            if row.get("method") == "electronic" and row.get("name") and row.get("department"):
                yield Person(row["name"], row["department"], row.get("title") or "")


def _person(say: parser.Say) -> Callable[[str], tuple[str, ...]]:
    def read(text: str) -> tuple[str, ...]:
        department, _, rest = text.replace("：", ":").partition(":")
        name, _, title = rest.partition(":")
        if not department or not name:
            raise argparse.ArgumentTypeError(say("must be department:name or department:name:title"))
        return name, department, title

    return read


def _print(issued: Issued, console: Console) -> None:
    who = f"{issued.person.department} {issued.person.name}"
    if issued.passphrase is None:
        console.print(console.safe(f"    {console.say('{who}: has a certificate already', who=who)}"))
    else:
        said = console.say(
            "{who}: {key}, passphrase in {passphrase}", who=who, key=issued.key.name, passphrase=issued.passphrase.name
        )
        console.print(console.safe(f"    {said}"))


def _explain(console: Console) -> None:
    say = console.say
    for sentence in (
        say("Hand key and passphrase over in person, separately, and delete both here: nobody else may hold them."),
        say(
            "What these certificates prove: that the holder of the key signed, and that nothing has changed since."
            " Your team vouches for the name; nobody outside need believe it."
        ),
        say(
            "By article 13 of the Electronic Signature Law a signature is reliable only where the signatory alone"
            " controlled the key. Against outsiders, use a certificate of a licensed authority (article 16)."
        ),
    ):
        console.print(sentence)
