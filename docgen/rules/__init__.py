"""Turns answers into CheckedAnswers: structure and types by Cerberus, then the editing rules of the standard.

A final CheckedAnswers exists only where no rule of severity error was broken; nothing after it validates again. What is
wrong is told all at once, each fault once, with rule, file, line, field, values, mend and source.
"""

from docgen.rules.checking import check, find

__all__ = ["check", "find"]
