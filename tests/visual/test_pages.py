"""The pages look as they did when somebody last looked at them and agreed."""

from __future__ import annotations

import shutil
from pathlib import Path

from page_pictures.comparison import difference
from page_pictures.pages import KEPT, pictures
from PIL import Image

FAILURES = Path(__file__).parent / "failures"


def test_every_page_looks_as_it_did() -> None:
    shutil.rmtree(FAILURES, ignore_errors=True)
    found = dict(pictures())
    kept = {file.stem: file for file in KEPT.glob("*.png")}
    told = [f"{name}: this page is new" for name in found.keys() - kept.keys()]
    told += [f"{name}: this page is gone" for name in kept.keys() - found.keys()]
    for name in found.keys() & kept.keys():
        with Image.open(kept[name]) as expected:
            if differs := difference(expected.convert("L"), found[name]):
                keep(name, expected=expected, actual=found[name], difference=differs.picture)
                told.append(f"{name}: {differs.place}")
    assert not told, "\n".join(
        (
            "pages look different:",
            *sorted(told),
            f"see {FAILURES}; if that is right: make pictures, look at them, commit them",
        )
    )


def keep(name: str, **shown: Image.Image) -> None:
    """Put pictures where a person finds them."""
    FAILURES.mkdir(parents=True, exist_ok=True)
    for what, picture in shown.items():
        picture.save(FAILURES / f"{name}-{what}.png")
