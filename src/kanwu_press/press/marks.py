"""Printer's marks outside the bleed: crop and registration marks, colour bar, slug line; and the media box.

In: a finished file and what its slug says. Everything stands in registration colour (Separation /All) but
the patches of the colour bar and the names of the plates, each in its own ink. Lengths in pt, from the
trim's lower left corner.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name

from kanwu_press.geometry import PT_PER_MM as MM
from kanwu_press.press.lettering import Lettering

AROUND = 15 * MM  # from the trim to the edge of the media box, with the usual bleed
BEYOND = 12 * MM  # and from a wider bleed
NEAREST = 2 * MM  # a mark keeps so far from the trim, with little bleed
GAP = 1 * MM  # between bleed and crop mark: nothing is cut into the mark's own colour
CROP = 5 * MM
HAIR = 0.25  # pt, the thinnest line that plates hold
PATCH = 4 * MM
_RADIUS = 2 * MM
_SLUG = 6.0  # pt
_CURVE = 0.5523
ALL, SPOT = Name("/KwAll"), Name("/KwSpot")


@dataclass(frozen=True, slots=True)
class Marks:
    """What the marks say. The slug line is `head` and, for each of the `pages`, what `page` says (from 1).

    `plates` are the inks of the job in the order of printing, as (name, colour operator); `patches` the
    colour bar's fields as operators. `folds` are x of folds on the sheet (the cover's spine). `spot` is the
    name of a spot ink and the four inks that stand in for it.
    """

    lettering: Lettering
    head: str
    page: Callable[[int], str]
    pages: int
    plates: tuple[tuple[str, str], ...]
    patches: tuple[str, ...]
    bleed: float
    folds: tuple[float, ...] = ()
    spot: tuple[str, tuple[float, float, float, float]] | None = None

    @property
    def around(self) -> float:
        return max(AROUND, self.bleed + BEYOND)

    @property
    def near(self) -> float:
        """Where marks begin, from the trim."""
        return max(self.bleed, NEAREST) + GAP

    @property
    def one_plate(self) -> bool:
        """Black is the only ink: then the marks are black, for “all” would make three more plates."""
        return self.plates == BLACK_PLATES and self.spot is None

    @property
    def all_plates(self) -> tuple[tuple[str, str], ...]:
        return (*self.plates, (self.spot[0], f"{SPOT} cs 1 scn")) if self.spot else self.plates

    @property
    def all_patches(self) -> tuple[str, ...]:
        return (*self.patches, f"{SPOT} cs 1 scn", f"{SPOT} cs 0.5 scn") if self.spot else self.patches


PROCESS_PLATES = (("青", "1 0 0 0 k"), ("品", "0 1 0 0 k"), ("黄", "0 0 1 0 k"), ("黑", "0 0 0 1 k"))
BLACK_PLATES = (("黑", "0 0 0 1 k"),)
# Solids, overprints of two inks, grey balance, and tints of each: what a densitometer is laid upon.
PROCESS_PATCHES = (
    "1 0 0 0 k", "0 1 0 0 k", "0 0 1 0 k", "0 0 0 1 k", "1 1 0 0 k", "0 1 1 0 k", "1 0 1 0 k",
    "0.5 0.4 0.4 0 k", "0 0 0 0.5 k", "0.5 0 0 0 k", "0 0.5 0 0 k", "0 0 0.5 0 k",
)  # fmt: skip
BLACK_PATCHES = tuple(f"0 0 0 {tint} k" for tint in (1, 0.75, 0.5, 0.25, 0.1))


def add_marks(pdf: pikepdf.Pdf, marks: Marks) -> None:
    """Enlarge every page's media box and draw the marks beside its trim."""
    drawn: dict[tuple[float, float], tuple[Name, pikepdf.Object, Callable[[int], bytes]]] = {}
    spaces = Dictionary() if marks.one_plate else Dictionary({str(ALL): _every_plate(pdf, marks)})
    if marks.spot:
        spaces[SPOT] = separation(pdf, *marks.spot)
    for number, page in enumerate(pdf.pages, 1):
        left, lower, right, upper = (float(v) for v in page.TrimBox)
        width, height = right - left, upper - lower
        if (width, height) not in drawn:
            head, rest = _slug(marks, width)
            same = _form(pdf, _sheet(width, height, marks) + head, spaces, width, height, marks.around)
            drawn[width, height] = Name(f"/KwMarks{len(drawn) + 1}"), same, rest
        name, sheet, rest = drawn[width, height]
        slug = _form(pdf, rest(number), spaces, width, height, marks.around)
        around = marks.around
        page.MediaBox = Array([left - around, lower - around, right + around, upper + around])
        if "/CropBox" in page:
            del page.CropBox
        names = (name, Name(f"/KwSlug{number}"))
        place = f"q 1 0 0 1 {left:.4f} {lower:.4f} cm {names[0]} Do {names[1]} Do Q\n"
        # The pages share one dictionary of resources, so each slug has a name of its own.
        objects = page.Resources.XObject if "/XObject" in page.Resources else Dictionary()
        objects[names[0]], objects[names[1]] = sheet, slug
        page.Resources.XObject = objects
        page.contents_add(place.encode("ascii"))
        page.contents_coalesce()  # one stream a page: some programs read the first only


