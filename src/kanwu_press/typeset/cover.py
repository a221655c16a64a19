"""The cover as one sheet: back, spine and front side by side with bleed; inside covers as a second page.

In: the issue, its pictures, the spine's width. Out: a PDF in screen colours, and findings. Only what is
given is printed. The marks are those that the class of publication wants on its cover
(《内部资料性出版物管理办法》 art. 14, 《期刊出版管理规定》 art. 32, GB/T 3179-2009);
check/record.py says which are missing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kanwu_press.addresses import given_codes
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.geometry import HINGE_MM, PT_PER_MM, fills_inside
from kanwu_press.model import NOWHERE, Issue, Kind
from kanwu_press.structure import Cover, CoverPage
from kanwu_press.typeset import engine, matter, writing
from kanwu_press.typeset.body import picture_url
from kanwu_press.typeset.covercheck import crowded
from kanwu_press.typeset.coverplan import CoverPlan, FrontTexts, plan_cover
from kanwu_press.typeset.fields import Field, label_fields
from kanwu_press.typeset.imprint import imprint_fields
from kanwu_press.typeset.spine import LEAST_MM, SpineText, spine_text

SPINE_BARE = Rule(
    "spine-bare",
    Level.INFO,
    N_("The spine is {width} mm wide: too narrow for text, so it stays without."),
    N_("From {least} mm on it would bear title, year and number (GB/T 11668)."),
)

COVER_SIZE = Rule(
    "cover-size",
    Level.ERROR,
    N_("The cover sheet did not come out at its size."),
    N_("In your own styles/cover.css, “@page” must hold “size: var(--sheet-width) var(--trim-height)”."),
)
PX_PER_MM = 96 / 25.4

# What the back says of the imprint; all of it stands inside.
_BACK_KEYS = (
    "主管单位", "主办单位", "协办单位", "编印单位", "出版单位", "地址", "邮编", "电话", "电子邮箱", "网址",
    "准印证号", "国内统一刊号", "国际标准刊号", "发行单位", "发送对象", "发行范围", "印刷单位", "印刷日期",
    "印数", "定价",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CoverSheet:
    """The finished cover. Its trim is two pages and the spine; `pages` is 2 with inside covers, else 1."""

    pdf: bytes
    spine_mm: float
    trim_width_mm: float  # of one page
    trim_height_mm: float
    bleed_mm: float
    pages: int
    pictures: Mapping[str, Path]  # the files of its pictures by their names in the PDF
    leaves: Cover  # the same pages one by one, without the spine, for screens

    @property
    def sheet_width_mm(self) -> float:
        return 2 * self.trim_width_mm + self.spine_mm


@dataclass(frozen=True, slots=True)
class _Line:
    label: Field
    value: str
    href: str


@dataclass(frozen=True, slots=True)
class _Inside:
    """A picture of an inside cover; `whole`: it fills its page."""

    side: str
    url: str
    whole: bool
    alt: str


def set_cover(
    issue: Issue, root: Path, styles: tuple[str, ...], fontconfig: Path, spine_mm: float
) -> tuple[CoverSheet | None, tuple[Finding, ...]]:
    """Typeset the cover of `issue` with a spine of `spine_mm` (0: saddle stitched, back and front meet).

    `styles` are CSS texts in cascade order (tokens, article, cover); pictures are read from `root`, fonts
    from `fontconfig` only. None comes back when the engine could not go on.
    """
    texts = _front_texts(issue)
    plan = plan_cover(issue, spine_mm, texts, len(given_codes(issue)))
    room = plan.height_mm - 2 * plan.margin_mm
    p = issue.publication
    spine = spine_text(p.title, issue.year, issue.number, spine_mm, room)
    try:
        with engine.watched(style=p.composition) as findings:
            sheets = (_lengths(plan, spine), *styles)
            setter = engine.make_setter(sheets, _resources(issue, root), fontconfig)
            sheet = engine.lay_out(setter, _html(issue, plan, spine, texts))
            pdf = writing.write_pdf((sheet,), (), _identifier(issue))
            leaves = _leaves(sheet, plan, _identifier(issue))
    except engine.EngineStoppedError as stopped:
        return None, stopped.findings
    if not _has_size(sheet.pages[0], plan):
        return None, (*findings, COVER_SIZE.at(NOWHERE))
    found = (*findings, *_bare(spine_mm), *crowded(sheet.pages[0], plan, issue.place))
    pictures = writing.placed(_picture_files(issue, root))
    made = CoverSheet(
        pdf, spine_mm, plan.width_mm, plan.height_mm, plan.bleed_mm, len(sheet.pages), pictures, leaves
    )
    return made, found


def _has_size(page: Any, plan: CoverPlan) -> bool:
    """Whether the sheet came out as wide and high as it was planned."""
    wanted = (2 * plan.width_mm + plan.spine_mm, plan.height_mm)
    made = (page.width / PX_PER_MM, page.height / PX_PER_MM)
    return all(abs(a - b) < 0.1 for a, b in zip(made, wanted, strict=True))


def _leaves(sheet: engine.Laid, plan: CoverPlan, identifier: bytes) -> Cover:
    """The cover's pages one by one, drawn again from the sheet as it was laid out."""
    width, height = plan.width_mm * PT_PER_MM, plan.height_mm * PT_PER_MM
    right = width + plan.spine_mm * PT_PER_MM
    left_hand, right_hand = (0.0, 0.0, width, height), (right, 0.0, right + width, height)
    outside = sheet.pages[0]
    inside = sheet.pages[1] if len(sheet.pages) > 1 else None
    cut = (
        (outside, "front", CoverPage("封面", right_hand, ahead=True)),
        (inside, "second", CoverPage("封二", left_hand, ahead=True)),
        (inside, "third", CoverPage("封三", right_hand, ahead=False)),
        (outside, "back", CoverPage("封底", left_hand, ahead=False)),
    )
    made = [(writing.only_part(page, part), leaf) for page, part, leaf in cut if page is not None]
    drawn = [(page, leaf) for page, leaf in made if page is not None]
    marked = writing.write_marked((sheet.copy([page for page, _ in drawn]),), (), identifier)
    return Cover(marked, tuple(leaf for _, leaf in drawn))


