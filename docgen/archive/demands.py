"""What a form pack must ask for, so that its plans can be archived."""

from __future__ import annotations

from docgen.errors import Fault, FormError
from docgen.form.model import FormPack
from docgen.messages import message

_ARCHIVED = ("title", "departments", "signatories", "publication", "archive")
"""The fields that name a version, say how long it is kept and who may see it (S4-7)."""


def refuse_unarchivable(pack: FormPack) -> None:
    """Raise FormError where `pack` lacks a field that the archive needs."""
    if missing := [key for key in _ARCHIVED if key not in pack.fields]:
        problem = message(
            "The form pack “{key}” lacks fields without which nothing is archived: {missing}",
            key=pack.key,
            missing=missing,
        )
        raise FormError(
            Fault(
                problem,
                message("Add them to its pack.yaml, as forms/seven-step-plan has them."),
                pack.folder / "pack.yaml",
            )
        )
