"""Turns what one process has for the other into bytes and back, but for what both have: faces and form packs.

The bytes are pickled, which is safe between a process and its own child and nowhere else.
"""

from __future__ import annotations

import copyreg
import io
import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from docgen.partner.model import Desk

if TYPE_CHECKING:
    from docgen.fonts import Face
    from docgen.form.model import DocumentSpec, FormPack


class StalePackError(Exception):
    """A form pack is not what it is in the other process: somebody has changed its files meanwhile."""


def packed(thing: object, desk: Desk) -> bytes:
    """`thing` for the process that has the same `desk`."""
    from docgen.fonts import Face
    from docgen.form.model import FormPack

    out = io.BytesIO()
    pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    # Faces and packs are told by their keys. Unlike `persistent_id`, this asks nothing of all the other objects.
    pickler.dispatch_table = copyreg.dispatch_table | {
        Face: lambda face: (face_of, desk.fonts.key_of(face)),
        FormPack: lambda pack: (pack_of, (pack.key, pack.folder, pack.digest, pack.documents)),
    }
    pickler.dump(thing)
    return out.getvalue()


def unpacked(data: bytes, desk: Desk) -> Any:
    """What the other process `packed`. Raises StalePackError, and what loading a form pack raises."""
    return _Unpacker(io.BytesIO(data), desk).load()


def face_of(font: str | int, weight: str, oblique: bool) -> NoReturn:
    """Stands for what `_Unpacker` knows: the face of these fonts that this key tells of."""
    raise NotImplementedError


def pack_of(key: str, folder: Path, digest: str, documents: tuple[DocumentSpec, ...]) -> NoReturn:
    """Stands for what `_Unpacker` knows: the form pack."""
    raise NotImplementedError


class _Unpacker(pickle.Unpickler):
    def __init__(self, source: io.BytesIO, desk: Desk) -> None:
        super().__init__(source)
        self._desk = desk

    def find_class(self, module: str, name: str) -> Any:
        """What bytes mean by a name: the two functions that need the desk are given it."""
        if module == __name__:
            return {face_of.__name__: self._face, pack_of.__name__: self._pack}[name]
        return super().find_class(module, name)

    def _face(self, *key: Any) -> Face:
        return self._desk.fonts.face_of(key)

    def _pack(self, key: str, *told: object) -> FormPack:
        pack = self._desk.packs.load(key)
        if (pack.folder, pack.digest, pack.documents) != told:
            raise StalePackError(key)
        return pack
