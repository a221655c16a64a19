"""What we plate passes every rule of ours; what was spoilt on the way does not."""

from __future__ import annotations

import io
import json

import pikepdf
import pytest
from made_x4 import broken, good

from build_issue import build_issue
from kanwu_press.findings import Level
from kanwu_press.model import PageEntry, PageKind, PageMap
from kanwu_press.preflight.pdf import X4, preflight
from kanwu_press.preflight.plated import Plated, check_plated
from kanwu_press.preflight.wanted import Wanted
from whole import Whole


def _file(whole: Whole, part: str) -> bytes:
    return next((whole.folder / "print").glob(f"*-{part}.pdf")).read_bytes()


@pytest.mark.parametrize("part", ["interior", "cover"])
def test_what_we_plate_passes_every_rule(whole: Whole, part: str) -> None:
    found = preflight(_file(whole, part), X4, Wanted())
    assert [f.code for f in found if f.level is not Level.INFO] == []


def test_the_build_has_looked(whole: Whole) -> None:
    findings = json.loads((whole.folder / "findings.json").read_text("utf-8"))
    text = json.dumps(findings)
    assert "x4-" not in text.replace("x4-blank", "")


def test_another_trim_size_is_an_error(whole: Whole) -> None:
    pages = PageMap((), (), ())
    inside = Plated("print/a.pdf", _file(whole, "interior"), 300)
    outside = Plated("print/b.pdf", _file(whole, "cover"), 300)
    codes = {f.code for f in check_plated(whole.issue, pages, inside, outside, spine_mm=20)}
    assert {"x4-trim-size", "x4-page-count"} & codes, codes


def test_a_file_spoilt_on_the_way_is_rejected(whole: Whole) -> None:
    with pikepdf.open(io.BytesIO(_file(whole, "cover"))) as pdf:
        del pdf.Root.OutputIntents
        out = io.BytesIO()
        pdf.save(out)
    assert "x4-intent" in {f.code for f in preflight(out.getvalue(), X4, Wanted())}


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (PageKind.FRONT, False),
        (PageKind.BLANK, False),
        (PageKind.ADDED, False),
        (PageKind.BODY, True),
        (PageKind.BACK, True),
    ],
)
def test_an_empty_page_is_told_where_it_is_not_meant(kind: PageKind, told: bool) -> None:
    def empty(pdf: pikepdf.Pdf) -> None:
        pdf.pages[1].obj.Contents = pdf.make_stream(b"")

    pages = PageMap((PageEntry(1, "i", PageKind.FRONT), PageEntry(2, "ii", kind)), (), ())
    inside, outside = Plated("print/a.pdf", broken(empty), 300), Plated("print/b.pdf", good(), 300)
    found = check_plated(build_issue(), pages, inside, outside, spine_mm=5)
    assert ("x4-blank" in {f.code for f in found}) is told
