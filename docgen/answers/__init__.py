"""Turns an answer file (YAML, JSON, TOML) into Answers: plain data with the position of every value.

Answers are well-formed: text is real text (no control characters, no lone surrogates, nothing that reverses the
direction of reading), no key stands twice, nothing refers to anything else. What they mean is for `docgen.rules`.
"""

from docgen.answers.load import load_answers

__all__ = ["load_answers"]
