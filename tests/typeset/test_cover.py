"""The cover sheet read back: its boxes, its text and where it stands, its picture, its spine."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import cast

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image, ImageChops

from build_issue import build_issue, figure
from kanwu_press.faces import Faces
from kanwu_press.geometry import HINGE_MM, MM_PER_PT, cover_margin_mm, inside_width_mm
from kanwu_press.model import Cover, Issue, Kind, QrCode, TypeArea
from kanwu_press.typeset.cover import CoverSheet, cover_marks, set_cover
from kanwu_press.workspace import packaged

W, H, BLEED = 210.0, 285.0, 3.0
HOUSE = (0x12, 0x47, 0x6B)
TRIMS = {"大16开": (210, 285), "A4": (210, 297), "正16开": (185, 260), "小": (105, 148), "横": (297, 210)}


@dataclass(frozen=True, slots=True)
class Ink:
    """A character and the bounds of its ink, mm from the trim's upper left corner."""

    char: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Read:
    """A cover, and what a reader of PDF sees on its first page."""

    sheet: CoverSheet
    codes: list[str]

    @cached_property
    def document(self) -> pypdfium2.PdfDocument:
        return pypdfium2.PdfDocument(self.sheet.pdf)

    @cached_property
    def text(self) -> str:
        return "".join(self.document[0].get_textpage().get_text_range().split())

    @cached_property
    def inks(self) -> list[Ink]:
        page = self.document[0].get_textpage()
        edges = [ctypes.c_double() for _ in range(4)]
        found = []
        for n in range(page.count_chars()):
            char = page.get_text_range(n, 1)
            if not char.strip() or pdfium.FPDFText_IsGenerated(page, n) == 1:
                continue
            pdfium.FPDFText_GetCharBox(page, n, *edges)
            left, right, bottom, top = (edge.value * MM_PER_PT for edge in edges)
            height = self.sheet.trim_height_mm
            found.append(Ink(char, left, height - top, right, height - bottom))
        return found

    def on(self, left: float, right: float) -> list[Ink]:
        return [ink for ink in self.inks if left <= (ink.left + ink.right) / 2 <= right]

    @property
    def back(self) -> list[Ink]:
        return self.on(0, self.sheet.trim_width_mm)

    @property
    def spine(self) -> list[Ink]:
        return self.on(self.sheet.trim_width_mm, self.sheet.trim_width_mm + self.sheet.spine_mm)

    @property
    def front(self) -> list[Ink]:
        return self.on(self.sheet.trim_width_mm + self.sheet.spine_mm, self.sheet.sheet_width_mm)

    def colour(self, x: float, y: float, page: int = 0) -> tuple[int, int, int]:
        """The colour at a place, mm from the trim's upper left corner; the bleed has negative ones."""
        image = self._images[page]
        per_mm = 72 / 25.4
        at = (round((x + self.sheet.bleed_mm) * per_mm), round((y + self.sheet.bleed_mm) * per_mm))
        pixel = image.getpixel((min(at[0], image.width - 1), min(at[1], image.height - 1)))
        return cast("tuple[int, int, int]", pixel)

    def inked(self, left: float, right: float) -> tuple[float, float]:
        """How far the ink on a strip of the house colour keeps from its left and right edge, mm."""
        page, scale = self.document[0], 8
        image = page.render(scale=scale).to_pil().convert("RGB")
        per_mm = scale * 72 / 25.4
        edges = [(x + self.sheet.bleed_mm) * per_mm for x in (left, right)]
        strip = image.crop((round(edges[0]), 0, round(edges[1]), image.height))
        ground = Image.new("RGB", strip.size, strip.getpixel((0, 0)))
        box = ImageChops.difference(strip, ground).convert("L").point(lambda v: 255 * (v > 16)).getbbox()
        return box[0] / per_mm, (strip.width - box[2]) / per_mm

    @cached_property
    def _images(self) -> list[Image.Image]:
        return [page.render(scale=1).to_pil().convert("RGB") for page in self.document]


class Binder:
    """Sets covers with the house's styles and faces."""

    def __init__(self, faces: Faces, root: Path) -> None:
        self.faces, self.root = faces, root

    def set(self, issue: Issue, spine_mm: float = 6.0, *styles: str) -> Read:
        names = ("tokens.css", "article.css", "cover.css")
        sheets = (*((packaged("styles") / name).read_text("utf-8") for name in names), *styles)
        sheet, found = set_cover(issue, self.root, sheets, self.faces.fontconfig, spine_mm)
        assert sheet is not None, found
        return Read(sheet, [f.code for f in found])


