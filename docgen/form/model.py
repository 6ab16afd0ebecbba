"""The value types of a form pack: FormPack → Step → Field, and DocumentSpec."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from docgen.messages import Text

Part = Literal["front", "body", "back"]
SigningOrder = Literal["any", "fixed"]

NO_TEXT = Text("")


@dataclass(frozen=True, slots=True)
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
    `part` says where it stands in the bundle; `draft_only` documents (the page of findings) come in drafts only;
    `signed` documents hold the places for signatures.
    """

    key: str
    title: Text
    template: Path
    part: Part = "body"
    condition: str | None = None
    draft_only: bool = False
    signed: bool = False


@dataclass(frozen=True, slots=True)
class FormPack:
    """A form pack as read from its folder.

    `schema` is the whole Cerberus schema (top-level keys of the answer file, without `meta`); `digest` is the SHA-256
    over pack.yaml, the shared field sets and all templates it uses; `document_kind` is the word that rule F2 puts into
    the file name (协作计划); `signing_order` says whether the electronic signatories sign in their order or in any.
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

    @property
    def fields(self) -> dict[str, Field]:
        """All top-level fields, in the order of the steps."""
        return {key: item for step in self.steps for key, item in step.fields.items()}
