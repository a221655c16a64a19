"""Preflight of PDF/UA-1: what is painted belongs to a tag or is an artifact, and tags and pages agree.

Each rule names the checkpoint of the Matterhorn Protocol 1.1, or the clause of ISO 32000-1, it stands for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.preflight.pdfmarked import Stream
from kanwu_press.preflight.pdfmarks import Mark, Page, Text
from kanwu_press.preflight.pdfobjects import get, number
from kanwu_press.preflight.pdftree import Content, Key, Tree
from kanwu_press.preflight.pdfview import View
from kanwu_press.preflight.rules_access import EXPORT
from kanwu_press.preflight.wanted import each_page, listed

LOOSE = Rule(
    "ua-untagged",
    Level.ERROR,
    N_(
        "Page {page}: {count} piece(s) of content are in no tag and not marked as decoration either; the "
        "first ({what}) stands {x} mm from the left, {y} mm from the top."
    ),
    EXPORT,
)
LOOSE_BLANK = Rule(
    "ua-untagged-blank", Level.ERROR, N_("On pages {pages} spaces are set that are in no tag."), EXPORT
)
MIXED = Rule(
    "ua-artifact",
    Level.ERROR,
    N_("Page {page}: decoration lies within a tag, or tagged content within decoration ({count} times)."),
    EXPORT,
)
UNENDED = Rule(
    "ua-marks-unended",
    Level.ERROR,
    N_("On pages {pages} tagged content is begun and not ended, or the reverse."),
    EXPORT,
)
TWICE = Rule(
    "ua-number-twice",
    Level.ERROR,
    N_("Page {page}: {count} number(s) of tagged content are given twice ({found})."),
    EXPORT,
)
UNREAD = Rule(
    "ua-content-lost",
    Level.ERROR,
    N_(
        "Page {page}: {count} piece(s) of content are numbered, but no tag holds them ({found}); "
        "nobody reads "
        "them out."
    ),
    EXPORT,
)
SHARED = Rule(
    "ua-content-shared",
    Level.ERROR,
    N_("Page {page}: {count} piece(s) of content are held by more than one tag ({found})."),
    EXPORT,
)
NOTHING_THERE = Rule(
    "ua-content-missing",
    Level.ERROR,
    N_("Page {page}: tags name {count} piece(s) of content that are not on the page ({found})."),
    EXPORT,
)
NO_WAY_BACK = Rule(
    "ua-struct-parents",
    Level.ERROR,
    N_(
        "Pages {pages} (or drawings on them) have tagged content, but no number of their own under which "
        "their tags are found (StructParents)."
    ),
    EXPORT,
)
DISAGREE = Rule(
    "ua-parent-tree",
    Level.ERROR,
    N_("Page {page}: the index of tags names other tags than hold the content ({count} times; {found})."),
    EXPORT,
)
FORM_TWICE = Rule(
    "ua-form-twice",
    Level.ERROR,
    N_("A drawing with tagged content of its own stands in {count} places."),
    EXPORT,
)


def check_loose(view: View, tree: Tree | None) -> Iterator[Finding]:
    """Everything painted is tagged or an artifact (01-005)."""
    hits = [(p, m) for p in view.pages for m in p.marks if m.look.tag.loose and not m.look.note]
    yield from each_page(LOOSE, view, hits, lambda mark: {"what": _what(mark)})
    blank = [page.number for page in view.pages if page.content.blank]
    if blank:
        yield LOOSE_BLANK.at(view.place, pages=listed(blank))


def _what(mark: Mark) -> str:
    """The words that something shows, for a finding."""
    return f"“{mark.text[:12]}”" if isinstance(mark, Text) and mark.text else "–"


def check_mixed(view: View, tree: Tree | None) -> Iterator[Finding]:
    """No artifacts in tagged content, and the reverse (01-003, 01-004); each mark is ended where it began."""
    hits = [(p, m) for p in view.pages for m in p.marks if m.look.tag.mixed]
    yield from each_page(MIXED, view, hits)
    unended = [page.number for page in view.pages if page.content.open_ended]
    if unended:
        yield UNENDED.at(view.place, pages=listed(unended))


def check_numbers(view: View, tree: Tree | None) -> Iterator[Finding]:
    """A number once in a stream (ISO 32000-1, 14.7.4.2); forms with numbers in one place only (30-002)."""
    painted: Counter[Stream] = Counter()
    numbered: set[Stream] = set()
    for page in view.pages:
        painted.update(page.content.forms)
        numbered |= {stream for stream, _ in page.content.numbers}
        counts = Counter(page.content.numbers)
        again = [mcid for (stream, mcid), count in counts.items() if count > 1 and painted[stream] < 2]
        if again:
            yield TWICE.at(view.place, page=page.number, count=len(again), found=listed(again))
    for stream in numbered:
        if stream != (0, 0) and painted[stream] > 1:
            yield FORM_TWICE.at(view.place, count=painted[stream])


def check_held(view: View, tree: Tree | None) -> Iterator[Finding]:
    """Each numbered content is held by one element, and what elements hold is there (01-005; 14.7.4)."""
    if tree is None:
        return
    held = Counter(content for element in tree.elements for content in element.contents)
    by_page: dict[int, set[Content]] = {}
    for content in held:
        by_page.setdefault(content[0], set()).add(content)
    for page in view.pages:
        there = {(page.number, stream, mcid) for stream, mcid in page.content.numbers}
        named = by_page.pop(page.number, set[Content]())
        for rule, contents in (
            (UNREAD, there - named),
            (NOTHING_THERE, named - there),
            (SHARED, {content for content in named if held[content] > 1}),
        ):
            if contents:
                found = listed(mcid for _, _, mcid in contents)
                yield rule.at(view.place, page=page.number, count=len(contents), found=found)
    if by_page and tree.whole:
        lost = [content for contents in by_page.values() for content in contents]
        yield NOTHING_THERE.at(view.place, page="–", count=len(lost), found=listed(c[2] for c in lost))


def check_parents(view: View, tree: Tree | None) -> Iterator[Finding]:
    """The parent tree names for each numbered content the element that holds it, and for no other any."""
    if tree is None:
        return
    holders = {content: e.key for e in tree.elements for content in e.contents}
    without: list[int] = []
    taken: set[int] = set()
    for page in view.pages:
        wrong: list[int] = []
        for (stream, at), numbers in _streams(page, view).items():
            if at < 0 or at in taken:
                without.append(page.number)
                continue
            taken.add(at)
            wrong += _differing(
                tree.parents.get(at, ()), {n: holders.get((page.number, stream, n)) for n in numbers}
            )
        if wrong:
            yield DISAGREE.at(view.place, page=page.number, count=len(wrong), found=listed(wrong))
    if without:
        yield NO_WAY_BACK.at(view.place, pages=listed(without))


def _streams(page: Page, view: View) -> dict[tuple[Stream, int], set[int]]:
    """The numbers on a page by stream, each stream with its StructParents; −1 where it has none."""
    found: dict[Stream, set[int]] = {}
    for stream, mcid in page.content.numbers:
        found.setdefault(stream, set()).add(mcid)
    parents: dict[tuple[Stream, int], set[int]] = {}
    for stream, numbers in found.items():
        holder = page.object if stream == (0, 0) else view.pdf.get_object(stream)
        at = number(get(holder, "/StructParents"))
        parents[stream, -1 if at is None else int(at)] = numbers
    return parents


def _differing(entries: tuple[Key, ...] | Key, holders: dict[int, Key | None]) -> list[int]:
    """Numbers for which the parent tree names another element than holds them."""
    named = {n: e for n, e in enumerate(entries) if isinstance(e, tuple)}
    wrong = [n for n, key in holders.items() if key is not None and named.get(n) != key]
    return wrong + [n for n, key in named.items() if key != (0, 0) and n not in holders]
