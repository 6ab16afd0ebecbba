"""`docgen forms list|show`: the form packs, what they ask for, and where their fields stand."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.errors import Fault, FormError
from docgen.messages import message

if TYPE_CHECKING:
    from docgen.cli.console import Console
    from docgen.form.model import Field, FormPack


def run_list(arguments: argparse.Namespace, console: Console) -> int:
    """Print one line a pack."""
    from docgen.cli.opening import open_workshop
    from docgen.cli.tables import table
    from docgen.form import list_packs

    packs = list_packs(open_workshop(arguments, console).forms)
    heads = [console.say("Pack"), console.say("Version"), console.say("Title")]
    table(console, heads, [[pack.key, pack.version, console.translate(pack.title)] for pack in packs])
    return 0


def run_show(arguments: argparse.Namespace, console: Console) -> int:
    """Print a pack as an outline, or where a field stands in the templates of one pack or, alone, of all."""
    from docgen.cli.opening import open_workshop
    from docgen.form import UnknownPackError, load_pack

    forms = open_workshop(arguments, console).forms
    if arguments.field:
        return _show_field(arguments.field, [load_pack(arguments.pack, forms)], console)
    try:
        pack = load_pack(arguments.pack, forms)
    except UnknownPackError:
        packs = [pack for pack in _readable(forms) if pack.field_at(tuple(arguments.pack.split(".")))]
        if not packs:
            raise
        return _show_field(arguments.pack, packs, console)
    _outline(pack, console)
    return 0


def _readable(forms: Sequence[Path]) -> Iterator[FormPack]:
    """All packs that can be read; what is wrong with others is not asked here."""
    from docgen.form import load_pack, pack_keys

    for key in pack_keys(forms):
        with contextlib.suppress(FormError):
            yield load_pack(key, forms)


def _show_field(name: str, packs: Sequence[FormPack], console: Console) -> int:
    from docgen.authoring.usages import shown_at, template_usages
    from docgen.cli.tables import table

    rows: list[list[str]] = []
    keys = tuple(name.split("."))
    for pack in packs:
        _refuse_unknown(keys, pack)
        found = shown_at(keys, template_usages(pack))
        rows += [
            [pack.key, template.name, console.translate(use.tag.spot.place), use.tag.source] for template, use in found
        ]
    if not rows:
        console.print(console.say("No template shows “{field}”.", field=name))
        return 0
    table(console, [console.say("Pack"), console.say("Template"), console.say("Place"), console.say("Tag")], rows)
    return 0


def _refuse_unknown(keys: tuple[str, ...], pack: FormPack) -> None:
    """Raise FormError where `pack` has no such field, naming the nearest beside it."""
    from docgen.form.load import PACK_FILE
    from docgen.form.source import did_you_mean

    members: Mapping[str, Field] = pack.fields
    for number, key in enumerate(keys, 1):
        if key not in members:
            problem = message("There is no field “{key}”", key=".".join(keys[:number]))
            raise FormError(Fault(problem, did_you_mean(key, members), pack.folder / PACK_FILE))
        members = members[key].children


def _outline(pack: FormPack, console: Console) -> None:
    console.print(f"{console.translate(pack.title)} {pack.version}")
    for number, step in enumerate(pack.steps, 1):
        console.print(f"\n{number}  {console.translate(step.title)}")
        for field in step.fields.values():
            _print(field, "    ", console)
    console.print(f"\n{console.say('Documents')}")
    for document in pack.documents:
        console.print(f"    {document.template.name}  {console.translate(document.title)}")


def _print(field: Field, indent: str, console: Console) -> None:
    mark = " *" if field.rules.get("required") else ""
    console.print(f"{indent}{field.key}{mark}  {console.translate(field.label)}")
    for child in field.children.values():
        _print(child, indent + "    ", console)
