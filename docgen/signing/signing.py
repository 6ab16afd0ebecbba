"""Adds one signature to a bundle, as an incremental update (PAdES, ETSI EN 319 142-1).

The first signature certifies: from then on only fields may be filled. The last one locks the document. Refuses, with
the reason, a field that is signed, a turn that has not come, a certificate that must not sign.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from docgen.errors import Fault, SigningError
from docgen.lengths import Pt, from_mm
from docgen.messages import message
from docgen.signing.appearance import Look, Seal, draw_appearance
from docgen.signing.fields import Blank, blanks, form_fields, open_pdf
from docgen.signing.trusting import called_back

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.signers import PdfSignatureMetadata
    from pyhanko.sign.timestamps import TimeStamper
    from pyhanko_certvalidator import ValidationContext

    from docgen.fonts import FontLibrary
    from docgen.signing.credentials import Credential

Level = Literal["B-B", "B-T", "B-LT", "B-LTA"]
"""PAdES: bare; with a time stamp; with the proof that no certificate was called back; with that proof time-stamped."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to sign with, for which department.

    `context` knows the trust roots and revocation data that B-LT and B-LTA embed; `timestamper` is needed from B-T on.
    A certificate on one of `revocations`, lists of certificates called back (DER), does not sign.
    `allow_other_name` lets somebody else sign than the plan names, and has the signature say so.
    """

    department: str
    credential: Credential
    moment: dt.datetime
    level: Level = "B-B"
    timestamper: TimeStamper | None = None
    context: ValidationContext | None = None
    allow_other_name: bool = False
    seal: Seal | None = None
    revocations: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Signed:
    """A bundle with one more signature. `deputised` names the signatory in whose place another signed."""

    pdf: bytes
    department: str
    signer: str
    deputised: str = ""


def sign(pdf: bytes, order: Order, fonts: FontLibrary) -> Signed:
    """Sign `pdf`, which has the fields of a bundle. Raises SigningError with every reason why not."""
    reader = open_pdf(pdf)
    fields = blanks(reader.root)
    blank = next((item for item in fields if item.department == order.department), None)
    if blank is None:
        raise SigningError(_no_field(order.department, fields))
    signed = signed_names(reader)
    faults = [*_turn_faults(blank, fields, signed), *order.credential.faults(order.moment)]
    faults += [*_called_back(order), *_seal_faults(order.seal, blank)]
    is_other = not order.credential.is_named(blank.person)
    if is_other and not order.allow_other_name:
        faults.append(_other_name(order.credential.common_name, blank))
    if faults:
        raise SigningError(*faults)
    deputised = blank.person if is_other else ""
    is_last = len(signed.intersection(item.name for item in fields)) + 1 == len(fields)
    result = _sign(reader, order, blank, _Role(not signed, is_last, deputised), fonts)
    return Signed(result, blank.department, order.credential.common_name, deputised)


def signed_names(reader: PdfFileReader) -> set[str]:
    """The names of the fields that hold a signature."""
    return {str(field["/T"]) for field in form_fields(reader.root) if "/V" in field}


@dataclass(frozen=True, slots=True)
class _Role:
    """What a signature does beside signing."""

    certifies: bool
    locks: bool
    deputised: str


def _sign(reader: PdfFileReader, order: Order, blank: Blank, role: _Role, fonts: FontLibrary) -> bytes:
    from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
    from pyhanko.sign.general import SigningError as RefusedError
    from pyhanko.stamp import StaticStampStyle

    from docgen.signing.appending import Appender, Signer
    from docgen.signing.drawn import DrawnPage

    writer = Appender.from_reader(reader)
    x1, y1, x2, y2 = blank.rectangle
    corner = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MIN, Margins(0, 0, 0, 0))
    style = StaticStampStyle(
        border_width=0,
        background=DrawnPage(draw_appearance(_look(order, blank, role), x2 - x1, y2 - y1, fonts)),
        background_layout=corner,
        background_opacity=1,
    )
    signer = Signer(
        _metadata(order, blank, role), order.credential.signer, timestamper=order.timestamper, stamp_style=style
    )
    signer.locks, signer.moment = role.locks, order.moment
    out = io.BytesIO()
    try:
        signer.sign_pdf(writer, existing_fields_only=True, output=out)
    except RefusedError as error:
        raise SigningError(_failed(error)) from error
    if order.level == "B-LTA" and order.timestamper is not None:
        return _stamped(out.getvalue(), order.timestamper, order)
    return out.getvalue()


def _stamped(pdf: bytes, timestamper: TimeStamper, order: Order) -> bytes:
    """A document time stamp over it all, the revocation data included (ETSI EN 319 142-1 5.4.3)."""
    from pyhanko.sign.general import SigningError as RefusedError
    from pyhanko.sign.signers import PdfTimeStamper
    from pyhanko.sign.signers.pdf_signer import TimestampDSSContentSettings

    from docgen.signing.appending import Appender

    out = io.BytesIO()
    settings = TimestampDSSContentSettings(include_vri=False, update_before_ts=True)
    writer = Appender.from_reader(open_pdf(pdf))
    try:
        PdfTimeStamper(timestamper).timestamp_pdf(writer, "sha256", order.context, dss_settings=settings, output=out)
    except RefusedError as error:
        raise SigningError(_failed(error)) from error
    return out.getvalue()


def _failed(error: Exception) -> Fault:
    problem = message("The signature could not be made: {reason}", reason=str(error))
    return Fault(problem, message("Check the time stamp service, the trust roots and the revocation data."))


def _look(order: Order, blank: Blank, role: _Role) -> Look:
    credential = order.credential
    shown = credential.common_name if role.deputised else blank.person
    local = order.moment.astimezone()
    serial = credential.serial[-8:]
    return Look(shown, blank.department, blank.title, local, serial, role.deputised, order.seal)


def _metadata(order: Order, blank: Blank, role: _Role) -> PdfSignatureMetadata:
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata
    from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference

    together = SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
    is_long_term = order.level in {"B-LT", "B-LTA"}
    return PdfSignatureMetadata(
        field_name=blank.name,
        md_algorithm="sha256",
        name=order.credential.common_name,
        reason=f"代{role.deputised}签署" if role.deputised else "签署",
        location=blank.department,
        certify=role.certifies,
        subfilter=SigSeedSubFilter.PADES,
        docmdp_permissions=MDPPerm.NO_CHANGES if role.locks else MDPPerm.FILL_FORMS,
        validation_context=order.context,
        embed_validation_info=is_long_term,
        dss_settings=DSSContentSettings(include_vri=False, placement=together),  # nothing follows the signature
        signer_key_usage={"non_repudiation"},
    )


def _turn_faults(blank: Blank, fields: tuple[Blank, ...], signed: set[str]) -> Iterator[Fault]:
    if blank.name in signed:
        problem = message("{department} has signed already", department=blank.department)
        yield Fault(problem, message("A signature stays; what has changed is signed in the plan's next version."))
    earlier = [item.department for item in fields if item.sequence < blank.sequence and item.name not in signed]
    if blank.in_order and earlier:
        problem = message("It is not yet the turn of {department}", department=blank.department)
        yield Fault(problem, message("First to sign: {departments}.", departments=earlier))


def _called_back(order: Order) -> Iterator[Fault]:
    """A signature cannot be taken back, and one by a certificate that was called back would spoil its field."""
    if day := called_back(order.credential.certificate, order.revocations):
        problem = message(
            "The certificate of {name} was called back on {date}", name=order.credential.common_name, date=day
        )
        yield Fault(problem, message("Have a new certificate issued, and sign with that."))


def _seal_faults(seal: Seal | None, blank: Blank) -> Iterator[Fault]:
    x1, y1, x2, y2 = blank.rectangle
    if seal and not seal.fits(x2 - x1, y2 - y1):
        problem = message(
            "The seal is {size} mm in size, its place only {room} mm",
            size=_in_mm(seal.width, seal.height),
            room=_in_mm(x2 - x1, y2 - y1),
        )
        yield Fault(
            problem, message("Give the seal's true width with --seal-size; what is larger does not go into this place.")
        )


def _in_mm(width: Pt, height: Pt) -> str:
    return f"{width / from_mm(1):.0f} × {height / from_mm(1):.0f}"


def _other_name(name: str, blank: Blank) -> Fault:
    problem = message(
        "The certificate names {name}, but {person} signs for {department}",
        name=name,
        person=blank.person,
        department=blank.department,
    )
    return Fault(
        problem,
        message(
            "Sign with the certificate of {person}, or add --allow-other-name: the signature then says so.",
            person=blank.person,
        ),
    )


def _no_field(department: str, fields: tuple[Blank, ...]) -> Fault:
    if not fields:
        problem = message("The file has no signature fields")
        return Fault(problem, message("In the answers give signatories the method 电子, and build the plan anew."))
    problem = message("{department} does not sign this plan electronically", department=department)
    return Fault(
        problem, message("With --as give one of: {departments}.", departments=[item.department for item in fields])
    )
