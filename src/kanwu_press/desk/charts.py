"""What the drawn charts are made of: the strip of the issue, its signatures. Numbers in pages. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from kanwu_press.desk.facts import Facts, Status
from kanwu_press.desk.views import colours
from kanwu_press.model import PageKind, PageMap

FULL = 16  # pages of a whole signature


@dataclass(frozen=True, slots=True)
class Run:
    """Pages that follow each other and look alike: from where (counted from 0), how many, and as what."""

    start: int
    length: int
    look: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The issue page by page: its columns, the status of its articles, its signatures."""

    pages: int
    columns: tuple[Run, ...]
    status: tuple[Run, ...]
    signatures: tuple[Run, ...]
    final: int


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature: its number, pages and folios, and the runs of columns within it."""

    number: int
    pages: int
    first: str
    last: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """The page plan; `less` and `more` are the whole signatures below and above a remainder."""

    pages: int
    parts: str
    order: str
    saddle: bool
    rest: int
    less: int
    more: int
    added: int
    signatures: tuple[Signature, ...]


def _parts(sizes: tuple[int, ...]) -> str:
    """3 × 16 + 8: the signatures by size, the largest first."""
    counts = {size: sizes.count(size) for size in sorted(sizes, reverse=True)}
    return " + ".join(f"{count} × {size}" if count > 1 else str(size) for size, count in counts.items())


def _runs(looks: list[str]) -> tuple[Run, ...]:
    made, at = [], 0
    for look, same in groupby(looks):
        length = len(list(same))
        made.append(Run(at, length, look))
        at += length
    return tuple(made)


def _column_looks(facts: Facts, pages: PageMap) -> list[str]:
    colour = colours(facts)
    blank = (PageKind.ADDED, PageKind.BLANK)
    return [
        "blank" if page.kind in blank else f"c{colour[page.section]}" if page.section in colour else "matter"
        for page in pages.pages
    ]


def strip(facts: Facts) -> Strip | None:
    """The strip; None before the pages are set."""
    pages = facts.pages
    if pages is None:
        return None
    status = [facts.standing(p.article).status if p.article else None for p in pages.pages]
    ends, at = [], 0
    for n, size in enumerate(facts.plan.signatures if facts.plan else ()):
        ends.append(Run(at, min(size, len(pages.pages) - at), "odd" if n % 2 else "even"))
        at += size
    return Strip(
        pages=len(pages.pages),
        columns=_runs(_column_looks(facts, pages)),
        status=_runs([f"s-{s.value}" if s else "s-none" for s in status]),
        signatures=tuple(ends),
        final=sum(s is Status.FINAL for s in status),
    )


def plan_view(facts: Facts) -> PlanView | None:
    """The plan; None before the pages are set."""
    plan, pages = facts.plan, facts.pages
    if plan is None or pages is None:
        return None
    looks = _column_looks(facts, pages)
    made, at = [], 0
    for n, size in enumerate(plan.signatures, 1):
        own = pages.pages[at : at + size]
        if own:
            made.append(Signature(n, size, own[0].label, own[-1].label, _runs(looks[at : at + size])))
        at += size
    saddle = plan.binding == "saddle"
    rest = 0 if saddle else plan.text.pages % FULL
    return PlanView(
        pages=plan.text.pages,
        parts=_parts(plan.signatures),
        order=" + ".join(str(size) for size in plan.signatures),
        saddle=saddle,
        rest=rest,
        less=plan.text.pages - rest,
        more=plan.text.pages - rest + FULL,
        added=sum(page.kind is PageKind.ADDED for page in pages.pages),
        signatures=tuple(made),
    )
