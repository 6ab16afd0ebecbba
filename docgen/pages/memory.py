"""Remembers what was made, by what it was made from, and forgets what nobody has asked for in a while."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Memory(Generic[K, V]):
    """At most twice `size` values, in two generations.

    When the younger is full, the older is dropped and the younger takes its place; what is asked for becomes young
    again. So what comes back again and again stays, at no more cost than a look into a dictionary.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """The value of `key`; None where it is not known."""
        value = self._young.get(key)
        if value is None and (value := self._old.get(key)) is not None:
            self.keep(key, value)
        return value

    def keep(self, key: K, value: V) -> None:
        """Remember a value, which is not None."""
        if len(self._young) >= self._size:
            self._old, self._young = self._young, {}
        self._young[key] = value
