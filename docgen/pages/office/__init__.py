"""Turns Word files into laid-out pages by LibreOffice: for what the embedded engine does not set.

Guarantees: every character of a file is on its pages (counted, since LibreOffice reports success in any case); the
fonts are docgen's own; equal files give equal pages, though LibreOffice's PDF files differ from run to run; a run ends,
and nothing that it started outlives it; no two runs share a profile.

    FilledWord ─manuscript→ what LibreOffice is given ─run→ PDF files ─review→ LaidOutDocument

Stored results of fields are printed as they stand, tracked changes as accepted, as the embedded engine has it. Word
files must have passed `docgen.word.read_package`: LibreOffice opens anything.
"""

from docgen.pages.office.engine import Office
from docgen.pages.office.program import find_office

__all__ = ["Office", "find_office"]
