"""Asks at the end of a step, where the rules are held against it, and at the end of the plan."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.questionnaire.accepting import pending_fields
from docgen.questionnaire.places import MARK, place_for, step_of
from docgen.questionnaire.prompts import Choice, Given, Key, Question
from docgen.questionnaire.turns import Desk, Ending, Goto, Onward, Spot, Turn, key_of
from docgen.rules.model import Finding, Severity
from docgen.yaml12 import KeyPath

_LATER = object()


def ask_step_end(desk: Desk, spot: Spot) -> Turn:
    """Tell what the rules say of the step; where they say nothing, go on without a question."""
    sheet, screen = desk.sheet, desk.screen
    number = step_of(spot.path, sheet)
    findings = _findings_of(desk, number)
    if not findings:
        screen.good(desk.say("{step}: nothing to mend.", step=screen.step_name(number, sheet.pack)))
        return Onward.NEXT
    screen.findings(findings)
    given = desk.asker.choose(
        Question(desk.say("findings in this step ({count})", count=len(findings))),
        [*_mends(desk, findings), Choice(_LATER, desk.say("later: go on"), key="f")],
        findings[0] if findings[0].severity is Severity.ERROR else _LATER,
    )
    if not isinstance(given, Given):
        return key_of(given)
    return Onward.NEXT if given.value is _LATER else _mend(desk, given.value, Spot(spot.path, spot.then))


def _findings_of(desk: Desk, number: int) -> list[Finding]:
    """What the rules say of the fields of a step: those of this step and of earlier ones count as complete."""
    sheet = desk.sheet
    past = {key for step in sheet.pack.steps[: number + 1] for key in step.fields}
    pending = pending_fields(sheet, (MARK,)) - past
    fields = sheet.pack.steps[number].fields
    found = [finding for finding in sheet.findings(pending) if finding.key_path[:1] and finding.key_path[0] in fields]
    return sorted(found, key=lambda finding: finding.severity is not Severity.ERROR)


def _mends(desk: Desk, findings: Sequence[Finding]) -> list[Choice]:
    return [
        Choice(finding, desk.say("mend {number} now", number=number), desk.screen.place_in_step(finding))
        for number, finding in enumerate(findings, 1)
    ]


def _mend(desk: Desk, finding: Finding, then: Spot) -> Turn:
    """Go to where the finding is mended; a key that the pack does not have is deleted here."""
    path = finding.key_path
    if path and desk.sheet.pack.field_at(path) is None:
        return _delete_unknown(desk, path, then)
    return Goto(Spot(place_for(path, desk.sheet), then, "once"))


def _delete_unknown(desk: Desk, path: KeyPath, then: Spot) -> Turn:
    given = desk.asker.confirm(Question(desk.say("Delete “{key}” from the file?", key=str(path[-1]))), False)
    if not isinstance(given, Given) and given is not Key.BACK:
        return key_of(given)
    if given == Given(True) and desk.sheet.written(path) is not None:
        desk.sheet.document.remove(path)
    return Goto(then)


def ask_end(desk: Desk, spot: Spot) -> Turn:
    """Show what the plan says and what is still wrong with it; then build it, or leave."""
    sheet, screen = desk.sheet, desk.screen
    findings = sheet.findings()
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if spot.adding:
        screen.overview(sheet)
    else:
        screen.summary(sheet)
    screen.findings(findings)
    given = desk.asker.choose(Question(desk.say("The plan")), _choices(desk, findings, bool(errors)), _likely(findings))
    match given:
        case Given(value=Finding()):
            return _mend(desk, given.value, Spot(spot.path, adding=True))
        case Given(value=Ending()):
            return _end(desk, given.value)
        case Given():
            return Goto(Spot(spot.path))
    return key_of(given)


def _choices(desk: Desk, findings: Sequence[Finding], has_errors: bool) -> list[Choice]:
    build = Choice(Ending.BUILD, desk.say("build the bundle and archive it"), key="b")
    choices = [] if has_errors else [build]
    return [
        *choices,
        Choice(Ending.DRAFT, desk.say("build a draft"), key="d"),
        Choice(Ending.LEFT, desk.say("save the plan and leave"), key="f"),
        Choice("again", desk.say("show the whole plan again"), key="v"),
        *_mends(desk, findings),
    ]


def _likely(findings: Sequence[Finding]) -> object:
    error = next((finding for finding in findings if finding.severity is Severity.ERROR), None)
    return error or Ending.BUILD


def _end(desk: Desk, ending: Ending) -> Ending:
    """The walk has come to its end: the file loses its mark."""
    desk.sheet.keep(None)
    return ending
