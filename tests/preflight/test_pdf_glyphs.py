"""A file that lenient programs show, but a press's RIP can't draw, is told from a good one."""

from __future__ import annotations

import io
from collections.abc import Callable
from struct import pack

import pikepdf
import pytest

from build_issue import build_issue, write_pictures
from kanwu_press.fonts.sfnt import _CHARSET, _index, _tables, _top_dict
from kanwu_press.preflight.pdf import SCREEN, X4, Wanted, preflight
from setting import Press, house_faces

Change = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    root = tmp_path_factory.mktemp("glyphs")
    write_pictures(root)
    return Press(house_faces(), root).set(build_issue())[0].pdf


def _with_fonts(pdf: bytes, change: Change, key: str = "/FontFile3") -> bytes:
    """The file with each font file of that kind changed."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for item in opened.objects:
            if isinstance(item, pikepdf.Dictionary) and key in item:
                item[key].write(change(item[key].read_bytes()))
        out = io.BytesIO()
        opened.save(out)
    return out.getvalue()


def _other_charset(font: bytes) -> bytes:
    """CIDs that are not the glyphs' indexes, as most faces for CJK have them."""
    cff = _tables(font)[b"CFF "]
    _, after_names = _index(cff, cff[2])
    (start, end), *_ = _index(cff, after_names)[0]
    at = font.index(cff) + dict(_top_dict(cff[start:end]))[(_CHARSET,)]
    return font[: at + 1] + pack(">H", 20_001) + font[at + 3 :]


def _codes(pdf: bytes) -> dict[str, dict[str, str]]:
    return {f.code: dict(f.values) for f in preflight(pdf, X4, Wanted())}


def test_a_good_file_is_good(printed: bytes) -> None:
    assert "pdf-no-outline" not in _codes(printed)


def test_codes_that_are_no_cids_are_named(printed: bytes) -> None:
    said = _codes(_with_fonts(printed, _other_charset))["pdf-no-outline"]
    assert int(said["count"]) > 10 and "Kanwu" in said["font"] and said["text"]
    wrong = {f.code for f in preflight(_with_fonts(printed, _other_charset), SCREEN, Wanted())}
    assert "pdf-no-outline" in wrong


TORN: list[Change] = [lambda font: b"", lambda font: font[:2000], lambda font: b"OTTO" + font[40:]]


@pytest.mark.parametrize("change", TORN)
def test_a_torn_font_raises_nothing(printed: bytes, change: Change) -> None:
    for key in ("/FontFile3", "/FontFile2"):
        preflight(_with_fonts(printed, change, key), X4, Wanted())
