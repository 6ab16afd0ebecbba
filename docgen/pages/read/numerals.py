"""Numbers as lists and pages write them: 一, 壹, ①, iv, 甲 (ECMA-376 17.18.59, ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_UNITS = ("", "十", "百", "千", "万")
_LEGAL = str.maketrans("〇零一二三四五六七八九十百千", "零零壹贰叁肆伍陆柒捌玖拾佰仟")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERS = 26


def numeral(number: int, style: str) -> str | None:
    """`number` in the format `style`; None where the format is not known. `none` and `bullet` give nothing."""
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
        elif parts and parts[-1] != zero:
            parts.append(zero)
    text = "".join(reversed(parts))
    return text.removeprefix("一") if text.startswith("一十") else text


def _digits(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", _DIGITS))


def _legal(number: int) -> str:
    text = _chinese(number, "零")
    return ("一" + text if text.startswith("十") else text).translate(_LEGAL)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _letters(number: int) -> str:
    """A to Z, then AA, BB to ZZ, as Word goes on."""
    return chr(ord("A") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1) if number > 0 else ""


def _circled(number: int) -> str:
    ranges = ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1))
    return next((chr(base + number - first) for first, last, base in ranges if first <= number <= last), str(number))


def _in_turn(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)}),
    "decimalHalfWidth": str,
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "chineseCounting": lambda number: _chinese(number, "〇"),
    "chineseCountingThousand": lambda number: _chinese(number, "零"),
    "japaneseCounting": lambda number: _chinese(number, "〇"),
    "taiwaneseCountingThousand": lambda number: _chinese(number, "零"),
    "ideographDigital": _digits,
    "chineseLegalSimplified": _legal,
    "ideographTraditional": _in_turn(_STEMS),
    "ideographZodiac": _in_turn(_BRANCHES),
    "bullet": lambda _: "",
    "none": lambda _: "",
}
