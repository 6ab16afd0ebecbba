"""`docgen forms new`: the first version of a form pack."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docgen.cli.console import Console

_TITLE = "协作方案"
"""What a pack is called until its author says otherwise."""
_FORMS = Path("forms")


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Start a pack, or write the templates that one lacks; say what was written and how to go on."""
    from docgen.authoring.starting import start_pack
    from docgen.cli.opening import open_settings
    from docgen.form import bundled_forms

    folder: Path | None = arguments.folder or arguments.forms
    arguments.forms = None if arguments.forms and not arguments.forms.exists() else arguments.forms
    settings = open_settings(arguments, console)
    folder = folder or settings.forms or _FORMS
    forms = (folder, *([settings.forms] if settings.forms else []), bundled_forms())
    started = start_pack(arguments.pack, arguments.title or _TITLE, folder, forms)
    for file in started.files:
        console.print(console.good(console.say("Written: {file}", file=file)))
    if not started.files:
        console.print(console.say("Every document of {pack} has its template already.", pack=arguments.pack))
        return 0
    option = f"--forms {folder}"
    for command in ("forms check", "preview"):
        console.print(console.say("Go on with: {command}", command=f"docgen {command} {arguments.pack} {option}"))
    return 0
