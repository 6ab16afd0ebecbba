"""Lays docgen's pages beside LibreOffice's: the same Word files, the same fonts, set by both.

    Sample ─both engines→ two PDF files ─lines→ PageLine… ─compare→ Comparison ─report→ HTML with pictures

Guarantees: both PDF files are read by the same program, as a reader would see them; whatever one engine could not set
is told, never passed over. It changes nothing: what it finds is mended in `docgen.pages` or in a template.
"""
