"""The QR codes of articles and issue, decoded again by another program from the pages as they are plated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageDraw

from build_issue import build_issue, p, plain_article
from kanwu_press.addresses import CODE_CAPTION, article_address, article_codes, imprint_codes
from kanwu_press.geometry import SAFE_MM, PageGeometry, fitted, page_geometry
from kanwu_press.model import (
    CodePlace,
    Colours,
    Issue,
    Layout,
    PageKind,
    PressSettings,
    Spot,
    Start,
    TypeArea,
)
from kanwu_press.preflight.text import check_interior, page_texts
from kanwu_press.press.room import open_room, press_interior
from kanwu_press.typeset.codes import LEAST_MODULE_MM, MODULE_MM
from kanwu_press.typeset.imprint import QUIET, qr_modules
from kanwu_press.typeset.interior import Printed
from setting import Press, print_styles

BASE = "https://example.org/haian/read/"
DPI = 300
TRIMS = {"大16开": (210.0, 285.0), "A4": (210.0, 297.0), "正16开": (185.0, 260.0)}


@dataclass(frozen=True)
class Seen:
    """A code that was decoded: what it holds, and where its modules lie in mm from the trim's upper left."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


def issue_of(place: CodePlace, trim: tuple[float, float] = TRIMS["大16开"], **press: object) -> Issue:
    """Four articles of both layouts on left and right pages, one of them running on, one without a code."""
    issue = build_issue()
    area = fitted(TypeArea(trim_width_mm=trim[0], trim_height_mm=trim[1]), frozenset())
    long = tuple(p(f"第{n}段。" + "潮水涨了又落，滩上的人去了又来。" * 6, n) for n in range(4))
    one = replace(plain_article(1, "灯塔"), source="《海岸志》", area="东湾镇")
    two = replace(plain_article(2, "长滩", layout=Layout.TWO), blocks=long, author_notes=("作者系渔民",))
    short = replace(plain_article(3, "接排", layout=Layout.TWO), start=Start.RUN_ON)
    bare = replace(plain_article(4, "无码", layout=Layout.TWO), start=Start.RUN_ON, coded=False)
    publication = replace(
        issue.publication, online=True, base_url=BASE, article_codes=place, type_area=area,
        press=PressSettings(**press),  # type: ignore[arg-type]
    )  # fmt: skip
    section = replace(issue.sections[0], articles=(one, two, short, bare))
    return replace(issue, publication=publication, sections=(section,))


class Plates:
    """Issues set and plated, each once."""

    def __init__(self, press: Press, folder: Path) -> None:
        self._press, self._folder = press, folder
        self._printed: dict[tuple[CodePlace, str], Printed] = {}

    def printed(self, place: CodePlace, trim: str = "大16开") -> Printed:
        if (place, trim) not in self._printed:
            self._printed[place, trim] = self._press.set(issue_of(place, TRIMS[trim]))[0]
        return self._printed[place, trim]

    def plated(self, place: CodePlace, trim: str = "大16开", **press: object) -> bytes:
        issue, printed = issue_of(place, TRIMS[trim], **press), self.printed(place, trim)
        room, found = open_room(issue, self._press.root, print_styles(), self._press.faces, self._folder)
        assert room is not None and found == ()
        pdf, found = press_interior(room, printed.pdf, printed.page_map, printed.pictures)
        assert pdf is not None and found == ()
        return pdf


@pytest.fixture(scope="module")
def plates(press: Press, tmp_path_factory: pytest.TempPathFactory) -> Plates:
    return Plates(press, tmp_path_factory.mktemp("plates"))


def pictures(pdf: bytes, kinds: tuple[PageKind, ...], printed: Printed) -> Iterator[tuple[int, Image.Image]]:
    """The trimmed pages of these kinds as the press prints them."""
    document = pypdfium2.PdfDocument(pdf)
    for entry in printed.page_map.pages:
        if entry.kind in kinds:
            page = document[entry.number - 1]
            outer, trim = page.get_mediabox(), page.get_trimbox()
            crop = (trim[0] - outer[0], trim[1] - outer[1], outer[2] - trim[2], outer[3] - trim[3])
            image = page.render(scale=DPI / 72, grayscale=True, crop=crop).to_pil()
            yield entry.number, image


def seen(number: int, image: Image.Image) -> Iterator[Seen]:
    mm = 25.4 / DPI
    for code in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode):
        corners = code.position.top_left, code.position.bottom_right
        (left, top), (right, bottom) = ((c.x * mm, c.y * mm) for c in corners)
        yield Seen(number, code.text, left, top, right, bottom)


def is_outside(code: Seen, geometry: PageGeometry) -> bool:
    """Whether a code, its quiet zone counted, stands in the outer margin, safe from the knife."""
    quiet = QUIET * (code.right - code.left) / (qr_modules(code.text) - 2 * QUIET)
    if code.page % 2:  # the outer margin of a right page is on the right
        inner, outer = code.left - quiet, geometry.trim_width_mm - code.right - quiet
        return inner >= geometry.trim_width_mm - geometry.outer_mm and outer >= SAFE_MM - 0.1
    return code.right + quiet <= geometry.outer_mm and code.left - quiet >= SAFE_MM - 0.1


