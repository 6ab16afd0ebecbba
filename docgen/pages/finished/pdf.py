"""Opens a PDF file and reads its pages, bookmarks and text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from docgen.lengths import Pt
from docgen.pages.finished.coordinates import Seen, on_page, point_on_page
from docgen.pages.finished.ink import ink
from docgen.pages.finished.links import links
from docgen.pages.model import FinishedPdf, HeadingMark, LaidOutDocument, Page, PdfItem

if TYPE_CHECKING:
    import pypdfium2

MOST_PAGES = 2000
"""More than any paper bundle has: a file that claims more is not printed by anyone."""
_LARGEST_SIDE = 14_400
"""Points (ISO 32000-1 annex C.2): what a viewer need show."""
_DEEPEST = 9


class UnusablePdfError(ValueError):
    """A file is no PDF whose pages can be shown. `reason` is `damaged`, `encrypted`, `empty` or `large`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def lay_out_pdf(file: FinishedPdf) -> LaidOutDocument:
    """The pages of `file`, with its bookmarks as headings. Raises UnusablePdfError."""
    with OpenPdf(file.data) as pdf:
        marks = tuple(pdf.headings())
        return LaidOutDocument(file, pdf.pages(), headings=marks)


class OpenPdf:
    """A PDF file while it is read; a context manager. Raises UnusablePdfError where that cannot be done."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2
        from pypdfium2 import raw

        self._data = data
        if b"%PDF-" not in data[:1024]:
            raise UnusablePdfError("damaged")
        try:
            self._document: pypdfium2.PdfDocument = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            # PDFium's last error may be that of an earlier file
            is_locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD and b"/Encrypt" in data
            raise UnusablePdfError("encrypted" if is_locked else "damaged") from error
        if len(self) == 0:
            raise UnusablePdfError("empty")
        if len(self) > MOST_PAGES:
            raise UnusablePdfError("large")

    def __enter__(self) -> OpenPdf:
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    def __len__(self) -> int:
        return len(self._document)

    def pages(self, *, fully: frozenset[int] = frozenset()) -> tuple[Page, ...]:
        """All pages; those in `fully`, 0-based, with all their ink, the others with that at their foot."""
        bare = [self._bare(index, whole=index in fully) for index in range(len(self))]
        data = self._with_annotations_drawn()
        return tuple(
            page._replace(items=(PdfItem(0, 0, page.width, page.height, data, index), *page.items))
            for index, page in enumerate(bare)
        )

    def look_through(self) -> None:
        """Open every page, which is all that it takes to know whether it can be shown. Raises UnusablePdfError."""
        for index in range(len(self)):
            self._size(index)

    def _bare(self, index: int, *, whole: bool) -> Page:
        """Size, ink and links of a page, without the page itself."""
        page = self._page(index)
        return Page(*self._size(index), (*ink(page, whole=whole), *links(self._document, page)))

    def _size(self, index: int) -> tuple[Pt, Pt]:
        """Width and height of a page as it is seen."""
        width, height = self._page(index).get_size()
        if not 0 < width <= _LARGEST_SIDE or not 0 < height <= _LARGEST_SIDE:
            raise UnusablePdfError("damaged")
        return width, height

    def _page(self, index: int) -> pypdfium2.PdfPage:
        import pypdfium2

        try:
            return self._document[index]
        except pypdfium2.PdfiumError as error:
            raise UnusablePdfError("damaged") from error

    def _with_annotations_drawn(self) -> bytes:
        """The file with notes, stamps and form fields as a part of its pages; as it is, where it has none."""
        import io

        from pypdfium2 import raw

        noted = [index for index in range(len(self)) if _shows_annotations(self._page(index))]
        if not noted:
            return self._data
        self._document.init_forms()
        for index in noted:
            raw.FPDFPage_Flatten(self._page(index), raw.FLAT_NORMALDISPLAY)
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()

    def headings(self) -> Iterator[HeadingMark]:
        """The bookmarks that lead to a page of the file."""
        for mark in self._document.get_toc(max_depth=_DEEPEST):
            target = mark.get_dest()
            index = target.get_index() if target else None
            title = mark.get_title().strip()
            if target and index is not None and 0 <= index < len(self) and title:
                yield HeadingMark(mark.level + 1, title, index, self._top_of(target, index))

    def _top_of(self, target: Any, index: int) -> Pt:
        """Where a bookmark's target begins on its page; 0 where it means the whole page."""
        from pypdfium2 import raw

        mode, numbers = target.get_view()
        if mode == raw.PDFDEST_VIEW_XYZ:
            x, y = numbers[0], numbers[1]
        elif mode in {raw.PDFDEST_VIEW_FITH, raw.PDFDEST_VIEW_FITBH}:
            x, y = 0, numbers[0]
        else:
            return 0
        return max(0, point_on_page(self._page(index), x, y)[1]) if y else 0

    def texts(self) -> Iterator[str]:
        """The text of each page, in the order in which it is drawn."""
        for index in range(len(self)):
            yield self._page(index).get_textpage().get_text_range()

    def pictures(self) -> int:
        """How many pictures of pixels stand on all pages together."""
        from pypdfium2 import raw

        kinds = [raw.FPDF_PAGEOBJ_IMAGE]
        return sum(1 for index in range(len(self)) for _ in self._page(index).get_objects(filter=kinds))

    def filled(self, color: str) -> Iterator[tuple[int, Seen]]:
        """Every path filled with `color` (RRGGBB): the 0-based page that it is on, and its box."""
        import ctypes

        from pypdfium2 import raw

        wanted = tuple(bytes.fromhex(color))
        for index in range(len(self)):
            page = self._page(index)
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
                if not _is_filled(item):
                    continue
                red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
                raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
                if (red.value, green.value, blue.value) == wanted:
                    yield index, on_page(page, *item.get_bounds())


def _shows_annotations(page: pypdfium2.PdfPage) -> bool:
    """Whether something on the page is an annotation that can be seen; links and closed notes cannot."""
    from pypdfium2 import raw

    unseen = {raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP}
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind not in unseen:
            return True
    return False


def _is_filled(path: object) -> bool:
    """Whether a path is filled; one that is only stroked has a fill colour all the same."""
    import ctypes

    from pypdfium2 import raw

    mode, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, mode, stroked)
    return bool(mode.value != raw.FPDF_FILLMODE_NONE)
