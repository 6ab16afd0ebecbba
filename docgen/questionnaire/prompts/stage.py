"""Puts scenes on the terminal: one line editor, made once by questionary, serves every prompt of a walk.

Making and laying out a prompt_toolkit application anew costs some 15 ms a prompt; kept, the next one comes in a few.
"""

from __future__ import annotations

import asyncio
import errno
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import questionary
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.input import Input
from prompt_toolkit.layout import Dimension, FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.layout.controls import BufferControl
from prompt_toolkit.layout.processors import Processor, TabsProcessor, Transformation, TransformationInput
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.renderer import print_formatted_text

from docgen.messages import Translator, message
from docgen.questionnaire.prompts.cells import cut, width
from docgen.questionnaire.prompts.frame import INDENT, Frame, frame
from docgen.questionnaire.prompts.heading import heading
from docgen.questionnaire.prompts.keyboard import Keyboard
from docgen.questionnaire.prompts.keys_in import terminal_keys
from docgen.questionnaire.prompts.model import Given, Key, Outcome, TerminalClosedError
from docgen.questionnaire.prompts.scenes.scene import Fragments, Scene
from docgen.terminal_text import shown

STYLE = questionary.Style(
    [
        ("marker", "fg:ansicyan"),
        ("label", "bold"),
        ("done", "fg:ansigreen"),
        ("place", "dim"),
        ("note", "dim"),
        ("key", "fg:ansicyan"),
        ("pointer", "fg:ansicyan bold"),
        ("pointed", "fg:ansicyan bold"),
        ("mark", "fg:ansigreen"),
        ("error", "fg:ansired"),
        ("answer", "nobold"),
        ("proposal", "dim underline"),
    ]
)
_HUNG_UP = {errno.EIO, errno.EPIPE, errno.EBADF}


