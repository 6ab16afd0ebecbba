"""What pyHanko does otherwise than a bundle needs: which fields a signature locks, and what an update rewrites."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm
from pyhanko.sign.signers import PdfSigner
from pyhanko.sign.signers.cms_embedder import SigMDPSetup
from pyhanko.sign.signers.pdf_signer import PdfSigningSession


class Appender(IncrementalPdfFileWriter):
    """Appends an update that leaves /Info and XMP as they are.

    pyHanko's own would date them anew in a form that breaks PDF/A; the signature itself says when it was made.
    """

    def _update_meta(self) -> None:
        pass


class Signer(PdfSigner):
    """Signs as of `moment` (with its zone), which pyHanko would take from the computer's clock.

    Where `locks`, the signature locks all fields, whatever its own field asks for.
    pyHanko takes the lock from the field alone, and the field of a bundle cannot know that it will be the last one
    signed; to write a lock into it now would be a change that the earlier signatures do not allow. So the lock stands
    in the signature, where it counts (ISO 32000-1 12.8.2.4).
    """

    locks = False
    moment: dt.datetime | None = None

    def init_signing_session(self, *arguments: Any, **settings: Any) -> PdfSigningSession:
        """A session whose signature carries the moment, and the lock."""
        session = super().init_signing_session(*arguments, **settings)
        session.system_time = self.moment or session.system_time
        if self.locks:
            session.__class__ = _LockingSession
        return session


class _LockingSession(PdfSigningSession):
    def _apply_locking_rules(self) -> SigMDPSetup:
        setup = super()._apply_locking_rules()
        return replace(setup, field_lock=FieldMDPSpec(FieldMDPAction.ALL), docmdp_perms=MDPPerm.NO_CHANGES)
