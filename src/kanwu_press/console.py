"""What the editor sees: progress, findings, the end of a run; on a terminal, in a log, or as JSON lines."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from gettext import NullTranslations

from rich.box import SIMPLE_HEAD
from rich.console import Console, JustifyMethod
from rich.progress import Progress, ProgressColumn, SpinnerColumn, Task, TaskID, TextColumn
from rich.table import Table
from rich.text import Text

from kanwu_press.annotations import github, sarif
from kanwu_press.findings import N_, Finding, Level
from kanwu_press.records import finding_record

_LOOK = {
    Level.ERROR: ("bold red", "✗"),
    Level.INSTALL: ("bold red", "✗"),
    Level.WARNING: ("yellow", "!"),
    Level.INFO: ("cyan", "·"),
}
NOTES_SHOWN = 3  # of one kind: thirty articles may all end with white
_FOLDED = frozenset(("engine-warning",))  # one slip in a stylesheet makes the engine say much
_PIPE_CLOSED = 141  # 128 + SIGPIPE, as of any program whose reader has gone


class Terminal(Console):
    """Standard output; the run ends without a word when nobody reads any more (`kanwu check | head -1`)."""

    def on_broken_pipe(self) -> None:
        self.quiet = True
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(_PIPE_CLOSED)


@dataclass(frozen=True, slots=True)
class Notes:
    """What is said of notes beyond the first few of a kind (`more`), and the kinds told in full (`whole`)."""

    more: str = N_("{count} more notes of this kind; all of them stand in findings.json.")
    whole: frozenset[str] = frozenset()


NOTES = Notes()
Report = Callable[[tuple[Finding, ...]], str]


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a run's words go. `machine` turns them into one JSON object a line."""

    console: Terminal
    words: NullTranslations
    machine: bool
    report: Report | None = None  # another form of the findings, alone on standard output

    def say(self, message: str, **values: object) -> None:
        """A sentence (message id with fields) for a person; machines get an event."""
        text = self.words.gettext(message).format(**values)
        if self.machine:
            self._json({"event": "message", "text": text})
        else:
            self.console.print(Text(text))

    def item(self, text: str) -> None:
        """A line of a list under a sentence; not for machines."""
        if not self.machine:
            self.console.print(Text(f"  {text}"))

    def change(self, file: str, hunks: Iterable[tuple[int, str, str]]) -> None:
        """What changes in a file: for each place the line's number and its words before and after."""
        if not self.machine:
            self.console.print(Text(f"--- {file}", style="bold"))
        for line, before, after in hunks:
            if self.machine:
                self._json({"event": "change", "file": file, "line": line, "before": before, "after": after})
                continue
            self.console.print(Text(f"@@ {line} @@", style="dim"))
            self.console.print(Text(f"- {before}", style="red"))
            self.console.print(Text(f"+ {after}", style="green"))

    @contextmanager
    def steps(self) -> Iterator[Steps]:
        """The steps of a run: on a terminal with the seconds they take, else a line for each."""
        live = not self.machine and self.console.is_terminal and not self.console.is_dumb_terminal
        with _progress(self.console, live) as progress:
            steps = Steps(self, progress if live else None)
            try:
                yield steps
            except BaseException:
                steps.end(good=False)
                raise
            steps.end()

    def findings(self, findings: Iterable[Finding], notes: Notes = NOTES) -> None:
        """All findings, then how many there were of each level. Of notes of one kind, the first few."""
        everything = tuple(findings)
        aside = tuple(f for f in everything if f.cleared)
        if self.report is not None:
            self._report(self.report(everything))
            self._aside(aside)
            self.count(everything)
            return
        found = everything if self.machine else tuple(f for f in everything if not f.cleared)
        seen: Counter[str] = Counter()
        for finding in found:
            folded = finding.level is Level.INFO or finding.code in _FOLDED
            seen[finding.code] += folded and finding.code not in notes.whole
            if self.machine or seen[finding.code] <= NOTES_SHOWN:
                self._finding(finding)
        if not self.machine:
            self._folded(seen, notes.more)
            self._aside(aside)
            self.count(found)

    def empty(self) -> None:
        """No findings, where another program waits for a report of them."""
        if self.report is not None:
            self._report(self.report(()))

    def changes(self, new: tuple[Finding, ...], gone: tuple[Finding, ...]) -> None:
        """What has come and what has gone since the last look."""
        for finding in new:
            if not finding.cleared or self.machine:
                self._finding(finding)
        for finding in gone:
            if self.machine:
                self._json({"event": "gone", **finding_record(finding, self.words)})
            elif not finding.cleared:
                line = Text("✓ ", style="green")
                line.append(f"{finding.place.file}  ", style="not bold bold default")
                line.append(finding.message(self.words), style="not bold strike dim")
                line.append(f"  [{finding.code}]", style="dim")
                self.console.print(line)

    def table(
        self,
        heads: tuple[str, ...],
        rows: Iterable[tuple[str, ...]],
        figures: tuple[int, ...],
        wrapped: tuple[int, ...],
    ) -> None:
        """A table, its heads message ids; not for machines.

        The columns numbered in `figures` are flush right, those in `wrapped` may take several lines.
        """
        if self.machine:
            return
        table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
        for number, head in enumerate(heads):
            justify: JustifyMethod = "right" if number in figures else "left"
            said = self.words.gettext(head)
            table.add_column(said, justify=justify, overflow="fold", no_wrap=number not in wrapped)
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        self.console.print(table)

    def record(self, **record: object) -> None:
        """A record for machines only."""
        if self.machine:
            self._json(record)

    def _report(self, text: str) -> None:
        """The findings in another form, on standard output; beside SARIF nothing else stands there."""
        if text:
            Terminal(highlight=False, soft_wrap=True, emoji=False).out(text, highlight=False)

    def _aside(self, aside: tuple[Finding, ...]) -> None:
        """One line for all that the editor has found to be no fault."""
        if aside:
            codes = Counter(finding.code for finding in aside)
            named = "、".join(f"{code}×{count}" if count > 1 else code for code, count in codes.items())
            text = self.words.gettext("{count} set aside as no fault (核过): {codes}")
            self.console.print(Text(text.format(count=len(aside), codes=named), style="dim"))

    def _folded(self, seen: Counter[str], more: str) -> None:
        """How many notes of each kind were left out."""
        text = self.words.gettext(more)
        for code, count in seen.items():
            if count > NOTES_SHOWN:
                line = Text("· ", style=_LOOK[Level.INFO][0])
                line.append(text.format(count=count - NOTES_SHOWN), style="not bold default")
                line.append(f"  [{code}]", style="dim")
                self.console.print(line)

    def done(self, **record: object) -> None:
        """The end of a run, for machines."""
        if self.machine:
            self._json({"event": "done", **record})

    def step(self, text: str) -> None:
        """The line of a step, where there is no terminal."""
        if self.machine:
            self._json({"event": "step", "text": text})
        else:
            self.console.print(Text(f"- {text}"))

    def _finding(self, finding: Finding) -> None:
        if self.machine:
            self._json({"event": "finding", **finding_record(finding, self.words)})
            return
        style, mark = _LOOK[finding.level]
        line = Text(f"{mark} ", style=style)
        where = _where(finding)
        if where:
            line.append(f"{where}  ", style="bold")
        line.append(finding.message(self.words), style="not bold default")
        line.append(f"  [{finding.code}]", style="dim")
        self.console.print(line)
        remedy = finding.remedy(self.words)
        if remedy:
            self.console.print(Text(f"    → {remedy}", style="dim"))

    def count(self, findings: tuple[Finding, ...]) -> None:
        """How many findings there are to mend and to look at; not for machines."""
        found = tuple(f for f in findings if not f.cleared)
        errors = sum(f.level in (Level.ERROR, Level.INSTALL) for f in found)
        warnings = sum(f.level is Level.WARNING for f in found)
        if (errors or warnings) and not self.machine:
            text = self.words.gettext("{errors} to mend, {warnings} to look at.")
            self.console.print(Text(text.format(errors=errors, warnings=warnings)))

    def _json(self, record: dict[str, object]) -> None:
        utf8 = self.console.encoding.replace("-", "").startswith("utf")
        self.console.out(json.dumps(record, ensure_ascii=not utf8), highlight=False)


