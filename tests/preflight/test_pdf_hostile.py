"""Files that are torn, locked, endless or nonsense: a finding, in time, never an exception."""

from __future__ import annotations

import io
import random
import re
import zlib
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pikepdf
import pytest
from made_x4 import broken, draw, good, make, saved
from pikepdf import Array, Dictionary, Name

from kanwu_press.findings import Finding, Level
from kanwu_press.model import NOWHERE
from kanwu_press.preflight import pdfbudget, pdfview
from kanwu_press.preflight.pdf import SCREEN, X4, examine, preflight
from kanwu_press.preflight.pdfobjects import unpacked
from kanwu_press.words import words


def codes(data: bytes) -> list[str]:
    return [f.code for f in preflight(data, X4)]


def raw(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A file of these objects, numbered from 1, with a table of where they stand."""
    out = bytearray(b"%PDF-1.6\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d %s >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start)
    return bytes(out)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "pdf-empty"),
        (b"%PDF-1.6", "pdf-unreadable"),
        (b"no pdf", "pdf-unreadable"),
        (b"\x00" * 5000, "pdf-unreadable"),
        (random.Random(3).randbytes(3000), "pdf-unreadable"),
        (b"PK\x03\x04" + b"x" * 99, "pdf-other-kind"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x01" * 99, "pdf-other-kind"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><html><body>404</body></html>", "pdf-other-kind"),
    ],
)
def test_what_is_no_pdf(data: bytes, code: str) -> None:
    for profile in (X4, SCREEN):
        (finding,) = preflight(data, profile)
        assert finding.code == code
        _kindly(finding)


def _kindly(*findings: Finding) -> None:
    """No word of a library's own in what the editor reads."""
    for finding in findings:
        for language in ("zh", "en"):
            said = finding.message(words(language)) + finding.remedy(words(language))
            assert not re.search(r"0x|BytesIO|stream <|trailer|qpdf|xref|{", said), said


@pytest.mark.parametrize("cut", [9, 60, 200, 1000, -1500, -300, -20])
def test_a_cut_file_is_told_of_kindly(cut: int) -> None:
    found = preflight(good()[:cut], X4)
    assert {"pdf-damaged", "pdf-unreadable"} & {f.code for f in found}
    _kindly(*found)


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.999])
def test_a_file_that_was_cut_off(share: float) -> None:
    data = good()
    assert {"pdf-damaged", "pdf-unreadable"} & set(codes(data[: int(len(data) * share)]))


def test_a_hole_in_a_stream() -> None:
    """Two hundred zeroed bytes, which qpdf's own check lets pass."""

    def how(pdf: pikepdf.Pdf) -> None:
        operators = b"".join(b"q 0 0 0 0.%d k 60 90 %d 9 re f Q\n" % (n * n, n) for n in range(1, 2000))
        draw(operators)(pdf)

    pdf = make()
    how(pdf)
    data = saved(pdf, compress_streams=False)
    packed = zlib.compress(pdf.pages[0].obj.Contents.read_bytes())
    stream = pikepdf.Stream(pdf, packed[:3000] + bytes(200) + packed[3200:])
    stream.Filter = Name.FlateDecode
    pdf.pages[0].obj.Contents = pdf.make_indirect(stream)
    assert "pdf-damaged" not in codes(data)
    assert "pdf-damaged" in codes(saved(pdf, compress_streams=False))


@pytest.mark.parametrize("user", ["", "geheim"])
def test_a_locked_file(user: str) -> None:
    out = io.BytesIO()
    make().save(out, encryption=pikepdf.Encryption(owner="owner", user=user, R=4))
    data = out.getvalue()
    assert codes(data) == ["pdf-locked"]


def test_no_pages() -> None:
    data = raw(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>")
    assert "pdf-no-pages" in codes(data)


def test_a_form_that_holds_itself() -> None:
    def how(pdf: pikepdf.Pdf) -> None:
        form = pikepdf.Stream(pdf, b"/Self Do /Self Do 1 0 0 rg 60 90 9 9 re f")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 500, 500])
        form = pdf.make_indirect(form)
        form.Resources = Dictionary(XObject=Dictionary(Self=form))
        pdf.pages[0].obj.Resources.XObject["/Self"] = form
        draw(b"/Self Do")(pdf)

    assert codes(broken(how)) == ["x4-rgb"]


