"""Says what the operating system means when it refuses a file: its own words are English, and those of programmers."""

from __future__ import annotations

import errno

from docgen.messages import Message, message

_REASONS = {
    errno.ENOSPC: message("the disk is full"),
    errno.EDQUOT: message("the disk space allotted to you is used up"),
    errno.EACCES: message("you have no permission"),
    errno.EPERM: message("you have no permission"),
    errno.EROFS: message("the disk is read-only"),
    errno.ENOENT: message("there is no such file or folder"),
    errno.ENOTDIR: message("a file stands where a folder is needed"),
    errno.EISDIR: message("it is a folder"),
    errno.EEXIST: message("it exists already"),
    errno.ENAMETOOLONG: message("the path is too long"),
    errno.ELOOP: message("the links lead round in a circle"),
    errno.EMFILE: message("too many files are open"),
    errno.ENFILE: message("too many files are open"),
    errno.EIO: message("the disk does not answer properly"),
    errno.EBUSY: message("another program is using it"),
    errno.ETXTBSY: message("another program is using it"),
}


def reason(error: OSError) -> Message | str:
    """Why the system refused, as the end of a sentence; the system's own words where the case is a rare one."""
    known = _REASONS.get(error.errno) if error.errno else None
    return known or error.strerror or str(error)
