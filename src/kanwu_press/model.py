"""The issue as a value: publication, issue, sections (栏目), articles, blocks, inlines.

Everything here is frozen, holds tuples only, and does no I/O. Each block knows the
`Place` it was read from. Lines and pages count from 1; lengths name their unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import TypeAlias

from kanwu_press.composition import Style


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: file (POSIX path from the publication's root), line, column.

    Lines and columns count from 1; 0 means the whole file, or the whole line.
    """

    file: str
    line: int = 0
    column: int = 0


NOWHERE = Place("")


# ---- inlines -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Running text, never holding a line end. `line` is its line in the manuscript."""

    text: str
    line: int = 0
    indent: int = field(default=0, compare=False, repr=False)  # characters its line was moved in by


@dataclass(frozen=True, slots=True)
class Strong:
    """**Bold**: set in Hei; at the head of a paragraph it is a lead-in."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """*Emphasis dots* (着重号), one under each character."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link; `href` is http(s), mailto or another article's file name."""

    href: str
    children: tuple[Inline, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class NoteRef:
    """The call of a note; `note` is the label of a `Note` of the same article."""

    note: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Ruby:
    """A rare character with its reading: `{亓|qí}`."""

    base: str
    reading: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class ProperName:
    """A name with a line under it (专名号): `{专名：屈原}`. Quiet for who listens."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class BookTitle:
    """A title with a wavy line under it (书名号 ﹏, GB/T 15834 4.15): `{书名：离骚}`."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end that the author asked for."""


Inline: TypeAlias = Text | Strong | Emphasis | ProperName | BookTitle | Link | NoteRef | Ruby | LineBreak


# ---- blocks --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A subhead; level 1, 2, 3 for `##`, `###`, `####`."""

    level: int
    children: tuple[Inline, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Paragraph:
    children: tuple[Inline, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; each item is a tuple of blocks. `start` is the first number of an ordered list."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]
    place: Place
    start: int = 1


class Align(Enum):
    """How a table column is set."""

    START = "start"
    CENTER = "center"
    END = "end"  # figures: aligned on the point


class Width(Enum):
    """How wide a figure, table or box is set."""

    COLUMN = "column"  # 栏宽
    FULL = "full"  # 通栏


Cell: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A captioned table. Each row has as many cells as `head`."""

    caption: tuple[Inline, ...]
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    aligns: tuple[Align, ...]
    place: Place
    note: tuple[Inline, ...] = ()
    width: Width = Width.COLUMN


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file, checked at reading time. Sizes in pixels, after EXIF rotation."""

    file: str  # POSIX path from the publication's root
    width_px: int
    height_px: int
    sha256: str
    media_type: str


DECORATION = ("无", "装饰")  # what an editor writes as 替代文字 of a picture that says nothing


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with caption, credit and alternative text. `picture` is None when it could not be read."""

    picture: Picture | None
    caption: tuple[Inline, ...]
    credit: str
    alt: str  # as the editor wrote it; `described` is what an edition holds
    place: Place
    width: Width = Width.COLUMN

    @property
    def decorative(self) -> bool:
        """Whether the editor says that the picture is only decoration, to be passed over by a voice."""
        return self.alt.strip() in DECORATION

    @property
    def described(self) -> str:
        """What is read to those who do not see the picture."""
        return "" if self.decorative else self.alt


@dataclass(frozen=True, slots=True)
class Gallery:
    """A group of pictures under one caption."""

    figures: tuple[Figure, ...]
    caption: tuple[Inline, ...]
    place: Place
    width: Width = Width.FULL


@dataclass(frozen=True, slots=True)
class Box:
    """A boxed note (框) with an optional title."""

    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    place: Place
    width: Width = Width.COLUMN


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that must not be parted by a page or column end (同页)."""

    blocks: tuple[Block, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Break:
    """A break of thought (a line `***` or `---`)."""

    place: Place


Block: TypeAlias = Heading | Paragraph | Quote | ListBlock | Table | Figure | Gallery | Box | Together | Break


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote; `number` counts from 1 in the order of the first calls within the article."""

    label: str
    number: int
    blocks: tuple[Block, ...]
    place: Place


# ---- article, section, issue ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cleared:
    """What an editor has looked at and found to be no fault (核过), with the reason.

    `words` narrow it to the findings that speak of them; `last` is the last line of the passage it was
    written around, 0 where it stands in a head and is meant for the whole file.
    """

    code: str
    reason: str
    place: Place
    words: str = ""
    last: int = 0


class Status(Enum):
    """How far an article has come (状态)."""

    TO_COME = "to-come"  # 待来稿
    IN_EDIT = "in-edit"  # 编辑中
    FINAL = "final"  # 定稿


@dataclass(frozen=True, slots=True)
class Planned:
    """An article that issue.yaml reserves pages for and that has not arrived."""

    pages: int
    genre: str = ""  # 体裁
    due: date | None = None  # 交稿


class Start(Enum):
    """Where an article or section begins (起排)."""

    PAGE = "page"  # 另页
    RECTO = "recto"  # 单页: the next odd page
    RUN_ON = "run-on"  # 接排: below the article before


class Layout(Enum):
    """The article's columns of text (版式)."""

    TWO = "two"  # 双栏
    ONE = "one"  # 单栏


class CodePlace(Enum):
    """Where print has an article's QR code (文章二维码)."""

    NONE = "none"  # 无
    END = "end"  # 文末: beside source and notes on the author
    MARGIN = "margin"  # 页边: in the outer margin, beside the head


class Opener(Enum):
    """How a section opens (篇章页)."""

    PAGE = "page"  # 整页
    HALF = "half"  # 半页
    STRIP = "strip"  # 通栏
    NONE = "none"  # 无


@dataclass(frozen=True, slots=True)
class Author:
    name: str
    affiliation: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One manuscript. `id` is `a01`, `a02` … in the order of the issue, unique within it."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    place: Place
    subtitle: str = ""
    running_title: str = ""  # 书眉标题, for the running head; the title when empty
    authors: tuple[Author, ...] = ()
    layout: Layout = Layout.TWO
    start: Start = Start.PAGE
    area: str = ""  # 地区, the tab above the title
    abstract: tuple[Inline, ...] = ()  # 摘要
    keywords: tuple[str, ...] = ()  # 关键词
    editor_note: tuple[Inline, ...] = ()  # 编者按
    author_notes: tuple[str, ...] = ()  # 作者简介
    source: str = ""  # 来源
    reprint: str = ""  # 转载
    notes: tuple[Note, ...] = ()
    coded: bool = True  # 二维码: it bears one where the publication's articles do
    status: Status = Status.IN_EDIT  # 状态
    # The line of each value of the head by its attribute, and of each item of a list.
    head_lines: Mapping[str, tuple[int, ...]] = field(default_factory=dict, compare=False, repr=False)
    planned: Planned | None = None  # of an article that has not arrived; its blocks say so, page by page
    cleared: tuple[Cleared, ...] = ()  # 核过


@dataclass(frozen=True, slots=True)
class Section:
    """A column of the magazine (栏目). `id` is `s1`, `s2` …"""

    id: str
    name: str
    articles: tuple[Article, ...]
    place: Place
    opener: Opener = Opener.HALF
    intro: str = ""


class Kind(Enum):
    """The class of publication, which decides the marks that the law wants."""

    INTERNAL = "internal"
    PERIODICAL = "periodical"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Stock:
    """A paper: name, weight in g/m², and the thickness of a leaf in mm where the printer has told it."""

    name: str
    grams: float
    caliper_mm: float | None = None


HOUSE_CONDITION = "FOGRA39"  # the printing condition of the house's own profile


class Colours(Enum):
    """With which inks the interior is printed (印色), on both sides alike."""

    CMYK = "cmyk"  # 四色: 4+4
    BLACK = "black"  # 单黑: 1+1


class Intent(Enum):
    """How colours that the paper cannot hold are brought into its reach (渲染意图; ISO 15076-1)."""

    PERCEPTUAL = "perceptual"  # 感知
    RELATIVE = "relative"  # 相对色度, with black point compensation


class Lamination(Enum):
    """What the cover is laminated with (覆膜)."""

    NONE = "none"
    GLOSS = "gloss"  # 亮膜
    MATT = "matt"  # 哑膜


@dataclass(frozen=True, slots=True)
class Spot:
    """An ink of its own (专色) in place of the institution's colour; `cmyk` in per cent stands in for it."""

    name: str
    cmyk: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class PressSettings:
    """What the printer asks for (印刷 in publication.yaml). None means: the usual, by paper and size."""

    colours: Colours = Colours.CMYK
    profile: str = ""  # the printer's ICC profile, POSIX path from the root; "" is the house's
    condition: str = ""  # the profile's registered name, FOGRA39; required with a profile of one's own
    intent: Intent = Intent.RELATIVE
    ink_limit: float | None = None  # 总墨量上限, per cent of all inks together
    marks: bool = True  # crop marks, registration marks, colour bar and slug
    spot: Spot | None = None
    spine_mm: float | None = None  # as measured by the printer
    sheet_mm: tuple[float, float] | None = None  # 全张纸, the full sheet of the text
    spoilage: float | None = None  # 加放, per cent
    spoilage_sheets: int | None = None  # but at least so many sheets for each set of plates
    lamination: Lamination = Lamination.NONE
    contact: str = ""  # 联系人, for the job ticket
    telephone: str = ""
    packing: str = ""
    delivery_place: str = ""


@dataclass(frozen=True, slots=True)
class TypeArea:
    """The type area (版心) in whole characters and lines, as the editor gave it. Sizes in pt, trim in mm.

    `None` margins follow from trim and type area.
    """

    trim_width_mm: float = 210.0
    trim_height_mm: float = 285.0
    size_pt: float = 10.5
    leading_pt: float = 18.0
    columns: int = 2
    column_chars: int = 20
    gutter_chars: int = 2
    lines: int = 38
    single_size_pt: float = 12.0
    single_leading_pt: float = 21.6
    single_chars: int = 34
    inner_margin_mm: float | None = None
    head_margin_mm: float | None = None


@dataclass(frozen=True, slots=True)
class EbookSettings:
    """The EPUB (电子书 in publication.yaml)."""

    embed_fonts: bool = True  # 嵌入字体: the house's faces for heads and rare characters


class RangeSign(Enum):
    """What joins the ends of a range (范围号; GB/T 15834 4.13): — for time and ～ else, or one for all."""

    BY_USE = "by-use"  # 用途
    EM = "em"  # 一字线
    WAVE = "wave"  # 浪纹线


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code of the imprint: the label under it and what it holds."""

    label: str
    content: str


@dataclass(frozen=True, slots=True)
class Publication:
    """What stays the same from issue to issue (publication.yaml)."""

    title: str
    code: str
    kind: Kind
    place: Place
    title_pinyin: str = ""
    title_en: str = ""
    supervisors: tuple[str, ...] = ()  # 主管单位
    sponsors: tuple[str, ...] = ()  # 主办单位
    co_organisers: tuple[str, ...] = ()  # 协办单位
    compilers: tuple[str, ...] = ()  # 编印单位
    publishers: tuple[str, ...] = ()  # 出版单位
    address: str = ""
    postcode: str = ""
    telephone: str = ""
    email: str = ""
    website: str = ""
    frequency: str = ""
    founded: str = ""
    permit: str = ""  # 准印证号
    cn: str = ""
    issn: str = ""
    price: str = ""
    type_area: TypeArea = field(default_factory=TypeArea)
    composition: Style = field(default_factory=Style)  # 排版
    bleed_mm: float = 3.0
    text_stock: Stock | None = None
    cover_stock: Stock | None = None
    binding: str = ""  # perfect, saddle, sewn; "" is perfect
    press: PressSettings = field(default_factory=PressSettings)  # 印刷
    ebook: EbookSettings = field(default_factory=EbookSettings)  # 电子书
    online: bool = False
    base_url: str = ""
    article_codes: CodePlace = CodePlace.NONE  # 文章二维码
    range_sign: RangeSign = RangeSign.BY_USE  # 范围号
    qr_codes: tuple[QrCode, ...] = ()
    imprint_notes: tuple[str, ...] = ()
    cleared: tuple[Cleared, ...] = ()  # 核过
    key_lines: tuple[tuple[str, int], ...] = ()  # attribute → line of its key in publication.yaml

    def place_of(self, attribute: str) -> Place:
        """Where the key of an attribute stands; the beginning of the file where it is not written."""
        line = dict(self.key_lines).get(attribute, 0)
        return Place(self.place.file, line) if line else self.place


@dataclass(frozen=True, slots=True)
class BoardRole:
    """A line of the editorial board: the post, who holds it, how the names are sorted."""

    role: str
    names: tuple[str, ...]
    note: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Cover:
    """What the covers show beside masthead and imprint."""

    picture: Figure | None = None
    highlights: tuple[str, ...] = ()  # 要目
    inside_front: Figure | None = None  # 封二
    inside_back: Figure | None = None  # 封三
    back_lines: tuple[str, ...] = ()  # 封底
    highlights_place: Place = NOWHERE

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All its pictures."""
        return tuple(f for f in (self.picture, self.inside_front, self.inside_back) if f is not None)

    @property
    def has_inside(self) -> bool:
        """Whether the inside of the cover is printed as well."""
        return self.inside_front is not None or self.inside_back is not None


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue, read and complete. `name` is its folder, `2024-04`."""

    publication: Publication
    name: str
    year: int
    number: int
    issued: date
    sections: tuple[Section, ...]
    place: Place
    serial: int | None = None  # 总期号
    theme: str = ""
    printed: date | None = None
    print_run: int | None = None
    printer: str = ""
    distributor: str = ""
    recipients: str = ""  # 发送对象
    delivery: date | None = None  # 交货日期, for the job ticket
    press_notes: tuple[str, ...] = ()  # 印刷附注, for the job ticket
    board: tuple[BoardRole, ...] = ()
    cover: Cover = field(default_factory=Cover)
    qr_codes: tuple[QrCode, ...] = ()
    imprint_notes: tuple[str, ...] = ()
    cleared: tuple[Cleared, ...] = ()  # 核过

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles in reading order."""
        return tuple(a for s in self.sections for a in s.articles)

    @property
    def arrived(self) -> Issue:
        """The issue without the articles that have not arrived, and without columns that hold no others."""
        if all(article.planned is None for article in self.articles):
            return self
        left = (replace(s, articles=tuple(a for a in s.articles if a.planned is None)) for s in self.sections)
        return replace(self, sections=tuple(section for section in left if section.articles))


@dataclass(frozen=True, slots=True)
class PastIssue:
    """What the archive of the web edition says of another issue of the publication."""

    name: str
    year: int
    number: int
    issued: date
    serial: int | None = None
    theme: str = ""
    highlights: tuple[str, ...] = ()


# ---- the page map --------------------------------------------------------------------------


class PageKind(Enum):
    """What a page of the interior holds."""

    FRONT = "front"  # contents, editorial board
    OPENER = "opener"  # a full-page section opener
    BODY = "body"
    ADDED = "added"  # blank, added to reach a multiple of four
    BLANK = "blank"  # blank because the next article starts on a recto
    BACK = "back"  # the imprint


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page. `number` counts all pages from 1; `label` is the folio (`iii`, `12`), printed or not."""

    number: int
    label: str
    kind: PageKind
    article: str = ""  # the article named in the running head
    section: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """First and last page of an article or section, as indexes into `PageMap.pages` counted from 1."""

    id: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Landing:
    """On which page (counted from 1) a heading, figure, table or note stands."""

    id: str
    article: str
    page: int


@dataclass(frozen=True, slots=True)
class Extent:
    """How deep an article is and what it leaves below its end, in whole lines of the type area.

    `depth` is that of its head, text and notes over all its pages, `last` what of it is on its last
    page. `rows` are the lines of text on the last page, in the article's own setting and of all
    columns together. `white` lines stay empty below it; none where another article runs on.
    """

    id: str
    depth: int
    last: int
    rows: int
    white: int


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Where a page (counted from 1) begins.

    `owner` is the article or column opener (`s3`) it begins in; of front and back matter `title-page`,
    `contents`, `board`, `imprint`; "" of a blank page. `at` is how much of an article stands before it:
    characters without spaces, and pictures (typeset/markers.py counts them); of the contents, entries.
    """

    page: int
    owner: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class PageMap:
    """What landed where; computed once from the laid-out pages, and read by all that speak of pages."""

    pages: tuple[PageEntry, ...]
    sections: tuple[Span, ...]
    articles: tuple[Span, ...]
    headings: tuple[Landing, ...] = ()
    figures: tuple[Landing, ...] = ()
    notes: tuple[Landing, ...] = ()
    extents: tuple[Extent, ...] = ()  # of the articles, in their order
    breaks: tuple[PageBreak, ...] = ()  # one for each page

    def label(self, page: int) -> str:
        """The folio of a page counted from 1."""
        return self.pages[page - 1].label

    def article(self, id_: str) -> Span:
        return next(span for span in self.articles if span.id == id_)

    def section(self, id_: str) -> Span:
        return next(span for span in self.sections if span.id == id_)
