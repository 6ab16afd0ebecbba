"""Writes a first Word template for a document from the fields that it shows: headings and tables in the house styles.

It is a start, to be restyled in Word: every field stands there once, under its label, in the order of the schema. What
a template can say better (a chart, a sentence, two tables side by side) is for its author.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from docgen.form.model import Field, FormPack, Step
from docgen.messages import Text
from docgen.word.house.blocks import sheet_title, signature_block
from docgen.word.house.ooxml import HAIR, LANDSCAPE, PORTRAIT_FORM, Page, Setting, each, paragraph, when
from docgen.word.house.package import Template
from docgen.word.house.tables import Column, facts, list_table
from docgen.word.printing import cn_number

_NUMBER_WIDTH: Final = 11.0
"""Millimetres of the column 序号."""
_DATE_WIDTH: Final = 25.0
_LEAST_WIDTH: Final = 14.0
_USUAL_WEIGHT: Final = 12
_LABEL_SHARE: Final = 1 / 6
"""How much of the page a label beside its value takes."""
_WANTED: Final = 1.3
"""Millimetres that a column wants for each unit of its `meta.width`."""
_FEW: Final = 2
_BRACES: Final = str.maketrans("{}｛｝", "（）（）")
_SHORT: Final = frozenset({"date", "integer", "number", "boolean"})


def first_template(title: str, steps: Sequence[Step], pack: FormPack) -> bytes:
    """A template with the title `title` that shows every field of `steps`; in landscape where a table needs it."""
    page = LANDSCAPE if any(_is_wide(field) for step in steps for field in _tables(step.fields)) else PORTRAIT_FORM
    blocks = [sheet_title(title)]
    for number, step in enumerate(steps, 1):
        if len(steps) > 1:
            blocks.append(
                paragraph(
                    "Heading1", f"{cn_number(number)}、{_named(step.title)}", setting=Setting(after=4, no_indent=True)
                )
            )
        blocks += _fields(step.fields, "", page)
    return Template(_header(title, pack), page, (*blocks, _END)).to_docx()


def first_signing_page(title: str, pack: FormPack) -> bytes:
    """A template in which everyone among the pack's `signatories` signs."""
    text = (
        "下列各部门负责人已审阅本文件（编号：{{ edition.number }}，版本：{{ edition.version }}），确认无误后签字盖章。"
    )
    blocks = (
        paragraph("Title", title),
        paragraph("Body", text, setting=Setting(align="left", after=6)),
        each("s in signers", signature_block(), paragraph("Gap", setting=Setting(line=9))),
    )
    return Template(_header(title, pack), PORTRAIT_FORM, blocks).to_docx()


_END = paragraph("Gap", setting=HAIR)
"""Word wants a paragraph behind a table."""


def _header(title: str, pack: FormPack) -> str | None:
    """The header tells what plan a sheet belongs to, which only a pack with a title can say."""
    return title if "title" in pack.fields else None


def _fields(fields: Mapping[str, Field], prefix: str, page: Page) -> Iterator[str]:
    """The blocks of some fields: short values side by side in a table of facts, each other one under its label."""
    told = [(field, _short_facts(field, prefix)) for field in fields.values()]
    for is_short, group in groupby(told, lambda item: bool(item[1])):
        if is_short:
            yield _facts([fact for _, some in group for fact in some], page)
            yield _END
            continue
        for field, _ in group:
            block = "".join(_long(field, prefix + field.key, page))
            is_there = field.rules.get("required") or (field.children and not field.is_list)
            yield block if is_there else when(prefix + field.key, block)


def _short_facts(field: Field, prefix: str) -> list[tuple[str, str]]:
    """Label and value where they fit side by side: also of a mapping with a member or two, and of a mapping's lists."""
    name = prefix + field.key
    if field.is_list:
        return [(_named(field.label), _value(field, name))] if prefix and not field.children else []
    if not field.children:
        return [] if field.meta.get("multiline") else [(_named(field.label), _value(field, name))]
    members = [_short_facts(child, f"{name}.") for child in field.children.values()]
    return [fact for some in members for fact in some] if len(members) <= _FEW and all(members) else []


