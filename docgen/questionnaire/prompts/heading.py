"""Says a label as it stands before an answer."""

from __future__ import annotations

from docgen.messages import Translator
from docgen.terminal_text import shown


def heading(label: str, translate: Translator) -> str:
    """`label` with the colon of the language, unless it ends with a mark of its own (“现在生成？”)."""
    label = shown(label)
    if not label:
        return ""
    if label.endswith(("？", "?", "：", ":", "。", ".", "！", "!")):
        return label + ("" if translate.language == "zh" else " ")
    return label + ("：" if translate.language == "zh" else ": ")
