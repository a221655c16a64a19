"""What a number of pages means: signatures, sheets, plates, paper, spine, creep, and the advice that follows.

In: the issue and the pages of its interior. Out: a `PagePlan`, its advice as findings. Pure arithmetic; the
figures of the trade are in press/stocks.py and press/sheets.py. See press/budget.py for pages too many.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Colours, Issue, Place, Publication
from kanwu_press.press import stocks
from kanwu_press.press.imposition import creep_mm
from kanwu_press.press.sheets import cover_form, need, text_forms, text_sheet, usual_sheet
from kanwu_press.press.signatures import LEAVES, signatures
from kanwu_press.production import SPINE_TEXT_MM, FullSheet, Origin, PagePlan, Paper, Part

SPOILAGE, SPOILAGE_SHEETS = 5.0, 50  # 加放: per cent; sheets on press for each set of plates
# What a fold takes of each sheet outside of it, in thicknesses: 1 for a sharp fold, π/2 for a round one.
SADDLE_BULK_MM = 3.4  # of the leaves: 64 pages of 80 g; what is thicker springs open and creeps too far
LEAST_SPINE_MM = 3.0  # what glue holds
_NEAR_MM = 0.5  # by so much a computed spine may be wrong
_ROOM_MM, _ROOM_SHARE = 1.5, 0.4  # and by more than this, a measured one

PAPER_NOT_NAMED = Rule(
    "paper-not-named",
    Level.INFO,
    N_("No paper is named under “{key}”: {name} of {grams} g is assumed."),
    N_("Spine, paper and ink limit follow from it: write down which paper it is."),
)
PAPER_UNKNOWN = Rule(
    "paper-unknown",
    Level.WARNING,
    N_("The table knows no paper “{name}”: by the rule of thumb a leaf of {grams} g is {caliper} mm thick."),
    N_(
        "The spine depends on it. Ask the printer and write “单张厚度” of this paper,"
        " or “书脊厚度” under “印刷”."
    ),
)
SHEET_TOO_SMALL = Rule(
    "sheet-too-small",
    Level.WARNING,
    N_("No page of {width}×{height} mm with bleed fits on the full sheet of {sheet} mm."),
    N_("Correct “全张纸” under “印刷”; {usual} mm is taken instead."),
)
SADDLE_TOO_THICK = Rule(
    "saddle-too-thick",
    Level.WARNING,
    N_(
        "Saddle stitching suits up to {most} pages of this paper; {pages} pages are {bulk} mm thick, and the"
        " innermost pages creep out by {creep} mm."
    ),
    N_("Perfect binding is better: “装订: 胶订”. Or take thinner paper or fewer pages."),
)
SPINE_TOO_THIN = Rule(
    "spine-too-thin",
    Level.WARNING,
    N_("With {pages} pages the spine is {spine} mm; glue wants at least {least} mm to hold."),
    N_("Saddle stitching is better: “装订: 骑马订”. Or take thicker paper or more pages."),
)
SPINE_NEAR_TEXT = Rule(
    "spine-near-text",
    Level.INFO,
    N_("The spine is computed as {spine} mm; from {limit} mm on it must bear text, and that is near."),
    N_("Ask the printer for a dummy of this paper and write what he measures as “书脊厚度” under “印刷”."),
)
SPINE_UNLIKELY = Rule(
    "spine-unlikely",
    Level.WARNING,
    N_("“书脊厚度” says {spine} mm, but {pages} pages of this paper come to about {computed} mm."),
    N_("Look whether the figure is from this issue and in millimetres. The cover is made as you wrote it."),
)
PRINT_RUN_MISSING = Rule(
    "print-run-missing",
    Level.INFO,
    N_("Without a print run the job ticket can't say how much paper is needed."),
    N_("Write “印数: …” into this file."),
)
CANNOT_FOLD = Rule(
    "cannot-fold",
    Level.ERROR,
    N_("{pages} pages can't be folded: a sheet has {leaves} pages, so it must be {fewer} or {more}."),
    N_("Take {less} page(s) out or add {added}."),
)


def make_plan(issue: Issue, pages: int, *, inside_cover: bool = False) -> PagePlan:
    """The plan for an interior of so many pages; `inside_cover` says that 封二 and 封三 are printed as well.

    A number that can't be folded is planned for the next that can. Raises ValueError when there are no pages.
    """
    p, blank = issue.publication, -pages % LEAVES
    binding = p.binding or "perfect"
    text_paper = stocks.paper(p.text_stock, stocks.TEXT)
    cover_paper = stocks.paper(p.cover_stock, stocks.COVER)
    spine, origin = _spine(p, binding, pages + blank, text_paper, cover_paper)
    text = _text(p, pages + blank, text_paper)
    cover = _cover(p, cover_paper, spine, inside=inside_cover)
    percent, least = _spoilage(p)
    copies = issue.print_run
    if copies is not None:
        text = replace(text, need=need(text.forms, text.sheet, copies, text_paper.grams, percent, least))
        cover = replace(cover, need=need(cover.forms, cover.sheet, copies, cover_paper.grams, percent, least))
    plan = PagePlan(
        pages=pages,
        blank=blank,
        binding=binding,
        signatures=signatures(pages + blank, binding),
        text=text,
        cover=cover,
        copies=copies,
        spine_mm=spine,
        spine_origin=origin,
        creep_mm=_creep(pages + blank, text_paper) if binding == "saddle" else 0.0,
        copy_grams=_copy_grams(p, pages + blank, text_paper, cover_paper, spine),
        spoilage=percent,
        spoilage_sheets=least,
    )
    return replace(plan, advice=tuple(_advice(issue, plan)))


def spine_mm(pages: int, text: Paper, cover: Paper) -> float:
    """The spine of a glued copy: its leaves, and the cover twice."""
    return round(pages / 2 * text.caliper_mm + 2 * cover.caliper_mm, 1)


def _spine(p: Publication, binding: str, pages: int, text: Paper, cover: Paper) -> tuple[float, Origin]:
    """Its thickness and where that comes from: as the printer measured it, else by the paper."""
    if binding == "saddle":
        return 0.0, text.origin
    if p.press.spine_mm is not None:
        return p.press.spine_mm, Origin.MEASURED
    origins = {text.origin, cover.origin}
    rough = Origin.RULE_OF_THUMB in origins
    computed = Origin.RULE_OF_THUMB if rough else Origin.TABLE
    return spine_mm(pages, text, cover), computed


def _creep(pages: int, text: Paper) -> float:
    return round(creep_mm(pages // LEAVES, text.caliper_mm)[-1], 2)


def _spoilage(p: Publication) -> tuple[float, int]:
    percent, least = p.press.spoilage, p.press.spoilage_sheets
    return (SPOILAGE if percent is None else percent), (SPOILAGE_SHEETS if least is None else least)


def _copy_grams(p: Publication, pages: int, text: Paper, cover: Paper, spine: float) -> float:
    """What a trimmed copy weighs, without ink, glue and film."""
    width, height = p.type_area.trim_width_mm / 1000, p.type_area.trim_height_mm / 1000
    leaves = pages / 2 * width * height * text.grams
    return round(leaves + (2 * width + spine / 1000) * height * cover.grams, 1)


# ---- the parts on press --------------------------------------------------------------------


def _bled(p: Publication, width_mm: float) -> tuple[float, float]:
    """A page (or cover) of this width with its bleed."""
    return width_mm + 2 * p.bleed_mm, p.type_area.trim_height_mm + 2 * p.bleed_mm


def _text_sheet(p: Publication) -> FullSheet:
    area = p.type_area
    trim = (area.trim_width_mm, area.trim_height_mm)
    return text_sheet(p.press.sheet_mm, trim, *_bled(p, area.trim_width_mm))


def _text(p: Publication, pages: int, paper: Paper) -> Part:
    """The interior. Saddle stitched or not, full signatures of 16 go on press, and one of 8 and one of 4."""
    sheet = _text_sheet(p)
    colours = 4 if p.press.colours is Colours.CMYK else 1
    inks = colours + (p.press.spot is not None)
    return Part(
        pages=pages,
        paper=paper,
        sheet=sheet,
        inks=(inks, inks),
        spot=p.press.spot.name if p.press.spot else "",
        forms=text_forms(signatures(pages, "perfect"), sheet.press_ups),
        printing_sheets=pages / sheet.ups,
    )


def _cover(p: Publication, paper: Paper, spine: float, *, inside: bool) -> Part:
    """The cover: always in colour, one sheet around the copy."""
    area = p.type_area
    trim = (area.trim_width_mm, area.trim_height_mm)
    sheet = usual_sheet(trim, *_bled(p, 2 * area.trim_width_mm + spine))
    inks = 4 + (p.press.spot is not None)
    return Part(
        pages=4,
        paper=paper,
        sheet=sheet,
        inks=(inks, inks if inside else 0),
        spot=p.press.spot.name if p.press.spot else "",
        forms=(cover_form(sheet.press_ups, inside=inside),),
        printing_sheets=2 / sheet.ups,
    )


# ---- advice --------------------------------------------------------------------------------


def _advice(issue: Issue, plan: PagePlan) -> Iterator[Finding]:
    """What to say of paper, sheets, binding and print run."""
    p, place = issue.publication, Place(issue.publication.place.file)
    if plan.blank:
        fewer = plan.pages - plan.pages % LEAVES
        values = {"fewer": fewer, "more": fewer + LEAVES, "less": plan.pages - fewer, "added": plan.blank}
        yield CANNOT_FOLD.at(Place(issue.place.file), pages=plan.pages, leaves=LEAVES, **values)
    for key, paper in (("内文用纸", plan.text.paper), ("封面用纸", plan.cover.paper)):
        if paper.assumed:
            yield PAPER_NOT_NAMED.at(place, key=key, name=paper.name, grams=f"{paper.grams:g}")
        elif paper.origin is Origin.RULE_OF_THUMB and plan.spine_origin is Origin.RULE_OF_THUMB:
            grams, caliper = f"{paper.grams:g}", f"{paper.caliper_mm:.3f}"
            yield PAPER_UNKNOWN.at(place, name=paper.name, grams=grams, caliper=caliper)
    width, height = _bled(p, p.type_area.trim_width_mm)
    taken = sorted((plan.text.sheet.width_mm, plan.text.sheet.height_mm))
    if p.press.sheet_mm is not None and sorted(p.press.sheet_mm) != taken:
        usual = f"{plan.text.sheet.width_mm:g}×{plan.text.sheet.height_mm:g}"
        given = "×".join(f"{side:g}" for side in p.press.sheet_mm)
        size = {"width": f"{width:g}", "height": f"{height:g}"}
        yield SHEET_TOO_SMALL.at(place, sheet=given, usual=usual, **size)
    yield from _binding_advice(plan, place)
    if plan.copies is None:
        yield PRINT_RUN_MISSING.at(Place(issue.place.file))


def _binding_advice(plan: PagePlan, place: Place) -> Iterator[Finding]:
    """Whether the binding suits the thickness, and whether the spine is sure enough."""
    pages, caliper = plan.text.pages, plan.text.paper.caliper_mm
    if plan.binding == "saddle":
        most = int(SADDLE_BULK_MM / caliper * 2) // LEAVES * LEAVES
        if pages > most:
            bulk, creep = f"{pages / 2 * caliper:.1f}", f"{plan.creep_mm:.1f}"
            yield SADDLE_TOO_THICK.at(place, pages=pages, most=most, bulk=bulk, creep=creep)
        return
    spine, computed = plan.spine_mm, spine_mm(pages, plan.text.paper, plan.cover.paper)
    if spine < LEAST_SPINE_MM:
        least = f"{LEAST_SPINE_MM:g}"
        yield SPINE_TOO_THIN.at(place, pages=pages, spine=f"{spine:.1f}", least=least)
    if plan.spine_origin is not Origin.MEASURED:
        if abs(spine - SPINE_TEXT_MM) < _NEAR_MM:
            yield SPINE_NEAR_TEXT.at(place, spine=f"{spine:.1f}", limit=f"{SPINE_TEXT_MM:g}")
    elif abs(spine - computed) > max(_ROOM_MM, _ROOM_SHARE * computed):
        yield SPINE_UNLIKELY.at(place, spine=f"{spine:g}", pages=pages, computed=f"{computed:.1f}")
