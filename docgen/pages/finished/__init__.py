"""Turns a finished PDF file into laid-out pages: each is shown as it is, with what the bundle must know of it.

Guarantees: every page of the file is there, in its order, at the size at which a viewer shows it; where something is
printed at its foot is known, so that a stamp keeps clear of it; bookmarks and links come along. A file that is damaged
or protected by a password is refused, by `UnusablePdfError`. Nothing of a page is changed: `docgen.bundle` takes its
contents over. PDFium reads and renders; it lives in this package.
"""

from docgen.pages.finished.pdf import OpenPdf, UnusablePdfError, lay_out_pdf

__all__ = ["OpenPdf", "UnusablePdfError", "lay_out_pdf"]
