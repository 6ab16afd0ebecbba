"""Reads settings.xml: the few document settings that change what is printed (ECMA-376 17.15.1)."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from docgen.lengths import Pt
from docgen.pages.read.format_model import Typography
from docgen.pages.read.note_format import ENDNOTES, FOOTNOTES, NoteFormat
from docgen.pages.read.ooxml import Element, W, child, is_on, number, parse_xml, twips, val
from docgen.pages.read.typography import read_typography

_WORD_2007 = 12  # a file that names no mode is in this one ([MS-DOCX] 2.3.2)
_WORD_2013 = 15


class Settings(NamedTuple):
    """`indents_cell_text`: before Word 2013, a table's indent is that of its text, not of its edge.

    `grid_in_tables`: lines in tables keep to the document grid (17.15.3.1). `typography`: what paragraphs begin with.
    """

    even_and_odd_headers: bool = False
    default_tab_stop: Pt = 36
    gutter_at_top: bool = False
    mirror_margins: bool = False
    east_asian_language: str = ""
    indents_cell_text: bool = True
    grid_in_tables: bool = False
    footnotes: NoteFormat = FOOTNOTES
    endnotes: NoteFormat = ENDNOTES
    typography: Typography = Typography(compresses=False, widens_broken=True)
    borders_surround_header: bool = True
    borders_surround_footer: bool = True


@lru_cache(maxsize=32)  # a pack has about a dozen templates
def read_settings(data: bytes | None) -> Settings:
    """The settings that settings.xml holds; the defaults where the file has none. Raises `etree.XMLSyntaxError`."""
    if data is None:
        return Settings()
    root = parse_xml(data)
    theme_language = child(root, W + "themeFontLang")
    language = "" if theme_language is None else theme_language.get(W + "eastAsia", "")
    return Settings(
        even_and_odd_headers=is_on(child(root, W + "evenAndOddHeaders")),
        default_tab_stop=twips(val(child(root, W + "defaultTabStop"))) or Settings().default_tab_stop,
        gutter_at_top=is_on(child(root, W + "gutterAtTop")),
        mirror_margins=is_on(child(root, W + "mirrorMargins")),
        east_asian_language=language,
        indents_cell_text=_compatibility_mode(root) < _WORD_2013,
        grid_in_tables=is_on(child(child(root, W + "compat"), W + "adjustLineHeightInTable")),
        footnotes=FOOTNOTES.over(child(root, W + "footnotePr")),
        endnotes=ENDNOTES.over(child(root, W + "endnotePr")),
        typography=read_typography(root, language),
        borders_surround_header=not is_on(child(root, W + "bordersDoNotSurroundHeader")),
        borders_surround_footer=not is_on(child(root, W + "bordersDoNotSurroundFooter")),
    )


def _compatibility_mode(root: Element) -> int:
    compat = child(root, W + "compat")
    for setting in compat.iterchildren(W + "compatSetting") if compat is not None else ():
        if setting.get(W + "name") == "compatibilityMode":
            return number(val(setting), _WORD_2007)
    return _WORD_2007
