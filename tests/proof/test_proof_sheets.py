"""Proof sheets: the page as it is, at its size, and everything a proofreader needs around it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pikepdf
import pypdfium2
import pytest

from build_issue import FOLDER, build_issue
from kanwu_press.faces import Faces, Role
from kanwu_press.findings import Finding, Level, Rule
from kanwu_press.model import Issue, Place, TypeArea
from kanwu_press.press.lettering import Lettering
from kanwu_press.proof.layout import HEAD_MM, INNER_MM, MM, OUTER_MM, Sheet, sheet_for
from kanwu_press.proof.letters import NO_END, NO_START, Letters
from kanwu_press.proof.lines import columns_of, numbered
from kanwu_press.proof.lists import list_sheets
from kanwu_press.proof.locate import Mark, Spot, locate
from kanwu_press.proof.overlay import Head, margin_notes
from kanwu_press.proof.sheets import make_head, proof_of
from kanwu_press.words import words
from reading import glyphs

from .conftest import SetIssue

WRONG = Rule("test-wrong", Level.WARNING, "这里的数字用了半角连字符，数值范围要用浪纹线。", "改成浪纹线。")
FILE = f"{FOLDER}/01-潮水.md"
SCALE = 2.0
Picture = npt.NDArray[np.uint8]


def made(small: SetIssue, faces: Faces, *findings: Finding, round_: int = 1) -> bytes:
    return proof_of(small.issue, small.pdf, small.pages, findings, faces, words("zh"), round_)[0]


@pytest.fixture(scope="module")
def marked(small: SetIssue, faces: Faces) -> bytes:
    places = (Place(FILE, 14), Place(FILE, 56), Place("publication.yaml", 3))
    return made(small, faces, *(WRONG.at(place) for place in places))


@pytest.fixture(scope="module")
def plain_proof(small: SetIssue, faces: Faces) -> bytes:
    return made(small, faces)


def sheet_of(small: SetIssue) -> Sheet:
    area = small.issue.publication.type_area
    return sheet_for(area.trim_width_mm * MM, area.trim_height_mm * MM)


def picture(pdf: bytes, index: int) -> Picture:
    drawn: Picture = pypdfium2.PdfDocument(pdf)[index].render(scale=SCALE, rev_byteorder=True).to_numpy()
    return drawn[:, :, :3]


def cut(drawn: Picture, sheet: Sheet, left: float, bottom: float, right: float, top: float) -> Picture:
    """A part of a drawn sheet, given in pt from its lower left corner."""
    rows = slice(int((sheet.height - top) * SCALE), int((sheet.height - bottom) * SCALE))
    return drawn[rows, int(left * SCALE) : int(right * SCALE)]


def reddish(drawn: Picture) -> npt.NDArray[np.bool_]:
    return drawn[:, :, 0].astype(int) - drawn[:, :, 1] > 60


def test_a_sheet_for_every_page_and_for_the_list(small: SetIssue, marked: bytes, plain_proof: bytes) -> None:
    count = len(small.pages.pages)
    assert len(pypdfium2.PdfDocument(plain_proof)) == count
    assert len(pypdfium2.PdfDocument(marked)) == count + 1


def test_the_text_is_that_of_the_interior(small: SetIssue, marked: bytes) -> None:
    interior, proof = pypdfium2.PdfDocument(small.pdf), pypdfium2.PdfDocument(marked)
    for n in range(len(interior)):
        assert proof[n].get_textpage().get_text_range() == interior[n].get_textpage().get_text_range()
    assert proof[len(interior)].get_textpage().get_text_range() == ""  # the list is outlines


def test_the_page_stands_at_its_size_where_the_sheet_says(small: SetIssue, marked: bytes) -> None:
    interior, proof = pypdfium2.PdfDocument(small.pdf), pypdfium2.PdfDocument(marked)
    sheet = sheet_of(small)
    for n in range(len(interior)):
        top = interior[n].get_trimbox()[3]
        before, after = glyphs(interior, n), glyphs(proof, n)
        assert len(before) == len(after)
        for a, b in zip(before[::40], after[::40], strict=True):
            assert b.x - a.x == pytest.approx(sheet.left(n + 1), abs=0.02)
            assert (sheet.height - b.y) - (top - a.y) == pytest.approx(sheet.bottom, abs=0.02)
            assert b.size == pytest.approx(a.size, abs=0.01)


def test_every_line_has_its_number_beside_it(small: SetIssue, plain_proof: bytes) -> None:
    """Ink at the height of each line where its number belongs; between the lines the margin is white."""
    sheet, area = sheet_of(small), small.issue.publication.type_area
    number = small.pages.article("a01").first
    drawn = picture(plain_proof, number - 1)
    columns, x = columns_of(area, number), sheet.left(number)
    lines = [line for _, line in numbered(small.texts[number - 1].lines)]
    assert {line.column for line in lines} == {1, 2}
    for line in lines:
        left, right = columns.edges[line.column - 1]
        edges = (right + 6, right + 15) if line.column == 2 else (left - 15, left - 6)
        y = sheet.bottom + line.baseline
        beside = cut(drawn, sheet, x + edges[0], y - 0.5, x + edges[1], y + 5)
        below = cut(drawn, sheet, x + edges[0], y - 6, x + edges[1], y - 2)
        assert beside.min() < 170
        mine = (other.baseline for other in lines if other.column == line.column)
        assert below.min() > 170 or any(0 < line.baseline - baseline < 12 for baseline in mine)


def test_marks_are_drawn_around_their_paragraphs(small: SetIssue, marked: bytes, plain_proof: bytes) -> None:
    sheet = sheet_of(small)
    findings = (WRONG.at(Place(FILE, 14)), WRONG.at(Place(FILE, 56)))
    for mark in locate(small.issue, small.pages, small.texts, findings, words("zh")):
        (spot,) = mark.spots
        x, y = sheet.left(spot.page), sheet.bottom
        box = (x + spot.left - 1, y + spot.bottom - 1, x + spot.right + 1, y + spot.top + 1)
        with_, without = (cut(picture(pdf, spot.page - 1), sheet, *box) for pdf in (marked, plain_proof))
        rows, columns = np.nonzero(reddish(with_))
        assert rows.min() < 4 and rows.max() > with_.shape[0] - 5
        assert columns.min() < 4 and columns.max() > with_.shape[1] - 5
        assert not reddish(without).any()


def test_the_message_stands_in_the_outer_margin(small: SetIssue, marked: bytes, plain_proof: bytes) -> None:
    sheet = sheet_of(small)
    (mark,) = locate(small.issue, small.pages, small.texts, (WRONG.at(Place(FILE, 14)),), words("zh"))
    number = mark.page
    left = sheet.left(number) + sheet.trim_width + 2 if number % 2 else 0.0
    y = sheet.bottom + mark.spots[0].top
    margin = (left, y - 40, left + sheet.outer - 2, y + 8)
    assert cut(picture(marked, number - 1), sheet, *margin).min() < 120
    assert cut(picture(plain_proof, number - 1), sheet, *margin).min() > 200


def test_a_note_stands_beside_the_part_on_its_page(letters: Letters) -> None:
    """A paragraph over two pages: on the second the note stands at the height of what is there."""
    sheet = sheet_for(210 * MM, 285 * MM)
    low, high = Spot(1, 2, 300, 80, 510, 200), Spot(2, 1, 80, 650, 290, 740)
    mark = Mark(1, Level.WARNING, "要改。", "", "a.md", 3, 1, (low, high))
    drawn = ["".join(margin_notes(letters, sheet, (mark,), number)) for number in (1, 2)]
    assert f" {sheet.bottom + 200:.2f} cm" in drawn[0] and f" {sheet.bottom + 740:.2f} cm" in drawn[1]


def test_the_mark_of_a_proof_leaves_the_text_black(small: SetIssue, plain_proof: bytes) -> None:
    """Wherever the interior is black, the proof is; and where it is white, the proof stays light."""
    sheet, number = sheet_of(small), small.pages.article("a01").first
    document = pypdfium2.PdfDocument(small.pdf)
    left, bottom, _, _ = document[number - 1].get_mediabox()
    page = document[number - 1].render(scale=SCALE, rev_byteorder=True).to_numpy()[:, :, :3]
    drawn = picture(plain_proof, number - 1)
    first = int((sheet.trim_height - bottom - 700) * SCALE)
    inside = page[first:, int(-left * SCALE) :][: int(500 * SCALE), : int(590 * SCALE)]
    x = sheet.left(number)
    over = cut(drawn, sheet, x, sheet.bottom + 200, x + 590, sheet.bottom + 700)
    assert inside.min() < 20 and over.min() <= inside.min() + 8
    dark, light = over.min(axis=2) < 60, over.min(axis=2) > 220
    assert dark.mean() >= (inside.min(axis=2) < 60).mean() * 0.98
    assert light.mean() > 0.6
    assert (light & (over.min(axis=2) < 245)).mean() > 0.05  # 校样 is there


def test_no_font_but_the_interiors(small: SetIssue, marked: bytes) -> None:
    def fonts(data: bytes) -> set[str]:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            held = (o for o in pdf.objects if isinstance(o, pikepdf.Dictionary))
            return {str(o.get("/BaseFont")) for o in held if o.get("/Type") == "/Font"}

    assert fonts(marked) == fonts(small.pdf)


def test_bookmarks_lead_to_their_sheets(small: SetIssue, marked: bytes) -> None:
    def outline(data: bytes) -> list[tuple[str, int]]:
        document = pypdfium2.PdfDocument(data)
        return [(item.get_title(), item.get_dest().get_index()) for item in document.get_toc()]

    assert outline(marked) == outline(small.pdf) != []


def test_the_same_bytes_again(small: SetIssue, faces: Faces, marked: bytes) -> None:
    places = (Place(FILE, 14), Place(FILE, 56), Place("publication.yaml", 3))
    assert made(small, faces, *(WRONG.at(place) for place in places)) == marked
    assert made(small, faces, *(WRONG.at(place) for place in places[:2])) != marked


def test_the_round_is_ticked(small: SetIssue, faces: Faces, plain_proof: bytes) -> None:
    second = picture(made(small, faces, round_=2), 0)
    assert (second != picture(plain_proof, 0)).any()
    assert make_head(small.issue, small.pdf, 2).digest == make_head(small.issue, small.pdf, 1).digest


def test_many_findings_make_many_list_sheets(small: SetIssue, faces: Faces) -> None:
    findings = [WRONG.at(Place(FILE, line), n=n) for line in (14, 56) for n in range(90)]
    data, sheets = proof_of(small.issue, small.pdf, small.pages, findings, faces, words("zh"), 1)
    assert sheets == len(pypdfium2.PdfDocument(data)) >= len(small.pages.pages) + 3


def test_the_list_says_what_it_holds(letters: Letters) -> None:
    head = Head("海岸", "2026年第1期", "2026-03-20", "abc", 1)
    sheet = sheet_for(130 * MM, 184 * MM)
    marks = [Mark(n, Level.WARNING, "这里不对。" * 9, "改一改。", FILE, n, 0) for n in range(1, 40)]
    first, second, *_ = list_sheets(letters, sheet, head, marks, str)
    scope = "排版以前和排版时的提示。书脊、油墨、印前检查的提示，制作成品时才有。"
    left, baseline = INNER_MM * MM + 34, sheet.height - HEAD_MM * MM - 3
    drawn = letters.line(scope, left, baseline, 7.5)
    assert drawn in first and drawn not in second
    assert left + letters.width(scope, 7.5) < sheet.width - INNER_MM * MM


@pytest.mark.parametrize(
    ("trim", "sheet"),
    [
        ((210.0, 285.0), (297.0, 420.0)),
        ((185.0, 260.0), (297.0, 420.0)),
        ((130.0, 184.0), (210.0, 297.0)),
        ((250.0, 353.0), (420.0, 594.0)),
        ((700.0, 900.0), (780.0, 969.0)),
    ],
)
def test_the_sheet_is_the_smallest_with_room(trim: tuple[float, float], sheet: tuple[float, float]) -> None:
    made_ = sheet_for(trim[0] * MM, trim[1] * MM)
    assert (made_.width / MM, made_.height / MM) == pytest.approx(sheet)
    for number in (1, 2):
        inner = made_.left(number) if number % 2 else made_.width - made_.left(number) - made_.trim_width
        outer = made_.width - made_.trim_width - inner
        assert inner / MM >= INNER_MM - 0.01 and outer / MM >= OUTER_MM - 0.01
    assert made_.bottom > 0


@pytest.fixture(scope="module")
def letters(faces: Faces) -> Letters:
    hei = faces.by_role(Role.HEI)
    return Letters(pikepdf.new(), Lettering(hei[0].file), Lettering(hei[-1].file))


def test_broken_lines_keep_the_rules_and_all_words(letters: Letters) -> None:
    text = "这里的引号“不成对”，请看《海岸》（第三期）。文件 manuscripts/2026-01/01-潮水.md 里、别处。" * 3
    for width in range(40, 200, 7):
        lines = letters.broken(text, width, 8)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert not [line for line in lines[1:] if line[0] in NO_START]
        assert not [line for line in lines[:-1] if line[-1] in NO_END]
        assert max(letters.width(line, 8) for line in lines) <= width + 0.01


def test_the_rules_are_at_work(letters: Letters) -> None:
    """Broken at every width without them, lines would begin with marks."""
    text = "一二三四五，六七八九十，" * 4
    assert any(text[n] in NO_START for n in range(5, 40, 5))
    assert [line[0] for line in letters.broken(text, 40.5, 8)[1:] if line[0] in NO_START] == []


def test_a_small_trim_on_a4(set_issue: Callable[[Issue], SetIssue], faces: Faces) -> None:
    area = TypeArea(130, 184, columns=1, column_chars=26, lines=26, leading_pt=16.0, single_chars=22)
    issue = build_issue()
    small = set_issue(replace(issue, publication=replace(issue.publication, type_area=area)))
    proof = pypdfium2.PdfDocument(made(small, faces))
    assert proof[0].get_size() == pytest.approx((210 * MM, 297 * MM), abs=0.1)
    assert {line.column for text in small.texts for line in text.lines} == {1}
