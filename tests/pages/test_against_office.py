"""Every construct on docgen's pages and on LibreOffice's, with the same fonts: the same lines at the same places.

Where the two differ on purpose, docs/layout-engine.md and the module of the construct say so, and the construct's own
test holds docgen to Word.
"""

from __future__ import annotations

import pytest
from fidelity.samples import fixtures
from pages.office_pages import PageLine, assert_alike, offices, ours

TURNED = {"text that runs up"}
"""Fixtures whose lines are not level, as these are compared; `make fidelity` reads them from finished pages."""

FILES = {sample.name: sample.docx for sample in fixtures() if not sample.reason and sample.name not in TURNED}


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> dict[str, list[PageLine]]:
    return offices(FILES, tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("construct", FILES)
def test_lines_stand_where_libreoffice_has_them(construct, office, fonts):
    assert_alike(ours(FILES[construct], fonts), office[construct])