def test_a_pattern_that_fills_itself() -> None:
    def how(pdf: pikepdf.Pdf) -> None:
        cell = pikepdf.Stream(pdf, b"/Pattern cs /P1 scn 0 0 9 9 re f")
        cell.Type, cell.PatternType, cell.PaintType, cell.TilingType = Name.Pattern, 1, 1, 1
        cell.BBox, cell.XStep, cell.YStep = Array([0, 0, 9, 9]), 9, 9
        cell = pdf.make_indirect(cell)
        cell.Resources = Dictionary(Pattern=Dictionary(P1=cell))
        pdf.pages[0].obj.Resources.Pattern["/P1"] = cell
        draw(b"/Pattern cs /P1 scn 60 90 9 9 re f")(pdf)

    assert codes(broken(how)) == []


def test_a_soft_mask_that_masks_itself() -> None:
    def how(pdf: pikepdf.Pdf) -> None:
        form = pikepdf.Stream(pdf, b"/M gs 0 0 9 9 re f")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 500, 500])
        form = pdf.make_indirect(form)
        state = Dictionary(SMask=Dictionary(S=Name.Alpha, G=form))
        form.Resources = Dictionary(ExtGState=Dictionary(M=state))
        pdf.pages[0].obj.Resources.ExtGState["/M"] = state
        draw(b"/M gs 0 0 0 1 k 60 90 9 9 re f")(pdf)

    assert codes(broken(how)) == ["x4-transparency"]


def test_a_bomb_of_forms_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty forms, each drawing the next one ten times: 10^20 areas."""
    monkeypatch.setattr(pdfview, "Budget", lambda: pdfbudget.Budget(operators=200_000))

    def how(pdf: pikepdf.Pdf) -> None:
        inner = None
        for _ in range(20):
            form = pikepdf.Stream(pdf, b"0 0 9 9 re f" if inner is None else b"/In Do " * 10)
            form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 500, 500])
            form.Resources = Dictionary() if inner is None else Dictionary(XObject=Dictionary(In=inner))
            inner = pdf.make_indirect(form)
        pdf.pages[1].obj.Resources = Dictionary(XObject=Dictionary(In=inner))
        pdf.pages[1].obj.Contents = pdf.make_indirect(pikepdf.Stream(pdf, b"/In Do"))

    start = process_time()
    assert "pdf-too-complex" in codes(broken(how))
    assert process_time() - start < 5


def test_a_stream_of_more_operators_than_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfview, "Budget", lambda: pdfbudget.Budget(operators=5_000))
    assert "pdf-too-complex" not in codes(good())
    assert "pdf-too-complex" in codes(broken(draw(b"0 0 m " * 10_000)))


def test_the_budget_is_enough_for_a_map_and_bounded_in_time() -> None:
    assert 1_000_000 <= pdfbudget.MOST_OPERATORS <= 5_000_000
    start = process_time()
    assert codes(broken(draw(b"0 0 m 60 90 l\n" * 75_000 + b"n"))) == []
    assert process_time() - start < 3  # so the whole budget takes a minute at most


def test_a_stream_that_unpacks_without_end() -> None:
    pdf = make()
    bomb = zlib.compress(zlib.compress(bytes(80_000_000), 9), 9)
    stream = pikepdf.Stream(pdf, bomb)
    stream.Filter = Array([Name.FlateDecode, Name.FlateDecode])
    data, good_ = unpacked(stream, 10_000_000)
    assert len(data) <= 12_000_000
    assert not good_


def deep(levels: int) -> bytes:
    """A page at the bottom of a tree of so many levels."""
    nodes = [
        b"<< /Type /Pages /Kids [%d 0 R] /Count 1 %s >>" % (n + 3, b"/Parent %d 0 R" % (n + 1) if n else b"")
        for n in range(levels)
    ]
    page = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 99 99] >>" % (levels + 1)
    return raw(b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, page)


def test_a_deep_page_tree() -> None:
    assert "pdf-damaged" in codes(deep(20_000))
    assert "pdf-damaged" not in codes(deep(10))


def test_a_page_tree_in_a_circle() -> None:
    data = raw(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>")
    assert "pdf-damaged" in codes(data)


def test_more_pages_than_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfview, "MOST_PAGES", 1)
    assert "pdf-too-many-pages" in codes(good())


def test_a_file_larger_than_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfview, "MOST_BYTES", 1000)
    assert codes(good()) == ["pdf-too-large"]


def test_two_readers_that_count_other_pages() -> None:
    """A tree that says less pages than it has: one reader believes the count, another the pages."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>"
    data = raw(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 1 >>", page, page
    )
    assert "pdf-second-opinion" in codes(data)


