"""Turns checked answers into filled Word files, one for each document of the form pack.

A `FilledWord` guarantees that no template tag is left in it, that answers stand in it literally (`{{ 7*7 }}`, `<w:p>`,
`A&B` are text), that it opens in Word, LibreOffice and python-docx without repair, and that the same answers, template
and edition give the same bytes.

Steps: `package` opens a .docx and refuses hostile ones → `template` compiles its parts once a process (docxtpl's tags,
Jinja's sandbox) → `context` is what tags may name → `filling` renders and packs. `places` finds where a tag stands.
"""

from docgen.word.filling import fill
from docgen.word.package import read_package

__all__ = ["fill", "read_package"]
