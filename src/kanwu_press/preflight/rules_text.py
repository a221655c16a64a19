"""Preflight of type: fonts are in the file and readable, nothing is too small, nothing too near the trim."""

from __future__ import annotations

from collections.abc import Iterator

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.preflight.pdffonts import Font
from kanwu_press.preflight.pdfglyphs import without_outline
from kanwu_press.preflight.pdfmarks import Mark, Page, Text, grown, within
from kanwu_press.preflight.pdfview import View
from kanwu_press.preflight.wanted import SAFETY_MM, Wanted, each_page, listed

NOT_EMBEDDED = Rule(
    "pdf-font-missing",
    Level.ERROR,
    N_("The font {font} is not in the file (pages {pages}); another machine sets another one in its place."),
    N_("Export with all fonts embedded."),
)
DRAWN = Rule(
    "pdf-font-type3",
    Level.ERROR,
    N_(
        "The font {font} is of Type 3 (pages {pages}), drawn instead of set; many presses can't "
        "print it well."
    ),
    N_("Export with real fonts, or turn this text into outlines."),
)
DRAWN_UNNAMED = Rule(
    "pdf-font-type3-unnamed",
    Level.ERROR,
    N_(
        "{count} font(s) without a name are of Type 3 (pages {pages}), drawn instead of set; many "
        "presses can't print them well."
    ),
    N_("Export with real fonts, or turn this text into outlines."),
)
UNREADABLE = Rule(
    "pdf-font-unreadable",
    Level.WARNING,
    N_(
        "The file doesn't tell which characters the glyphs of {font} are (pages {pages}); the text "
        "can't be searched or checked."
    ),
    N_("Export with ToUnicode tables (fonts embedded as subsets, not as outlines)."),
)
SMALL = Rule(
    "x4-small-type",
    Level.WARNING,
    N_(
        "Page {page}: {count} pieces of text are too small to print clearly (the first: “{text}”, {size} pt)."
    ),
    N_("Set Chinese in 5 pt or larger, Latin letters in 4 pt or larger."),
)
NEAR_TRIM = Rule(
    "x4-near-trim",
    Level.WARNING,
    N_(
        "Page {page}: {count} pieces of text stand nearer than {safety} mm to the edge and may be "
        "cut; the first: “{text}”, {x} mm from the left, {y} mm from the top."
    ),
    N_("Move them inwards: {safety} mm from the edge at least."),
)
NO_OUTLINE = Rule(
    "pdf-no-outline",
    Level.ERROR,
    N_(
        "{count} character(s) of the font {font} have no outline where a press looks for it: {text} (pages "
        "{pages}). Some programs show them all the same; in print there would be gaps or crossed boxes."
    ),
    N_("Export again with another program or another font, and look at it in Ghostscript or Acrobat."),
)
_LEAST_PT, _LEAST_LATIN_PT = 5.0, 4.0


def check_fonts(view: View, wanted: Wanted) -> Iterator[Finding]:
    """Each font that is shown: embedded, no Type 3, with its characters told; those of one name once."""
    used: dict[int, Font] = {}
    pages: dict[int, set[int]] = {}
    untold: set[int] = set()
    for page in view.pages:
        for mark in page.marks:
            if isinstance(mark, Text):
                used[id(mark.font)] = mark.font
                pages.setdefault(id(mark.font), set()).add(page.number)
                if mark.untold:
                    untold.add(id(mark.font))
    found: dict[tuple[Rule, str], list[int]] = {}
    for key, font in used.items():
        rule = _rule_of(font, key in untold)
        if rule is not None:
            found.setdefault((rule, font.name), []).append(key)
    for (rule, name), keys in found.items():
        seen = listed(number for key in keys for number in pages[key])
        yield rule.at(view.place, font=name or "?", count=len(keys), pages=seen)


def _rule_of(font: Font, untold: bool) -> Rule | None:
    if font.kind == "Type3":
        return DRAWN if font.name else DRAWN_UNNAMED
    if not font.embedded:
        return NOT_EMBEDDED
    return UNREADABLE if untold or not font.readable else None


def check_glyphs(view: View, wanted: Wanted) -> Iterator[Finding]:
    """Every shown character has an outline where a press looks for it."""
    fonts: dict[int, Font] = {}
    shown: dict[int, set[str]] = {}
    pages: dict[int, set[int]] = {}
    for page, mark in _texts(view):
        key = id(mark.font)
        fonts[key] = mark.font
        shown.setdefault(key, set()).update(mark.text)
        pages.setdefault(key, set()).add(page.number)
    for key, font in fonts.items():
        missing = without_outline(font, frozenset(shown[key]))
        if missing:
            said = {"font": font.name or "?", "pages": listed(pages[key]), "count": len(missing)}
            yield NO_OUTLINE.at(view.place, **said, text="".join(missing[:8]))


def check_small(view: View, wanted: Wanted) -> Iterator[Finding]:
    hits = [(p, m) for p, m in _texts(view) if m.size_pt * p.unit < _least(m.text) - 0.05]
    yield from each_page(SMALL, view, hits, _said)


def _least(text: str) -> float:
    """The least size of a text, pt: readings of ruby in letters may be smaller than characters."""
    return _LEAST_LATIN_PT if text and all(char < "\u2e80" for char in text) else _LEAST_PT


def _texts(view: View) -> Iterator[tuple[Page, Text]]:
    return ((p, m) for p, m in view.seen() if isinstance(m, Text))


def _said(mark: Mark) -> dict[str, str]:
    return {"text": mark.text[:16] or "…", "size": f"{mark.size_pt:.1f}"} if isinstance(mark, Text) else {}


def check_safety(view: View, wanted: Wanted) -> Iterator[Finding]:
    """Text keeps away from the trim, folios and running heads too."""
    hits = [(p, m) for p, m in _texts(view) if not within(m.box, grown(p.paper, -SAFETY_MM / p.mm), 0.05)]

    def said(mark: Mark) -> dict[str, str]:
        return {"text": _said(mark)["text"], "safety": f"{SAFETY_MM:g}"}

    yield from each_page(NEAR_TRIM, view, hits, said)
