"""Fills all Word templates of a plan, in the order of its pack."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from docgen import naming
from docgen.aside import aside
from docgen.charts.model import Chart
from docgen.edition import Edition
from docgen.errors import Fault, WordError
from docgen.lengths import Pt
from docgen.messages import message
from docgen.rules.model import CheckedAnswers
from docgen.word.context import included_documents, template_context
from docgen.word.kept import CompiledStore
from docgen.word.model import FilledWord
from docgen.word.pictures import Pictures
from docgen.word.rendering import Properties, packed, render
from docgen.word.template import load_template
from docgen.workdays import WorkCalendar

if TYPE_CHECKING:
    from docgen.fonts import FontLibrary


class Filler:
    """Fills the templates of one plan, each when it is asked for. `kept` saves compiling what an earlier run compiled.

    `documents` are those that this plan has, in the pack's order: one whose `condition` names an empty field is left
    out, and a `draft_only` one is there in drafts alone.
    """

    def __init__(
        self, checked: CheckedAnswers, edition: Edition, fonts: FontLibrary, *, kept: CompiledStore | None = None
    ) -> None:
        self.documents = tuple(included_documents(checked, edition))
        self._edition = edition
        self._kept = kept
        self._context = template_context(checked, edition)
        self._make_chart = partial(_make_chart, {}, checked.values, fonts)

    def fill(self, place: int) -> FilledWord:
        """Fill the template of `documents[place]`. The file is packed aside, since what is laid out next is its parts.

        Raises WordError with the template's faults: each with file, part, place, tag and mend.
        """
        spec, edition = self.documents[place], self._edition
        template = load_template(spec.template, self._kept)
        pictures = Pictures(edition, self._make_chart, template.text_widths)
        properties = Properties(spec.title.zh, edition.organisation.name or "docgen", edition.date)
        parts = render(template, {**self._context, "document": {"title": spec.title.zh}}, pictures, properties)
        file_name = f"{place + 1:02d}_{naming.safe_name(spec.title.zh)}.docx"
        return FilledWord(spec, file_name, aside(packed, parts, template), pictures.charts, parts)


def fill(
    checked: CheckedAnswers, edition: Edition, fonts: FontLibrary, *, kept: CompiledStore | None = None
) -> tuple[FilledWord, ...]:
    """Fill every template of the pack that this plan asks for, as `Filler` does, in the pack's order.

    Raises WordError with the faults of all templates at once.
    """
    filler = Filler(checked, edition, fonts, kept=kept)
    filled: list[FilledWord] = []
    faults: list[Fault] = []
    for place in range(len(filler.documents)):
        try:
            filled.append(filler.fill(place))
        except WordError as error:
            faults += error.faults
    if faults:
        raise WordError(*faults)
    return tuple(filled)


def _make_chart(
    made: dict[tuple[str, Pt, Pt | None], tuple[Chart, Callable[[], bytes]]],
    values: Mapping[str, Any],
    fonts: FontLibrary,
    name: str,
    width: Pt,
    height: Pt | None,
) -> tuple[Chart, Callable[[], bytes]]:
    """The chart of that name and size, made when a template first asks for it, and its picture, packed aside."""
    from docgen import charts

    calendar = WorkCalendar()
    makers: dict[str, Callable[..., Chart]] = {
        "flow-chart": charts.flow_chart,
        "gantt-chart": partial(charts.gantt_chart, is_rest_day=lambda day: not calendar.is_workday(day)),
        "risk-matrix": charts.risk_matrix,
    }
    if name not in makers:
        problem = message("There is no chart “{name}”.", name=name)
        raise WordError(Fault(problem, message("Use one of: {known}.", known=list(makers))))
    key = (name, width, height)
    if key not in made:
        chart = makers[name](values, fonts, width, max_height=height)
        made[key] = (chart, aside(charts.to_png, chart, fonts))
    return made[key]
