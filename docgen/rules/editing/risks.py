"""Rules on risks and the budget (S4-5, S1-4)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.messages import Text, message
from docgen.rules.editing.duties import unlisted
from docgen.rules.model import Severity
from docgen.rules.normal import shown
from docgen.rules.plan import Plan
from docgen.rules.registry import Breach, rule
from docgen.rules.wording import is_checkable, vague_words_in

_USUAL_CONTINGENCY = 0.10
"""The share of the budget that S1-4 and S2 call usual."""

_ANSWERS_TO_A_RISK = {"measure": Text("应对措施", "response measure"), "trigger": Text("触发条件", "trigger")}


@rule("K1", Severity.ERROR, "S4-5", needs=("risks.responsible",), trusts=("departments.name",))
def risks_have_listed_departments(plan: Plan) -> Iterator[Breach]:
    """A listed department is responsible for each risk."""
    if not plan.values["risks"]:
        yield Breach(("risks",), message("No risk is named"), message("Name at least one risk."))
    for index, row in plan.rows("risks"):
        if plan.roster.unlisted(row["responsible"]):
            yield Breach(("risks", index, "responsible"), *unlisted(row["responsible"], plan))


@rule(
    "K1",
    Severity.ERROR,
    "S4-5",
    needs=("risks.risk", "risks.impact", "risks.probability", "risks.measure", "risks.trigger"),
)
def grave_risks_are_prepared_for(plan: Plan) -> Iterator[Breach]:
    """A risk of high impact or probability has a measure and a trigger; the others should."""
    for index, row in plan.rows("risks"):
        grave = "high" in (row["impact"], row["probability"])
        for column, label in _ANSWERS_TO_A_RISK.items():
            if row[column]:
                continue
            name = shown(row["risk"] or "…")
            problem = message("The risk “{name}” has no {what}", name=name, what=label)
            if grave:
                problem = message("The risk “{name}” is high and has no {what}", name=name, what=label)
            severity = Severity.ERROR if grave else Severity.WARNING
            yield Breach(("risks", index, column), problem, message("Add the {what}.", what=label), severity)


@rule("K2", Severity.WARNING, "S4-5", needs=("risks.trigger",))
def triggers_can_be_checked(plan: Plan) -> Iterator[Breach]:
    """A trigger holds a number, a date or a named event. Where it is vague, G2 has said so."""
    for index, row in plan.rows("risks"):
        trigger = row["trigger"]
        if trigger and not is_checkable(trigger) and not any(vague_words_in(trigger)):
            problem = message("Nobody can check “{trigger}”: it names no number, date or event", trigger=shown(trigger))
            mend = message("Write for example {example}.", example="到货晚于计划 3 天")
            yield Breach(("risks", index, "trigger"), problem, mend)


@rule("K3", Severity.WARNING, "S1-4, S2", needs=("budget.total", "budget.contingency"))
def budget_has_a_contingency(plan: Plan) -> Iterator[Breach]:
    """A budget states a contingency of at least 10 % of its total."""
    budget = plan.values["budget"]
    total, contingency = budget["total"], budget["contingency"]
    if not isinstance(total, int | float) or total <= 0:
        return
    path = ("budget", "contingency")
    mend = message(
        "Set aside at least {amount} (10 % of {total}).",
        amount=_amount(total * _USUAL_CONTINGENCY),
        total=_amount(total),
    )
    if contingency is None:
        yield Breach(path, message("The budget of {total} states no contingency", total=_amount(total)), mend)
    elif contingency / total < _USUAL_CONTINGENCY - 1e-9:
        share = f"{contingency / total * 100:.3g} %"
        problem = message(
            "The contingency of {amount} is {share} of the budget", amount=_amount(contingency), share=share
        )
        yield Breach(path, problem, mend)


def _amount(value: float) -> str:
    """`value` as people write it: 12345678 and 0.3, not 1.23457e+07 and 0.30000000000000004."""
    return f"{value:.12g}"
