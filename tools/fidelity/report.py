"""Writes what came of a run: an HTML page with pictures, and a table for the terminal."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from .compare import FIXTURES, TEMPLATES, Comparison, Goal
from .pictures import Drawn, Trio, draw
from .result import Result

_ORDER = ("missed", "on purpose", "pass")
_HEADINGS = (
    "Verdict",
    "Plan",
    "Document",
    "Pages",
    "Text",
    "Lines alike",
    "Across",
    "Down",
    "Ink elsewhere",
    "Goal",
    "Remark",
)
_STYLE = """
body { font: 14px/1.5 sans-serif; margin: 24px; color: #222 }
table { border-collapse: collapse } td, th { border: 1px solid #bbb; padding: 2px 8px; text-align: left }
th { background: #eee; cursor: pointer } td.number { text-align: right }
.missed { background: #f8d0d0 } .on.purpose { background: #fdf0c8 } .pass { background: #d8f0d8 }
figure { display: inline-block; margin: 4px; width: 32% } figure img { width: 100%; border: 1px solid #999 }
summary { cursor: pointer; font-size: 16px; margin-top: 12px } li { font-family: monospace }
@media print { th { cursor: auto } details { break-inside: avoid } }
"""
_SORT = """
for (const [column, head] of document.querySelectorAll("th").entries()) head.onclick = () => {
  const body = document.querySelector("tbody"), turned = head.dataset.turned = head.dataset.turned === "1" ? "0" : "1";
  const told = row => row.cells[column].dataset.value ?? row.cells[column].textContent;
  const rows = [...body.rows].sort((a, b) => told(a).localeCompare(told(b), undefined, {numeric: true}));
  body.append(...(turned === "1" ? rows : rows.reverse()));
};
"""
_NUMBERS = (3, 5, 6, 7, 8)
_MOST_LINES = 40
"""Lines without a partner that are listed for each document."""


def ordered(results: Sequence[Result]) -> list[Result]:
    """What is missed first, and of each verdict the least alike first."""
    return sorted(results, key=lambda result: (_ORDER.index(result.verdict), _share(result), result.sample.name))


def write(results: Sequence[Result], folder: Path) -> Path:
    """Write the report into `folder`; the pictures of an earlier one are replaced. Returns the page to open."""
    pictures = folder / "pages"
    pictures.mkdir(parents=True, exist_ok=True)
    for old in pictures.glob("*.png"):
        old.unlink()
    told = ordered(results)
    drawn = [draw(each.here.pdf, each.there.pdf, pictures, f"{number:03d}") for number, each in enumerate(told, 1)]
    parts = [_part(result, number, drawn[number - 1].pages) for number, result in enumerate(told, 1)]
    page = folder / "index.html"
    head = f"<!doctype html><html lang='en'><meta charset='utf-8'><title>Fidelity</title><style>{_STYLE}</style>"
    body = f"<h1>docgen's pages beside LibreOffice's</h1><p>{html.escape(' · '.join(map(str, totals(results))))}</p>"
    page.write_text(head + body + _table(told, drawn) + "".join(parts) + f"<script>{_SORT}</script>", encoding="utf-8")
    return page


class Total(NamedTuple):
    """What came of all templates, or of all fixtures; those that differ on purpose are counted apart.

    `lines` and `alike` are those of the others.
    """

    kind: str
    goal: Goal
    verdicts: Counter[str]
    lines: int
    alike: int

    @property
    def is_reached(self) -> bool:
        """Whether no document misses the goal, nor all of them together."""
        return not self.verdicts["missed"] and self.alike >= self.goal.together * self.lines

    def __str__(self) -> str:
        """The total in a line."""
        share = f"{100 * self.alike / self.lines:.2f} %" if self.lines else "none"
        apart = f", {self.verdicts['on purpose']} differ on purpose" if self.verdicts["on purpose"] else ""
        return (
            f"{self.kind}: {self.verdicts['pass']} of {self.verdicts.total()} pass, {self.verdicts['missed']} miss"
            f" their goal{apart}; {share} of {self.lines} lines broken alike (goal {100 * self.goal.together:.0f} %)"
        )


def totals(results: Sequence[Result]) -> list[Total]:
    """What came of all templates, and of all fixtures."""
    kinds = (
        Total("templates", TEMPLATES, Counter(), 0, 0),
        Total("fixtures", FIXTURES, Counter(), 0, 0),
    )
    for result in results:
        total = kinds[result.sample.is_fixture]
        total.verdicts[result.verdict] += 1
    return [_counted(total, [result for result in results if result.goal is total.goal]) for total in kinds]


def _counted(total: Total, results: Sequence[Result]) -> Total:
    compared = [result.comparison for result in results if result.comparison and result.verdict != "on purpose"]
    return total._replace(lines=sum(max(each.lines) for each in compared), alike=sum(each.alike for each in compared))


def table(results: Sequence[Result]) -> Iterator[str]:
    """The table for the terminal, a line a document."""
    for result in ordered(results):
        *cells, _, _ = _cells(result)
        verdict, plan, name, pages, text, *figures = cells
        measured = " ".join(f"{figure:>8}" for figure in figures)
        remark = "; ".join(result.missed)
        yield f"{verdict:10} {plan:20} {name:44} {pages:>6} {text:9} {measured}  {remark}".rstrip()


def _cells(result: Result) -> tuple[str, ...]:
    sample, found, goal = result.sample, result.comparison, result.goal
    asked = f"{100 * goal.alike:.0f} %, {goal.shift:.0f} mm"
    remark = "; ".join([*result.missed, *([sample.reason] if sample.reason else [])])
    if found is None:
        return (result.verdict, sample.group, sample.name, "", "", "", "", "", asked, remark)
    measured = (
        f"{found.pages[0]}" if found.pages[0] == found.pages[1] else f"{found.pages[0]}/{found.pages[1]}",
        "equal" if found.same_text else "differs",
        f"{100 * found.share:.1f} %",
        f"{found.across.across:.2f} mm",
        f"{found.down.down:.2f} mm",
    )
    return (result.verdict, sample.group, sample.name, *measured, asked, remark)


def _table(results: Sequence[Result], drawn: Sequence[Drawn]) -> str:
    head = "".join(f"<th>{heading}</th>" for heading in _HEADINGS)
    rows = []
    for number, result in enumerate(results, 1):
        *measured, goal, remark = (html.escape(cell) for cell in _cells(result))
        cells = [*measured, f"{100 * drawn[number - 1].elsewhere:.2f} %", goal, remark]
        cells[2] = f"<a href='#d{number}'>{cells[2]}</a>"
        number_class = dict.fromkeys(_NUMBERS, " class='number'")
        written = "".join(f"<td{number_class.get(place, '')}>{cell}</td>" for place, cell in enumerate(cells))
        rows.append(f"<tr class='{result.verdict}'>{written}</tr>")
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _part(result: Result, number: int, trios: Sequence[Trio]) -> str:
    """One document: what is missed, the lines without a partner, the pictures."""
    title = html.escape(f"{result.sample.group}: {result.sample.name} – {result.verdict}")
    notes = "".join(f"<li>{html.escape(note)}</li>" for note in result.missed)
    reason = f"<p>On purpose: {html.escape(result.sample.reason)}</p>" if result.sample.reason else ""
    figures = "".join(_figures(trio, place) for place, trio in enumerate(trios, 1))
    is_open = " open" if result.verdict == "missed" else ""
    alone = _alone(result.comparison) if result.comparison else ""
    return (
        f"<details id='d{number}'{is_open}><summary class='{result.verdict}'>{title}</summary>"
        f"{reason}<ul>{notes}{alone}</ul>{figures}</details>"
    )


def _alone(comparison: Comparison) -> str:
    told = []
    for whose, lines in (("docgen only", comparison.ours), ("LibreOffice only", comparison.theirs)):
        told += [f"{whose}, page {line.page + 1}: {line.text}" for line in lines[:_MOST_LINES]]
    return "".join(f"<li>{html.escape(line)}</li>" for line in told)


def _figures(trio: Trio, page: int) -> str:
    names = ("docgen", "LibreOffice", "difference: red docgen, blue LibreOffice")
    return "".join(
        f"<figure><img loading='lazy' src='pages/{file.name}' alt='{name}'>"
        f"<figcaption>page {page}, {name}</figcaption></figure>"
        for file, name in zip(trio, names, strict=True)
    )


def _share(result: Result) -> float:
    return result.comparison.share if result.comparison else 0.0
