"""What a disk may refuse to a delivery, in words for the editor."""

from __future__ import annotations

import errno
from pathlib import Path

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import NOWHERE

DISK_FULL = Rule(
    "deliver-disk-full",
    Level.ERROR,
    N_("The disk is full: the new build could not be written to {folder}."),
    N_("Free some space and build again. The build that was there before is still whole."),
)
READ_ONLY = Rule(
    "deliver-read-only",
    Level.ERROR,
    N_("The output folder {folder} is on a disk that can only be read."),
    N_("Choose another output folder with -o. The build that was there before is still whole."),
)
NOT_PERMITTED = Rule(
    "deliver-not-permitted",
    Level.ERROR,
    N_("No permission to write into the output folder {folder}."),
    N_("Choose another output folder with -o, or change the permissions of this one."),
)
FAILED = Rule(
    "deliver-failed",
    Level.ERROR,
    N_("The build could not be put into {folder}: {reason}."),
    N_("Check the output folder or choose another with -o. The build that was there before is still whole."),
)
NOT_A_FOLDER = Rule(
    "deliver-not-folder",
    Level.ERROR,
    N_("{folder} is not an ordinary folder, so no build can be put there."),
    N_("Move it away, or choose another output folder with -o."),
)
FOREIGN_FILES = Rule(
    "deliver-foreign-files",
    Level.ERROR,
    N_("{folder} holds files that no build put there: {files}. A new build would replace the whole folder."),
    N_("Move these files elsewhere and build again, or choose another output folder with -o."),
)
BUSY = Rule(
    "deliver-busy",
    Level.ERROR,
    N_("Another build of this issue has been writing to {folder} for more than {seconds} seconds."),
    N_("Wait until it has ended or end it, then build again."),
)
LEFTOVER = Rule(
    "deliver-leftover",
    Level.WARNING,
    N_("The build is delivered, but the replaced one could not be removed: {folder}."),
    N_("Delete this folder by hand."),
)

_BY_ERRNO = {
    errno.ENOSPC: DISK_FULL,
    errno.EDQUOT: DISK_FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: NOT_PERMITTED,
    errno.EPERM: NOT_PERMITTED,
    errno.ENOTDIR: NOT_A_FOLDER,
}


def refused(error: OSError, target: Path) -> Finding:
    """What kept `target` from being written."""
    rule = _BY_ERRNO.get(error.errno or 0, FAILED)
    if isinstance(error, FileExistsError):
        rule = NOT_A_FOLDER
    if rule is FAILED:
        return FAILED.at(NOWHERE, folder=target, reason=error.strerror or type(error).__name__)
    return rule.at(NOWHERE, folder=target)
