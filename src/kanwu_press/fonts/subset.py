"""One face out of a source file, cut down to the characters asked for. The only importer of uharfbuzz.

HarfBuzz comes from PyPI at a locked version, so the bytes depend on it and the source file alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import uharfbuzz as hb

ENGINE = f"harfbuzz {hb.version_string()}"

# What typesetting can ask for. `locl` is left out: the faces serve Simplified Chinese, whose forms
# are the default ones of these sources, and its lookups would double every face.
_FEATURES = (
    "calt", "ccmp", "chws", "clig", "dnom", "frac", "fwid", "halt", "hwid", "kern", "liga", "lnum",
    "mark", "mkmk", "numr", "palt", "pnum", "rlig", "ruby", "subs", "sups", "tnum", "vchw", "vert",
    "vhal", "vkrn", "vpal", "vrt2",
)  # fmt: skip
_SCREEN_FEATURES = ("calt", "ccmp", "chws", "halt", "kern", "liga", "locl", "palt", "rlig", "vert", "vhal")
_COPYRIGHT, _VERSION, _POSTSCRIPT, _TRADEMARK, _LICENCE, _LICENCE_URL = 0, 5, 6, 7, 13, 14


class FontUnreadableError(Exception):
    """The file holds no such face, or is damaged."""


class SourceFace:
    """A face inside a font file or collection, opened by its PostScript name.

    Raises FontUnreadableError when the file holds no such face.
    """

    def __init__(self, path: Path, postscript: str) -> None:
        blob = hb.Blob.from_file_path(str(path))
        found = (hb.Face(blob, index) for index in range(hb.Face(blob, 0).count))
        face = next((f for f in found if f.get_name(_POSTSCRIPT, "en") == postscript), None)
        if face is None or face.glyph_count == 0:
            raise FontUnreadableError(postscript)
        self._face = face

    @property
    def version(self) -> str:
        """The version the font states, such as `Version 2.001`."""
        return (self._face.get_name(_VERSION, "en") or "").partition(";")[0]

    @property
    def legal_names(self) -> tuple[tuple[int, str], ...]:
        """Copyright, trademark and licence records by name id, which a derived font must keep."""
        ids = (_COPYRIGHT, _TRADEMARK, _LICENCE, _LICENCE_URL)
        named = ((i, self._face.get_name(i, "en")) for i in ids)
        return tuple((i, text) for i, text in named if text)

    def subset(self, characters: Iterable[str]) -> tuple[bytes, frozenset[int]]:
        """The font file with those `characters` it has, unhinted, and the code points in it.

        Raises FontUnreadableError when HarfBuzz can't cut the face.
        """
        wanted = hb.SubsetInput()
        points = frozenset(map(ord, characters)) & frozenset(self._face.unicodes)
        wanted.sets(hb.SubsetInputSets.UNICODE).update(points)
        features = wanted.sets(hb.SubsetInputSets.LAYOUT_FEATURE_TAG)
        features.clear()
        features.update(int.from_bytes(tag.encode("ascii")) for tag in _FEATURES)
        wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
        try:
            cut = hb.subset(self._face, wanted)
        except RuntimeError as error:
            raise FontUnreadableError(str(error)) from error
        return bytes(cut.blob.data), points


def cut_face(path: Path, characters: Iterable[str]) -> tuple[bytes, frozenset[str]]:
    """A built face with those of the `characters` that it has, for a screen; and which these are.

    Raises FontUnreadableError when the file is no font, or HarfBuzz can't cut it.
    """
    face = hb.Face(hb.Blob.from_file_path(str(path)))
    points = frozenset(map(ord, characters)) & frozenset(face.unicodes)
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.UNICODE).update(points)
    wanted.sets(hb.SubsetInputSets.NAME_ID).update((_COPYRIGHT, _TRADEMARK, _LICENCE, _LICENCE_URL))
    features = wanted.sets(hb.SubsetInputSets.LAYOUT_FEATURE_TAG)
    features.clear()
    features.update(int.from_bytes(tag.encode("ascii")) for tag in _SCREEN_FEATURES)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.DESUBROUTINIZE
    try:
        cut = hb.subset(face, wanted)
    except RuntimeError as error:
        raise FontUnreadableError(str(error)) from error
    return bytes(cut.blob.data), frozenset(map(chr, points))
