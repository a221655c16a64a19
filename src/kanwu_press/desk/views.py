"""Facts → what the template shows: spreads, columns, pictures, as plain values. Pure.

No words are chosen here but those that depend on a value; nothing is escaped, the template does that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from kanwu_press.desk.changes import folios
from kanwu_press.desk.facts import Facts, PictureFact
from kanwu_press.desk.found import Found
from kanwu_press.desk.locating import page_anchor
from kanwu_press.desk.phrases import Speech, said
from kanwu_press.desk.record import ArticleRecord, Record, record_file
from kanwu_press.faces import Face
from kanwu_press.model import Article, PageEntry, PageKind

COLOURS = 8  # of columns, in report.css; more begin again
GOOD_PPI, FAIR_PPI, SOFT_PPI = 300, 225, 150


@dataclass(frozen=True, slots=True)
class Page:
    """A page among the thumbnails; `colour` is its column's, 0 where it is of none."""

    anchor: str
    label: str
    what: str
    image: str
    colour: int
    column: str
    found: tuple[Found, ...]


Spread = tuple[Page | None, Page | None]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in the table: its record, and its bar, in pages: what is text, what white below it."""

    record: ArticleRecord
    anchor: str
    authors: str
    folios: str
    text: float
    white: float
    planned: int
    findings: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its articles."""

    name: str
    colour: int
    characters: int
    pages: int
    folios: str
    rows: tuple[ArticleRow, ...]


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture card; `grade` is good, fair, soft, coarse, or "" of a drawing; `share` of 300 ppi, 0 to 1."""

    name: str
    image: str
    alt: str
    size: str
    fact: PictureFact
    ppi: int
    width: int
    grade: str
    share: float
    page: str
    at: str


# ---- pages ---------------------------------------------------------------------------------


def colours(facts: Facts) -> dict[str, int]:
    """The colour of each column by its id, from 1."""
    sections = facts.issue.sections if facts.issue else ()
    return {section.id: n % COLOURS + 1 for n, section in enumerate(sections)}


def spreads(facts: Facts, found: tuple[Found, ...], speech: Speech) -> tuple[Spread, ...]:
    """All pages as they lie open: the cover around the interior, whose first page is a right-hand one."""
    if facts.pages is None or facts.issue is None:
        return ()
    pages = [_page(entry, facts, found, speech) for entry in facts.pages.pages]
    leaves = _leaves(facts, found, speech)
    front, back = leaves.get("cover-front"), leaves.get("cover-back")
    row = [leaves.get("cover-inside-front"), *pages, leaves.get("cover-inside-back")]
    if len(row) % 2:
        row.append(None)
    open_ = [(row[n], row[n + 1]) for n in range(0, len(row), 2)]
    return (*(((None, front),) if front else ()), *open_, *(((back, None),) if back else ()))


def _leaves(facts: Facts, found: tuple[Found, ...], speech: Speech) -> dict[str, Page]:
    leaves = facts.thumbs.leaves if facts.thumbs else ()
    return {
        leaf.name: Page(
            leaf.name, speech[leaf.name], speech[leaf.name], f"pages/{leaf.name}.jpg", 0, "",
            tuple(f for f in found if f.at == leaf.name),
        )
        for leaf in leaves
    }  # fmt: skip


def page_file(number: int) -> str:
    """The name of an interior page's picture."""
    return f"pages/{number:03d}.jpg"


def _page(entry: PageEntry, facts: Facts, found: tuple[Found, ...], speech: Speech) -> Page:
    assert facts.issue is not None
    anchor = page_anchor(entry.number)
    sections = {section.id: section.name for section in facts.issue.sections}
    titles = {article.id: article.title for article in facts.issue.articles}
    what = titles.get(entry.article, "")
    if entry.kind is not PageKind.BODY:
        what = speech[f"kind_{entry.kind.value}"]
    return Page(
        anchor=anchor,
        label=entry.label,
        what=what,
        image=page_file(entry.number) if facts.thumbs else "",
        colour=colours(facts).get(entry.section, 0),
        column=sections.get(entry.section, ""),
        found=tuple(f for f in found if f.at == anchor),
    )


