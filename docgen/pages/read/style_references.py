r"""STYLEREF in headers and footers: what a page shows of the paragraphs of a style (ECMA-376 17.16.5.59).

Where the text of a chapter's heading stands in the header, the field names the style of the headings, by its own name
or by that which Word has for it in Chinese. In the body, as of other fields, the stored result is printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from docgen.messages import Message, message
from docgen.pages.read.fields import OpenField
from docgen.pages.read.inline_model import Compound, Inline, PageField, StyleMark, Tab
from docgen.pages.read.links import words_of
from docgen.pages.read.run_model import TextRun

if TYPE_CHECKING:
    from docgen.pages.read.context import Story

_FORMATS = {"\\*", "MERGEFORMAT", "CHARFORMAT"}
_KNOWN = {"\\l", "\\n"}
_IN_CHINESE = {
    "标题": "title", "副标题": "subtitle", "正文": "normal", "题注": "caption", "正文文本": "body text",
    "列出段落": "list paragraph", "列表段落": "list paragraph", "页眉": "header", "页脚": "footer", "引用": "quote",
}  # fmt: skip
_HEADING = re.compile(r"(?:标题|heading)?\s*([1-9])", re.IGNORECASE)
_FULL_STOPS = "."


def style_field(ended: OpenField, story: Story) -> PageField | Message:
    """The field that stands in a header or footer, or what of it cannot be set."""
    name, *switches = [word for word in words_of(ended.instruction)[1:] if word not in _FORMATS] or [""]
    if not set(switches) <= _KNOWN:
        return message("field {kind}", kind=ended.instruction.strip())
    identifier = story.sheet.paragraph_style_named(english(name))
    if identifier is None:
        return message("text of the style “{name}”, which no paragraph has", name=name)
    return PageField("STYLEREF", ended.style, "".join(sorted(switches)), bookmark=identifier)


def english(name: str) -> str:
    """The name that a file has for a built-in style which Word calls so in Chinese, in small letters."""
    heading = _HEADING.fullmatch(name.strip())
    return f"heading {heading[1]}" if heading else _IN_CHINESE.get(name.strip(), name.strip().lower())


def style_mark(style: str, number: str, inlines: Sequence[Inline]) -> StyleMark | None:
    """What headers may show of a paragraph of this style with this number and text; None for an empty one."""
    text = "".join(
        inline.text if isinstance(inline, TextRun | Compound) else " " * isinstance(inline, Tab) for inline in inlines
    )
    text = text.strip().removeprefix(number).strip()
    return StyleMark(style, text, number.rstrip(_FULL_STOPS)) if text else None
