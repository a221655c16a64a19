"""The file of sheets: boxes, marks, what it keeps and leaves out, and what is said of files that won't do."""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from kanwu_press.findings import Finding, Level
from kanwu_press.press.impose import Imposed, Job, impose
from kanwu_press.press.imposition import Scheme
from kanwu_press.press.lettering import Lettering
from kanwu_press.press.papers import Paper, papers_of
from patterns import MM, Pattern, pattern, picture_of
from whole import Whole, sample

MAGAZINE = Pattern(width=210, height=285)


def made(data: bytes, job: Job, lettering: Lettering | None = None) -> tuple[Imposed, tuple[Finding, ...]]:
    done, found = impose(data, "样.pdf", job, lettering)
    assert done is not None, found
    return done, found


def refused(data: bytes, job: Job | None = None) -> Finding:
    done, found = impose(data, "样.pdf", job or Job(Scheme.SADDLE), None)
    assert done is None
    (finding,) = found
    assert finding.place.file == "样.pdf"
    return finding


def changed(data: bytes, change) -> bytes:  # type: ignore[no-untyped-def]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


@pytest.fixture(scope="module")
def lettering(shared_folder: Path) -> Lettering:
    folder = sample(shared_folder).workspace.built_fonts
    return Lettering(sorted(folder.glob("*/KanwuHei-400.otf"))[0])


def mm(box: pikepdf.Array) -> list[float]:
    return [round(float(value) / MM, 2) for value in box]  # type: ignore[arg-type]


# ---- sheets --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scheme", "mill", "papers"),
    [
        (Scheme.SADDLE, 0, ("大8开 444×297",)),
        (Scheme.PERFECT, 3, ("大4开 444×597", "大8开 444×297", "大对开 889×597")),
        (Scheme.TURN, 3, ("大对开 889×597", "大长4开 889×297")),
        (Scheme.SPREADS, 0, ("420×285",)),
    ],
)
def test_each_sheet_takes_the_smallest_paper(scheme: Scheme, mill: float, papers: tuple[str, ...]) -> None:
    done, found = made(pattern(28, MAGAZINE), Job(scheme, mill_mm=mill))
    assert (done.papers, found) == (papers, ())


def test_the_boxes_of_a_sheet() -> None:
    done, _ = made(pattern(16, MAGAZINE), Job(Scheme.PERFECT, mill_mm=3))
    with pikepdf.open(io.BytesIO(done.pdf)) as pdf:
        assert len(pdf.pages) == 2
        page = pdf.pages[0]
        assert mm(page.MediaBox) == [0, 0, 889, 597]
        assert mm(page.TrimBox) == [15.5, 10.5, 873.5, 586.5]  # 4 × 210 + 2 × 6 + 6; 2 × 285 + 6
        assert mm(page.BleedBox) == [12.5, 7.5, 876.5, 589.5]


def test_what_pages_share_stays_shared(whole: Whole) -> None:
    for scheme in Scheme:
        done, _ = made(whole.pdf, Job(scheme, mill_mm=3))
        assert len(done.pdf) < 1.10 * len(whole.pdf)


def test_the_same_pages_give_the_same_bytes(lettering: Lettering) -> None:
    job = Job(Scheme.PERFECT, title="《海岸》 2026年第1期", collation="海岸")
    one, other = (made(pattern(12), job, lettering)[0].pdf for _ in range(2))
    assert one == other


