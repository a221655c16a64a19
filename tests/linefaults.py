"""Faults of set lines, counted from the places of their characters: what a typesetter would mark.

In: paragraphs as composed.py reads them from a PDF. Out: the lines at fault. Rules are named by CLREQ's
subjects: prohibitions (LB), widths (W), gaps (SP).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from statistics import median

from composed import DASHES, LATIN, Cell, SetLine, SetParagraph

OPENING = frozenset("「『（《〈“‘【〔〖［｛")
CLOSING = frozenset("」』）》〉”’】〕〗］｝，、；：。．？！")
NOT_FIRST = CLOSING | frozenset("·–—～〜-－‐/／")  # CLREQ LB-START
_NARROW = dict.fromkeys("·–/", 0.5)  # em (W-1)
_HAN = re.compile(r"[\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
EXACT = 0.002  # em: the thousandths of an em of the PDF's text operators, twice


def is_han(char: str) -> bool:
    return _HAN.fullmatch(char) is not None


def is_latin(char: str) -> bool:
    return LATIN.fullmatch(char) is not None


def body(cell: Cell, em: float) -> tuple[float, float]:
    """Left and right edge of what a line's edge meets: of a mark the half that is inked (W-LE, W-LS)."""
    width = cell.right - cell.x
    cell_of = _NARROW.get(cell.char) or (max(1, round(width / em)) if cell.char in DASHES else 0)
    if cell_of:  # the glyph stands in the middle of what it takes
        inset = (width - cell_of * em) / 2
        return cell.x + inset, cell.right - inset
    if width < 0.75 * em:
        return cell.x, cell.right
    if cell.char in OPENING:
        return cell.right - em / 2, cell.right
    if cell.char in CLOSING:
        return cell.x, cell.x + em / 2
    return cell.x, cell.right


def spread(line: SetLine) -> float | None:
    """The median of what lies between two Han characters, in em; None where there are no two."""
    advances = [b.x - a.x for a, b in pairwise(line.cells) if is_han(a.char) and is_han(b.char)]
    return median(advances) / line.em - 1 if advances else None


def lines(found: Iterable[SetParagraph]) -> list[SetLine]:
    return [line for paragraph in found for line in paragraph.lines]


def forbidden_starts(found: Iterable[SetParagraph]) -> list[SetLine]:
    """Lines that begin with what may not begin one, a note's call included (LB-START)."""
    return [
        line
        for line in lines(found)
        if not line.is_first
        and ((line.text[0] in NOT_FIRST and not line.text.startswith("——")) or _begins_with_call(line))
    ]


def _begins_with_call(line: SetLine) -> bool:
    return any(is_call(cell) and cell.x < line.cells[0].x for cell in line.calls)


def is_call(cell: Cell) -> bool:
    return 0x2460 <= ord(cell.char) < 0x2500


def forbidden_ends(found: Iterable[SetParagraph]) -> list[SetLine]:
    """Lines that end with an opening mark (LB-END)."""
    return [line for line in lines(found) if line.text[-1] in OPENING]


def broken_units(found: Iterable[SetParagraph]) -> list[SetLine]:
    """Lines that end within —— or ……, a number, a foreign word without a hyphen (LB-UNIT)."""
    return [
        first
        for paragraph in found
        for first, second in pairwise(paragraph.lines)
        if not first.is_last and _is_broken(first.text, second.text)
    ]


def _is_broken(first: str, second: str) -> bool:
    for unit in "—…":
        before = len(first) - len(first.rstrip(unit))
        if before % 2 and second.startswith(unit):
            return True
    return bool(re.fullmatch("[0-9A-Za-z]{2}", first[-1] + second[0]))


def not_flush(found: Iterable[SetParagraph], tolerance: float) -> list[tuple[SetLine, float]]:
    """Lines, and by how many em they miss an edge: both of a full line, the left one of a last line."""
    faults = []
    for line in lines(found):
        left, right = _edges(line)
        off = [left - line.left]
        over = right - line.left - line.measure
        off.append(max(over, 0.0) if line.is_last or not _can_stretch(line) else over)
        worst = max(off, key=abs) / line.em
        if abs(worst) > tolerance:
            faults.append((line, worst))
    return faults


