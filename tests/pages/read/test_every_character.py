"""Whatever python-docx writes: every character of the document is in the tree, once and in order."""

import io

import docx
from docx.enum.section import WD_SECTION
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages.read.word_xml import blocks, text_of

from docgen.pages.read import read_document
from docgen.pages.read.block_model import Table
from docgen.pages.read.document_model import WordDocument

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff")
)
STYLES = st.sampled_from(["Normal", "Heading 1", "Title", "Quote", "List Paragraph", "Body Text 2", "Caption"])
RUNS = st.lists(st.tuples(TEXT, st.sampled_from([None, True, False]), st.sampled_from([None, 9, 16])), max_size=3)
PARAGRAPHS = st.tuples(st.just("paragraph"), STYLES, RUNS)
TABLES = st.tuples(
    st.just("table"),
    st.sampled_from(["Table Grid", "Light Shading", "Medium Grid 3 Accent 2", "Colorful List"]),
    st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=4),
    st.none() | st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 3), st.integers(0, 2)),
)
SECTIONS = st.tuples(st.just("section"), st.sampled_from([WD_SECTION.NEW_PAGE, WD_SECTION.CONTINUOUS]))


def build(content: list[tuple]) -> tuple[bytes, str]:
    """A Word file and its text."""
    document, said = docx.Document(), []
    for kind, *what in content:
        if kind == "paragraph":
            style, runs = what
            paragraph = document.add_paragraph(style=style)
            for text, bold, size in runs:
                run = paragraph.add_run(text)
                run.bold, run.font.size = bold, size and docx.shared.Pt(size)
                said.append(text)
        elif kind == "table":
            said += add_table(document, *what)
        else:
            document.add_section(what[0])
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue(), "".join(said)


def add_table(document, style: str, rows: list[list[str]], merge: tuple[int, int, int, int] | None) -> list[str]:
    """Fill a table after merging, so that each text is in a cell that is seen."""
    table = document.add_table(len(rows), 3, style=style)
    if merge:
        top, left, bottom, right = (
            min(place, len(rows) - 1) if at % 2 == 0 else place for at, place in enumerate(merge)
        )
        table.cell(min(top, bottom), min(left, right)).merge(table.cell(max(top, bottom), max(left, right)))
    seen, said = set(), []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            cell = table.cell(row, column)
            if cell._tc not in seen:
                seen.add(cell._tc)
                cell.paragraphs[0].add_run(text)
                said.append(text)
    return said


def tables(document: WordDocument) -> list[Table]:
    return [block for block in blocks(document) if isinstance(block, Table)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PARAGRAPHS | TABLES | SECTIONS, max_size=5))
def test_every_character_is_in_the_tree(content):
    data, said = build(content)
    document = read_document(data)
    assert text_of(blocks(document)) == said
    assert document.unsupported == () or any(what[0] == "paragraph" and what[1] == "Title" for what in content)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TABLES)
def test_the_cells_of_a_table_cover_its_grid_once(content):
    data, _ = build([content])
    (table,) = tables(read_document(data))
    covered = [
        (row + below, cell.column + beside)
        for row, cells in enumerate(table.rows)
        for cell in cells.cells
        for below in range(cell.row_span)
        for beside in range(cell.column_span)
    ]
    assert sorted(covered) == [(row, column) for row in range(len(table.rows)) for column in range(3)]