def separation(pdf: pikepdf.Pdf, name: str, inks: tuple[float, float, float, float]) -> pikepdf.Object:
    """The space of one ink, with what stands in for it (ISO 32000-1, 8.6.6.4). “All” is every plate."""
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[round(i, 4) for i in inks], N=1)
    space = Array([Name.Separation, Name("/" + name), Name.DeviceCMYK, pdf.make_indirect(tint)])
    return pdf.make_indirect(space)


def _every_plate(pdf: pikepdf.Pdf, marks: Marks) -> pikepdf.Object:
    """The space of what is on every plate of the job; of black and a spot ink, those two (8.6.6.5)."""
    if marks.plates != BLACK_PLATES or marks.spot is None:
        return separation(pdf, "All", (1, 1, 1, 1))
    name, inks = marks.spot
    c, m, y, k = (f"{ink:.4f}" for ink in inks)
    code = f"{{ dup {c} mul exch dup {m} mul exch dup {y} mul exch {k} mul 5 -1 roll add 1 exch"
    code += " 2 copy gt { exch } if pop }"  # black and the spot's black together, but 1 at most
    both = pdf.make_stream(code.encode("ascii"))
    both.FunctionType, both.Domain, both.Range = 4, Array([0, 1] * 2), Array([0, 1] * 4)
    names = Array([Name.Black, Name("/" + name)])
    return pdf.make_indirect(Array([Name.DeviceN, names, Name.DeviceCMYK, both]))


def _all(marks: Marks, operator: str) -> str:
    """The operators that choose the colour of the marks, for filling (`cs`) or stroking (`CS`)."""
    lower = operator.islower()
    if marks.one_plate:
        return "0 0 0 1 k" if lower else "0 0 0 1 K"
    values = "1 1" if marks.plates == BLACK_PLATES else "1"
    return f"{ALL} {operator} {values} {'scn' if lower else 'SCN'}"


def _form(
    pdf: pikepdf.Pdf, operators: bytes, spaces: Dictionary, width: float, height: float, around: float
) -> pikepdf.Object:
    form = pdf.make_stream(operators)
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([-around, -around, width + around, height + around])
    form.Resources = Dictionary(ColorSpace=spaces)
    return form


# ---- drawing -------------------------------------------------------------------------------


