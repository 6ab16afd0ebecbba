"""Says which bundled style stands in for a font that Word names. Data and one lookup; nothing is opened here.

Whatever a template says must come out as a face of the same kind: with serifs and modulated strokes (Song), of even
strokes (Hei), brush-like (Kai). 仿宋 comes out as Song: no FangSong is bundled, Song has the widest coverage (names of
people stand in body text), and 楷体 headings stay set off from a 仿宋 body (GB/T 9704), which both as Kai would not be.
"""

from __future__ import annotations

import re
from enum import Enum


class Style(Enum):
    """A bundled style; the value begins the names of its files."""

    SONG = "Song"
    SONG_TITLE = "Song-Bold"
    HEI = "Hei"
    KAI = "Kai"
    SYMBOLS = "Symbols"
    SIGNS = "Signs"


_SAME = (
    ("宋体", "SimSun", "NSimSun", "新宋体", "宋体-简", "宋体-18030"),
    ("仿宋", "FangSong", "FangSong_GB2312", "仿宋_GB2312", "仿宋体", "华文仿宋", "STFangsong"),
    ("黑体", "SimHei", "黑体-简"),
    ("楷体", "KaiTi", "KaiTi_GB2312", "楷体_GB2312", "SimKai", "华文楷体", "STKaiti"),
    ("微软雅黑", "Microsoft YaHei", "Microsoft YaHei UI"),
    ("等线", "DengXian", "DengXian Light", "等线 Light"),
    ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "方正小标宋", "小标宋"),
)
"""Names of one font; a user's own file for one of them serves them all."""

_KINDS: tuple[tuple[str, Style], ...] = (
    (r"symbol|wingdings|webdings|dingbat|emoji", Style.SYMBOLS),
    (r"小标宋|大标宋|xiaobiaosong|dabiaosong", Style.SONG_TITLE),
    (r"仿宋|fangsong", Style.SONG),
    (r"楷|kai|隶|行书|行楷|魏|舒体|姚体|liti?$|xingkai|script|brush|hand|comic", Style.KAI),
    (r"黑|圆|等线|hei|yahei|gothic|dengxian|pingfang|苹方|sans|round|hiragino", Style.HEI),
    (r"arial|calibri|helvetica|verdana|tahoma|segoe|aptos|trebuchet|roboto|inter$|franklin|candara|corbel", Style.HEI),
    (r"courier|consolas|menlo|monaco|mono|cascadia", Style.HEI),
)
"""What occurs in a (normalised) name → style; the first that fits counts, and Song where none does."""


def normalise(family: str) -> str:
    """`family` without case, spaces, hyphens, underscores and the @ of vertical text."""
    return re.sub(r"[@\s_-]", "", family).casefold()


_CANONICAL = {normalise(name): normalise(names[0]) for names in _SAME for name in names}
_PATTERNS = tuple((re.compile(pattern), style) for pattern, style in _KINDS)


def canonical(family: str) -> str:
    """One key for all names of the same font: `SimSun`, `NSimSun` and `宋体` give the same."""
    key = normalise(family)
    return _CANONICAL.get(key, key)


def style_of(family: str) -> Style:
    """The bundled style that stands in for `family`."""
    key = canonical(family)
    return next((style for pattern, style in _PATTERNS if pattern.search(key)), Style.SONG)
