"""The fonts of one run: the bundled ones and the user's own, and which face a character gets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

from docgen.errors import Fault, FontError
from docgen.fonts.face import Face, Weight
from docgen.fonts.families import Style, canonical, style_of
from docgen.fonts.truetype import TrueTypeFile, UnusableFontError
from docgen.messages import message
from docgen.os_errors import reason

FILES = Path(__file__).parent / "files"
# Symbols come before Kai, which lacks two of ☐☑☒: the three should look alike.
_FALLBACK = (Style.SONG, Style.HEI, Style.SYMBOLS, Style.KAI, Style.SIGNS)
_BOLD_SUFFIX = " bold"

FaceKey: TypeAlias = tuple[str | int, str, bool]
"""The name of a bundled font or the place of one of the user's own, a weight, and whether it is slanted."""


@cache
def _bundled(name: str) -> TrueTypeFile | None:
    """The bundled file `name`.ttf, opened once a process; None where there is none: only Song and Hei have a bold."""
    path = FILES / f"{name}.ttf"
    return TrueTypeFile(path) if path.exists() else None


def _regular(style: Style) -> TrueTypeFile:
    file = _bundled(f"{style.value}-Regular")
    if file is None:
        raise FileNotFoundError(FILES / f"{style.value}-Regular.ttf")
    return file


class FontLibrary:
    """All faces that a run can use. Make one with `open` and hand it to layout, charts and drawing."""

    def __init__(self, own: Mapping[str, TrueTypeFile]) -> None:
        self._own = own
        self._requested: dict[tuple[str, bool, bool], Face] = {}
        self._faces: dict[tuple[TrueTypeFile, Weight, bool], Face] = {}

    @classmethod
    def open(cls, own: Mapping[str, Path] | None = None) -> FontLibrary:
        """Open the library; `own` maps a font name as Word says it to the user's TrueType file (.ttf or .ttc).

        A name that ends in " Bold" is the bold weight of that font. Raises FontError that tells every unusable file.
        """
        opened: dict[str, TrueTypeFile] = {}
        faults: list[Fault] = []
        for family, path in (own or {}).items():
            try:
                opened[_own_key(family)] = TrueTypeFile(path, family)
            except (OSError, UnusableFontError) as error:
                faults.append(_fault(family, path, error))
        if faults:
            raise FontError(*faults)
        return cls(opened)

    def face(self, family: str, *, bold: bool = False, italic: bool = False) -> Face:
        """The face for what Word calls `family`: the user's own, else the bundled one of its kind (unknown: Song).

        The same arguments give the same object.
        """
        request = (family, bold, italic)
        if request not in self._requested:
            self._requested[request] = self._find(family, bold, italic)
        return self._requested[request]

    def split(self, text: str, face: Face) -> list[tuple[Face, str]]:
        """`text` in the longest pieces that one face can set: `face` where it can, else the first other face that can.

        Together the pieces are `text`. What no face has stays with `face` (see `missing`).
        """
        if face.covers(text):
            return [(face, text)] if text else []
        return [(chosen, "".join(run)) for chosen, run in groupby(text, lambda char: self._face_for(char, face))]

    def missing(self, text: str) -> str:
        """The distinct characters of `text` that no face has, in order of appearance; blanks are never missing."""
        song = self.face("宋体")
        if song.covers(text):
            return ""
        distinct = dict.fromkeys(text)
        return "".join(char for char in distinct if not self._face_for(char, song).has(char))

    def reportlab_name(self, face: Face) -> str:
        """The name under which reportlab knows the font of `face`; registers it on first use, once a process.

        Faces that differ in `synthetic_bold` and `oblique` only share one font in the PDF.
        """
        from docgen.fonts.embedding import register

        name = _font_name(face.file)
        register(name, face.file)
        return name

    # For another process with the same fonts

    def key_of(self, face: Face) -> FaceKey:
        """What tells `face` to another process, where `face_of` has its counterpart."""
        weight = Weight.THICKENED if face.synthetic_bold else Weight.BOLD if face.bold else Weight.REGULAR
        own = list(self._own.values())
        return own.index(face.file) if face.file in own else _font_name(face.file), weight.value, face.oblique

    def face_of(self, key: FaceKey) -> Face:
        """The face that `key_of` told of in a process with the same fonts."""
        place, weight, oblique = key
        file = _bundled(place) if isinstance(place, str) else list(self._own.values())[place]
        if file is None:
            raise LookupError(place)
        return self._make(file, Weight(weight), oblique)

    # For other programs

    @property
    def own_files(self) -> tuple[Path, ...]:
        """The user's own font files; the bundled ones stand in `FILES`."""
        return tuple(dict.fromkeys(file.path.resolve() for file in self._own.values()))

    def has_own(self, family: str) -> bool:
        """Whether the user has given a file for what Word calls `family`."""
        return canonical(family) in self._own

    @property
    def fallback_families(self) -> tuple[str, ...]:
        """The families in which a character is looked for that the wanted font lacks, in that order."""
        own = (file.family for file in self._own.values())
        return tuple(dict.fromkeys((*(_regular(style).family for style in _FALLBACK), *own)))

    # Choosing

    def _find(self, family: str, bold: bool, italic: bool) -> Face:
        key = canonical(family)
        if key not in self._own:
            return self._styled(style_of(family), bold, italic)
        bold_file = self._own.get(key + _BOLD_SUFFIX) if bold else None
        return self._make(bold_file or self._own[key], Weight.of(bold, bold_file), italic)

    def _styled(self, style: Style, bold: bool, italic: bool) -> Face:
        if style is Style.SONG_TITLE:
            style, bold = Style.SONG, True
        bold_file = _bundled(f"{style.value}-Bold") if bold else None
        return self._make(bold_file or _regular(style), Weight.of(bold, bold_file), italic)

    def _make(self, file: TrueTypeFile, weight: Weight, oblique: bool) -> Face:
        key = (file, weight, oblique)
        if key not in self._faces:
            self._faces[key] = Face(_font_name(file), file, weight, oblique=oblique)
        return self._faces[key]

    def _face_for(self, char: str, face: Face) -> Face:
        if face.has(char):
            return face
        return next((other for other in self._others(face) if other.has(char)), face)

    def _others(self, face: Face) -> Iterator[Face]:
        thickened = Weight.of(face.bold, None)
        for style in _FALLBACK:
            if face.bold:
                yield self._styled(style, True, face.oblique)
            yield self._make(_regular(style), thickened, face.oblique)
        for file in self._own.values():
            yield self._make(file, thickened, face.oblique)