def _sheet(width: float, height: float, marks: Marks) -> bytes:
    """All that is the same on every page of this size."""
    out = io.StringIO()
    out.write(f"{_all(marks, 'CS')} {_all(marks, 'cs')} {HAIR} w\n")
    for line in _crops(width, height, marks.near):
        out.write("{:.3f} {:.3f} m {:.3f} {:.3f} l S\n".format(*line))
    out.write("[3 2] 0 d\n")  # folds are dashed, cuts are not
    for line in _folds(height, marks):
        out.write("{:.3f} {:.3f} m {:.3f} {:.3f} l S\n".format(*line))
    out.write("[] 0 d\n")
    middle = (marks.near - GAP + marks.around) / 2
    beside = (width / 4, width * 3 / 4) if marks.folds else (width / 2,)  # clear of the fold marks
    for x in beside:
        out.write(_target(x, -middle) + _target(x, height + middle))
    for x, y in ((-middle, height / 2), (width + middle, height / 2)):
        out.write(_target(x, y))
    x, y = beside[0] - 8 * MM, height + middle - PATCH / 2
    patch = min(PATCH, (x - 2 * MM) / len(marks.all_patches))  # clear of the crop mark on a narrow page
    for n, colour in enumerate(marks.all_patches):
        out.write(f"{colour} {x - (n + 1) * patch:.3f} {y:.3f} {patch:.3f} {PATCH:.3f} re f\n")
    return out.getvalue().encode("ascii")


def _crops(width: float, height: float, near: float) -> Iterator[tuple[float, float, float, float]]:
    """Two lines at each corner, in the prolongation of the cuts."""
    far = near + CROP
    for x in (0.0, width):
        yield x, -near, x, -far
        yield x, height + near, x, height + far
    for y in (0.0, height):
        yield -near, y, -far, y
        yield width + near, y, width + far, y


def _folds(height: float, marks: Marks) -> Iterator[tuple[float, float, float, float]]:
    """Where the sheet is folded or creased, above and below it."""
    near = marks.near
    for x in marks.folds:
        yield x, -near, x, -near - CROP
        yield x, height + near, x, height + near + CROP


def _target(x: float, y: float) -> str:
    """A registration mark: circle and cross."""
    r, c, arm = _RADIUS, _RADIUS * _CURVE, _RADIUS * 1.6
    circle = (
        f"{x - r:.3f} {y:.3f} m {x - r:.3f} {y + c:.3f} {x - c:.3f} {y + r:.3f} {x:.3f} {y + r:.3f} c "
        f"{x + c:.3f} {y + r:.3f} {x + r:.3f} {y + c:.3f} {x + r:.3f} {y:.3f} c "
        f"{x + r:.3f} {y - c:.3f} {x + c:.3f} {y - r:.3f} {x:.3f} {y - r:.3f} c "
        f"{x - c:.3f} {y - r:.3f} {x - r:.3f} {y - c:.3f} {x - r:.3f} {y:.3f} c S\n"
    )
    across = f"{x - arm:.3f} {y:.3f} m {x + arm:.3f} {y:.3f} l S\n"
    return circle + across + f"{x:.3f} {y - arm:.3f} m {x:.3f} {y + arm:.3f} l S\n"


def _slug(marks: Marks, width: float) -> tuple[bytes, Callable[[int], bytes]]:
    """The slug line at the foot, from the left crop mark on: what is the same on all pages, and the rest.

    First the plates in their inks and the job, then the page, so that pages share all but their own number.
    What is too long for the room before the registration mark is set smaller.
    """
    head = f"　{marks.head}　"
    plates = "　".join(name for name, _ in marks.all_plates)
    longest = max((marks.page(n) for n in range(1, marks.pages + 1)), key=len)
    room = width / (4 if marks.folds else 2) - 4 * MM - GAP
    size = min(_SLUG, _SLUG * room / marks.lettering.width(plates + head + longest, _SLUG))
    x, y = GAP, -marks.near - CROP + 1
    parts = []
    for name, colour in marks.all_plates:
        parts += [f"\n{colour}\n".encode(), marks.lettering.line(name, x, y, size)]
        x += marks.lettering.width(name + "　", size)
    x -= marks.lettering.width("　", size)
    parts += [f"\n{_all(marks, 'cs')}\n".encode(), marks.lettering.line(head, x, y, size)]
    x += marks.lettering.width(head, size)

    def page(number: int) -> bytes:
        return f"{_all(marks, 'cs')}\n".encode() + marks.lettering.line(marks.page(number), x, y, size)

    return b"".join(parts), page
