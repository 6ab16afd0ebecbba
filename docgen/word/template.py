"""A Word template, compiled: its parts that hold tags as Jinja templates, the others as bytes. Done once a process.

docxtpl is used for what it is best at, turning the XML that Word writes (tags torn over runs) into a Jinja template; it
is not used for opening, rendering and saving, which would repeat that work for every plan.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.errors import Fault, WordError
from docgen.messages import Message, message
from docgen.word.package import read_package
from docgen.word.places import place_of, spots
from docgen.word.printing import FILTERS, printed
from docgen.word.tags import misplaced, tags_in

if TYPE_CHECKING:
    from jinja2 import Template, TemplateSyntaxError
    from jinja2.sandbox import SandboxedEnvironment

_TAGGED = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_PARAGRAPH = re.compile(r"<w:p([ >])")


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A template ready to be filled.

    `parts` are all parts as they stand in the file, `tagged` those with tags, compiled, and `names` what their tags ask
    the context for.
    """

    file: Path
    parts: Mapping[str, bytes]
    tagged: Mapping[str, Template]
    names: Mapping[str, frozenset[str]]

    def render(self, part: str, context: Mapping[str, Any]) -> str:
        """Fill one part. Raises WordError where a tag asks for what is not there."""
        from jinja2 import TemplateError

        try:
            return self.tagged[part].render(context)
        except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
            tag = self._culprit(part, error)
            problem = message("{tag} cannot be filled: {reason}", tag=tag, reason=_reason(error, context))
            mend = message("Correct the tag; docs/templates.md lists what a template may name.")
            place = place_of(tag, part, self.parts[part])
            raise WordError(Fault(problem, mend, file=self.file, place=place)) from error

    def _culprit(self, part: str, error: Exception) -> str:
        """The tag at the line of the template where rendering stopped."""
        line, trace = 0, error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == part:
                line = trace.tb_lineno
            trace = trace.tb_next
        source = _jinja_source(self.parts[part].decode()).splitlines()
        tags = tags_in(re.sub(r"<[^>]+>", "", source[line - 1])) if 0 < line <= len(source) else []
        wanted = re.search(r"'(\w+)'(?: is undefined)?$", str(error))
        return next((tag for tag in tags if wanted and wanted[1] in tag), tags[0] if tags else "")


def compile_template(file: Path) -> CompiledTemplate:
    """The compiled template in `file`; the same file with the same contents is compiled once a process.

    Raises WordError with everything that is wrong with it: hostile contents, misplaced tags, syntax errors.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        problem = message("The template cannot be read: {reason}", reason=error.strerror or str(error))
        raise WordError(Fault(problem, message("Put it where pack.yaml says it is."), file=file)) from error
    return _compile(file, data, hashlib.sha256(data).hexdigest())


_cache: dict[tuple[Path, str], CompiledTemplate] = {}


def _compile(file: Path, data: bytes, digest: str) -> CompiledTemplate:
    if (file, digest) not in _cache:
        parts = read_package(data, file)
        faults: list[Fault] = []
        compiled: dict[str, _CompiledPart] = {}
        for part, xml in parts.items():
            if _TAGGED.fullmatch(part) and b"{" in xml:
                try:
                    compiled[part] = _compile_part(file, part, xml)
                except WordError as error:
                    faults += error.faults
        if faults:
            raise WordError(*faults)
        tagged = {part: made.template for part, made in compiled.items()}
        names = {part: made.names for part, made in compiled.items()}
        _cache[file, digest] = CompiledTemplate(file, parts, tagged, names)
    return _cache[file, digest]


@dataclass(frozen=True, slots=True)
class _CompiledPart:
    template: Template
    names: frozenset[str]


def _compile_part(file: Path, part: str, xml: bytes) -> _CompiledPart:
    from jinja2 import Template, TemplateSyntaxError, meta

    wrong = [Fault(problem, mend, file=file, place=place) for problem, place, mend in misplaced(spots(part, xml))]
    if wrong:
        raise WordError(*wrong)
    made = environment()
    source = _jinja_source(xml.decode())
    try:
        tree = made.parse(source, part, part)
        names = frozenset(meta.find_undeclared_variables(tree))
        code = made.compile(tree, part, part)
    except TemplateSyntaxError as error:
        line = source.splitlines()[error.lineno - 1]
        raise WordError(_syntax_fault(error, line, part, xml, file)) from error
    return _CompiledPart(Template.from_code(made, code, made.make_globals(None)), names)


def unknown_names(template: CompiledTemplate, known: set[str]) -> list[Fault]:
    """A fault for every name that the template's tags use and `known` lacks, with the nearest known one."""
    faults = []
    for part, names in template.names.items():
        for name in sorted(names - known):
            xml = template.parts[part]
            tags = [tag for spot in spots(part, xml) for tag in tags_in(spot.text)]
            tag = next((tag for tag in tags if re.search(rf"\b{re.escape(name)}\b", tag)), name)
            near = difflib.get_close_matches(name, known, 1)
            mend = message("Did you mean “{near}”?", near=near[0]) if near else _LOOK_UP
            problem = message("{tag} names “{name}”, which does not exist", tag=tag, name=name)
            faults.append(Fault(problem, mend, file=template.file, place=place_of(tag, part, xml)))
    return faults


_LOOK_UP = message("docs/templates.md lists what a template may name.")


@cache
def environment() -> SandboxedEnvironment:
    """Jinja in its sandbox: answers are escaped, an unknown name is an error, no Python can be reached."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    made = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=printed)
    made.filters.update(FILTERS)
    return made


def _jinja_source(xml: str) -> str:
    """The part as Jinja source: docxtpl's tags made Jinja's, each paragraph on a line of its own for error places."""
    from docxtpl import DocxTemplate

    return _PARAGRAPH.sub(r"\n<w:p\1", DocxTemplate("").patch_xml(xml))


def _syntax_fault(error: TemplateSyntaxError, line: str, part: str, xml: bytes, file: Path) -> Fault:
    """The fault for a tag that Jinja cannot read: the tag of its paragraph that alone is wrong, else the first."""
    tags = tags_in(re.sub(r"<[^>]+>", "", line))
    tag = next((tag for tag in tags if not _is_readable(tag)), tags[0] if tags else "")
    return Fault(
        message("{tag} is not a valid tag: {reason}", tag=tag, reason=error.message or ""),
        message("Correct the tag as the reason says."),
        file=file,
        place=place_of(tag, part, xml),
    )


def _is_readable(tag: str) -> bool:
    from jinja2 import TemplateSyntaxError

    if tag.startswith("{%"):
        return True  # a statement is only readable together with its end
    try:
        environment().parse(tag)
    except TemplateSyntaxError:
        return False
    return True


def _reason(error: Exception, context: Mapping[str, Any]) -> Message:
    """Why a tag cannot be filled; for an unknown field, with the nearest one of that name anywhere in the answers."""
    match = re.search(r"has no attribute '(\w+)'", str(error))
    near = difflib.get_close_matches(match[1], _keys(context), 1) if match else []
    if near:
        return message("{reason} (did you mean “{near}”?)", reason=str(error), near=near[0])
    return message("{reason}", reason=str(error))


def _keys(value: object) -> set[str]:
    if isinstance(value, Mapping):
        return set(value) | {key for item in value.values() for key in _keys(item)}
    if isinstance(value, list):
        return {key for item in value[:1] for key in _keys(item)}
    return set()
