"""Makes the workshop of a run from the command's options and `docgen.toml`."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import os
from typing import TYPE_CHECKING

from docgen.settings import Settings, load_settings

if TYPE_CHECKING:
    from docgen.workshop import Workshop


def open_settings(arguments: argparse.Namespace) -> Settings:
    """The settings file's values with the options over them."""
    settings = load_settings(arguments.config)
    changes: dict[str, object] = {}
    if getattr(arguments, "output", None):
        changes["output"] = arguments.output.resolve()
    if getattr(arguments, "forms", None):
        changes["forms"] = arguments.forms.resolve()
    return dataclasses.replace(settings, **changes)  # type: ignore[arg-type]


def open_workshop(arguments: argparse.Namespace) -> Workshop:
    """Open what the plans of this run share."""
    from docgen.workshop import Workshop

    return Workshop(open_settings(arguments), today(), duplex=getattr(arguments, "duplex", False))


def today() -> dt.date:
    """The date that is printed: today's, or that of SOURCE_DATE_EPOCH (seconds since 1970) for repeatable builds."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date() if epoch else dt.date.today()
