"""What the editor can mend, as values: Rule (declared once, beside the code that applies it) and Finding.

A stage declares its rules as module constants and reports `RULE.at(place, name=value)`.
The message and the remedy are English message ids with `{name}` fields; gettext turns
them into the editor's language when they are shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from gettext import NullTranslations

from kanwu_press.model import Place


class Level(Enum):
    """How grave a finding is. Only ERROR and INSTALL keep an issue from being delivered."""

    ERROR = "error"  # the editor must mend it
    WARNING = "warning"  # delivered, but somebody should look
    INFO = "info"  # a fact worth knowing, such as pages added
    INSTALL = "install"  # a font, Java or a library is missing on this machine


class Exit:
    """The one table of exit codes (2 is click's own, for a wrong command)."""

    DELIVERED = 0
    MEND = 1
    USAGE = 2
    BROKEN = 3


def N_(message: str) -> str:  # noqa: N802 - gettext's own name
    """Mark a message id for extraction; it is translated when it is shown."""
    return message


# The system's own words for why a file could not be read or written (os.strerror), as values of findings.
SYSTEM_REASONS = frozenset(
    (
        N_("No such file or directory"),
        N_("Permission denied"),
        N_("Operation not permitted"),
        N_("Is a directory"),
        N_("Not a directory"),
        N_("Directory not empty"),
        N_("File exists"),
        N_("File name too long"),
        N_("File too large"),
        N_("No space left on device"),
        N_("Disk quota exceeded"),
        N_("Read-only file system"),
        N_("Input/output error"),
        N_("Device or resource busy"),
        N_("Text file busy"),
        N_("Invalid argument"),
        N_("Invalid cross-device link"),
        N_("Too many open files"),
        N_("Too many levels of symbolic links"),
        N_("Cannot allocate memory"),
        N_("Stale file handle"),
        N_("No such device or address"),
    )
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be found. `code` is stable: lower-case words joined by `-`, as in `key-unknown`."""

    code: str
    level: Level
    message: str  # what is wrong, with {fields}
    remedy: str  # what to do, with {fields}; may be empty for Level.INFO

    def at(self, place: Place, **values: object) -> Finding:
        """This rule found at `place`; `values` fill the fields of message and remedy."""
        return Finding(self, place, tuple(sorted((k, str(v)) for k, v in values.items())))


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule, the place where it was met, and the values for its sentences."""

    rule: Rule
    place: Place
    values: tuple[tuple[str, str], ...] = ()
    cleared: str = ""  # why the editor says it is no fault (核过); then it is set aside

    @property
    def code(self) -> str:
        return self.rule.code

    @property
    def level(self) -> Level:
        return self.rule.level

    def message(self, words: NullTranslations) -> str:
        """What is wrong, in the language of `words`."""
        return words.gettext(self.rule.message).format(**self._said(words))

    def remedy(self, words: NullTranslations) -> str:
        """What to do about it, in the language of `words`; may be empty."""
        if not self.rule.remedy:
            return ""
        return words.gettext(self.rule.remedy).format(**self._said(words))

    def _said(self, words: NullTranslations) -> dict[str, str]:
        """The values as they are said: the system's reasons in the language of `words`."""
        return {k: words.gettext(v) if v in SYSTEM_REASONS else v for k, v in self.values}


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Without repetitions, by file, line and column, so that two runs print the same."""
    unique = dict.fromkeys(findings)
    return tuple(
        sorted(unique, key=lambda f: (f.place.file, f.place.line, f.place.column, f.code, f.values))
    )


def blocks_delivery(findings: Iterable[Finding]) -> bool:
    """Whether anything found keeps the issue from being delivered."""
    return any(f.level in (Level.ERROR, Level.INSTALL) for f in findings)


def exit_code(findings: Iterable[Finding]) -> int:
    """The exit code these findings call for: a broken installation outranks the editor's mistakes."""
    levels = {f.level for f in findings}
    if Level.INSTALL in levels:
        return Exit.BROKEN
    return Exit.MEND if Level.ERROR in levels else Exit.DELIVERED
