"""Reads a whole Word file (the entry to this package)."""

from __future__ import annotations

from lxml import etree

from docgen.pages.read.blocks import read_blocks
from docgen.pages.read.context import Story
from docgen.pages.read.document_model import WordDocument
from docgen.pages.read.notes import NoteReader, Notes
from docgen.pages.read.ooxml import W
from docgen.pages.read.package import Package, Part
from docgen.pages.read.sections import read_sections
from docgen.pages.read.settings import Settings, read_settings
from docgen.pages.read.styles import StyleSheet, style_sheet
from docgen.pages.read.unsupported import Findings, Place
from docgen.pages.read.whole import check_read
from docgen.word.model import WordParts


def read_document(source: bytes | WordParts, *, name: str = "") -> WordDocument:
    """Read a Word file, the bytes of a .docx or its parts; `name` is what messages call it.

    Raises `PagesError` where the file is no Word file or a part of it is damaged. What can be read but not set is no
    error: it is named in `WordDocument.unsupported`.
    """
    package = Package(source, name)
    main = package.main_document()
    bodies = list(main.root.iterchildren(W + "body"))
    if len(bodies) != 1:
        raise package.broken(main.path)
    settings = _settings(main)
    notes = _notes(main, settings)
    story = Story(main, _sheet(main, settings), settings, Findings(), read_blocks, notes=notes)
    story.references.marks_styles = any(b"STYLEREF" in part.data for part in main.all_of("header", "footer"))
    sections = read_sections(bodies[0], story)
    check_read(bodies[0], (block for section in sections for block in section.blocks), story, Place("body"))
    sections = notes.ended(sections)
    story.references.close(story.findings)
    separators = notes.footnotes.separators()
    story.notes = None  # they know the story: hand in hand they would keep the file's trees until garbage is collected
    return WordDocument(
        sections,
        story.findings.told(),
        default_tab_stop=settings.default_tab_stop,
        notes=separators,
        left_out=story.findings.left_out(),
        simpler=story.findings.simpler(),
    )


def _notes(main: Part, settings: Settings) -> Notes:
    return Notes(
        NoteReader("footnote", main.only("footnotes"), settings.footnotes, read_blocks),
        NoteReader("endnote", main.only("endnotes"), settings.endnotes, read_blocks),
    )


def _settings(main: Part) -> Settings:
    part = main.only("settings")
    try:
        return read_settings(part and part.data)
    except etree.XMLSyntaxError:
        raise main.package.broken(part.path if part else main.path) from None


def _sheet(main: Part, settings: Settings) -> StyleSheet:
    styles, theme, numbering = main.only("styles"), main.only("theme"), main.only("numbering")
    try:
        return style_sheet(
            styles and styles.data, theme and theme.data, numbering and numbering.data, settings.east_asian_language
        )
    except etree.XMLSyntaxError:
        raise main.package.broken(styles.path if styles else main.path) from None
