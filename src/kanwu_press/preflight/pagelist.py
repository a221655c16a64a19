"""The printed pages in the finished EPUB, held against the PDF: every page, in order, at its character.

EPUB Accessibility 1.1, 4.1.3. Read back from the bytes, knowing only what EPUB says: the page list leads to
markers, and what is read after a marker is what that page of the PDF begins with.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import zip_longest

from lxml import etree

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Issue, PageBreak, PageMap, Place
from kanwu_press.preflight.epub import XHTML, parser, spine

PAGE_LIST = Rule(
    "epub-page-list",
    Level.ERROR,
    N_("The EPUB's list of printed pages reads “{found}” where “{expected}” is due."),
    N_("Nothing was delivered. This is a fault of the program: please report it with the manuscript."),
)
PAGE_MARKER = Rule(
    "epub-page-marker",
    Level.ERROR,
    N_("In the EPUB, printed page {page} begins with “{found}”, in the PDF with “{expected}”."),
    N_("Nothing was delivered. This is a fault of the program: please report it with the manuscript."),
)

CHARACTERS = 10  # that must be the same behind a marker and at the head of its page
_AHEAD = 1500  # characters of a page that hold the ten, whatever is to be left out before them
_TYPE = "{http://www.idpf.org/2007/ops}type"
_UNREAD = frozenset({f"{XHTML}rt", f"{XHTML}rp"})
# Said again at the head of a document, or by the EPUB only; notes stand elsewhere.
_APART = frozenset({"kicker", "internal", "matter-entry", "captions", "note", "noteref"})
_CALL = re.compile(r"[\u2460-\u2473]|\((?:2[1-9]|[3-9]\d)\)")
_ORNAMENTS = re.compile(r"[\u25a0\u25c6\u25aa]")  # end mark, break of thought, item: only print has them
_NUMBER = re.compile(r"\d+\.")  # of an item of a list
_FOLIOS = re.compile(r"\d+|[~\uff5e\u301c]")
_OPENER = re.compile(r"\d+|[~\uff5e\u301c、]")  # authors stand apart there in print, joined by 、 on screens


@dataclass(frozen=True, slots=True)
class _Read:
    """The EPUB's text in reading order; where each id stands in it; what else paper shows there."""

    text: str
    at: dict[str, int]
    readings: tuple[tuple[str, str], ...]  # of ruby: base and reading, which print draws before it
    heads: tuple[str, ...]  # of tables, which print repeats


def check_page_list(issue: Issue, pages: PageMap, epub: bytes, texts: tuple[str, ...]) -> tuple[Finding, ...]:
    """Whether the page list names every printed page in order, and each marker stands where the page begins.

    `texts` are those of the PDF's type areas, page by page (preflight/text.py). Where the page map
    cannot tell two pages apart (an imprint of two pages), only the first is held against the PDF.
    """
    place = Place(f"epub/{issue.publication.code}-{issue.name}.epub")
    with zipfile.ZipFile(BytesIO(epub)) as archive:
        listed, read = _page_list(archive), _read(archive)
    expected = [page.label for page in pages.pages] if pages.breaks else []
    for target, label in zip_longest((name for name, _ in listed), expected, fillvalue="……"):
        if target != label:
            return (PAGE_LIST.at(place, found=target, expected=label),)
    return tuple(_markers(issue, pages, [id_ for _, id_ in listed], read, texts, place))


def _markers(
    issue: Issue, pages: PageMap, ids: list[str], read: _Read, texts: tuple[str, ...], place: Place
) -> Iterator[Finding]:
    last = 0
    for number, (id_, begun, printed) in enumerate(zip(ids, pages.breaks, texts, strict=True)):
        at = read.at.get(id_, -1)
        if at < last:  # not there, or before that of the page before
            yield PAGE_LIST.at(place, found=id_ or "……", expected=pages.label(begun.page))
            continue
        last = at
        beside = pages.breaks[max(0, number - 1) : number] + pages.breaks[number + 1 : number + 2]
        if not begun.owner or any((b.owner, b.at) == (begun.owner, begun.at) for b in beside):
            continue
        wanted, shown = _compared(issue, begun, printed[:_AHEAD], read.text[at : at + _AHEAD], read)
        if wanted != shown:
            yield PAGE_MARKER.at(place, page=pages.label(begun.page), found=shown, expected=wanted)