# ---- columns and articles ------------------------------------------------------------------


def columns(facts: Facts, record: Record, found: tuple[Found, ...]) -> tuple[Column, ...]:
    """Columns with their articles in the order of the issue."""
    if facts.issue is None:
        return ()
    records = {article.file: article for article in record.articles}
    counts = Counter(f.file for f in found) + Counter((f.file, f.line) for f in found)
    made = []
    for section in facts.issue.sections:
        rows = tuple(
            _row(records[record_file(a)], facts, a.id, counts[_its_findings(a)]) for a in section.articles
        )
        span = next((s for s in facts.pages.sections if s.id == section.id), None) if facts.pages else None
        label = facts.pages.label if facts.pages else str
        ends = (label(span.first), label(span.last)) if span else ("", "")
        made.append(
            Column(
                name=section.name,
                colour=colours(facts)[section.id],
                characters=sum(row.record.characters for row in rows),
                pages=span.last - span.first + 1 if span else 0,
                folios=ends[0] if ends[0] == ends[1] else "–".join(ends),
                rows=rows,
            )
        )
    return tuple(made)


def _its_findings(article: Article) -> str | tuple[str, int]:
    """Where findings of an article are: in its file; of one to come, on its line of issue.yaml."""
    place = article.place
    return place.file if article.planned is None else (place.file, place.line)


def _row(record: ArticleRecord, facts: Facts, id_: str, findings: int) -> ArticleRow:
    lines = facts.issue.publication.type_area.lines if facts.issue else 1
    white = (record.white or 0) / lines
    return ArticleRow(
        record=record,
        anchor=page_anchor(record.first) if record.first else "",
        authors="、".join(record.authors),
        folios=folios(record),
        text=round(record.depth / lines, 3) if record.depth else float(record.pages),
        white=round(white, 3),
        planned=facts.standing(id_).planned,
        findings=findings,
    )


# ---- faces and pictures ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FaceView:
    """A family in one role, with its weights and how many characters it has."""

    role: str
    family: str
    weights: str
    characters: int


def face_views(facts: Facts) -> tuple[FaceView, ...]:
    """The families in the order of their roles."""
    held: dict[tuple[str, str], list[Face]] = {}
    for face in facts.faces.faces if facts.faces else ():
        held.setdefault((face.role.value, face.family), []).append(face)
    return tuple(
        FaceView(
            role,
            family,
            "、".join(str(face.weight) for face in sorted(faces, key=lambda face: face.weight)),
            max(len(face.characters) for face in faces),
        )
        for (role, family), faces in held.items()
    )


def pictures(facts: Facts, speech: Speech) -> Iterator[PictureView]:
    """A card for each picture."""
    landed = {(p.article, p.id): p.page for p in facts.pages.figures} if facts.pages else {}
    for n, fact in enumerate(facts.pictures, 1):
        picture = fact.figure.picture
        if picture is None:
            continue
        page = landed.get((fact.article, f"{fact.article}-f{fact.figure.place.line}"), 0)
        label = facts.pages.label(page) if facts.pages and page else ""
        ppi = round(fact.ppi)
        yield PictureView(
            name=PurePosixPath(picture.file).name,
            image=f"pictures/{n:03d}.{fact.extension}" if fact.thumb else "",
            alt=fact.figure.alt,
            size=_bytes(fact.size),
            fact=fact,
            ppi=ppi,
            width=round(fact.width_mm),
            grade=_grade(ppi) if ppi else "",
            share=min(1.0, ppi / GOOD_PPI),
            page=speech("on_page", label=label) if label else "" if fact.article else speech["on_cover"],
            at=page_anchor(page) if page else "",
        )


def _grade(ppi: int) -> str:
    steps = ((GOOD_PPI, "good"), (FAIR_PPI, "fair"), (SOFT_PPI, "soft"))
    return next((name for least, name in steps if ppi >= least), "coarse")


def _bytes(size: int) -> str:
    return f"{size / 1e6:.1f}\u00a0MB" if size >= 1e6 else f"{said(max(1, round(size / 1e3)))}\u00a0kB"
