"""Looks through whole packs: the schema, what it says of asking, every template by itself, and filled with examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docgen.authoring.examples import checked_for_show, example_answers
from docgen.authoring.model import Kind, PackFinding, PackReport
from docgen.authoring.trial import Desk, edition_for_show, try_out
from docgen.authoring.usages import TemplateUsage, template_usages
from docgen.errors import DocgenError, Fault, FormError, PagesError
from docgen.form import load_pack
from docgen.form.ask_check import check_asks
from docgen.form.load import PACK_FILE
from docgen.form.model import Field, FormPack
from docgen.messages import message
from docgen.yaml12 import KeyPath, read_yaml

if TYPE_CHECKING:
    from docgen.form.model import DocumentSpec
    from docgen.rules.model import CheckedAnswers

_FOR_THE_PROGRAM: Final = frozenset({("period",), ("number",), ("archive", "file_name"), ("archive", "directory")})
"""Fields that are no less used where no template prints them: they make the file's name, number and place (F2)."""


def check_packs(keys: Iterable[str], forms: Sequence[Path], desk: Desk) -> PackReport:
    """All findings of the packs `keys`, which are looked for in `forms`. That there is no such pack is one, too."""
    return PackReport(tuple(finding for key in keys for finding in _check(key, forms, desk)))


def _check(key: str, forms: Sequence[Path], desk: Desk) -> Iterator[PackFinding]:
    try:
        pack = load_pack(key, forms)
    except FormError as error:
        yield from (PackFinding(key, Kind.PACK, fault) for fault in error.faults)
        return
    for kind, fault in check_pack(pack, desk):
        yield PackFinding(key, kind, fault)


def check_pack(pack: FormPack, desk: Desk) -> Iterator[tuple[Kind, Fault]]:
    """Everything that is to be told of a pack that could be read."""
    try:
        check_asks(pack)
    except FormError as error:
        yield from ((Kind.ASK, fault) for fault in error.faults)
    usages = template_usages(pack)
    for usage in usages:
        yield from ((Kind.TEMPLATE, fault) for fault in usage.broken)
        yield from ((Kind.NAME, fault) for fault in usage.unknown)
    told = {usage.template: list(_constructs(usage)) for usage in usages if not usage.broken}
    for faults in told.values():
        yield from faults
    beyond = {template: any(kind is Kind.CONSTRUCT for kind, _ in faults) for template, faults in told.items()}
    sound = {usage.template for usage in usages if not usage.broken and not usage.unknown}
    settable = {template for template in sound if not beyond[template]}
    yield from ((Kind.FILLING, fault) for fault in _tried(pack, desk, sound, settable))
    if all(not usage.broken for usage in usages):  # what a broken template shows cannot be told
        yield from ((Kind.UNUSED, fault) for fault in _unused(pack, usages))


def _constructs(usage: TemplateUsage) -> Iterator[tuple[Kind, Fault]]:
    """What the embedded engine cannot set, and what no engine prints: told of the template, whatever the answers."""
    from docgen.pages.embedded import left_out_of, simpler_in
    from docgen.pages.read import read_document

    try:
        document = read_document(usage.template.read_bytes(), name=usage.template.name)
    except PagesError as error:
        yield from ((Kind.CONSTRUCT, replace(fault, file=usage.template)) for fault in error.faults)
        return
    yield from ((Kind.COMMENT, fault) for fault in left_out_of(document, usage.template))
    yield from ((Kind.SIMPLER, fault) for fault in simpler_in(document, usage.template))
    for found in document.unsupported:
        fault = Fault(
            message("The embedded engine cannot set this: {construct}", construct=found.construct),
            message("Take it out; docs/layout-engine.md says what can take its place. Or have LibreOffice installed."),
            file=usage.template,
            place=found.place,
            anchor=found.anchor,
        )
        yield Kind.CONSTRUCT, fault


def _tried(pack: FormPack, desk: Desk, sound: set[Path], settable: set[Path]) -> Iterator[Fault]:
    """What goes wrong when sound templates are filled with example answers and, where that can be, set and bound."""
    checked = checked_for_show(example_answers(pack, desk.today), pack)
    trial = try_out(_with(checked, [spec for spec in pack.documents if spec.template in sound]), desk, settable)
    yield from trial.faults
    if trial.documents:
        from docgen.bundle import assemble

        try:
            assemble(trial.documents, checked, edition_for_show(checked, desk), desk.fonts)
        except DocgenError as error:
            yield from error.faults


def _with(checked: CheckedAnswers, documents: Sequence[DocumentSpec]) -> CheckedAnswers:
    return replace(checked, pack=replace(checked.pack, documents=tuple(documents)))


def _unused(pack: FormPack, usages: Sequence[TemplateUsage]) -> Iterator[Fault]:
    """Fields that no template shows. Of a table of which nothing is shown only the table is told."""
    lines = _FieldLines(pack)
    for keys, field in _unshown(pack.fields, (), usages):
        yield Fault(
            message("No template shows the field “{field}” ({label})", field=".".join(keys), label=field.label),
            message("Put {tag} into a template, or delete the field.", tag=_shown_by(keys, field)),
            file=lines.file,
            line=lines.of(keys),
        )


def _unshown(
    fields: Mapping[str, Field], around: tuple[str, ...], usages: Sequence[TemplateUsage]
) -> Iterator[tuple[tuple[str, ...], Field]]:
    for key, field in fields.items():
        keys = (*around, key)
        if keys in _FOR_THE_PROGRAM:
            continue
        if not any(use.shows(keys) for usage in usages for use in usage.uses):
            yield keys, field
        else:
            yield from _unshown(field.children, keys, usages)


def _shown_by(keys: tuple[str, ...], field: Field) -> str:
    if field.is_list and field.children:
        return f"{{%tr for row in {'.'.join(keys)} %}}"
    return f"{{{{ {'.'.join(keys)} }}}}"


class _FieldLines:
    """The lines of a pack's fields in pack.yaml; a column of a shared set has that of its table."""

    def __init__(self, pack: FormPack) -> None:
        self.file = pack.folder / PACK_FILE
        self._marked = read_yaml(self.file.read_text(encoding="utf-8-sig"), self.file)
        self._steps = {key: index for index, step in enumerate(pack.steps) for key in step.fields}

    def of(self, keys: tuple[str, ...]) -> int:
        """The line of the field at `keys`, or of the nearest around it."""
        path: KeyPath = ("steps", self._steps[keys[0]], "fields", keys[0])
        for key in keys[1:]:
            below = ((*path, "schema", key), (*path, "schema", "schema", key))
            inner = next((there for there in below if there in self._marked.positions), None)
            if inner is None:
                break
            path = inner
        return self._marked.positions[path].line
