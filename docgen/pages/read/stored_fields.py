"""Follows the fields of a Word part (ECMA-376 17.16.18): which text is a stored result that is printed as it is.

What depends on the pages is worked out anew by whoever sets them; instructions are not printed.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field

from docgen.pages.read.ooxml import Element, W

COMPUTED = frozenset(("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF"))
"""Fields whose result is found out when pages are set, and rightly."""
CHARACTER = W + "fldChar"
INSTRUCTION = W + "instrText"
TEXT = W + "t"


@dataclass(slots=True)
class OpenField:
    """A field that has begun: its marks, whether its stored result has, and whether there is text in that."""

    marks: list[Element] = field(default_factory=list)
    instruction: str = ""
    in_result: bool = False
    has_text: bool = False

    @property
    def kind(self) -> str:
        """What kind of field it is, in capitals."""
        words = self.instruction.split(maxsplit=1)
        return words[0].upper() if words else ""


class Fields:
    """The fields that are open while a part is walked through in its order; `computed` are those worked out anew."""

    def __init__(self, computed: Container[str] = COMPUTED) -> None:
        self._computed = computed
        self._open: list[OpenField] = []

    def pass_over(self, element: Element) -> OpenField | None:
        """Take note of a field's mark; the field that it ends, if it does."""
        if element.tag == CHARACTER:
            kind = element.get(W + "fldCharType")
            if kind == "begin":
                self._open.append(OpenField())
            if not self._open:
                return None
            self._open[-1].marks.append(element)
            self._open[-1].in_result |= kind == "separate"
            return self._open.pop() if kind == "end" else None
        if element.tag == TEXT:
            for opened in self._open:
                opened.has_text |= opened.in_result
        elif element.tag == INSTRUCTION and self._open and not self._open[-1].in_result:
            self._open[-1].marks.append(element)
            self._open[-1].instruction += element.text or ""
        return None

    def is_stored(self) -> bool:
        """Whether text that stands here is printed as it is: no instruction, and no result that is worked out anew."""
        return all(opened.in_result and opened.kind not in self._computed for opened in self._open)


def simple_kind(simple: Element) -> str:
    """What kind of field a `w:fldSimple` is."""
    words = simple.get(W + "instr", "").split(maxsplit=1)
    return words[0].upper() if words else ""
