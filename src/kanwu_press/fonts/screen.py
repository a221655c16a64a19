"""The house's built faces → small WOFF2 files for reader editions. The door to WOFF2 (W3C REC 2018).

A subset keeps the names of the built face, and with them copyright and licence, as the OFL asks. Compressing
is slow, so each file is kept beside the built faces, under a name made of all that decides its bytes.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import fontTools
from fontTools.ttLib import TTFont

from kanwu_press.faces import Face, Faces, ScreenFace, Wanted
from kanwu_press.fonts.subset import ENGINE, FontUnreadableError, cut_face

_RECIPE = "1"  # raise when the same face and characters are to give other bytes
_KEPT = 24


def screen_faces(faces: Faces, wanted: Mapping[Wanted, frozenset[str]]) -> tuple[ScreenFace, ...]:
    """The faces that an edition wants, each cut to its characters; what a face lacks is left to the device.

    A face that the house has not, or that can't be cut, is left out: a screen always has another.
    """
    made = []
    for want, characters in wanted.items():
        face = _face(faces, want)
        if face is None:
            continue
        held = frozenset(c for c in characters if ord(c) in face.characters)
        data = _cached(face, held, faces.folder / "screen") if held else b""
        if data:
            made.append(ScreenFace(want.name, want.weight, data, held))
    return tuple(made)


def _face(faces: Faces, want: Wanted) -> Face | None:
    """The face of that role whose weight is nearest."""
    near = sorted(faces.by_role(want.role), key=lambda face: (abs(face.weight - want.weight), face.weight))
    return near[0] if near else None


def _cached(face: Face, characters: frozenset[str], folder: Path) -> bytes:
    """The WOFF2 file of a subset, made unless it is there; a folder that can't be written only costs time."""
    parts = (_RECIPE, ENGINE, fontTools.version, face.family, str(face.weight), "".join(sorted(characters)))
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    path = folder / f"{digest[:32]}.woff2"
    try:
        return path.read_bytes()
    except OSError:
        data = _woff2(face.file, characters)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f"{path.name}.{os.getpid()}")
        aside.write_bytes(data)
        aside.replace(path)
        kept = sorted(folder.glob("*.woff2"), key=lambda file: file.stat().st_mtime, reverse=True)
        for old in kept[_KEPT:]:
            old.unlink(missing_ok=True)
    except OSError:
        pass
    return data


def _woff2(file: Path, characters: frozenset[str]) -> bytes:
    try:
        data, _ = cut_face(file, sorted(characters))
    except FontUnreadableError:
        return b""
    out = BytesIO()
    with TTFont(BytesIO(data), recalcTimestamp=False, recalcBBoxes=False, lazy=True) as font:
        font.flavor = "woff2"
        font.save(out)
    return out.getvalue()
