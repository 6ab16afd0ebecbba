"""Reads `docgen.toml`, the optional settings of a working folder. Turns the file into a frozen `Settings`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docgen.edition import Organisation
from docgen.errors import Fault, SettingsError
from docgen.messages import message

FILE_NAME = "docgen.toml"
_KNOWN = {
    "language": str,
    "output": str,
    "forms": str,
    "organisation": dict,
    "archive": dict,
    "fonts": dict,
}
_KNOWN_INSIDE: Mapping[str, Mapping[str, type]] = {
    "organisation": {"name": str, "logo": str, "number_prefix": str},
    "archive": {"retention_years": int},
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a working folder asks for. Paths are absolute; `fonts` maps a font name of Word to a TrueType file."""

    organisation: Organisation = field(default_factory=Organisation)
    output: Path = Path("output")
    forms: Path | None = None
    language: str | None = None
    retention_years: int | None = None
    fonts: Mapping[str, Path] = field(default_factory=dict)


def load_settings(file: Path) -> Settings:
    """Read `file`; without such a file, the defaults.

    Raises SettingsError naming the key that is unknown or of the wrong type, or the line where the TOML breaks.
    """
    folder = file.parent.resolve()
    if not file.exists():
        return Settings(output=folder / "output")
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            Fault(
                message("The settings file is not valid TOML: {reason}", reason=str(error)),
                message("Correct the file, or delete it to use the defaults."),
                file=file,
            )
        ) from error
    faults = [*_faults(data, _KNOWN, "", file)]
    for table, keys in _KNOWN_INSIDE.items():
        if isinstance(data.get(table), dict):
            faults += _faults(data[table], keys, f"{table}.", file)
    if faults:
        raise SettingsError(*faults)
    return _settings(data, folder)


def _settings(data: Mapping[str, Any], folder: Path) -> Settings:
    organisation = data.get("organisation", {})
    logo = organisation.get("logo")
    return Settings(
        organisation=Organisation(
            name=organisation.get("name", ""),
            logo=folder / logo if logo else None,
            number_prefix=organisation.get("number_prefix", Organisation().number_prefix),
        ),
        output=(folder / data.get("output", "output")).resolve(),
        forms=folder / data["forms"] if "forms" in data else None,
        language=data.get("language"),
        retention_years=data.get("archive", {}).get("retention_years"),
        fonts={name: folder / path for name, path in data.get("fonts", {}).items()},
    )


def _faults(data: Mapping[str, Any], known: Mapping[str, type], prefix: str, file: Path) -> list[Fault]:
    faults = []
    for key, value in data.items():
        if key not in known:
            problem = message("Unknown setting “{key}”", key=prefix + key)
            faults.append(Fault(problem, message("Known settings: {known}.", known=sorted(known)), file=file))
        elif not isinstance(value, known[key]):
            problem = message("The setting “{key}” must be {type}", key=prefix + key, type=known[key].__name__)
            faults.append(Fault(problem, message("Correct its value."), file=file))
    return faults
