"""Numbers as lists and pages write them: 一, 壹, ①, iv, 甲 (ECMA-376 17.18.59, ST_NumberFormat).

Where the standard leaves a choice, what Word writes counts ([MS-DOCX] 2.4, [MS-OI29500] 2.1.540).
"""

from __future__ import annotations

import re
from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_UNITS = ("", "十", "百", "千", "万")
_LEGAL = str.maketrans("〇零一二三四五六七八九十百千", "零零壹贰叁肆伍陆柒捌玖拾佰仟")
_LEGAL_TRADITIONAL = str.maketrans("〇零一二三四五六七八九十百千万", "零零壹貳參肆伍陸柒捌玖拾佰仟萬")
_LEGAL_JAPANESE = str.maketrans("一二三五十百千万", "壱弐参伍拾百阡萬")
_FULL_WIDTH = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERS = 26
_HUNDRED, _TEN_THOUSAND = 100, 10_000


def numeral(number: int, style: str) -> str | None:
    """`number` in the format `style`; None where the format is not known. `none` and `bullet` give nothing.

    Digits such as `001` stand for numbers with as many digits at least.
    """
    if style.isdecimal():
        return str(number).zfill(len(style))
    write = _FORMATS.get(style)
    return None if write is None else write(number)


def is_known(style: str) -> bool:
    """Whether numbers can be written in the format `style`."""
    return style in _FORMATS


def _chinese(number: int, zero: str) -> str:
    """Counting: 二十一, 一百零一; 十 to 十九 without 一. From 100,000 on, digit by digit."""
    if not 0 < number < 10 ** len(_UNITS):
        return _digits(number)
    parts: list[str] = []
    for place, digit in enumerate(reversed(str(number))):
        if digit != "0":
            parts.append(_DIGITS[int(digit)] + _UNITS[place])
        elif zero and parts and parts[-1] != zero:
            parts.append(zero)
    text = "".join(reversed(parts))
    return text.removeprefix("一") if text.startswith("一十") else text


def _short_chinese(number: int) -> str:
    """Counting up to 九十九, and digit by digit from 一○○ on, as Word has it for `chineseCounting`."""
    return _chinese(number, "") if 0 < number < _HUNDRED else _digits(number).replace("〇", "○")


def _japanese(number: int) -> str:
    """Counting without zeros, and without 一 before 十, 百 and 千: 千百二十, 百一."""
    text = _chinese(number, "")
    return text if number >= 10 ** len(_UNITS) else re.sub("一(?=[十百千])", "", text)


def _digits(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", _DIGITS))


def _legal(number: int, signs: dict[int, int]) -> str:
    text = _chinese(number, "零")
    return ("一" + text if text.startswith("十") else text).translate(signs)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _letters(number: int) -> str:
    """A to Z, then AA, BB to ZZ, as Word goes on."""
    return chr(ord("A") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1) if number > 0 else ""


def _ready_made(*ranges: tuple[int, int, int]) -> Callable[[int], str]:
    """The characters that Unicode has for numbers from `first` to `last`, from `base` on; digits for all others."""

    def write(number: int) -> str:
        made = (chr(base + number - first) for first, last, base in ranges if first <= number <= last)
        return next(made, str(number))

    return write


def _ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    teens = number % _HUNDRED in {11, 12, 13}
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _zodiac_years(number: int) -> str:
    """甲子, 乙丑 … of the cycle of sixty."""
    return _STEMS[(number - 1) % len(_STEMS)] + _BRANCHES[(number - 1) % len(_BRANCHES)]


def _chicago(number: int) -> str:
    """*, †, ‡, §, then each twice, and so on."""
    return "*†‡§"[(number - 1) % 4] * ((number - 1) // 4 + 1)


def _in_turn(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


_CIRCLED = _ready_made((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1))
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalHalfWidth": str,
    "ordinal": _ordinal,
    "hex": lambda number: f"{number:X}",
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedFullstop": _ready_made((1, 20, 0x2488)),
    "decimalEnclosedParen": _ready_made((1, 20, 0x2474)),
    "ideographEnclosedCircle": _ready_made((1, 10, 0x3220)),
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "chineseCounting": _short_chinese,
    "chineseCountingThousand": lambda number: _chinese(number, "零" if number < _TEN_THOUSAND else ""),
    "japaneseCounting": _japanese,
    "taiwaneseCounting": _short_chinese,
    "taiwaneseCountingThousand": lambda number: _chinese(number, "零"),
    "taiwaneseDigital": lambda number: _digits(number).replace("〇", "○"),
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "japaneseLegal": lambda number: _japanese(number).translate(_LEGAL_JAPANESE),
    "chineseLegalSimplified": lambda number: _legal(number, _LEGAL),
    "ideographLegalTraditional": lambda number: _legal(number, _LEGAL_TRADITIONAL),
    "ideographTraditional": _in_turn(_STEMS),
    "ideographZodiac": _in_turn(_BRANCHES),
    "ideographZodiacTraditional": _zodiac_years,
    "bullet": lambda _: "",
    "none": lambda _: "",
    "chicago": _chicago,
}
