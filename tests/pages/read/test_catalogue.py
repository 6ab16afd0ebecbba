"""Everything that the reader says can be said in Chinese."""

from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import docgen
from docgen.pages import read

CATALOGUE = Path(docgen.__file__).parent / "locale/zh_CN/LC_MESSAGES/read.po"


def test_every_message_has_its_chinese_with_the_same_parameters():
    said = {
        text
        for _, _, text, _, _ in extract_from_dir(str(Path(read.__file__).parent), keywords={"message": None})
        if isinstance(text, str)
    }
    with CATALOGUE.open("rb") as file:
        catalogue = {entry.id: entry for entry in read_po(file, locale="zh_CN") if entry.id}
    assert said == set(catalogue)
    for entry in catalogue.values():
        assert entry.string
        assert parameters(str(entry.id)) == parameters(str(entry.string))


def parameters(text: str) -> set[str]:
    return {part.split("}")[0] for part in text.split("{")[1:]}
