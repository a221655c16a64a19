"""Issues of a few paragraphs for tests of the copy checks: what stands in line 10, 11 … of 01.md, 02.md …"""

from __future__ import annotations

from datetime import date

from kanwu_press.findings import Finding
from kanwu_press.model import (
    Article,
    Author,
    Block,
    BoardRole,
    Issue,
    Kind,
    Paragraph,
    Place,
    Publication,
    Section,
    Text,
)

FOLDER = "manuscripts/2026-01"


def article(
    number: int, *said: str | Block, authors: tuple[str, ...] = (), notes: tuple[str, ...] = ()
) -> Article:
    file = f"{FOLDER}/{number:02d}.md"
    blocks = tuple(
        Paragraph((Text(block, line),), Place(file, line)) if isinstance(block, str) else block
        for line, block in enumerate(said, 10)
    )
    names = tuple(Author(name) for name in authors)
    return Article(f"a{number:02d}", "题", blocks, Place(file, 2), authors=names, author_notes=notes)


def issue(*articles: Article, board: tuple[BoardRole, ...] = ()) -> Issue:
    place = Place(f"{FOLDER}/issue.yaml", 1)
    publication = Publication("刊", "k", Kind.OTHER, Place("publication.yaml"))
    sections = (Section("s1", "栏", articles, Place(place.file, 5)),)
    return Issue(publication, "2026-01", 2026, 1, date(2026, 1, 1), sections, place, board=board)


def said(finding: Finding) -> tuple[str, str, int]:
    """Code, file and line of a finding."""
    return finding.code, finding.place.file.rpartition("/")[2], finding.place.line


def value(finding: Finding, key: str) -> str:
    return dict(finding.values)[key]
