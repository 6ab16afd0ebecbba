"""Sets tables: `grid` (columns, cells, heights) → `splitting` (rows on pages) → `borders` (what is drawn)."""

from docgen.pages.layout.tables.grid import set_table

__all__ = ["set_table"]