@pytest.fixture(scope="session")
def binder(faces: Faces, publication_root: Path) -> Binder:
    return Binder(faces, publication_root)


@pytest.fixture(scope="session")
def made(binder: Binder) -> Read:
    """The cover of `build_issue()` with a spine of 6 mm."""
    return binder.set(build_issue())


def issue_with(issue: Issue | None = None, **changes: object) -> Issue:
    issue = issue or build_issue()
    return replace(issue, publication=replace(issue.publication, **changes))


def trim(width: float, height: float) -> TypeArea:
    return replace(build_issue().publication.type_area, trim_width_mm=width, trim_height_mm=height)


def near(a: tuple[int, int, int], b: tuple[int, int, int]) -> bool:
    return max(abs(x - y) for x, y in zip(a, b, strict=True)) <= 3


# ---- boxes ---------------------------------------------------------------------------------


@pytest.mark.parametrize("spine", [0.0, 4.6, 11.5])
def test_the_trim_is_two_pages_and_the_spine(binder: Binder, spine: float) -> None:
    read = binder.set(build_issue(), spine)
    with pikepdf.open(BytesIO(read.sheet.pdf)) as document:
        assert len(document.pages) == read.sheet.pages == 1
        page = document.pages[0]
        trim_box = [float(v) * MM_PER_PT for v in page.TrimBox]
        assert trim_box == pytest.approx([0, 0, 2 * W + spine, H], abs=0.01)
        outer = [-BLEED, -BLEED, 2 * W + spine + BLEED, H + BLEED]
        for box in (page.BleedBox, page.MediaBox):
            assert [float(v) * MM_PER_PT for v in box] == pytest.approx(outer, abs=0.01)


def test_the_same_sources_give_the_same_bytes(binder: Binder, made: Read) -> None:
    assert binder.set(build_issue()).sheet.pdf == made.sheet.pdf


def test_all_faces_are_the_houses(made: Read) -> None:
    with pikepdf.open(BytesIO(made.sheet.pdf)) as document:
        fonts = {str(font.BaseFont) for font in document.pages[0].Resources.Font.values()}
    assert fonts and all("Kanwu" in name for name in fonts)


# ---- text ----------------------------------------------------------------------------------


def test_front_and_back_say_what_is_given(made: Read) -> None:
    front = "".join(ink.char for ink in made.front)
    for text in ("海岸", "2026年第1期", "总第29期", "潮水来时，滩上的人", "本期主题潮间", "汐州海岸馆主办"):
        assert text in front
    back = "".join(ink.char for ink in made.back)
    for text in ("海岸", "HAIAN", "汐州市苇港镇堤前街8号", "https://example.org/haian/", "网上阅读"):
        assert text in back
    assert "主题" not in back and "印数" not in back  # what is not given is not named


def test_lines_of_the_back(binder: Binder) -> None:
    issue = build_issue()
    lines = ("潮水带走的，潮水都会还回来。", "——《月沙》")
    read = binder.set(replace(issue, cover=replace(issue.cover, back_lines=lines)))
    assert "潮水都会还回来" in "".join(ink.char for ink in read.back)


def test_the_masthead_is_the_largest(binder: Binder) -> None:
    """期刊出版管理规定, art. 32: no other words of the cover are more prominent than the title."""
    for title in ("海岸", "某某市住房和城乡建设研究", "某某省自然资源和规划系统理论学习与实践交流通讯"):
        read = binder.set(issue_with(title=title))
        heights = {
            ink.char: ink.bottom - ink.top for ink in read.front if ink.char in title and ink.bottom < 110
        }
        others = [ink.bottom - ink.top for ink in read.front if ink.char not in title]
        assert max(heights.values()) > max(others)


TITLES = (
    "滩", "海岸", "海岸线", "三亚党建", "三亚党建工作", "某某市住房和城乡建设研究",
    "某某省自然资源和规划系统理论学习与实践交流通讯", "WWWWMMMM", "The Journal of the Coast 海岸",
)  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
def test_every_title_fits(binder: Binder, title: str) -> None:
    read = binder.set(issue_with(title=title), 5.0)
    assert read.codes == []
    assert safe(read)
    assert title.replace(" ", "") in read.text


