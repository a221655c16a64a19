"""Pages → sheets (拼版): any PDF with pages of one size in, a PDF with a page for each side of a sheet out.

Pages are set down 1:1, as they are: what they share, such as fonts and pictures, stays shared. Output intents
and layers stay; what speaks of single pages (links, tags, outlines, PDF/X) goes. Same input, same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pikepdf
from pikepdf import Array, Dictionary, Name

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.geometry import MM_PER_PT
from kanwu_press.model import Place
from kanwu_press.press.forme import Block, Forme, Leaf, Rect, block_of
from kanwu_press.press.imposition import (
    Kind,
    Placement,
    Scheme,
    Sheet,
    Side,
    creep_mm,
    folded_pages,
    impose_pages,
)
from kanwu_press.press.lettering import Lettering
from kanwu_press.press.marks import separation
from kanwu_press.press.originals import (
    FILE_BROKEN,
    NOT_A_PDF,
    Original,
    leaf_of,
    open_pdf,
    read_originals,
)
from kanwu_press.press.papers import PAPERS, Paper, smallest
from kanwu_press.press.sheetmarks import Words, marks

SHEET_SMALL = Rule(
    "impose-sheet-small",
    Level.ERROR,
    N_("The sheet {paper} is too small: at full size the pages with their bleed need {needed} mm."),
    N_("Choose a larger sheet with --sheet, such as {fitting}. For proofs --scale-to-fit makes pages fit."),
)
SHEET_NONE = Rule(
    "impose-sheet-none",
    Level.ERROR,
    N_("No usual sheet is large enough: at full size the pages with their bleed need {needed} mm."),
    N_("Give the printer's sheet with --sheet, as in --sheet 1300x950."),
)
CREEP_LARGE = Rule(
    "impose-creep-large",
    Level.ERROR,
    N_("{sheets} nested sheets of {caliper} mm creep by {creep} mm: more than a third of the page's width."),
    N_("See that --caliper is the thickness of one leaf in mm, such as 0.1."),
)
BLANKS = Rule(
    "impose-blank-pages",
    Level.INFO,
    N_("{pages} pages are not a multiple of four: {blanks} blank pages follow the last one."),
    N_("Nothing need be done. If they are to be elsewhere, add blank pages there."),
)
SCALED = Rule(
    "impose-scaled",
    Level.INFO,
    N_("The pages are made smaller, to {percent} %, to fit on {paper}. These sheets are for proofs only."),
    "",
)
CREATOR = "kanwu-press impose"  # by this imposed sheets are known as ours, and may be replaced
PROOF_CREATOR = "kanwu-press impose --scale-to-fit"  # and those that are for proofs only
MARKS_ROOM_MM = 3.0  # around the bleed, where we choose the paper
PROOF_ROOM_MM = 10.0  # where pages are made smaller: marks and label, and what office printers leave white
TIGHT_ROOM_MM = 1.5  # room for cut marks, but none for the label
MOST_SCALE = 1.0


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked for. Without `papers` each sheet takes the smallest with room for marks.

    It is one of `first` where one will do, else of `usual`.

    `title` heads the label of every sheet, `collation` stands on the spine of signatures.
    """

    scheme: Scheme
    papers: tuple[Paper, ...] = ()
    caliper_mm: float = 0.1
    mill_mm: float = 0.0  # off the spine, beyond the trim, of gathered signatures
    scale_to_fit: bool = False
    title: str = ""
    collation: str = ""
    first: tuple[Paper, ...] = ()
    usual: tuple[Paper, ...] = PAPERS
    black: bool = False  # printed with black ink alone: so are the marks

    @property
    def creator(self) -> str:
        """What the file says of itself."""
        return PROOF_CREATOR if self.scale_to_fit else CREATOR


@dataclass(frozen=True, slots=True)
class Imposed:
    """The finished file, how many sheets of paper it is for, and which, the first one's first."""

    pdf: bytes
    sheets: int
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Laid:
    """A sheet with its place on the paper."""

    sheet: Sheet
    forme: Forme
    paper: Paper
    scale: float


def impose(
    data: bytes, name: str, job: Job, lettering: Lettering | None
) -> tuple[Imposed | None, tuple[Finding, ...]]:
    """The sheets of the pages in `data`; findings call the file `name`. No lettering, no labels."""
    pdf, found = open_pdf(data, name)
    if pdf is None:
        return None, found
    with pdf:
        pages, found = read_originals(pdf, name)
        if not pages:
            return None, found
        laid, more = _lay(pages, job, name)
        if not laid:
            return None, (*found, *more)
        try:
            _draw(pdf, pages, laid, job, lettering)
            sheets = _saved(pdf)
        except FILE_BROKEN:  # something that all pages share, found only now
            return None, (NOT_A_PDF.at(Place(name)),)
    papers = tuple(dict.fromkeys(f"{one.paper.name} {one.paper.size}".strip() for one in laid))
    return Imposed(sheets, len(laid), papers), (*found, *more)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    """The file's bytes, the same each time."""
    out = io.BytesIO()
    packed = pikepdf.ObjectStreamMode.generate
    pdf.save(out, deterministic_id=True, object_stream_mode=packed, compress_streams=True)
    return out.getvalue()


