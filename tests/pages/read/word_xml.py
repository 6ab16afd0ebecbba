"""Makes small Word files out of XML, so that a test shows exactly the markup it is about."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from docgen.messages import Translator
from docgen.pages.read import read_document
from docgen.pages.read.block_model import Block, Paragraph, Table
from docgen.pages.read.document_model import WordDocument
from docgen.pages.read.inline_model import PlaceMark
from docgen.pages.read.run_model import TextRun

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
A4 = '<w:pgSz w:w="11900" w:h="16840"/><w:pgMar w:top="1440" w:right="1000" w:bottom="1440" w:left="1000"/>'


def word_file(
    body: str,
    *,
    styles: str = "",
    settings: str = "",
    numbering: str = "",
    theme: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    main: str = "word/document.xml",
    addresses: Mapping[str, str] | None = None,
) -> bytes:
    """A .docx. `parts` maps file names such as `header1.xml` or `image1.png` to content; their ids are these names.

    `footnotes.xml`, `endnotes.xml` and `comments.xml` are what their names say; `addresses` are hyperlinks by id.
    """
    folder = main.rpartition("/")[0]
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(folder, main, parts or {}),
        "_rels/.rels": _relationships({"rId1": ("officeDocument", main)}),
        main: f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        f"{folder}/styles.xml": f"<w:styles {NAMESPACES}>{styles}</w:styles>",
        f"{folder}/settings.xml": f"<w:settings {NAMESPACES}>{settings}</w:settings>",
        f"{folder}/numbering.xml": f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>",
        f"{folder}/theme/theme1.xml": f"<a:theme {NAMESPACES}>{theme}</a:theme>",
    }
    links = {name: (name, f"{name}.xml") for name in ("styles", "settings", "numbering")} | {
        "theme": ("theme", "theme/theme1.xml")
    }
    for name, content in (parts or {}).items():
        kind = "image" if isinstance(content, bytes) else _kind(name)
        links[name] = (kind, name)
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        xml = f"<w:{root} {NAMESPACES}>{content!s}</w:{root}>"
        files[f"{folder}/{name}"] = content if isinstance(content, bytes) else xml
    files[f"{folder}/_rels/{main.rpartition('/')[2]}.rels"] = _relationships(links, addresses or {})
    pictures = {name: link for name, link in links.items() if link[0] == "image"}
    files[f"{folder}/_rels/numbering.xml.rels"] = _relationships(pictures)
    for name, content in (parts or {}).items():
        if not isinstance(content, bytes):
            files[f"{folder}/_rels/{name}.rels"] = _relationships(pictures)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return packed.getvalue()


def _content_types(folder: str, main: str, parts: Mapping[str, str | bytes]) -> str:
    """The list that other programs want; docgen itself goes by relationships."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {main: f"{word}.document.main+xml"}
    kinds |= {f"{folder}/{kind}.xml": f"{word}.{kind}+xml" for kind in ("styles", "settings", "numbering")}
    kinds |= {f"{folder}/{name}": f"{word}.{_kind(name)}+xml" for name in parts}
    overrides = "".join(f'<Override PartName="/{path}" ContentType="{kind}"/>' for path, kind in kinds.items())
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}</Types>'


def _kind(name: str) -> str:
    """The kind of a part, by its name: a header where it says nothing else."""
    kind = name.removesuffix(".xml").rstrip("0123456789")
    return kind if kind in {"footer", "footnotes", "endnotes", "comments"} else "header"


def _relationships(links: Mapping[str, tuple[str, str]], addresses: Mapping[str, str] = MappingProxyType({})) -> str:
    items = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for key, (kind, target) in links.items()
    )
    items += "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/hyperlink" Target="{target}" TargetMode="External"/>'
        for key, target in addresses.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'


def read(body: str, **others: object) -> WordDocument:
    """The tree of a Word file with this body."""
    return read_document(word_file(body, **others), name="测试.docx")  # type: ignore[arg-type]


def blocks(document: WordDocument) -> tuple[Block, ...]:
    """All blocks of the body."""
    return tuple(block for section in document.sections for block in section.blocks)


def first_paragraph(document: WordDocument) -> Paragraph:
    """The first paragraph of the body."""
    return next(block for block in blocks(document) if isinstance(block, Paragraph))


def first_table(document: WordDocument) -> Table:
    """The first table of the body."""
    return next(block for block in blocks(document) if isinstance(block, Table))


def first_run(document: WordDocument) -> TextRun:
    """The first text of the first paragraph."""
    return next(inline for inline in first_paragraph(document).inlines if isinstance(inline, TextRun))


def text_of(content: tuple[Block, ...]) -> str:
    """The text of blocks, in reading order, without anything between."""
    return "".join(run.text for paragraph in all_paragraphs(content) for run in _text_runs(paragraph))


def all_paragraphs(content: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Every paragraph, those in cells too, in reading order."""
    for block in content:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from all_paragraphs(cell.blocks)


def tags_of(paragraph: Paragraph) -> list[str]:
    """The tags of the content controls that are marked in a paragraph."""
    return [inline.tag for inline in paragraph.inlines if isinstance(inline, PlaceMark)]


def _text_runs(paragraph: Paragraph) -> Iterator[TextRun]:
    return (inline for inline in paragraph.inlines if isinstance(inline, TextRun))


def unsupported(document: WordDocument) -> list[tuple[str, str]]:
    """What cannot be set: (construct, place), in English."""
    say = Translator("en")
    return [(say(found.construct), say(found.place)) for found in document.unsupported]


def simpler(document: WordDocument) -> list[tuple[str, str]]:
    """What is set more simply than in Word: (construct, place), in English."""
    say = Translator("en")
    return [(say(found.construct), say(found.place)) for found in document.simpler]


def constructs(document: WordDocument) -> list[str]:
    """What cannot be set, in English, without the places."""
    return [construct for construct, _ in unsupported(document)]


def p(text: str = "", properties: str = "", run: str = "") -> str:
    """A paragraph with one run."""
    text = f'<w:t xml:space="preserve">{text}</w:t>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>{text}</w:r></w:p>"


def tc(text: str = "", properties: str = "") -> str:
    """A table cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A table row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, properties: str = "", grid: tuple[int, ...] = ()) -> str:
    """A table; `grid` are twips."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