@pytest.mark.parametrize("size", TRIMS.values(), ids=TRIMS.keys())
def test_every_size_fits(binder: Binder, size: tuple[float, float]) -> None:
    read = binder.set(issue_with(type_area=trim(*size)), 5.5)
    assert read.codes == [] and safe(read)
    assert (read.sheet.trim_width_mm, read.sheet.trim_height_mm) == size


def test_bare_and_crowded(binder: Binder) -> None:
    issue = issue_with(title_pinyin="", title_en="", supervisors=(), sponsors=(), qr_codes=())
    bare = binder.set(replace(issue, cover=Cover(), theme="", serial=None))
    assert bare.codes == [] and safe(bare)
    bodies = tuple(f"某某省某某市某某区第{n}委员会办公室" for n in range(1, 9))
    codes = tuple(QrCode(f"二维码{n}", f"https://example.org/{n}") for n in range(6))
    full = issue_with(sponsors=bodies[:4], co_organisers=bodies, qr_codes=codes)
    lines = tuple(f"第{n}条要目说的是从苇港到灯屿再到月沙沿着海岸走完四十七公里的人" for n in "一二三四五")
    read = binder.set(replace(full, cover=replace(full.cover, highlights=lines)))
    assert read.codes == [] and safe(read)


def test_what_has_no_room_is_told(binder: Binder) -> None:
    issue = build_issue()
    lines = tuple(f"第{n}条要目" for n in range(60))
    read = binder.set(replace(issue, cover=replace(issue.cover, highlights=lines)))
    assert read.codes == ["cover-crowded"]
    wide = binder.set(issue, 6.0, ".back .line { margin-left: -14mm }")
    assert wide.codes == ["cover-crowded"]


def safe(read: Read) -> bool:
    """Whether all ink of letters keeps 5 mm from the trim and 3 mm from the folds."""
    sheet = read.sheet
    fold = sheet.trim_width_mm
    parts = (
        (read.back, 5.0, fold - 3),
        (read.front, fold + sheet.spine_mm + 3, sheet.sheet_width_mm - 5),
    )
    return all(
        left <= ink.left and ink.right <= right and ink.top >= 5 and ink.bottom <= sheet.trim_height_mm - 5
        for inks, left, right in parts
        for ink in inks
    )


# ---- the spine -----------------------------------------------------------------------------


def test_a_narrow_spine_stays_bare_and_says_so(binder: Binder) -> None:
    read = binder.set(build_issue(), 4.9)
    assert read.spine == [] and read.codes == ["spine-bare"]
    assert binder.set(build_issue(), 0.0).codes == []  # nobody expects text where there is no spine


@pytest.mark.parametrize("spine", [5.0, 6.3, 14.0])
@pytest.mark.parametrize("title", ["海岸", "The Coast 海岸（上）"])
def test_the_spine_reads_downwards_within_its_width(binder: Binder, title: str, spine: float) -> None:
    read = binder.set(issue_with(title=title), spine)
    assert "".join(ink.char for ink in read.spine) == title.replace(" ", "") + "二〇二六年第一期"
    assert [ink.top for ink in read.spine] == sorted(ink.top for ink in read.spine)
    middle = W + spine / 2
    for ink in read.spine:
        assert (ink.left + ink.right) / 2 == pytest.approx(middle, abs=0.6)  # PDFium's boxes are rough
    left, right = read.inked(W, W + spine)
    assert left >= 1 and right >= 1  # mm of the house colour on both sides
    assert left == pytest.approx(right, abs=0.25)
    assert f"{title.replace(' ', '')}二〇二六年第一期" in read.text


# ---- picture and colours -------------------------------------------------------------------


def test_the_picture_reaches_through_the_bleed(made: Read) -> None:
    edge = made.sheet.sheet_width_mm + BLEED - 0.5
    assert not near(made.colour(edge, 130), (255, 255, 255))
    assert not near(made.colour(edge, 130), HOUSE)
    assert near(made.colour(edge, 20), (255, 255, 255))  # beside the masthead there is paper


def test_the_house_colour_goes_round_the_spine_and_through_the_bleed(made: Read) -> None:
    width = made.sheet.sheet_width_mm
    places = ((-2.5, -2.5), (-2.5, H + 2.5), (W, H / 2), (W + 6, 1), (W + 10, -2.5), (width + 2.5, H + 2.5))
    assert all(near(made.colour(*place), HOUSE) for place in places)
    assert not near(made.colour(W + 6 + 8, 130), HOUSE)


