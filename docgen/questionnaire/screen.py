"""Shows what stands above the prompts: where the walk is, what a step is for, tables, findings, the whole plan."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TextIO

from docgen.form.model import FormPack
from docgen.messages import Translator, message
from docgen.questionnaire.places import MARK, cells, row_of, step_of
from docgen.questionnaire.prompts.cells import wrapped
from docgen.questionnaire.tables.wording import worded
from docgen.rules.model import Finding, Severity
from docgen.rules.paths import step_words, words_for
from docgen.terminal_text import shown
from docgen.yaml12 import KeyPath

if TYPE_CHECKING:
    from docgen.questionnaire.worksheet import Worksheet

_STYLES = {"head": "1;36", "dim": "2", "error": "31", "warning": "33", "good": "32"}
_WIDEST = 100
_VALUES_IN_SHORT = 4
_HELP = message(
    "Enter accepts; Ctrl-B goes back one question and loses nothing; Ctrl-G jumps to any step, field, row or value; "
    "Ctrl-X saves and leaves. Every answer is saved at once; “docgen edit” goes on here. A required answer may be "
    "left blank for now; dates may be written 2026-07-01, 2026/7/1, 2026年7月1日, D+5 or D+5工作日."
)


class Screen:
    """Prints in one language. Nothing that comes from answers can steer the terminal."""

    def __init__(self, translate: Translator, *, coloured: bool = False, stream: TextIO | None = None) -> None:
        self.translate = translate
        self.coloured = coloured
        self._stream = stream or sys.stdout
        self._step: int | None = None

    def say(self, msgid: str, **params: object) -> str:
        """Translate a sentence of the questionnaire."""
        return self.translate(message(msgid, **params))

    def text(self, value: object) -> str:
        """Say a label, a message or a value, with nothing in it that could steer a terminal."""
        return shown(self.translate(value))

    @property
    def gap(self) -> str:
        """What stands between two parts of a line: a blank as wide as the characters are."""
        return "　" if self.translate.language == "zh" else "  "

    @property
    def colon(self) -> str:
        """A colon as the language writes it."""
        return "：" if self.translate.language == "zh" else ": "

    @property
    def width(self) -> int:
        """Columns that a line may have: those of the terminal, but no more than reads well."""
        return min(shutil.get_terminal_size().columns, _WIDEST)

    def line(self, text: str = "", style: str = "") -> None:
        """Print a line."""
        code = _STYLES.get(style) if self.coloured else None
        print(f"\x1b[{code}m{text}\x1b[0m" if code and text else text, file=self._stream, flush=True)

    def note(self, text: str, indent: int = 0) -> None:
        """Say something in passing."""
        self._paragraph(shown(text), "dim", indent)

    def good(self, text: str) -> None:
        """Say that something is as it should be."""
        self.line(f"✔ {shown(text)}", "good")

    def arrive(self, path: KeyPath, sheet: Worksheet) -> None:
        """Where the step changes: say which one it is, what it is for, how it is done, how far the plan has come."""
        number = step_of(path, sheet)
        if number == self._step:
            return
        self._step = number
        steps = sheet.pack.steps
        if number == len(steps):
            return
        self.line()
        self.line("─" * self.width, "dim")
        where = self.say("Step {number} of {count}", number=number + 1, count=len(steps))
        self.line(f"{where}{self.gap}{self.text(steps[number].title)}", "head")
        self.line(self._progress(sheet, number))
        self._paragraph(self.text(steps[number].purpose))
        self._paragraph(self.text(steps[number].guidance), "dim")
        self.line()

    def help(self, path: KeyPath, sheet: Worksheet) -> None:
        """Say what can be done here, and once more how the step is done."""
        number = step_of(path, sheet)
        if number < len(sheet.pack.steps):
            self._paragraph(self.text(sheet.pack.steps[number].guidance))
        if path[0] != MARK and not isinstance(path[-1], int):
            spec = sheet.field(path)
            self._paragraph(f"{self.text(spec.label)}{self.colon}{self.text(spec.help)}")
        self._paragraph(self.text(_HELP), "dim")

    def place(self, path: KeyPath, sheet: Worksheet) -> str:
        """Where a question stands: 第 3 步 / 共 7 步 · 第 2 个节点 · 3/8. Of a row in a row, both are named."""
        number = step_of(path, sheet)
        parts = [self.say("Step {number} of {count}", number=number + 1, count=len(sheet.pack.steps))]
        row = row_of(path)
        if row is not None:
            lengths = [length for length in range(1, len(row) + 1) if isinstance(row[length - 1], int)]
            parts += [self.row_name(row[:length], sheet) for length in lengths]
            inside = cells(row, sheet)
            if path != row:
                index = next((n for n, cell in enumerate(inside, 1) if path[: len(cell)] == cell), 0)
                parts.append(f"{index}/{len(inside)}")
        elif len(path) > 1:
            parts += self.labels(path[:-1], sheet)
        return " · ".join(parts)

    def row_name(self, row: KeyPath, sheet: Worksheet) -> str:
        """What a row is called: 第 3 项任务."""
        spec = sheet.field(row[:-1])
        number = str(int(row[-1]) + 1)
        return self.text(spec.row).replace("{n}", number) if spec.row.zh else f"{self.text(spec.label)} {number}"

    def labels(self, path: KeyPath, sheet: Worksheet) -> list[str]:
        """The labels of a field and of those around it."""
        return [self.text(sheet.field(path[:length]).label) for length in range(1, len(path) + 1)]

    def step_name(self, number: int, pack: FormPack) -> str:
        """第三步 制定协作流程与沟通机制."""
        return self.text(step_words(number + 1, pack.steps[number]))

    def whereabouts(self, path: KeyPath, sheet: Worksheet) -> str:
        """A place in the user's words, rows named."""
        return self.text(words_for(path, sheet.pack, sheet.values))

    def step_number(self, number: int, pack: FormPack) -> str:
        """A step by its number alone: 第三步."""
        return self.text(step_words(number + 1, pack.steps[number], with_title=False))

    def overview(self, sheet: Worksheet) -> None:
        """List the steps, each with how far it has come."""
        self.line()
        for number, (sign, count) in enumerate(self._states(sheet)):
            told = self.say("{count} to look at", count=count) if count else ""
            self.line(f" {sign} {self.step_name(number, sheet.pack)}{self.gap}{told}".rstrip())
        self.line()

    def value(self, path: KeyPath, sheet: Worksheet) -> str:
        """What stands at a place, in one line, as people read it."""
        return worded(sheet.field(path), sheet.written(path), self.translate)

    def row_in_short(self, table: KeyPath, row: Any, sheet: Worksheet) -> str:
        """A row in one line: the first few values that it has."""
        columns = sheet.field(table).children
        if not isinstance(row, Mapping) or not columns:
            return worded(sheet.field(table), row, self.translate)
        values = (worded(column, row.get(key), self.translate) for key, column in columns.items())
        return " · ".join(list(filter(None, values))[:_VALUES_IN_SHORT])

    def rows(self, path: KeyPath, sheet: Worksheet, unminded: Collection[str] = ()) -> None:
        """Show a table so far, with what is missing in it; rows with findings are marked, but for rules `unminded`."""
        from docgen.questionnaire.tables.drawing import draw_rows

        rows = sheet.rows(path)
        if not rows:
            self.note(self.say("No rows yet."))
            return
        spec = sheet.field(path)
        if not spec.children:
            self.entries(rows)
        else:
            marks = dict.fromkeys(_rows_with_findings(path, sheet, unminded), "!")
            self.show(draw_rows(spec.children, rows, width=self.width, marks=marks, translate=self.translate))
        self.line()

    def entries(self, items: Iterable[Any]) -> None:
        """Show the entries of a list of texts, numbered."""
        for number, item in enumerate(items, 1):
            self._paragraph(f"{number}  {shown(self.translate(item))}", indent=2)

    def derived(self, path: KeyPath, sheet: Worksheet, value: Any) -> None:
        """Show what docgen derives for a field."""
        from docgen.questionnaire.tables.drawing import draw_rows

        spec = sheet.field(path)
        self.line(self.say("{label}: docgen derives this", label=spec.label), "dim")
        if isinstance(value, list):
            self.show(draw_rows(spec.children, value, width=self.width, marks={}, translate=self.translate))
        else:
            self.line(f"  {self.text(value)}")
        self.line()

    def summary(self, sheet: Worksheet) -> None:
        """Show the whole plan, step by step, as it will read."""
        from docgen.questionnaire.tables.in_full import draw_fields

        values = sheet.as_it_will_read()
        for number, step in enumerate(sheet.pack.steps):
            self.line()
            self.line(self.step_name(number, sheet.pack), "head")
            self.show(draw_fields(step.fields, values, width=self.width, translate=self.translate))
        self.line()

    def fault(self, problem: str, mend: str, *, is_error: bool = True) -> None:
        """Print what is wrong with something pasted or edited, or only needs a look, and how to mend it."""
        self._paragraph(f"{'✘' if is_error else '•'} {shown(problem)}", "error" if is_error else "warning")
        if mend:
            self._paragraph(f"→ {shown(mend)}", indent=2)

    def findings(self, findings: Iterable[Finding]) -> None:
        """Print findings, numbered."""
        for number, finding in enumerate(findings, 1):
            self.finding(finding, number)

    def finding(self, finding: Finding, number: int | None = None) -> None:
        """Print a finding: rule and place; what is wrong; how to mend it."""
        is_error = finding.severity is Severity.ERROR
        word = self.say("error") if is_error else self.say("warning")
        head = f"{number}. " if number else ""
        self._paragraph(
            f"{head}{word} {finding.rule}{self.gap}{self.text(finding.path)}", "error" if is_error else "warning"
        )
        self._paragraph(self.text(finding.message), indent=4)
        self._paragraph(f"→ {self.text(finding.mend)}", indent=4)

    def place_in_step(self, finding: Finding) -> str:
        """Where a finding leads, its step left out: what differs from one finding to the next comes first."""
        return self.text(finding.path).partition(" › ")[2] or self.text(finding.path)

    def _progress(self, sheet: Worksheet, current: int) -> str:
        """One mark a step, ▶ for the current one, with the number of findings behind it."""
        marks = [
            f"{'▶' if number == current else sign}{number + 1}" + (f"({count})" if count else "")
            for number, (sign, count) in enumerate(self._states(sheet))
        ]
        return self.say("So far: {marks}", marks=" ".join(marks))

    def _states(self, sheet: Worksheet) -> list[tuple[str, int]]:
        """How far each step has come: ✔ done, ! with findings, · to come; and how many findings there are."""
        absent = sheet.absent
        findings = sheet.findings(absent)
        states = []
        for step in sheet.pack.steps:
            begun = not absent.issuperset(step.fields)
            count = sum(finding.key_path[:1] != () and finding.key_path[0] in step.fields for finding in findings)
            states.append(("!" if count else "✔" if begun else "·", count))
        return states

    def _paragraph(self, text: str, style: str = "", indent: int = 0) -> None:
        for line in wrapped(text, self.width - indent):
            self.line(" " * indent + line, style)

    def show(self, renderable: Any) -> None:
        """Print what rich draws."""
        from rich.console import Console

        console = Console(
            file=self._stream, width=self.width, no_color=not self.coloured, highlight=False, markup=False
        )
        console.print(renderable)


def _rows_with_findings(path: KeyPath, sheet: Worksheet, unminded: Collection[str]) -> set[int]:
    length = len(path)
    places = (finding.key_path for finding in sheet.findings(sheet.absent) if finding.rule not in unminded)
    rows = (row_of(place[: length + 1]) for place in places if place[:length] == path)
    return {row[-1] for row in rows if row and isinstance(row[-1], int)}
