"""A title's parts, how many lines it takes on the page, and what of it the running head can hold. Pure.

Widths are estimates in em of the title's own size: a Chinese character is 1 em, a Latin letter about half.
"""

from __future__ import annotations

import math
import re

from kanwu_press.model import Article

RUNNING_HEAD_CHARS = 36  # what fits beside the section's name at 8.5 pt
TITLE_PT, LONG_TITLE_PT = 24.0, 21.0

# A space between Chinese; one beside a foreign word, a figure or a single character (王 宁) only sets it off.
_BREAK = re.compile(r"(?<=\S[^\x00-\u2000\s])\s+(?=[^\x00-\u2000\s]\S)")


def split_title(title: str) -> tuple[str, ...]:
    """The parts of a title that stay whole where they can: a space between Chinese marks where to break it.

    This is the one way to mark it: the space is printed where the title takes one line, and kept in
    contents, running heads and metadata.
    """
    return tuple(_BREAK.split(title.strip()))


def width_em(text: str) -> float:
    """About how wide a text is."""
    return sum(1.0 if ord(c) > 0x2000 else 0.52 for c in text)


def title_lines(title: str, measure_pt: float) -> int:
    """How many lines a title takes: its parts whole where each fits on a line, else broken anywhere."""
    whole = measure_pt / TITLE_PT
    parts = [width_em(part) for part in split_title(title)]
    if max(parts, default=0.0) > whole:
        ems = width_em(title)
        size = LONG_TITLE_PT if ems > 2 * whole else TITLE_PT
        return math.ceil(ems * size / measure_pt)
    lines, left = 1, whole
    for width in parts:
        if width > left:
            lines, left = lines + 1, whole
        left -= width + width_em(" ")
    return lines


def running_head(article: Article) -> str:
    """The article's title as the running head can hold it: whole, or its first parts, or cut with …… ."""
    title = _running_title(article)
    return _whole_parts(title) or _cut(title)


def is_cut(article: Article) -> bool:
    """Whether the running head must end in the middle of a part."""
    return not _whole_parts(_running_title(article))


def _running_title(article: Article) -> str:
    return article.running_title or article.title


def _whole_parts(title: str) -> str:
    """As many of the first parts as fit; empty when not even the first does."""
    if width_em(title) <= RUNNING_HEAD_CHARS:
        return title
    parts = split_title(title)
    heads = (" ".join(parts[:count]) for count in range(len(parts) - 1, 0, -1))
    return next((head for head in heads if width_em(head) <= RUNNING_HEAD_CHARS), "")


def _cut(title: str) -> str:
    width, kept = 0.0, ""
    for character in title:
        width += width_em(character)
        if width > RUNNING_HEAD_CHARS - 2:
            break
        kept += character
    return f"{kept}……"
