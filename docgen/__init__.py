"""docgen turns the answers of a form into a checked, printed, archived bundle of documents.

The whole story is one sentence, told in code by `docgen.pipeline`:

    answers ─check→ CheckedAnswers ─fill→ FilledWord… ─lay out→ Pages ─assemble→ Bundle ─store→ ArchivedVersion
"""

__version__ = "0.1.0"
