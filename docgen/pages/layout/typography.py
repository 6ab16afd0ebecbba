"""What a paragraph's own East Asian rules change in the classes of its characters (see `characters`).

Nothing here is asked of a paragraph with the usual rules.
"""

from __future__ import annotations

from functools import lru_cache

from docgen.pages.layout.characters import with_stand_ins
from docgen.pages.read.format_model import USUAL_TYPOGRAPHY, Typography

_WIDE = "HWCO"  # the classes that a document may sort anew: its lists are about East Asian punctuation
_UNTORN = "\ufdd4\ufdd5"  # wide … and —, which come in pairs that stay together whatever a list says
_ANYWHERE = str.maketrans("AaN", "HHH")  # a line may break between letters as between Han
_UNPROHIBITED = str.maketrans("CO", "WW")


def reclassified(classes: str, shadow: str, typography: Typography) -> str:
    """The classes by the document's own lists of marks that begin and end no line (ECMA-376 17.15.1.58, .59)."""
    if not (typography.no_start or typography.no_end):
        return classes
    own = _own_classes(typography.no_start, typography.no_end)
    freed = "C" * bool(typography.no_start) + "O" * bool(typography.no_end)

    def sorted_anew(letter: str, character: str) -> str:
        if letter not in _WIDE or character in _UNTORN:
            return letter
        return own.get(character, "W" if letter in freed else letter)

    return "".join(map(sorted_anew, classes, shadow))


@lru_cache(maxsize=32)
def _own_classes(no_start: str, no_end: str) -> dict[str, str]:
    return dict.fromkeys(with_stand_ins(no_start), "C") | dict.fromkeys(with_stand_ins(no_end), "O")


def break_classes(classes: str, typography: Typography) -> str:
    """The classes as line breaking sees them: without prohibitions or whole words, if the paragraph asks for that."""
    if typography is USUAL_TYPOGRAPHY:
        return classes
    if not typography.prohibits:
        classes = classes.translate(_UNPROHIBITED)
    return classes.translate(_ANYWHERE) if typography.breaks_words else classes


def is_spaced(classes: str, index: int, typography: Typography) -> bool:
    """Whether a quarter-em goes before `index`, where Han and Latin meet (ECMA-376 17.3.1.2, .3)."""
    narrow = classes[index - 1] if classes[index] == "H" else classes[index]
    return typography.spaces_letters if narrow == "A" else typography.spaces_digits
