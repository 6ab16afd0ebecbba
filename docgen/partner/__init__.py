"""Sets the documents of one plan in two processes at once, where the machine has a second core: half the waiting.

Both take documents from one heap, each the next that nobody has taken, fill its template and lay it out. The first
process then has the pages of all, and goes on alone. What comes out is what one process makes, byte for byte.

The second process is a help and never a need: where there is none, where it dies, or where anything is wrong with a
plan, the first does all of the work, and tells what is wrong as if it had been alone.
"""

from docgen.partner.model import Desk
from docgen.partner.partner import Partner

__all__ = ["Desk", "Partner"]
