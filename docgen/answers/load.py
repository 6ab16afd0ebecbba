"""Opens an answer file and hands its text to the reader of its format. Looks at form only, never at meaning."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from docgen.answers.characters import control_character_faults, value_faults
from docgen.answers.encoding import decode
from docgen.answers.model import Answers
from docgen.errors import AnswersError, Fault
from docgen.messages import message
from docgen.os_errors import reason
from docgen.yaml12 import MarkedData, read_yaml

MAX_BYTES = 5_000_000
"""A plan of 5,000 tasks takes about one megabyte."""

_ENDINGS = (".yaml", ".yml", ".json", ".toml")


def load_answers(file: Path) -> Answers:
    """Read the answer file `file` in the format that its extension names (.yaml, .yml, .json, .toml).

    Raises AnswersError with all faults that can be told at once, each with its line.
    """
    return read_answers(file_bytes(file), file)


def read_answers(source: bytes, file: Path) -> Answers:
    """Read `source`, which stands in `file` or is to stand there; what it may be and what is raised is as above."""
    if len(source) > MAX_BYTES:
        raise AnswersError(
            Fault(
                message("The answer file is larger than {megabytes} MB", megabytes=MAX_BYTES // 1_000_000),
                message("Divide the plan, or check that this is the right file."),
                file,
            )
        )
    reader = _reader(file.suffix.lower())
    if reader is None:
        raise AnswersError(
            Fault(
                message("“{name}” is no answer file", name=file.name),
                message("Answer files end in {endings}.", endings=list(_ENDINGS)),
                file,
            )
        )
    text = decode(source, file)
    faults = control_character_faults(text, file)
    if faults:
        raise AnswersError(*faults)
    marked = reader(text, file)
    if not marked.faults:
        marked = _with_content_checked(marked, file)
    if marked.faults:
        raise AnswersError(*marked.faults)
    return Answers(file, marked.data, marked.positions, source)


def _reader(ending: str) -> Callable[[str, Path], MarkedData] | None:
    """The reader of a format; only that of YAML is loaded in any case, since form packs are written in it."""
    match ending:
        case ".yaml" | ".yml":
            return read_yaml
        case ".json":
            from docgen.answers.json_text import read_json

            return read_json
        case ".toml":
            from docgen.answers.toml_text import read_toml

            return read_toml
        case _:
            return None


def file_bytes(file: Path) -> bytes:
    """The bytes of `file`, or enough of them to tell that they are too many. Raises AnswersError."""
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise AnswersError(
            Fault(message("The answer file does not exist"), message("Check the path."), file)
        ) from error
    except OSError as error:
        raise AnswersError(
            Fault(
                message("The answer file cannot be opened: {reason}", reason=reason(error)),
                message("Check that it is a file and that you may read it."),
                file,
            )
        ) from error


def _with_content_checked(marked: MarkedData, file: Path) -> MarkedData:
    """`marked` with the faults of its values, and one where it holds no entries."""
    faults = value_faults(marked, file)
    if marked.data is None:
        mend = message("Copy an example from forms/seven-step-plan/examples and change it.")
        faults.append(Fault(message("The answer file is empty"), mend, file, 1))
    elif not isinstance(marked.data, dict):
        problem = message("The answer file must consist of entries “key: value”")
        faults.append(Fault(problem, message("Begin with “pack: seven-step-plan”."), file, 1))
    return MarkedData(marked.data, marked.positions, tuple(faults))
