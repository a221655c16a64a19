"""Clean-up of pieces: full-width letters, stray spaces, invisible and doubled characters, quotes, line ends.

Whatever is changed is counted, and kept as (was, became), so that the characters of the document can be
counted against those of the manuscript. Spaces and invisible marks carry no words and are only counted.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kanwu_press.intake.docx.formulas import LOWERED, RAISED
from kanwu_press.intake.docx.symbols import PASTED_BULLETS
from kanwu_press.intake.docx.values import Break, Image, Paragraph, Piece, Reading, Run
from kanwu_press.read.characters import unified

_SPACES = (
    " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_SPACE_RUN = re.compile(f"[{_SPACES}]+")
_WIDE = {chr(0xFF01 + at): chr(0x21 + at) for at in range(94) if chr(0x21 + at).isalnum()}
INVISIBLE_MARKS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
# Everything that is looked at more closely, so that clean text costs one search.
_SUSPECT = re.compile(
    f"[{_SPACES}\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2e80-\u2fdf"
    '\ue000-\uf8ff\uf900-\ufaff\ufeff\uff02\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"\U0001d400-\U0001d7ff\U0002f800-\U0002fa1f'
    "\U000f0000-\U0010ffff]"
)
_CLOSED = re.compile(r"[。！？…；：][”’』」）)\"']*$|[”』」]$")  # a line that ends as a paragraph may
_SENTENCE = re.compile(r"[。！？][”’』」）)\"']*$")
_MARKED = re.compile(r"[^\w\s]$")
_INDENT = re.compile(r"[\u3000\t]| {2}")
_WESTERN = re.compile(r"[\u0021-\u02af\u0370-\u058f\u1e00-\u1fff]")
_HAN = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3040-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LABEL = re.compile(
    r"(?:附?(?:图表?|表)\s*(?:\d{1,3}(?:[-－.]\d{1,2}){0,2}|[一二三四五六七八九十]{1,3})|\d{1,3}[.)])"
)
_CAPTION = re.compile(rf"\s*(?:[▲△▼▽◆]|{_LABEL.pattern}(?<![.)])[\s：:])")
_CAPTION_LENGTH = 60  # characters
_NUMBER = re.compile(rf"{_LABEL.pattern}|\d{{1,2}}(?:\.\d{{1,2}})*")  # of a subhead: 2.1 方法
# The mark for the kind of a source in a reference (GB/T 7714): [J], [R/OL].
_REFERENCE = re.compile(r"[\[［]\s*(?:[MCNJDRSPAZGK]|DB|CP|EB|DS|CM)(?:/(?:OL|CD|MT|DK))?\s*[\]］]")
_OBJECT, _BREAK = "\ufffc", "\ufffb"  # in the place of what is no text, and of a line end
# What may stand beside a foreign word: quotes, dashes, currencies.
_BETWEEN = _SPACES + "\0" + _OBJECT + "".join(map(chr, (*range(0x2010, 0x2028), *range(0x20A0, 0x20D0))))
_NAME_END = re.compile(rf"{_HAN.pattern}|[⁰¹²³⁴-⁹*＊†]")
_DOES = re.compile(r"(?:摄影?|供图|绘图?|制图)[)）]?\s*")
_VERSE = 22  # characters; lines no longer than this, ended by the author, are meant as lines

WIDE, SPACES, GAPS, INVISIBLE, RADICALS, QUOTES, TABS, RAISED_KIND, BULLET, JOINED, PARTED, LINES, INDENTS = (
    "full-width letters and digits", "stray spaces", "wide gaps kept as one space", "invisible characters",
    "radicals and compatibility forms", "straight quotation marks", "tabs", "raised and lowered digits",
    "bullets of a symbol font",
    "line ends joined", "line ends made paragraphs", "line ends kept", "indents of spaces",
)  # fmt: skip


MATHEMATICAL = "letters of mathematical alphabets"


@dataclass(slots=True)
class Ledger:
    """What the clean-up has changed."""

    counts: Counter[str] = field(default_factory=Counter)
    was: Counter[str] = field(default_factory=Counter)
    became: Counter[str] = field(default_factory=Counter)
    private: Counter[tuple[str, str]] = field(default_factory=Counter)  # character, font
    private_at: dict[tuple[str, str], int] = field(default_factory=dict)
    odd_quotes: list[tuple[int, str]] = field(default_factory=list)

    def change(self, kind: str, was: str, became: str) -> None:
        self.counts[kind] += 1
        self.was.update(was)
        self.became.update(became)


def tidied(paragraph: Paragraph, ledger: Ledger, *, heading: bool = False) -> tuple[Paragraph, ...]:
    """The paragraph clean; several where its line ends were ends of paragraphs.

    In a `heading` a space between Chinese characters stays: it parts names, and the lines of a title.
    """
    return tuple(_clean(one, ledger, heading) for one in _parted(paragraph, ledger))


# ---- line ends -----------------------------------------------------------------------------


def _parted(paragraph: Paragraph, ledger: Ledger) -> Iterator[Paragraph]:
    """At its soft line ends: parted behind a sentence and before an indent, kept in verse, joined else."""
    lines: list[list[Piece]] = [[]]
    for piece in paragraph.pieces:
        if isinstance(piece, Break):
            lines.append([])
        else:
            lines[-1].append(piece)
    if len(lines) == 1:
        yield paragraph
        return
    texts = [_plain(line) for line in lines]
    heading = paragraph.outline or paragraph.style in ("title", "标题", "subtitle", "副标题")
    verse = not heading and _is_verse([text.strip(_SPACES) for text in texts if text.strip()])
    groups: list[list[Piece]] = [list(lines[0])]
    for before, text, line in zip(texts, texts[1:], lines[1:], strict=False):
        closed = _CLOSED.search(before.rstrip(_SPACES)) or (not heading and _INDENT.match(text))
        blank = not before.strip() and text.strip() and not heading  # an empty line parts, stanzas too
        if (closed and not verse) or (blank and _plain(groups[-1]).strip()):
            ledger.counts[PARTED] += 1
            groups.append(list(line))
        elif verse and text.strip() and before.strip():
            ledger.counts[LINES] += 1
            groups[-1] += [Break(), *line]
        else:
            ledger.counts[JOINED] += 1
            western = bool(_WESTERN.match(before.rstrip()[-1:]) and _WESTERN.match(text.lstrip()[:1]))
            groups[-1] += [*([Run(" ")] if western or heading else []), *line]
    for at, group in enumerate(groups):
        yield replace(paragraph, pieces=tuple(group), label=paragraph.label if at == 0 else "", part=at)


def _is_verse(lines: list[str]) -> bool:
    """Whether short lines are meant as lines: most end no sentence, and no sentence runs on over them.

    It runs on where only the last line has a mark at its end, and the lines are of several lengths.
    """
    if len(lines) < 2 or any(len(line) > _VERSE for line in lines):
        return False
    ended = sum(bool(_SENTENCE.search(line)) for line in lines)
    cut = any(not _MARKED.search(line) for line in lines[:-1]) and bool(_SENTENCE.search(lines[-1]))
    lengths = {len(_MARKED.sub("", line)) for line in lines}
    return 2 * ended <= len(lines) and not (cut and len(lengths) > 1)


def _plain(pieces: list[Piece]) -> str:
    return "".join(p.text if isinstance(p, Run) else _OBJECT for p in pieces)


# ---- characters ----------------------------------------------------------------------------


def _clean(paragraph: Paragraph, ledger: Ledger, heading: bool) -> Paragraph:
    """One paragraph with its characters and spaces mended."""
    if all(
        isinstance(p, Run) and not p.look.raised and not _SUSPECT.search(p.text) for p in paragraph.pieces
    ):
        return paragraph
    pieces = [_raised(p, ledger) if isinstance(p, Run) else p for p in paragraph.pieces]
    pieces = [_other(p, ledger) for p in pieces]
    owners = [at for at, p in enumerate(pieces) for _ in _letters(p)]
    text = "".join(_letters(p) for p in pieces)
    marks = list(text)
    for at, char in enumerate(marks):
        font = _font(pieces[owners[at]])
        marks[at] = _character(char, font, paragraph.number, ledger)
    _quotes(text, marks, paragraph.number, ledger)
    label = _NUMBER if paragraph.outline else _LABEL
    lines = heading or _title(paragraph) or _is_caption(text)
    _spaces("".join(m or "\0" for m in marks), marks, lines, label, ledger)
    rebuilt: list[list[str]] = [[] for _ in pieces]
    for owner, mark in zip(owners, marks, strict=True):
        rebuilt[owner].append(mark)
    out = (
        replace(p, text="".join(r)) if isinstance(p, Run) else p for p, r in zip(pieces, rebuilt, strict=True)
    )
    return replace(paragraph, pieces=tuple(p for p in out if not isinstance(p, Run) or p.text))


def _title(paragraph: Paragraph) -> bool:
    return paragraph.style in ("title", "标题", "subtitle", "副标题")


def _is_caption(text: str) -> bool:
    return len(text) <= _CAPTION_LENGTH and bool(_CAPTION.match(text)) and not text.rstrip().endswith("。")


def _letters(piece: Piece) -> str:
    if isinstance(piece, Break):
        return _BREAK
    return piece.text if isinstance(piece, Run) else _OBJECT


def _font(piece: Piece) -> str:
    return piece.look.font if isinstance(piece, Run) else ""


def _raised(run: Run, ledger: Ledger) -> Run:
    """Raised digits as ², where Unicode has all of them."""
    table = {1: RAISED, -1: LOWERED}.get(run.look.raised)
    text = run.text.strip()
    if table is None or not text or not all(char in table for char in text):
        return run
    written = "".join(table[char] for char in text)
    ledger.change(RAISED_KIND, text, written)
    return replace(run, text=written)


def _other(piece: Piece, ledger: Ledger) -> Piece:
    """Pinyin and alternative texts, character by character."""
    if isinstance(piece, Reading):
        base = "".join(_character(c, "", 0, ledger) for c in piece.base)
        return replace(piece, base=base, reading=" ".join(piece.reading.split()))
    if isinstance(piece, Image):
        alt = "".join(_character(c, "", 0, ledger) for c in " ".join(piece.alt.split()))
        return replace(piece, alt=alt)
    return piece


def _character(char: str, font: str, number: int, ledger: Ledger) -> str:
    if char < "\u007f" and char >= " ":
        return char
    if char in _WIDE:
        ledger.change(WIDE, char, _WIDE[char])
        return _WIDE[char]
    if INVISIBLE_MARKS.match(char):
        ledger.counts[INVISIBLE] += 1
        return ""
    if "\U0001d400" <= char <= "\U0001d7ff":
        ledger.change(MATHEMATICAL, char, unicodedata.normalize("NFKC", char))
        return unicodedata.normalize("NFKC", char)
    good = unified(char)
    if good != char:
        ledger.change(RADICALS, char, good)
        return good
    if char in PASTED_BULLETS:
        ledger.change(BULLET, char, "•")
        return "•"
    if "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000":
        ledger.private[(char, font)] += 1
        ledger.private_at.setdefault((char, font), number)
    return char


def _quotes(text: str, marks: list[str], number: int, ledger: Ledger) -> None:
    """Straight quotation marks of a Chinese paragraph become curly where they come in pairs."""
    straight = [at for at, char in enumerate(text) if char in '"＂']
    if not straight or not _HAN.search(text):
        return
    if len(straight) % 2:
        start = max(0, straight[0] - 6)
        shown = text[start : straight[0] + 8].replace(_OBJECT, "").replace(_BREAK, "")
        ledger.odd_quotes.append((number, shown))
        return
    for order, at in enumerate(straight):
        mark = "“”"[order % 2]
        ledger.change(QUOTES, text[at], mark)
        marks[at] = mark


def _spaces(text: str, marks: list[str], title: bool, label: re.Pattern[str], ledger: Ledger) -> None:
    """Spaces that mean nothing away: at the ends, beside Chinese; a wide gap is one space of a character.

    Behind a `label` at the beginning the space stays, between foreign words, and beside the half-width marks
    of a reference.
    """
    visible = [at for at, char in enumerate(text) if char not in _SPACES + "\0"]
    first, last = (visible[0], visible[-1]) if visible else (len(text), -1)
    foreign = _HAN.search(text) is None
    reference = bool(_REFERENCE.search(text))
    for found in _SPACE_RUN.finditer(text):
        ledger.counts[TABS] += found[0].count("\t")
        before, after = text[: found.start()], text[found.end() :]
        if found.start() < first or found.start() > last:
            keep = ""
            ledger.counts[INDENTS if found.start() < first else SPACES] += 1
        elif reference and (_WESTERN.match(before[-1:]) or _WESTERN.match(after[:1])):
            keep = " "
        elif _parts_words(before, after, foreign) or label.fullmatch(before[first:]):
            keep = " "  # behind 图1, 1. too
        elif _parts_names(before.rstrip("\0"), after.lstrip("\0"), title):
            keep = " "
        else:
            keep = "\u3000" if len(found[0]) > 1 or found[0] == "\t" else ""
            ledger.counts[GAPS if keep else SPACES] += 1
        for at in range(found.start(), found.end()):
            marks[at] = ""
        marks[found.start()] = keep


def _parts_words(before: str, after: str, foreign: bool) -> bool:
    """Whether a space stands between foreign words, their quotes, dashes, notes and the like apart."""
    if _BREAK in (before[-1:], after[:1]):
        return False
    left, right = before.rstrip(_BETWEEN)[-1:], after.lstrip(_BETWEEN)[:1]
    return foreign or bool(_WESTERN.match(left) and _WESTERN.match(right))


def _parts_names(before: str, after: str, title: bool) -> bool:
    """Whether a space parts Chinese names, or the lines of a `title`; it does before 摄 at the end, too."""
    if title and _HAN.match(after):
        return bool(_NAME_END.match(before[-1:]))
    return bool(_HAN.match(before[-1:]) and _DOES.fullmatch(after))
