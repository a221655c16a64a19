"""The flat plan: the whole issue column by column, article by article, with pages, status and due dates.

In: a publication, the name of an issue, and pages.json where it was built. Out: a `FlatPlan`. Nothing is
typeset: where an article was not built as it stands, its pages are estimated from its characters.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from kanwu_press.desk.texts import characters
from kanwu_press.findings import N_, Finding
from kanwu_press.geometry import page_geometry
from kanwu_press.model import (
    Article,
    Block,
    Break,
    Figure,
    Heading,
    Issue,
    Layout,
    ListBlock,
    Opener,
    Paragraph,
    Section,
    Start,
    Status,
    Table,
)
from kanwu_press.press.budget import signature_words
from kanwu_press.press.plan import make_plan
from kanwu_press.read.issue import read_issue
from kanwu_press.titles import title_lines
from kanwu_press.walk import plain, within
from kanwu_press.workspace import Workspace

# Lines of the type area that stand beside the text; measured on built issues.
_HEAD, _SUBHEAD, _CAPTION, _TABLE = 4, 2.5, 1.5, 2.5
_OPENER = {Opener.HALF: 14.0, Opener.STRIP: 6.0, Opener.NONE: 0.0, Opener.PAGE: 0.0}
_ENTRIES = 26  # of the contents on a page
_MOST_PICTURE = 0.6  # of the page's height
LEAF = 4  # pages come in fours


@dataclass(frozen=True, slots=True)
class Row:
    """An article. `pages` are those it stands on; `folios` as printed where it was built, else empty."""

    id: str
    column: str
    title: str
    authors: tuple[str, ...]
    status: Status
    planned: bool
    characters: int
    pages: int
    estimated: bool
    folios: str = ""
    genre: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class FlatPlan:
    """The plan of an issue. `pages` counts the whole interior, `signatures` says how it folds: 5×16+8."""

    issue: str
    rows: tuple[Row, ...]
    pages: int
    estimated: bool
    signatures: str
    spare: int  # pages left in the last signature of four

    @property
    def to_come(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.planned)


def flat_plan(workspace: Workspace, name: str, out: Path) -> tuple[FlatPlan | None, tuple[Finding, ...]]:
    """The plan of issue `name`; None where there is nothing to plan. `out` is where builds are delivered."""
    issue, found = read_issue(workspace.root, name)
    if issue is None:
        return None, found
    return make_flat_plan(issue, _built(out / name / "pages.json")), found


def make_flat_plan(issue: Issue, built: dict[str, Any]) -> FlatPlan:
    """The plan by what was built (pages.json, or nothing) and, where that says nothing, by estimate."""
    known = {(a["file"], a["title"]): a for a in built.get("articles", ())}
    guess = estimate(issue)
    rows = tuple(_row(a, s, known.get((a.place.file, a.title)), guess[a.id]) for s, a in _articles(issue))
    whole = bool(rows) and not any(row.estimated for row in rows) and len(known) == len(rows)
    if not whole or list(known) != [(a.place.file, a.title) for _, a in _articles(issue)]:
        rows = tuple(replace(row, folios="") for row in rows)  # something came before them, or moved
    pages = len(built["pages"]) if whole else _total(issue, guess)
    full = pages + -pages % LEAF
    plan = make_plan(issue, full, inside_cover=issue.cover.has_inside)
    return FlatPlan(issue.name, rows, full, not whole, signature_words(plan.signatures), full - pages)


def _articles(issue: Issue) -> Iterator[tuple[Section, Article]]:
    for section in issue.sections:
        for article in section.articles:
            yield section, article


def _row(article: Article, section: Section, known: dict[str, Any] | None, guess: tuple[int, int]) -> Row:
    planned = article.planned
    pages, folios = guess[1] - guess[0] + 1, ""
    if known is not None:
        pages = known["last_page"] - known["first_page"] + 1
        first, last = known["first_folio"], known["last_folio"]
        folios = first if first == last else f"{first}–{last}"
    return Row(
        id=article.id,
        column=section.name,
        title=article.title,
        authors=tuple(author.name for author in article.authors),
        status=article.status,
        planned=planned is not None,
        characters=0 if planned else characters(article),
        pages=pages,
        estimated=known is None and planned is None,
        folios=folios,
        genre=planned.genre if planned else "",
        due=planned.due if planned else None,
    )


# ---- how it is shown -----------------------------------------------------------------------

PLAN_HEADS = (
    N_("Column"), N_("Title"), N_("Authors"), N_("Status"), N_("Characters"), N_("Pages"), N_("Folios"),
    N_("Due"),
)  # fmt: skip
PLAN_FIGURES, PLAN_WRAPPED = (4, 5), (0, 1, 2)
_STATUS = {Status.TO_COME: N_("to come"), Status.IN_EDIT: N_("in edit"), Status.FINAL: N_("final")}


def plan_rows(plan: FlatPlan, words: NullTranslations) -> Iterator[tuple[str, ...]]:
    """The rows as text; a column is named once, and an estimate bears ≈."""
    named = ""
    for row in plan.rows:
        column, named = "" if row.column == named else row.column, row.column
        yield (
            column,
            f"{row.title}（{row.genre}）" if row.genre else row.title,
            "、".join(row.authors),
            words.gettext(_STATUS[row.status]),
            f"{row.characters:,}" if row.characters else "",
            f"{'≈' if row.estimated else ''}{row.pages}",
            row.folios,
            row.due.isoformat() if row.due else "",
        )


def plan_sentences(plan: FlatPlan) -> Iterator[tuple[str, dict[str, object]]]:
    """What is to be said below the table: message ids with their values."""
    total = {"pages": plan.pages, "signatures": plan.signatures, "spare": plan.spare}
    if plan.estimated:
        yield N_("About {pages} pages ({signatures}), by estimate; {spare} of them are still free."), total
    else:
        yield N_("{pages} pages ({signatures}), as built."), total
    final = sum(row.status is Status.FINAL for row in plan.rows)
    coming = plan.to_come
    held = sum(row.pages for row in coming)
    counts: dict[str, object] = {"all": len(plan.rows), "final": final, "coming": len(coming), "held": held}
    yield N_("{all} articles: {final} final, {coming} to come with {held} page(s) reserved."), counts


def plan_record(plan: FlatPlan) -> dict[str, object]:
    """The plan for programs."""
    rows = [
        {
            "id": row.id, "column": row.column, "title": row.title, "authors": list(row.authors),
            "status": row.status.value, "planned": row.planned, "characters": row.characters,
            "pages": row.pages, "estimated": row.estimated, "folios": row.folios, "genre": row.genre,
            "due": row.due.isoformat() if row.due else None,
        }
        for row in plan.rows
    ]  # fmt: skip
    return {
        "issue": plan.issue, "pages": plan.pages, "estimated": plan.estimated, "spare": plan.spare,
        "signatures": plan.signatures, "articles": rows,
    }  # fmt: skip


# ---- the estimate --------------------------------------------------------------------------


def estimate(issue: Issue) -> dict[str, tuple[int, int]]:
    """First and last page of each article, counted from 1 in the body; by its characters, not typeset."""
    lines, at, spans = issue.publication.type_area.lines, 0.0, {}
    for section in issue.sections:
        at = math.ceil(at / lines) * lines
        if section.opener is Opener.PAGE and section.articles:
            at += lines
        for number, article in enumerate(section.articles):
            if number == 0:
                at += _OPENER[section.opener]
            elif article.start is not Start.RUN_ON:
                at = math.ceil(at / lines) * lines
                at += lines if article.start is Start.RECTO and round(at / lines) % 2 else 0
            first = int(at // lines)
            at += article.planned.pages * lines - at % lines if article.planned else depth(issue, article)
            spans[article.id] = (first + 1, max(first + 1, math.ceil(at / lines)))
    return spans


def depth(issue: Issue, article: Article) -> float:
    """About how deep an article is, in lines of the type area over its whole width."""
    area = issue.publication.type_area
    geometry = page_geometry(area, issue.publication.bleed_mm)
    two = article.layout is Layout.TWO
    columns = area.columns if two else 1
    chars = area.column_chars if two else area.single_chars
    pitch = 1.0 if two else area.single_leading_pt / area.leading_pt
    width = geometry.column_pt if two else geometry.single_measure_pt
    text = sum(_depth(block, chars, width / area.leading_pt, area.lines) for block in within(article.blocks))
    notes = sum(len(plain(t.children)) for n in article.notes for t in n.blocks if isinstance(t, Paragraph))
    abstract = len(plain(article.abstract)) + len(plain(article.editor_note))
    head = _HEAD + 2 * title_lines(article.title, geometry.measure_pt) + abstract / (area.column_chars * 2)
    return head + text * pitch / columns + notes / (area.column_chars * 2)


def _depth(block: Block, chars: int, width_lines: float, page: int) -> float:
    """Lines that a block takes in one column of `chars` characters, as wide as so many lines are high."""
    match block:
        case Paragraph():
            return math.ceil((len(plain(block.children)) + 2) / chars)
        case Heading():
            return _SUBHEAD if block.level < 3 else 0
        case Table():
            cells = sum(max(1, max((len(plain(cell)) for cell in row), default=0) // 8) for row in block.rows)
            return _TABLE + max(len(block.rows), cells)
        case Figure(picture=picture) if picture is not None:
            height = width_lines * picture.height_px / max(1, picture.width_px)
            return min(height, _MOST_PICTURE * page) + _CAPTION
        case ListBlock() | Break():
            return 1
        case _:
            return 0


def _total(issue: Issue, guess: dict[str, tuple[int, int]]) -> int:
    """Pages of the interior by estimate: contents and board before the body, the imprint after it."""
    front = math.ceil((len(issue.articles) + 1.5 * len(issue.sections)) / _ENTRIES) + bool(issue.board)
    return front + front % 2 + max((last for _, last in guess.values()), default=0) + 1


def _built(file: Path) -> dict[str, Any]:
    """What pages.json says; nothing where it is not there or is not ours."""
    try:
        record = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    good = isinstance(record, dict) and {"articles", "pages"} <= set(record)
    return record if good else {}