def _own_key(family: str) -> str:
    name = family.strip()
    if name.casefold().endswith(_BOLD_SUFFIX):
        return canonical(name[: -len(_BOLD_SUFFIX)]) + _BOLD_SUFFIX
    return canonical(name)


@cache
def _font_name(file: TrueTypeFile) -> str:
    """A name for `file` that no other file has: a user's own copy of a font must not be taken for another."""
    if file.path.parent == FILES:
        return file.path.stem
    return f"{file.name}-{hashlib.sha256(file.data).hexdigest()[:8]}"


def _fault(family: str, path: Path, error: OSError | UnusableFontError) -> Fault:
    if isinstance(error, OSError):
        problem = message("The font file for “{family}” cannot be read: {reason}", family=family, reason=reason(error))
        mend = message("Correct the path under [fonts] in docgen.toml.")
    elif error.reason == "cff":
        problem = message("The font file for “{family}” has PostScript outlines (CFF)", family=family)
        mend = message("Name a TrueType font (.ttf or .ttc); most .otf files cannot be embedded.")
    elif error.reason == "locked":
        problem = message("The font file for “{family}” may not be embedded: its makers forbid it", family=family)
        mend = message("Name a font whose licence allows embedding.")
    else:
        problem = message("The font file for “{family}” is not a whole TrueType font", family=family)
        mend = message("Copy the file again, or name another .ttf or .ttc file.")
    return Fault(problem, mend, file=path)
