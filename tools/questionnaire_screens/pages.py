"""Puts screens into Markdown: between `<!-- screen: NAME -->` and `<!-- /screen -->` stands the screen NAME, fenced."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PLACE = re.compile(r"(?P<opening><!-- screen: (?P<name>[\w-]+) -->\n).*?(?P<closing><!-- /screen -->)", re.DOTALL)


def screens_in(page: str) -> list[str]:
    """The names of the screens that a page shows."""
    return [place["name"] for place in _PLACE.finditer(page)]


def with_screens(page: str, screens: Mapping[str, str]) -> str:
    """The page with each of its screens as it is in `screens`; everything else stays as it is."""
    return _PLACE.sub(
        lambda place: f"{place['opening']}```text\n{screens[place['name']]}\n```\n{place['closing']}", page
    )
