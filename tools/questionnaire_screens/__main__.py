"""Captures the screens of the questionnaire and writes them into the documentation, or checks them.

python -m tools.questionnaire_screens            write every screen where its marker stands
python -m tools.questionnaire_screens --check    change nothing; exit code 1 where a page shows another screen
python -m tools.questionnaire_screens NAME …     print these screens
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .pages import screens_in, with_screens
from .scenes import SCENES

ROOT = Path(__file__).resolve().parents[2]
_AT_ONCE = 4
"""Terminals; each waits for its program most of the time."""


def capture(names: Iterable[str]) -> dict[str, str]:
    """Play the scenes of these names."""
    names = list(names)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return dict(zip(names, pool.map(lambda name: SCENES[name](), names), strict=True))


def pages() -> dict[Path, str]:
    """Every page that shows screens, with its text."""
    files = [*sorted(ROOT.glob("README*.md")), *sorted((ROOT / "docs").glob("*.md"))]
    texts = {file: file.read_text(encoding="utf-8") for file in files}
    return {file: text for file, text in texts.items() if screens_in(text)}


def main(arguments: list[str]) -> int:
    """Write, check or print screens; 1 where one is unknown, shown nowhere or, with `--check`, not as it should be."""
    if arguments and arguments != ["--check"]:
        print(*capture(arguments).values(), sep="\n\n")
        return 0
    texts = pages()
    shown = {name for text in texts.values() for name in screens_in(text)}
    odd = sorted(shown ^ SCENES.keys())
    if odd:
        print("a page's screen without a scene, or a scene that no page shows:", *odd, file=sys.stderr)
        return 1
    screens = capture(SCENES)
    stale = [file for file, text in texts.items() if with_screens(text, screens) != text]
    for file in stale:
        print(file.relative_to(ROOT), file=sys.stderr)
        if not arguments:
            file.write_text(with_screens(texts[file], screens), encoding="utf-8")
    return 1 if stale and arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
