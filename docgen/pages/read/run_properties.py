"""Run properties: what one `w:rPr` says, and how the layers of a document combine into the look of a run.

A `RunLayer` is one level of the style hierarchy (ECMA-376 17.7.2). Layers are plain data; `combine` knows the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from docgen.lengths import Pt
from docgen.messages import Message, message
from docgen.pages.read.adornments import (
    AdornmentValues,
    adornment,
    read_adornment,
    size_of_script,
    text_border_beyond,
)
from docgen.pages.read.ooxml import W14, Element, W, color, flag, half_points, is_on, local_name, val
from docgen.pages.read.run_model import Link, RunStyle
from docgen.pages.read.shading import shading_beyond
from docgen.pages.read.symbols import is_symbol_font
from docgen.pages.read.theme import Theme

_SIZE_WHERE_NOTHING_SAYS: Pt = 10  # ECMA-376 17.3.2.38


class RunValues(AdornmentValues, total=False):
    """The values of a layer; what a layer leaves out comes from the layer below."""

    latin: str
    east_asian: str
    hint: str
    size: Pt
    underline: bool
    color: str | None  # None is `auto`
    character_style: str


class RunLayer(NamedTuple):
    """What one level says about runs.

    `toggles` are the on/off properties of ECMA-376 17.7.3; `beyond` holds what the engine cannot set, by element name,
    and None where this level switches it off.
    """

    values: RunValues
    toggles: Mapping[str, bool]
    beyond: Mapping[str, Message | None]

    def over(self, base: RunLayer) -> RunLayer:
        """Put this layer on top of `base`, both on the same level, as in a `w:basedOn` chain: the later counts."""
        return RunLayer(base.values | self.values, {**base.toggles, **self.toggles}, {**base.beyond, **self.beyond})


NOTHING = RunLayer(RunValues(), {}, {})


class RunLook(NamedTuple):
    """How a run looks, and what else the reader must know of it.

    `capitals` asks for upper case (17.3.2.5), `symbols` where the font holds pictures instead of letters.
    """

    style: RunStyle
    hidden: bool = False
    capitals: bool = False
    small_capitals: bool = False
    symbols: bool = False
    east_asian_hint: bool = False
    snaps_to_grid: bool = True
    beyond: tuple[Message, ...] = ()

    def leading_to(self, link: Link) -> RunLook:
        """The same, where a click leads to `link`."""
        style = self.style
        return self._replace(style=style._replace(adornment=style.adornment._replace(link=link)))

    def spaced(self, spacing: Pt, cell: Pt = 0) -> RunLook:
        """The same on a grid that adds `spacing` to every character or has cells for it, if the run keeps to grids."""
        if not self.snaps_to_grid or self.style.adornment.fit:
            return self
        style = self.style._replace(spacing=self.style.spacing + spacing)
        return self._replace(style=style._replace(adornment=style.adornment._replace(cell=cell)) if cell else style)


class RunLayers(NamedTuple):
    """The levels of one run, from the bottom up (ECMA-376 17.7.2)."""

    defaults: RunLayer = NOTHING
    table: RunLayer = NOTHING
    paragraph: RunLayer = NOTHING
    character: RunLayer = NOTHING
    direct: RunLayer = NOTHING


def combine(layers: RunLayers, auto_color: str) -> RunLook:
    """The look that results; `auto_color` is what the colour `auto` means here."""
    styles = (layers.table, layers.paragraph, layers.character)
    values, beyond = layers.defaults.values, dict(layers.defaults.beyond)
    for layer in (*styles, layers.direct):
        values = values | layer.values
        beyond.update(layer.beyond)
    toggles = _toggled(layers.defaults, styles) | dict(layers.direct.toggles)
    said = [construct for construct in beyond.values() if construct]
    said += [construct for name, construct in _TOGGLES_BEYOND.items() if toggles.get(name)]
    style = _style(values, toggles, auto_color)
    return RunLook(
        style=style,
        hidden=toggles.get("vanish", False),
        capitals=toggles.get("caps", False),
        small_capitals=toggles.get("smallCaps", False),
        symbols=is_symbol_font(style.latin),
        east_asian_hint=values.get("hint") == "eastAsia",
        snaps_to_grid=toggles.get("snapToGrid", True),
        beyond=tuple(said),
    )


def _toggled(defaults: RunLayer, styles: tuple[RunLayer, ...]) -> dict[str, bool]:
    """The toggle properties below direct formatting (ECMA-376 17.7.3).

    On in the defaults means on; else on where an odd number of the style levels say so: Strong in a bold heading is
    not bold. Direct formatting, which is not here, counts as it stands.
    """
    names = {name for layer in (defaults, *styles) for name in layer.toggles}
    return {
        name: defaults.toggles.get(name, False) or sum(layer.toggles.get(name, False) for layer in styles) % 2 == 1
        for name in names
    }


def _style(values: RunValues, toggles: Mapping[str, bool], auto_color: str) -> RunStyle:
    size = values.get("size", _SIZE_WHERE_NOTHING_SAYS)
    return RunStyle(
        latin=values.get("latin", RunStyle().latin),
        east_asian=values.get("east_asian", RunStyle().east_asian),
        size=size_of_script(values, size),
        bold=toggles.get("b", False),
        italic=toggles.get("i", False),
        underline=values.get("underline", False),
        color=values.get("color") or auto_color,
        spacing=0 if "fit" in values else values.get("spacing", 0),  # which is how Word fitted it to another face
        scale=values.get("scale", 1),
        adornment=adornment(values, toggles, size),
    )


def read_run_layer(properties: Element | None, theme: Theme) -> RunLayer:
    """What a `w:rPr` says. Elements that change nothing on paper, such as `w:lang`, are passed over."""
    if properties is None:
        return NOTHING
    values = RunValues()
    toggles: dict[str, bool] = {}
    beyond: dict[str, Message | None] = {}
    for element in properties:
        tag = element.tag
        name = tag.rpartition("}")[2]
        if tag in _TOGGLES:
            toggles[name] = is_on(element)
        elif tag in _VALUES:
            _VALUES[tag](values, element, theme)
        read_adornment(values, element)
        if tag in _BEYOND:
            beyond[name] = _BEYOND[tag](element)
        elif tag.startswith(W14) and name in _WORD_2010_EFFECTS:
            beyond[f"w14:{name}"] = _effect(name, element)
    return RunLayer(values, toggles, beyond)


# --- values -----------------------------------------------------------------------------------------------------------


def _read_fonts(values: RunValues, element: Element, theme: Theme) -> None:
    """A theme font goes before a named one of the same element (ECMA-376 17.3.2.26)."""
    get = element.get
    themed = theme.latin(get(W + "asciiTheme")) or theme.latin(get(W + "hAnsiTheme"))
    latin = themed or get(W + "ascii") or get(W + "hAnsi")
    east_asian = theme.east_asian(get(W + "eastAsiaTheme")) or get(W + "eastAsia")
    if latin:
        values["latin"] = latin
    if east_asian:
        values["east_asian"] = east_asian
    if hint := get(W + "hint"):
        values["hint"] = hint


def _read_size(values: RunValues, element: Element, _: Theme) -> None:
    size = half_points(val(element))
    if size > 0:
        values["size"] = size


def _read_underline(values: RunValues, element: Element, _: Theme) -> None:
    values["underline"] = (val(element) or "none") != "none"


def _read_color(values: RunValues, element: Element, theme: Theme) -> None:
    """`w:val` holds the colour that `w:themeColor` came to when the file was saved (ECMA-376 17.3.2.6)."""
    values["color"] = color(val(element)) or theme.color(element.get(W + "themeColor"))


def _read_character_style(values: RunValues, element: Element, _: Theme) -> None:
    values["character_style"] = val(element) or ""


_VALUES: dict[str, Callable[[RunValues, Element, Theme], None]] = {
    W + "rFonts": _read_fonts,
    W + "sz": _read_size,
    W + "u": _read_underline,
    W + "color": _read_color,
    W + "rStyle": _read_character_style,
}

_TOGGLES = frozenset(
    W + name
    for name in (
        "b",
        "i",
        "caps",
        "vanish",
        "smallCaps",
        "strike",
        "dstrike",
        "outline",
        "shadow",
        "emboss",
        "imprint",
        "snapToGrid",
    )
)

# --- what the engine cannot set ---------------------------------------------------------------------------------------

_TOGGLES_BEYOND = {
    "outline": message("outlined text"),
    "shadow": message("text with a shadow"),
    "emboss": message("embossed text"),
    "imprint": message("engraved text"),
}
_WORD_2010_EFFECTS = frozenset({"glow", "shadow", "reflection", "textOutline", "textFill", "scene3d", "props3d"})


def _effect(name: str, element: Element) -> Message | None:
    """An effect of Word 2010; WPS gives all text a plain fill in its own colour, which is none."""
    inner = {local_name(part) for part in element}
    is_plain = "solidFill" in inner if name == "textFill" else name == "textOutline" and "noFill" in inner
    return None if is_plain else message("text effect “{name}”", name=name)


def _when_on(construct: Message) -> Callable[[Element], Message | None]:
    return lambda element: construct if is_on(element) else None


def _east_asian_layout_beyond(element: Element) -> Message | None:
    on = any(flag(element.get(W + name)) for name in ("vert", "vertCompress"))
    return message("characters turned within the line") if on else None


_BEYOND: dict[str, Callable[[Element], Message | None]] = {
    W + "bdr": text_border_beyond,
    W + "shd": shading_beyond,
    W + "rtl": _when_on(message("right-to-left text")),
    W + "cs": _when_on(message("complex script formatting")),
    W + "eastAsianLayout": _east_asian_layout_beyond,
}
