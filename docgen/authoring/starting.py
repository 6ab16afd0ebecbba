"""Starts a form pack: a commented schema, an example, and a first Word template for every document that has none."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from docgen.authoring.examples import EXAMPLES
from docgen.errors import Fault, FormError
from docgen.form import load_pack
from docgen.form.load import PACK_FILE, SHARED
from docgen.form.model import DocumentSpec, FormPack, Step
from docgen.form.source import Source
from docgen.messages import message
from docgen.naming import faults_of_name
from docgen.word.starting import first_signing_page, first_template

_SKELETON: Final = Path(__file__).parent / "skeleton"
_SIGNATORIES: Final = "signatories"
_RESERVED: Final = frozenset({SHARED, "pack"})


class Started(NamedTuple):
    """The pack's folder and the files that were written into it."""

    folder: Path
    files: tuple[Path, ...]


def start_pack(key: str, title: str, folder: Path, forms: Sequence[Path]) -> Started:
    """Start the pack `key` in `folder`; where it is there already, write the templates that its documents lack.

    What `../shared/` names is looked for in `forms`. Nothing that exists is overwritten, and a new pack appears whole
    or not at all. Raises FormError where key or title cannot be used, or the pack that is there is faulty.
    """
    home = folder / key
    _refuse_bad_key(key, home)
    if (home / PACK_FILE).exists():
        return Started(home, tuple(_write_templates(home, forms)))
    _refuse_bad_title(title)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder) as staging:
        made = Path(staging) / key
        (made / EXAMPLES).mkdir(parents=True)
        for name, target in (("pack.yaml", made / PACK_FILE), ("example.yaml", made / EXAMPLES / "example.yaml")):
            text = (_SKELETON / name).read_text(encoding="utf-8")
            target.write_text(text.replace("__KEY__", key).replace("__TITLE__", title), encoding="utf-8")
        _write_templates(made, forms)
        made.rename(home)
    return Started(home, tuple(sorted(file for file in home.rglob("*") if file.is_file())))


def _refuse_bad_key(key: str, home: Path) -> None:
    if faults_of_name(key) or not key.isascii() or key in _RESERVED or key.startswith("."):
        problem = message("“{key}” cannot be the key of a form pack", key=key)
        raise FormError(Fault(problem, message("Use Latin letters, digits and hyphens, such as visit-plan.")))
    if home.exists() and not (home / PACK_FILE).exists():
        problem = message("The folder exists already, without a pack.yaml")
        raise FormError(Fault(problem, message("Choose another key, or move the folder away."), home))


def _refuse_bad_title(title: str) -> None:
    """The title becomes part of files' names, and stands in quotes in the skeleton."""
    if not title or faults_of_name(title) or any(char in title for char in '{}[]"\\'):
        problem = message("“{title}” cannot be the title of a form pack", title=title)
        raise FormError(Fault(problem, message("It becomes part of files' names: use words, digits and hyphens.")))


def _write_templates(home: Path, forms: Sequence[Path]) -> list[Path]:
    """Make the templates that pack.yaml names in its own folder and that are not there.

    Reading a pack wants its templates to exist, so that empty files stand in for them until the pack is read.
    """
    wanted = [home / name for name in _own_templates(home) if not (home / name).exists()]
    try:
        for file in wanted:
            file.touch(exist_ok=False)
        pack = load_pack(home.name, (home.parent, *forms))
        for file in wanted:
            file.write_bytes(_template(file, pack))
    except BaseException:
        for file in wanted:
            file.unlink(missing_ok=True)
        raise
    return wanted


def _own_templates(home: Path) -> list[str]:
    documents = Source.read(home / PACK_FILE).data.get("documents")
    items = documents if isinstance(documents, list) else []
    names = [item.get("template") for item in items if isinstance(item, dict)]
    return [name for name in dict.fromkeys(names) if isinstance(name, str) and _is_own(name)]


def _is_own(name: str) -> bool:
    return name.endswith(".docx") and "/" not in name and "\\" not in name


def _template(file: Path, pack: FormPack) -> bytes:
    document = next(spec for spec in pack.documents if spec.template == file.resolve())
    if document.signed and _SIGNATORIES in pack.fields:
        return first_signing_page(document.title.zh, pack)
    return first_template(document.title.zh, _steps_of(document, pack), pack)


def _steps_of(document: DocumentSpec, pack: FormPack) -> list[Step]:
    """The step of the document's key, else all steps that no other document is made for.

    Who signs stands on the signing page, where there is one.
    """
    keyed = {spec.key for spec in pack.documents}
    own = [step for step in pack.steps if step.key == document.key]
    steps = own or [step for step in pack.steps if step.key not in keyed] or list(pack.steps)
    if not any(spec.signed for spec in pack.documents):
        return steps
    return [
        Step(step.key, step.title, step.purpose, step.guidance, fields)
        for step in steps
        if (fields := {key: field for key, field in step.fields.items() if key != _SIGNATORIES})
    ]
