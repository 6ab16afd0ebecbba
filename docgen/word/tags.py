"""Finds the tags of a template and holds them to what docxtpl and Word can bear, each fault with its place.

docxtpl turns `{%tr … %}` into a tag that stands for its whole row (`p`: paragraph, `tc`: cell, `r`: run) and drops the
rest of that row without a word; two of them in one row, or a loop that ends in another table, give a broken file. Such
templates are refused here, before anything is filled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from docgen.errors import Fault
from docgen.messages import Message, message
from docgen.word.places import Spot, W

Prefix = Literal["", "p", "tr", "tc", "r"]
_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
_PARTS = re.compile(
    r"(?P<open>\{[%{#])[-+]?(?P<prefix>p|tr|tc|r)?(?(prefix)\s|)(?P<inner>.*?)[-+]?[%}#]\}\Z", re.DOTALL
)
_CURLY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_OPEN = re.compile(r"\{\{.*|\{%.*|\{#.*|.{0,20}(\}\}|%\})", re.DOTALL)
_WIDE = re.compile(r"[{｛][{｛%％#].*?[}｝%％#][}｝]", re.DOTALL)
"""A tag with braces as Chinese input methods write them; searched for where proper tags were taken out."""
STATEMENTS: Final = ("for", "if", "elif", "else", "set", "endfor", "endif")
DOCXTPL_STATEMENTS: Final = ("vm", "hm", "colspan", "cellbg")
_ENDS = {"endfor": "for", "endif": "if"}
_MERGES: Final = {
    "vm": {"begin": "{%tr for … %}", "end": "{%tr endfor %}"},
    "hm": {"begin": "{%tc for … %}", "end": "{%tc endfor %}"},
}


class Tag(NamedTuple):
    """One tag: what stands in the template, and what Jinja reads of it."""

    source: str
    inner: str
    prefix: Prefix
    kind: Literal["expression", "statement", "comment"]
    spot: Spot

    @property
    def word(self) -> str:
        """The first word of a statement, such as `for` or `endif`."""
        return self.inner.split(maxsplit=1)[0] if self.inner else ""

    @property
    def is_of_cell(self) -> bool:
        """Whether it says something of the cell that it stands in."""
        return self.kind == "statement" and self.word in DOCXTPL_STATEMENTS

    @property
    def container(self) -> Any:
        """The element inside which the tag and its end must stand."""
        return {"tr": self.spot.table, "tc": self.spot.row}.get(self.prefix, self.spot.parent)

    def fault(self, file: Path, problem: Message, mend: Message | None = None) -> Fault:
        """A fault of this tag."""
        return Fault(problem, mend, file=file, place=self.spot.place, anchor=self.spot.anchor(self.source))


def read_tags(places: Sequence[Spot]) -> list[Tag]:
    """All tags of a part, in document order."""
    return [_tag(found[0], spot) for spot in places for found in _TAG.finditer(spot.text)]


def _tag(source: str, spot: Spot) -> Tag:
    kind: Literal["expression", "statement", "comment"] = "statement"
    if source.startswith("{{"):
        kind = "expression"
    elif source.startswith("{#"):
        kind = "comment"
    parts = _PARTS.match(source)
    prefix: Any = (parts["prefix"] or "") if parts else ""
    inner = parts["inner"] if parts else ""
    return Tag(source, inner.translate(_CURLY).strip(), prefix, kind, spot)


def structure_faults(places: Sequence[Spot], tags: Sequence[Tag], file: Path) -> Iterator[Fault]:
    """Everything that is wrong with where the tags stand."""
    yield from _unclosed(places, file)
    yield from _misused(tags, file)
    yield from _unbalanced(tags, file)
    yield from _crowded(tags, file)


def _unclosed(places: Sequence[Spot], file: Path) -> Iterator[Fault]:
    for spot in places:
        rest = _TAG.sub("", spot.text)
        wide = _WIDE.search(rest)
        if wide:
            problem = message("The braces of the tag are full-width: {tag}", tag=wide[0][:40])
            mend = message("Write them half-width: {begin} and {end}.", begin="{{ {%", end="}} %}")
            yield Fault(problem, mend, file=file, place=spot.place, anchor=spot.anchor(wide[0]))
        elif found := _OPEN.search(rest):
            problem = message("The tag is not complete: {tag}", tag=found[0][:40])
            mend = message(
                "A tag begins with {begin} and ends with {end} in the same paragraph.",
                begin="{{ / {% / {#",
                end="}} / %} / #}",
            )
            yield Fault(problem, mend, file=file, place=spot.place, anchor=spot.anchor(found[0]))


def _misused(tags: Sequence[Tag], file: Path) -> Iterator[Fault]:
    for tag in tags:
        if tag.kind == "statement" and tag.word not in (*STATEMENTS, *DOCXTPL_STATEMENTS):
            problem = message("Templates do not know this tag: {tag}", tag=tag.source)
            yield tag.fault(file, problem, message("Use one of: {known}.", known=[*STATEMENTS, *DOCXTPL_STATEMENTS]))
        elif tag.kind == "expression" and (tag.prefix == "r") != ("sign_here(" in tag.inner):
            problem = message("The tag is written in the wrong form: {tag}", tag=tag.source)
            mend = message(
                "Write {field} for a field, and {sign} for a place to sign.",
                field="{{ … }}",
                sign="{{r sign_here(…) }}",
            )
            yield tag.fault(file, problem, mend)
        elif tag.kind == "expression" and tag.prefix not in {"", "r"}:
            problem = message("The tag is written in the wrong form: {tag}", tag=tag.source)
            yield tag.fault(file, problem, message("Write {right}.", right=f"{{{{ {tag.inner} }}}}"))
        elif tag.spot.cell is None and (tag.prefix in {"tr", "tc"} or tag.is_of_cell):
            mend = message("Put it into a cell of a table.") if tag.is_of_cell else _inside_table()
            yield tag.fault(file, message("The tag stands outside a table: {tag}", tag=tag.source), mend)


def _inside_table() -> Message:
    return message("Put it into a row of its own of the table, or use {paragraph}.", paragraph="{%p … %}")


def _unbalanced(tags: Sequence[Tag], file: Path) -> Iterator[Fault]:
    """Loops and conditions that do not end, end twice, or end where they do not belong."""
    opened: list[Tag] = []
    for tag in tags:
        if tag.kind != "statement":
            continue
        if tag.word in {"for", "if"}:
            opened.append(tag)
        elif tag.word in _ENDS:
            if not opened or opened[-1].word != _ENDS[tag.word]:
                problem = message("{tag} ends nothing: no {begin} is open here.", tag=tag.source, begin=_ENDS[tag.word])
                yield tag.fault(file, problem, message("Delete it, or add the missing beginning before it."))
                return
            begin = opened.pop()
            if (begin.prefix, begin.container) != (tag.prefix, tag.container):
                problem = message(
                    "{begin} and its end {tag} do not belong together.", begin=begin.source, tag=tag.source
                )
                mend = message("Write both with the same sign (p, tr, tc or none), in the same table or the same cell.")
                yield tag.fault(file, problem, mend)
        elif tag.word in _MERGES and tag.spot.cell is not None:
            yield from _mismerged(tag, opened, file)
        elif tag.word in {"elif", "else"} and not opened:
            yield tag.fault(file, message("{tag} stands outside a condition.", tag=tag.source), message("Delete it."))
    for begin in opened:
        end = f"{{%{begin.prefix} end{begin.word} %}}"
        problem = message("{tag} has no end.", tag=begin.source)
        yield begin.fault(file, problem, message("Add {end} where the repeated or conditional part ends.", end=end))


def _mismerged(tag: Tag, opened: Sequence[Tag], file: Path) -> Iterator[Fault]:
    """A cell that is merged with its copies: there must be copies, and the cell must not be merged with others."""
    if all(begin.word != "for" for begin in opened):
        problem = message("{tag} merges the cells that a loop repeats, and no loop is open here.", tag=tag.source)
        yield tag.fault(file, problem, message("Delete it, or put it between {begin} and {end}.", **_MERGES[tag.word]))
    elif tag.word == "vm" and tag.spot.cell.find(f"{W}tcPr/{W}vMerge") is not None:
        problem = message("{tag} stands in a cell that is merged with others already.", tag=tag.source)
        yield tag.fault(file, problem, message("Split the cell in Word, or delete the tag."))


def _crowded(tags: Sequence[Tag], file: Path) -> Iterator[Fault]:
    """Paragraphs, rows and cells that a tag of their own leaves no room for anything else in."""
    first: dict[tuple[str, int], Tag] = {}
    for tag in tags:
        if tag.prefix in {"", "r"} or (tag.prefix in {"tr", "tc"} and tag.spot.cell is None):
            continue
        if tag.prefix == "p":
            alone, key = tag.spot.text, id(tag.spot)
        else:
            element = tag.spot.row if tag.prefix == "tr" else tag.spot.cell
            alone, key = _text(element), id(element)
        if (tag.prefix, key) in first:
            problem = message(
                "Two tags for one paragraph, row or cell: {first} and {second}",
                first=first[tag.prefix, key].source,
                second=tag.source,
            )
            yield tag.fault(file, problem, message("Put each into a paragraph, row or cell of its own."))
        elif beside := _beside(tag, alone):
            problem = message("The text beside {tag} would be lost: {text}", tag=tag.source, text=beside[:40])
            yield tag.fault(file, problem, message("Put the tag into a paragraph, row or cell of its own."))
        first.setdefault((tag.prefix, key), tag)


def _beside(tag: Tag, text: str) -> str:
    """What else stands in the paragraph, row or cell `text` of a tag: not its like, which are told by themselves."""
    like = re.compile(rf"\{{%[-+]?{tag.prefix}\s.*?%\}}|\{{#.*?#\}}", re.DOTALL)
    return like.sub("", text.replace(tag.source, "", 1)).strip()


def _text(element: Any) -> str:
    name = element.tag.rpartition("}")[0] + "}t"
    return "".join(item.text or "" for item in element.iter(name))
