"""Preflight of colours: only inks that are plated, black text in black ink, overprint, the sum of inks."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.preflight.pdfcolour import PROCESS, REGISTRATION, Paint, Space
from kanwu_press.preflight.pdfmarks import Area, Mark, Page, Picture, Text, common, spaces
from kanwu_press.preflight.pdfpixels import printed_plates
from kanwu_press.preflight.pdfview import View
from kanwu_press.preflight.wanted import Wanted, each_page, listed

FOREIGN = Rule(
    "x4-rgb",
    Level.ERROR,
    N_(
        "Page {page}: {count} pieces, {pictures} of them pictures, are in {kind} and not made of "
        "printing inks; the first {x} mm from the left, {y} mm from the top."
    ),
    N_("Convert them to CMYK or greyscale with the printer's profile."),
)
BLENDING = Rule(
    "x4-blending",
    Level.ERROR,
    N_("On pages {pages} transparency is reckoned in {kind}, so that CMYK colours change."),
    N_("Choose CMYK as the blending space of the document, and export again."),
)
MANAGED = Rule(
    "x4-managed",
    Level.WARNING,
    N_(
        "Page {page}: {count} pieces have a grey or CMYK profile of their own, and may be converted "
        "once more in printing."
    ),
    N_("Export without profiles of single pictures: colours in the printer's CMYK only."),
)
UNKNOWN = Rule(
    "x4-colour-unknown",
    Level.WARNING,
    N_("Page {page}: the colours of {count} pieces can't be made out ({kind})."),
    N_("Look at these pictures, and save them anew as JPEG or TIFF in CMYK or grey."),
)
MIXED_BLACK = Rule(
    "x4-mixed-black",
    Level.WARNING,
    N_(
        "Page {page}: {count} pieces of black text are mixed of several inks ({inks}), the first "
        "“{text}”; the slightest shift of the plates blurs them."
    ),
    N_("Set text in black ink alone: C0 M0 Y0 K100."),
)
KNOCKS_OUT = Rule(
    "x4-knocks-out",
    Level.WARNING,
    N_(
        "Page {page}: {count} pieces of black text don't overprint, the first “{text}”; white edges "
        "may show around them."
    ),
    N_("Switch overprint on for text in K100 (in InDesign the default: Appearance of Black)."),
)
WHITE_OVER = Rule(
    "x4-white-overprints",
    Level.ERROR,
    N_(
        "Page {page}: {count} white pieces are set to overprint and vanish in printing; the first "
        "{x} mm from the left, {y} mm from the top."
    ),
    N_("Switch overprint off for what is white."),
)
TINT_OVER = Rule(
    "x4-tint-overprints",
    Level.WARNING,
    N_(
        "Page {page}: {count} pieces of grey text are set to overprint, the first “{text}”; what "
        "lies below shines through."
    ),
    N_("Switch overprint off for grey text."),
)
REGISTERED = Rule(
    "x4-registration",
    Level.ERROR,
    N_(
        "Page {page}: {count} pieces are in registration colour, which prints on all plates; the "
        "first {x} mm from the left, {y} mm from the top."
    ),
    N_("Use black (K100); registration colour is for marks outside the page only."),
)
TOO_MUCH = Rule(
    "x4-ink-limit",
    Level.WARNING,
    N_(
        "Page {page}: {count} pieces have up to {found} % of ink ({inks}), more than the {limit} % "
        "that dry; the first {x} mm from the left, {y} mm from the top."
    ),
    N_(
        "Lighten this colour; if it is one of your own, it stands in styles/tokens.css. For a deep black, "
        "{black} is enough."
    ),
)
SPOTS = Rule(
    "x4-spots",
    Level.WARNING,
    N_("Besides the four inks there are spot inks, each a plate of its own: {found} (pages {pages})."),
    N_("If no spot ink is agreed with the printer, convert them to CMYK."),
)
PLATE = Rule(
    "x4-plate",
    Level.ERROR,
    N_(
        "Page {page}: {count} pieces print on a plate that there is not ({found}); the first {x} mm "
        "from the left, {y} mm from the top."
    ),
    N_("Set them in the inks that were agreed: {wanted}."),
)
_LARGE_PT = 24.0  # from this size on a mixed black is meant, and no shift is seen
_MOST_COLOURS = 4
_BELOW_BLACK = {"C": 60, "M": 40, "Y": 40}
Hit = tuple[Page, Mark]


def check_foreign(view: View, wanted: Wanted) -> Iterator[Finding]:
    """No RGB, Lab or the like: text, areas, pictures, shades, masks, blending; even what is clipped away."""
    for page in view.pages:
        hits = [(mark, kind) for mark in page.marks if (kind := _foreign(mark))]
        if hits:
            pictures = sum(isinstance(mark, Picture) for mark, _ in hits)
            kinds = ", ".join(dict.fromkeys(kind for _, kind in hits))
            at = page.at(hits[0][0].box)
            yield FOREIGN.at(view.place, **at, count=len(hits), pictures=pictures, kind=kinds)
    blending: dict[str, list[int]] = {}
    for page in view.pages:
        for kind in dict.fromkeys(s.foreign for s in page.groups if s.foreign):
            blending.setdefault(kind, []).append(page.number)
    for kind, pages in blending.items():
        yield BLENDING.at(view.place, kind=kind, pages=listed(pages))


def _foreign(mark: Mark) -> str:
    return next((s.foreign for s in spaces([mark]) if s.foreign), "")


def check_managed(view: View, wanted: Wanted) -> Iterator[Finding]:
    """Colours with a profile of their own, and colours that nobody can tell."""
    yield from each_page(MANAGED, view, _having(view, lambda s: bool(s.managed)))
    unknown = _having(view, _unknown)
    yield from each_page(UNKNOWN, view, unknown, lambda m: {"kind": spaces([m])[-1].kind})


def _unknown(space: Space) -> bool:
    return not space.plates and not space.foreign and space.kind not in ("pattern",)


def _having(view: View, test: Callable[[Space], bool]) -> Iterator[Hit]:
    return ((p, m) for p in view.pages for m in p.marks if any(test(s) for s in spaces([m])))


def check_black_text(view: View, wanted: Wanted) -> Iterator[Finding]:
    """Black text is black ink alone, and overprints."""
    mixed = [
        (p, m) for p, m in _texts(view) if m.size_pt * p.unit < _LARGE_PT and any(map(_blackish, m.paints))
    ]
    yield from each_page(MIXED_BLACK, view, mixed, lambda m: {**_words(m), "inks": _worst(m, _blackish)})
    if wanted.black_only:
        return  # one plate: nothing lies below that could be knocked out
    hits = [(p, m) for p, m in _texts(view) if _knocks_out(m)]
    yield from each_page(KNOCKS_OUT, view, hits, _words)


def _texts(view: View) -> Iterator[tuple[Page, Text]]:
    return ((p, m) for p, m in view.seen() if isinstance(m, Text))


def _words(mark: Mark) -> dict[str, str]:
    """The beginning of a text, for a finding."""
    return {"text": (mark.text[:16] or "…") if isinstance(mark, Text) else ""}


def _blackish(colour: Paint) -> bool:
    """Whether a colour of several inks is looked at as black: dark, and without a hue."""
    inks = dict(colour.inks)
    if len([t for t in inks.values() if t > 0.02]) < 2 or not set(inks) <= set(PROCESS):
        return False
    light = [(1 - inks.get(plate, 0.0)) * (1 - inks.get("K", 0.0)) for plate in "CMY"]
    return max(light) < 0.3 and max(light) - min(light) < 0.15


def _knocks_out(text: Text) -> bool:
    look = text.look
    filled = look.fill is not None and look.fill.solid_black
    over = look.fill_over and (look.mode == 1 or bool(look.fill and look.fill.space.names))
    # A plain grey overprints nothing, whatever its state: it counts as all four inks (ISO 32000-1, 11.7.4.3).
    return filled and not (over and look.fill is not None and look.fill.space.kind != "gray")


def check_overprint(view: View, wanted: Wanted) -> Iterator[Finding]:
    """Neither white nor grey may overprint."""
    white = [(p, m) for p, m in view.seen() if isinstance(m, Text | Area) and _over(m, white=True)]
    yield from each_page(WHITE_OVER, view, white)
    if not wanted.black_only:
        tints = [(p, m) for p, m in _texts(view) if _over(m, white=False)]
        yield from each_page(TINT_OVER, view, tints, _words)


def _over(mark: Mark, white: bool) -> bool:
    """Whether a white area, or else a tint of black, is filled so that what lies below stays."""
    look, colour = mark.look, mark.look.fill
    if colour is None or not look.fill_over or colour.space.kind == "gray":
        return False
    if white:
        return colour.white and (look.mode == 1 or bool(colour.space.names))
    return colour.black_only and not colour.solid_black and (look.mode == 1 or bool(colour.space.names))


def check_ink_sum(view: View, wanted: Wanted) -> Iterator[Finding]:
    """Colours of text, areas, lines and gradients stay under the limit; pictures are looked at elsewhere.

    Each page once; told are its colours that are over, the heaviest first.
    """
    firsts: dict[int, tuple[Page, Mark]] = {}
    counts: Counter[int] = Counter()
    over: dict[int, dict[str, float]] = {}
    for page, mark in view.seen():
        heavy = [p for p in mark.paints if p.total > wanted.limit + 0.5 and REGISTRATION not in p.space.names]
        if heavy:
            firsts.setdefault(page.number, (page, mark))
            counts[page.number] += 1
            over.setdefault(page.number, {}).update((_inks(paint), paint.total) for paint in heavy)
    for number, (page, mark) in firsts.items():
        colours = sorted(over[number], key=lambda inks: (-over[number][inks], inks))
        yield TOO_MUCH.at(
            view.place,
            **page.at(mark.box),
            count=counts[number],
            found=f"{over[number][colours[0]]:.0f}",
            inks="、".join(colours[:_MOST_COLOURS]) + (" …" if len(colours) > _MOST_COLOURS else ""),
            limit=f"{wanted.limit:g}",
            black=deep_black(wanted.limit),
        )


def deep_black(limit: float) -> str:
    """The rich black within a limit: C60 M40 Y40 K100 (240 %), or as much below black as there is room."""
    share = max(0.0, min(1.0, (limit - 100) / sum(_BELOW_BLACK.values())))
    below = ((ink, math.floor(tint * share + 1e-6)) for ink, tint in _BELOW_BLACK.items())
    return " ".join((*(f"{ink}{tint}" for ink, tint in below if tint), f"K{min(100, math.floor(limit))}"))


def check_plates(view: View, wanted: Wanted) -> Iterator[Finding]:
    """Nothing prints on a plate that was not agreed; spot inks are named; no registration colour inside."""
    registered = [(p, m) for p, m in view.seen() if p.trim and REGISTRATION in _plates(m)]
    yield from each_page(REGISTERED, view, registered)
    if wanted.inks is not None:
        inks = wanted.inks
        hits = [(p, m) for p, m in _bled(view) if _others(m, inks)]
        said = "、".join(sorted(inks))
        yield from each_page(
            PLATE, view, hits, lambda m: {"found": ", ".join(_others(m, inks)), "wanted": said}
        )
        return
    spots: dict[str, None] = {}
    pages: list[int] = []
    for page, mark in view.seen():
        found = [n for n in _plates(mark) if n not in PROCESS and n != REGISTRATION]
        spots |= dict.fromkeys(found)
        pages += [page.number] * bool(found)
    if spots:
        yield SPOTS.at(view.place, found="、".join(spots)[:120], pages=listed(pages))


def _bled(view: View) -> Iterator[Hit]:
    """What prints within the bleed; marks outside of it are for the printer."""
    for page in view.pages:
        for mark in page.marks:
            met = common(mark.box, page.bled)
            if mark.box[0] <= mark.box[2] and met[0] < met[2] and met[1] < met[3]:
                yield page, mark


def _plates(mark: Mark) -> dict[str, None]:
    """The plates on which a mark prints."""
    found = {plate: None for paint in mark.paints for plate, _ in paint.inks}
    if isinstance(mark, Picture) and mark.space is not None:
        found |= dict.fromkeys(mark.space.plates)
    return found


def _others(mark: Mark, inks: frozenset[str]) -> list[str]:
    """Plates of a mark that are not among `inks`; of pictures, those that their pixels really use."""
    others = [p for p in _plates(mark) if p not in inks and p != REGISTRATION]
    if others and isinstance(mark, Picture):
        used = printed_plates(mark)
        return [p for p in others if used is None or p in used]
    return others


def _worst(mark: Mark, test: Callable[[Paint], bool]) -> str:
    return next((_inks(paint) for paint in mark.paints if test(paint)), "")


def _inks(paint: Paint) -> str:
    """A colour as printers write it: C60 M40 Y40 K100."""
    return " ".join(f"{plate}{100 * tint:.0f}" for plate, tint in paint.inks)
