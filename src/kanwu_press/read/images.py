"""The `![alternative text](file "caption｜credit")` form, read without the Markdown parser.

File names may be Chinese and are never percent-encoded; a name with spaces stands in <…>.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_QUOTED = r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|“[^”]*”"
IMAGE = re.compile(
    r"!\[(?P<alt>(?:\\.|[^\[\]\\\n]){0,2000})\]"
    r"\([ \t]*(?:<(?P<bracketed>[^<>\n]*)>|(?P<path>(?:[^\s()<>\"“]|\([^\s()<>\"“]*\))+))"
    rf"(?:\s+(?P<title>{_QUOTED}))?[ \t]*\)"
)
BEGUN = re.compile(r"!\[[^\[\]\n]{0,200}\]\([^)\n]{0,200}\)?")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class ImageRef:
    """One picture as written; `line` is its line in the file."""

    alt: str
    path: str
    caption: str
    credit: str
    line: int


def image_ref(found: re.Match[str], line: int) -> ImageRef:
    """A match of IMAGE as a value; the title is parted at its last upright."""
    path = found["bracketed"] if found["bracketed"] is not None else found["path"]
    title = (found["title"] or "")[1:-1]
    caption, credit = title, ""
    cut = max(title.rfind("｜"), title.rfind("|"))
    if cut >= 0:
        caption, credit = title[:cut].rstrip("\\"), title[cut + 1 :]
    return ImageRef(plain(found["alt"]), path.strip(), caption.strip(), plain(credit), line)


def plain(text: str) -> str:
    """Text without marks: backslashes before ASCII marks are taken away, line ends are spaces."""
    return " ".join(_ESCAPE.sub(r"\1", text).split())


def only_images(text: str, line: int) -> tuple[ImageRef, ...] | None:
    """The pictures of a text that holds nothing else, or None."""
    refs: list[ImageRef] = []
    at = 0
    for found in IMAGE.finditer(text):
        if text[at : found.start()].strip():
            return None
        refs.append(image_ref(found, line + text.count("\n", 0, found.start())))
        at = found.end()
    return tuple(refs) if refs and not text[at:].strip() else None
