"""What a general verifier lets pass and a plan does not: the strict policy.

A signature proves that the bytes it covers have not changed. It says nothing of a file cut back to fewer signatures, of
bytes that a reader skips, of a page that a later update exchanged. So here the file is held against itself: it is a
bundle (revision 0), then nothing but signatures in that bundle's own fields, each covering all before it, to the end.

Every check yields what it finds; none trusts another. `ranges` looks at bytes, `updates` at objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING, Any, NamedTuple

from docgen.bundle.fields import field_name
from docgen.bundle.stamped import read_stamp
from docgen.errors import Fault
from docgen.messages import message
from docgen.signing.der import der_length, is_der
from docgen.signing.fields import PRIVATE_KEY_NAME, Blank, entry, form_fields, page_references

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

    from docgen.bundle.code import StampCode

_HEX = re.compile(rb"<(?:[0-9a-f]*|[0-9A-F]*)>")
"""In one case throughout: in a mixture, a letter could change its case and nobody would notice."""
_AGAIN = message("Take the signed file from the archive again; do not rely on this one.")
_CATALOG_MAY_CHANGE = frozenset({"/AcroForm", "/Perms", "/DSS", "/Extensions", "/Metadata", "/Version"})
_FORM_MAY_CHANGE = frozenset({"/Fields", "/SigFlags", "/DR", "/DA"})
_FIELD_MAY_CHANGE = frozenset({"/V", "/AP", "/AS", "/Lock", "/MK", "/DA", "/DR", "/M", "/NM"})
_INFO_MAY_CHANGE = frozenset({"/ModDate", "/Producer"})
"""When and by which program the file was written last; what it is called stays."""
_ACTIVE = ("/OCProperties", "/AA", "/OpenAction", "/JavaScript", "/Collection", "/Threads")
"""Parts of a catalog that show, hide or do something: a bundle has none of them."""


class Update(NamedTuple):
    """A signature or time stamp in the file: its dictionary, the revision that brought it, the range that it covers."""

    field: str
    value: Any
    revision: int
    is_timestamp: bool


def updates(reader: PdfFileReader) -> list[Update]:
    """All signatures and time stamps, in the order in which they came into the file."""
    found = []
    for field in form_fields(reader.root):
        if "/V" not in field or str(entry(field, "/FT", "")) != "/Sig":
            continue
        value = field["/V"]
        reference = field.get_value_as_reference("/V", optional=True)
        revision = reader.xrefs.get_introducing_revision(reference) if reference else 0
        is_timestamp = "/Type" in value and value["/Type"] == "/DocTimeStamp"
        found.append(Update(str(field["/T"]), value, revision, is_timestamp))
    return sorted(found, key=lambda item: item.revision)


def range_doubts(pdf: bytes, found: Sequence[Update]) -> Iterator[Fault]:
    """The byte ranges: from the file's first byte, around the signature's own hex digits and nothing else, to an end.

    Each ends further on than the one before, the last one where the file does (ISO 32000-2 12.8.1).
    """
    end = 0
    for item in found:
        limits = [int(value) for value in item.value["/ByteRange"]] if "/ByteRange" in item.value else []
        if len(limits) != 4 or limits[0] != 0 or not 0 < limits[1] < limits[2] <= limits[2] + limits[3] <= len(pdf):
            yield _doubt(message("The signature in {field} does not say soundly what it covers", field=item.field))
            continue
        _, first, second, length = limits
        yield from _gap_doubts(pdf[first:second], item)
        if second + length <= end:
            yield _doubt(message("The signature in {field} covers less than one before it", field=item.field))
        end = second + length
    if found and end != len(pdf):
        problem = message("{count} bytes after the last signature are covered by none", count=len(pdf) - end)
        yield _doubt(problem)


def _gap_doubts(gap: bytes, item: Update) -> Iterator[Fault]:
    """What is left out of the range must be the signature, padded with zeros, and not a bit else."""
    if not _HEX.fullmatch(gap) or len(gap) % 2:
        yield _doubt(message("Beside the signature in {field}, more is left out of what it covers", field=item.field))
        return
    held = bytes.fromhex(gap[1:-1].decode())
    if held != bytes(item.value["/Contents"]):
        yield _doubt(message("The signature in {field} is not the one that its range leaves out", field=item.field))
    length = der_length(held)
    if any(held[length:]) or not is_der(held[:length]):
        yield _doubt(message("Behind the signature in {field} there is something hidden", field=item.field))


def bundle_doubts(reader: PdfFileReader, fields: Sequence[Blank]) -> Iterator[Fault]:
    """Revision 0, before any signature: a bundle with nothing but empty signature fields and nothing that acts."""
    root = reader.get_historical_resolver(0).root
    for key in _ACTIVE:
        if key in root:
            yield _doubt(message("The file has parts that show, hide or do something ({key})", key=key))
    names = [str(entry(field, "/T", "")) for field in form_fields(root)]
    if names != [field.name for field in fields] or len(set(names)) != len(names):
        yield _doubt(message("The file has form fields that no bundle has: {names}", names=names))
    if "/AcroForm" in root and "/XFA" in root["/AcroForm"]:
        yield _doubt(message("The file has parts that show, hide or do something ({key})", key="/XFA"))
    if any("/V" in field for field in form_fields(root)):
        yield _doubt(message("A signature came into the file together with its pages"))


def update_doubts(reader: PdfFileReader, found: Sequence[Update], fields: Sequence[Blank]) -> Iterator[Fault]:
    """Every later revision: it signs one of the bundle's fields, or adds a time stamp or revocation data. No more."""
    base = reader.get_historical_resolver(0)
    references = _field_references(base.root)
    pages = [page.reference for page in page_references(base.root)]
    for number in range(1, reader.xrefs.total_revisions):
        now, before = reader.get_historical_resolver(number), reader.get_historical_resolver(number - 1)
        signed_here = {references.get(item.field) for item in found if item.revision == number}
        watch = _Watch(now, before, frozenset(item for item in signed_here if item), frozenset(pages))
        try:
            yield from watch.doubts()
        except (KeyError, TypeError, AttributeError, ValueError):
            yield _changed(number)
    final = [str(field["/T"]) for field in form_fields(reader.root) if PRIVATE_KEY_NAME in field]
    if final != [field.name for field in fields]:
        yield _doubt(message("The signature fields are not those of the bundle"))


