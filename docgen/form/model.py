"""The value types of a form pack: FormPack → Step → Field, and DocumentSpec."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from docgen.messages import Text
from docgen.yaml12 import KeyPath

if TYPE_CHECKING:
    from docgen.form.ask import Ask
    from docgen.form.source import Source

Part = Literal["front", "body", "back"]
SigningOrder = Literal["any", "fixed"]

NO_TEXT = Text("")


@dataclass(frozen=True)
class Field:
    """One field of a step, or one column of a list field.

    `rules` are its Cerberus rules without `meta` and without nested schemas' `meta`; `words` maps an enum id to the
    Chinese word on paper; `rule` is the id of the editing rule that a structural fault here belongs to (`schema` where
    none); `children` are the columns of a list of rows, or the members of a mapping; `is_list` tells the two apart.
    """

    key: str
    label: Text
    rules: Mapping[str, Any]
    help: Text = NO_TEXT
    example: Any = None
    words: Mapping[str, str] = field(default_factory=dict)
    rule: str = "schema"
    row: Text = NO_TEXT
    is_list: bool = False
    children: Mapping[str, Field] = field(default_factory=dict)
    meta: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def ask(self) -> Ask:
        """How the questionnaire asks for it, as far as that can be read; `check_asks` tells what cannot.

        Read when first wanted: a build asks nothing, and should not pay for it.
        """
        from docgen.form.ask import NOTHING_SAID
        from docgen.form.asking import ignore, read_ask

        return read_ask(self.meta["ask"], ignore) if "ask" in self.meta else NOTHING_SAID

    @cached_property
    def short_form(self) -> str | None:
        """The column whose value alone may stand for a row: of two columns the first, where it alone is required."""
        required = [bool(child.rules.get("required")) for child in self.children.values()]
        return next(iter(self.children)) if self.is_list and required == [True, False] else None


class AskPlace(NamedTuple):
    """Where a `meta.ask` stands: at `place` of a file, and for the field that these `keys` lead to in the pack."""

    source: Source
    place: KeyPath
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the procedure, with its guidance."""

    key: str
    title: Text
    purpose: Text
    guidance: Text
    fields: Mapping[str, Field]


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """One Word template of a pack.

    `condition` names a field; the document is left out where that field is empty (None: always in).
    `part` says where it stands in the bundle; an annex, which no pack lists, stands last. `draft_only` documents (the
    page of findings) come in drafts only; `signed` documents hold the places for signatures.
    """

    key: str
    title: Text
    template: Path
    part: Part | Literal["annex"] = "body"
    condition: str | None = None
    draft_only: bool = False
    signed: bool = False


@dataclass(frozen=True, slots=True)
class FormPack:
    """A form pack as read from its folder.

    `schema` is the whole Cerberus schema (top-level keys of the answer file, without `meta`); `digest` is the SHA-256
    over pack.yaml, the shared field sets and all templates it uses; `document_kind` is the word that rule F2 puts into
    the file name (协作计划); `signing_order` says whether the electronic signatories sign in their order or in any;
    `asks` are the places that `check_asks` looks into.
    """

    key: str
    title: Text
    version: str
    document_kind: str
    folder: Path
    steps: tuple[Step, ...]
    documents: tuple[DocumentSpec, ...]
    schema: Mapping[str, Any]
    digest: str
    signing_order: SigningOrder = "any"
    asks: tuple[AskPlace, ...] = field(default=(), repr=False, compare=False)

    @property
    def fields(self) -> dict[str, Field]:
        """All top-level fields, in the order of the steps."""
        return {key: item for step in self.steps for key, item in step.fields.items()}

    def field_at(self, path: KeyPath) -> Field | None:
        """The field that the value at `path` of the answers belongs to; a row's or item's is that of its list."""
        fields: Mapping[str, Field] = self.fields
        found: Field | None = None
        for key in path:
            if isinstance(key, int):
                continue
            found = fields.get(key)
            if found is None:
                return None
            fields = found.children
        return found
