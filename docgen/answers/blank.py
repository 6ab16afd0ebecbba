"""Writes the blank answer file of a pack: every key, with what it means, how to fill it in and an example as comments.

The file loads as it is; `docgen check` then says what is missing. A table, and what may be left out as a whole, stands
there as an example in comments: taking the `# ` away makes it answers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docgen.answers.document.yaml_write import columns, flow, item, mapping_lines, scalar
from docgen.answers.model import ANNEXES
from docgen.answers.wrapping import wrapped
from docgen.form.model import Field, FormPack, Step
from docgen.messages import Language, Message, Text, Translator, message

_COLUMNS = 100
"""The width of the file's comments; a Chinese character takes two columns."""
_RULE = "# " + "=" * (_COLUMNS - 2)
_INSTRUCTIONS = (
    message("Write each answer after its colon and a space. A final plan needs all that is marked “required”."),
    message("A long text may begin on the line below its key: then put “>-” after the colon, and indent the text."),
    message(
        "A table stands here as an example in comments: delete the “# ” at the beginning of its lines, keep the "
        "indentation, and write your own values. Each row begins with “- ”; add as many as there are."
    ),
    message(
        "Dates may be written {forms}; D is the day on which the plan starts.",
        forms="2026-07-01、2026/7/1、2026年7月1日、D+5、D+5工作日",
    ),
    message("“docgen check FILE” tells what is missing, “docgen build FILE” makes the documents."),
)
_ANNEXES_HELP = message(
    "Annexes: Word and PDF files to be bound after the documents, in this order. Paths begin at this file's folder."
)
_ANNEX_EXAMPLE = Text("附件/测试报告.pdf", "annexes/test report.pdf")


def blank_answer_file(pack: FormPack, language: Language, today: dt.date) -> str:
    """The YAML text that `docgen new --blank` writes for `pack`, with comments in `language`."""
    writer = _Writer(Translator(language), today)
    return "\n".join(line.rstrip() for line in writer.file(pack)) + "\n"


def example_of(field: Field, today: dt.date) -> Any:
    """An example of what stands at `field`, in written form; one is made up where the pack gives none.

    For a table that is a list of as many rows as it needs.
    """
    if field.is_list:
        return _example_list(field, today)
    if field.children:
        return {key: example_of(child, today) for key, child in field.children.items()}
    example = field.example if field.example is not None else _made_up(field, today)
    return field.words.get(example, example) if isinstance(example, str) else example


def _example_list(field: Field, today: dt.date) -> Any:
    if field.example is not None:  # for a table it shows the short form
        return field.example
    if field.children:
        row = {key: example_of(child, today) for key, child in field.children.items()}
    else:
        row = _made_up(field, today)
    return [row] * max(field.rules.get("minlength", 1), 1)


def _made_up(field: Field, today: dt.date) -> Any:
    """A value of the right type: the field's label for a text."""
    rules = field.rules
    kind = rules.get("schema", {}).get("type") if field.is_list else rules.get("type")
    if rules.get("allowed"):
        return rules["allowed"][0]
    match kind:
        case "number" | "integer":
            return rules.get("min", rules.get("max", 1))
        case "boolean":
            return False
        case "date":
            return today.isoformat()
        case _:
            return field.label.zh


