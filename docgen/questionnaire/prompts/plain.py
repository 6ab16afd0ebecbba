"""Asks in plain lines, where no cursor can be moved (TERM=dumb): choices by number, commands instead of keys."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, TextIO, TypeAlias

from docgen.messages import Message, Translator, message
from docgen.questionnaire.prompts.front import TextOptions
from docgen.questionnaire.prompts.heading import heading
from docgen.questionnaire.prompts.matching import Matcher
from docgen.questionnaire.prompts.model import Choice, Given, Key, Outcome, Pasted, Question, TerminalClosedError
from docgen.terminal_text import cleaned, is_table, shown

_COMMANDS: dict[Key, tuple[str, Message, Message]] = {
    Key.BACK: (":b", message("previous"), message("back")),
    Key.JUMP: (":g", message("go to"), message("go")),
    Key.HELP: (":h", message("help"), message("help")),
    Key.LEAVE: (":x", message("save and leave"), message("exit")),
}
"""The letter and the words of each command; the first word is the one shown."""
_SHOWN_AT_ONCE = 20
"""Choices printed of a list that is searched."""


_Line: TypeAlias = str | Key


class PlainFront:
    """The `Front` for terminals without a cursor, and for what only pretends to be one."""

    def __init__(self, translate: Translator, source: TextIO | None, target: TextIO | None) -> None:
        self._translate = translate
        self._source = source or sys.stdin
        self._target = target or sys.stdout
        self._ended = False
        self.draft = ""
        self.marked: list[Any] = []

    def held(self) -> AbstractContextManager[None]:
        """Do nothing: the terminal is as it was all the time."""
        return contextlib.nullcontext()

    def released(self) -> AbstractContextManager[None]:
        """Do nothing, likewise."""
        return contextlib.nullcontext()

    # prompts

    def text(self, question: Question, options: TextOptions) -> Outcome:
        """Ask for a text: an empty line takes the default, `:c` empties it, `:1` takes the first name offered."""
        names = {f":{number}": name for number, name in enumerate(options.completions, 1)}
        extra = [f"{key} {shown(name)}" for key, name in names.items()]
        if options.multiline:
            extra.append(self._say(message("a line that ends with \\ goes on in the next")))
        if options.default:
            extra.append(f":c {self._say(message('clear'))}")
        self._introduce(question, extra)
        while True:
            line = self._entry(question, options)
            if isinstance(line, Key):
                return line
            self.draft = line
            text = names.get(line, line)
            verdict = self._remarked(text, options)
            if verdict is not None:
                return verdict

    def choose(self, question: Question, choices: Sequence[Choice], default: Any, *, pastes: bool) -> Outcome:
        """Ask for one of `choices` by its number, its key, or a part of its title."""
        keys = {choice.key.lower(): index for index, choice in enumerate(choices) if choice.key}
        labels = [choice.key or str(number) for number, choice in enumerate(choices, 1)]
        self._introduce(question, [])
        self._list(choices, range(len(choices)), labels, default)
        return self._chosen(question, choices, keys, default, pastes=pastes)

    def find(self, question: Question, choices: Sequence[Choice]) -> Outcome:
        """Ask for one of very many `choices`: the first are printed, a part of the title finds others."""
        self._introduce(question, [self._say(message("type to narrow the list"))])
        labels = [str(number) for number in range(1, len(choices) + 1)]
        self._list(choices, range(len(choices)), labels, None)
        return self._chosen(question, choices, {}, None, pastes=False)

    def choose_many(self, question: Question, choices: Sequence[Choice], default: Sequence[Any]) -> Outcome:
        """Ask for `choices` by their numbers; an empty line takes what is marked, `:a` all, `:c` none."""
        self.marked = list(default)
        self._introduce(question, [f":a {self._say(message('all'))}", f":c {self._say(message('clear'))}"])
        for number, choice in enumerate(choices, 1):
            self._print(f"  {'[x]' if choice.value in default else '[ ]'} {number}  {_described(choice)}")
        while True:
            line = self._read(self._label(question))
            if isinstance(line, Key):
                return line
            found = self._several(line, choices, default)
            if found is not None:
                self._echo(question, [choices[index].title for index in found])
                return Given([choices[index].value for index in found])

    def long(self, question: Question) -> Outcome:
        """Ask for many lines; a line with only a full stop ends them."""
        self._introduce(question, [self._say(message("a line with only . ends the text"))])
        lines: list[str] = []
        while True:
            line = self._read("")
            if isinstance(line, Key):
                return Given("\n".join(lines).strip()) if lines and line is Key.LEAVE and self._ended else line
            if line == ".":
                return Given("\n".join(lines).strip())
            lines.append(line)

    # what a line comes to

    def _entry(self, question: Question, options: TextOptions) -> _Line:
        """A text as typed, over several lines where allowed; the default where nothing was typed."""
        default = f"[{shown(options.default)}] " if options.default else ""
        line = self._read(self._label(question) + default)
        if isinstance(line, Key):
            return line
        while options.multiline and line.endswith("\\"):
            more = self._read("  ")
            if isinstance(more, Key):
                return more
            line = line[:-1] + "\n" + more
        if options.default and line == ":c":
            return ""
        return line or options.default

    def _remarked(self, text: str, options: TextOptions) -> Outcome | None:
        """The text as given, or None where the remark does not let it pass; an offer may be taken instead."""
        text = cleaned(text).strip()
        remark = options.remark(text) if options.remark else None
        if remark is None:
            return Given(text)
        self._print(f"{'✘' if remark.is_error else '→'} {shown(remark.text)}")
        if remark.offer is not None:
            answer = self._read(self._say(message("Enter keeps it, :n takes {offer}: ", offer=shown(remark.offer))))
            if isinstance(answer, Key):
                return answer
            if answer == ":n":
                return Given(cleaned(remark.offer).strip())
            if answer:
                return self._remarked(answer, options)
        return None if remark.is_error else Given(text)

    def _chosen(
        self, question: Question, choices: Sequence[Choice], keys: dict[str, int], default: Any, *, pastes: bool
    ) -> Outcome:
        matcher = Matcher(choices)
        labels = [choice.key or str(number) for number, choice in enumerate(choices, 1)]
        begin = next((f"[{shown(choice.title)}] " for choice in choices if choice.value == default), "")
        while True:
            line = self._read(self._label(question) + begin)
            if isinstance(line, Key):
                return line
            if pastes and is_table(line):
                return self._table(line)
            found = _meant(line, choices, keys, matcher, default)
            if len(found) == 1:
                choice = choices[found[0]]
                self._echo(question, [choice.title])
                return Given(choice.value)
            if found and line:
                self._list(choices, found, labels, None)
            else:
                self._print(self._say(message("Nothing matches what is typed")))

    def _several(self, line: str, choices: Sequence[Choice], default: Sequence[Any]) -> list[int] | None:
        """The indexes meant by numbers or titles in `line`; None where one of them means nothing."""
        if not line:
            return [index for index, choice in enumerate(choices) if choice.value in default]
        if line in {":a", ":c"}:
            return [index for index, choice in enumerate(choices) if line == ":a" and not choice.is_other]
        matcher, found = Matcher(choices), set()
        for part in line.replace("，", " ").replace("、", " ").replace(",", " ").split():
            meant = _meant(part, choices, {}, matcher, None)
            if len(meant) != 1:
                self._print(self._say(message("“{part}” means none of them, or several", part=shown(part))))
                return None
            found.add(meant[0])
        return sorted(found)

    def _table(self, first: str) -> Outcome:
        """The rest of a table whose first row was pasted."""
        self._print(self._say(message("a line with only . ends the text")))
        lines = [first]
        while True:
            line = self._read("")
            if isinstance(line, Key):
                return line
            if line == ".":
                return Pasted("\n".join(lines))
            lines.append(line)

    # lines in and out

    def _introduce(self, question: Question, extra: Sequence[str]) -> None:
        """Print what stands before a prompt: place, help, example, and the commands."""
        self.draft = ""
        if question.place:
            self._print(shown(question.place))
        for line in question.help.splitlines():
            self._print(shown(line))
        if question.example:
            self._print(self._say(message("e.g. {example}", example=shown(question.example))))
        commands = [f"{letter} {self._say(word)}" for letter, word, _ in _COMMANDS.values()]
        self._print(f"({'  '.join([*extra, *commands])})")

    def _list(self, choices: Sequence[Choice], found: Sequence[int], labels: Sequence[str], default: Any) -> None:
        for index in found[:_SHOWN_AT_ONCE] if len(found) > 2 * _SHOWN_AT_ONCE else found:
            pointer = ">" if default is not None and choices[index].value == default else " "
            self._print(f"{pointer} {labels[index]}  {_described(choices[index])}")
        if len(found) > 2 * _SHOWN_AT_ONCE:
            self._print(self._say(message("  … {count} more", count=len(found) - _SHOWN_AT_ONCE)))

    def _label(self, question: Question) -> str:
        return heading(question.label, self._translate)

    def _echo(self, question: Question, titles: list[str]) -> None:
        self._print(f"✔ {self._label(question)}{shown(self._translate(titles)) or '-'}")

    def _read(self, prompt: str) -> _Line:
        """A line as typed, cleaned and without blanks around it (a tab stays), or the key that it stands for."""
        self._print(prompt, end="")
        try:
            line = self._source.readline()
        except KeyboardInterrupt:
            self._print()
            return Key.INTERRUPT
        except (OSError, ValueError) as error:  # hung up, or closed
            raise TerminalClosedError from error
        if not line:
            return self._end_of_input()
        self._ended = False
        text = cleaned(line).strip(" \n\u3000")
        return self._commands().get(text.replace("：", ":").replace("？", "?").lower(), text)

    def _end_of_input(self) -> Key:
        """Ctrl-D leaves; a second time, or where nobody types, the input is closed for good."""
        self._print()
        if self._ended or not self._source.isatty():
            raise TerminalClosedError
        self._ended = True
        return Key.LEAVE

    def _commands(self) -> dict[str, Key]:
        commands = {"?": Key.HELP}
        for key, (letter, *words) in _COMMANDS.items():
            commands[letter] = key
            for word in words:
                commands |= {f":{word.msgid}": key, f":{self._say(word)}": key}
        return commands

    def _say(self, sentence: Message) -> str:
        return self._translate(sentence)

    def _print(self, text: str = "", *, end: str = "\n") -> None:
        self._target.write(text + end)
        self._target.flush()


def _described(choice: Choice) -> str:
    return shown(f"{choice.title}  {choice.note}" if choice.note else choice.title)


def _meant(line: str, choices: Sequence[Choice], keys: dict[str, int], matcher: Matcher, default: Any) -> Sequence[int]:
    """The indexes of the choices that a line may mean; exactly one where it is clear."""
    if not line:
        return [index for index, choice in enumerate(choices) if default is not None and choice.value == default]
    if line.lower() in keys:
        return [keys[line.lower()]]
    if line.isdecimal() and 0 < int(line) <= len(choices):
        return [int(line) - 1]
    exact = [index for index, choice in enumerate(choices) if choice.title == line]
    return exact or matcher.matches(line)
