"""Words outside the page as outlines: they stand where they are put, and are as wide as the face says."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from kanwu_press.press.lettering import Lettering
from whole import sample


@pytest.fixture(scope="module")
def lettering(shared_folder: Path) -> Lettering:
    folder = sample(shared_folder).workspace.built_fonts
    return Lettering(sorted(folder.glob("*/KanwuHei-400.otf"))[0])


def _drawn(operators: bytes) -> pypdfium2.PdfDocument:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 50))
    pdf.pages[0].Contents = pdf.make_stream(operators)
    out = io.BytesIO()
    pdf.save(out)
    return pypdfium2.PdfDocument(out.getvalue())


def test_a_line_stands_on_its_baseline(lettering: Lettering) -> None:
    picture = _drawn(lettering.line("海 A", 20, 10, 20))[0].render(scale=4).to_pil().convert("L")
    left, top, right, bottom = picture.point(lambda v: 255 - v).getbbox() or (0, 0, 0, 0)
    assert 20 <= left / 4 <= 23 and right / 4 <= 20 + lettering.width("海 A", 20) + 0.5
    assert 10 - 3 <= 50 - bottom / 4 <= 10 and 50 - top / 4 <= 10 + 20


def test_a_han_character_is_one_em_wide(lettering: Lettering) -> None:
    assert lettering.width("刊物", 10) == pytest.approx(20)


def test_what_the_face_lacks_leaves_its_room(lettering: Lettering) -> None:
    assert lettering.line("\U0002f8ff", 0, 0, 10) == b""
    assert lettering.width("\U0002f8ff", 10) == 10


def test_outlines_are_no_text(lettering: Lettering) -> None:
    assert _drawn(lettering.line("刊物", 20, 10, 20))[0].get_textpage().get_text_range() == ""
