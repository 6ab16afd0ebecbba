"""docgen at work in processes of its own, which tests kill, starve of disk space, or set on one document together.

The processes are forked from one that has imported what they need already, so that each begins within milliseconds.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import io
import multiprocessing
import os
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from small_archive import store

from docgen.archive import Archive, ArchivedVersion
from docgen.errors import DocgenError

MOMENT = dt.datetime.now(dt.UTC)
Work = Callable[..., Any]
"""What a process does; what it returns is sent back: from then on it is acknowledged."""

CONTEXT = multiprocessing.get_context("forkserver" if sys.platform != "win32" else "spawn")
CONTEXT.set_forkserver_preload(
    [
        "docgen.cli.build",
        "docgen.cli.main",
        "cerberus",
        "docgen.filing",
        "docgen.pipeline",
        "docgen.signing.appending",
        "docgen.signing.drawn",
        "docgen.signing.held",
        "docgen.workshop",
        "pyhanko.stamp",
        "PIL.ImageDraw",
        "PIL.ImageFilter",
        "pypdfium2",
        "reportlab.pdfgen.canvas",
        "zxingcpp",
        "at_work",
    ]
)


class Refused(NamedTuple):
    """The work was refused: how, and the msgids of the reasons."""

    error: type[DocgenError]
    problems: tuple[str, ...]


class Process:
    """`work(*arguments)` in a process of its own; after `room` writes more the disk is full."""

    def __init__(self, work: Work, *arguments: Any, room: int | None = None) -> None:
        self._answers, answer = CONTEXT.Pipe(duplex=False)
        self._process = CONTEXT.Process(target=_run, args=(answer, work, arguments, room))
        self._process.start()
        answer.close()

    def kill(self) -> None:
        """SIGKILL: the process notices nothing."""
        self._process.kill()

    def result(self) -> Any:
        """What it sent back; `Refused` where it was; None where it was killed before it could answer."""
        try:
            return self._answers.recv()
        except EOFError:
            return None
        finally:
            self._process.join()
            self._answers.close()
            self._process.close()


def _run(answer: Connection, work: Work, arguments: tuple[Any, ...], room: int | None) -> None:
    if room is not None:
        _fill_the_disk(room)
    try:
        answer.send(work(*arguments))
    except DocgenError as refusal:
        answer.send(Refused(type(refusal), tuple(fault.problem.msgid for fault in refusal.faults)))


def _fill_the_disk(room: int) -> None:
    """From now on, after `room` more, the system refuses whatever writes to an archive."""
    left = [room]

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if _writes(event, arguments) and "output" in str(arguments[0]):
            left[0] -= 1
            if left[0] < 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    sys.addaudithook(watch)


def _writes(event: str, arguments: tuple[Any, ...]) -> bool:
    if event == "open":
        _, mode, flags = arguments
        return bool(set(mode or "") & set("wxa+")) or bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    if event == "os.mkdir":
        return not os.path.isdir(arguments[0])  # one that is there is not made
    return event in {"os.rename", "sqlite3.connect"}


def build(folder: Path, text: str) -> str:
    """`docgen build` of the plan `text` in `folder`: what it said, or how it failed."""
    from docgen.cli.main import main

    os.chdir(folder)
    os.environ["DOCGEN_LANG"] = "en"
    plan = folder / f"plan-{os.getpid()}.yaml"
    plan.write_text(text, encoding="utf-8")
    said, complained = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complained):
        code = main(["build", str(plan), "--format", "json"])
    return said.getvalue() if code == 0 else f"exit code {code}: {complained.getvalue()}"


def sign(output: Path, number: str, department: str, key: Path) -> int:
    """Sign the document for a department with a PKCS#12 key; the number of the state that comes of it."""
    from small_bundle import fonts

    from docgen.archive.signatures import Place, sign_version
    from docgen.signing.credentials import from_file
    from docgen.signing.signing import Order
    from docgen.signing.signing import sign as sign_pdf

    archive = Archive(output)
    order = Order(department, from_file(key, key.with_suffix(".passphrase").read_bytes().strip()), MOMENT)
    place = Place(archive.root, archive.find(number)[-1])
    return sign_version(place, lambda pdf: sign_pdf(pdf, order, fonts()), MOMENT).record.number


def attach(output: Path, number: str, scan: Path) -> int:
    """File a scan with the document; the number of the filing."""
    from docgen.filing import examine, file_paper

    archive = Archive(output)
    return file_paper(archive, examine(archive.find(number)[-1], [scan]), [], MOMENT).number


def keep(archive: Archive, number: str, pdf: bytes) -> ArchivedVersion:
    """Archive `pdf` as a document of its own."""
    return store(archive, f"content of {number}", name=f"计划_{number}", number=number, pdf=pdf)