def _long(field: Field, name: str, page: Page) -> Iterator[str]:
    yield paragraph("TableCaption", _named(field.label))
    if field.is_list and field.children:
        yield list_table(f"row in {name}", _columns(field, page), whole=not _has_long_text(field))
        yield _END
    elif field.is_list:
        yield each(f"item in {name}", paragraph("Body", "{{ loop.index }}. {{ item|sentence('；', loop.last) }}"))
    elif field.children:
        yield from _fields(field.children, f"{name}.", page)
    else:
        yield each(f"text in {name}|paragraphs", paragraph("Body", "{{ text }}"))


def _facts(items: Sequence[tuple[str, str]], page: Page) -> str:
    """Two facts a row."""
    label = page.text_width * _LABEL_SHARE
    widths = [label, page.text_width / 2 - label] * 2
    return facts(widths, *(items[start : start + 2] for start in range(0, len(items), 2)))


def _named(text: Text) -> str:
    """A label or title as a template can hold it: braces, of either width, would be taken for tags."""
    return text.zh.translate(_BRACES)


def _value(field: Field, name: str) -> str:
    return f"{{{{ {name}|cn_date }}}}" if field.rules.get("type") == "date" else f"{{{{ {name} }}}}"


def _columns(field: Field, page: Page) -> list[Column]:
    """序号, then every column; what the page has beyond their least widths is shared out by `meta.width`."""
    children = list(field.children.values())
    room = page.text_width - _NUMBER_WIDTH
    least = [_least_width(child) for child in children]
    weights = [_weight(child) for child in children]
    if sum(least) <= room:
        spare = room - sum(least)
        widths = [width + spare * weight / sum(weights) for width, weight in zip(least, weights, strict=True)]
    else:
        widths = [width * room / sum(least) for width in least]
    columns = [Column("序号", _NUMBER_WIDTH, "{{ loop.index }}", "TableCenter")]
    for child, width in zip(children, widths, strict=True):
        is_short = child.rules.get("type") in _SHORT or bool(child.words)
        text = _cell(child, f"row.{child.key}")
        columns.append(Column(_named(child.label), round(width, 1), text, "TableCenter" if is_short else "TableText"))
    return columns


def _cell(field: Field, name: str) -> str:
    """What stands in a cell; rows inside a row are told one after the other."""
    if not field.children:
        return f"{{{{ {name} }}}}"
    if not field.is_list:
        return "　".join(f"{{{{ {name}.{key} }}}}" for key in field.children)
    first, *rest = (f"entry.{key}" for key in field.children)
    told = f"{{{{ {first} }}}}" + "".join(f"{{% if {key} %}}（{{{{ {key} }}}}）{{% endif %}}" for key in rest)
    return f"{{% for entry in {name} %}}{told}{{% if not loop.last %}}、{{% endif %}}{{% endfor %}}"


def _least_width(field: Field) -> float:
    return _DATE_WIDTH if field.rules.get("type") == "date" else _LEAST_WIDTH


def _weight(field: Field) -> float:
    weight = field.meta.get("width", _USUAL_WEIGHT)
    return float(weight) if isinstance(weight, int | float) and weight > 0 else _USUAL_WEIGHT


def _tables(fields: Mapping[str, Field]) -> Iterable[Field]:
    """The tables among some fields, and among the members of those."""
    for field in fields.values():
        if field.is_list and field.children:
            yield field
        elif field.children:
            yield from _tables(field.children)


def _is_wide(table: Field) -> bool:
    """Whether portrait is too narrow for its columns: each wants a little more than its least."""
    wanted = sum(max(_least_width(child), _WANTED * _weight(child)) for child in table.children.values())
    return wanted > PORTRAIT_FORM.text_width - _NUMBER_WIDTH


def _has_long_text(table: Field) -> bool:
    return any(child.meta.get("multiline") for child in table.children.values())
