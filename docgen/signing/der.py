"""Whether bytes are DER (ITU-T X.690): one value, whose parts fill it without a gap. Knows no meaning of a value.

Readers of signatures are lenient: what a wrong length lets in between two values, they pass over.
"""

from __future__ import annotations

_CONSTRUCTED = 0x20
_HIGH_TAG = 0x1F


def der_length(data: bytes) -> int:
    """How many bytes the first value takes, head included (8.1.3); more than there are where its length is no DER."""
    head, length = _head(data, 0)
    return head + length


def is_der(data: bytes) -> bool:
    """Whether `data` is one value, and every value inside a constructed one is too, to the last byte."""
    open_ends = [(0, len(data))]
    while open_ends:
        start, end = open_ends.pop()
        while start < end:
            head, length = _head(data, start)
            if data[start] == 0 or start + head + length > end:  # tag 0 is padding, or the end of what DER forbids
                return False
            if data[start] & _CONSTRUCTED:
                open_ends.append((start + head, start + head + length))
            start += head + length
    return bool(data) and der_length(data) == len(data)


def _head(data: bytes, start: int) -> tuple[int, int]:
    """The sizes of head and content; a content larger than any file where the length is not in shortest form (10.1)."""
    endless = 1 << 62
    if start + 2 > len(data) or data[start] & _HIGH_TAG == _HIGH_TAG:
        return 2, endless
    first = data[start + 1]
    if first < 0x80:
        return 2, first
    size = first & 0x7F
    length = int.from_bytes(data[start + 2 : start + 2 + size])
    is_shortest = 1 <= size <= 4 and length >= 0x80 and length.bit_length() > 8 * (size - 1)
    return 2 + size, length if is_shortest else endless
