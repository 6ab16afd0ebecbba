"""Sets tables: `grid` (columns, cells, heights) → `splitting` (which rows on which page) → `borders` (what is drawn)."""

from docgen.pages.layout.tables.grid import set_table

__all__ = ["set_table"]
