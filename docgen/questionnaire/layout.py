"""How an answer file looks that the questionnaire writes: the steps' order, their titles as comments."""

from __future__ import annotations

from docgen.answers.document import Layout
from docgen.answers.model import UNFINISHED
from docgen.form.model import FormPack
from docgen.messages import Translator, message
from docgen.rules.paths import step_words


def layout_of(pack: FormPack, translate: Translator) -> Layout:
    """The layout of answer files for `pack`, their comments in the language of `translate`."""
    headings = {
        next(iter(step.fields)): translate(step_words(number, step))
        for number, step in enumerate(pack.steps, 1)
        if step.fields
    }
    opening = translate(message("{title} · answer file, written by “docgen new”", title=pack.title))
    return Layout(keys=("pack", UNFINISHED, *pack.fields), headings=headings, opening=opening)
