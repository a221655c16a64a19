"""In the house's faces a glyph's CID is its index: what the engine writes is what a press's RIP looks up."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from kanwu_press.fonts.sfnt import _top_dict
from whole import Whole, sample


@pytest.fixture(scope="module")
def issue(shared_folder: Path) -> Whole:
    return sample(shared_folder)


def test_every_cid_is_the_glyph_s_index(issue: Whole) -> None:
    sets = list(issue.workspace.built_fonts.glob("*/versions.json"))
    newest = max(sets, key=lambda f: f.stat().st_mtime).parent
    files = sorted(newest.glob("*.otf"))
    assert files
    for file in files:
        top = TTFont(file)["CFF "].cff.topDictIndex[0]
        assert hasattr(top, "ROS")
        assert top.charset == [".notdef", *(f"cid{n:05d}" for n in range(1, len(top.charset)))], file.name


def test_operands_of_all_lengths_are_read() -> None:
    first = (139, 17, 28, 255, 0, 15, 29, 0, 1, 0, 0, 12, 30)
    data = bytes((*first, 247, 0, 18, 251, 0, 19, 30, 0x1A, 0x5F, 20))
    assert list(_top_dict(data)) == [
        ((17,), 0), ((15,), -256), ((12, 30), 65536), ((18,), 108), ((19,), -108), ((20,), 0)
    ]  # fmt: skip


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")
def test_a_strict_program_draws_what_a_lenient_one_draws(issue: Whole, tmp_path: Path) -> None:
    """Ghostscript looks CIDs up in the font, PDFium takes them for indexes; both must draw the same words."""
    (tmp_path / "a.pdf").write_bytes(issue.pdf)
    page = "5"
    soft = ("-dGraphicsAlphaBits=4", "-dTextAlphaBits=4", f"-dFirstPage={page}", f"-dLastPage={page}")
    command = ("gs", "-q", "-o", "a.png", "-sDEVICE=pnggray", "-r36", *soft, "a.pdf")
    subprocess.run(command, cwd=tmp_path, check=True)
    strict = _blurred(Image.open(tmp_path / "a.png"))
    lenient = _blurred(pypdfium2.PdfDocument(issue.pdf)[int(page) - 1].render(scale=0.5).to_pil())
    height, width = (min(a, b) for a, b in zip(strict.shape, lenient.shape, strict=True))
    alike = numpy.corrcoef(strict[:height, :width].ravel(), lenient[:height, :width].ravel())[0, 1]
    assert alike > 0.75  # 0.86; crossed boxes in the place of characters gave 0.58


def _blurred(picture: Image.Image) -> numpy.ndarray:  # type: ignore[type-arg]
    return numpy.asarray(picture.convert("L").reduce(2), float)
