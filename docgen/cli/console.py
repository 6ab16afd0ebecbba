"""How docgen talks to the terminal: the language, colours, findings, faults, JSON. All printing comes through here."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from docgen.messages import Language, Translator, message
from docgen.os_errors import reason
from docgen.terminal_text import escaped

if TYPE_CHECKING:
    from docgen.errors import Fault
    from docgen.rules.model import Finding, Severity

_COLOURS = {"error": "31", "warning": "33", "place": "36", "good": "32"}


class Console:
    """Prints to standard output what was asked for, and to standard error what went wrong."""

    def __init__(self, language: Language, *, coloured: bool = False) -> None:
        self.translate = Translator(language)
        self._coloured = coloured
        self._above: Callable[[str], None] | None = None
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")  # a terminal without Chinese still gets its message

    @classmethod
    def from_environment(cls, argv: Sequence[str], environment: Mapping[str, str]) -> Console:
        """Choose language and colour: `--lang`, then DOCGEN_LANG, then an English locale; else Chinese.

        The language must be known before the command line is parsed, since parsing speaks.
        """
        in_terminal = sys.stdout is not None and sys.stdout.isatty()  # None where the caller closed it
        coloured = in_terminal and "NO_COLOR" not in environment and environment.get("TERM") != "dumb"
        return cls(_language(argv, environment), coloured=coloured)

    def speak(self, language: Language) -> None:
        """Speak `language` from now on."""
        self.translate = Translator(language)

    def say(self, msgid: str, **params: object) -> str:
        """Translate a sentence of the command line itself."""
        return self.translate(message(msgid, **params))

    @property
    def coloured(self) -> bool:
        """Whether the terminal shows colours and the user wants them."""
        return self._coloured

    @property
    def colon(self) -> str:
        """The colon of the language, with the space that follows it in English."""
        return "：" if self.translate.language == "zh" else ": "

    def print(self, text: str = "", *, stream: TextIO | None = None) -> None:
        """Print a line; nothing in it can steer the terminal but our own colours."""
        target = stream or sys.stdout
        if self._above and target is not None and target.isatty():
            self._above(text)
        else:
            print(text, file=target)

    @contextlib.contextmanager
    def printing_above(self, printer: Callable[[str], None]) -> Iterator[None]:
        """Meanwhile, hand what goes to a terminal to `printer`, which knows what stands at its foot."""
        self._above = printer
        try:
            yield
        finally:
            self._above = None

    def json(self, value: object) -> None:
        """Print `value` as JSON."""
        self.print(json.dumps(value, ensure_ascii=False, indent=2))

    def finding(self, finding: Finding) -> None:
        """Print a finding in a few lines: where, which rule, which field; what is wrong; how to mend it."""
        severity = finding.severity.value
        word = self.say("error") if severity == "error" else self.say("warning")
        place = self._colour("place", self.safe(f"{finding.file}:{finding.line}"))
        self.print(f"{place}: {self._colour(severity, word)} {finding.rule}  {self.safe(finding.path)}")
        self.print(f"    {self.safe(finding.message)}")
        source = f" [{finding.source}]" if finding.source else ""
        self.print(f"    → {self.safe(finding.mend)}{source}")

    def tally(self, name: object, severities: Sequence[Severity]) -> None:
        """Say how many errors and warnings were found in what is called `name`."""
        if not severities:
            self.print(self.good(self.say("{file}: no findings", file=name)))
            return
        errors = sum(severity.value == "error" for severity in severities)
        warnings = len(severities) - errors
        self.print(
            self.say("{file}: {errors} errors, {warnings} warnings", file=name, errors=errors, warnings=warnings)
        )

    def finding_data(self, finding: Finding) -> dict[str, Any]:
        """A finding as `--format json` prints it."""
        return {
            "rule": finding.rule,
            "severity": finding.severity.value,
            "file": str(finding.file),
            "line": finding.line,
            "path": self.translate(finding.path),
            "message": self.translate(finding.message),
            "mend": self.translate(finding.mend),
            "source": finding.source,
        }

    def fault_data(self, fault: Fault, severity: str = "error") -> dict[str, Any]:
        """A fault in the same shape as a structural finding."""
        return {
            "rule": "schema",
            "severity": severity,
            "file": str(fault.file) if fault.file else None,
            "line": fault.line,
            "path": self.translate(fault.place) if fault.place else "",
            "message": self.translate(fault.problem),
            "mend": self.translate(fault.mend) if fault.mend else "",
            "source": "",
        }

    def faults(self, faults: Iterable[Fault]) -> None:
        """Print faults to standard error."""
        for fault in faults:
            self.fault(fault, stream=sys.stderr)

    def fault(self, fault: Fault, severity: str = "error", *, stream: TextIO | None = None) -> None:
        """Print a fault: where, what is wrong; how to mend it."""
        place = str(fault.file) if fault.file else ""
        if fault.line:
            place += f":{fault.line}"
        word = self.say("error") if severity == "error" else self.say("warning")
        parts = [self._colour("place", self.safe(place)) if place else "", self._colour(severity, word)]
        where = f"{self.safe(fault.place)}{self.colon}" if fault.place else ""
        head = ": ".join(part for part in parts if part)
        self.print(f"{head}{self.colon}{where}{self.safe(fault.problem)}", stream=stream)
        if fault.mend:
            self.print(f"    → {self.safe(fault.mend)}", stream=stream)

    def interrupted(self) -> None:
        """Say that the user stopped the run."""
        self.print(
            self.say("Interrupted. What was archived is whole; run the same command again to go on."), stream=sys.stderr
        )

    def refused(self, error: OSError) -> None:
        """Say that the system refused to read or write something that no stage has a better word for."""
        text = self.say("The system refused to read or write: {reason}", reason=reason(error))
        self.print(self.safe(f"{error.filename}: {text}" if error.filename else text), stream=sys.stderr)

    def internal_error(self, error: Exception) -> None:
        """Say that docgen itself is at fault."""
        text = self.say("Internal error: {reason}", reason=f"{type(error).__name__}: {error}")
        self.print(self.safe(text), stream=sys.stderr)
        self.print(
            f"    → {self.say('Run it again with --debug to see where, and please report it.')}", stream=sys.stderr
        )

    def safe(self, value: object) -> str:
        """Say `value` with every character that could steer a terminal written as its escape."""
        text = value if isinstance(value, str) else self.translate(value)
        return escaped(text)

    def good(self, text: str) -> str:
        """Mark `text` as a success."""
        return self._colour("good", text)

    def bad(self, text: str) -> str:
        """Mark `text` as a failure."""
        return self._colour("error", text)

    def _colour(self, name: str, text: str) -> str:
        return f"\x1b[{_COLOURS[name]}m{text}\x1b[0m" if self._coloured else text


def _language(argv: Sequence[str], environment: Mapping[str, str]) -> Language:
    for place, argument in enumerate(argv):
        value = argument.removeprefix("--lang=") if argument.startswith("--lang=") else None
        if argument == "--lang" and place + 1 < len(argv):
            value = argv[place + 1]
        if value in {"zh", "en"}:
            return "en" if value == "en" else "zh"
    wanted = environment.get("DOCGEN_LANG", "")
    if not wanted:
        names = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        wanted = next((name for name in names if name), "")
    return "en" if wanted.lower().startswith("en") else "zh"
