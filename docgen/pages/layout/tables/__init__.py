"""Sets tables: `grid` (columns, cells, heights) → `splitting` (rows on pages) → `borders` (what is drawn)."""

from docgen.pages.layout.tables.grid import begins_page, set_table
from docgen.pages.layout.tables.splitting import TableElement

__all__ = ["TableElement", "begins_page", "set_table"]
