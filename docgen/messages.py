"""What docgen says to people, kept apart from the language it is said in.

Code makes a `Message` (an English msgid with named parameters); `Translator` turns it into a sentence in the user's
language with the gettext catalogues of `docgen/locale`. Nothing here prints.
"""

from __future__ import annotations

import datetime as dt
import gettext
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Language = Literal["zh", "en"]
LOCALE_FOLDER = Path(__file__).parent / "locale"


@dataclass(frozen=True, slots=True)
class Text:
    """A text that a form pack gives in the user's languages; `en` falls back to `zh`."""

    zh: str
    en: str = ""

    @classmethod
    def parse(cls, value: str | Mapping[str, str]) -> Text:
        """Read `"中文"` or `{zh: 中文, en: English}`."""
        if isinstance(value, str):
            return cls(value)
        return cls(value["zh"], value.get("en", ""))

    def in_language(self, language: Language) -> str:
        """The text in `language`."""
        return self.en if language == "en" and self.en else self.zh


@dataclass(frozen=True, slots=True)
class Message:
    """An English sentence with `{named}` parameters, not yet translated or filled in."""

    msgid: str
    params: Mapping[str, object] = field(default_factory=dict)


def message(msgid: str, **params: object) -> Message:
    """Make a `Message`. A test holds the catalogues to the msgids that stand in such calls."""
    return Message(msgid, params)


def mark(msgid: str) -> str:
    """Mark a sentence that is translated elsewhere, so that the catalogue's test finds it here."""
    return msgid


class Translator:
    """Turns messages, texts and the values inside them into sentences of one language."""

    def __init__(self, language: Language = "zh") -> None:
        self.language: Language = language
        self._catalogue: gettext.NullTranslations = gettext.NullTranslations()
        if language == "zh":
            self._catalogue = gettext.translation("docgen", LOCALE_FOLDER, ["zh_CN"], fallback=True)

    def plain(self, msgid: str) -> str:
        """Translate a sentence and leave its parameters alone."""
        return self._catalogue.gettext(msgid)

    def __call__(self, value: object) -> str:
        """Say `value` (a Message, Text, date, list or plain value) in this language."""
        if isinstance(value, Message):
            params = {name: self(param) for name, param in value.params.items()}
            return self.plain(value.msgid).format(**params)
        if isinstance(value, Text):
            return value.in_language(self.language)
        if isinstance(value, dt.date):
            return value.isoformat()
        if isinstance(value, str):
            return value
        if isinstance(value, Iterable):
            return ("、" if self.language == "zh" else ", ").join(self(item) for item in value)
        return str(value)
