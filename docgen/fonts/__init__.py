"""The fonts: turns a font name as Word says it into a `Face` to measure with and to draw with.

Guarantees: the bundled files alone set all of GBK and 通用规范汉字表 (docs/fonts.md has the figures); a face's
measures are those of the outlines that end up in the PDF; opening costs milliseconds, since files are mapped and read
as needed. `FontLibrary` and `Face` are all that other stages use; reportlab is imported when a face is first drawn.
"""

from docgen.fonts.face import Face
from docgen.fonts.library import FontLibrary

__all__ = ["Face", "FontLibrary"]
