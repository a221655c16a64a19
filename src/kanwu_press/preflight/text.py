"""The finished interior, read back with another program's eyes: its text and its pages. Bytes → findings."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2

from kanwu_press.addresses import CODE_CAPTION, article_codes
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import (
    NOWHERE,
    Issue,
    Opener,
    PageKind,
    PageMap,
    Section,
    Table,
)
from kanwu_press.preflight.conserve import (
    LABELS,
    Allowed,
    Piece,
    article_text,
    compare,
    manuscript_text,
)
from kanwu_press.walk import plain, within

PAGE_COUNT = Rule(
    "pdf-page-count",
    Level.ERROR,
    N_("The PDF has {found} pages, but {expected} were laid out."),
    N_("Nothing was delivered. This is a fault of the program: please report it with the manuscript."),
)


def page_texts(pdf: bytes, band_pt: tuple[float, float]) -> tuple[str, ...]:
    """The text of each page's type area, in the order in which it is drawn.

    `band_pt` is the type area's lower and upper edge in PDF coordinates: what stands outside
    of it (running heads, folios) belongs to the page, not to the text.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_text(document[number], band_pt) for number in range(len(document)))
    finally:
        document.close()


def check_interior(issue: Issue, texts: tuple[str, ...], pages: PageMap) -> tuple[Finding, ...]:
    """Whether the PDF has all pages, and all text of the manuscripts in order; see `page_texts`."""
    if len(texts) != len(pages.pages):
        return (PAGE_COUNT.at(NOWHERE, found=len(texts), expected=len(pages.pages)),)
    kinds = (PageKind.BODY, PageKind.OPENER, PageKind.BLANK)  # a long note may go on to a blank page
    wanted = {page.number for page in pages.pages if page.kind in kinds}
    text = "".join(texts[number - 1] for number in sorted(wanted))
    return compare("PDF", tuple(_expected(issue)), text, _allowed(issue))


def _text(page: pypdfium2.PdfPage, band_pt: tuple[float, float]) -> str:
    left, _, right, _ = page.get_mediabox()
    text: str = page.get_textpage().get_text_bounded(left, band_pt[0], right, band_pt[1])
    return text


def _expected(issue: Issue) -> Iterator[Piece]:
    for section in issue.sections:
        yield from _opener(section)
        for article in section.articles:
            yield from article_text(article)


def _opener(section: Section) -> Iterator[Piece]:
    """What an opener prints; a strip does not list the articles."""
    if section.opener is Opener.NONE:
        return
    yield section.place, section.name
    yield section.place, section.intro
    if section.opener is Opener.STRIP:
        return
    for article in section.articles:
        yield section.place, article.title
        yield section.place, " ".join(author.name for author in article.authors)


def _allowed(issue: Issue) -> Allowed:
    blocks = (block for article in issue.articles for block in within(article.blocks))
    heads = {_head(block) for block in blocks if isinstance(block, Table)}
    captions = (CODE_CAPTION,) if article_codes(issue) else ()
    return Allowed(furniture=(*LABELS, *captions, *sorted(heads)), once=manuscript_text(issue).notes)


def _head(table: Table) -> str:
    """A table's head, which is printed again on every page that the table continues on."""
    return "".join(plain(cell) for cell in table.head)
