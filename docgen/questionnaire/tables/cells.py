"""Makes of a pasted cell what a person would have typed: spreadsheets show values dressed up.

Thousands come with separators, dates with midnight and weekday, lists with bullets, an empty cell as a dash. Only the
dress is taken off; whether what is left can be a value is for the reader of the field.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping

from docgen.form.model import Field
from docgen.messages import Message, message

_BLANKS = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_DASHES = re.compile(r"[-‐‑‒–—―－−_/／\\]+")
_NOTHING = frozenset({"无", "没有", "不适用", "空", "n/a", "na", "none", "nil"})
_BROKEN = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)|#{3,}")

_AMOUNT = re.compile(r"(?P<open>\()?(?P<sign>[-+])?[¥$€]?(?P<digits>\d[\d,]*(?:\.\d*)?|\.\d+)[%元]?(?P<close>\))?")
_GROUPS = re.compile(r"\d{1,3}(,\d{3})+(\.\d*)?")
_SIGNS = re.compile(r"[¥$€%元]")

_MIDNIGHT = re.compile(r"(?<=\d|日)(T|\s)*(0?0:00(:00(\.0+)?)?|12:00(:00)?\s?AM|0?0时(00?分(00?秒)?)?)$", re.IGNORECASE)
_WEEKDAY = re.compile(r"[\s,(]*(?:星期|礼拜|周)([一二三四五六日天])\)?$")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日.]?|(\d{4})(\d{2})(\d{2})")
_DOTTED = re.compile(r"(\d{4})\.(\d{1,2})\.(\d{1,2})\.?|(\d{4})(\d{2})(\d{2})")

YES, NO = "是", "否"
_YES = frozenset({YES, "√", "✓", "✔", "☑", "对", "有", "y", "yes", "true", "t", "1"})
_NO = frozenset({NO, "×", "✗", "✘", "☐", "□", "不", "不是", "n", "no", "false", "f", "0", "x"})
_ENTRY_ENDS = re.compile("[;；\n]")
_BULLET = re.compile(
    r"(?:[(（]?(?P<number>\d{1,2})[.．)）、](?!\d)|(?P<circled>[①-⑳])|[•·●▪◦‣■◆]|[*-](?=\s))\s*(?P<rest>.+)"
)

_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]"
_BREAK_IN_CHINESE = re.compile(f"(?<={_WIDE})\\s*\n\\s*|\\s*\n\\s*(?={_WIDE})")


def clean_cell(field: Field, text: str) -> str:
    """`text` as it would be typed for `field`; empty where the cell says that there is nothing.

    Entries of a list stand on lines of their own, yes and no as 是 and 否, enum values as the word on paper.
    """
    if is_empty(field, text):
        return ""
    text = tidy(text)
    if field.words:
        return _enum_word(field, text)
    if cleaner := _CLEANERS.get(field.rules.get("type", "")):
        return cleaner(text)
    return text if field.meta.get("multiline") else in_one_line(text)


def tidy(text: str) -> str:
    """`text` without blanks around it and its lines, every kind of blank but the ideographic as a space."""
    lines = (line.strip() for line in _BLANKS.sub(" ", text).split("\n"))
    return "\n".join(lines).strip()


def in_one_line(text: str) -> str:
    """`text` with its lines joined: with a space, but without one where Chinese stands on either side."""
    return re.sub(r"\s*\n\s*", " ", _BREAK_IN_CHINESE.sub("", text))


def is_empty(field: Field, text: str) -> bool:
    """Whether a cell says that there is nothing: blank, a dash or stroke; 无 where an optional value is no text."""
    text = tidy(text)
    if not text or _DASHES.fullmatch(text):
        return True
    is_text = field.rules.get("type") == "string" and not field.words
    optional = not field.rules.get("required")
    return optional and not is_text and text.casefold() in _NOTHING and text not in field.words.values()


def breakage(text: str) -> tuple[Message, Message] | None:
    """What is wrong where the spreadsheet shows an error in place of the value, and how to mend it."""
    text = tidy(text)
    if not _BROKEN.fullmatch(text):
        return None
    problem = message("The spreadsheet shows “{value}” in place of a value", value=text)
    if text.startswith("##"):
        return problem, message("Make the column wider in the spreadsheet and copy again.")
    return problem, message("Mend the formula in the spreadsheet, or type the value.")


def sign_left_out(field: Field, text: str) -> str | None:
    """The sign (%, ¥ …) that `clean_cell` takes off a number; None where there is none."""
    if field.rules.get("type") not in {"number", "integer"}:
        return None
    plain = unicodedata.normalize("NFKC", text)
    found = _SIGNS.search(plain)
    return found[0] if found and _number(plain) != plain.strip() and not _SIGNS.search(_number(plain)) else None


def _enum_word(field: Field, text: str) -> str:
    """The word on paper that `text` is, whatever its blanks, width and case; else `text`."""
    known = {_folded(name): word for enum_id, word in field.words.items() for name in (enum_id, word)}
    return known.get(_folded(text), in_one_line(text))


def _folded(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).casefold()


def _number(text: str) -> str:
    """The digits of `1,200.00`, `36%`, `¥ 1,200`, `(1,200)`; else `text`."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("−", "-")
    amount = _AMOUNT.fullmatch(plain)
    if not amount or bool(amount["open"]) != bool(amount["close"]) or (amount["open"] and amount["sign"]):
        return text
    digits = amount["digits"]
    if "," in digits:
        if not _GROUPS.fullmatch(digits):
            return text
        digits = digits.replace(",", "")
    digits = f"0{digits}" if digits.startswith(".") else digits.removesuffix(".")
    return f"-{digits}" if amount["open"] or amount["sign"] == "-" else digits


