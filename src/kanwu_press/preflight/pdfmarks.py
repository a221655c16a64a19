"""What stands on a page, as values: text, areas, lines, pictures, each with its place, colour and overprint.

Lengths in pt in the page's own coordinates; `Page` turns them into mm from the trim's upper left corner,
as the page is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kanwu_press.geometry import MM_PER_PT
from kanwu_press.preflight.pdfcolour import UNKNOWN, Paint, Space
from kanwu_press.preflight.pdffonts import Font
from kanwu_press.preflight.pdfmarked import UNMARKED, Stream, Tag
from kanwu_press.preflight.pdfobjects import Obj

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]  # left, lower, right, upper
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
NOTHING: Box = (0.0, 0.0, -1.0, -1.0)


def times(m: Matrix, n: Matrix) -> Matrix:
    """First `m`, then `n`."""
    a, b, c, d, e, f = m
    g, h, i, j, k, l = n  # noqa: E741
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l


def box_of(corners: Box, m: Matrix) -> Box:
    """The box around a rectangle that a matrix has turned."""
    x0, y0, x1, y1 = corners
    a, b, c, d, e, f = m
    xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
    ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
    return min(xs), min(ys), max(xs), max(ys)


def common(a: Box, b: Box) -> Box:
    """What two boxes share; `NOTHING` if they don't meet."""
    x0, y0, x1, y1 = max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])
    return (x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else NOTHING


def grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def within(inner: Box, outer: Box, slack: float) -> bool:
    """Whether a box lies in another, but for `slack`."""
    x0, y0, x1, y1 = grown(outer, slack)
    return inner[0] >= x0 and inner[1] >= y0 and inner[2] <= x1 and inner[3] <= y1


@dataclass(frozen=True, slots=True)
class Look:
    """How something is painted: colours, and whether it prints over what lies below."""

    fill: Paint | None = None
    stroke: Paint | None = None
    fill_over: bool = False
    stroke_over: bool = False
    mode: int = 0  # OPM
    clear: bool = False  # transparent: alpha, blend mode or soft mask
    note: bool = False  # of an annotation
    tag: Tag = field(default=UNMARKED, compare=False)


@dataclass(frozen=True, slots=True)
class Mark:
    """Anything that was painted. `box` is what is seen of it, `NOTHING` where it is all clipped away."""

    box: Box
    look: Look

    @property
    def paints(self) -> tuple[Paint, ...]:
        return tuple(p for p in (self.look.fill, self.look.stroke) if p is not None)


@dataclass(frozen=True, slots=True)
class Text(Mark):
    """One shown string, without white space at its ends; `text` is "" where the file does not tell."""

    text: str
    size_pt: float
    font: Font
    untold: bool = False  # a glyph of which the file does not say what it is
    raw: tuple[bytes, ...] = field(default=(), compare=False, repr=False)  # its codes, as they stand there


@dataclass(frozen=True, slots=True)
class Area(Mark):
    """A filled path. `thin_pt` is the shorter side of a plain rectangle before clipping, else None."""

    thin_pt: float | None = None
    long_pt: float = 0.0


@dataclass(frozen=True, slots=True)
class Line(Mark):
    """A stroked path."""

    width_pt: float = 0.0


@dataclass(frozen=True, slots=True)
class Shade(Mark):
    """A gradient; `colours` are those between which it runs."""

    space: Space = UNKNOWN
    colours: tuple[Paint, ...] = ()

    @property
    def paints(self) -> tuple[Paint, ...]:
        return self.colours


@dataclass(frozen=True, slots=True)
class Picture(Mark):
    """A placed picture with its pixels; a stencil is painted in the colour of its look."""

    pixels: tuple[int, int] = (1, 1)
    bits: int = 8
    stencil: bool = False
    space: Space | None = None
    ppi: tuple[float, float] = (0.0, 0.0)
    key: tuple[int, int] = (0, 0)
    source: Obj = field(default=None, compare=False, repr=False)

    @property
    def paints(self) -> tuple[Paint, ...]:
        return (self.look.fill,) if self.stencil and self.look.fill is not None else ()


@dataclass(frozen=True, slots=True)
class Content:
    """How the content of a page is marked, beside what its marks say.

    `numbers` are the numbers given, by the stream in which they count, as often as they are; `forms` those
    painted, as often as they are; `blank` strings belong nowhere and show nothing.
    """

    numbers: tuple[tuple[Stream, int], ...] = ()
    forms: tuple[Stream, ...] = ()
    blank: int = 0
    open_ended: bool = False  # something was begun and not ended, or ended and not begun
    operators: tuple[str, ...] = ()  # those that the specification does not know
    nested: int = 0  # how deep graphics states were kept in one another


NO_CONTENT = Content()


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its boxes as the file has them (None: missing or no box), and its marks in order."""

    number: int
    media: Box | None
    crop: Box | None
    trim: Box | None
    bleed: Box | None
    art: bool
    rotation: int
    unit: float  # UserUnit: how many 1/72 inch one unit is
    object: Obj = field(compare=False, repr=False)
    marks: tuple[Mark, ...] = field(default=(), repr=False)
    damaged: bool = False
    groups: tuple[Space, ...] = ()  # spaces in which transparency and soft masks are reckoned
    content: Content = field(default_factory=lambda: NO_CONTENT, repr=False)

    @property
    def paper(self) -> Box:
        """The trimmed page; where no trim is told, the media."""
        return self.trim or self.media or (0.0, 0.0, 0.0, 0.0)

    @property
    def bled(self) -> Box:
        """What is printed of the page: bleed, else trim, else media."""
        return self.bleed or self.paper

    @property
    def mm(self) -> float:
        """Millimetres of one unit."""
        return MM_PER_PT * self.unit

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height of the trimmed page as it is looked at."""
        x0, y0, x1, y1 = self.paper
        size = (x1 - x0) * self.mm, (y1 - y0) * self.mm
        return size[::-1] if self.rotation % 180 else size

    def at(self, box: Box) -> dict[str, str]:
        """Where a box stands: x and y of its upper left corner, mm from the trim's, for a finding."""
        left, down = self.place(box)
        return {"page": str(self.number), "x": str(round(left)), "y": str(round(down))}

    def place(self, box: Box) -> tuple[float, float]:
        """Upper left corner of a box, mm from the trim's left and upper edge as the page is looked at."""
        x0, y0, x1, y1 = self.paper
        sides = {
            0: (box[0] - x0, y1 - box[3]),
            90: (box[1] - y0, box[0] - x0),
            180: (x1 - box[2], box[1] - y0),
            270: (y1 - box[3], x1 - box[2]),
        }
        left, down = sides.get(self.rotation, sides[0])
        return left * self.mm, down * self.mm


def spaces(marks: list[Mark] | tuple[Mark, ...]) -> list[Space]:
    """All colour spaces in which marks are painted."""
    found: dict[Space, None] = {}
    for mark in marks:
        found |= dict.fromkeys(p.space for p in mark.paints)
        own = mark.space if isinstance(mark, Picture | Shade) else None
        if own is not None:
            found[own] = None
    return list(found)
