"""Reads what docgen made with other programs than docgen."""

from __future__ import annotations

import subprocess
import unicodedata
from collections import Counter
from pathlib import Path

import docx
from docx.document import Document
from pypdf import PdfReader

from tools import need


def pdf_text(file: Path) -> str:
    """The text of all pages, by poppler."""
    command = [need("pdftotext"), "-layout", str(file), "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()


def page_texts(file: Path) -> list[str]:
    """The text of each page, by pypdf."""
    return [page.extract_text() for page in PdfReader(file).pages]


def docx_text(document: Document) -> str:
    """Every character of a Word file's body and headers, by python-docx; the text of merged cells once."""
    texts = [node.text or "" for node in document.element.body.iter(f"{{{document.element.nsmap['w']}}}t")]
    return "".join(texts)


def open_docx(file: Path) -> Document:
    """Open a Word file with python-docx."""
    return docx.Document(str(file))


def characters(text: str) -> Counter[str]:
    """How often each character stands in `text`, white space left out, compatibility forms made equal."""
    return Counter(char for char in unicodedata.normalize("NFKC", text) if not char.isspace())