def _in_one_line(value: Any) -> str:
    return flow(value) if isinstance(value, dict | list) else scalar(value, in_flow=False)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the lines of one file."""

    say: Translator
    today: dt.date

    def file(self, pack: FormPack) -> Iterator[str]:
        yield from self._opening(pack)
        yield f"pack: {scalar(pack.key, in_flow=False)}"
        for number, step in enumerate(pack.steps, 1):
            yield ""
            yield ""
            yield from self._heading(step, number, len(pack.steps))
            for field in step.fields.values():
                yield ""
                yield from self._field(field, "")
        yield ""
        yield ""
        yield from self._annexes()

    def _opening(self, pack: FormPack) -> Iterator[str]:
        yield from self._comment(message("{title}: answers to fill in ({day})", title=pack.title, day=self.today))
        yield "#"
        for instruction in _INSTRUCTIONS:
            yield from self._comment(instruction, lead="  · ")
        yield ""

    def _heading(self, step: Step, number: int, count: int) -> Iterator[str]:
        yield _RULE
        yield from self._comment(
            message("Step {number} of {count}: {title}", number=number, count=count, title=step.title)
        )
        for text in filter(self.say, (step.purpose, step.guidance)):
            yield "#"
            yield from self._comment(text)
        yield _RULE

    def _annexes(self) -> Iterator[str]:
        """The key that no pack has, since it is docgen's own."""
        yield _RULE
        yield from self._comment(_ANNEXES_HELP)
        yield _RULE
        yield ""
        yield f"{ANNEXES}:"
        yield f"  # - {self.say(_ANNEX_EXAMPLE)}"

    def _field(self, field: Field, indent: str) -> Iterator[str]:
        """The comments on a field, its key, and below that its members or its example."""
        yield from self._comment(self._explained(field), indent)
        if field.words:
            yield from self._comment(self._choice(field), indent, lead="  ")
        is_open = bool(field.children) and not field.is_list and bool(field.rules.get("required"))
        if field.children and not is_open:
            yield from self._legend(field.children, indent)
        elif not field.children and not field.is_list:
            shown = _in_one_line(example_of(field, self.today))
            yield from self._comment(message("Example: {example}", example=shown), indent, lead="  ")
        yield f"{indent}{field.key}:"
        if is_open:
            for child in field.children.values():
                yield from self._field(child, indent + "  ")
        elif field.children or field.is_list:
            yield from self._example_lines(field, indent)

    def _explained(self, field: Field) -> str:
        """What the field is called, what must be known of it beforehand, and its help."""
        marks = [message("required")] if field.rules.get("required") else []
        least = field.rules.get("minlength", 0)
        if field.is_list and least > 1:
            marks.append(message("at least {count}", count=least))
        label, listed, text = self.say(field.label), self.say(marks), self.say(field.help)
        head = Text(f"{label}（{listed}）", f"{label} ({listed})") if listed else field.label
        head_said = self.say(head)
        whole = Text(f"{head_said}：{text}", f"{head_said}: {text}") if text else head
        return self.say(whole)

    def _choice(self, field: Field) -> str:
        return self.say(message("One of: {words}", words=list(field.words.values())))

    def _legend(self, children: Mapping[str, Field], indent: str) -> Iterator[str]:
        """One entry for each column: its key, then what it means."""
        widest = max(map(columns, children))
        for key, child in children.items():
            text = " ".join([self._explained(child), *([self._choice(child)] if child.words else [])])
            yield from self._comment(text, indent, lead=f"  {key.ljust(widest)}  ")

    def _example_lines(self, field: Field, indent: str) -> Iterator[str]:
        """The example as it would stand below the key, in comments; of a table, the first row."""
        example = example_of(field, self.today)
        if isinstance(example, Mapping):
            lines = mapping_lines(dict(example), 0)
        elif isinstance(example, list):
            rows = example[:1] if field.children else example
            lines = [line for row in rows for line in item(row, 0, in_line=False if isinstance(row, dict) else None)]
        else:
            lines = [_in_one_line(example)]
        for line in lines:
            yield f"{indent}  # {line}"

    def _comment(self, text: str | Text | Message, indent: str = "", *, lead: str = "") -> Iterator[str]:
        """`text` as comment lines of at most 100 columns. The first begins with `lead`, the others stand below it."""
        said = "".join(char if char.isprintable() or char == "\n" else " " for char in self.say(text))
        for line in wrapped(said, _COLUMNS - columns(f"{indent}# {lead}")):
            yield f"{indent}# {lead}{line}"
            lead = " " * columns(lead)
