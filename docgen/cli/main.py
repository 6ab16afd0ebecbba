"""Parses the command line, runs one command, and turns errors into messages and exit codes.

Exit codes: 0 done; 1 the input has errors; 2 wrong usage; 3 the environment lacks something; 130 interrupted.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import signal
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from docgen.cli.console import Console
from docgen.errors import DocgenError

if TYPE_CHECKING:
    import argparse

COMMANDS = ("questionnaire", "check", "build", "pages", "sign", "verify", "keys", "archive", "forms", "preview")
"""Each is a module of this package with `add(subparsers, say)`, which adds commands, each with its `run` as default."""


_INTERRUPTED = 130
_COLLECT_AFTER = (50_000, 20, 50)
"""How many new objects wake the garbage collector, and how often it looks at older ones.

Starting up and building make some hundred thousand objects that live to the end and hardly a cycle; with Python's own
figures (700, 10, 10) a twelfth of the time of a build goes into looking through them again and again.
"""


def run() -> None:
    """The console script."""
    gc.set_threshold(*_COLLECT_AFTER)
    exit_code = main(sys.argv[1:])
    if exit_code == _INTERRUPTED:
        _leave_at_once()
    gc.freeze()  # what is left goes with the process: Python need not look through all of it for cycles (50 ms)
    sys.exit(exit_code)


def _leave_at_once() -> NoReturn:
    """End without waiting for what works aside: it may be waiting itself, for a lock that the interrupt left shut."""
    with contextlib.suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(_INTERRUPTED)


def main(argv: Sequence[str]) -> int:
    """Run one command and return its exit code; never raises unless `--debug` is given."""
    if list(argv) == ["--version"]:  # answered before anything is imported
        from docgen import __version__

        print(f"docgen {__version__}")
        return 0
    console = Console.from_environment(argv, os.environ)
    try:
        arguments = _parser(console).parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    return _run(arguments, console)


def _run(arguments: argparse.Namespace, console: Console) -> int:
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        return int(arguments.run(arguments, console))
    except DocgenError as error:
        console.faults(error.faults)
        return error.exit_code
    except KeyboardInterrupt:
        console.interrupted()
        return _INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains again while it ends
        return 1
    except OSError as error:
        if arguments.debug:
            raise
        console.refused(error)
        return 1
    except Exception as error:
        if arguments.debug:
            raise
        console.internal_error(error)
        return 1


def _interrupt(_signal: int, _frame: object) -> NoReturn:
    """Let SIGTERM, with which a system shuts down, end a run as Ctrl-C does: processes stopped, leftovers removed."""
    raise KeyboardInterrupt


def _parser(console: Console) -> argparse.ArgumentParser:
    from docgen import __version__
    from docgen.cli import parser

    parser.speak(console.translate)
    say = console.say
    root = parser.Parser(prog="docgen", description=say("Write, check, print and keep collaboration plans."))
    root.add_argument("--version", action="version", version=f"docgen {__version__}", help=say("show the version"))
    parser.add_common(root, say)
    commands = root.add_subparsers(metavar="COMMAND", required=True, title=say("commands"))
    for name in COMMANDS:
        importlib.import_module(f"docgen.cli.{name}").add(commands, say)
    return root