class Stage:
    """The terminal with one prompt at a time on it."""

    def __init__(self, translate: Translator, *, coloured: bool, source: Input | None, target: Output | None) -> None:
        self._translate = translate
        self._scene: Scene | None = None
        self._question = questionary.text(
            "",
            qmark="",
            style=STYLE,
            key_bindings=Keyboard(self._playing, suspends=source is None).bindings(),
            color_depth=ColorDepth.DEPTH_4_BIT if coloured else ColorDepth.DEPTH_1_BIT,
            placeholder=self._placeholder,
            input_processors=[TabsProcessor(char1=" ", char2=" "), _ProposalProcessor(self._playing)],
            validate_while_typing=False,
            complete_while_typing=False,
            erase_when_done=True,
            input=source or terminal_keys(),
            output=target or _quiet_output(),
        )
        self._app = self._question.application
        self._line = self._app.current_buffer
        self._line.on_text_changed += self._changed
        self._app.layout = self._layout()
        self._framed: tuple[int, Frame] | None = None

    def play(self, scene: Scene) -> Outcome:
        """Show `scene` until it is answered or left; leave one line of the answer behind."""
        self._scene, self._framed = scene, None
        self._line.reset(Document(scene.line))
        self._app.pre_run_callables.append(self._mind_failures)
        try:
            outcome: Outcome = self._question.unsafe_ask()
        except KeyboardInterrupt:
            return Key.INTERRUPT
        except EOFError as error:
            raise TerminalClosedError from error
        except OSError as error:
            if error.errno in _HUNG_UP:
                raise TerminalClosedError from error
            raise
        if isinstance(outcome, Given):
            self._leave_behind(scene, outcome)
        return outcome

    def held(self) -> AbstractContextManager[None]:
        """Read keys unechoed also between prompts."""
        return self._app.input.raw_mode()

    def released(self) -> AbstractContextManager[None]:
        """Read lines, echoed, meanwhile, as programs expect that know nothing of prompts."""
        return self._app.input.cooked_mode()

    @property
    def draft(self) -> str:
        """What stood in the line when the last prompt ended."""
        return self._line.text.strip()

    def _mind_failures(self) -> None:
        """Let what fails while keys are handled end the prompt; prompt_toolkit would print it and go on."""

        def failed(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
            if not self._app.is_done:
                self._app.exit(exception=context.get("exception") or RuntimeError(context["message"]))

        asyncio.get_running_loop().set_exception_handler(failed)

    def _layout(self) -> Layout:
        editor = next(
            window
            for window in self._app.layout.find_all_windows()
            if isinstance(window.content, BufferControl) and window.content.buffer is self._line
        )
        editor.height = lambda: Dimension(min=1, max=self._frame().line_rows)
        editor.dont_extend_height = Condition(lambda: True)
        editor.get_line_prefix = self._prefix
        editor.always_hide_cursor = Condition(lambda: not self._playing().is_editable)
        rows = HSplit(
            [
                Window(FormattedTextControl(lambda: _joined(self._frame().above)), height=self._height_above),
                editor,
                Window(FormattedTextControl(lambda: _joined(self._frame().below)), height=self._height_below),
                Window(FormattedTextControl(lambda: FormattedText(self._frame().foot)), height=1),
            ]
        )
        return Layout(rows, focused_element=editor)

    def _height_above(self) -> Dimension:
        return Dimension.exact(len(self._frame().above))

    def _height_below(self) -> Dimension:
        """What is needed, or more: a prompt that once was higher does not shrink, and its keys stay at its foot."""
        return Dimension(min=0, preferred=len(self._frame().below))

    def _frame(self) -> Frame:
        """The frame as it stands; prompt_toolkit asks for its parts many times while it draws once."""
        drawing = self._app.render_counter
        if self._framed is None or self._framed[0] != drawing:
            size = self._app.output.get_size()
            self._framed = drawing, frame(self._playing(), size.columns, size.rows, self._translate)
        return self._framed[1]

    def _prefix(self, line: int, wrap: int) -> FormattedText:
        return FormattedText([("", " " * INDENT)] if line or wrap else self._frame().prefix)

    def _placeholder(self) -> FormattedText:
        return FormattedText([("class:note", self._frame().placeholder)])

    def _leave_behind(self, scene: Scene, given: Given) -> None:
        columns = self._app.output.get_size().columns
        label = cut(heading(scene.question.label, self._translate), columns - 4)
        blank = self._translate(message("(left blank)"))
        answer = cut(shown(scene.answer(given.value)) or blank, columns - 3 - width(label))
        pieces = FormattedText([("class:done", "✔ "), ("class:label", label), ("class:answer", answer), ("", "\n")])
        print_formatted_text(self._app.output, pieces, STYLE, color_depth=self._app.color_depth)

    def _playing(self) -> Scene:
        if self._scene is None:
            raise RuntimeError("no scene is on the stage")
        return self._scene

    def _changed(self, line: Buffer) -> None:
        scene = self._playing()
        if scene.line != line.text:
            scene.line = line.text
            scene.changed()


class _ProposalProcessor(Processor):
    """Shows a proposal that nobody has touched in a style of its own."""

    def __init__(self, playing: Callable[[], Scene]) -> None:
        self._playing = playing

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        """Add the style to what stands in the line."""
        fragments = transformation_input.fragments
        if self._playing().is_proposal:
            fragments = [(f"{style} class:proposal", text, *rest) for style, text, *rest in fragments]  # type: ignore[misc]
        return Transformation(fragments)


def _quiet_output() -> Output:
    """The terminal, never asked where its cursor stands: the answer would come among the keys typed ahead."""
    from prompt_toolkit.output.defaults import create_output

    output: Any = create_output(sys.stdout)
    if hasattr(output, "enable_cpr"):
        output.enable_cpr = False
    return output  # type: ignore[no-any-return]


def _joined(lines: list[Fragments]) -> FormattedText:
    pieces: Fragments = []
    for place, line in enumerate(lines):
        if place:
            pieces.append(("", "\n"))
        pieces.extend(line)
    return FormattedText(pieces)
