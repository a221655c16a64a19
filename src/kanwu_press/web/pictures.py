"""The pictures of an issue's pages: each in the size for large screens and, where it pays, one for phones.

In: pictures as screens show them (screenpictures.py). Out: their files by name, and what an `img` says.
"""

from __future__ import annotations

from dataclasses import dataclass

from kanwu_press.model import Picture
from kanwu_press.screenpictures import Prepared, Shelf, narrower, size_px

NARROW_PX = 800  # a phone's width at two dots to the pixel
FOLDER = "pictures"
# How wide a picture is shown: the measure of the text, or nearly the screen of a phone.
SIZES = "(min-width: 48em) 42em, 92vw"


@dataclass(frozen=True, slots=True)
class Shown:
    """What an `img` says: where its file lies, its size in pixels, the narrower files and their widths."""

    src: str
    width: int
    height: int
    srcset: str = ""


class Gallery:
    """Gives every picture that the pages ask for its files, once."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.shown: dict[str, Shown] = {}  # by src
        self.files: dict[str, bytes] = {}
        self._by_picture: dict[str, str] = {}

    def address(self, picture: Picture) -> str:
        """Where a picture lies, from the issue's folder; "" where it could not be used (Shelf.findings)."""
        if picture.sha256 not in self._by_picture:
            prepared = self._shelf.prepared(picture)
            size = (picture.width_px, picture.height_px)
            src = "" if prepared is None else self.add(picture.sha256[:16], prepared, size)
            self._by_picture[picture.sha256] = src
        return self._by_picture[picture.sha256]

    def add(self, stem: str, prepared: Prepared, size: tuple[int, int], folder: str = FOLDER) -> str:
        """Lay a picture down under `stem`; `size` is what it is where it has no pixels of its own."""
        prefix = f"{folder}/" if folder else ""
        src = f"{prefix}{stem}.{prepared.extension}"
        width, height = size_px(prepared) or size
        self.files[src] = prepared.data
        small = narrower(prepared, NARROW_PX)
        srcset = ""
        if small is not None:
            file = f"{prefix}{stem}-{NARROW_PX}.{small.extension}"
            self.files[file] = small.data
            srcset = f"{file} {NARROW_PX}w, {src} {width}w"
        self.shown[src] = Shown(src, width, height, srcset)
        return src
