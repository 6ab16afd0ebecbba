"""Opens a Word file, be it a zip or taken apart, and finds its parts by relationship (ECMA-376-2 clause 9).

Knows nothing of what the parts hold.

Limits on members and sizes were kept when the template was opened (`docgen.word`); they are not checked again here.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Container, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import NamedTuple

from lxml import etree

from docgen.errors import Fault, PagesError
from docgen.messages import message
from docgen.pages.read.ooxml import Element, is_strict, parse_xml
from docgen.word.model import WordParts

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Relationship(NamedTuple):
    """A link from a part; `kind` is the last word of its type, the same in Transitional and Strict files.

    `target` is the path of a member, or an address where it is `external`.
    """

    kind: str
    target: str
    external: bool


class Package:
    """The members of one Word file. `name` is what people call the file, for messages."""

    def __init__(self, source: bytes | WordParts, name: str) -> None:
        self.name = name
        self._members: Container[str]
        self._read: Callable[[str], bytes]
        self._roots: Mapping[str, Element] = {}
        self._drawn: Container[str] = ()
        if isinstance(source, WordParts):
            self._members, self._read = source.data, source.read
            self._roots, self._drawn = source.roots, source.drawn
            return
        try:
            archive = zipfile.ZipFile(io.BytesIO(source))
        except zipfile.BadZipFile:
            raise self.broken("[zip]") from None
        self._members, self._read = archive.NameToInfo, archive.read

    def broken(self, part: str) -> PagesError:
        """The error for a part that cannot be read."""
        problem = message("The Word file {name} is damaged: its part {part} cannot be read.", name=self.name, part=part)
        mend = message("Open the file in Word or WPS, save it again as .docx, and try again.")
        return PagesError(Fault(problem, mend))

    def has(self, path: str) -> bool:
        """Whether there is a member of that name."""
        return path in self._members

    def is_drawn(self, path: str) -> bool:
        """Whether the picture of that name is at hand as vectors, and its bytes are nothing to wait for."""
        return path in self._drawn

    def read(self, path: str) -> bytes:
        """The bytes of a member; raises `PagesError` where it is missing or damaged."""
        try:
            return self._read(path)
        except (KeyError, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError):
            raise self.broken(path) from None

    def relationships(self, source: str) -> Mapping[str, Relationship]:
        """The relationships of a part by their id; of the package itself for the empty path."""
        folder, _, file = source.rpartition("/")
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        if path not in self._members:
            return {}
        try:
            return _relationships(self.read(path), folder)
        except etree.XMLSyntaxError:
            raise self.broken(path) from None

    def parse(self, path: str) -> Element:
        """The root element of an XML member."""
        root = self._roots.get(path)
        if root is not None and not is_strict(root):
            return root
        try:
            return parse_xml(self.read(path))
        except etree.XMLSyntaxError:
            raise self.broken(path) from None

    def main_document(self) -> Part:
        """The main document, wherever it is stored (ECMA-376 11.3.10)."""
        for relationship in self.relationships("").values():
            if relationship.kind == "officeDocument":
                return Part(self, relationship.target)
        raise self.broken("_rels/.rels")


@lru_cache(maxsize=64)  # the documents of a pack have the same few
def _relationships(data: bytes, folder: str) -> Mapping[str, Relationship]:
    """What a .rels part says, of a part that lies in `folder`."""
    return {
        item.get("Id", ""): Relationship(
            kind=item.get("Type", "").rpartition("/")[2],
            target=_target(item, folder),
            external=item.get("TargetMode") == "External",
        )
        for item in parse_xml(data).iter(_RELATIONSHIP)
    }


def _target(relationship: Element, folder: str) -> str:
    """The path of a member, or as it is written what lies outside the file."""
    target = relationship.get("Target", "")
    if relationship.get("TargetMode") == "External":
        return target
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


class Part:
    """A member of the package with its relationships, each read when first asked for."""

    def __init__(self, package: Package, path: str) -> None:
        self.package = package
        self.path = path

    @cached_property
    def data(self) -> bytes:
        """The bytes."""
        return self.package.read(self.path)

    @cached_property
    def root(self) -> Element:
        """The root element."""
        return self.package.parse(self.path)

    @cached_property
    def relationships(self) -> Mapping[str, Relationship]:
        """The relationships by their id."""
        return self.package.relationships(self.path)

    def related(self, identifier: str) -> Part | None:
        """The part that a relationship id leads to; None where there is none, or it lies outside the file."""
        relationship = self.relationships.get(identifier)
        if relationship is None or relationship.external:
            return None
        return Part(self.package, relationship.target)

    def all_of(self, *kinds: str) -> Iterator[Part]:
        """The parts of these kinds, such as `header`."""
        for relationship in self.relationships.values():
            if relationship.kind in kinds and not relationship.external:
                yield Part(self.package, relationship.target)

    def only(self, kind: str) -> Part | None:
        """The part of which there is at most one, such as `styles`; one that is referred to and not there is none."""
        for relationship in self.relationships.values():
            if relationship.kind == kind and not relationship.external and self.package.has(relationship.target):
                return Part(self.package, relationship.target)
        return None
