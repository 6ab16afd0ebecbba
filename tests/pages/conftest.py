from __future__ import annotations

import pytest

from docgen.fonts import FontLibrary


@pytest.fixture(scope="session")
def fonts() -> FontLibrary:
    return FontLibrary.open()
