"""The fixtures of the archive's tests."""

from small_archive import archive, keep

__all__ = ["archive", "keep"]
