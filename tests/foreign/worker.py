"""A process that sets Word files one after the other, each under a time limit, and tells a line of JSON of each.

python -m foreign.worker ENGINE FOLDER  <  paths, one a line
"""

from __future__ import annotations

import datetime as dt
import json
import os
import resource
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any

SECONDS = 10
MEGABYTES = 500
_ADDRESSES = 4 * 2**30
"""A last resort, so that a file that grows without end is ended before the machine is."""


class TooSlowError(BaseException):
    """The time of a document is up. No `Exception`: nothing but the worker may catch it."""


def main(engine: str, folder: Path) -> None:
    """Set every file that is named on standard input."""
    from docgen.fonts import FontLibrary
    from docgen.pages.choice import EngineChoice
    from docgen.single import Press

    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES))
    signal.signal(signal.SIGPROF, _time_is_up)
    choice = EngineChoice(engine, dict(os.environ), folder / "profiles")  # type: ignore[arg-type]
    press = Press(choice, FontLibrary.open({}), dt.date(2026, 7, 1), folder)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_tell(Path(line.rstrip("\n")), press), ensure_ascii=False) + "\n")
        sys.stdout.flush()


def _time_is_up(*_: object) -> None:
    raise TooSlowError


def _tell(path: Path, press: Any) -> dict[str, Any]:
    from docgen.single import print_files

    start, told = time.process_time(), {"file": str(path)}
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        (result,) = print_files([path], press)
        told |= {
            "pages": result.pages if result.pdf else 0,
            "exit_code": result.exit_code,
            "trace": result.trace,
            "faults": [
                {"problem": fault.problem.msgid, "construct": _construct(fault), "place": fault.place is not None}
                for fault in result.faults
            ],
        }
    except TooSlowError:
        told |= {"trace": f"not done after {SECONDS} s\n" + traceback.format_exc()}
    except Exception:  # noqa: BLE001 - that is what the worker is to tell
        told |= {"trace": traceback.format_exc()}
    signal.setitimer(signal.ITIMER_PROF, 0)
    told["seconds"] = round(time.process_time() - start, 2)
    told["megabytes"] = _peak()
    if told.get("pages"):
        told["lost"] = _lost(path, press.target(path))
    return told


def _peak() -> int:
    """The most memory that this process had. `getrusage` counts what its parent had when it began, too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def _construct(fault: Any) -> str:
    said = fault.problem.params.get("construct")
    return str(said) if said is not None else str(fault.problem)


def _lost(path: Path, pdf: Path) -> str:
    """The characters of the Word file that are not in the PDF, by a reader of each that docgen has no part in."""
    import pypdfium2
    from foreign.wording import printed_text, visible

    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            found.append(text.get_text_bounded().replace("\x02", "-"))  # how PDFium tells a hyphen at a line's end
            text.close()
            page.close()
    return "".join((visible(printed_text(path.read_bytes())) - visible("".join(found))).elements())


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