class _Watch(NamedTuple):
    """One revision against the one before it; `signed` are the fields that it signs."""

    now: Any
    before: Any
    signed: frozenset[Any]
    pages: frozenset[Any]

    def doubts(self) -> Iterator[Fault]:
        number = self.now.revision
        is_same = self._catalog_is_same() and self._info_is_same()
        if not is_same or any(True for _ in self.now.refs_freed_in_revision()):
            yield _changed(number)
            return
        allowed = self._allowed()
        for reference in self.now.explicit_refs_in_revision():
            if self.before.is_ref_unassignable(reference) or reference in allowed:
                continue
            if reference in self.signed:
                is_same = self._same_but(reference, _FIELD_MAY_CHANGE) and self._acts_not(reference)
            elif reference in self.pages:
                is_same = self._same_but(reference, frozenset({"/Annots"})) and self._gains_timestamps(reference)
            else:
                is_same = False
            if not is_same:
                yield _changed(number)
                return

    def _allowed(self) -> set[Any]:
        """Catalog, form, document information and revocation data; each is looked at by a check of its own."""
        allowed = {self.now.root_ref}
        root = self.before.root
        for holder, key in (
            (root, "/AcroForm"),
            (root, "/Perms"),
            (root, "/DSS"),
            (root, "/Extensions"),
            (root, "/Metadata"),
        ):
            if (reference := _reference(holder, key)) is not None:
                allowed.add(reference)
        if (reference := _reference(self.before.trailer_view, "/Info")) is not None:
            allowed.add(reference)
        if "/AcroForm" in root and (reference := _reference(root["/AcroForm"], "/Fields")) is not None:
            allowed.add(reference)
        if "/DSS" in root:
            allowed |= {item for key in root["/DSS"] if (item := _reference(root["/DSS"], key)) is not None}
        return allowed

    def _catalog_is_same(self) -> bool:
        old, new = self.before.root, self.now.root
        if self.before.root_ref != self.now.root_ref or not _same(old, new, _CATALOG_MAY_CHANGE):
            return False
        if "/AcroForm" not in old or "/AcroForm" not in new:
            return "/AcroForm" not in old and "/AcroForm" not in new
        return _same(old["/AcroForm"], new["/AcroForm"], _FORM_MAY_CHANGE) and self._fields_are_same()

    def _info_is_same(self) -> bool:
        references = [_reference(revision.trailer_view, "/Info") for revision in (self.before, self.now)]
        if None in references:
            return references == [None, None]
        return _same(self.before(references[0]), self.now(references[1]), _INFO_MAY_CHANGE)

    def _fields_are_same(self) -> bool:
        """The same fields in the same order; what is added behind them is a time stamp that nobody sees."""
        old, new = (list(root["/AcroForm"]["/Fields"]) for root in (self.before.root, self.now.root))
        added = list(form_fields(self.now.root))[len(old) :]
        return new[: len(old)] == old and all(_is_hidden_timestamp(field) for field in added)

    def _same_but(self, reference: Any, may_change: frozenset[str]) -> bool:
        return _same(self.before(reference), self.now(reference), may_change)

    def _acts_not(self, reference: Any) -> bool:
        """A signed field shows its one appearance and does nothing."""
        field = self.now(reference)
        return "/V" not in self.before(reference) and set(entry(field, "/AP", ())) <= {"/N"}

    def _gains_timestamps(self, reference: Any) -> bool:
        old, new = (entry(page, "/Annots", ()) for page in (self.before(reference), self.now(reference)))
        kept, all_now = list(old), list(new)
        return all_now[: len(kept)] == kept and all(
            _is_hidden_timestamp(item.get_object()) for item in all_now[len(kept) :]
        )