# ---- paper ---------------------------------------------------------------------------------


def _lay(pages: tuple[Original, ...], job: Job, name: str) -> tuple[tuple[_Laid, ...], tuple[Finding, ...]]:
    """The sheets on their papers; none where a paper is too small, and said so."""
    place = Place(name)
    leaf = leaf_of(pages, job.mill_mm)
    sheets = impose_pages(len(pages), job.scheme, job.caliper_mm)
    found = tuple(_remarks(len(pages), leaf, job, place))
    laid: list[_Laid] = []
    for sheet in sheets if all(finding.level is not Level.ERROR for finding in found) else ():
        one = _on_paper(sheet, leaf, job, place)
        if isinstance(one, Finding):
            return (), (*found, one)
        laid.append(one)
    scaled = min(laid, key=lambda one: one.scale, default=None)
    if scaled and scaled.scale < MOST_SCALE:
        percent = f"{scaled.scale * 100:.1f}"
        found = (*found, SCALED.at(place, percent=percent, paper=scaled.paper.name or scaled.paper.size))
    return tuple(laid), found


def _remarks(count: int, leaf: Leaf, job: Job, place: Place) -> Iterator[Finding]:
    blanks = folded_pages(count) - count
    if blanks and job.scheme is not Scheme.SPREADS:
        yield BLANKS.at(place, pages=count, blanks=blanks)
    sheets = folded_pages(count) // 4
    creep = creep_mm(sheets, job.caliper_mm)[-1]
    if job.scheme is Scheme.SADDLE and creep > leaf.width_mm / 3:
        values = {"sheets": sheets, "caliper": f"{job.caliper_mm:g}", "creep": f"{creep:.1f}"}
        yield CREEP_LARGE.at(place, **values)


def _on_paper(sheet: Sheet, leaf: Leaf, job: Job, place: Place) -> _Laid | Finding:
    """The sheet on the paper asked for, else on the smallest with room for marks; a spread as it is."""
    block = block_of(sheet, leaf)
    if not job.papers:
        own = (Paper("", block.width_mm, block.height_mm),)
        found = _chosen(block, job) if sheet.kind is not Kind.SPREAD else own[0]
        if found is None:
            return SHEET_NONE.at(place, needed=_needed(block))
        return _Laid(sheet, Forme(block, found.width_mm, found.height_mm), found, 1.0)
    found = smallest(block.width_mm, block.height_mm, job.papers)
    if found is not None:
        return _Laid(sheet, Forme(block, found.width_mm, found.height_mm), found, 1.0)
    if not job.scale_to_fit:
        values = {"needed": _needed(block), "fitting": _named(_chosen(block, job)) or _needed(block)}
        return SHEET_SMALL.at(place, paper=job.papers[-1].name or job.papers[-1].size, **values)
    paper = job.papers[-1].turned_for(block.width_mm, block.height_mm)
    room = 2 * PROOF_ROOM_MM
    scale = min((paper.width_mm - room) / block.width_mm, (paper.height_mm - room) / block.height_mm)
    block = _scaled(block, scale)
    return _Laid(_crept(sheet, scale), Forme(block, paper.width_mm, paper.height_mm), paper, scale)


def _chosen(block: Block, job: Job) -> Paper | None:
    """The paper that is taken where none is asked for; one of `first` may leave less room one way."""
    wide, high = block.width_mm, block.height_mm
    roomy, tight = 2 * MARKS_ROOM_MM, 2 * TIGHT_ROOM_MM
    ways = (smallest(wide + roomy, high + tight, job.first), smallest(wide + tight, high + roomy, job.first))
    found = min(filter(None, ways), key=lambda paper: paper.width_mm * paper.height_mm, default=None)
    return found or smallest(wide + roomy, high + roomy, job.usual)


def _named(paper: Paper | None) -> str:
    """What to write after --sheet for a paper: its name, where that says which it is."""
    if paper is None:
        return ""
    return paper.name if any(paper.name == known.name for known in PAPERS) else paper.size


def _needed(block: Block) -> str:
    return f"{block.width_mm:.1f}×{block.height_mm:.1f}"


def _scaled(block: Block, scale: float) -> Block:
    """The whole block with all its gaps made smaller."""
    lefts = tuple(left * scale for left in block.lefts)
    bottoms = tuple(bottom * scale for bottom in block.bottoms)
    gaps = (scale * gap for gap in (block.spine_gap, block.fore_gap, block.head_gap, block.edge))
    return Block(block.leaf.scaled(scale), lefts, bottoms, *gaps)


