"""Turns parts into the zip file that a .docx is (PKWARE's APPNOTE 6.3.10, the subset of ISO/IEC 21320-1).

The same parts give the same bytes: entries carry one fixed time, and no system's or user's marks. What a template
brings along unchanged (styles, theme, fonts: most of a file) is compressed once a process, however many files hold it;
the standard library's `zipfile` would compress it for each, and takes as long again for its own bookkeeping. Not done
here: files beyond 4 GB or 65,535 parts, which `read_package` has refused.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Container, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION: Final = 20  # 2.0: deflate
_UTF_8_NAME: Final = 1 << 11
_STORED, _DEFLATED = 0, 8
_EPOCH: Final = (0, 1 << 5 | 1)  # the earliest moment that a zip can tell: 1980-01-01 00:00
_READABLE_BY_OWNER: Final = 0o600 << 16
_LEVEL: Final = 4  # of zlib: a third faster than the usual 6, and 3 % larger
_PICTURES: Final = (".png", ".jpg", ".jpeg")
_KEPT_PARTS: Final = 512
"""Of about 5 KB each; a form pack has about a hundred, half of them in several templates."""


class _Data(NamedTuple):
    """What stands behind an entry's header."""

    method: int
    checksum: int
    packed: bytes
    size: int


def zipped(parts: Mapping[str, bytes], unchanged: Container[str]) -> bytes:
    """A zip of `parts` in their order; pictures are stored as they are. `unchanged` names those worth remembering."""
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for part, content in parts.items():
        if part.endswith(_PICTURES):
            data = _Data(_STORED, zlib.crc32(content), content, len(content))
        else:
            data = _deflated_once(content) if part in unchanged else _deflated(content)
        name = part.encode()
        figures = (
            *(_VERSION, 0 if part.isascii() else _UTF_8_NAME, data.method, *_EPOCH),
            *(data.checksum, len(data.packed), data.size, len(name), 0),
        )
        body += (_LOCAL.pack(b"PK\3\4", *figures), name, data.packed)
        directory += (_CENTRAL.pack(b"PK\1\2", _VERSION, *figures, 0, 0, 0, _READABLE_BY_OWNER, offset), name)
        offset += _LOCAL.size + len(name) + len(data.packed)
    end = _END.pack(b"PK\5\6", 0, 0, len(parts), len(parts), sum(map(len, directory)), offset, 0)
    return b"".join((*body, *directory, end))


def _deflated(content: bytes) -> _Data:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return _Data(_DEFLATED, zlib.crc32(content), packer.compress(content) + packer.flush(), len(content))


_deflated_once = lru_cache(maxsize=_KEPT_PARTS)(_deflated)
