"""Classes of characters: where a line may break, which face a character takes, where a quarter-em goes.

Every character has one class, a letter; a paragraph's text becomes a string of such letters, and each question about
the paragraph is one regular expression over that string. The classes follow Unicode UAX #14, cut down to what Chinese
office documents hold, with the line-start and line-end prohibitions (避头尾) of GB/T 15834 and of the W3C's
"Requirements for Chinese Text Layout".

| class | what | East Asian face |
|---|---|---|
| `H` | Han and kana | yes |
| `W` | other wide characters (①, →, ☐), pictures | yes |
| `C` | closing punctuation and others that must not begin a line | yes |
| `O` | opening punctuation and others that must not end a line | yes |
| `I` | the ideographic space | yes |
| `A` `a` | letters; everything else | no |
| `N` | digits | no |
| `S` | space | no |
| `o` `c` | narrow opening and closing punctuation | no |
| `p` | what follows a number: % ° ‰ | no |
| `Y` `K` | hyphen, slash | no |
| `Q` | the undirected quotes " and ' | no |
| `G` | glue: no-break space, joiners | no |
| `Z` | zero-width space | no |
| `T` `L` | tab, forced break | no |

What is not done: hyphenation, and the complex scripts that need a dictionary (Thai) or reordering (Arabic).
"""

from __future__ import annotations

import re
import unicodedata

OBJECT = "\ufffc"
"""Stands for a picture in a paragraph's text (U+FFFC OBJECT REPLACEMENT CHARACTER)."""

# These are drawn wide among Han and narrow among Latin letters. Where they are wide, their stand-in from Unicode's
# internal-use noncharacters takes their place in the text that is classified.
_AMBIGUOUS = {"“": "\ufdd0", "”": "\ufdd1", "‘": "\ufdd2", "’": "\ufdd3", "…": "\ufdd4", "—": "\ufdd5", "·": "\ufdd6"}
_BOUND_SPACE = "\ufdd7"

_NO_START = (
    "、。，．：；？！）》」』】〕〉〗〙〛］｝〞～％‰℃℉¢￠·・•‧…‥—―〜々〻ー∶〃｀｜"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶゝゞヽヾ﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞＇＂｠"
    "\ufdd1\ufdd3\ufdd4\ufdd5\ufdd6"
)
_NO_END = "（《「『【〔〈〖〘〚［｛〝￥＄￡＃№﹙﹛﹝｟\ufdd0\ufdd2"
_NARROW_CLOSING = ".,:;!?)]}>”’»›¨ˇˉ‖"
_NARROW_OPENING = "([{<“‘«‹$¥£€"

_COMPRESSIBLE = "、。，．：；）》」』】〕〉〗］｝\ufdd1\ufdd3"
_OPENING = "（《「『【〔〈〖［｛\ufdd0\ufdd2"
_HANGING = frozenset("、。，．：；？！")
_NOT_WIDE_THOUGH_HIGH = frozenset("\u3000")


def _given() -> dict[int, str]:
    """The classes that are settled by name rather than by the Unicode database."""
    classes = dict.fromkeys(_NO_START, "C") | dict.fromkeys(_NO_END, "O")
    # In their narrow shape; their stand-ins above are the wide ones.
    classes |= {"·": "c", "…": "c", "—": "c", "―": "c", "‥": "c", "•": "a", "‧": "c", "‰": "p"}
    classes |= dict.fromkeys(_NARROW_CLOSING, "c") | dict.fromkeys(_NARROW_OPENING, "o")
    classes |= dict.fromkeys("%°′″", "p") | dict.fromkeys("-\u2010\u2013", "Y") | dict.fromkeys("/\\", "K")
    classes |= dict.fromkeys("\"'", "Q") | dict.fromkeys("\u00a0\u2011\u2060\ufeff\u202f" + _BOUND_SPACE, "G")
    classes |= {"\u200b": "Z", "\t": "T", "\n": "L", "\f": "L", "\v": "L", "\u3000": "I", OBJECT: "W"}
    return {ord(character): letter for character, letter in classes.items()}


class _Classes(dict[int, str]):
    """Code point → class; fills itself from the Unicode database on first use of a character."""

    def __missing__(self, code: int) -> str:
        letter = self[code] = _from_unicode(chr(code), code)
        return letter


def _from_unicode(character: str, code: int) -> str:
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Mc"} or 0xFE00 <= code <= 0xFE0F:
        return "c"
    if category == "Zs":
        return "S"
    # Arrows, mathematics, enclosed numbers, boxes and dingbats come from the East Asian face, as Word has it for zh-CN.
    symbol = 0x2190 <= code <= 0x2BFF
    if symbol or unicodedata.east_asian_width(character) in {"W", "F"}:
        return {"Ps": "O", "Pe": "C"}.get(category) or ("H" if category[0] == "L" and not symbol else "W")
    return {"Nd": "N", "Ps": "o", "Pi": "o", "Pe": "c", "Pf": "c"}.get(category, "A" if category[0] == "L" else "a")


_CLASSES = _Classes(_given())

_ANY_AMBIGUOUS = re.compile("[" + "".join(_AMBIGUOUS) + "]")
_OPENING_THEN_SPACE = re.compile("(?<=[（《「『【〔〈(\\[{\ufdd0\ufdd2]) +")
_COMPRESS = re.compile(f"[{_COMPRESSIBLE}](?=[{_COMPRESSIBLE}{_OPENING}])|[{_OPENING}](?=[{_OPENING}])")

