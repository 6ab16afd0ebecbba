"""Turns bundles into paper and scans of paper back into pages of bundles.

`print_file` makes one copy for each holder, every page stamped with holder and copy; `read_scans` says of every scanned
page which code it carries; `irregularities` says what keeps a stack of scanned pages from being the whole bundle in
order. What is irregular is guaranteed to be told, each thing once, with file and page of the scan; whether it is
accepted is for others to decide. Nothing here knows an archive.
"""

from docgen.paper.copies import Holder, Layout, print_file
from docgen.paper.model import Irregularity, Kind, PaperForm, ScannedPage
from docgen.paper.reading import PICTURES, read_scans
from docgen.paper.sheets import irregularities, own_pages

__all__ = [
    "PICTURES",
    "Holder",
    "Irregularity",
    "Kind",
    "Layout",
    "PaperForm",
    "ScannedPage",
    "irregularities",
    "own_pages",
    "print_file",
    "read_scans",
]