def _date(text: str) -> str:
    """The day of `2026/7/1 0:00`, `2026年7月1日星期三`, `2026.7.1`, `20260701`; else `text`."""
    plain = _MIDNIGHT.sub("", unicodedata.normalize("NFKC", text)).strip()
    if weekday := _WEEKDAY.search(plain):
        if not _falls_on(plain[: weekday.start()], weekday[1]):
            return text
        plain = plain[: weekday.start()]
    if dotted := _DOTTED.fullmatch(plain.replace(" ", "")):
        year, month, day = (part for part in dotted.groups() if part)
        return f"{year}-{month:0>2}-{day:0>2}"
    return plain if _DAY.fullmatch(plain) else text


def _falls_on(day: str, weekday: str) -> bool:
    """Whether `day` is that day of the week: where not, one of the two is a mistake."""
    parts = _DAY.fullmatch(day)
    if parts is None:
        return False
    try:
        date = dt.date(*(int(part) for part in parts.groups() if part))
    except ValueError:
        return False
    return "一二三四五六日".index(weekday.replace("天", "日")) == date.weekday()


def _yes_or_no(text: str) -> str:
    folded = _folded(text)
    if folded in _YES:
        return YES
    return NO if folded in _NO else text


def _entries(text: str) -> list[str]:
    """The entries of a list."""
    entries = [entry.strip() for entry in _ENTRY_ENDS.split(text)]
    return without_bullets([entry for entry in entries if entry and not _DASHES.fullmatch(entry)])


def without_bullets(entries: list[str]) -> list[str]:
    """`entries` without the bullets or running numbers that stand before all of them."""
    bullets = [_BULLET.fullmatch(entry) for entry in entries]
    if all(bullet and _is_number(bullet, place) for place, bullet in enumerate(bullets, 1)):
        return [bullet["rest"].strip() for bullet in bullets if bullet]
    return entries


def _is_number(bullet: re.Match[str], place: int) -> bool:
    """Whether a bullet is no number, or the one that belongs to the `place` (1-based) of its entry."""
    if bullet["circled"]:
        return unicodedata.numeric(bullet["circled"]) == place
    return bullet["number"] is None or int(bullet["number"]) == place


_CLEANERS: Mapping[str, Callable[[str], str]] = {
    "number": _number,
    "integer": _number,
    "date": _date,
    "boolean": _yes_or_no,
    "list": lambda text: "\n".join(_entries(text)),
}