# ---- the two texts -------------------------------------------------------------------------


def counted(text: str) -> str:
    """The characters of a text that count: no spaces, no calls of notes, one form of each character."""
    plain = unicodedata.normalize("NFKC", _CALL.sub("", text))
    seen = (c for c in plain if not c.isspace() and unicodedata.category(c)[0] != "C")
    return _ORNAMENTS.sub("", "".join(seen))


def _compared(
    issue: Issue, begun: PageBreak, printed: str, shown: str, read: _Read
) -> tuple[str, str]:
    """The first characters of a page in the PDF and in the EPUB, without what only one of them has."""
    paper, screen = counted(printed), counted(shown)
    if begun.owner == "contents":  # ranges, folios and names of columns are drawn before the entries
        paper, screen = (_entries(_FOLIOS.sub("", t), issue) for t in (paper, screen))
    elif begun.owner.startswith("s"):  # the folios of an opener are drawn before its number
        paper, screen = _OPENER.sub("", paper), _OPENER.sub("", screen)
    for base, reading in read.readings:
        paper = paper.replace(reading + base, base)
    for head in read.heads:
        if paper.startswith(head) and not screen.startswith(head):
            paper = paper.removeprefix(head)
    number = _NUMBER.match(paper)
    if number and not screen.startswith(number[0]):
        paper = paper[number.end() :]
    length = min(CHARACTERS, len(paper))
    return paper[:length], screen[:length]


def _entries(text: str, issue: Issue) -> str:
    """Contents, their figures left out already, without the columns' names, one of which may hold another."""
    names = (_FOLIOS.sub("", counted(section.name)) for section in issue.sections)
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return text


# ---- the EPUB ------------------------------------------------------------------------------


def _page_list(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """The entries of the page list: label, and the id that it leads to; "" where it leads to no document."""
    for name in spine(archive)[1]:
        root = etree.fromstring(archive.read(name), parser())
        lists = [nav for nav in root.iter(f"{XHTML}nav") if nav.get(_TYPE) == "page-list"]
        if lists:
            links = list(lists[0].iter(f"{XHTML}a"))
            return [("".join(map(str, a.itertext())), a.get("href", "").partition("#")[2]) for a in links]
    return []


def _read(archive: zipfile.ZipFile) -> _Read:
    """All documents in reading order."""
    pieces: list[str] = []
    at: dict[str, int] = {}
    length = 0
    readings: dict[tuple[str, str], None] = {}
    heads: dict[str, None] = {}
    for name in spine(archive)[1]:
        body = etree.fromstring(archive.read(name), parser()).find(f"{XHTML}body")
        for ruby in () if body is None else body.iter(f"{XHTML}ruby"):
            readings[counted(ruby.text or ""), counted(ruby.findtext(f"{XHTML}rt") or "")] = None
        for head in () if body is None else body.iter(f"{XHTML}thead"):
            heads[counted("".join(map(str, head.itertext())))] = None
        for id_, piece in () if body is None else _pieces(body):
            if id_:
                at[id_] = length
            pieces.append(piece)
            length += len(piece)
    return _Read("".join(pieces), at, tuple(readings), tuple(heads))


def _pieces(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Ids and pieces of text in reading order."""
    classes = set((element.get("class") or "").split())
    if element.tag in _UNREAD or classes & _APART or element.get("hidden") is not None:
        return
    yield element.get("id", ""), element.text or ""
    for child in element:
        yield from _pieces(child)
        yield "", child.tail or ""
