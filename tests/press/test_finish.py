"""A finished file read back: PDF/X-4's words, boxes, marks, nothing of the screen, the same bytes again."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from build_issue import build_issue
from kanwu_press.model import Colours, Spot
from kanwu_press.press.marks import AROUND
from kanwu_press.press.room import PressRoom, open_room, press_cover, press_interior
from kanwu_press.typeset.interior import Printed
from setting import Press, print_styles

from .conftest import room_for

MM = 72 / 25.4


def _finished(room: PressRoom, printed: Printed) -> bytes:
    pdf, found = press_interior(room, printed.pdf, printed.page_map, printed.pictures)
    assert pdf is not None and found == ()
    return pdf


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("plates")


@pytest.fixture(scope="module")
def room(press: Press, cache: Path) -> PressRoom:
    return room_for(press, cache)


@pytest.fixture(scope="module")
def finished(room: PressRoom, printed: Printed) -> bytes:
    return _finished(room, printed)


@pytest.fixture(scope="module")
def pdf(finished: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(finished))


def _objects(pdf: pikepdf.Pdf, subtype: str) -> Iterator[pikepdf.Object]:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == pikepdf.Name(subtype):
            yield item


def _operators(pdf: pikepdf.Pdf) -> Iterator[tuple[str, list[object]]]:
    for stream in (*pdf.pages, *_objects(pdf, "/Form")):
        for instruction in pikepdf.parse_content_stream(stream):
            assert isinstance(instruction, pikepdf.ContentStreamInstruction)
            yield str(instruction.operator), list(instruction.operands)


def test_it_says_what_it_is(pdf: pikepdf.Pdf, room: PressRoom) -> None:
    assert pdf.pdf_version == "1.6"
    xmp = pdf.Root.Metadata.read_bytes().decode("utf-8")
    assert "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in xmp
    assert "海岸 2026年第1期 内文" in xmp and "2026-03-20T00:00:00+00:00" in xmp
    assert str(pdf.docinfo["/Title"]) == "海岸 2026年第1期 内文"
    assert pdf.docinfo["/Trapped"] == pikepdf.Name("/False")
    assert str(pdf.docinfo["/CreationDate"]) == str(pdf.docinfo["/ModDate"]) == "D:20260320000000+00'00'"
    assert len(pdf.trailer["/ID"]) == 2


def test_the_printing_condition_is_inside(pdf: pikepdf.Pdf, room: PressRoom) -> None:
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == pikepdf.Name.GTS_PDFX
    assert str(intent.OutputConditionIdentifier) == "FOGRA39"
    assert intent.DestOutputProfile.N == 4 and intent.DestOutputProfile.read_bytes() == room.profile.data


def test_boxes_lie_within_each_other_and_the_trim_stays_where_it_was(
    pdf: pikepdf.Pdf, printed: Printed
) -> None:
    before = pikepdf.open(io.BytesIO(printed.pdf))
    for page, old in zip(pdf.pages, before.pages, strict=True):
        trim, bleed, media = ([float(v) for v in page[key]] for key in ("/TrimBox", "/BleedBox", "/MediaBox"))
        assert trim == pytest.approx([float(v) for v in old.TrimBox])
        assert trim[2:] == pytest.approx([210 * MM, 285 * MM], abs=0.01)
        assert [t - b for t, b in zip(trim[:2], bleed[:2], strict=True)] == pytest.approx(
            [3 * MM] * 2, abs=0.01
        )
        assert [t - m for t, m in zip(trim[:2], media[:2], strict=True)] == pytest.approx(
            [AROUND] * 2, abs=0.01
        )


def test_no_colour_of_the_screen_is_left(pdf: pikepdf.Pdf) -> None:
    assert not {name for name, _ in _operators(pdf)} & {"rg", "RG", "g", "G", "sc", "SC"}
    spaces = {str(o.ColorSpace) for o in _objects(pdf, "/Image")}
    assert spaces <= {"/DeviceCMYK", "/DeviceGray"} and "/DeviceCMYK" in spaces
    assert b"DeviceRGB" not in b"".join(o.unparse() for o in pdf.objects if isinstance(o, pikepdf.Dictionary))


def test_every_text_is_still_there(pdf: pikepdf.Pdf, finished: bytes, printed: Printed) -> None:
    before, after = pypdfium2.PdfDocument(printed.pdf), pypdfium2.PdfDocument(finished)
    for old, new in zip(before, after, strict=True):
        assert new.get_textpage().get_text_range() == old.get_textpage().get_text_range()


def test_black_letters_overprint(pdf: pikepdf.Pdf) -> None:
    states = pdf.pages[0].Resources.ExtGState
    assert states["/KwOver"].op is True or bool(states["/KwOver"].op)
    assert int(states["/KwOver"].OPM) == 1 and not bool(states["/KwKnock"].op)
    assert ("gs", [pikepdf.Name("/KwOver")]) in list(_operators(pdf))


def test_nothing_that_a_press_can_t_use(pdf: pikepdf.Pdf) -> None:
    assert not [page for page in pdf.pages if "/Annots" in page]
    assert not {"/StructTreeRoot", "/OpenAction", "/AcroForm"} & set(pdf.Root.keys())


def test_marks_stand_outside_of_the_bleed(
    finished: bytes, room: PressRoom, press: Press, printed: Printed
) -> None:
    """With and without marks the page looks the same within the bleed, and only with them beyond it."""
    clean = _finished(room_for(press, room.cache._folder, marks=False), printed)
    with_marks, without = pypdfium2.PdfDocument(finished)[0], pypdfium2.PdfDocument(clean)[0]
    assert _box(clean) == _box(printed.pdf) != _box(finished)
    inner, outer = (
        numpy.asarray(page.render(scale=2).to_pil().convert("L")) for page in (without, with_marks)
    )
    edge = round((AROUND - 3 * MM) * 2)
    middle = outer[edge : edge + inner.shape[0], edge : edge + inner.shape[1]]
    assert (numpy.abs(middle.astype(int) - inner) > 60).mean() < 0.002  # but for a pixel's shift
    outer = outer.copy()
    outer[edge - 3 : edge + inner.shape[0] + 3, edge - 3 : edge + inner.shape[1] + 3] = 255
    assert (outer < 200).sum() > 2000


def _box(data: bytes) -> list[float]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [round(float(v), 2) for v in pdf.pages[0].MediaBox]


def test_the_slug_names_the_plates_in_their_inks(pdf: pikepdf.Pdf) -> None:
    objects = pdf.pages[0].Resources.XObject
    slug = next(v for k, v in objects.items() if "KwMarks" in k).read_bytes()
    for colour in (b"\n1 0 0 0 k\n", b"\n0 1 0 0 k\n", b"\n0 0 1 0 k\n", b"\n0 0 0 1 k\n"):
        assert colour in slug
    assert all(objects[f"/KwSlug{n}"].read_bytes().startswith(b"/KwAll cs 1 scn") for n in (1, 2))


def test_the_same_bytes_again(finished: bytes, press: Press, printed: Printed, tmp_path: Path) -> None:
    assert _finished(room_for(press, tmp_path / "another"), printed) == finished


def test_a_black_edition_is_on_one_plate(press: Press, printed: Printed, cache: Path) -> None:
    pdf = pikepdf.open(io.BytesIO(_finished(room_for(press, cache, colours=Colours.BLACK), printed)))
    for name, operands in _operators(pdf):
        if name in ("k", "K"):
            assert [float(v) for v in operands[:3]] == [0, 0, 0]  # type: ignore[arg-type]
        assert name not in ("cs", "CS", "scn", "SCN"), "a space of its own would be a plate of its own"
    assert {str(o.ColorSpace) for o in _objects(pdf, "/Image")} == {"/DeviceGray"}


def _separated(pdf: bytes, folder: Path, page: int) -> dict[str, float]:
    """The mean ink of each plate of a page, marks and all, by Ghostscript."""
    (folder / "a.pdf").write_bytes(pdf)
    only = (f"-dFirstPage={page}", f"-dLastPage={page}")
    command = ("gs", "-q", "-o", "p.tif", "-sDEVICE=tiffsep", "-r30", *only, "a.pdf")
    subprocess.run(command, cwd=folder, check=True)
    light = {p.stem[2:-1]: numpy.asarray(Image.open(p).convert("L"), float) for p in folder.glob("p(*).tif")}
    return {name: 255 - float(samples.mean()) for name, samples in light.items()}


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")
def test_a_black_edition_leaves_three_plates_blank(
    press: Press, printed: Printed, cache: Path, tmp_path: Path
) -> None:
    black = _separated(_finished(room_for(press, cache, colours=Colours.BLACK), printed), tmp_path, 4)
    assert black["Black"] > 1 and black["Cyan"] == black["Magenta"] == black["Yellow"] == 0


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")
def test_black_and_a_spot_ink_are_two_plates(
    press: Press, printed: Printed, cache: Path, tmp_path: Path
) -> None:
    wishes = {"colours": Colours.BLACK, "spot": Spot("PANTONE 295 C")}
    two = _separated(_finished(room_for(press, cache, **wishes), printed), tmp_path, 3)
    assert two["Black"] > 1 and two["PANTONE 295 C"] > 1
    assert two["Cyan"] == two["Magenta"] == two["Yellow"] == 0


def test_a_spot_ink_is_a_separation(press: Press, printed: Printed, cache: Path) -> None:
    room = room_for(press, cache, spot=Spot("PANTONE 295 C"))
    pdf = pikepdf.open(io.BytesIO(_finished(room, printed)))
    space = pdf.pages[0].Resources.ColorSpace["/KwSpot"]
    assert [str(space[0]), str(space[1])] == ["/Separation", "/PANTONE 295 C"]
    assert [float(v) for v in space[3].C1] == [0.9, 0.6, 0.2, 0.2]
    tints = set()  # of the pages themselves: the marks have the ink anyway
    for page in pdf.pages:
        operators = [(str(i.operator), list(i.operands)) for i in pikepdf.parse_content_stream(page)]
        assert [0.9, 0.6, 0.2, 0.2] not in [[float(v) for v in o] for n, o in operators if n == "k"]
        tints |= {float(o[-1]) for n, o in operators if n == "scn"}
    assert {1.0, 0.09} <= tints


def test_a_digest_is_that_of_all_that_makes_the_file(press: Press, printed: Printed, cache: Path) -> None:
    """Other inks, another limit: another file, and another name in its slug."""
    wishes = ({}, {"ink_limit": 240.0}, {"colours": Colours.BLACK}, {"spot": Spot("P")})
    ids = []
    for more in wishes:
        with pikepdf.open(io.BytesIO(_finished(room_for(press, cache, **more), printed))) as pdf:
            xmp = pdf.Root.Metadata.read_bytes().decode("utf-8")
        ids.append(re.findall(r"InstanceID>(.*?)<", xmp)[0])
    assert len(set(ids)) == len(wishes)


@pytest.mark.parametrize("bleed", [0.0, 3.0, 5.0, 10.0])
def test_any_bleed_is_kept_and_the_marks_stand_outside(press: Press, cache: Path, bleed: float) -> None:
    issue = build_issue()
    wide = replace(issue, publication=replace(issue.publication, bleed_mm=bleed))
    set_ = press.set(wide)[0]
    room, _ = open_room(wide, press.root, print_styles(), press.faces, cache)
    assert room is not None
    data, _ = press_interior(room, set_.pdf, set_.page_map, set_.pictures)
    assert data is not None
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        trim, box, media = ([float(v) for v in page[k]] for k in ("/TrimBox", "/BleedBox", "/MediaBox"))
    assert trim[0] - box[0] == pytest.approx(bleed * MM, abs=0.01)
    assert box[0] - media[0] >= 12 * MM - 0.01


def test_a_colour_without_inks_is_a_finding(press: Press, room: PressRoom) -> None:
    own, _ = press.set(build_issue(), ".title { color: oklch(0.6 0.2 20) }")
    pdf, found = press_interior(room, own.pdf, own.page_map, own.pictures)
    assert pdf is None and [f.code for f in found] == ["press-colour-unknown"]


GRADIENT = ".title { background: linear-gradient(#12476b, #ffffff) } figure { opacity: 0.5 }"


def _gradient(pdf: pikepdf.Pdf) -> tuple[str, list[list[float]]]:
    """The space and the ends of the first gradient there is."""
    shading = next(o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/ShadingType" in o)
    function = shading.Function if "/C0" in shading.Function else shading.Function.Functions[0]
    space = shading.ColorSpace
    kind = str(space[0] if isinstance(space, pikepdf.Array) else space)
    return kind, [[float(v) for v in function[key]] for key in ("/C0", "/C1")]


def test_gradients_and_groups_become_inks(press: Press, room: PressRoom, cache: Path) -> None:
    own, _ = press.set(build_issue(), GRADIENT)
    pdf = pikepdf.open(io.BytesIO(_finished(room, own)))
    assert _gradient(pdf) == ("/DeviceCMYK", [[0.9, 0.6, 0.2, 0.2], [0, 0, 0, 0]])
    plain = b"".join(o.unparse(resolved=True) for o in pdf.objects if not isinstance(o, pikepdf.Stream))
    forms = b"".join(o.stream_dict.unparse() for o in pdf.objects if isinstance(o, pikepdf.Stream))
    assert b"DeviceRGB" not in plain + forms
    assert any("/Group" in page and pikepdf.Name.DeviceCMYK == page.Group.CS for page in pdf.pages)
    spot = pikepdf.open(io.BytesIO(_finished(room_for(press, cache, spot=Spot("P")), own)))
    assert _gradient(spot) == ("/Separation", [[1.0], [0.0]])


def test_fonts_are_as_older_rips_know_them(pdf: pikepdf.Pdf) -> None:
    files = [o.FontFile3 for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontFile3" in o]
    assert files
    for file in files:
        assert file.Subtype == pikepdf.Name.CIDFontType0C and file.read_bytes()[:1] == b"\x01"


def sheet_of(printed: Printed) -> bytes:
    """The first page alone, in the place of a cover."""
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        del pdf.pages[1:]
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def test_a_cover_has_its_folds(room: PressRoom, printed: Printed) -> None:
    pdf, found = press_cover(room, sheet_of(printed), {}, 5.2)
    assert pdf is not None and found == ()
    opened = pikepdf.open(io.BytesIO(pdf))
    marks = next(v for k, v in opened.pages[0].Resources.XObject.items() if "KwMarks" in k)
    lines = re.findall(rb"^([\d.-]+) [\d.-]+ m ([\d.-]+) [\d.-]+ l S$", marks.read_bytes(), re.MULTILINE)
    upright = {float(a) for a, b in lines if a == b}
    assert {round(210 * MM, 3), round(215.2 * MM, 3)} <= upright


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")
def test_plates_show_body_text_on_black_alone(finished: bytes, tmp_path: Path, printed: Printed) -> None:
    """Separated by Ghostscript: within the trim of a page of text, the other plates stay empty."""
    (tmp_path / "a.pdf").write_bytes(finished)
    page = str(next(p.number for p in printed.page_map.pages if p.article == "a02"))
    command = (
        "gs",
        "-q",
        "-o",
        "p.tif",
        "-sDEVICE=tiffsep",
        "-r40",
        f"-dFirstPage={page}",
        f"-dLastPage={page}",
        "a.pdf",
    )
    subprocess.run(command, cwd=tmp_path, check=True)
    edge = round((AROUND / 72 + 0.1) * 40)
    ink = {}
    for plate in ("Cyan", "Magenta", "Yellow", "Black"):
        samples = 255 - numpy.asarray(Image.open(tmp_path / f"p({plate}).tif").convert("L"), float)
        inside = samples[edge + 60 : -edge - 30, edge:-edge]  # below title and byline
        ink[plate] = inside.mean()
    assert ink["Black"] > 1
    assert max(ink["Cyan"], ink["Magenta"], ink["Yellow"]) < 0.05, ink


@pytest.mark.skipif(shutil.which("qpdf") is None or shutil.which("mutool") is None, reason="checkers missing")
def test_qpdf_and_mutool_are_silent(finished: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(finished)
    (tmp_path / "broken.pdf").write_bytes(finished[: len(finished) // 2])
    for name, good in (("a.pdf", True), ("broken.pdf", False)):
        checked = subprocess.run(["qpdf", "--check", name], cwd=tmp_path, capture_output=True, text=True)
        assert (checked.returncode == 0 and "WARNING" not in checked.stderr) is good
        drawn = subprocess.run(
            ["mutool", "draw", "-q", "-F", "txt", "-o", "out", name],
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        said = [line for line in drawn.stderr.splitlines() if "ICC support is not available" not in line]
        assert (drawn.returncode == 0 and not said) is good, said[:3]