NONSENSE = (
    b"/Pages 2 0 R /Names [] /OutputIntents /x /AcroForm [] /OCProperties 3 /AA [] /OpenAction (x) /Metadata 7",  # noqa: E501
    b"/Pages 2 0 R /Names << /EmbeddedFiles /x /Dests [1] >> /OutputIntents [null 3 << /S /GTS_PDFX >>]",
)
PAGES = (
    b"/MediaBox /x /TrimBox [1] /Contents [null 3 (x)] /Resources [] /Annots 3",
    b"/MediaBox [0 0 0 0] /TrimBox [a b c d] /Rotate (x) /UserUnit -3 /Contents 5 /Resources 2 0 R /Group []",
    b"/MediaBox [0 0 9"
    + b"9" * 400
    + b" 99] /TrimBox [9 9 1 1] /BleedBox [0 0 1e9 1] /Annots [null 3 << /Rect 3 >>]",
)


@pytest.mark.parametrize("root", NONSENSE)
@pytest.mark.parametrize("page", PAGES)
def test_nonsense_where_something_else_belongs(root: bytes, page: bytes) -> None:
    data = raw(
        b"<< /Type /Catalog %s >>" % root,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R %s >>" % page,
    )
    assert "x4-claim" in codes(data)
    assert preflight(data, SCREEN)


OPERATORS = (
    b"( ( (", b"<< << [ [ [", b"BI BI ID EI", b"BI /W 99999 /H 99999 ID x", b"1 2 3 cm / gs /x Do Do sh /x sh",  # noqa: E501
    b"Q Q Q BT BT Tj TJ ' \" Td Tm Tf /F1 Tf 1 Tf", b"9 9 9 9 9 9 99999999999999999999999 w S f n re re W n",
    b"[(a) [1 2] << /a 1 >>] TJ", b"/Pattern cs scn 1 scn /x scn", b"-1e5 .. -- +-3 5 5 0 re f", b"<zz> Tj ) > >> ] }",  # noqa: E501
    b"0 0 0 0 0 0 cm 0 0 m 1 1 l S BT /F1 0 Tf (ab) Tj ET", b"q " * 30_000, b"99 Tr BT /F1 9 Tf <0001> Tj ET",
    b"999999999 0 0 999999999 0 0 cm " * 50 + b"0 0 m 5 5 l S",
)  # fmt: skip


@pytest.mark.parametrize("operators", OPERATORS, ids=range(len(OPERATORS)))
def test_nonsense_for_operators(operators: bytes) -> None:
    findings = preflight(broken(draw(b"\n" + operators)), X4)
    assert all(f.place == NOWHERE for f in findings)


@pytest.mark.parametrize("seed", range(4))
def test_bytes_changed_at_random(seed: int) -> None:
    pdf = make()
    del pdf.Root.OutputIntents  # its profile would take most of the hits
    del pdf.pages[0].obj.Resources.XObject.Im1
    data = saved(pdf, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    chance = random.Random(seed)
    for _ in range(40):
        torn = bytearray(data)
        for _ in range(chance.randint(1, 30)):
            torn[chance.randrange(len(torn))] = chance.choice(b"0123456789 /<>[]()RTfqQ\n\x00\xff")
        for profile in (X4, SCREEN):
            assert preflight(bytes(torn), profile)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert [f.code for f in examine(tmp_path / "none.pdf", "x4", False).findings] == ["preflight-unreadable"]
    assert [f.code for f in examine(tmp_path, "x4", False).findings] == ["preflight-unreadable"]


def test_what_was_checked_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(good())
    result = examine(file, "x4", False)
    assert result.good and result.pages == 2
    assert result.checked and result.unchecked
    file.write_bytes(b"nothing")
    result = examine(file, "x4", False)
    assert not result.good
    assert result.checked == ()  # nothing was
    assert all(f.level is Level.ERROR for f in result.findings)


def by_object_streams() -> bytes:
    out = io.BytesIO()
    make().save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, force_version="1.6")
    return out.getvalue()


@pytest.mark.parametrize("write", [by_object_streams, lambda: saved(make(), linearize=True)])
def test_other_ways_to_write_a_file_are_as_good(write: Callable[[], bytes]) -> None:
    assert codes(write()) == []
