"""The real issue with pictures added, through the whole command to plates: what a printer looks at first."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path

import numpy
import pikepdf
import pytest
from filelock import FileLock
from PIL import Image

from kanwu_press.build import build
from kanwu_press.findings import Level
from kanwu_press.preflight.pdf import X4, Wanted, preflight
from kanwu_press.press.marks import AROUND
from kanwu_press.workspace import Workspace
from whole import REAL_ISSUE, real

FULL_MM, COLUMN_MM = 155.6, 74.1
# Effective resolution, width and kind of the pictures that are added, one to an article.
PICTURES = (
    (300, FULL_MM, "colour"), (150, FULL_MM, "colour"), (72, COLUMN_MM, "colour"), (300, COLUMN_MM, "grey"),
)  # fmt: skip


@dataclass(frozen=True)
class Pressed:
    folder: Path
    codes: tuple[str, ...]

    def file(self, part: str) -> Path:
        return next((self.folder / "print").glob(f"*-{part}"))


def _picture(ppi: int, width_mm: float, kind: str) -> Image.Image:
    width = round(width_mm / 25.4 * ppi)
    height = round(width * 0.6)
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    bands = across.point(lambda v: (v * 7) % 256)
    picture = Image.merge("RGB", (across, down, bands))
    return picture.convert("L") if kind == "grey" else picture


def _add_pictures(root: Path) -> None:
    folder = root / "manuscripts" / REAL_ISSUE
    (folder / "图片").mkdir()
    plain = [p for p in sorted(folder.glob("*.md")) if "表" not in p.read_text("utf-8")]
    articles = plain[4 : 4 + len(PICTURES)]
    for n, ((ppi, width, kind), article) in enumerate(zip(PICTURES, articles, strict=True)):
        _picture(ppi, width, kind).save(folder / "图片" / f"{n}.jpg", quality=92)
        place = "通栏" if width == FULL_MM else "栏宽"
        lines = f"\n::: 图 图片/{n}.jpg\n说明: 试图\n替代文字: 渐变\n位置: {place}\n:::\n"
        article.write_text(article.read_text("utf-8").rstrip("\n") + "\n" + lines, "utf-8")


@pytest.fixture(scope="session")
def pressed(shared_folder: Path) -> Pressed:
    """Built once in a test run."""
    source = real(shared_folder).workspace.root
    root = shared_folder / "pictured"
    done = root / "findings"
    with FileLock(shared_folder / "pictured.lock"):
        if not done.is_file():
            shutil.copytree(source, root, ignore=shutil.ignore_patterns("build"))
            _add_pictures(root)
            built = build(Workspace(root), REAL_ISSUE, root / "build", NullTranslations(), lambda step: None)
            assert built.folder is not None, [f for f in built.findings if f.level is Level.ERROR]
            done.write_text(json.dumps([f.code for f in built.findings]))
    return Pressed(root / "build" / REAL_ISSUE, tuple(json.loads(done.read_text())))


def test_both_files_pass_every_rule_of_ours(pressed: Pressed) -> None:
    for part in ("interior.pdf", "cover.pdf"):
        found = preflight(pressed.file(part).read_bytes(), X4, Wanted())
        grave = [f for f in found if f.level is Level.ERROR]
        told = {f.code for f in found if f.level is Level.WARNING}
        assert grave == [] and told <= {"x4-ppi", "x4-ppi-low"}, (grave, told)


def test_the_coarse_pictures_are_named_once_with_their_manuscript(pressed: Pressed) -> None:
    assert pressed.codes.count("picture-coarse-wide") + pressed.codes.count("picture-coarse") == 1  # 72 ppi
    assert pressed.codes.count("picture-soft") == 1  # 150 ppi
    assert not [code for code in pressed.codes if code.startswith("x4-")]


def test_pictures_are_inks(pressed: Pressed) -> None:
    with pikepdf.open(pressed.file("interior.pdf")) as pdf:
        images = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        spaces = sorted(str(o.ColorSpace) for o in images)
    assert spaces == ["/DeviceCMYK"] * 3 + ["/DeviceGray"]


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")
def test_plates_of_text_pages_are_black_alone(pressed: Pressed, tmp_path: Path) -> None:
    """Pages on which running text fills both columns, separated by Ghostscript."""
    pages = json.loads((pressed.folder / "pages.json").read_text("utf-8"))["pages"]
    body = [p["number"] for p in pages if p["kind"] == "body"][2:60:9]
    edge = round((AROUND / 72 + 0.1) * 30)
    clean = 0
    for number in body:
        command = ("gs", "-q", "-o", "p.tif", "-sDEVICE=tiffsep", "-r30")
        only = (f"-dFirstPage={number}", f"-dLastPage={number}", str(pressed.file("interior.pdf")))
        subprocess.run((*command, *only), cwd=tmp_path, check=True)
        ink = {}
        for plate in ("Cyan", "Magenta", "Yellow", "Black"):
            samples = 255 - numpy.asarray(Image.open(tmp_path / f"p({plate}).tif").convert("L"), float)
            ink[plate] = samples[edge:-edge, edge:-edge]
        assert ink["Black"].mean() > 1
        colour = numpy.maximum(numpy.maximum(ink["Cyan"], ink["Magenta"]), ink["Yellow"])
        # Heads are in the institution's colour; a row that is black only has text of the body.
        rows = (ink["Black"].max(axis=1) > 60) & (colour.max(axis=1) < 3)
        clean += rows.sum() / (ink["Black"].max(axis=1) > 60).sum()
    assert clean / len(body) > 0.9


@pytest.mark.skipif(shutil.which("qpdf") is None or shutil.which("mutool") is None, reason="checkers missing")
@pytest.mark.parametrize("part", ["interior.pdf", "cover.pdf", "ticket.pdf"])
def test_qpdf_and_mutool_have_nothing_to_say(pressed: Pressed, part: str) -> None:
    checked = subprocess.run(["qpdf", "--check", pressed.file(part)], capture_output=True, text=True)
    assert checked.returncode == 0 and "WARNING" not in checked.stderr + checked.stdout
    command = ["mutool", "draw", "-q", "-F", "txt", "-o", "/dev/null", str(pressed.file(part))]
    drawn = subprocess.run(command, capture_output=True, text=True)
    said = [line for line in drawn.stderr.splitlines() if "ICC support is not available" not in line]
    assert drawn.returncode == 0 and not said, said[:5]


def test_the_ticket_s_figures(pressed: Pressed) -> None:
    text = pressed.file("ticket.json").read_text("utf-8")
    pages = len(json.loads((pressed.folder / "pages.json").read_text("utf-8"))["pages"])
    assert f"{pages} ÷ 16 = {pages / 16:g}" in text
