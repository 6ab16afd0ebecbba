"""Turns the bytes of a Word file into a `WordDocument`: everything that is on its paper, with all that decides how.

Guaranteed of the tree: styles, defaults, theme, conditional table formats, merges and border conflicts are resolved to
what applies at each place; every character that Word would print is in it once, in reading order; what the tree cannot
say is named in `unsupported` with its place. Nothing in it refers back to the file.

From the outside in: `package` (zip, relationships) → `document` → `sections` → `blocks` → `paragraphs` and `tables` →
`runs`. Beside them, what one element says is read by `…_properties`, and put together by `styles`, `table_conditions`
and `table_edges`. One `Reading` (`context`) is handed down and says where the reader stands and what applies there. The
tree itself is in `…_model`, its root in `document_model`.

Not read: comments are left out, and said to be (`left_out`); tracked changes
count as accepted; hidden text is left out, as on paper. Files in the Strict form are read as Transitional.
"""

from docgen.pages.read.document import read_document

__all__ = ["read_document"]
