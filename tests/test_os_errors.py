"""What the operating system refuses is said in the user's language."""

from __future__ import annotations

import errno
import re

import pytest

from docgen.messages import Translator
from docgen.os_errors import reason


@pytest.mark.parametrize(
    "number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP]
)
def test_common_refusals_are_said_in_chinese(number: int) -> None:
    said = Translator("zh")(reason(OSError(number, "English words")))
    assert re.fullmatch("[\u4e00-\u9fff，]+", said)


def test_rare_refusal_keeps_the_words_of_the_system() -> None:
    assert reason(OSError(errno.ENOTTY, "Inappropriate ioctl")) == "Inappropriate ioctl"
    assert reason(OSError("no number")) == "no number"
