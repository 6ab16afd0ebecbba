from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.bundle.code import StampCode

CODE = StampCode("XZ-2026Q3-K7M2P4", "V1.0", 3, 24, "3F9A2C710B6D4E5F8A91")

PAGES = st.integers(1, 9999).flatmap(lambda total: st.tuples(st.integers(1, total), st.just(total)))


def test_text_of_a_code_is_as_documented() -> None:
    assert CODE.encode() == "DG1:XZ-2026Q3-K7M2P4:V1.0:3/24:3F9A2C710B6D4E5F8A91"


def test_usual_code_stays_in_the_alphanumeric_set_of_qr() -> None:
    assert re.fullmatch(r"[0-9A-Z $%*+\-./:]+", CODE.encode())


@given(
    number=st.text(),
    version=st.text(st.characters(exclude_characters=":"), min_size=1),
    pages=PAGES,
    content=st.from_regex(r"[0-9A-F]{20}", fullmatch=True),
)
def test_decoding_gives_back_what_was_encoded(number: str, version: str, pages: tuple[int, int], content: str) -> None:
    code = StampCode(number, version, *pages, content)
    assert StampCode.decode(code.encode()) == code


@pytest.mark.parametrize(
    "text",
    [
        "DG1",
        "https://example.com/",
        "DG2:XZ-1:V1.0:3/24:3F9A2C710B6D4E5F8A91",
        "DG1:XZ-1:V1.0:25/24:3F9A2C710B6D4E5F8A91",
        "DG1:XZ-1:V1.0:0/24:3F9A2C710B6D4E5F8A91",
        "DG1:XZ-1:V1.0:3/24:3f9a2c710b6d4e5f8a91",
        "DG1:XZ-1:V1.0:３/24:3F9A2C710B6D4E5F8A91",
        "DG1:XZ-1:V1.0:3/24:3F9A2C710B6D4E5F8A91\n",
    ],
)
def test_text_that_is_no_stamp_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text[:12])):
        StampCode.decode(text)
