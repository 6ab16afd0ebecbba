"""Says which characters of a Word file must be on its pages, to be held against those that are.

Counted are the body and the notes: headers and footers are there for some pages only. Of formulas letters and digits
count: LibreOffice without its part for formulas leaves them out. Not counted are deleted and hidden text, page numbers
and the like, and characters without a meaning of their own (private use).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping

from docgen.pages.read.block_model import Block, Paragraph
from docgen.pages.read.document_model import WordDocument
from docgen.pages.read.ooxml import MC, A, Element, M, R, W, child, is_on, val
from docgen.pages.read.run_model import TextRun
from docgen.pages.read.stored_fields import COMPUTED, Fields, simple_kind

_FORMULA_TEXT = M + "t"
_TEXT, _RUN, _PARAGRAPH, _ROW, _CELL = W + "t", W + "r", W + "p", W + "tr", W + "tc"
_SKIPPED = frozenset((MC + "Fallback", W + "del", W + "moveFrom"))
_PICTURE_LINK = re.compile(
    rb"<Relationship\b(?=[^>]*\bTarget=[\"'][^\"']*\.(?:png|jpe?g|gif|bmp)[\"'])[^>]*\bId=[\"']([^\"']+)[\"']",
    re.IGNORECASE,
)
_ALIKE = {ord("•"): "·", 0xF0B7: "·"}
"""The bullet of the font Symbol: where a file writes it as U+00B7, LibreOffice prints that or U+F0B7."""
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"))


class Wording:
    """Reads the printed text of parts.

    `styles` is the root of styles.xml, which may hide text; results of `computed` fields are not what will be printed.
    """

    def __init__(self, styles: Element | None, computed: Container[str] = COMPUTED) -> None:
        self._hidden = _hiding_styles(styles)
        self._computed = computed

    def of(self, root: Element) -> str:
        """The text of a part that is printed."""
        return "".join(self._walk(root, Fields(self._computed)))

    def _walk(self, element: Element, fields: Fields) -> Iterator[str]:
        for part in element:
            if part.tag in _SKIPPED or _is_deleted(part) or (part.tag in {_RUN, _PARAGRAPH} and self._hides(part)):
                continue
            if part.tag == W + "fldSimple" and simple_kind(part) in self._computed:
                continue
            fields.pass_over(part)
            if part.tag == _TEXT:
                if fields.is_stored():
                    yield part.text or ""
            elif part.tag == _FORMULA_TEXT:
                yield "".join(char for char in part.text or "" if char.isalnum())
            else:
                yield from self._walk(part, fields)

    def _hides(self, element: Element) -> bool:
        properties = child(element, W + ("rPr" if element.tag == _RUN else "pPr"))
        if properties is None:
            return False
        vanish = child(properties, W + "vanish") if element.tag == _RUN else None
        if vanish is not None:
            return is_on(vanish)
        style = child(properties, W + ("rStyle" if element.tag == _RUN else "pStyle"))
        return val(style) in self._hidden


def _is_deleted(part: Element) -> bool:
    """Whether a tracked change takes a row or a cell away."""
    if part.tag == _ROW:
        return child(child(part, W + "trPr"), W + "del") is not None
    return part.tag == _CELL and child(child(part, W + "tcPr"), W + "cellDel") is not None


def _hiding_styles(styles: Element | None) -> frozenset[str]:
    """The styles by which text vanishes, those that are based on one too."""
    hidden: set[str] = set()
    based: dict[str, str] = {}
    for style in () if styles is None else styles.iter(W + "style"):
        name = style.get(W + "styleId", "")
        vanish = child(child(style, W + "rPr"), W + "vanish")
        if is_on(vanish):
            hidden.add(name)
        elif vanish is None:
            based[name] = val(child(style, W + "basedOn")) or ""
    grown = True
    while grown:
        more = {name for name, base in based.items() if base in hidden} - hidden
        hidden |= more
        grown = bool(more)
    return frozenset(hidden)


def count_pictures(root: Element, links: bytes) -> int:
    """How many pictures of pixels stand in a part, whose relationships are `links`."""
    pictures = {found[1].decode("utf-8", "replace") for found in _PICTURE_LINK.finditer(links)}
    blips = (blip for blip in root.iter(A + "blip") if blip.get(R + "embed") in pictures)
    return sum(1 for blip in blips if not any(above.tag in _SKIPPED for above in blip.iterancestors()))


def text_of(tree: WordDocument) -> str:
    """The text of the body as the embedded engine reads it: another pair of eyes."""
    return "".join(run_texts(block for section in tree.sections for block in section.blocks))


def run_texts(blocks: Iterable[Block]) -> Iterator[str]:
    """The text of the runs in the blocks and in the cells of their tables."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (inline.text for inline in block.inlines if isinstance(inline, TextRun))
        else:
            yield from (text for row in block.rows for cell in row.cells for text in run_texts(cell.blocks))


def counted(text: str) -> Counter[str]:
    """How often each character occurs, in the form that survives a font: capitals, widths and ligatures count alike."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_ALIKE)
    return Counter(char for char in plain if unicodedata.category(char) not in _UNSEEN)


def missing(wanted: Iterable[str], found: Iterable[str]) -> Counter[str]:
    """The characters of any of the texts `wanted` that the texts `found` together lack."""
    present = counted("".join(found))
    lost: Counter[str] = Counter()
    for text in wanted:
        lost |= counted(text) - present
    return lost


def most_frequent(lost: Mapping[str, int], count: int = 8) -> list[str]:
    """Some of what was lost, to show in a message."""
    return [char for char, _ in Counter(lost).most_common(count)]