@pytest.mark.parametrize("trim", TRIMS)
@pytest.mark.parametrize("place", [CodePlace.END, CodePlace.MARGIN])
def test_every_code_is_read_from_the_plated_page(place: CodePlace, trim: str, plates: Plates) -> None:
    issue = issue_of(place, TRIMS[trim])
    printed, pdf = plates.printed(place, trim), plates.plated(place, trim)
    found = [code for n, image in pictures(pdf, (PageKind.BODY,), printed) for code in seen(n, image)]
    assert [code.text for code in found] == [article_address(issue, a) for a in issue.articles[:3]]
    geometry = page_geometry(issue.publication.type_area, 3.0)
    pages = printed.page_map
    for article, code in zip(issue.articles, found, strict=False):
        span = pages.article(article.id)
        assert code.page == (span.first if place is CodePlace.MARGIN else span.last)
        assert is_outside(code, geometry) == (place is CodePlace.MARGIN)
        module = (code.right - code.left) / (qr_modules(code.text) - 2 * QUIET)
        assert module >= MODULE_MM - 0.01 > LEAST_MODULE_MM
    assert {code.page % 2 for code in found} == {0, 1}  # both sides were tried
    assert check_interior(issue, page_texts(printed.pdf, printed.band_pt), pages) == ()
    assert CODE_CAPTION in article_texts(pdf)


def test_the_caption_is_allowed_only_where_there_are_codes(plates: Plates) -> None:
    printed, issue = plates.printed(CodePlace.END), issue_of(CodePlace.NONE)
    found = check_interior(issue, page_texts(printed.pdf, printed.band_pt), printed.page_map)
    assert [finding.code for finding in found] == ["text-added"]


def article_texts(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    return "".join(text.split())


def test_the_imprint_has_a_code_of_the_issue(plates: Plates) -> None:
    issue, printed, pdf = issue_of(CodePlace.END), plates.printed(CodePlace.END), plates.plated(CodePlace.END)
    found = [code for n, image in pictures(pdf, (PageKind.BACK,), printed) for code in seen(n, image)]
    assert {code.text for code in found} == {code.content for code in imprint_codes(issue)}
    assert f"{BASE}2026-01/" in {code.text for code in found}
    assert len(found) == len(issue.publication.qr_codes) + 1


@pytest.mark.parametrize("wishes", [{}, {"spot": Spot("PANTONE 295 C")}, {"colours": Colours.BLACK}])
def test_codes_are_printed_with_black_alone(wishes: dict[str, object], plates: Plates) -> None:
    """Codes are all that is stroked on a page of text: one stroke colour for each, and it is K."""
    printed, pdf = plates.printed(CodePlace.MARGIN), plates.plated(CodePlace.MARGIN, **wishes)
    with pikepdf.open(BytesIO(pdf)) as document:
        strokes = [
            (str(each.operator), [float(x) for x in each.operands])
            for entry in printed.page_map.pages
            if entry.kind is PageKind.BODY
            for each in pikepdf.parse_content_stream(document.pages[entry.number - 1])
            if str(each.operator) in ("K", "RG", "G", "SCN", "SC", "CS")
        ]
    assert strokes == [("K", [0.0, 0.0, 0.0, 1.0])] * len(article_codes(issue_of(CodePlace.MARGIN)))


def test_the_decoder_fails_with_codes_that_are_spoiled(plates: Plates) -> None:
    """The control: a code in a black field, one printed over, one printed at a fifth of its size."""
    printed, pdf = plates.printed(CodePlace.MARGIN), plates.plated(CodePlace.MARGIN)
    page = next(pictures(pdf, (PageKind.BODY,), printed))[1]
    (code,) = seen(1, page)
    px = DPI / 25.4
    box = (int(code.left * px), int(code.top * px), int(code.right * px) + 1, int(code.bottom * px) + 1)
    for spoil in (_without_quiet_zone, _printed_over, _shrunk):
        assert list(seen(1, spoil(page.copy(), box))) == [], spoil.__name__


Corners = tuple[int, int, int, int]


def _without_quiet_zone(page: Image.Image, box: Corners) -> Image.Image:
    code = page.crop(box)
    ImageDraw.Draw(page).rectangle((box[0] - 60, box[1] - 60, box[2] + 60, box[3] + 60), fill=0)
    page.paste(code, box)
    return page


def _printed_over(page: Image.Image, box: Corners) -> Image.Image:
    middle = (box[0] + box[2]) // 2
    ImageDraw.Draw(page).rectangle((box[0], box[1], middle, box[3]), fill=128)
    return page


def _shrunk(page: Image.Image, box: Corners) -> Image.Image:
    width = (box[2] - box[0]) // 5
    small = page.crop(box).resize((width, width), Image.Resampling.LANCZOS)
    page.paste(255, box)
    page.paste(small, box[:2])
    return page
