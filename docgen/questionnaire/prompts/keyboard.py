"""Carries what is pressed, typed and pasted to the scene that plays, and what the scene makes of it to the line."""

from __future__ import annotations

from collections.abc import Callable

from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.key_binding.key_processor import KeyPress, KeyProcessor
from prompt_toolkit.keys import Keys

from docgen.questionnaire.prompts.model import Key, Outcome
from docgen.questionnaire.prompts.scenes.scene import Scene
from docgen.terminal_text import cleaned

_EVERYWHERE = {
    "c-b": Key.BACK, "c-g": Key.JUMP, "f1": Key.HELP, "c-t": Key.HELP, "c-x": Key.LEAVE,
    "c-c": Key.INTERRUPT, "<sigint>": Key.INTERRUPT,
}  # fmt: skip
_SCENE_KEYS = (
    "enter", "escape enter", "up", "down", "pageup", "pagedown", "tab", "s-tab", "c-n", "c-a", "c-d",
)  # fmt: skip
"""Keys that a scene may know; where it does not, they do what they do in any line editor."""

_DISARMED = (
    "c-r", "c-s", "c-o", "c-p", "c-q", "c-v", "c-]", "escape c-]", "escape enter", "escape \\", "<vt100-mouse-event>",
)  # fmt: skip
"""What in the line editor searches, recalls, quotes, accepts or waits for another key: it leads out of the scene or
past the cleaning; the end of a string that was swallowed; a colour sequence, which prompt_toolkit takes for a mouse."""

_LINE_KEYS: dict[str, str] = {Keys.ControlM: "enter", Keys.ControlJ: "enter", Keys.ControlI: "tab"}
"""The keys as which a terminal without bracketed paste sends the line breaks and tabs of a paste."""


_KEEPING = ("left", "right", "home", "end", "c-e", "c-f")
_CLEARING = ("backspace", "delete", "c-u", "c-w", "c-k")
"""What makes a proposal the person's own text, and what takes it away, before anything else is typed."""


class Keyboard:
    """The keys of the scene that `playing` gives; Ctrl-Z suspends where there is a shell to come back from."""

    def __init__(self, playing: Callable[[], Scene], *, suspends: bool) -> None:
        self._playing = playing
        self._suspends = suspends

    def bindings(self) -> KeyBindings:
        """The keys for prompt_toolkit; of two for the same key the later counts."""
        bindings = KeyBindings()
        bindings.add(Keys.Any)(self._typed)
        bindings.add(Keys.BracketedPaste)(self._pasted)
        for name in _DISARMED:
            bindings.add(*name.split(), eager=True)(_ignored)
        bindings.add("c-z", eager=True)(_suspended if self._suspends else _ignored)
        bindings.add("escape", "[")(_control_sequence)
        bindings.add("escape", "]")(_command_string)
        bindings.add("c-d", filter=Condition(lambda: not self._playing().line))(_leaving_with(Key.LEAVE))
        proposed = Condition(lambda: self._playing().is_proposal)
        for name in _KEEPING:
            bindings.add(name, filter=proposed, eager=True)(lambda event: _keep_proposal(self._playing(), event))
        for name in _CLEARING:
            bindings.add(name, filter=proposed, eager=True)(lambda event: _make_room(self._playing(), event))
        for name in _SCENE_KEYS:
            bindings.add(*name.split(), filter=self._knows(name), eager=True)(self._pressing(name))
        for name, key in _EVERYWHERE.items():
            bindings.add(name, eager=True)(_leaving_with(key))
        return bindings

    def _knows(self, name: str) -> Condition:
        return Condition(lambda: name in self._playing().keys or name in self._playing().inserts)

    def _pressing(self, name: str) -> Callable[[KeyPressEvent], None]:
        def press(event: KeyPressEvent) -> None:
            scene = self._playing()
            if name in scene.inserts:
                event.current_buffer.insert_text(scene.inserts[name])
            else:
                _follow(scene, event, scene.keys[name]())

        return press

    def _typed(self, event: KeyPressEvent) -> None:
        if not _is_character(event.key_sequence[-1]):
            return
        scene = self._playing()
        if scene.takes(event.data):
            _follow(scene, event, scene.take(event.data))
        elif scene.is_editable:
            _make_room(scene, event)
            event.current_buffer.insert_text(cleaned(event.data) + _typed_ahead(scene, event.key_processor))

    def _pasted(self, event: KeyPressEvent) -> None:
        scene = self._playing()
        came_to = scene.pasted(cleaned(event.data))
        if not isinstance(came_to, str):
            _follow(scene, event, came_to)
        elif scene.is_editable:
            _make_room(scene, event)
            event.current_buffer.insert_text(came_to)


def _follow(scene: Scene, event: KeyPressEvent, outcome: Outcome | None) -> None:
    """Show what the scene did to its line; end the prompt where there is an outcome."""
    if scene.line != event.current_buffer.text:
        event.current_buffer.set_document(Document(scene.line))
    if outcome is not None:
        event.app.exit(result=outcome)


def _make_room(scene: Scene, event: KeyPressEvent) -> None:
    """Take a proposal away that nobody has touched, before something else is typed in its place."""
    if scene.is_proposal:
        event.current_buffer.set_document(Document())


def _keep_proposal(scene: Scene, event: KeyPressEvent) -> None:
    """Make the proposal the person's own text, to be changed, and move into it."""
    scene.is_proposal = False
    if event.key_sequence[-1].key == Keys.Left:
        event.current_buffer.cursor_left()
    elif event.key_sequence[-1].key == Keys.Home:
        event.current_buffer.cursor_position = 0


def _typed_ahead(scene: Scene, keys: KeyProcessor) -> str:
    """The text that waits behind a character, taken at once: a paste in a terminal that does not bracket it."""
    waiting = keys.input_queue
    parts = []
    while waiting and (part := _text_of(waiting[0], scene)):
        parts.append(part)
        waiting.popleft()
    return "".join(parts)


def _text_of(press: KeyPress, scene: Scene) -> str:
    """What a key puts into the line; nothing where it does something else."""
    if _is_character(press):
        return "" if scene.takes(press.data) else cleaned(press.data)
    return scene.inserts.get(_LINE_KEYS.get(press.key, ""), "")


def _is_character(press: KeyPress) -> bool:
    return press.key == press.data


def _control_sequence(event: KeyPressEvent) -> None:
    """Swallow CSI up to its final byte (ECMA-48, 5.4): pasted where pastes are not bracketed, and no key."""
    waiting = event.key_processor.input_queue
    while waiting and _is_character(waiting[0]):
        if "@" <= waiting.popleft().data <= "~":
            return


def _command_string(event: KeyPressEvent) -> None:
    """Swallow OSC up to BEL, or to the ESC of its terminator (ECMA-48, 8.3.89)."""
    waiting = event.key_processor.input_queue
    while waiting and waiting[0].key != Keys.Escape:
        if waiting.popleft().data == "\a":
            return


def _suspended(event: KeyPressEvent) -> None:
    event.app.suspend_to_background()


def _ignored(_: KeyPressEvent) -> None:
    """Do nothing."""


def _leaving_with(key: Key) -> Callable[[KeyPressEvent], None]:
    return lambda event: event.app.exit(result=key)
