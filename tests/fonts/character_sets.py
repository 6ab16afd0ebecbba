"""The character sets that the bundled fonts must have."""

from pathlib import Path


def double_byte(codec):
    pairs = (bytes([first, second]) for first in range(0x81, 0xFF) for second in range(0x40, 0xFF))
    return {char for pair in pairs if len(char := pair.decode(codec, "ignore")) == 1 and char > "\x7f"}


def tgh():
    lines = (Path(__file__).parent / "tgh2013.txt").read_text(encoding="utf-8").splitlines()
    return [char for line in lines if not line.startswith("#") for char in line]