def test_intents_and_layers_stay_and_claims_go() -> None:
    def dress(pdf: pikepdf.Pdf) -> None:
        profile = pdf.make_stream(b"profile", N=4)
        pdf.Root.OutputIntents = Array(
            [Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier="FOGRA39",
                        DestOutputProfile=profile)]
        )  # fmt: skip
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="文字"))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
        pdf.pages[0].Resources.Properties = Dictionary(L=layer)
        pdf.Root.Metadata = pdf.make_stream(b"<x/>", Type=Name.Metadata, Subtype=Name.XML)
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.docinfo["/GTS_PDFXVersion"] = "PDF/X-4"

    done, _ = made(changed(pattern(4), dress), Job(Scheme.SADDLE, title="海岸"))
    with pikepdf.open(io.BytesIO(done.pdf)) as pdf:
        assert pdf.Root.OutputIntents[0].OutputConditionIdentifier == "FOGRA39"
        forms = [form for page in pdf.pages for form in page.Resources.XObject.values()]
        layers = [form.Resources.Properties.L for form in forms if "/Properties" in form.Resources]
        assert [layer.objgen for layer in layers] == [pdf.Root.OCProperties.D.OFF[0].objgen]
        assert set(pdf.Root.keys()) == {"/Type", "/Pages", "/OutputIntents", "/OCProperties"}
        assert dict(pdf.docinfo) == {"/Title": "海岸", "/Creator": "kanwu-press impose"}


# ---- marks ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("scheme", "mill"), [(Scheme.SADDLE, 0), (Scheme.PERFECT, 3), (Scheme.TURN, 3)])
def test_marks_stay_outside_the_trim(scheme: Scheme, mill: float, lettering: Lettering) -> None:
    """Pages without a bleed or anything on them: all that is seen are marks, and none is inside a trim."""
    data = changed(pattern(28, Pattern(width=210, height=285)), _emptied)
    job = Job(scheme, mill_mm=mill, caliper_mm=0.5, title="《海岸》 2026年第1期", collation="海岸 2026-01")
    document = pypdfium2.PdfDocument(made(data, job, lettering)[0].pdf)
    for index in range(len(document)):
        ink = (picture_of(document, index) < 128).any(axis=2)
        left, bottom, right, top = (round(v / MM * 2) for v in document[index].get_trimbox())
        height = ink.shape[0]
        inside = ink[height - top : height - bottom, left:right].copy()
        assert ink.sum() > inside.sum() + 100
        columns = np.nonzero(inside.any(axis=0))[0] / 2
        spines = [210 + mill, 3 * 210 + 2 * mill + 6 + mill]
        assert all(min(abs(x - spine) for spine in spines) <= mill for x in columns)
        assert mill or not len(columns)


