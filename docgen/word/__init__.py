"""Turns CheckedAnswers into FilledWord documents: the pack's Word templates with the answers in them.

Each result opens in Word, LibreOffice and python-docx without repair, holds no tag any more, shows every answer
literally, and is the same, byte for byte, for the same answers, templates and edition. Templates are read, checked and
compiled once a process. A hostile or broken template is refused with file, part, place, tag and mend.
"""

from docgen.word.filling import fill
from docgen.word.package import read_package

__all__ = ["fill", "read_package"]
