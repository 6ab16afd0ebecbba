"""Proves that nothing was lost: every character and picture of the tree that was read is on a page.

Repeated table headers and page headers are not the document's own text and do not count; page fields count as what they
read where they stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from docgen.errors import Fault, PagesError
from docgen.messages import Text, message
from docgen.pages.layout.sheet import Sheet
from docgen.pages.model import LaidOutDocument, TextItem, leaves
from docgen.pages.read.block_model import Block, Paragraph
from docgen.pages.read.document_model import WordDocument
from docgen.pages.read.drawing_model import Anchored, Drawing
from docgen.pages.read.inline_model import Compound, Inline, Note, Picture
from docgen.pages.read.run_model import TextRun


def check_complete(tree: WordDocument, sheets: Sequence[Sheet], title: Text) -> None:
    """Raise PagesError if the sheets do not hold just the characters and pictures of `tree`."""
    texts: list[str] = [number for sheet in sheets for _, number in sheet.fields]
    pictures = 0
    for section in tree.sections:
        pictures += _gather(section.blocks, texts)
    placed = "".join([text for sheet in sheets for text in sheet.counted])
    found_pictures = sum([sheet.counted_pictures for sheet in sheets])
    if "".join(texts) == placed and pictures == found_pictures:  # in the same order even, and nothing need be counted
        return
    wanted, found = Counter("".join(texts)), Counter(placed)
    if wanted == found and pictures == found_pictures:
        return
    problem = message(
        "“{title}” would lose {characters} characters and {pictures} pictures on the way to the page",
        title=title,
        characters=(wanted - found).total() + (found - wanted).total(),
        pictures=pictures - found_pictures,
    )
    raise PagesError(
        Fault(problem, message("This is a fault of the layout engine: please report it with the template."))
    )


def _gather(blocks: Iterable[Block], texts: list[str]) -> int:
    """Add the text of `blocks` to `texts`; give the number of their pictures."""
    pictures = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            for inline in block.inlines:
                pictures += _gather_inline(inline, texts)
        else:
            for row in block.rows:
                for cell in row.cells:
                    pictures += _gather(cell.blocks, texts)
    return pictures


def _gather_inline(inline: Inline, texts: list[str]) -> int:
    """The same for one inline."""
    match inline:
        case TextRun():
            texts.append(inline.text)
        case Compound():
            texts += [run.text for layer in inline.layers for run in layer.runs]
        case Picture():
            return 1
        case Note():
            return _gather(inline.blocks, texts)
        case Anchored():
            return _gather_drawing(inline.drawing, texts)
        case Drawing():
            return _gather_drawing(inline, texts)
    return 0


def _gather_drawing(drawing: Drawing, texts: list[str]) -> int:
    """The same for what is drawn and written in a drawing."""
    pictures = 0
    for shape in drawing.shapes:
        pictures += shape.picture is not None
        texts += [shape.art.text] if shape.art else []
        pictures += _gather(shape.text.blocks, texts) if shape.text else 0
    return pictures


def text_of(document: LaidOutDocument) -> str:
    """All text of the pages in drawing order, a form feed after each page."""
    return "".join(
        "".join(item.text for item in leaves(page.items) if isinstance(item, TextItem)) + "\f"
        for page in document.pages
    )
