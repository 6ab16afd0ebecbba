"""Renews the pictures in tests/visual/pages where pages look different now. Look at them before you commit them.

python -m tools.page_pictures            write those that are new or differ, delete those of pages that are gone
"""

from __future__ import annotations

from PIL import Image

from .comparison import difference
from .keeping import kept
from .pages import KEPT, ROOT, pictures


def main() -> None:
    """Write the files and say which."""
    KEPT.mkdir(parents=True, exist_ok=True)
    found = dict(pictures())
    for file in sorted(KEPT.glob("*.png")):
        if file.stem not in found:
            file.unlink()
            print(f"gone     {file.relative_to(ROOT)}")
    for name, picture in found.items():
        file = KEPT / f"{name}.png"
        is_new = not file.exists()
        if is_new or difference(Image.open(file).convert("L"), picture):
            kept(picture).save(file, optimize=True)
            print(f"{'new' if is_new else 'renewed':8} {file.relative_to(ROOT)}  {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
