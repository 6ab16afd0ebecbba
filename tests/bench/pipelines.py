"""The two pipelines side by side: docgen's, and docxtpl + LibreOffice + pypdf on the same templates and context."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from docgen.bundle import assemble
from docgen.bundle.model import Bundle
from docgen.edition import Edition, Status
from docgen.lengths import from_mm
from docgen.pages import lay_out
from docgen.pipeline import check_file, make
from docgen.rules.model import CheckedAnswers
from docgen.settings import load_settings
from docgen.word import fill
from docgen.word.context import template_context
from docgen.word.pictures import sign_here
from docgen.word.printing import FILTERS, printed
from docgen.workshop import Workshop

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "forms" / "seven-step-plan" / "examples"
PLAN = EXAMPLES / "product-launch.yaml"


class Bench:
    """The product-launch plan, checked, ready to be built by either pipeline.

    docgen remembers what it has read and set, so that building the same plan again would flatter it. Each of its runs
    gets the plan in other words, under another number and with a row more or less in its tables: what a process that
    builds one plan after the other sees. `with_partner` lets it use both cores, as `docgen build` does for one plan.
    Of two in one process, each needs words of its own: `first` is the number of its first plan.
    """

    def __init__(self, folder: Path, *, with_partner: bool = False, first: int = 1) -> None:
        self.folder = folder
        settings = load_settings(EXAMPLES / "docgen.toml")
        self.workshop = Workshop(settings, dt.date(2026, 7, 1), with_partner=with_partner)
        self.workshop.call_partner()
        checked = check_file(PLAN, self.workshop).checked
        assert checked is not None
        self.checked = checked
        self.edition = Edition(
            name=checked.values["archive"]["file_name"],
            number="CX-2026Q3-BENCH1",
            version="V1.0",
            date=self.workshop.today,
            status=Status.FINAL,
            organisation=self.workshop.settings.organisation,
            fingerprint=self.workshop.fingerprint(checked),
        )
        self._issues = itertools.cycle([self._issue(number) for number in range(first, first + 64)])

    def _issue(self, number: int) -> tuple[CheckedAnswers, Edition]:
        """Another plan of the same shape, with a number and a fingerprint of its own."""
        reworded = _reworded(self.checked, number)
        fingerprint = self.workshop.fingerprint(reworded)
        return reworded, replace(self.edition, number=f"CX-2026Q3-BENCH{number}", fingerprint=fingerprint)

    def docgen(self) -> Bundle:
        """Fill, lay out, assemble: stamped, with contents, outline and attachments."""
        checked, edition = next(self._issues)
        return make(checked, edition, self.workshop)[1]

    def stages(self) -> tuple[float, float, float]:
        """Milliseconds of one run, by stage."""
        checked, edition = next(self._issues)
        marks = [time.perf_counter()]
        words = fill(checked, edition, self.workshop.fonts)
        marks.append(time.perf_counter())
        documents = lay_out(words, self.workshop.fonts)
        marks.append(time.perf_counter())
        assemble(documents, checked, edition, self.workshop.fonts)
        marks.append(time.perf_counter())
        fill_time, pages_time, bundle_time = (1000 * (b - a) for a, b in itertools.pairwise(marks))
        return fill_time, pages_time, bundle_time

    def office(self) -> None:
        """docxtpl for each template, one soffice call for all files, pypdf to merge: no stamps, no contents."""
        files = []
        context = template_context(self.checked, self.edition)
        for number, spec in enumerate(self.checked.pack.documents):
            if not spec.draft_only:
                files.append(self.folder / f"{number:02}.docx")
                self._fill_with_docxtpl(spec.template, context, files[-1])
        profile = f"-env:UserInstallation=file://{self.folder}/profile"
        command = [
            "soffice",
            "--headless",
            profile,
            "--convert-to",
            "pdf",
            "--outdir",
            str(self.folder),
            *map(str, files),
        ]
        subprocess.run(command, check=True, capture_output=True)
        merge([file.with_suffix(".pdf") for file in files], self.folder / "merged.pdf")

    def _fill_with_docxtpl(self, template: Path, context: dict[str, Any], target: Path) -> None:
        from docx.shared import Mm, Pt
        from docxtpl import DocxTemplate, InlineImage
        from jinja2 import Environment

        from docgen import charts

        makers = {"flow-chart": charts.flow_chart, "gantt-chart": charts.gantt_chart, "risk-matrix": charts.risk_matrix}
        document = DocxTemplate(template)

        def chart(name: str, height_mm: float = 200) -> InlineImage:
            height = from_mm(height_mm)
            made = makers[name](self.checked.values, self.workshop.fonts, 440, max_height=height)
            return InlineImage(document, io.BytesIO(charts.to_png(made, self.workshop.fonts)), Pt(made.width))

        environment = Environment(autoescape=True, finalize=printed)
        environment.filters.update(FILTERS)
        functions = {
            "chart": chart,
            "logo": lambda height=20: InlineImage(document, str(EXAMPLES / "logo.png"), height=Mm(height)),
            "sign_here": sign_here,
        }
        document.render({**context, **functions}, environment, autoescape=True)
        document.save(target)


def _reworded(checked: CheckedAnswers, step: int) -> CheckedAnswers:
    """The plan with every Han character of its answers exchanged for the one `step` further among those that it has.

    So all texts are new and as long as they were, and what named the same thing still does.
    """
    used = set(json.dumps(checked.values, ensure_ascii=False, default=str))
    han = sorted(character for character in used if "\u4e00" <= character <= "\u9fff")
    other = {ord(old): new for old, new in zip(han, han[step:] + han[:step], strict=True)}

    def reworded(value: Any) -> Any:
        if isinstance(value, str):
            return value.translate(other)
        if isinstance(value, Mapping):
            return {key: reworded(item) for key, item in value.items()}
        return [reworded(item) for item in value] if isinstance(value, list | tuple) else value

    return replace(checked, values=reworded(_resized(checked.values, step)))


_RESIZED = (
    ("assignments", "raci"), ("tasks",), ("risks",), ("resources",), ("goals",), ("in_scope",), ("communication",),
    ("reviews",), ("revisions",),
)  # fmt: skip
"""Lists that become rows of a table; those of a group stay as long as one another."""


def _resized(values: Mapping[str, Any], step: int) -> Mapping[str, Any]:
    """The answers with one row less, as many or one more in each table, each by a cycle of its own; on average as many.

    Rows that no other row refers to also change places, and with them the colours of their cells.
    """
    resized = dict(values)
    for place, group in enumerate(_RESIZED):
        more = (step // (place + 1) + place) % 3 - 1
        for name in group:
            rows = list(values[name])
            if name != "tasks":
                turned = step % len(rows)
                rows = rows[turned:] + rows[:turned]
            resized[name] = rows[:more] if more < 0 else rows + rows[:more]
    return resized


def merge(files: list[Path], target: Path) -> None:
    """Append PDFs with pypdf."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    for file in files:
        writer.append(file)
    writer.write(target)


def run_docgen(folder: Path) -> None:
    """`docgen build` in a process of its own, into an archive that does not have the plan."""
    target = folder / f"output-{time.perf_counter_ns()}"
    run(["-m", "docgen", "build", str(PLAN), "-o", str(target), "--config", str(EXAMPLES / "docgen.toml")])


def run_office(folder: Path) -> None:
    """The other pipeline in a process of its own."""
    code = f"from pathlib import Path; from bench.pipelines import Bench; Bench(Path({str(folder)!r})).office()"
    run(["-c", code])


def run_version() -> None:
    """`docgen --version` in a process of its own."""
    run(["-m", "docgen", "--version"])


def run_nothing() -> None:
    """What starting Python costs."""
    run(["-c", "pass"])


def run(arguments: list[str]) -> None:
    """Run Python with `arguments`, with its bytecode kept as on a user's machine."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, cwd=ROOT / "tests", env=environment)
