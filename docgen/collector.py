"""Keeps Python's garbage collector out of the way while something large is made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no garbage be collected until the end of the block, or of the function that this decorates.

    A build makes some hundred thousand objects, hardly a cycle among them, and lets go of them at its end; looking
    through them again and again takes a twentieth of its time. Around a function, which has let go of its own when the
    collector comes back, it saves most.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
