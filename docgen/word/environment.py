"""The Jinja environment in which templates are filled: sandboxed, escaping, and strict about names.

An answer is data: whatever it holds appears on paper as it was written. A line feed becomes `w:br`, a tab `w:tab`. What
could let an answer or a template out (`safe`, `autoescape`, attributes with underscores, includes) is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from docgen.word.printing import FILTERS, printed

_BUILT_IN: Final = (
    *("abs", "batch", "count", "default", "dictsort", "first", "float", "groupby", "int", "join", "last", "length"),
    *("list", "lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse", "round", "select"),
    *("selectattr", "slice", "sort", "string", "sum", "trim", "truncate", "unique", "upper"),
)


TOO_DEEP: Final = (SyntaxError, RecursionError, MemoryError)
"""What Python raises when more stands inside one another in a tag than it compiles."""


class _Environment(ImmutableSandboxedEnvironment):
    """A field goes before a method: `row.items` is the answer, not what Python calls so."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, (dict, Mapping)) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """The one environment of this process."""
    made = _Environment(autoescape=True, undefined=StrictUndefined, finalize=printed, cache_size=0)
    made.filters = {name: made.filters[name] for name in _BUILT_IN} | dict(FILTERS)
    made.globals = {"range": made.globals["range"]}
    return made
