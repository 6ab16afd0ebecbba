"""A face: one style of one font, as layout measures it and drawing uses it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from docgen.fonts.truetype import TrueTypeFile


class Weight(Enum):
    """How heavy a face is, and whether its file is that heavy already."""

    REGULAR = "regular"
    BOLD = "bold"
    THICKENED = "thickened"

    @classmethod
    def of(cls, bold: bool, bold_file: TrueTypeFile | None) -> Weight:
        """The weight of a face that shall be bold or not, where there is a bold file or not."""
        if not bold:
            return cls.REGULAR
        return cls.BOLD if bold_file else cls.THICKENED


class _Scaled(dict[str, float]):
    """Characters → advances at one size; fills itself on first use. KeyError for what the face cannot set."""

    def __init__(self, file: TrueTypeFile, size: float) -> None:
        super().__init__()
        self._file = file
        self._size = size

    def __missing__(self, char: str) -> float:
        if not self._file.has(char):
            raise KeyError(char)
        advance = self[char] = self._file.advances[char] * self._size
        return advance


class Face:
    """A font in one style. `FontLibrary` makes faces; the same style is the same object, so compare with `is`.

    All measures are in em (times the font size gives points); `ascent`, `descent` and `line_gap` are positive, and
    `underline_position` is the middle of the line below the baseline: negative. A face with `synthetic_bold` comes
    from a file of regular weight: drawing thickens its outlines (strokes them), advances stay those of the regular
    weight. An `oblique` face is slanted when drawn: Chinese type has no italics. Where `file` is a collection,
    `file.number` says which of its fonts this is.
    """

    __slots__ = (
        "_scaled",
        "ascent",
        "bold",
        "cap_height",
        "descent",
        "file",
        "line_gap",
        "name",
        "oblique",
        "synthetic_bold",
        "underline_position",
        "underline_thickness",
    )

    def __init__(self, font_name: str, file: TrueTypeFile, weight: Weight, *, oblique: bool) -> None:
        self.bold = weight is not Weight.REGULAR
        self.synthetic_bold = weight is Weight.THICKENED
        self.oblique = oblique
        self.name = font_name + ("-SyntheticBold" if self.synthetic_bold else "") + ("-Oblique" if oblique else "")
        self.file = file
        self._scaled: dict[float, _Scaled] = {}
        metrics = file.metrics
        self.ascent = metrics.ascent
        self.descent = metrics.descent
        self.line_gap = metrics.line_gap
        self.cap_height = metrics.cap_height
        self.underline_position = metrics.underline_position
        self.underline_thickness = metrics.underline_thickness

    def __repr__(self) -> str:
        return f"<Face {self.name}>"

    @property
    def line_height(self) -> float:
        """Ascent, descent and line gap together: single line spacing without a document grid."""
        return self.ascent + self.descent + self.line_gap

    def has(self, char: str) -> bool:
        """Whether the face can set `char`; blanks always, control characters never (see `docgen.fonts.blanks`)."""
        return self.file.has(char)

    def covers(self, text: str) -> bool:
        """Whether the face can set every character of `text`."""
        return self.file.covers(text)

    def advance(self, char: str) -> float:
        """The advance of one character; where the face lacks it, that of the box that stands for it."""
        return self.file.advances[char]

    def advances(self, text: str) -> list[float]:
        """The advances of the characters of `text`, one by one."""
        return list(map(self.file.advances.__getitem__, text))

    def scaled(self, size: float) -> Mapping[str, float]:
        """The advances of characters at `size`, in its unit. KeyError for a character that the face cannot set."""
        scaled = self._scaled.get(size)
        if scaled is None:
            scaled = self._scaled[size] = _Scaled(self.file, size)
        return scaled

    def width(self, text: str) -> float:
        """The sum of the advances of `text`."""
        return sum(map(self.file.advances.__getitem__, text))
