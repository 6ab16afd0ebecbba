"""What an editing rule is, and the list of all of them.

A rule is a pure function from a `Plan` to `Breach`es, registered with its id, severity, source and the fields it reads.
It applies wherever a pack has those fields. One id may be registered more than once: T1 speaks of phases and of tasks,
and a pack may have the one without the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

from docgen.answers.model import KeyPath
from docgen.messages import Message
from docgen.rules.model import Severity
from docgen.rules.plan import Plan


class Breach(NamedTuple):
    """Where a rule is broken, what is wrong with the values named, and how to mend it.

    `severity` is given only where it differs from the rule's own.
    """

    path: KeyPath
    problem: Message
    mend: Message
    severity: Severity | None = None


Check: TypeAlias = Callable[[Plan], Iterable[Breach]]


class EditingRule(NamedTuple):
    """One rule of the standard (domain.md, section 3).

    `needs` are the fields it judges: it is left out where the pack lacks one, or where one as a whole is missing or of
    the wrong type, which the structural check has told. `trusts` are columns that it looks names up in: it is left out
    where any row has a fault there, since what it would find could be the echo of that fault.
    """

    id: str
    severity: Severity
    source: str
    check: Check
    needs: tuple[str, ...]
    trusts: tuple[str, ...] = ()


RULES: list[EditingRule] = []
"""All rules, in the order of registration. Importing `docgen.rules.editing` fills it."""


def rule(
    rule_id: str, severity: Severity, source: str, *, needs: tuple[str, ...], trusts: tuple[str, ...] = ()
) -> Callable[[Check], Check]:
    """Register the function as (a part of) the rule `rule_id`. Fields read `goals` or `archive.directory`."""

    def register(check: Check) -> Check:
        RULES.append(EditingRule(rule_id, severity, source, check, needs, trusts))
        return check

    return register
