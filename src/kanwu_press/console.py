"""What the editor sees: progress, findings, the end of a run; on a terminal, in a log, or as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from gettext import NullTranslations

from rich.console import Console
from rich.markup import escape
from rich.text import Text

from kanwu_press.findings import Finding, Level
from kanwu_press.records import finding_record

_LOOK = {
    Level.ERROR: ("bold red", "✗"),
    Level.INSTALL: ("bold red", "✗"),
    Level.WARNING: ("yellow", "!"),
    Level.INFO: ("cyan", "·"),
}


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a run's words go. `machine` turns them into one JSON object a line."""

    console: Console
    words: NullTranslations
    machine: bool

    def say(self, message: str, **values: object) -> None:
        """A sentence (message id with fields) for a person; machines get an event."""
        text = self.words.gettext(message).format(**values)
        if self.machine:
            self._json({"event": "message", "text": text})
        else:
            self.console.print(Text(text))

    def item(self, text: str) -> None:
        """A line of a list under a sentence."""
        self.console.print(Text(f"  {text}"))

    def step(self, message: str) -> None:
        """The next step of the work has begun."""
        text = self.words.gettext(message)
        if self.machine:
            self._json({"event": "step", "text": text})
        else:
            self.console.print(f"[dim]▸[/dim] {escape(text)}" if self.console.is_terminal else f"- {text}")

    def findings(self, findings: Iterable[Finding]) -> None:
        """All findings, then how many there were of each level."""
        found = tuple(findings)
        for finding in found:
            self._finding(finding)
        if found and not self.machine:
            self._count(found)

    def done(self, **record: object) -> None:
        """The end of a run, for machines."""
        if self.machine:
            self._json({"event": "done", **record})

    def _finding(self, finding: Finding) -> None:
        if self.machine:
            self._json({"event": "finding", **finding_record(finding, self.words)})
            return
        style, mark = _LOOK[finding.level]
        line = Text(f"{mark} ", style=style)
        line.append(_where(finding), style="bold")
        line.append(f"  {finding.message(self.words)}", style="")
        line.append(f"  [{finding.code}]", style="dim")
        self.console.print(line)
        remedy = finding.remedy(self.words)
        if remedy:
            self.console.print(Text(f"    → {remedy}", style="dim"))

    def _count(self, found: tuple[Finding, ...]) -> None:
        errors = sum(f.level in (Level.ERROR, Level.INSTALL) for f in found)
        warnings = sum(f.level is Level.WARNING for f in found)
        text = self.words.gettext("{errors} to mend, {warnings} to look at.")
        self.console.print(Text(text.format(errors=errors, warnings=warnings)))

    def _json(self, record: dict[str, object]) -> None:
        self.console.file.write(json.dumps(record, ensure_ascii=False) + "\n")


def _where(finding: Finding) -> str:
    place = finding.place
    if not place.file:
        return ""
    parts = [place.file, *(str(n) for n in (place.line, place.column) if n)]
    return ":".join(parts)


def make_screen(words: NullTranslations, machine: bool) -> Screen:
    """The screen for this run: rich on a terminal, plain lines elsewhere."""
    return Screen(Console(highlight=False, soft_wrap=True, emoji=False), words, machine)
