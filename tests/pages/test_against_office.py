"""Every construct on docgen's pages and on LibreOffice's, with the same fonts: the same lines at the same places.

Where the two differ on purpose, docs/layout-engine.md says so and the construct's own test holds docgen to Word.
"""

from __future__ import annotations

import pytest
from pages import constructs
from pages.floating_constructs import FLOATING
from pages.office_pages import PageLine, assert_alike, offices, ours
from pages.paragraph_constructs import PARAGRAPH_CONSTRUCTS
from pages.referring import REFERRING

FILES = constructs.CONSTRUCTS | PARAGRAPH_CONSTRUCTS | REFERRING | FLOATING


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> dict[str, list[PageLine]]:
    return offices(FILES, tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("construct", FILES)
def test_lines_stand_where_libreoffice_has_them(construct, office, fonts):
    assert_alike(ours(FILES[construct], fonts), office[construct])
