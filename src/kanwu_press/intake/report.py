"""The report of an import, and the file of what was left over: Markdown for the editor.

Line numbers are those of the original. The sentences go through gettext like all findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from gettext import NullTranslations

from kanwu_press.findings import N_, Finding, Level, in_order
from kanwu_press.intake.article import Draft
from kanwu_press.intake.ledger import Leftover, Placed

_T_TITLE = N_("# Import report of {source}, issue {issue}")
_T_COUNTS = N_(
    "{articles} articles in {columns} columns. {joins} cuts rejoined, {cuts} left open. "
    "{doubts} doubts, {decisions} decisions, {leftovers} lines left over."
)
_T_ARTICLES = N_("## Columns and articles")
_T_HEADER = N_("| Column | File | Title | Authors | Lines of the original |")
_T_DOUBTS = N_("## Doubts: please look at these")
_T_DECISIONS = N_("## Decisions")
_T_PLACED = N_("## What became settings, or stands elsewhere already")
_T_LEFT = N_("# Left over from {source}")
_T_NOTHING = N_("Nothing.")
_T_LINE = N_("- Line {line}: {message}")
_T_WHOLE = "- {message}"
_T_PLACED_LINE = N_("- Line {line}: {text} → {where}")
_T_HINT = N_("Move what you need into the manuscripts; this file is not printed.")


def report(
    source: str,
    issue: str,
    columns: tuple[str, ...],
    drafts: tuple[Draft, ...],
    findings: tuple[Finding, ...],
    placed: tuple[Placed, ...],
    leftovers: tuple[Leftover, ...],
    words: NullTranslations,
) -> str:
    """The whole report."""
    doubts = [f for f in in_order(findings) if f.level is not Level.INFO]
    decisions = [f for f in in_order(findings) if f.level is Level.INFO]
    t = words.gettext
    counts = t(_T_COUNTS).format(
        articles=len(drafts),
        columns=len({d.column for d in drafts}),
        joins=sum(d.joins for d in drafts),
        cuts=sum(d.cuts_left for d in drafts),
        doubts=len(doubts),
        decisions=len(decisions),
        leftovers=len(leftovers),
    )
    parts = [
        t(_T_TITLE).format(source=source, issue=issue),
        counts,
        t(_T_ARTICLES),
        "\n".join(_articles(columns, drafts, words)),
        t(_T_DOUBTS),
        "\n".join(_findings(doubts, words)) or t(_T_NOTHING),
        t(_T_DECISIONS),
        "\n".join(_findings(decisions, words)) or t(_T_NOTHING),
        t(_T_PLACED),
        "\n".join(t(_T_PLACED_LINE).format(line=p.line, text=p.text, where=p.where) for p in placed)
        or t(_T_NOTHING),
    ]
    return "\n\n".join(parts) + "\n"


def _articles(columns: tuple[str, ...], drafts: tuple[Draft, ...], words: NullTranslations) -> Iterator[str]:
    yield words.gettext(_T_HEADER)
    yield "|---|---|---|---|---|"
    for d in drafts:
        cells = (columns[d.column], d.file, d.title, "、".join(d.authors), f"{d.lines[0]}–{d.lines[1]}")
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _findings(findings: Iterable[Finding], words: NullTranslations) -> Iterator[str]:
    for finding in findings:
        message = " ".join(filter(None, (finding.message(words), finding.remedy(words))))
        template = _T_LINE if finding.place.line else _T_WHOLE
        yield words.gettext(template).format(line=finding.place.line, message=message)


def leftover_file(source: str, leftovers: tuple[Leftover, ...], words: NullTranslations) -> str:
    """The file of what could not be placed, line by line."""
    t = words.gettext
    lines = [t(_T_LINE).format(line=left.line, message=left.text) for left in leftovers]
    body = "\n".join(lines) or t(_T_NOTHING)
    return "\n\n".join((t(_T_LEFT).format(source=source), t(_T_HINT), body)) + "\n"
