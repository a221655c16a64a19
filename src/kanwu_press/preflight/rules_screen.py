"""Preflight of a PDF that is read on screens: found, named, read aloud, linked, and not too large."""

from __future__ import annotations

from collections.abc import Iterator

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.preflight.pdfmarks import Picture
from kanwu_press.preflight.pdfobjects import Obj, array, flag, get, items, name, text
from kanwu_press.preflight.pdfview import View
from kanwu_press.preflight.wanted import Wanted, listed

TITLE = Rule(
    "screen-title", Level.WARNING, N_("The file has no title, so that readers see the file's name."),
    N_("Enter a title in the document's properties, and export again."),
)  # fmt: skip
LANGUAGE = Rule(
    "screen-language", Level.WARNING, N_(
        "The file doesn't say in which language it is; it can't be read aloud well."
    ),
    N_("Set the document's language (zh-CN), and export again."),
)  # fmt: skip
UNTAGGED = Rule(
    "screen-untagged", Level.WARNING, N_(
        "The file has no tags: programs that read aloud don't know headings and order."
    ),
    N_("Export as a tagged PDF."),
)  # fmt: skip
OUTLINE = Rule(
    "screen-outline", Level.WARNING, N_("{count} pages, but no bookmarks to find one's way."),
    N_("Export with bookmarks."),
)  # fmt: skip
LABELS = Rule(
    "screen-labels", Level.INFO, N_(
        "The pages have no labels: the reader's program may count other numbers than are printed."
    ),
    "",
)  # fmt: skip
LINK = Rule(
    "screen-link", Level.WARNING, N_(
        "Page {page}: {count} links lead nowhere or out of the web ({found})."
    ),
    N_("Mend the address, or the place within the file that it leads to."),
)  # fmt: skip
COARSE = Rule(
    "screen-ppi", Level.INFO, N_(
        "On pages {pages} there are pictures of less than {limit} ppi; enlarged, they blur."
    ), "",
)  # fmt: skip
HEAVY = Rule(
    "screen-heavy", Level.WARNING, N_("The file has {found} MB; many readers load it over a telephone."),
    N_("Reduce the pictures to 150 ppi; up to {limit} MB are good."),
)  # fmt: skip
OUTSIDE = Rule(
    "screen-boxes", Level.WARNING, N_(
        "On pages {pages} bleed or printer's marks are seen around the page."
    ),
    N_("Export without bleed and marks, in the trimmed size."),
)  # fmt: skip
_LEAST_PPI = 96
_LIGHT_MB = 20
_MANY_PAGES = 8  # from here on one wants bookmarks
_MOST_NAMES = 100_000
_GOOD_ADDRESSES = ("http://", "https://", "mailto:", "tel:")


def check_access(view: View, wanted: Wanted) -> Iterator[Finding]:
    """Title, language, tags, bookmarks, page labels."""
    if not text(get(view.info, "/Title")).strip():
        yield TITLE.at(view.place)
    if not text(get(view.root, "/Lang")).strip():
        yield LANGUAGE.at(view.place)
    if not flag(get(get(view.root, "/MarkInfo"), "/Marked")) or get(view.root, "/StructTreeRoot") is None:
        yield UNTAGGED.at(view.place)
    many = len(view.pages) >= _MANY_PAGES
    if many and get(get(view.root, "/Outlines"), "/First") is None:
        yield OUTLINE.at(view.place, count=len(view.pages))
    if many and get(view.root, "/PageLabels") is None:
        yield LABELS.at(view.place)


def check_links(view: View, wanted: Wanted) -> Iterator[Finding]:
    """Links have an address of the web, or a place within the file that exists."""
    names = _names(view.root)
    for page in view.pages:
        bad = [
            said
            for annotation in array(get(page.object, "/Annots"))
            if name(get(annotation, "/Subtype")) == "/Link"
            and (said := _fault(annotation, names)) is not None
        ]
        if bad:
            yield LINK.at(view.place, page=page.number, count=len(bad), found=bad[0][:60] or "–")


def _fault(link: Obj, names: frozenset[str]) -> str | None:
    """What is wrong with a link's aim; None if nothing is."""
    action = get(link, "/A")
    kind = name(get(action, "/S"))
    if kind == "/URI":
        address = text(get(action, "/URI"))
        return None if address.startswith(_GOOD_ADDRESSES) else address
    if kind not in ("", "/GoTo"):
        return kind.lstrip("/")
    aim = get(link, "/Dest") if not kind else get(action, "/D")
    said = text(aim) or name(aim).lstrip("/")
    if said:
        return None if said in names else said
    parts = array(aim)
    return None if parts and get(parts[0], "/Type") is not None else ""


def _names(root: Obj) -> frozenset[str]:
    """The named places of the file: the old dictionary and the name tree."""
    found = {key.lstrip("/") for key, _ in items(get(root, "/Dests"))}
    waiting, steps = [get(get(root, "/Names"), "/Dests")], 0
    while waiting and steps < _MOST_NAMES:
        node = waiting.pop()
        steps += 1
        entries = array(get(node, "/Names"))
        found |= {text(entry) for entry in entries[::2]}
        waiting.extend(array(get(node, "/Kids")))
    return frozenset(found)


def check_fit(view: View, wanted: Wanted) -> Iterator[Finding]:
    """Pictures fine enough, the file light enough, nothing but the trimmed page to be seen."""
    coarse = [
        p.number
        for p, m in view.seen()
        if isinstance(m, Picture) and min(m.pixels) > 2 and 0 < min(m.ppi) / p.unit < _LEAST_PPI - 0.5
    ]
    if coarse:
        yield COARSE.at(view.place, pages=listed(coarse), limit=_LEAST_PPI)
    size = len(view.data) / 1_000_000
    if size > _LIGHT_MB:
        yield HEAVY.at(view.place, found=f"{size:.0f}", limit=_LIGHT_MB)
    outside = []
    for page in view.pages:
        shown = page.crop or page.media
        if shown is None or page.trim is None:
            continue
        if max(abs(a - b) for a, b in zip(shown, page.trim, strict=True)) * page.mm > 0.5:
            outside.append(page.number)
    if outside:
        yield OUTSIDE.at(view.place, pages=listed(outside))