def _crept(sheet: Sheet, scale: float) -> Sheet:
    """The sheet with its creep made smaller as well."""
    front, back = (
        side and replace(side, places=tuple(replace(p, shift_mm=p.shift_mm * scale) for p in side.places))
        for side in (sheet.front, sheet.back)
    )
    return replace(sheet, front=front or sheet.front, back=back)


# ---- drawing -------------------------------------------------------------------------------


def _draw(
    pdf: pikepdf.Pdf,
    pages: tuple[Original, ...],
    laid: tuple[_Laid, ...],
    job: Job,
    lettering: Lettering | None,
) -> None:
    """Put the sheets in place of the pages."""
    forms = [pdf.make_indirect(page.form) for page in pages]
    # The colour of the marks: on all plates, or on the only one there is.
    every = separation(pdf, "Black", (0, 0, 0, 1)) if job.black else separation(pdf, "All", (1, 1, 1, 1))
    signatures = max(one.sheet.signature for one in laid)
    before = len(pdf.pages)
    for one in laid:
        for side in filter(None, (one.sheet.front, one.sheet.back)):
            words = Words(_label(one, side, laid, job), f"{job.collation} {one.sheet.signature}".strip(),
                          signatures, lettering)  # fmt: skip
            drawn = [_page(one, place, pages[place.page - 1]) for place in side.places if place.page]
            drawn.append(marks(one.forme, one.sheet, side, words))
            used = {f"/P{place.page}": forms[place.page - 1] for place in side.places if place.page}
            pdf.pages.append(_sheet_page(pdf, one.forme, b"\n".join(drawn), used, every))
    del pdf.pages[:before]
    _clean(pdf, job)


def _page(one: _Laid, place: Placement, page: Original) -> bytes:
    """The operators that set a page down, clipped where its neighbour begins."""
    left, low, right, high = (mm / MM_PER_PT for mm in one.forme.shown(place))
    matrix = page.matrix(one.forme.page(place), place.head_down, one.scale)
    clip = f"{left:.4f} {low:.4f} {right - left:.4f} {high - low:.4f} re W n"
    moved = " ".join(f"{value:.6f}" for value in matrix)
    return f"q {clip}\n{moved} cm /P{place.page} Do Q".encode("ascii")


def _sheet_page(
    pdf: pikepdf.Pdf, forme: Forme, content: bytes, used: dict[str, pikepdf.Object], colour: pikepdf.Object
) -> pikepdf.Page:
    trim = forme.trimmed()
    edge = forme.block.edge
    bled = (trim[0] - edge, trim[1] - edge, trim[2] + edge, trim[3] + edge)
    return pikepdf.Page(
        Dictionary(
            Type=Name.Page,
            MediaBox=_box((0.0, 0.0, forme.width_mm, forme.height_mm)),
            BleedBox=_box(bled),
            TrimBox=_box(trim),
            Resources=Dictionary(XObject=Dictionary(used), ColorSpace=Dictionary({"/All": colour})),
            Contents=pdf.make_stream(content),
        )
    )


def _box(mm: Rect) -> Array:
    return Array([round(value / MM_PER_PT, 4) for value in mm])


def _clean(pdf: pikepdf.Pdf, job: Job) -> None:
    """Keep of the document what the sheets need; what spoke of the single pages would be wrong now."""
    for key in set(pdf.Root.keys()) - {"/Type", "/Pages", "/OutputIntents", "/OCProperties", "/Version"}:
        del pdf.Root[key]
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Creator=pikepdf.String(job.creator)))
    if job.title:
        pdf.trailer.Info["/Title"] = pikepdf.String(job.title)


# ---- the label -----------------------------------------------------------------------------


def _label(one: _Laid, side: Side, laid: tuple[_Laid, ...], job: Job) -> str:
    """What the printer reads on a sheet; Chinese, since it is part of what is printed."""
    sheet, face = one.sheet, "反面" if side is one.sheet.back else "正面"
    span = f"{sheet.first}–{sheet.last}页" if sheet.first != sheet.last else f"{sheet.first}页"
    here = "、".join(str(place.page or "空白") for place in side.places)
    what = {
        Kind.NESTED: f"第{sheet.number}张（由外向里，共{len(laid)}张） {face} {here}页",
        Kind.SHEETWISE: f"第{sheet.signature}帖 {face} {span}",
        Kind.TURNED: f"第{sheet.signature}帖 自翻 {span}",
        Kind.SPREAD: span,
    }[sheet.kind]
    parts = [job.title, what, f"{one.paper.name} {one.paper.size}毫米".strip()]
    if one.scale < MOST_SCALE:  # first: what does not fit is cut off at the end
        parts.insert(0, f"缩至{one.scale * 100:.1f}%，只供看样")
    return "  ".join(part for part in parts if part)
