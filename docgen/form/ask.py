"""How the questionnaire asks for a field: what stands under `meta.ask`, as values. Nothing is evaluated here.

An expression says where a proposed value comes from: other answers, the day, the settings. Expressions are named
tuples, so that one walk over nested tuples finds every reference in them.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from docgen.messages import Text

if TYPE_CHECKING:
    from docgen.form.model import Field

SETTINGS = ("archive.retention_years", "organisation.name", "organisation.number_prefix")
"""The settings of docgen.toml that an expression may name."""
OFFERS = ("organisation.departments",)
"""The tables of docgen.toml whose rows a table may offer."""
OCCASION = "occasion"
"""The field by whose value examples differ."""


class Origin(enum.Enum):
    """From where a reference counts; the value is how it is written before the first key."""

    PLAN = ""
    ROW = "."
    AROUND = ".."
    BEFORE = "^."


class Reference(NamedTuple):
    """A place in the answers: `start`, `departments.name`, `.end` of this row, `..decision` of the row around it.

    `^.end` is that of the row before. A reference through a table stands for that column of all its rows.
    """

    origin: Origin
    keys: tuple[str, ...]

    def __str__(self) -> str:
        return self.origin.value + ".".join(self.keys)


class Literal(NamedTuple):
    """The value itself, in normal form but for dates, which are texts."""

    value: Any


class Condition(NamedTuple):
    """A row counts where its `column` holds (one of) what `value` gives; a column of lists where it contains it."""

    column: str
    value: Expression


class From(NamedTuple):
    """What stands at `reference`, of the rows that meet every condition."""

    reference: Reference
    where: tuple[Condition, ...] = ()


class Unmet(NamedTuple):
    """The first name at `reference` that the column in question does not have yet."""

    reference: Reference


class Today(NamedTuple):
    """The day, or the year or quarter of the day that comes `months_later`."""

    part: str = "day"
    months_later: int = 0


class Period(NamedTuple):
    """The first or last working day of the year or quarter that the field `period` names; `edge` is start or end."""

    edge: str


class Setting(NamedTuple):
    """A value of docgen.toml; one of SETTINGS."""

    name: str


class Share(NamedTuple):
    """So many per cent of the number at `of`."""

    percent: float
    of: Reference


class Count(NamedTuple):
    """How many values there are at `of`."""

    of: Reference


class Later(NamedTuple):
    """So many working days after the day that `day` gives."""

    day: Expression
    workdays: int


class Extreme(NamedTuple):
    """The latest, or the earliest, of all the days that the expressions give."""

    days: tuple[Expression, ...]
    latest: bool


class Template(NamedTuple):
    """A text with references; nothing where one gives nothing. A part in brackets, `Droppable`, drops out by itself."""

    parts: tuple[str | Reference | Droppable, ...]


class Droppable(NamedTuple):
    """The part of a Template that may be left out."""

    parts: tuple[str | Reference, ...]


class FirstThen(NamedTuple):
    """One value for the first row of a table, another for the rows after it."""

    first: Expression | None
    then: Expression | None


class FirstOf(NamedTuple):
    """The first of the expressions that gives something."""

    expressions: tuple[Expression, ...]


class By(NamedTuple):
    """The expression that belongs to the value of `subject`, in normal form as text; otherwise `otherwise`."""

    subject: Expression
    cases: tuple[tuple[str, Expression], ...]
    otherwise: Expression | None


Expression: TypeAlias = (
    Literal
    | From
    | Unmet
    | Today
    | Period
    | Setting
    | Share
    | Count
    | Later
    | Extreme
    | Template
    | FirstThen
    | FirstOf
    | By
)

RowTemplate: TypeAlias = tuple[tuple[str, Expression], ...]
"""Columns of a row to begin with, each with what it holds."""


class Each(NamedTuple):
    """One row for every row of another table that meets the conditions; `.x` in `row` is a column of that other row."""

    table: Reference
    where: tuple[Condition, ...]
    row: RowTemplate


Rows: TypeAlias = tuple[RowTemplate, ...] | Each
NO_ROWS: Rows = ()


class When(NamedTuple):
    """A field is asked for only where `reference` holds one of `values`; any value does where there are none."""

    reference: Reference
    values: tuple[Any, ...]


class Ask(NamedTuple):
    """How a field is asked for. docs/form-packs.md explains each part.

    `choices` are columns whose values are offered, `options` texts that are, `without` places whose values are not;
    `others`: something else may be typed; `typed`: something else usually is, so that what is offered only completes
    the line. `rows` begin an empty table, `offer` names rows of docgen.toml to pick from.
    `whether` is the question by which an optional field is left out as a whole. `before` names the column of the same
    table that this one is asked before. `separators` are the characters that, beside ； ; and line breaks, separate the
    entries of a list that is typed in one line. `derived`: left out, the program makes it.
    """

    choices: tuple[Reference, ...] = ()
    options: tuple[str, ...] = ()
    without: tuple[Reference, ...] = ()
    others: bool = False
    typed: bool = False
    default: Expression | None = None
    rows: Rows = NO_ROWS
    offer: str | None = None
    when: tuple[When, ...] = ()
    whether: Text | None = None
    before: str | None = None
    separators: str = ""
    derived: bool = False
    examples: Mapping[str, Any] = {}


NOTHING_SAID = Ask()


def asking_order(columns: Mapping[str, Field]) -> tuple[str, ...]:
    """The keys of `columns` in the order in which they are asked: as they stand, but for those with `before`."""
    order = list(columns)
    for key, column in columns.items():
        before = column.ask.before
        if before is not None and before in columns and before != key:
            order.remove(key)
            order.insert(order.index(before), key)
    return tuple(order)


def references(node: object) -> Iterator[Reference]:
    """Every reference in an expression or any tuple of them."""
    if isinstance(node, Reference):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from references(part)