def _bare(spine_mm: float) -> tuple[Finding, ...]:
    """A note that the spine bears no text; of a saddle-stitched issue nobody expects any."""
    if not 0 < spine_mm < LEAST_MM:
        return ()
    return (SPINE_BARE.at(NOWHERE, width=f"{spine_mm:.1f}", least=f"{LEAST_MM:g}"),)


def _identifier(issue: Issue) -> bytes:
    name = f"{issue.publication.code}-{issue.name}-cover"
    return hashlib.md5(name.encode(), usedforsecurity=False).hexdigest().encode()


# ---- what stands on the sheet --------------------------------------------------------------


def cover_marks(issue: Issue) -> tuple[str, ...]:
    """The line above the masthead: what the law wants to see there, as far as it is given."""
    p = issue.publication
    if p.kind is Kind.INTERNAL:
        permit = p.permit if p.permit.startswith("准印证") else f"准印证号：{p.permit}"
        return ("内部资料，免费交流", *((permit,) if p.permit else ()))
    if p.kind is Kind.PERIODICAL:
        issn = p.issn if p.issn.startswith("ISSN") else f"ISSN {p.issn}"
        cn = p.cn if p.cn.upper().startswith("CN") else f"CN {p.cn}"
        return (*((issn,) if p.issn else ()), *((cn,) if p.cn else ()))
    return ()


def cover_bodies(issue: Issue) -> tuple[str, ...]:
    """Who stands behind the publication, at the foot of the front."""
    p = issue.publication
    rows = [(p.supervisors, "主管"), (p.sponsors, "主办")]
    if p.kind is Kind.INTERNAL:
        rows.append((p.compilers, "编印"))
    return tuple(f"{'、'.join(names)}　{what}" for names, what in rows if names)


def _front_texts(issue: Issue) -> FrontTexts:
    p = issue.publication
    return FrontTexts(
        marks=bool(cover_marks(issue)),
        latin=bool(p.title_pinyin or p.title_en),
        theme=bool(issue.theme),
        highlights=issue.cover.highlights,
        bodies=cover_bodies(issue),
    )


def _html(issue: Issue, plan: CoverPlan, spine: SpineText | None, texts: FrontTexts) -> str:
    figure = issue.cover.picture
    fields = tuple(field for field in imprint_fields(issue) if field.key in _BACK_KEYS)
    labels = label_fields(field.key for field in fields)
    return matter.cover_html(
        issue,
        c=plan,
        spine=spine,
        picture=picture_url(figure.picture) if figure and figure.picture else "",
        picture_alt=figure.alt if figure else "",
        marks=cover_marks(issue),
        bodies=texts.bodies,
        fields=tuple(
            _Line(label, field.value, field.href) for label, field in zip(labels, fields, strict=True)
        ),
        codes=matter.qr_links(given_codes(issue)),
        inside=tuple(_inside(issue)),
    )


def _inside(issue: Issue) -> Iterator[_Inside]:
    """The inside covers, as they lie when the sheet is turned over: 封二 on the left, 封三 on the right."""
    area = issue.publication.type_area
    for side, figure in (("second", issue.cover.inside_front), ("third", issue.cover.inside_back)):
        if figure is not None and figure.picture is not None:
            whole = fills_inside(area, figure.picture.width_px / figure.picture.height_px)
            yield _Inside(side, picture_url(figure.picture), whole, figure.alt)


def _lengths(plan: CoverPlan, spine: SpineText | None) -> str:
    return matter.cover_css(c=plan, hinge=HINGE_MM, spine_pt=spine.size_pt if spine else 0)


def _resources(issue: Issue, root: Path) -> dict[str, Path | bytes]:
    """The cover's pictures and the QR codes; the engine gets to see nothing else."""
    return {**_picture_files(issue, root), **matter.qr_drawings(given_codes(issue))}


def _picture_files(issue: Issue, root: Path) -> dict[str, Path]:
    """The cover's pictures by the addresses under which the engine is handed them."""
    pictures = [figure.picture for figure in issue.cover.figures if figure.picture is not None]
    return {picture_url(p): root / p.file for p in pictures}
