"""The PDFs for screens of both whole issues: pages of print, read in the manuscripts' order, and light."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from kanwu_press.addresses import CODE_CAPTION
from kanwu_press.geometry import page_geometry
from kanwu_press.preflight.conserve import LABELS, Allowed, compare, manuscript_text
from kanwu_press.preflight.pdf import SCREEN, preflight
from kanwu_press.preflight.text import _expected
from tagged import Read, Tag, read_tags
from whole import Whole

MOST_MB = 5.0


@pytest.fixture(scope="module")
def read(whole: Whole) -> Read:
    return read_tags(whole.screen)


def articles(tag: Tag) -> Iterator[Tag]:
    """The sections that hold articles."""
    for kid in tag.kids:
        if isinstance(kid, Tag) and kid.kind == "Sect" and any(below.kind == "Art" for below in kid.all()):
            yield kid
        elif isinstance(kid, Tag):
            yield from articles(kid)


def test_every_piece_has_its_place_in_the_tree(read: Read) -> None:
    assert read.faults == []


def test_read_aloud_it_is_the_manuscripts_in_their_order(whole: Whole, read: Read) -> None:
    """Across columns and pages, with each note at its call and without readings of ruby."""
    text = "".join(section.text(without=("RT",)) for section in articles(read.root))
    allowed = Allowed(furniture=(*LABELS, CODE_CAPTION), once=manuscript_text(whole.issue).notes)
    assert compare("PDF", tuple(_expected(whole.issue)), text, allowed) == ()


def test_a_note_is_read_right_after_its_call(read: Read) -> None:
    for above in read.root.all():
        for before, kid in zip([None, *above.kids], above.kids, strict=False):
            if isinstance(kid, Tag) and kid.kind == "Note":
                assert isinstance(before, Tag) and before.kind == "Reference"


def test_each_page_holds_what_its_printed_one_does(whole: Whole) -> None:
    """The page map is that of print: the same number of pages, the same text on each, the same folios."""
    area = page_geometry(whole.issue.publication.type_area, whole.issue.publication.bleed_mm)
    printed, screen = pypdfium2.PdfDocument(whole.pdf), pypdfium2.PdfDocument(whole.screen)
    labels = [screen.get_page_label(n) for n in range(len(screen))]
    folios = [str(page["folio"]) for page in whole.pages["pages"]]
    assert len(printed) == len(folios) and labels[0] == "封面" and labels[-1] == "封底"
    ahead = labels.index(folios[0])
    assert labels[ahead : ahead + len(folios)] == folios
    for number in range(len(printed)):
        assert text(screen[number + ahead], *area.band_pt) == text(printed[number], *area.band_pt), number


def text(page: pypdfium2.PdfPage, lower: float, upper: float) -> str:
    """The text of the type area without white space, whose places readers guess."""
    left, _, right, _ = page.get_mediabox()
    return "".join(page.get_textpage().get_text_bounded(left, lower, right, upper).split())


def test_plates_carry_no_marks_and_no_links(whole: Whole) -> None:
    """What the screen needs, the press leaves out; only the words for hyphens at line ends stay."""
    with pikepdf.open(BytesIO(whole.pdf)) as pdf:
        for page in pdf.pages:
            drawing = page.Contents.read_bytes()
            assert b"/MCID" not in drawing and b"/Artifact" not in drawing
            assert drawing.count(b"BDC") == drawing.count(b"EMC") and "/Annots" not in page


def test_it_is_light_and_preflight_has_nothing_to_say(whole: Whole) -> None:
    assert len(whole.screen) < MOST_MB * 1e6
    assert preflight(whole.screen, SCREEN) == ()


def test_another_program_finds_no_error(whole: Whole, tmp_path: Path) -> None:
    """A young program, for a second opinion; it must reject the same file without its tags."""
    program = Path(sys.executable).with_name("outloud")
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(whole.screen)
    with pikepdf.open(good) as pdf:
        del pdf.pages[2:]
        del pdf.Root.StructTreeRoot, pdf.Root.MarkInfo
        pdf.save(bad)
    for file, agrees in ((good, True), (bad, False)):
        done = subprocess.run([program, "--quiet", file], capture_output=True, text=True, timeout=120)
        assert (done.returncode == 0) is agrees, done.stdout
