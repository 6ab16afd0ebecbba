"""Finds form packs in folders and reads them. Packs are cached for as long as none of their files changes."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, cast, get_args

from docgen.errors import Fault, FormError
from docgen.form.fields import FieldReader
from docgen.form.model import DocumentSpec, Field, FormPack, Part, SigningOrder, Step
from docgen.form.source import Source, did_you_mean
from docgen.kept import KeptStore
from docgen.messages import message
from docgen.yaml12 import KeyPath

PACK_FILE = "pack.yaml"
SHARED = "shared"


class UnknownPackError(FormError):
    """No folder has a form pack of that name."""


_PACK_NEEDS = ("key", "title", "version", "document_kind", "steps", "documents")
_PACK_KEYS = (*_PACK_NEEDS, "signing_order")
_RESERVED = frozenset(("pack", "annexes", "unfinished"))
"""Top-level keys of an answer file that mean the same whatever the pack."""
_STEP_KEYS = ("key", "title", "purpose", "guidance", "fields")
_DOCUMENT_KEYS = ("key", "title", "template", "part", "condition", "draft_only", "signed")


def bundled_forms() -> Path:
    """The folder of the form packs that come with docgen: package data in a wheel, `forms/` in a checkout."""
    package = Path(__file__).parent.parent
    installed = package / "forms"
    return installed if installed.is_dir() else package.parent / "forms"


def load_pack(key: str, folders: Sequence[Path], kept: KeptStore | None = None) -> FormPack:
    """Read the pack `key` from the first of `folders` that has `<key>/pack.yaml`; `kept` saves parsing its files anew.

    Shared field sets and templates of `../shared/` come from the pack's own forms folder, or else from the first of
    `folders` that has them, so that a pack of the user's own can build on those that come with docgen.
    Raises FormError with every fault of the pack; UnknownPackError, naming those there are, where none is so called.
    """
    for folder in folders:
        if key in pack_keys([folder]):  # asked so that no key can lead out of the folder
            forms = (folder, *(other for other in folders if other != folder))
            return _load(folder / key, forms, _stamps(folder / key, forms), kept)
    raise UnknownPackError(
        Fault(
            message("There is no form pack “{key}”", key=key),
            did_you_mean(key, pack_keys(folders)),
            place=message("looked in {folders}", folders=[str(folder) for folder in folders]),
        )
    )


def list_packs(folders: Sequence[Path]) -> tuple[FormPack, ...]:
    """All packs in `folders`, by key. Raises FormError with the faults of all that cannot be read."""
    packs: list[FormPack] = []
    faults: list[Fault] = []
    for key in pack_keys(folders):
        try:
            packs.append(load_pack(key, folders))
        except FormError as error:
            faults += error.faults
    if faults:
        raise FormError(*faults)
    return tuple(packs)


def pack_keys(folders: Iterable[Path]) -> list[str]:
    """The keys of all packs in `folders`, whether they can be read or not."""
    return sorted({file.parent.name for folder in folders for file in folder.glob(f"*/{PACK_FILE}")})


def _stamps(folder: Path, forms: Iterable[Path]) -> tuple[tuple[Path, int, int], ...]:
    """Every file that can take part in a pack, with size and time of change."""
    files = [folder / PACK_FILE]
    for place in (folder, *(home / SHARED for home in forms)):
        files += [*place.glob("*.docx"), *place.glob("*.dotx"), *place.glob("*.yaml")]
    return tuple((file, stat.st_size, stat.st_mtime_ns) for file in sorted(set(files)) for stat in [file.stat()])


@functools.lru_cache(maxsize=64)
def _load(
    folder: Path, forms: tuple[Path, ...], _stamps: tuple[tuple[Path, int, int], ...], kept: KeptStore | None
) -> FormPack:
    source = Source.read(folder / PACK_FILE, kept)
    sets = _shared_sets(forms, kept)
    reader = FieldReader(sets)
    data = source.data
    source.keys(data, _PACK_KEYS, (), needed=_PACK_NEEDS)
    title = source.text(data, "title", ())
    steps = tuple(_step(source, reader, item, path) for path, item in source.mappings(data, "steps", ()))
    fields = _all_fields(source, steps)
    items = source.mappings(data, "documents", ())
    documents = tuple(_document(source, item, path, forms, fields) for path, item in items)
    _check_keys(source, steps, documents)
    signing_order = _signing_order(source)
    faults = [fault for each in dict.fromkeys((source, *sets.values())) for fault in each.faults]
    if faults:
        raise FormError(*faults)
    return FormPack(
        key=folder.name,
        title=title,
        version=str(data["version"]),
        document_kind=str(data["document_kind"]),
        folder=folder,
        steps=steps,
        documents=documents,
        schema={
            "pack": {"type": "string", "required": True, "allowed": [folder.name]},
            "annexes": {"type": "list", "nullable": True, "schema": {"type": "string", "empty": False}},
            **{key: item.rules for key, item in fields.items()},
        },
        digest=_digest([source.file, *(shared.file for shared in reader.used)], documents),
        asks=tuple(reader.asks),
        signing_order=signing_order,
    )


def _signing_order(source: Source) -> SigningOrder:
    order = str(source.data.get("signing_order", "any"))
    if order not in get_args(SigningOrder):
        problem = message("“{order}” is no order of signing", order=order)
        source.fault(("signing_order",), problem, message("Write “fixed” or “any”."))
    return cast("SigningOrder", order)


def _shared_sets(forms: Iterable[Path], kept: KeptStore | None) -> dict[str, Source]:
    """The field sets by name; those of an earlier folder hide those of a later one."""
    sets: dict[str, Source] = {}
    for home in forms:
        for file in sorted((home / SHARED).glob("*.yaml")):
            shared = Source.read(file, kept)
            for name in shared.data:
                sets.setdefault(name, shared)
    return sets


def _step(source: Source, reader: FieldReader, item: dict[str, Any], path: KeyPath) -> Step:
    source.keys(item, _STEP_KEYS, path, needed=("key", "title", "fields"))
    return Step(
        key=str(item.get("key", "")),
        title=source.text(item, "title", path),
        purpose=source.text(item, "purpose", path),
        guidance=source.text(item, "guidance", path),
        fields=reader.fields(source, source.mapping(item, "fields", path), (*path, "fields")),
    )


def _all_fields(source: Source, steps: Iterable[Step]) -> dict[str, Field]:
    """The fields of all steps; a key that two steps use is a fault, since the answer file has no steps."""
    fields: dict[str, Field] = {}
    for index, step in enumerate(steps):
        for key, item in step.fields.items():
            if key in fields or key in _RESERVED:
                problem = message("The field “{key}” is used already", key=key)
                source.fault(("steps", index, "fields", key), problem, message("Give it another key."))
            fields[key] = item
    return fields


def _document(
    source: Source, item: dict[str, Any], path: KeyPath, forms: Iterable[Path], fields: dict[str, Field]
) -> DocumentSpec:
    source.keys(item, _DOCUMENT_KEYS, path, needed=("key", "title", "template"))
    part, condition = str(item.get("part", "body")), item.get("condition")
    if part not in get_args(Part):
        problem = message("“{part}” is no part of a bundle", part=part)
        source.fault((*path, "part"), problem, did_you_mean(part, get_args(Part)))
    if condition is not None and str(condition) not in fields:
        problem = message("The condition “{name}” is not a field of this pack", name=condition)
        source.fault((*path, "condition"), problem, did_you_mean(str(condition), fields))
    return DocumentSpec(
        key=str(item.get("key", "")),
        title=source.text(item, "title", path),
        template=_template(source, str(item.get("template", "")), path, forms),
        part=cast("Part", part),
        condition=condition,
        draft_only=item.get("draft_only") is True,
        signed=item.get("signed") is True,
    )


def _template(source: Source, name: str, path: KeyPath, forms: Iterable[Path]) -> Path:
    """The template's file: beside pack.yaml, or shared and then of the first forms folder that has it."""
    beside = source.file.parent / name
    shared = [home / name.removeprefix("../") for home in forms if name.startswith(f"../{SHARED}/")]
    for file in (beside, *shared):
        if file.is_file():
            return file.resolve()
    if name:
        problem = message("The template “{name}” does not exist", name=name)
        mend = message("Put the Word file at {file}, or correct the name.", file=str(beside))
        source.fault((*path, "template"), problem, mend)
    return beside.resolve()


def _check_keys(source: Source, steps: Iterable[Step], documents: Iterable[DocumentSpec]) -> None:
    """The pack's key is its folder's name; no two steps and no two documents share a key."""
    key, folder = source.data.get("key"), source.file.parent.name
    if key is not None and key != folder:
        problem = message("The key “{key}” differs from the folder's name “{folder}”", key=key, folder=folder)
        source.fault(("key",), problem, message("Rename one of the two."))
    groups: dict[str, Iterable[Step | DocumentSpec]] = {"steps": steps, "documents": documents}
    for group, items in groups.items():
        seen: set[str] = set()
        for index, item in enumerate(items):
            if item.key in seen:
                problem = message("The key “{key}” is used twice", key=item.key)
                source.fault((group, index, "key"), problem, message("Give it another key."))
            seen.add(item.key)


def _digest(files: Iterable[Path], documents: Iterable[DocumentSpec]) -> str:
    """SHA-256 over the bytes of all files, each preceded by its name; independent of where the forms folder is."""
    digest = hashlib.sha256()
    templates = (document.template for document in documents if document.template.is_file())
    for file in (*sorted(set(files)), *templates):
        content = file.read_bytes()
        digest.update(f"{file.parent.name}/{file.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()
