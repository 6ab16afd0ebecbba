"""How large the proofs by many cases are: as large as each run has time for, or full with DOCGEN_PROOFS=full."""

from __future__ import annotations

import os


def size(usual: int, full: int) -> int:
    """How many cases: `make proofs` asks for `full`."""
    return full if os.environ.get("DOCGEN_PROOFS") == "full" else usual