class Steps:
    """The steps of one run; at most one is running."""

    def __init__(self, screen: Screen, progress: Progress | None) -> None:
        self._screen = screen
        self._progress = progress
        self._running: TaskID | None = None

    def begin(self, message: str) -> None:
        """The next step (a message id) has begun, so the one before is done."""
        self.end()
        text = self._screen.words.gettext(message)
        if self._progress is None:
            self._screen.step(text)
        else:
            self._running = self._progress.add_task(text, total=None, mark="")

    def end(self, good: bool = True) -> None:
        """The running step, if there is one, is over."""
        if self._progress is not None and self._running is not None:
            self._progress.update(self._running, mark="✓" if good else "✗")
            self._progress.stop_task(self._running)
            self._running = None


class _Mark(SpinnerColumn):
    """A spinner while a step runs, then its mark."""

    def render(self, task: Task) -> Text:
        mark = str(task.fields["mark"])
        if mark:
            return Text(mark, style="green" if mark == "✓" else "bold red")
        turning = super().render(task)
        return turning if isinstance(turning, Text) else Text("·")


class _Seconds(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.elapsed or 0:.1f} s", style="dim")


@contextmanager
def _progress(console: Console, live: bool) -> Iterator[Progress]:
    """The live list of steps; one that shows nothing where it is not `live`."""
    text = TextColumn("{task.description}", markup=False)
    with Progress(
        _Mark(), text, _Seconds(), console=console, refresh_per_second=8, disable=not live
    ) as progress:
        yield progress


def _where(finding: Finding) -> str:
    place = finding.place
    if not place.file:
        return ""
    parts = [place.file, *(str(n) for n in (place.line, place.column) if n)]
    return ":".join(parts)


FORMS = ("text", "json", "sarif", "github")


def make_screen(words: NullTranslations, machine: bool, form: str = "text", prefix: str = "") -> Screen:
    """The screen for this run: rich on a terminal, plain lines elsewhere; findings in one of FORMS.

    `prefix` is the publication's folder in its repository. Beside SARIF, words go to standard error.
    """
    console = Terminal(highlight=False, soft_wrap=True, emoji=False, stderr=form == "sarif")
    report: Report | None = None
    if form in ("sarif", "github"):
        write = sarif if form == "sarif" else github

        def report(found: tuple[Finding, ...]) -> str:
            return write(found, words, prefix)

    return Screen(console, words, machine or form == "json", report)
