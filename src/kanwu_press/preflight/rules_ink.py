"""The sum of inks: of whole pages through Ghostscript's separations, or of each picture by its pixels."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.preflight.pdfmarks import Page, Picture
from kanwu_press.preflight.pdfpixels import inks_of
from kanwu_press.preflight.pdfview import View
from kanwu_press.preflight.wanted import Wanted

PPI = 36  # a square of 3×3 pixels is 2 mm wide: what is smaller dries anyway
TIMEOUT_SECONDS = 300.0
PICTURE_INK = Rule(
    "x4-picture-ink",
    Level.WARNING,
    N_(
        "Page {page}: the picture {x} mm from the left, {y} mm from the top lays down up to {found} "
        "% of ink, more than the {limit} % that dry."
    ),
    N_("Convert it with the printer's profile, which keeps the limit; don't assign the profile only."),
)
PAGE_INK = Rule(
    "x4-page-ink",
    Level.WARNING,
    N_(
        "Page {page}: {found} % of ink lie one on the other {x} mm from the left, {y} mm from the "
        "top; more than {limit} % don't dry."
    ),
    N_("Lighten what lies there; convert pictures with the printer's profile."),
)
PAGE_PLATE = Rule(
    "x4-page-plate",
    Level.ERROR,
    N_("Page {page} prints on a plate that there is not ({found})."),
    N_("Set everything in the inks that were agreed: {wanted}."),
)
NOT_CHECKED = Rule(
    "ink-not-checked",
    Level.INFO,
    N_(
        "The inks that lie one on the other were not summed up over whole pages: Ghostscript is "
        "missing ({reason})."
    ),
    N_("Install Ghostscript (on Debian: apt install ghostscript), or ask the printer to look at it."),
)
_TOLERANCE = 3.0  # per cent, for the rounding of 8 bits and of JPEG
_PLATES = {"Cyan": "C", "Magenta": "M", "Yellow": "Y", "Black": "K"}
_TRACE = 0.02  # less is no ink but rounding


def check_pictures(view: View, wanted: Wanted) -> Iterator[Finding]:
    """Each picture's own pixels, where they are simply packed; each picture once."""
    done: set[tuple[int, int]] = set()
    for page, mark in view.seen():
        if not isinstance(mark, Picture) or mark.key in done:
            continue
        done.add(mark.key)
        ink = inks_of(mark)
        if ink is not None and ink.size:
            most = 100 * float(ink.sum(axis=2).max())
            if most > wanted.limit + _TOLERANCE:
                said = {"found": f"{most:.0f}", "limit": f"{wanted.limit:g}"}
                yield PICTURE_INK.at(view.place, **page.at(mark.box), **said)


def check_separations(view: View, wanted: Wanted) -> Iterator[Finding]:
    """Whole pages, as Ghostscript separates them, with overprint and transparency."""
    program = shutil.which("gs")
    if program is None:
        yield NOT_CHECKED.at(view.place, reason="gs")
        return
    with tempfile.TemporaryDirectory(prefix="kanwu-ink-") as folder:
        reason = _separate(program, view.data, Path(folder))
        made = len(list(Path(folder).glob("p[0-9][0-9][0-9][0-9].tif")))
        if reason or made != len(view.pages):  # gs ends well on a file that is cut off: count the pages
            yield NOT_CHECKED.at(view.place, reason=reason or f"gs: {made}/{len(view.pages)}")
            return
        for page in view.pages:
            yield from _page(view, page, _plates(Path(folder), page.number), wanted)


def _separate(program: str, data: bytes, folder: Path) -> str:
    """Write a picture of each plate of each page; why that failed, or ""."""
    (folder / "in.pdf").write_bytes(data)
    command = [
        program, "-dSAFER", "-dBATCH", "-dNOPAUSE", "-q", "-sDEVICE=tiffsep", f"-r{PPI}", "-dUseBleedBox",
        "-dMaxSeparations=16", "-sOutputFile=p%04d.tif", "in.pdf",
    ]  # fmt: skip
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=TIMEOUT_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"gs > {TIMEOUT_SECONDS:.0f} s"
    except OSError as error:
        return error.strerror or "gs"
    return f"gs {done.returncode}" if done.returncode else ""


def _plates(folder: Path, page: int) -> dict[str, NDArray[np.float32]]:
    """The plates of a page by name, 0 to 1."""
    plates: dict[str, NDArray[np.float32]] = {}
    for file in sorted(folder.glob(f"p{page:04d}(*).tif")):
        name = file.name.partition("(")[2].removesuffix(").tif")
        with Image.open(file) as image:
            plates[_PLATES.get(name, name)] = 1 - np.asarray(image.convert("L"), np.float32) / np.float32(255)
    return plates


def _page(
    view: View, page: Page, plates: dict[str, NDArray[np.float32]], wanted: Wanted
) -> Iterator[Finding]:
    if wanted.inks is not None:
        others = [n for n, plate in plates.items() if n not in wanted.inks and plate.max() > _TRACE]
        if others:
            said = {"found": ", ".join(others), "wanted": "、".join(sorted(wanted.inks))}
            yield PAGE_PLATE.at(view.place, page=page.number, **said)
    if not plates:
        return
    total = _smoothed(np.sum(list(plates.values()), axis=0) * 100)
    most = float(total.max())
    if most > wanted.limit + _TOLERANCE:
        row, column = (int(n) for n in np.unravel_index(int(total.argmax()), total.shape))
        left, down = _bleed_left_top(page)
        at = {"x": str(round(column * 25.4 / PPI - left)), "y": str(round(row * 25.4 / PPI - down))}
        yield PAGE_INK.at(view.place, page=page.number, found=f"{most:.0f}", limit=f"{wanted.limit:g}", **at)


def _smoothed(total: NDArray[np.float32]) -> NDArray[np.float32]:
    """Means over squares of 3×3."""
    if min(total.shape) < 3:
        return total
    windows = np.lib.stride_tricks.sliding_window_view(total, (3, 3))
    means: NDArray[np.float32] = windows.mean(axis=(2, 3))
    return means


def _bleed_left_top(page: Page) -> tuple[float, float]:
    """How far the bleed reaches out at the left and the upper edge as the page is looked at, mm."""
    left, down = page.place(page.bled)
    return -left, -down
