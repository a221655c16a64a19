"""What all pages load: one stylesheet, the search's scripts, a small mark for the browser's tab.

MiniSearch is kept as released (files/minisearch.js, version below); the rest of the folder is ours.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from markupsafe import escape

# https://www.npmjs.com/package/minisearch, dist/umd/index.js of this release, byte for byte; MIT.
MINISEARCH_VERSION = "7.2.0"
MINISEARCH_SHA256 = "03c27931eb603af1d3358579e9885eafdb6a2f5fa9929557b3e77d7e99d06d03"
LIBRARY = ("minisearch.js", "minisearch-LICENSE.txt", "search.js")

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# What only the press reads: --house-ink, --house-tint.
_INKS = re.compile(r"^\s*--[\w-]+-(?:ink|tint)\s*:[^;]*;", re.MULTILINE)
_HOUSE = re.compile(r"--house\s*:\s*(#[0-9a-fA-F]{3,8})")


def stylesheet(sheets: tuple[str, ...]) -> bytes:
    """The sheets (CSS texts in cascade order) as one, without comments and inks."""
    css = _INKS.sub("", _COMMENT.sub("", "\n".join(sheets)))
    lines = (line.rstrip() for line in css.splitlines())
    return ("\n".join(line for line in lines if line) + "\n").encode()


def mark_svg(title: str, css: bytes) -> bytes:
    """The first character of the title on the institution's colour."""
    colour = _HOUSE.search(css.decode())
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="3" fill="{colour[1] if colour else "#333333"}"/>'
        '<text x="16" y="24" font-size="22" font-weight="700" text-anchor="middle" fill="#ffffff" '
        f'font-family="Songti SC, STSong, Source Han Serif SC, Noto Serif CJK SC, SimSun, serif">'
        f"{escape(title[:1])}</text></svg>\n"
    ).encode()


@cache
def library_files() -> dict[str, bytes]:
    """The scripts and their licence by name."""
    folder = files("kanwu_press.web") / "files"
    return {name: (folder / name).read_bytes() for name in LIBRARY}
