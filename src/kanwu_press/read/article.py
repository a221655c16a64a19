"""One manuscript: YAML between two lines `---`, then the body → Article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Article, Layout, Place, Start, Status
from kanwu_press.read.keys import Helpers, read_keys
from kanwu_press.read.markdown import parse_body, parse_inline
from kanwu_press.read.marks import cleared
from kanwu_press.read.pictures import Pictures
from kanwu_press.read.schema import ARTICLE
from kanwu_press.read.settings import load
from kanwu_press.read.textfile import MANUSCRIPT_BYTES, SETTINGS_BYTES, TOO_LARGE, read_text

NO_HEAD = Rule(
    "head-missing",
    Level.ERROR,
    N_("The manuscript does not begin with a head between two lines “---”."),
    N_("Begin the file with a line “---”, then “标题: …”, “作者: …”, then another line “---”."),
)
HEAD_OPEN = Rule(
    "head-open",
    Level.ERROR,
    N_("The head of the manuscript is not closed by a second line “---”."),
    N_("Write a line “---” between the head and the text."),
)
EMPTY = Rule(
    "file-empty",
    Level.ERROR,
    N_("The file is empty."),
    N_("Write the manuscript, or take its name out of issue.yaml."),
)
WRONG_FENCE = Rule(
    "head-fence",
    Level.ERROR,
    N_("The line that bounds the head is not written with three half-width hyphens."),
    N_("Write exactly “---”."),
)

_FENCE = re.compile(r"---\s*")
_LIKE_FENCE = re.compile(r"\s*(-{2,}|[–—−－─━﹣]{1,})\s*")
_KEY_LINE = re.compile(r"[^\s:：]{1,20}\s*[:：]|\s*-\s|\s")


@dataclass(frozen=True, slots=True)
class Parts:
    """A manuscript cut in two; the numbers are those of the first line of each."""

    head: str
    head_line: int
    body: str
    body_line: int
    findings: tuple[Finding, ...]


def read_article(
    path: Path, file: str, id_: str, pictures: Pictures
) -> tuple[Article | None, tuple[Finding, ...]]:
    """The manuscript at `path`; `file` is its name in findings. None when it is not text at all."""
    text, found = read_text(path, file, MANUSCRIPT_BYTES)
    if text is None:
        return None, found
    if not text.strip():
        return None, (*found, EMPTY.at(Place(file)))
    parts = split(text, file)
    article, more = _article(parts, file, id_, pictures)
    return article, found + parts.findings + more


def split(text: str, file: str) -> Parts:
    """Head and body of a manuscript. Lines of the body keep their numbers in the whole file."""
    lines = text.split("\n")
    start = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if not _LIKE_FENCE.fullmatch(lines[start]):
        return _without_fence(lines, start, file)
    found: list[Finding] = []
    if not _FENCE.fullmatch(lines[start]):
        found.append(WRONG_FENCE.at(Place(file, start + 1, 1)))
    end = _closing(lines, start + 1)
    if end is None:
        found.append(HEAD_OPEN.at(Place(file, start + 1, 1)))
        end = _end_of_keys(lines, start + 1)
        return _cut(lines, start + 1, end, end, tuple(found))
    if not _FENCE.fullmatch(lines[end]):
        found.append(WRONG_FENCE.at(Place(file, end + 1, 1)))
    return _cut(lines, start + 1, end, end + 1, tuple(found))


def _without_fence(lines: list[str], start: int, file: str) -> Parts:
    """Keys without the first `---` are read as keys all the same, if a closing line follows them."""
    finding = NO_HEAD.at(Place(file, start + 1, 1))
    end = _end_of_keys(lines, start)
    if end > start and end < len(lines) and _FENCE.fullmatch(lines[end]):
        return _cut(lines, start, end, end + 1, (finding,))
    return _cut(lines, start, start, start, (finding,))


def _closing(lines: list[str], first: int) -> int | None:
    """The closing line: `---`, or before any other text something that was meant to be one."""
    for index in range(first, len(lines)):
        if _FENCE.fullmatch(lines[index]):
            # A line `---` below a blank line and ordinary text is a break in the body.
            text = _end_of_keys(lines, first, blank_ends=False)
            parted = any(not line.strip() for line in lines[first:text])
            return index if index <= text or not parted else None
        if _LIKE_FENCE.fullmatch(lines[index]):
            return index
    return None


def _end_of_keys(lines: list[str], first: int, *, blank_ends: bool = True) -> int:
    """The first line from `first` on that cannot belong to keys and values."""
    for index in range(first, len(lines)):
        line = lines[index]
        if not line.strip():
            if blank_ends:
                return index
        elif not _KEY_LINE.match(line) and not line.startswith("#"):
            return index
    return len(lines)


def _cut(lines: list[str], head: int, head_end: int, body: int, found: tuple[Finding, ...]) -> Parts:
    return Parts("\n".join(lines[head:head_end]), head + 1, "\n".join(lines[body:]), body + 1, found)


def _article(parts: Parts, file: str, id_: str, pictures: Pictures) -> tuple[Article, tuple[Finding, ...]]:
    head_place = Place(file, parts.head_line)
    if len(parts.head.encode()) > SETTINGS_BYTES:
        size = len(parts.head.encode()) // 1000
        too_large = TOO_LARGE.at(head_place, size=size, limit=SETTINGS_BYTES // 1000)
        return _empty(file, id_), (too_large,)
    loaded = load(parts.head, file, parts.head_line)
    reading, found = read_keys(loaded.root, ARTICLE, head_place, Helpers(parse_inline, pictures))
    body = parse_body(parts.body, file, parts.body_line, pictures)
    values = dict(reading.values)
    for attribute, kind in (("layout", Layout), ("start", Start), ("status", Status)):
        if attribute in values:
            values[attribute] = kind(values[attribute])
    for attribute in ("title", "subtitle", "running_title"):
        if attribute in values:  # one space, however wide it was typed, in every edition
            values[attribute] = " ".join(values[attribute].split())
    title = values.pop("title", "") or Path(file).stem
    place = reading.places.get("title", head_place)
    marks = (*cleared(values), *body.cleared)
    article = Article(
        id=id_, title=title, blocks=body.blocks, place=place, notes=body.notes, cleared=marks,
        head_lines=reading.lines, **values
    )  # fmt: skip
    if loaded.root is None and (loaded.findings or parts.findings):
        found = ()  # no head, or an unreadable one, has been reported: its missing keys are no news
    return article, loaded.findings + found + body.findings


def _empty(file: str, id_: str) -> Article:
    return Article(id=id_, title=Path(file).stem, blocks=(), place=Place(file, 1))
