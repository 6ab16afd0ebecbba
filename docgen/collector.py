"""Keeps Python's garbage collector out of the way while something large is made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

_BLOCKS = count(1)
_BLOCKS_A_COLLECTION = 100
"""A build leaves some hundred small objects in cycles, most of them Cerberus's: 10 MB until they are looked for."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no garbage be collected until the end of the block, or of the function that this decorates.

    A build makes some hundred thousand objects, hardly a cycle among them, and lets go of them at its end; looking
    through them again and again takes a twentieth of its time. Around a function, which has let go of its own when the
    collector comes back, it saves most. What is left then is what is remembered for the next build: it goes to the
    oldest objects at once, without being looked through, which would take another fiftieth.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            _grow_old()
            gc.enable()


def _grow_old() -> None:
    """Move all objects to the oldest generation, and now and then look through that.

    `unfreeze` puts there what `freeze` took out of the others, so that nothing counts as young any more.
    """
    gc.freeze()
    gc.unfreeze()
    if next(_BLOCKS) % _BLOCKS_A_COLLECTION == 0:
        gc.collect()
