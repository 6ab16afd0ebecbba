"""Writes all templates of the house style into the form packs."""

from __future__ import annotations

from pathlib import Path

from docgen.word.house.package import Template

from . import agreement, front, plan, work

FORMS = Path(__file__).resolve().parents[2] / "forms"


def templates() -> dict[str, Template]:
    """Every template by its path below `forms/`."""
    shared = {"cover": front.cover(), "control": front.control(), "findings": front.findings()}
    pack = {
        "plan": plan.plan(),
        "responsibilities": plan.responsibilities(),
        "raci": plan.raci(),
        "process": work.process(),
        "schedule": work.schedule(),
        "resources": work.resources(),
        "risks": work.risks(),
        "review": agreement.review(),
        "signing": agreement.signing(),
        "publication": agreement.publication(),
    }
    return {
        **{f"shared/{name}.docx": template for name, template in shared.items()},
        **{f"seven-step-plan/{name}.docx": template for name, template in pack.items()},
    }


def main() -> None:
    """Write the files and say so."""
    for path, template in templates().items():
        target = FORMS / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(template.to_docx())
        print(f"{target.relative_to(FORMS.parent)}  {target.stat().st_size:,} bytes")


main()
