"""Whatever stands in a Word file: its pages show all of it, or it is refused by name; it ends, and nothing breaks.

DOCGEN_DEEP=5000 tries as many documents as it says.
"""

from __future__ import annotations

import datetime as dt
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from foreign.wording import printed_text, visible
from hypothesis import HealthCheck, given, settings
from pages.odd_documents import ODD, Odd

from docgen.bundle.alone import bind_alone
from docgen.errors import DocgenError, Fault
from docgen.fonts import FontLibrary
from docgen.form.model import DocumentSpec
from docgen.messages import Text, Translator
from docgen.pages.embedded import embedded
from docgen.pages.layout import text_of
from docgen.single import word_of

_SECONDS = 10
_EXAMPLES = int(os.environ.get("DOCGEN_DEEP", "150"))


@contextmanager
def in_time() -> Iterator[None]:
    """Fail where something takes longer than a document may, of the processor's time."""

    def fail(*_: object) -> None:
        raise TimeoutError(f"not done after {_SECONDS} s")

    before = signal.signal(signal.SIGPROF, fail)
    signal.setitimer(signal.ITIMER_PROF, _SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def assert_whole_or_refused(docx: bytes, fonts: FontLibrary) -> str:
    """Set a file; "whole", or what it is refused for, in Chinese."""
    word = word_of(docx, DocumentSpec("文件", Text("文件"), Path("文件.docx")), "文件.docx")
    faults: tuple[Fault, ...] = ()
    with in_time():
        try:
            (document,) = embedded([word], fonts)
            pdf = bind_alone(document, dt.date(2026, 7, 1), fonts)
        except DocgenError as error:
            faults = error.faults
    if faults:
        assert not any("would lose" in fault.problem.msgid for fault in faults)
        return " / ".join(Translator("zh")(fault.problem) for fault in faults)
    assert pdf.startswith(b"%PDF")
    assert not visible(printed_text(docx)) - visible(text_of(document))
    return "whole"


@settings(
    max_examples=_EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(ODD)
def test_any_document_is_set_whole_or_refused_by_name(fonts, odd: Odd):
    assert_whole_or_refused(odd.file(), fonts)
