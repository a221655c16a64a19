"""Bytes on disk → text: UTF-8 (with or without BOM), line ends as \\n, clean characters. Nothing raises.

Another encoding is recognised, named and explained, and the file is read in it all the same,
so that everything else wrong with it is reported in the same run.
"""

from __future__ import annotations

import codecs
import os
import re
from pathlib import Path

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Place
from kanwu_press.read.characters import clean

# A whole issue holds about 100,000 characters (300 kB); one manuscript of 2 MB is a mistake.
MANUSCRIPT_BYTES = 2_000_000
# issue.yaml of 34 articles has 3 kB. YAML is slow, and bombs are made of it.
SETTINGS_BYTES = 64_000

MISSING = Rule(
    "file-missing",
    Level.ERROR,
    N_("The file is not there."),
    N_("Create it, or put it back from your last copy."),
)
NOT_A_FILE = Rule(
    "file-not-regular",
    Level.ERROR,
    N_("This is not a file (a folder, perhaps)."),
    N_("Put a text file in its place, or mend the name."),
)
UNREADABLE = Rule(
    "file-unreadable",
    Level.ERROR,
    N_("The file cannot be read: {reason}"),
    N_("Check the file's permissions, and whether another program has it open."),
)
TOO_LARGE = Rule(
    "file-too-large",
    Level.ERROR,
    N_("The file has {size} kB; at most {limit} kB are read."),
    N_("Check whether this is the right file; a very long manuscript must be split into several."),
)
ENCODING = Rule(
    "encoding-other",
    Level.ERROR,
    N_("The file is in {encoding}, not in UTF-8."),
    N_("Open it in your editor and save it again, choosing UTF-8 (in Notepad: Save as, Encoding: UTF-8)."),
)
NOT_UTF8 = Rule(
    "encoding-broken",
    Level.ERROR,
    N_("The file is UTF-8, but damaged here."),
    N_("Type the damaged characters again, and save the file as UTF-8."),
)
NOT_TEXT = Rule(
    "encoding-unknown",
    Level.ERROR,
    N_("The file is not text, or in an encoding that is not known here."),
    N_("Save it as UTF-8 text. If it comes from Word or WPS, copy its text into a new text file."),
)

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_HAN = re.compile(r"[\u4e00-\u9fff]")


def read_bytes(path: Path, file: str, limit: int) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The bytes of a regular file of at most `limit` bytes; None with a finding where that cannot be."""
    place = Place(file)
    try:
        if not os.path.lexists(path):
            return None, (MISSING.at(place),)
        if not path.is_file():
            return None, (NOT_A_FILE.at(place),)
        size = path.stat().st_size
        if size > limit:
            return None, (TOO_LARGE.at(place, size=size // 1000, limit=limit // 1000),)
        with path.open("rb") as stream:
            return stream.read(limit), ()
    except OSError as error:
        return None, (UNREADABLE.at(place, reason=error.strerror or type(error).__name__),)


def read_text(path: Path, file: str, limit: int) -> tuple[str | None, tuple[Finding, ...]]:
    """The clean text of a file, lines parted by \\n; None when it is not text at all."""
    data, found = read_bytes(path, file, limit)
    if data is None:
        return None, found
    text, found = decode(data, file)
    if text is None:
        return None, found
    text, faults = clean(text.replace("\r\n", "\n").replace("\r", "\n"), file)
    return text, found + faults


def decode(data: bytes, file: str) -> tuple[str | None, tuple[Finding, ...]]:
    """Bytes as text, by BOM, as UTF-8, or as what they look like; with a finding if that is not UTF-8."""
    place = Place(file)
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return data.decode(codec, "replace"), (ENCODING.at(place, encoding=name),)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    half = _utf8_with_surrogates(data)
    if half is not None:
        return half, ()
    return _guessed(data, place)


def _utf8_with_surrogates(data: bytes) -> str | None:
    """Text whose only fault is encoded halves of surrogate pairs; `clean` reports each with its place."""
    try:
        return data.decode("utf-8-sig", "surrogatepass")
    except UnicodeDecodeError:
        return None


def _guessed(data: bytes, place: Place) -> tuple[str | None, tuple[Finding, ...]]:
    damaged = data.decode("utf-8-sig", "replace")
    if len(_HAN.findall(damaged)) > 9 * damaged.count("\ufffd"):
        # Mostly sound UTF-8: `clean` would call the marks lost characters, so name the cause here, by line.
        lines = damaged.split("\n")
        hits = ((n, line.find("\ufffd") + 1) for n, line in enumerate(lines, 1))
        found = tuple(NOT_UTF8.at(Place(place.file, n, column)) for n, column in hits if column)
        return damaged.replace("\ufffd", "□"), found[:20]
    wide = _wide(data) if b"\0" in data else None
    if wide is not None:
        return wide, (ENCODING.at(place, encoding="UTF-16"),)
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None, (NOT_TEXT.at(place),)
    if b"\0" in data or not _HAN.search(text):
        return None, (NOT_TEXT.at(place),)
    return text, (ENCODING.at(place, encoding="GB18030 (GBK, ANSI)"),)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark, told by its share of Chinese characters; None if it is something else."""
    for codec in ("utf-16-le", "utf-16-be"):
        text = data.decode(codec, "replace")
        if len(_HAN.findall(text)) * 3 > len(text) and "\n" in text:
            return text
    return None