def test_without_a_picture_a_drawn_field(binder: Binder) -> None:
    issue = build_issue()
    read = binder.set(replace(issue, cover=replace(issue.cover, picture=None)))
    colours = {read.colour(300, y) for y in range(80, 240)}
    assert (0xE7, 0xEE, 0xF3) in colours and (0x9D, 0xB5, 0xC4) in colours


@pytest.mark.parametrize("name", ["木船.jpg", "曲线.png"])
def test_any_shape_fills_the_field(binder: Binder, name: str) -> None:
    issue = build_issue()
    read = binder.set(replace(issue, cover=replace(issue.cover, picture=figure(name, "", 6))))
    assert read.codes == []
    assert pictures(read.sheet.pdf) == 1


def pictures(pdf: bytes) -> int:
    page = pypdfium2.PdfDocument(pdf)[0]
    return len(list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])))


def test_inside_covers_are_a_second_page(binder: Binder) -> None:
    issue = build_issue()
    second, third = figure("铁船.jpg", "", 7), figure("渔港.jpg", "", 8)
    cover = replace(issue.cover, inside_front=second, inside_back=third)
    read = binder.set(replace(issue, cover=cover))
    assert read.sheet.pages == len(read.document) == 2
    assert read.document[1].get_trimbox() == read.document[0].get_trimbox()
    assert not near(read.colour(W / 2, H / 2, 1), (255, 255, 255))  # 封二 lies on the left
    assert near(read.colour(W + 3, H / 2, 1), (255, 255, 255))  # where the glue goes nothing is printed
    assert not near(read.colour(W + 6 + W / 2, H / 2, 1), (255, 255, 255))
    # What the check reckons a picture's resolution with is the width that it really has.
    left = W + read.sheet.spine_mm + HINGE_MM + cover_margin_mm(TypeArea())
    wide = inside_width_mm(TypeArea(), 3.0, 1.5)
    for inside, outside in ((left + 1, left - 1), (left + wide - 1, left + wide + 1)):
        assert not near(read.colour(inside, H / 2, 1), (255, 255, 255))
        assert near(read.colour(outside, H / 2, 1), (255, 255, 255))
    one = binder.set(replace(issue, cover=replace(cover, inside_front=None)))
    assert one.sheet.pages == 2 and near(one.colour(W / 2, H / 2, 1), (255, 255, 255))


# ---- what the class of publication wants ---------------------------------------------------


def by_kind() -> Iterator[tuple[Issue, tuple[str, ...]]]:
    issue = build_issue()
    yield issue, ()
    yield issue_with(issue, kind=Kind.INTERNAL), ("内部资料，免费交流",)
    permit = "琼新出准印字第015号"
    yield issue_with(issue, kind=Kind.INTERNAL, permit=permit), ("内部资料，免费交流", f"准印证号：{permit}")
    numbers = {"cn": "CN 00-0000/G0", "issn": "1000-0000"}
    yield issue_with(issue, kind=Kind.PERIODICAL, **numbers), ("ISSN 1000-0000", "CN 00-0000/G0")
    yield issue_with(issue, kind=Kind.PERIODICAL), ()


@pytest.mark.parametrize(("issue", "marks"), tuple(by_kind()))
def test_marks_by_kind(binder: Binder, issue: Issue, marks: tuple[str, ...]) -> None:
    assert cover_marks(issue) == marks
    front = "".join(ink.char for ink in binder.set(issue).front)
    assert all(mark.replace(" ", "") in front for mark in marks)
    assert ("内部资料" in front) == (issue.publication.kind is Kind.INTERNAL)
    if not marks:
        assert "ISSN" not in front and "准印" not in front


def test_a_stylesheet_that_changes_the_sheet_is_told(binder: Binder) -> None:
    names = ("tokens.css", "article.css", "cover.css")
    styles = tuple((packaged("styles") / name).read_text("utf-8") for name in names)
    own = (*styles, "@page { size: 100mm 100mm }")
    sheet, found = set_cover(build_issue(), binder.root, own, binder.faces.fontconfig, 5.2)
    assert sheet is None and [f.code for f in found] == ["cover-size"]
