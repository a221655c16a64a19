"""Editions with printer's marks: what lies beyond the bleed is no part of a page, and no change of it."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from kanwu_press.proof.compare import Comparison, compare
from kanwu_press.proof.editions import Edition
from kanwu_press.proof.pages import PPI, moved_pixels, open_pdf, read_leafs

BLEED = {"/TrimBox": [0, 0, 200, 300], "/BleedBox": [-9, -9, 209, 309]}
TRIM = {"/TrimBox": [0, 0, 200, 300]}


def shown(text: str, x: float, y: float) -> str:
    return f"BT /F 9 Tf {x} {y} Td ({text}) Tj ET\n"


def made(file: Path, slug: str, words: dict[int, str], boxes: dict[str, list[int]], turn: int = 0) -> Edition:
    """Ten pages; the slug above, beside and below the bleed; some pages have words of their own."""
    pdf = pikepdf.new()
    face = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for number in range(1, 11):
        pdf.add_blank_page(page_size=(300, 400))
        page = pdf.pages[-1]
        page.MediaBox = [-50, -50, 250, 350]
        for name, box in boxes.items():
            page[name] = box
        page.Rotate = turn
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=face))
        text = words.get(number, f"the words of page {'abcdefghij'[number - 1] * 3}")
        drawn = shown(text, 20, 200) + shown(slug, 20, 330) + shown(slug, 20, -30) + shown(slug[:3], 215, 200)
        page.Contents = pdf.make_stream(drawn.encode("ascii"))
    pdf.save(file, deterministic_id=True)
    return Edition(file.name, file)


def compared(one: Edition, other: Edition) -> Comparison:
    result, findings = compare(one, other)
    assert result is not None, findings
    return result


@pytest.mark.parametrize("turn", [0, 90])
@pytest.mark.parametrize("boxes", [BLEED, TRIM])
def test_another_slug_is_no_change(tmp_path: Path, boxes: dict[str, list[int]], turn: int) -> None:
    one = made(tmp_path / "a.pdf", "4f9c01d2", {}, boxes, turn)
    other = made(tmp_path / "b.pdf", "77b0e3aa", {}, boxes, turn)
    assert compared(one, other).same


@pytest.mark.parametrize("boxes", [{}, {"/BleedBox": [500, 500, 600, 600]}])
def test_without_a_bleed_the_whole_page_counts(tmp_path: Path, boxes: dict[str, list[int]]) -> None:
    one = made(tmp_path / "a.pdf", "4f9c01d2", {}, boxes)
    assert len(compared(one, made(tmp_path / "b.pdf", "77b0e3aa", {}, boxes)).pages) == 10


def test_one_changed_page_of_ten_is_one(tmp_path: Path) -> None:
    one = made(tmp_path / "a.pdf", "4f9c01d2", {}, BLEED)
    other = made(tmp_path / "b.pdf", "77b0e3aa", {7: "the words of page xyz"}, BLEED)
    result = compared(one, other)
    assert [(change.kind, change.a and change.a.number) for change in result.pages] == [("words", 7)]
    ((left, top, right, bottom),) = result.pages[0].boxes
    assert left > 20 and right < 209 and 90 < top < bottom < 125  # pt from the bleed's upper left corner
    (article,) = result.articles
    assert len(article.changes) == 1


def test_pages_with_and_without_marks_are_the_same(tmp_path: Path) -> None:
    one = made(tmp_path / "a.pdf", "4f9c01d2", {}, BLEED)
    with pikepdf.open(one.pdf) as pdf:
        for page in pdf.pages:
            page.MediaBox = page.BleedBox
        pdf.save(tmp_path / "plain.pdf")
    assert compared(one, Edition("plain", tmp_path / "plain.pdf")).same


def test_the_text_is_that_within_the_bleed(tmp_path: Path) -> None:
    document, _ = open_pdf(made(tmp_path / "a.pdf", "4f9c01d2", {}, BLEED).pdf)
    assert document is not None
    leaf = read_leafs(document)[2]
    document.close()
    assert (leaf.text, leaf.furniture) == ("the words of page ccc", "")
    assert (round(leaf.width), round(leaf.height)) == (218, 318)


@pytest.mark.parametrize("dx", [20.0, -20.0])
def test_nothing_comes_in_from_beyond_the_bleed(tmp_path: Path, dx: float) -> None:
    document, _ = open_pdf(made(tmp_path / "a.pdf", "4f9c01d2", {}, BLEED).pdf)
    assert document is not None
    drawn = moved_pixels(document, 1, PPI, dx)
    whole = moved_pixels(document, 1, PPI, 0.0)
    document.close()
    edge = round(20 / 218 * drawn.shape[1])
    assert drawn.shape == whole.shape and whole.min() < 128 and drawn.min() < 128
    assert drawn[:, -edge:].min() == 255
