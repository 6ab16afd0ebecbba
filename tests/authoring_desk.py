"""The desk that packs are tried at in tests."""

from __future__ import annotations

import datetime as dt

from small_templates import fonts

from docgen.authoring.trial import Desk
from docgen.edition import Organisation

DESK = Desk(fonts(), Organisation("晨曦电器集团有限公司"), dt.date(2026, 7, 1))
