"""Makes the picture of the README: real pages of the bundle of the product-launch example, side by side.

python tools/readme_picture.py output/archive/…/….pdf
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

TARGET = Path(__file__).resolve().parent.parent / "docs" / "images" / "pages.png"
SHOWN = ("cover", "plan", "schedule", "process", "risks", "signing")
"""The documents whose first pages are shown."""
HEIGHT = 560
GAP = 16


def first_pages(bundle: Path) -> dict[str, int]:
    """The 0-based page to show of each document, by the manifest beside the bundle."""
    manifest = json.loads((bundle.parent / "manifest.json").read_text(encoding="utf-8"))
    return {item["key"]: item["first_page"] - 1 for item in manifest["details"]["documents"]}


def main(bundle: Path) -> None:
    """Write the picture: three pages above, three below, in the order of SHOWN."""
    places = first_pages(bundle)
    document = pypdfium2.PdfDocument(bundle)
    pictures = []
    for key in SHOWN:
        page = document[places[key]]
        picture = page.render(scale=2 * HEIGHT / page.get_height()).to_pil().convert("RGB")
        picture = picture.resize((round(picture.width / 2), HEIGHT), Image.Resampling.LANCZOS)
        pictures.append(ImageOps.expand(picture, 1, "#b0b0b0"))
    rows = [pictures[:3], pictures[3:]]
    width = max(sum(picture.width + GAP for picture in row) for row in rows) + GAP
    board = Image.new("RGB", (width, len(rows) * (HEIGHT + 2 + GAP) + GAP), "#f0f0f0")
    for number, row in enumerate(rows):
        x = (width - sum(picture.width + GAP for picture in row) + GAP) // 2
        for picture in row:
            board.paste(picture, (x, GAP + number * (HEIGHT + 2 + GAP)))
            x += picture.width + GAP
    board.quantize(256, kmeans=3).save(TARGET, optimize=True)
    print(TARGET, TARGET.stat().st_size)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