# Between the letters on either side, a line may break (UAX #14, in the order of its rules):
_BREAKS = re.compile(
    "(?<=[STZI])(?=[HWAaONQoYK])"  # after spaces (LB18), though never before closing punctuation (LB13)
    "|(?<=[HWC])(?=[HWAaNOo])"  # around ideographs (LB31) and after closing punctuation
    "|(?<=[AaNcpYKQ])(?=[HWO])"  # from Latin to ideographs
    "|(?<=[AN]Y)(?=A)"  # after a hyphen, though not before digits (LB21, LB25)
    "|(?<=[cp])(?=O)"
)
_RELUCTANT_BREAKS = re.compile("(?<=[YK])(?=[AaNo])")
"""Inside a date or an address: taken only where the whole does not fit on a line (LB25 forbids 2026-07-|01)."""

_SPACED = re.compile("(?<=H)(?=[AN])|(?<=[ANp])(?=H)")
_STRETCHED = re.compile("(?<=[HWCOI])(?=[^SIL])|(?<=[^L])(?=[HWCO])|(?<=[ST])(?=[^STIL])")
_PLAIN = re.compile("(?:[HCOAaNocpYKQG][HCOAaNocpYKQGS]*)?[HCOAaNocpYKQ]")
_WIDE_RUN = re.compile("([HWCOI]+)|[^HWCOI]+")


def classify(text: str) -> tuple[str, str]:
    """Give the class letters of `text`, and `text` with stand-ins for the ambiguous characters that are wide here.

    Both have the length of `text`.
    """
    if _ANY_AMBIGUOUS.search(text):
        text = _settle_ambiguous(text)
    if _OPENING_THEN_SPACE.search(text):
        text = _OPENING_THEN_SPACE.sub(lambda found: _BOUND_SPACE * len(found[0]), text)
    return text.translate(_CLASSES), text


def _settle_ambiguous(text: str) -> str:
    """Quotes, dashes and dots are wide, unless what stands nearest on both sides is Latin, or nothing here is Han."""
    if not any(map(_is_wide_letter, text)):
        return text
    return _ANY_AMBIGUOUS.sub(
        lambda found: found[0] if _is_narrow_at(text, found.start()) else _AMBIGUOUS[found[0]], text
    )


def _is_wide_letter(character: str) -> bool:
    """Whether a character lies where Unicode has Han, kana and full-width forms.

    No regular expression: Python takes milliseconds to compile so wide a range; the first wide letter ends the search.
    """
    return (
        "\u2e80" <= character <= "\ufaff"
        or "\uff00" <= character <= "\uffee"
        or "\U00020000" <= character <= "\U0003ffff"
    )


def _is_narrow_at(text: str, index: int) -> bool:
    before = text[:index].rstrip("“”‘’…—· ")[-1:]
    after = text[index + 1 :].lstrip("“”‘’…—· ")[:1]
    return before.isascii() and after.isascii() and bool(before) and bool(after)


def breaks(classes: str) -> list[int]:
    """Where a line may begin, ascending; the text's start and end are not among them."""
    return [found.start() for found in _BREAKS.finditer(classes)]


def emergency_break(classes: str, start: int, end: int) -> int:
    """Where to break text that has no opportunity after `start` and that fits as far as `end`.

    After a hyphen or slash if there is one; else wherever no rule of line start and line end is broken; else at `end`.
    Always more than `start`.
    """
    reluctant = [found.start() for found in _RELUCTANT_BREAKS.finditer(classes, start + 1, end + 1)]
    if reluctant and reluctant[-1] <= end:
        return reluctant[-1]
    for index in range(end, start, -1):
        if index < len(classes) and classes[index] not in "CcpSIYK" and classes[index - 1] not in "OoG":
            return index
    return max(end, start + 1)


def spaced(classes: str) -> list[int]:
    """Where a quarter-em goes between Han and Latin letters or digits (Word's `autoSpaceDE` and `autoSpaceDN`)."""
    return [found.start() for found in _SPACED.finditer(classes)]


def stretched(classes: str, text: str) -> list[int]:
    """The gaps that justification widens: those beside a wide character and those after a space.

    The halves of —— and …… stay together.
    """
    return [
        index
        for index in (found.start() for found in _STRETCHED.finditer(classes))
        if 0 < index < len(text) and not (text[index] in "—…" and text[index - 1] == text[index])
    ]


def compressed(shadow: str) -> list[int]:
    """The marks after which an empty half is lost because other punctuation follows: ）， and 》、 and ：“ and （《.

    Where two opening marks meet, it is the second one that loses its own: it moves up to the first.
    """
    return [found.start() for found in _COMPRESS.finditer(shadow)]


def is_plain(classes: str) -> bool:
    """Whether a text is Han, letters, digits and their marks only, and has no space at its ends."""
    return _PLAIN.fullmatch(classes) is not None


def is_hanging(character: str) -> bool:
    """Whether a mark may stand beyond the line's end (Word's `w:overflowPunct`; ECMA-376 17.3.1.21)."""
    return character in _HANGING


def is_compressible(character: str) -> bool:
    """Whether a closing mark may lose its empty half at a line's end; `character` is a stand-in where ambiguous."""
    return character in _COMPRESSIBLE


def is_opening(character: str) -> bool:
    """Whether an opening mark may lose its empty half at a line's start; `character` is a stand-in where ambiguous."""
    return character in _OPENING


def with_stand_ins(marks: str) -> str:
    """`marks` with the stand-ins of those among them that are ambiguous."""
    return marks + "".join(_AMBIGUOUS[mark] for mark in marks if mark in _AMBIGUOUS)


def wide_runs(classes: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Cut `classes[start:end]` into (start, end, whether it takes the East Asian face)."""
    return [(*run.span(), run.lastindex == 1) for run in _WIDE_RUN.finditer(classes, start, end)]
