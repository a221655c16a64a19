"""Bytes of other people's files → text with \\n line ends: what cannot be text becomes a finding.

UTF-8 is read as it is; UTF-16 with a mark and GB18030 are read and named, since the manuscripts are
written anew in UTF-8 anyway. Control characters are taken out and named by line.
"""

from __future__ import annotations

import codecs
import re

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Place

# The real issue of 92 pages has 230 kB; a book of a million characters would have 3 MB.
INPUT_BYTES = 8_000_000
LINE_CHARS = 200_000

TOO_LARGE = Rule(
    "intake-too-large",
    Level.ERROR,
    N_("The file has {size} kB; at most {limit} kB are imported."),
    N_("Check whether this is the right file; import a long one in parts."),
)
LONG_LINE = Rule(
    "intake-line-too-long",
    Level.ERROR,
    N_("This line has {size} characters; at most {limit} are imported."),
    N_("Check whether this is text at all; part the line into paragraphs."),
)
NOT_TEXT = Rule(
    "intake-not-text",
    Level.ERROR,
    N_("This is not text, or in an encoding that is not known here."),
    N_("Open it in the program it comes from and save it as plain text, UTF-8."),
)
EMPTY = Rule(
    "intake-empty",
    Level.ERROR,
    N_("There is no text in the file."),
    N_("Check whether this is the right file."),
)
ENCODING = Rule(
    "intake-encoding",
    Level.WARNING,
    N_("The file is in {encoding}; it was read as such. The manuscripts are written in UTF-8."),
    N_("Look through the manuscripts for wrong characters."),
)
CONTROLS = Rule(
    "intake-control-characters",
    Level.WARNING,
    N_("{count} characters that cannot be printed were taken out of this line ({codes})."),
    N_("Compare this place with the original."),
)

# What other programs' files begin with: DOCX and ODT (ZIP), DOC, PDF, RTF, pictures, archives. Some of them
# would pass for GB18030.
_NO_TEXT = (
    b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8",
    b"\x1f\x8b", b"Rar!\x1a", b"7z\xbc\xaf",
)  # fmt: skip
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
# What XML 1.0 refuses, and the invisible marks (zero-width, direction, BOM) that come with pasted text.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)


def decode(data: bytes, source: str) -> tuple[str | None, tuple[Finding, ...]]:
    """The text in `data`, or None with an ERROR finding. `source` names the file in findings."""
    place = Place(source)
    if len(data) > INPUT_BYTES:
        return None, (TOO_LARGE.at(place, size=len(data) // 1000, limit=INPUT_BYTES // 1000),)
    if data.startswith(_NO_TEXT):
        return None, (NOT_TEXT.at(place),)
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return data.decode(codec, "replace"), (ENCODING.at(place, encoding=name),)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    if data.count(0) > len(data) // 100:
        return None, (NOT_TEXT.at(place),)
    try:
        return data.decode("gb18030"), (ENCODING.at(place, encoding="GB18030"),)
    except UnicodeDecodeError:
        return None, (NOT_TEXT.at(place),)


def clean(text: str, source: str) -> tuple[str | None, tuple[Finding, ...]]:
    """`text` with \\n line ends and without characters that cannot be printed; None where nothing is left."""
    found: list[Finding] = []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        place = Place(source, number)
        if len(line) > LINE_CHARS:
            return None, (LONG_LINE.at(place, size=len(line), limit=LINE_CHARS),)
        faults = _UNPRINTABLE.findall(line)
        if faults:
            codes = "、".join(sorted({f"U+{ord(ch):04X}" for ch in faults}))
            found.append(CONTROLS.at(place, count=len(faults), codes=codes))
            lines[number - 1] = _UNPRINTABLE.sub("", line)
    cleaned = "\n".join(lines)
    if not cleaned.strip():
        return None, (*found, EMPTY.at(Place(source)))
    return cleaned, tuple(found)