def _emptied(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.Contents = pdf.make_stream(b"")


def test_marks_print_on_every_plate(lettering: Lettering) -> None:
    done, _ = made(pattern(4), Job(Scheme.SADDLE, title="海岸"), lettering)
    with pikepdf.open(io.BytesIO(done.pdf)) as pdf:
        for page in pdf.pages:
            assert page.Resources.ColorSpace["/All"][1] == Name.All
            content = page.Contents.read_bytes()
            assert b"/All CS 1 SCN /All cs 1 scn" in content
            assert not {b"rg", b"RG", b"g", b"G", b"k", b"K"} & set(content.split())


class Heard(Lettering):
    """Writes down what is to be lettered."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def width(self, text: str, size_pt: float) -> float:
        return len(text) * size_pt

    def line(self, text: str, x: float, y: float, size_pt: float) -> bytes:
        self.said.append(text)
        return b""


def heard(pages: int, job: Job) -> list[str]:
    heard = Heard()
    made(pattern(pages, MAGAZINE), job, heard)
    return heard.said


def test_labels_say_what_a_sheet_is() -> None:
    assert heard(24, Job(Scheme.TURN, title="《海岸》 2026年第1期", mill_mm=3, collation="海岸 2026-01")) == [
        "海岸 2026-01 1",
        "《海岸》 2026年第1期  第1帖 自翻 1–8页  大对开 889×597毫米",
        "海岸 2026-01 2",
        "《海岸》 2026年第1期  第2帖 正面 9–24页  大对开 889×597毫米",
        "《海岸》 2026年第1期  第2帖 反面 9–24页  大对开 889×597毫米",
    ]
    assert heard(3, Job(Scheme.SADDLE, papers_of("A3"), scale_to_fit=True)) == [
        "缩至93.9%，只供看样  第1张（由外向里，共1张） 正面 空白、1页  A3 420×297毫米",
        "缩至93.9%，只供看样  第1张（由外向里，共1张） 反面 2、3页  A3 420×297毫米",
    ]
    assert heard(6, Job(Scheme.SADDLE, (Paper("", 426, 291),))) == []  # no room at all
    assert heard(6, Job(Scheme.SADDLE, papers_of("sra3")))[1:3] == [
        "第1张（由外向里，共2张） 反面 2、空白页  SRA3 450×320毫米",
        "第2张（由外向里，共2张） 正面 6、3页  SRA3 450×320毫米",
    ]
    small = heard(2, Job(Scheme.SPREADS, (Paper("", 430, 295),)))
    assert small[0] == "1页  430×295毫米"


def test_long_titles_are_cut_off() -> None:
    said = heard(4, Job(Scheme.SADDLE, title="很长的刊名" * 40))
    assert said[0].endswith("…") and len(said[0]) * 1.2 <= 285 / 2 - 12  # upwards, in 1.2 mm type


def test_collation_marks_go_down_in_steps() -> None:
    data = changed(pattern(64, MAGAZINE), _emptied)
    document = pypdfium2.PdfDocument(made(data, Job(Scheme.PERFECT, mill_mm=3))[0].pdf)
    tops = []
    for index in range(0, len(document), 2):
        picture = picture_of(document, index)
        _, bottom, right, _ = (round(v / MM * 2) for v in document[index].get_trimbox())
        spine = right - 420 - 6  # between the last two columns, in points of the picture
        lower = picture[-bottom - 570 : -bottom, spine - 1 : spine + 1]
        tops.append(int(np.nonzero((lower < 128).all(axis=(1, 2)))[0][0]))
    assert [b - a for a, b in pairwise(tops)] == [16, 16, 16]  # 8 mm


def test_stitched_sheets_have_no_collation_marks() -> None:
    data = changed(pattern(8, MAGAZINE), _emptied)
    document = pypdfium2.PdfDocument(made(data, Job(Scheme.SADDLE))[0].pdf)
    left, bottom, right, top = (round(v / MM * 2) for v in document[0].get_trimbox())
    assert (picture_of(document, 0)[-top:-bottom, left:right] == 255).all()


@pytest.mark.parametrize(
    "tool", [("qpdf", "--check"), ("mutool", "draw", "-q", "-o", "/dev/null")], ids=lambda t: t[0]
)
@pytest.mark.parametrize("scheme", Scheme)
def test_other_programs_have_nothing_to_say(
    tool: tuple[str, ...], scheme: Scheme, tmp_path: Path, lettering: Lettering
) -> None:
    if shutil.which(tool[0]) is None:
        pytest.skip(f"{tool[0]} is not on this machine")
    file = tmp_path / "sheets.pdf"
    job = Job(scheme, mill_mm=3, title="《海岸》 2026年第1期", collation="海岸")
    file.write_bytes(made(pattern(26), job, lettering)[0].pdf)
    done = subprocess.run([*tool, str(file)], capture_output=True, text=True, check=False)
    said = [line for line in done.stderr.splitlines() if "ICC support" not in line]
    assert (done.returncode, said) == (0, [])
    assert "WARNING" not in done.stdout


# ---- paper ---------------------------------------------------------------------------------


def test_a_sheet_that_is_too_small_is_named() -> None:
    finding = refused(pattern(8, MAGAZINE), Job(Scheme.SADDLE, papers_of("A3")))
    assert finding.code == "impose-sheet-small"
    assert dict(finding.values) == {"paper": "A3", "needed": "426.0×291.0", "fitting": "大8开"}


def test_papers_of_the_first_choice_come_before_smaller_ones() -> None:
    """426×291 mm: the first choice may leave 1.5 mm in one direction, any other has 3 mm all around."""
    for first, taken in (
        (Paper("甲", 800, 600), "甲 800×600"),
        (Paper("乙", 432, 294), "乙 432×294"),
        (Paper("丙", 431, 294), "大8开 444×297"),
        (Paper("丁", 300, 200), "大8开 444×297"),
    ):
        assert made(pattern(8, MAGAZINE), Job(Scheme.SADDLE, first=(first,)))[0].papers == (taken,)
    with_others = Job(Scheme.SADDLE, papers_of("A3"), first=(Paper("8开", 445, 310),))
    assert dict(refused(pattern(8, MAGAZINE), with_others).values)["fitting"] == "445×310"


def test_only_when_asked_for_pages_are_made_smaller() -> None:
    job = Job(Scheme.SADDLE, papers_of("A3"), scale_to_fit=True)
    done, found = made(pattern(8, MAGAZINE), job)
    assert [f.code for f in found] == ["impose-scaled"]
    assert dict(found[0].values)["percent"] == f"{400 / 426 * 100:.1f}"
    with pikepdf.open(io.BytesIO(done.pdf)) as pdf:
        assert mm(pdf.pages[0].MediaBox) == [0, 0, 420, 297]
        left, _, right, _ = mm(pdf.pages[0].TrimBox)
        assert right - left == pytest.approx(420 * 400 / 426, abs=0.02)


@pytest.mark.parametrize("paper", ["A4", "A3", "正长4开", "426x291.5", "428x290", "200x290"])
@pytest.mark.parametrize("scheme", [Scheme.SADDLE, Scheme.PERFECT, Scheme.SPREADS])
def test_the_ratio_stands_on_every_smaller_sheet(paper: str, scheme: Scheme) -> None:
    """In the label, which is cut off at the end only, and there is room for marks all around."""
    job = Job(scheme, papers_of(paper), mill_mm=3, scale_to_fit=True, title="很长的刊名" * 20)
    heard = Heard()
    done, found = made(pattern(24, MAGAZINE), job, heard)
    with pikepdf.open(io.BytesIO(done.pdf)) as pdf:
        labels = [said for said in heard.said if "看样" in said]
        small = 0
        for page in pdf.pages:
            (*_, width, height), bled = mm(page.MediaBox), mm(page.BleedBox)
            margins = bled[0], bled[1], width - bled[2], height - bled[3]
            small += min(margins) >= 9.9
    scaled = [finding for finding in found if finding.code == "impose-scaled"]
    assert len(labels) == small and (small > 0) == bool(scaled)
    assert all(re.match(r"缩至[0-9.]+%，只供看样  ", label) for label in labels)


def test_what_fits_is_never_scaled() -> None:
    with pikepdf.open(
        io.BytesIO(made(pattern(4), Job(Scheme.SADDLE, papers_of("A3"), scale_to_fit=True))[0].pdf)
    ) as p:
        left, bottom, right, top = mm(p.pages[0].TrimBox)
    assert (right - left, top - bottom) == (pytest.approx(120, abs=0.02), pytest.approx(84, abs=0.02))


def test_pages_too_large_for_any_paper() -> None:
    huge = Pattern(width=594, height=840)
    assert refused(pattern(4, huge)).code == "impose-sheet-none"
    own = Job(Scheme.SADDLE, (Paper("", 1300, 950),))
    assert made(pattern(4, huge), own)[0].papers == ("1300×950",)


def test_pages_without_bleed_fit_the_office_copier() -> None:
    done, _ = made(pattern(8, Pattern(210, 297, bleed=0)), Job(Scheme.SADDLE, papers_of("a3")))
    assert done.papers == ("A3 420×297",)


# ---- files that won't do, and what is said of others ---------------------------------------


def test_no_pdf() -> None:
    for data in (b"", b"hello", b"%PDF-1.7\n%%EOF", pattern(4)[:200]):
        assert refused(data).code in ("impose-not-pdf", "impose-no-pages")


@pytest.mark.parametrize("password", ["geheim", ""])
def test_a_protected_pdf(password: str) -> None:
    with pikepdf.open(io.BytesIO(pattern(4))) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=password))
    assert refused(out.getvalue()).code == "impose-protected"


def test_a_pdf_without_pages() -> None:
    out = io.BytesIO()
    pikepdf.new().save(out)
    assert refused(out.getvalue()).code == "impose-no-pages"


def test_pages_of_other_sizes_are_named() -> None:
    def widen(pdf: pikepdf.Pdf) -> None:
        for number in (2, 5):
            del pdf.pages[number].TrimBox

    finding = refused(changed(pattern(8), widen))
    assert finding.code == "impose-page-sizes"
    assert dict(finding.values) == {"first": "60×84", "page": "3", "size": "66×90", "count": "2"}


@pytest.mark.parametrize(
    "box",
    [[0, 0, 0, 0], [1, 2, 3], ["a", 0, 1, 1], [0, 0, 10, 10], [5000, 5000, 6000, 6000]],
    ids=str,
)
def test_a_box_that_makes_no_sense(box: list[object]) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.pages[2].TrimBox = Array([Name("/" + v) if isinstance(v, str) else v for v in box])  # type: ignore[misc]

    finding = refused(changed(pattern(4), spoil))
    assert (finding.code, dict(finding.values)) == ("impose-page-damaged", {"page": "3"})


@pytest.mark.parametrize(
    ("key", "value"), [("/Rotate", 45), ("/UserUnit", 0), ("/UserUnit", -1), ("/Rotate", Name.Up)]
)
def test_a_turn_or_unit_that_makes_no_sense(key: str, value: object) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj[key] = value

    assert refused(changed(pattern(4), spoil)).code == "impose-page-damaged"


@pytest.mark.parametrize("seed", range(80))
def test_a_damaged_file_is_imposed_or_named(seed: int) -> None:
    """Bytes changed, lost and put in anywhere: there are sheets or a finding, never an exception."""
    chance, data = random.Random(seed), bytearray(pattern(5))
    for _ in range(chance.choice((1, 3, 10, 40))):
        at, what = chance.randrange(len(data)), chance.random()
        if what < 0.4:
            data[at] = chance.randrange(256)
        elif what < 0.7:
            del data[at : at + chance.randrange(1, 30)]
        else:
            data[at:at] = chance.randbytes(chance.randrange(1, 8))
    done, found = impose(bytes(data), "样.pdf", Job(Scheme.SADDLE), None)
    assert (done is None) == any(finding.level is Level.ERROR for finding in found)


def test_an_empty_page_is_a_page() -> None:
    def empty(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[1].obj["/Contents"]
        del pdf.pages[1].obj["/Resources"]

    assert made(changed(pattern(4), empty), Job(Scheme.SADDLE))[1] == ()


def test_comments_are_left_out_and_named() -> None:
    def note(pdf: pikepdf.Pdf) -> None:
        look = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
        stamp = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=[0, 0, 9, 9], AP=Dictionary(N=look))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])
        pdf.pages[1].Annots = Array([stamp, link])
        pdf.pages[2].Annots = Array([link])

    done, found = made(changed(pattern(4), note), Job(Scheme.SADDLE))
    assert [(f.code, dict(f.values)) for f in found] == [
        ("impose-notes-left-out", {"page": "2", "count": "1"})
    ]
    with pikepdf.open(io.BytesIO(done.pdf)) as pdf:
        assert not any("/Annots" in page for page in pdf.pages)


def test_blank_pages_are_told() -> None:
    assert [dict(f.values) for f in made(pattern(9), Job(Scheme.PERFECT))[1]] == [
        {"pages": "9", "blanks": "3"}
    ]
    assert made(pattern(9), Job(Scheme.SPREADS))[1] == ()


def test_a_creep_beyond_reason() -> None:
    finding = refused(pattern(96), Job(Scheme.SADDLE, caliper_mm=1.0))
    assert finding.code == "impose-creep-large"


def test_inherited_boxes_and_turns() -> None:
    """What the page tree says holds for its pages."""

    def lift(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.Rotate = 90
        pdf.Root.Pages.MediaBox = pdf.pages[0].MediaBox
        for page in pdf.pages:
            del page.obj["/MediaBox"]

    done, _ = made(changed(pattern(4), lift), Job(Scheme.SPREADS))
    assert done.papers == ("168×60",)
