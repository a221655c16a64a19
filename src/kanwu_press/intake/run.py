"""One import from disk to disk: a file of recognised text → manuscripts in a publication's folder."""

from __future__ import annotations

import re
from gettext import NullTranslations
from pathlib import Path

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.intake.recognised import import_bytes
from kanwu_press.intake.write import write
from kanwu_press.model import Place

SOURCE_UNREADABLE = Rule(
    "import-unreadable",
    Level.ERROR,
    N_("The file can't be read: {reason}"),
    N_("Check its name and whether you may open it."),
)
ISSUE_NAME = Rule(
    "import-issue-name",
    Level.ERROR,
    N_("“{name}” is not the name of an issue."),
    N_("Write the year and the number of the issue, as in 2024-04."),
)


def import_file(file: Path, into: Path, issue: str, words: NullTranslations) -> tuple[Finding, ...]:
    """Import `file` as issue `issue` (`2024-04`) of the publication in `into`; its report is in `words`."""
    if not re.fullmatch(r"\d{4}-\d{2}", issue):
        return (ISSUE_NAME.at(Place(""), name=issue),)
    try:
        data = file.read_bytes()
    except OSError as error:
        return (SOURCE_UNREADABLE.at(Place(file.name), reason=error.strerror or str(error)),)
    imported = import_bytes(data, issue, file.name, words)
    return (*imported.findings, *write(imported, into))
