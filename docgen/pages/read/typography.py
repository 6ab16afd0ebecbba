"""The East Asian rules of a document and of its paragraphs: what settings.xml and a `w:pPr` say of them."""

from __future__ import annotations

from collections.abc import Mapping

from docgen.pages.read.format_model import USUAL_TYPOGRAPHY, Typography
from docgen.pages.read.ooxml import Element, W, child, is_on, val

_COMPRESSING = {"compressPunctuation", "compressPunctuationAndJapaneseKana"}  # ST_CharacterSpacing (17.18.7)

SWITCHES: Mapping[str, tuple[str, bool]] = {
    W + "topLinePunct": ("compresses_start", True),
    W + "kinsoku": ("prohibits", True),
    W + "wordWrap": ("breaks_words", False),
    W + "autoSpaceDE": ("spaces_letters", True),
    W + "autoSpaceDN": ("spaces_digits", True),
}
"""The elements of a `w:pPr` that change a rule: the rule, and what it is where the element is on."""


def read_typography(settings: Element, language: str) -> Typography:
    """The rules of a document whose East Asian text is in `language`.

    Where nothing is said, no punctuation is compressed (17.15.1.18), the usual marks may not begin or end lines
    (17.15.1.58, .59), and lines that end at a line break are justified like others (17.15.3.5).
    """
    made = Typography(
        compresses=val(child(settings, W + "characterSpacingControl")) in _COMPRESSING,
        no_start=_marks(settings, "noLineBreaksBefore", language),
        no_end=_marks(settings, "noLineBreaksAfter", language),
        widens_broken=not is_on(child(child(settings, W + "compat"), W + "doNotExpandShiftReturn")),
    )
    return USUAL_TYPOGRAPHY if made == USUAL_TYPOGRAPHY else made


def _marks(settings: Element, name: str, language: str) -> str:
    """The marks that a document names itself, for its own language or for Chinese."""
    wanted = language.partition("-")[0] or "zh"
    for element in settings.iterchildren(W + name):
        if (element.get(W + "lang") or wanted).partition("-")[0] == wanted:
            return val(element) or ""
    return ""


def read_switch(rules: dict[str, bool], element: Element) -> None:
    """Add what one child of a `w:pPr` says."""
    name, meaning = SWITCHES[element.tag]
    rules[name] = is_on(element) == meaning


def settled_typography(document: Typography, rules: Mapping[str, bool]) -> Typography:
    """The rules of a paragraph: the document's, changed by what its layers say."""
    if not rules:
        return document
    made = document._replace(**rules)  # type: ignore[arg-type]
    return document if made == document else made
