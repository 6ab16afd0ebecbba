"""Characters that an earlier run has drawn are the same characters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import ImageFont

from docgen.charts import risk_matrix, to_png
from docgen.charts.glyphs import GLYPHS_KEPT, glyph_case, glyphs_in
from docgen.fonts import FontLibrary


@pytest.fixture
def kept_in(tmp_path: Path) -> Iterator[Path]:
    token = GLYPHS_KEPT.set(glyphs_in(tmp_path))
    glyph_case.cache_clear()
    yield tmp_path
    GLYPHS_KEPT.reset(token)
    glyph_case.cache_clear()


def test_a_picture_from_kept_characters_is_the_same_and_needs_no_font(
    kept_in: Path, fonts: FontLibrary, plan: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    chart = risk_matrix(plan, fonts, 400, max_height=None)
    first = to_png(chart, fonts)
    assert list(kept_in.iterdir())
    glyph_case.cache_clear()
    monkeypatch.delattr(ImageFont, "truetype")
    assert to_png(chart, fonts) == first


def test_a_character_that_was_not_kept_is_drawn(kept_in: Path, fonts: FontLibrary) -> None:
    file = fonts.face("SimSun").file.path
    case = glyph_case(file, 30.0, is_bolder=False)
    assert case["计"] is not None
    assert case["　"] is None
    case.save()
    glyph_case.cache_clear()
    again = glyph_case(file, 30.0, is_bolder=False)
    assert again is not case
    drawn, other = again["划"], again["计"]
    assert drawn is not None
    assert other is not None
    assert drawn.mask.tobytes() != other.mask.tobytes()
    assert list(kept_in.iterdir())
