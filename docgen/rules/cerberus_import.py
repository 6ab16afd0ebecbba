"""Imports Cerberus without what it never uses.

To know its own version, which nobody asks it for, it imports `importlib.metadata`, and with that the packages for mail
and sockets: as long again as all the rest of checking takes to import (20 ms). Here it is told that it is not installed
as a package, and calls its version unknown. Everything from Cerberus comes through this module.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

_METADATA = "importlib.metadata"


class _NothingInstalled(ModuleType):
    """Stands in for `importlib.metadata`."""

    PackageNotFoundError = LookupError

    def version(self, name: str) -> str:
        """Say, as where a package is not installed, that there is no version."""
        raise LookupError(name)


@contextmanager
def _without_metadata() -> Iterator[None]:
    if _METADATA in sys.modules:  # then it costs nothing any more
        yield
        return
    sys.modules[_METADATA] = _NothingInstalled(_METADATA)
    try:
        yield
    finally:
        del sys.modules[_METADATA]


with _without_metadata():
    from cerberus import TypeDefinition, Validator, errors
    from cerberus.errors import BaseErrorHandler, ValidationError
    from cerberus.schema import UnvalidatedSchema

__all__ = ["BaseErrorHandler", "TypeDefinition", "UnvalidatedSchema", "ValidationError", "Validator", "errors"]