def _can_stretch(line: SetLine) -> bool:
    """A formula that fills a line by itself has no gap that could."""
    return any(_is_chinese(cell) for cell in line.cells)


def _edges(line: SetLine) -> tuple[float, float]:
    right = body(line.cells[-1], line.em)[1]
    calls = [cell.right for cell in line.calls if is_call(cell)]
    return body(line.cells[0], line.em)[0], max([right, *calls])


def loose(found: Iterable[SetParagraph], most: float = 0.12) -> list[SetLine]:
    """Full lines with more than `most` em between two Han characters, by the median."""
    return [line for line in lines(found) if not line.is_last and (spread(line) or 0.0) > most]


def tight(found: Iterable[SetParagraph]) -> list[tuple[SetLine, str]]:
    """Lines in which two Han characters, or a mark's inked half and its neighbour, overlap."""
    return [
        (line, a.char + b.char)
        for line in lines(found)
        for a, b in pairwise(line.cells)
        if (_is_chinese(a) and _is_chinese(b))
        and body(b, line.em)[0] - body(a, line.em)[1] < -EXACT * line.em
    ]


def _is_chinese(cell: Cell) -> bool:
    return is_han(cell.char) or cell.char in OPENING or cell.char in CLOSING


def uncompressed(found: Iterable[SetParagraph]) -> list[tuple[SetLine, str]]:
    """Marks in a row that take more than 1.5 em, the line's spread aside (W-ADJ)."""
    return [
        (line, a.char + b.char)
        for line, a, b in adjacent_marks(found)
        if body(b, line.em)[0] - body(a, line.em)[1]
        > _blank(a, b) * line.em + max(spread(line) or 0.0, 0.0) * line.em + EXACT * line.em
    ]


def adjacent_marks(found: Iterable[SetParagraph]) -> list[tuple[SetLine, Cell, Cell]]:
    return [
        (line, a, b)
        for line in lines(found)
        for a, b in pairwise(line.cells)
        if (a.char in CLOSING and b.char in CLOSING | OPENING) or (a.char in OPENING and b.char in OPENING)
    ]


def _blank(a: Cell, b: Cell) -> float:
    return 0.5 if a.char in CLOSING and b.char in OPENING else 0.0


def han_latin_gaps(found: Iterable[SetParagraph]) -> list[tuple[float, SetLine]]:
    """The gaps between Han and Latin that stand side by side on a line, in em."""
    return [
        ((b.x - a.right) / line.em, line)
        for line in lines(found)
        for a, b in pairwise(line.cells)
        if ((is_han(a.char) and is_latin(b.char)) or (is_latin(a.char) and is_han(b.char)))
        and not any(a.x < call.x < b.x for call in line.calls)
    ]


def lone_last(found: Iterable[SetParagraph]) -> list[SetLine]:
    """Last lines of a single character, marks aside (P-WIDOW1), but for what a formula has left over."""
    return [
        line
        for paragraph in found
        for before, line in pairwise(paragraph.lines)
        if line.is_last and not line.is_begun and sum(map(_counts, line.text)) <= 1 and _can_stretch(before)
    ]


def _counts(char: str) -> bool:
    return is_han(char) or is_latin(char)


def off_grid(found: Iterable[SetParagraph], leading_pt: float) -> list[tuple[int, set[float]]]:
    """Pages of columns whose baselines leave more than one remainder, in hundredths of a pt."""
    by_page: dict[int, set[float]] = {}
    for line in lines(found):
        by_page.setdefault(line.page, set()).update(round(cell.y % leading_pt, 2) for cell in line.cells)
    return [(page, remainders) for page, remainders in by_page.items() if len(remainders) > 1]
