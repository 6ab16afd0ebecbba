"""Reads `docgen.toml`, the optional settings of a working folder. Turns the file into a frozen `Settings`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from docgen import toml10
from docgen.edition import Organisation
from docgen.errors import Fault, SettingsError
from docgen.messages import Message, message
from docgen.naming import named
from docgen.os_errors import reason

FILE_NAME = "docgen.toml"
_KNOWN: Mapping[str, type] = {
    "language": str,
    "output": str,
    "forms": str,
    "organisation": dict,
    "archive": dict,
    "fonts": dict,
}
_KNOWN_INSIDE: Mapping[str, Mapping[str, type]] = {
    "organisation": {"name": str, "logo": str, "number_prefix": str, "departments": list},
    "archive": {"retention_years": int},
}
_DEPARTMENT: Mapping[str, type] = {"name": str, "head": str, "head_title": str, "liaisons": list, "contact": str}
_WRONG_TYPE: Mapping[type, Message] = {
    str: message("The setting “{key}” must be a text in quotes"),
    int: message("The setting “{key}” must be a whole number, without quotes"),
    dict: message("The setting “{key}” must be a table, which begins with the line [{key}]"),
    list: message("The setting “{key}” must be a list"),
}
_RETENTION = range(2, 1001)
"""Years; at least 2 by rule F3 (S4-7)."""
_LONGEST_PREFIX = 8
"""Characters; with period and code the number then fits into the 24 that the page stamp's QR code holds."""
_NOT_PRINTED = ("Cc", "Cf", "Cs", "Zl", "Zp")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a working folder asks for. Paths are absolute; `fonts` maps a font name of Word to a TrueType file.

    `departments` are those that the questionnaire offers: name, and what else is known of head, head_title, liaisons
    (a list of names) and contact. Nothing of them is printed unless it is taken into the answers.
    """

    organisation: Organisation = field(default_factory=Organisation)
    output: Path = Path("output")
    forms: Path | None = None
    language: str | None = None
    retention_years: int | None = None
    fonts: Mapping[str, Path] = field(default_factory=dict)
    departments: tuple[Mapping[str, Any], ...] = ()


def load_settings(file: Path) -> Settings:
    """Read `file`; without such a file, the defaults.

    Raises SettingsError naming every key that is unknown or of a wrong value, or the line where the TOML breaks.
    """
    folder = file.parent.resolve()
    if not file.exists():
        return Settings(output=folder / "output")
    data = _read(file)
    faults = [*_faults(data, _KNOWN, "", file)]
    for table, keys in _KNOWN_INSIDE.items():
        if isinstance(data.get(table), dict):
            faults += _faults(data[table], keys, f"{table}.", file)
    faults += _department_faults(data.get("organisation"), file)
    if isinstance(data.get("fonts"), dict):
        faults += _faults(data["fonts"], dict.fromkeys(data["fonts"], str), "fonts.", file)
    if faults:
        raise SettingsError(*faults)
    settings = _settings(data, folder)
    if faults := [*_value_faults(settings, file)]:
        raise SettingsError(*faults)
    return settings


def _read(file: Path) -> Mapping[str, Any]:
    try:
        return toml10.read(file.read_text(encoding="utf-8-sig"), file)
    except toml10.TomlError as error:
        raise SettingsError(error.fault) from error
    except UnicodeDecodeError as error:
        mend = message("Open it in your editor and save it with the encoding UTF-8.")
        raise SettingsError(Fault(message("The file is not in UTF-8"), mend, file)) from error
    except OSError as error:
        problem = message("The settings file cannot be opened: {reason}", reason=reason(error))
        raise SettingsError(
            Fault(problem, message("Check that it is a file and that you may read it."), file)
        ) from error


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
        departments=tuple(organisation.get("departments", ())),
    )


def _faults(data: Mapping[str, Any], known: Mapping[str, type], prefix: str, file: Path) -> Iterator[Fault]:
    """Unknown keys, values of a wrong type, texts with control characters.

    True and false are no whole numbers, though Python thinks so.
    """
    for key, value in data.items():
        if key not in known:
            problem = message("Unknown setting “{key}”", key=prefix + key)
            yield Fault(problem, message("Known settings: {known}.", known=sorted(known)), file=file)
        elif type(value) is not known[key]:
            problem = replace(_WRONG_TYPE[known[key]], params={"key": prefix + key})
            yield Fault(problem, message("Correct its value."), file=file)
        elif isinstance(value, str):
            yield from _unprintable(value, prefix + key, file)


def _unprintable(text: str, key: str, file: Path) -> Iterator[Fault]:
    """The characters of a setting that no paper shows, and that would upset a terminal."""
    for char in dict.fromkeys(char for char in text if unicodedata.category(char) in _NOT_PRINTED):
        problem = message("The setting “{key}” holds {code}, which cannot be printed", key=key, code=named(char))
        yield Fault(problem, message("Delete it; typing the text anew removes it."), file=file)


def _department_faults(organisation: object, file: Path) -> Iterator[Fault]:
    """What is wrong with the rows [[organisation.departments]]: each has a name of its own, and known keys."""
    rows = organisation.get("departments") if isinstance(organisation, dict) else None
    names: set[str] = set()
    for number, row in enumerate(rows if isinstance(rows, list) else (), 1):
        prefix = f"organisation.departments {number}."
        if not isinstance(row, dict):
            problem = message("The setting “{key}” must be a list", key="organisation.departments")
            mend = message("Begin each department with the line {line}.", line="[[organisation.departments]]")
            yield Fault(problem, mend, file=file)
            return
        yield from _faults(row, _DEPARTMENT, prefix, file)
        yield from _liaison_faults(row.get("liaisons"), f"{prefix}liaisons", file)
        name = row.get("name")
        if name is None or (isinstance(name, str) and not name.strip()):
            problem = message("Department {number} of docgen.toml has no name", number=number)
            yield Fault(problem, message("Write for example {example}.", example='name = "市场部"'), file=file)
        elif isinstance(name, str) and name.strip() in names:
            problem = message("The department “{name}” stands twice in docgen.toml", name=name.strip())
            yield Fault(problem, message("Delete one of the two, or give it its right name."), file=file)
        elif isinstance(name, str):
            names.add(name.strip())


def _liaison_faults(liaisons: object, key: str, file: Path) -> Iterator[Fault]:
    for liaison in liaisons if isinstance(liaisons, list) else ():
        if isinstance(liaison, str):
            yield from _unprintable(liaison, key, file)
        else:
            problem = message("The setting “{key}” must be a list of texts in quotes", key=key)
            yield Fault(problem, message("Write for example {example}.", example='["李娜", "韩喆"]'), file=file)


def _value_faults(settings: Settings, file: Path) -> Iterator[Fault]:
    """Values of the right type that nothing can be made of."""
    organisation, correct = settings.organisation, message("Correct its value.")
    if len(organisation.number_prefix) > _LONGEST_PREFIX:
        problem = message(
            "The setting “organisation.number_prefix” has more than {limit} characters", limit=_LONGEST_PREFIX
        )
        yield Fault(problem, message("Shorten it."), file=file)
    if organisation.logo and not organisation.logo.is_file():
        problem = message(
            "The setting “organisation.logo” names a file that does not exist: {path}", path=organisation.logo
        )
        yield Fault(problem, message("Check the path; it begins at the folder of the settings file."), file=file)
    if settings.language not in {None, "zh", "en"}:
        yield Fault(message("The setting “language” must be “zh” or “en”"), correct, file=file)
    if settings.retention_years is not None and settings.retention_years not in _RETENTION:
        problem = message(
            "The setting “archive.retention_years” must be from {least} to {most}",
            least=_RETENTION[0],
            most=_RETENTION[-1],
        )
        yield Fault(problem, correct, file=file)
