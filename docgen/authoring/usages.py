"""Where the fields of a pack stand in its templates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from docgen.errors import Fault, WordError
from docgen.form.model import FormPack
from docgen.word.shapes import Keys, template_names
from docgen.word.template import load_template
from docgen.word.usage import Use, follow


class TemplateUsage(NamedTuple):
    """What one template uses. Where it is `broken`, that cannot be told; `unknown` are names that the schema lacks."""

    template: Path
    uses: tuple[Use, ...] = ()
    broken: tuple[Fault, ...] = ()
    unknown: tuple[Fault, ...] = ()


def template_usages(pack: FormPack) -> list[TemplateUsage]:
    """What each template of `pack` uses, each once, in the pack's order."""
    return [_usage(template, pack) for template in dict.fromkeys(spec.template for spec in pack.documents)]


def _usage(template: Path, pack: FormPack) -> TemplateUsage:
    try:
        compiled = load_template(template)
    except WordError as error:
        return TemplateUsage(template, broken=error.faults)
    names = template_names(pack)
    found = [follow(part.tags, names, template) for part in compiled.parts]
    return TemplateUsage(
        template,
        uses=tuple(use for usage in found for use in usage.uses),
        unknown=tuple(fault for usage in found for fault in usage.unknown),
    )


def shown_at(keys: Keys, usages: Sequence[TemplateUsage]) -> Iterator[tuple[Path, Use]]:
    """Every tag that shows the field at `keys` or a part of it, each once."""
    for usage in usages:
        seen: set[int] = set()
        for use in usage.uses:
            if use.shows(keys) and id(use.tag) not in seen:
                seen.add(id(use.tag))
                yield usage.template, use
