"""The fixtures of the end-to-end tests."""

from desk import desk, own_pack

__all__ = ["desk", "own_pack"]
