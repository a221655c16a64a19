"""What the editor has looked at and found to be no fault (核过) is set aside, with the reason.

In: the issue with its marks, and what was found. Out: what is kept and what is set aside. Only warnings and
hints can be set aside; a mark that meets nothing is a hint itself, so that none outlives its cause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache
from importlib import resources

from kanwu_press.check.walk import inlines
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Article, Cleared, Issue, Ruby, Text

UNUSED = Rule(
    "cleared-unused",
    Level.INFO,
    N_("核过 is written here for [{code}], but the checks find no such thing here."),
    N_(
        "Delete this mark if it is no longer needed; or see whether code and words are those of the finding."
        " What is found while pages are set and files are made is not set aside."
    ),
)
NOT_CLEARED = Rule(
    "cleared-error",
    Level.INFO,
    N_("核过 is written here for [{code}], but that must be mended; only warnings and hints are set aside."),
    N_("Mend what [{code}] says, and delete this mark."),
)

UNKNOWN = Rule(
    "cleared-unknown",
    Level.WARNING,
    N_("核过 is written here for [{code}], but there is no such code; the nearest is [{near}]."),
    N_("Copy the code as it stands at the end of what was found."),
)

_ASIDE = (Level.WARNING, Level.INFO)
_OWN = (UNUSED.code, NOT_CLEARED.code, UNKNOWN.code)
Found = tuple[Finding, ...]


def suppressed(issue: Issue, findings: Iterable[Finding]) -> tuple[Found, Found]:
    """What of `findings` is kept, with what is to be said of the marks; and what is set aside, with why."""
    marks, texts = _marks(issue), _Texts(issue)
    files = {article.place.file for article in issue.articles if article.planned is None}
    kept: list[Finding] = []
    aside: list[Finding] = []
    used: set[Cleared] = set()
    graver: set[Cleared] = set()
    for finding in findings:
        met = [mark for mark in marks.get(finding.code, ()) if _meets(mark, finding, issue, files, texts)]
        if met and finding.level in _ASIDE and finding.code not in _OWN:
            used.update(met)
            aside.append(replace(finding, cleared=met[0].reason))
        else:
            graver.update(met)
            kept.append(finding)
    for mark in (mark for group in marks.values() for mark in group if mark not in used):
        kept.append(NOT_CLEARED.at(mark.place, code=mark.code) if mark in graver else _unused(mark))
    return tuple(kept), tuple(aside)


@cache
def _codes() -> tuple[str, ...]:
    """Every code there is; dev/codes writes the list."""
    return tuple(resources.files("kanwu_press.check").joinpath("data/codes.txt").read_text("utf-8").split())


def _unused(mark: Cleared) -> Finding:
    """What is said of a mark that met nothing: its code may be misspelt."""
    if mark.code in _codes():
        return UNUSED.at(mark.place, code=mark.code)
    near = max(_codes(), key=lambda code: SequenceMatcher(None, mark.code, code).ratio())
    return UNKNOWN.at(mark.place, code=mark.code[:40], near=near)


def _marks(issue: Issue) -> dict[str, list[Cleared]]:
    """All marks by the code they are for."""
    marks: dict[str, list[Cleared]] = {}
    heads = (issue.publication.cleared, issue.cleared)
    for mark in (m for group in (*heads, *(a.cleared for a in issue.articles)) for m in group):
        marks.setdefault(mark.code, []).append(mark)
    return marks


def _meets(mark: Cleared, finding: Finding, issue: Issue, files: set[str], texts: _Texts) -> bool:
    """Whether a mark is written for this finding: in its file, around its line, about its words."""
    place = finding.place
    if mark.last:
        return place.file == mark.place.file and mark.place.line <= place.line <= mark.last
    if place.file != mark.place.file and not _in_care(mark, place.file, issue, files):
        return False
    if not mark.words:
        return True
    said = [value for _, value in finding.values if not value.isdigit()]  # a count says nothing
    if place.file not in files:
        said.append(place.file)  # a picture is known by its name
    return any(mark.words in text for text in said) or mark.words in texts.at(place.file, place.line)


def _in_care(mark: Cleared, file: str, issue: Issue, files: set[str]) -> bool:
    """issue.yaml also speaks for what lies in its folder and is no manuscript of the issue."""
    folder = issue.place.file.rpartition("/")[0]
    return mark.place.file == issue.place.file and file.startswith(f"{folder}/") and file not in files


class _Texts:
    """The text of a manuscript's lines, read from the article when first asked for."""

    def __init__(self, issue: Issue) -> None:
        self._articles = {a.place.file: a for a in issue.articles if a.planned is None}
        self._lines: dict[str, dict[int, str]] = {}

    def at(self, file: str, line: int) -> str:
        """The text that stands on a line, or begins there; "" where there is none."""
        article = self._articles.get(file)
        if article is None:
            return ""
        if file not in self._lines:
            self._lines[file] = _by_line(article)
        return self._lines[file].get(line, "")


def _by_line(article: Article) -> dict[int, str]:
    lines: dict[int, str] = {article.place.line: f"{article.title}\n"}
    for line, text in _pieces(article):
        lines[line] = lines.get(line, "") + text
    return lines


def _pieces(article: Article) -> Iterator[tuple[int, str]]:
    """Each piece of text with its own line, and with that of its block, which findings may name."""
    for inline, block in inlines(article):
        if isinstance(inline, Text | Ruby):
            text = inline.text if isinstance(inline, Text) else inline.base
            yield block, text
            if inline.line and inline.line != block:
                yield inline.line, text
