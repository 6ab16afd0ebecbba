"""Makes the workshop of a run from the command's options and `docgen.toml`."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.errors import EnvironmentLackError, Fault, SettingsError
from docgen.messages import message
from docgen.settings import FILE_NAME, Settings, load_settings

if TYPE_CHECKING:
    from docgen.cli.console import Console
    from docgen.pages.choice import EngineChoice, EngineName
    from docgen.workshop import Workshop


def open_settings(arguments: argparse.Namespace, console: Console) -> Settings:
    """The settings file's values with the options over them; `console` then speaks the language they ask for.

    Raises SettingsError where the file or an option is wrong, EnvironmentLackError where file names cannot be Chinese.
    """
    _refuse_narrow_names()
    if arguments.config and not arguments.config.exists():
        problem = message("The settings file does not exist")
        raise SettingsError(Fault(problem, message("Check the path given with --config."), file=arguments.config))
    settings = load_settings(arguments.config or Path(FILE_NAME))
    if settings.language and not arguments.lang and not os.environ.get("DOCGEN_LANG"):
        console.speak("en" if settings.language == "en" else "zh")
    changes: dict[str, object] = {}
    if getattr(arguments, "output", None):
        changes["output"] = arguments.output.resolve()
    if getattr(arguments, "forms", None):
        changes["forms"] = arguments.forms.resolve()
    settings = dataclasses.replace(settings, **changes)  # type: ignore[arg-type]
    if settings.forms and not settings.forms.is_dir():
        problem = message("The folder with form packs does not exist")
        mend = message("Check the path given with --forms or, in docgen.toml, as “forms”.")
        raise SettingsError(Fault(problem, mend, file=settings.forms))
    return settings


def _refuse_narrow_names() -> None:
    try:
        os.fsencode("协作计划")
    except UnicodeEncodeError as error:
        problem = message("File names cannot hold Chinese in this environment ({encoding})", encoding=error.encoding)
        mend = message("Set the environment variable PYTHONUTF8=1, or LANG=C.UTF-8.")
        raise EnvironmentLackError(Fault(problem, mend)) from error


def open_workshop(arguments: argparse.Namespace, console: Console) -> Workshop:
    """Open what the plans of this run share."""
    from docgen.charts import glyphs
    from docgen.workshop import Workshop

    settings, cache = open_settings(arguments, console), cache_folder(os.environ)
    keep_years(cache)
    glyphs.GLYPHS_KEPT.set(glyphs.glyphs_in(cache / "glyphs") if cache else None)
    engine = open_engine(getattr(arguments, "engine", "auto"), cache)
    return Workshop(settings, today(), duplex=getattr(arguments, "duplex", False), cache=cache, engine=engine)


def keep_years(cache: Path | None) -> None:
    """Keep what is known of working days in `cache`: reading it anew costs more than a prompt may take."""
    from docgen import workdays

    workdays.YEARS_KEPT.set(workdays.years_in(cache / "workdays") if cache else None)


def open_engine(name: EngineName, cache: Path | None) -> EngineChoice:
    """The engine that the option `--engine` names. Raises EnvironmentLackError where LibreOffice is not there."""
    from docgen.pages.choice import EngineChoice

    engine = EngineChoice(name, dict(os.environ), cache / "office" if cache else None)
    engine.demand()
    return engine


def cache_folder(environment: Mapping[str, str]) -> Path | None:
    """Where this user's programs keep what they can make anew: `DOCGEN_CACHE`, else as the system has it.

    None where `DOCGEN_CACHE` is empty or there is no home folder.
    """
    if "DOCGEN_CACHE" in environment:
        return Path(environment["DOCGEN_CACHE"]).absolute() if environment["DOCGEN_CACHE"] else None
    for name, below in (("XDG_CACHE_HOME", "docgen"), ("LOCALAPPDATA", "docgen/cache"), ("HOME", ".cache/docgen")):
        if Path(environment.get(name, "")).is_absolute():  # the XDG specification: others are to be ignored
            return Path(environment[name]) / below
    return None


def today() -> dt.date:
    """The date that is printed: today's, or that of SOURCE_DATE_EPOCH (seconds since 1970) for repeatable builds."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return dt.date.today()
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        problem = message("SOURCE_DATE_EPOCH is “{value}”, which gives no date", value=epoch)
        raise SettingsError(Fault(problem, message("Give it whole seconds since 1970-01-01, or unset it."))) from error
