"""The package's metadata: who made it, what it belongs to, and what it offers to those who read otherwise.

EPUB 3.3, 5.5; EPUB Accessibility 1.1, and 1.2 where it asks for more (accessModeSufficient, print source).
Conformance is claimed only with a certificate: what checkers found in this very build.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kanwu_press.epub.folios import print_source
from kanwu_press.epub.matter import internal_mark
from kanwu_press.model import Issue

CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"


@dataclass(frozen=True, slots=True)
class Certified:
    """Which checkers passed the EPUB of this build: `(("EPUBCheck", "5.3.0"), ("Ace", "1.4.6"))`."""

    checkers: tuple[tuple[str, str], ...]
    on: date  # the issue's own date


@dataclass(frozen=True, slots=True)
class Access:
    """What the accessibility metadata may claim."""

    pictures: bool
    all_described: bool
    ruby: bool
    pages: bool  # markers and list of the printed pages
    notes: bool
    figures: bool  # lists of figures or tables


@dataclass(frozen=True, slots=True)
class Meta:
    """A `<meta property>`: `refines` and others as attributes."""

    property: str
    value: str
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A creator or contributor, by role of the MARC relators."""

    kind: str
    id: str
    name: str
    role: str


def makers(issue: Issue) -> tuple[str, ...]:
    """Who answers for the publication, and certifies it."""
    p = issue.publication
    return p.compilers or p.publishers or p.sponsors or (p.title,)


def people(issue: Issue) -> Iterator[Person]:
    """The bodies that edit the issue, then all authors."""
    for number, name in enumerate(makers(issue), 1):
        yield Person("creator", f"creator-{number}", name, "edt")
    authors = dict.fromkeys(author.name for article in issue.articles for author in article.authors)
    for number, name in enumerate(authors, 1):
        yield Person("contributor", f"author-{number}", name, "aut")


def dublin_core(issue: Issue) -> Iterator[tuple[str, str]]:
    """Publisher, date, description, rights."""
    for name in issue.publication.publishers or makers(issue):
        yield "publisher", name
    yield "date", issue.issued.isoformat()
    if issue.theme:
        yield "description", f"本期主题：{issue.theme}"
    words = internal_mark(issue)
    if words:
        yield "rights", words


def metas(issue: Issue, access: Access, certified: Certified | None) -> Iterator[Meta]:
    """All other metadata in order."""
    p = issue.publication
    yield Meta("belongs-to-collection", p.title, (("id", "series"),))
    yield Meta("collection-type", "series", _of("series"))
    position = str(issue.serial) if issue.serial else f"{issue.year}.{issue.number}"
    yield Meta("group-position", position, _of("series"))
    if p.issn:
        yield Meta("dcterms:identifier", f"urn:issn:{p.issn.removeprefix('ISSN ')}", _of("series"))
    if access.pages:
        yield Meta("pageBreakSource", print_source(issue))
    yield from _accessibility(access, certified)
    if certified is not None:
        yield Meta("dcterms:conformsTo", CONFORMANCE, (("id", "conformance"),))
        yield Meta("a11y:certifiedBy", "、".join(makers(issue)), (("id", "certifier"), *_of("conformance")))
        yield Meta("dcterms:date", certified.on.isoformat(), _of("certifier"))


def _of(id_: str) -> tuple[tuple[str, str], ...]:
    return (("refines", f"#{id_}"),)


def _accessibility(access: Access, certified: Certified | None) -> Iterator[Meta]:
    """Only what holds for this issue."""
    yield Meta("schema:accessMode", "textual")
    if access.pictures:
        yield Meta("schema:accessMode", "visual")
    if access.all_described:
        yield Meta("schema:accessModeSufficient", "textual")
    if access.pictures:
        yield Meta("schema:accessModeSufficient", "textual,visual")
    for feature in _features(access):
        yield Meta("schema:accessibilityFeature", feature)
    for hazard in ("noFlashingHazard", "noMotionSimulationHazard", "noSoundHazard"):
        yield Meta("schema:accessibilityHazard", hazard)
    yield Meta("schema:accessibilitySummary", _summary(access, certified))


def _features(access: Access) -> Iterator[str]:
    yield from ("tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability", "ARIA")
    if access.all_described and access.pictures:
        yield "alternativeText"
    if access.pages:
        yield from ("pageNavigation", "pageBreakMarkers")
    if access.ruby:
        yield "rubyAnnotations"


def _summary(access: Access, certified: Certified | None) -> str:
    """In the reader's words, nothing that does not hold."""
    words = ["文字可以重排、放大、朗读；目次列出全部栏目和文章，正文有分级的小标题。"]
    if access.notes:
        words.append("注释可以往返。")
    if access.figures:
        words.append("目次之后列有图片和表格。")
    if access.pages:
        words.append("页码与印刷版一致，可以按印刷版页码查找。")
    if access.pictures:
        words.append("图片都有替代文字。" if access.all_described else "部分图片没有替代文字。")
    if access.ruby:
        words.append("生僻字注有读音。")
    if certified is not None:
        tools = "和".join(f"{name} {version}" for name, version in certified.checkers)
        words.append(f"本电子书经{tools}检查，没有发现问题。")
    return "".join(words)
