"""Turns rows of a table into what a person can see and edit at once, and what they paste or edit back into rows.

Rows are in written form, as they stand in the answer file. What comes back holds no control characters, and whatever
could not be read is told with its row and column; what is drawn cannot steer the terminal and is no wider than asked.
"""

from docgen.questionnaire.tables.cells import clean_cell
from docgen.questionnaire.tables.drawing import draw_rows
from docgen.questionnaire.tables.in_full import draw_fields, draw_row, draw_table
from docgen.questionnaire.tables.paste import CellFault, CellReader, CellReading, PastedRows, read_items, read_paste
from docgen.questionnaire.tables.references import dangling, mentions, references, renamed

__all__ = [
    "CellFault",
    "CellReader",
    "CellReading",
    "PastedRows",
    "clean_cell",
    "dangling",
    "draw_fields",
    "draw_row",
    "draw_rows",
    "draw_table",
    "mentions",
    "read_items",
    "read_paste",
    "references",
    "renamed",
]
