"""Does work aside: in a second thread, while the one that asked for it goes on.

That helps where Python itself is not needed, as in compressing: then two processor cores are at work. There is one such
thread; what it has not begun when it is waited for is done by whoever waits. Where no core is left over, as in a batch
with a process for each, a second thread would only get in the way: `on_one_core`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, partial
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")

_one_core: ContextVar[bool] = ContextVar("one_core", default=False)


def aside(work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> Callable[[], _T]:
    """Have `work` done aside. What this gives waits for the result, gives it, and raises what the work raised."""
    here = cache(partial(work, *args, **kwargs))
    if _one_core.get():
        return here
    there = _thread().submit(work, *args, **kwargs)
    return lambda: here() if there.cancel() else there.result()


@contextmanager
def on_one_core() -> Iterator[None]:
    """What is asked for meanwhile is done where it is waited for, in the same thread."""
    token = _one_core.set(True)
    try:
        yield
    finally:
        _one_core.reset(token)


@cache
def _thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="docgen-aside")


if hasattr(os, "register_at_fork"):  # a child has none of its parent's threads: it makes its own
    os.register_at_fork(after_in_child=_thread.cache_clear)
