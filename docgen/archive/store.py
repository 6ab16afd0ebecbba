"""Puts a folder of files on disk so that it is there whole or not at all.

Everything is written into a staging folder beside the target and flushed (files, then folders); only then the folder
takes its final name, and the parent is flushed too. A crash or a full disk leaves at most a staging folder, which the
next holder of the lock sweeps away. It does not decide names or versions.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from docgen.flushing import flush_folder

STAGING_PREFIX = ".staging-"


def store_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Make `target` hold exactly `files` (path with `/` → bytes); the caller holds its lock and has swept beside it.

    Raises FileExistsError where `target` exists, OSError where the disk refuses; then nothing of it is left.
    """
    if target.exists():
        raise FileExistsError(str(target))
    _make_durable_folder(target.parent)
    staging = target.parent / f"{STAGING_PREFIX}{target.name}"
    try:
        staging.mkdir()
        for path, data in files.items():
            _write(staging / PurePosixPath(path), data)
        for folder in [*(entry for entry in staging.rglob("*") if entry.is_dir()), staging]:
            flush_folder(folder)
        staging.rename(target)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    flush_folder(target.parent)


def sweep(folder: Path) -> None:
    """Remove what an interrupted run left in `folder`; the caller holds the lock of everything stored there."""
    for leftover in folder.glob(f"{STAGING_PREFIX}*"):
        shutil.rmtree(leftover, ignore_errors=True)


def replace_file(target: Path, data: bytes) -> None:
    """Put `data` into `target` in one step, over what was there; for what is not archived (drafts)."""
    _make_durable_folder(target.parent)
    staging = target.with_name(f"{STAGING_PREFIX}{os.getpid()}{target.suffix}")
    try:
        _write(staging, data)
        staging.replace(target)
    except BaseException:
        staging.unlink(missing_ok=True)
        raise
    flush_folder(target.parent)


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())


def _make_durable_folder(folder: Path) -> None:
    missing = [part for part in (folder, *folder.parents) if not part.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for part in missing:
        flush_folder(part.parent)
