"""Findings → the list of the report: numbered, led to their places, many of one rule folded up. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from kanwu_press.desk.facts import Facts
from kanwu_press.desk.locating import page_anchor
from kanwu_press.desk.phrases import Speech
from kanwu_press.findings import Finding, Level

LEVELS = ("error", "warning", "info")
SHOWN_ALIKE = 3  # findings of one rule that are shown; more are folded up behind them


@dataclass(frozen=True, slots=True)
class Found:
    """A finding in the list; `href` leads to the manuscript, `at` to its page."""

    id: str
    number: int
    level: str
    message: str
    remedy: str
    code: str
    file: str
    line: int
    place: str
    href: str
    at: str
    page: str
    reason: str = ""  # why it was let be


def level_of(finding: Finding) -> str:
    """As findings are shown: what is missing on the machine must be mended, too."""
    return "error" if finding.level is Level.INSTALL else finding.level.value


def found_views(facts: Facts, pins: Mapping[int, str], speech: Speech) -> tuple[Found, ...]:
    """All findings in their order, numbered from 1 as they are listed: level by level, rule by rule."""
    labels = {page_anchor(page.number): page.label for page in facts.pages.pages} if facts.pages else {}
    numbers = _numbers(facts.findings)
    return tuple(
        _found(numbers[n], f, facts, pins.get(n, ""), labels, speech) for n, f in enumerate(facts.findings)
    )


def cleared_views(facts: Facts, speech: Speech) -> tuple[Found, ...]:
    """What an editor let be; it has no number, for it is pinned to no page."""
    return tuple(_found(0, f, facts, "", {}, speech) for f in facts.cleared)


def _numbers(findings: tuple[Finding, ...]) -> dict[int, int]:
    """The number of each finding in the list, by its place among all."""
    keys = [(LEVELS.index(level_of(f)), f.code) for f in findings]
    first: dict[tuple[int, str], int] = {}
    for n, key in enumerate(keys):
        first.setdefault(key, n)
    order = sorted(range(len(findings)), key=lambda n: (keys[n][0], first[keys[n]], n))
    return {n: number for number, n in enumerate(order, 1)}


@dataclass(frozen=True, slots=True)
class Alike:
    """Findings of one rule: those that are shown, and those folded up behind them (none, or two and more)."""

    shown: tuple[Found, ...]
    folded: tuple[Found, ...]


def alike(found: Iterable[Found]) -> tuple[Alike, ...]:
    """The findings rule by rule, each rule where its first finding stands."""
    by_code: dict[str, list[Found]] = {}
    for f in found:
        by_code.setdefault(f.code, []).append(f)
    return tuple(_cut(tuple(group)) for group in by_code.values())


def _cut(group: tuple[Found, ...]) -> Alike:
    cut = SHOWN_ALIKE if len(group) > SHOWN_ALIKE + 1 else len(group)
    return Alike(group[:cut], group[cut:])


def _found(
    number: int, f: Finding, facts: Facts, at: str, labels: Mapping[str, str], speech: Speech
) -> Found:
    place = ":".join([f.place.file, *(str(v) for v in (f.place.line, f.place.column) if v)])
    label = labels.get(at) or (speech[at] if at else "")
    return Found(
        id=f"f{number}",
        number=number,
        level=level_of(f),
        message=f.message(speech.words),
        remedy=f.remedy(speech.words),
        code=f.code,
        file=f.place.file,
        line=f.place.line,
        place=place if f.place.file else "",
        href=_href(facts, f.place.file),
        at=at,
        page=speech("on_page", label=label) if at in labels else label,
        reason=f.cleared,
    )


def _href(facts: Facts, file: str) -> str:
    """The way to a file of the publication from the report; "" where there is none."""
    path = PurePosixPath(file)
    inside = bool(file) and not path.is_absolute() and ".." not in path.parts
    ours = path.parts[:1] == ("manuscripts",) or file in ("publication.yaml",)
    return f"{facts.sources}/{quote(file)}" if facts.sources and inside and ours else ""
