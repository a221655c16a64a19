"""Which fonts a PDF embeds, and how many characters of each it shows. Bytes → values; nothing is judged."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import pikepdf

from kanwu_press.preflight.pdffonts import read_font
from kanwu_press.preflight.pdfobjects import get, name

_TAG = re.compile(r"^[A-Z]{6}\+")  # of a subset (ISO 32000-1, 9.6.4)


@dataclass(frozen=True, slots=True)
class Embedded:
    """A font by its PostScript name, without the tag of a subset; `characters` is 0 where it tells none."""

    name: str
    characters: int
    whole: bool  # whether its program is in the file


def embedded_fonts(*files: bytes) -> tuple[Embedded, ...]:
    """The fonts of several PDFs together, those with most characters first; subsets of one font are one."""
    said: dict[str, set[str]] = {}
    missing: set[str] = set()
    for data in files:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for item in pdf.objects:
                if not isinstance(item, pikepdf.Dictionary) or name(get(item, "/Type")) != "/Font":
                    continue
                if name(get(item, "/Subtype")).startswith("/CIDFont"):
                    continue  # half of a composite font, which has been met or will be
                font = read_font(item)
                title = _TAG.sub("", font.name)
                said.setdefault(title, set()).update(filter(None, font.said.values()))
                if not font.embedded:
                    missing.add(title)
    listed = (Embedded(title, len(chars), title not in missing) for title, chars in said.items())
    return tuple(sorted(listed, key=lambda font: (-font.characters, font.name)))
