"""Builds many answer files, in this process or in several: one bad file never stops the rest."""

from __future__ import annotations

import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from docgen.aside import on_one_core
from docgen.errors import DocgenError, Fault
from docgen.messages import message
from docgen.settings import FILE_NAME as SETTINGS_FILE
from docgen.workshop import Workshop

if TYPE_CHECKING:
    from docgen.outcome import Outcome

ANSWER_SUFFIXES = frozenset({".yaml", ".yml", ".json", ".toml"})


class Result(NamedTuple):
    """What became of one answer file: an outcome, or the faults that ended it. `trace` is for `--debug`."""

    file: Path
    seconds: float
    outcome: Outcome | None = None
    faults: tuple[Fault, ...] = ()
    exit_code: int = 0
    trace: str = ""


Make: TypeAlias = Callable[[Path], Result]
"""Builds one answer file; whatever goes wrong is in the result."""


def answer_files(paths: Sequence[Path], output: Path) -> list[Path]:
    """The files among `paths`, and every answer file in the folders among them, by name; each once.

    Archived versions (there is a manifest beside them), what docgen keeps in `output`, the settings file, hidden files
    and the lock files of office programs (`~$plan.yaml`) are no answer files.
    """
    found: dict[Path, None] = {}
    for path in paths:
        inside = (file for file in sorted(path.rglob("*")) if _is_answer_file(file, path, output))
        found |= dict.fromkeys(inside if path.is_dir() else [path])
    return list(found)


def _is_answer_file(file: Path, folder: Path, output: Path) -> bool:
    if file.suffix.lower() not in ANSWER_SUFFIXES or file.name == SETTINGS_FILE or file.is_dir():
        return False
    from docgen.archive.model import MANIFEST_NAME

    is_hidden = any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)
    is_kept = any(file.resolve().is_relative_to(output / kept) for kept in ("archive", "drafts"))
    return not is_hidden and not is_kept and not file.with_name(MANIFEST_NAME).exists()


def build_one(file: Path, workshop: Workshop, *, as_draft: bool) -> Result:
    """Build one file; whatever goes wrong is in the result."""
    from docgen.pipeline import build, draft

    start = time.perf_counter()
    try:
        outcome = draft(file, workshop) if as_draft else build(file, workshop)
    except DocgenError as error:
        return Result(file, time.perf_counter() - start, None, error.faults, error.exit_code)
    except Exception as error:  # noqa: BLE001 - the boundary that keeps one file's trouble from the others
        fault = Fault(
            message("Internal error: {reason}", reason=f"{type(error).__name__}: {error}"),
            message("Please report it with the answer file; --debug shows where it happened."),
            file=file,
        )
        return Result(file, time.perf_counter() - start, None, (fault,), 1, traceback.format_exc())
    return Result(file, time.perf_counter() - start, outcome)


def build_all(files: Sequence[Path], workshop: Workshop, *, jobs: int, as_draft: bool) -> Iterator[Result]:
    """Build `files` on `jobs` processor cores, in as many processes; results come as they are ready.

    Fewer files than cores leave some over: then each process does some of its work aside.
    """
    make = partial(build_one, workshop=workshop, as_draft=as_draft)
    if jobs <= len(files):
        make = partial(_on_one_core, make)
    if jobs <= 1 or len(files) <= 1:
        yield from map(make, files)
        return
    unfinished = dict.fromkeys(files)
    for result in _in_pool(files, make, min(jobs, len(files))):
        del unfinished[result.file]
        yield result
    for file in unfinished:  # a process died: find out with which file, one at a time
        alone = list(_in_pool([file], make, 1))
        yield alone[0] if alone else Result(file, 0.0, None, (_process_died(file),), 1)


def _on_one_core(make: Make, file: Path) -> Result:
    with on_one_core():
        return make(file)


def _in_pool(files: Sequence[Path], make: Make, processes: int) -> Iterator[Result]:
    """The results of those files that no dying process took with it."""
    from concurrent.futures import Future, ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool

    import docgen.pipeline  # noqa: F401  # where processes are copies of this one, they have it at once

    with ProcessPoolExecutor(processes, initializer=_begin, initargs=(make,)) as pool:
        try:
            futures: list[Future[Result]] = [pool.submit(_make_in_worker, file) for file in files]
            for future in as_completed(futures):
                yield future.result()
        except BrokenProcessPool:
            return
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _begin(make: Make) -> None:
    global _make  # noqa: PLW0603 - a pool's initializer has no other way to hand something to its tasks
    _make = make
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the process that gives work ends the others
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process as soon as the one that gives it work is gone, however it went: nobody waits for the rest."""
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # what was being stored is in a staging folder, which the next run sweeps away


_make: Make


def _make_in_worker(file: Path) -> Result:
    return _make(file)


def _process_died(file: Path) -> Fault:
    return Fault(
        message("The process that built this plan was ended by the system"),
        message("It may have run out of memory: build the file alone, and see whether it is unusually large."),
        file=file,
    )