def place_doubts(found: Sequence[Update], fields: Set[str], readable: Set[str]) -> Iterator[Fault]:
    """Signatures stand in the bundle's fields, time stamps do not; and each is of a kind that can be verified."""
    for item in found:
        if item.is_timestamp != (item.field not in fields):
            yield _doubt(message("There is a signature outside of the bundle's fields ({field})", field=item.field))
        elif not item.is_timestamp and item.field not in readable:
            yield _doubt(message("The signature in {field} is of a kind that cannot be verified", field=item.field))


def stamp_doubts(root: Any, fields: Sequence[Blank]) -> tuple[StampCode | None, list[Fault]]:
    """What the stamps say that are drawn on the pages, and where they contradict each other or the fields."""
    codes = [read_stamp(_content(page)) for page in page_references(root)]
    doubts = []
    total = len(codes)
    for place, code in enumerate(codes, 1):
        if code is None:
            doubts.append(_doubt(message("Page {page} has no stamp of docgen, or more than one", page=place)))
        elif (code.page, code.total) != (place, total):
            problem = message(
                "Page {page} of {total} is stamped as page {stamped} of {of}",
                page=place,
                total=total,
                stamped=code.page,
                of=code.total,
            )
            doubts.append(_doubt(problem))
    kinds = {code._replace(page=1, total=1) for code in codes if code is not None}
    if len(kinds) > 1:
        doubts.append(_doubt(message("The pages come from different files, as their stamps say")))
    first = next((code for code in codes if code is not None), None)
    others = [field.name for field in fields if first and field.name != field_name(first.number, field.department)]
    if others:
        doubts.append(_doubt(message("The signature fields are those of another document ({names})", names=others)))
    return first, doubts


def order_doubts(found: Sequence[Update], fields: Sequence[Blank]) -> Iterator[Fault]:
    """Where the order of signing is fixed, it was kept."""
    sequence = {field.name: field.sequence for field in fields if field.in_order}
    signed = [sequence[item.field] for item in found if item.field in sequence]
    if signed != list(range(1, len(signed) + 1)):
        yield _doubt(message("The signatures did not come in the order that the plan fixes"))


def _content(page: Any) -> bytes:
    contents = page.get_object()["/Contents"]
    return (
        b"\n".join(item.get_object().data for item in contents) if isinstance(contents, list) else bytes(contents.data)
    )


def _field_references(root: Any) -> dict[str, Any]:
    fields = entry(entry(root, "/AcroForm", {}), "/Fields", ())
    return {str(item.get_object()["/T"]): item.reference for item in fields}


def _is_hidden_timestamp(field: Any) -> bool:
    """A document time stamp's field (ETSI EN 319 142-1 5.4.3) with no extent on the page and no appearance."""
    if "/Kids" in field or "/V" not in field or field["/V"]["/Type"] != "/DocTimeStamp":
        return False
    x1, y1, x2, y2 = entry(field, "/Rect", (0, 0, 0, 0))
    return float(x1) == float(x2) and float(y1) == float(y2) and "/AP" not in field


def _same(old: Any, new: Any, may_change: frozenset[str]) -> bool:
    """Whether two dictionaries are the same but for those keys; what they refer to is looked at by itself."""
    keys = (set(old) | set(new)) - may_change
    return all(key in old and key in new and old.raw_get(key) == new.raw_get(key) for key in keys)


def _reference(holder: Any, key: str) -> Any:
    from pyhanko.pdf_utils.generic import IndirectObject

    value = holder.raw_get(key) if key in holder else None
    return value.reference if isinstance(value, IndirectObject) else None


def _changed(revision: int) -> Fault:
    return _doubt(message("Update {number} of the file changes more than signing needs", number=revision))


def _doubt(problem: Any) -> Fault:
    return Fault(problem, _AGAIN)
