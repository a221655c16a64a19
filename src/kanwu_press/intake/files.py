"""A file on disk → manuscripts on disk: what `kanwu import` does."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from gettext import NullTranslations
from pathlib import Path

from kanwu_press.findings import Finding, in_order
from kanwu_press.intake import rules
from kanwu_press.intake.docx import import_word_files, is_word
from kanwu_press.intake.recognised import REPORT, import_bytes
from kanwu_press.intake.text import INPUT_BYTES, TOO_LARGE
from kanwu_press.intake.write import write
from kanwu_press.model import Place
from kanwu_press.words import words


def import_file(
    file: Path, into: Path, issue: str, translations: NullTranslations | None = None
) -> tuple[Finding, ...]:
    """Import `file` as `issue` (2024-04) into the publication's folder `into`; doubts and errors in order.

    The report is in Chinese unless `translations` are given. Nothing is raised for what the file holds.
    """
    place = Place(file.name)
    if file.is_dir():
        return (rules.FOLDER.at(place, pattern=f"{shlex.quote(str(file))}/*.docx"),)
    try:
        size = file.stat().st_size
        if size > INPUT_BYTES:
            return (TOO_LARGE.at(place, size=size // 1000, limit=INPUT_BYTES // 1000),)
        data = file.read_bytes()
    except OSError as error:
        return (rules.UNREADABLE.at(place, reason=error.strerror or type(error).__name__),)
    existing = _existing(into / "publication.yaml")
    imported = import_bytes(data, issue, file.name, translations or words("zh"), existing)
    if not imported.files:
        return imported.findings
    folder = f"manuscripts/{issue}"
    done = rules.DONE.at(
        Place(folder),
        articles=len(imported.articles),
        columns=len(imported.columns),
        folder=folder,
        report=f"{folder}/{REPORT}",
    )
    return (*in_order((*imported.findings, *write(imported, into))), done)


def import_files(
    files: Sequence[Path],
    into: Path,
    issue: str,
    column: str = "",
    translations: NullTranslations | None = None,
) -> tuple[Finding, ...]:
    """Import each of `files`: Word files as articles of `column`, any other as the text of a whole issue."""
    documents = [file for file in files if is_word(file)]
    texts = [file for file in files if file not in documents]
    found = [one for file in texts for one in import_file(file, into, issue, translations)]
    if documents:
        found += import_word_files(documents, into, issue, column, translations)
    return tuple(found)


def _existing(publication: Path) -> bytes | None:
    """The publication.yaml that is there already; None where there is none that could be read."""
    try:
        return publication.read_bytes()
    except OSError:
        return None
