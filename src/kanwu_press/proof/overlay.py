"""What a proof sheet shows around its page: head line, line numbers, marks with their messages, room to sign.

In: the sheet, the page's lines, the marks on it. Out: operators of a content stream (see letters.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kanwu_press.findings import Level
from kanwu_press.geometry import PT_PER_MM as MM
from kanwu_press.proof.layout import HEAD_MM, Sheet
from kanwu_press.proof.letters import Letters
from kanwu_press.proof.lines import Columns, Line, numbered
from kanwu_press.proof.locate import Mark, Spot

RED, BLUE, INK, QUIET, FAINT = (
    "0.76 0.16 0.11", "0.16 0.36 0.52", "0.13 0.13 0.13", "0.45 0.45 0.45", "0.8 0.8 0.8",
)  # fmt: skip
ROUNDS = ("初校", "二校", "三校")
WORD = "校样"
EVERY = 5  # each fifth line number is bold

_NUMBER_PT, _NUMBER_GAP_PT = 5.6, 7.0  # line numbers, and how far they stand from the text
_RING_PT, _RING_GAP_PT = 4.6, 21.0  # radius of a mark's ring, and how far its centre stands from the frame
_NOTE_PT, _NOTE_LEAD_PT = 7.5, 11.0  # messages in the margin
_NOTE_PARTED_PT = 6.0
_REMARK_PT = 8 * MM  # between two lines for handwriting
_KAPPA = 0.5523  # of the radius: a quarter of a circle as a Bézier curve


@dataclass(frozen=True, slots=True)
class Head:
    """What every sheet says of itself. `issue` as in 2026年第1期; `digest` of the interior, hexadecimal."""

    title: str
    issue: str
    date: str
    digest: str
    round: int = 1  # 校次: 1, 2 or 3


def page_overlay(
    letters: Letters, sheet: Sheet, head: Head, number: int, folio: str, total: int, columns: Columns,
    lines: Sequence[Line], marks: Sequence[Mark],
) -> str:  # fmt: skip
    """All that is drawn over the sheet of page `number` (from 1)."""
    left, bottom = sheet.left(number), sheet.bottom
    where = f"第 {folio} 页　PDF 第 {number} 页，共 {total} 页"
    parts = [
        f"0.25 w {FAINT} RG {left:.2f} {bottom:.2f} {sheet.trim_width:.2f} {sheet.trim_height:.2f} re S",
        watermark(letters, sheet, left),
        head_line(letters, sheet, head, where, (left, left + sheet.trim_width)),
        f"q 1 0 0 1 {left:.2f} {bottom:.2f} cm",
        line_numbers(letters, columns, lines),
        *frames(letters, sheet, marks, number),
        "Q",
        *margin_notes(letters, sheet, marks, number),
        *foot(letters, sheet, head, left),
    ]
    return "\n".join(parts)


def watermark(letters: Letters, sheet: Sheet, left: float) -> str:
    """校样 across the page: so light, and multiplied, that every letter under it stays as black as it was."""
    size = sheet.trim_width * 0.36
    width = letters.width(WORD, size, bold=True)
    x, y = left + sheet.trim_width / 2, sheet.bottom + sheet.trim_height / 2
    turn = f"0.866 0.5 -0.5 0.866 {x:.2f} {y:.2f} cm"
    word = letters.line(WORD, -width / 2, -size * 0.38, size, bold=True)
    return f"q /Multiply gs 0.945 0.93 0.925 rg {turn}\n{word}\nQ"


def head_line(letters: Letters, sheet: Sheet, head: Head, where: str, edges: tuple[float, float]) -> str:
    """校样, the issue, the page, the issue's date and the interior's digest; at the right the 校次."""
    left, right = edges
    y = sheet.height - HEAD_MM * MM + 10
    said = f"《{head.title}》{head.issue}　{where}"
    print_ = f"{head.date}　{head.digest}"
    round_ = ROUNDS[head.round - 1]
    end = right - letters.width(round_, 12, bold=True)
    return "\n".join(
        (
            f"{RED} rg", letters.line(WORD, left, y, 12, bold=True),
            letters.line(round_, end, y, 12, bold=True),
            f"{INK} rg", letters.line(said, left + 34, y, 8.5),
            f"{QUIET} rg", letters.line(print_, end - 14 - letters.width(print_, 7.5), y, 7.5),
        )
    )  # fmt: skip


def line_numbers(letters: Letters, columns: Columns, lines: Iterable[Line]) -> str:
    """The number of each line beside its column: the last column's at the right, else at the left."""
    parts = [f"{QUIET} rg"]
    last = len(columns.edges)
    for number, line in numbered(lines):
        left, right = columns.edges[line.column - 1]
        bold = number % EVERY == 0
        width = letters.width(str(number), _NUMBER_PT, bold=bold)
        at_right = line.column == last > 1
        x = right + _NUMBER_GAP_PT if at_right else left - _NUMBER_GAP_PT - width
        drawn = letters.line(str(number), x, line.baseline, _NUMBER_PT, bold=bold)
        parts.append(f"{INK} rg\n{drawn}\n{QUIET} rg" if bold else drawn)
    return "\n".join(parts)


def colour(mark: Mark) -> str:
    """Red for what is to be mended or looked at, blue for what is only to be known."""
    return BLUE if mark.level is Level.INFO else RED


def frames(letters: Letters, sheet: Sheet, marks: Iterable[Mark], number: int) -> Iterator[str]:
    """A frame around each marked paragraph, and the rings with the marks' numbers beside it."""
    held: dict[Spot, list[Mark]] = {}
    for mark in marks:
        for spot in mark.spots:
            if spot.page == number:
                held.setdefault(spot, []).append(mark)
    for spot, here in held.items():
        yield f"0.5 w {colour(here[0])} RG"
        width, height = spot.right - spot.left, spot.top - spot.bottom
        yield f"{spot.left:.2f} {spot.bottom:.2f} {width:.2f} {height:.2f} re S"
        at_right = _at_right(spot, sheet, number)
        edge, step = (spot.right, 1) if at_right else (spot.left, -1)
        first = edge + step * _RING_GAP_PT
        yield f"{edge:.2f} {spot.top:.2f} m {first:.2f} {spot.top:.2f} l S"
        for n, mark in enumerate(here):
            yield ring(letters, mark, first + step * n * 2.2 * _RING_PT, spot.top)


def _at_right(spot: Spot, sheet: Sheet, number: int) -> bool:
    """Whether the rings stand at the right of a frame: on its column's side, else at the outer edge."""
    middle = sheet.trim_width / 2
    if spot.left < middle < spot.right:
        return number % 2 == 1
    return spot.left >= middle


def ring(letters: Letters, mark: Mark, x: float, y: float) -> str:
    """A mark's number, white in a full ring with its centre at (x, y)."""
    r, k = _RING_PT, _RING_PT * _KAPPA
    size = 6.4 if mark.number < 100 else 4.8
    half = letters.width(str(mark.number), size, bold=True) / 2
    word = letters.line(str(mark.number), x - half, y - size * 0.36, size, bold=True)
    circle = (
        f"1 0 0 1 {x:.2f} {y:.2f} cm {r} 0 m {r} {k:.3f} {k:.3f} {r} 0 {r} c "
        f"{-k:.3f} {r} {-r} {k:.3f} {-r} 0 c {-r} {-k:.3f} {-k:.3f} {-r} 0 {-r} c "
        f"{k:.3f} {-r} {r} {-k:.3f} {r} 0 c f"
    )
    return f"q {colour(mark)} rg {circle} Q q 1 g {word} Q"


def margin_notes(letters: Letters, sheet: Sheet, marks: Iterable[Mark], number: int) -> Iterator[str]:
    """The messages of the page's marks in the outer margin, each as near to its frame as there is room."""
    x = sheet.left(number) + sheet.trim_width + 5 * MM if number % 2 else 9 * MM
    width = sheet.outer - 14 * MM
    floor = sheet.bottom + 12
    y = sheet.height
    heights = [(mark, next(spot.top for spot in mark.spots if spot.page == number)) for mark in marks]
    ordered = sorted(heights, key=lambda held: -held[1])
    for n, (mark, top) in enumerate(ordered):
        lines = letters.broken(mark.message, width - 2.6 * _RING_PT, _NOTE_PT)
        y = min(y, sheet.bottom + top - _NOTE_PT * 0.36)
        if y - (len(lines) - 1) * _NOTE_LEAD_PT < floor and n > 0:
            rest = "、".join(str(more.number) for more, _ in ordered[n:])
            text = letters.broken(f"{rest}：见提示表", width, _NOTE_PT)
            yield f"{RED} rg"
            for k, line in enumerate(text[:2]):
                yield letters.line(line, x, floor - 10 - k * _NOTE_LEAD_PT, _NOTE_PT)
            return
        yield ring(letters, mark, x + _RING_PT, y + _NOTE_PT * 0.36)
        yield f"{colour(mark)} rg"
        for line in lines:
            yield letters.line(line, x + 2.6 * _RING_PT, y, _NOTE_PT)
            y -= _NOTE_LEAD_PT
        y -= _NOTE_PARTED_PT


def foot(letters: Letters, sheet: Sheet, head: Head, left: float) -> Iterator[str]:
    """Lines for remarks below the page, and the fields to sign: 校对人, 日期, 校次."""
    right = left + sheet.trim_width
    base = 13 * MM
    y = sheet.bottom - 10 * MM
    if y - base > 2 * _REMARK_PT:
        yield f"{QUIET} rg"
        yield letters.line("批注", left, y, 7.5)
        yield f"0.25 w {FAINT} RG"
        while (y := y - _REMARK_PT) > base + 1.5 * _REMARK_PT:
            yield f"{left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S"
    yield f"0.4 w {QUIET} RG {INK} rg"
    for label, x, length in (("校对人", left, 40 * MM), ("日期", left + 62 * MM, 30 * MM)):
        start = x + letters.width(label, 9) + 5
        yield letters.line(label, x, base, 9)
        yield f"{start:.2f} {base - 2:.2f} m {start + length:.2f} {base - 2:.2f} l S"
    yield from _round_boxes(letters, head, right, base)


def _round_boxes(letters: Letters, head: Head, right: float, base: float) -> Iterator[str]:
    """校次 with a box for each round; this one's is ticked. They end at `right`."""
    x = right - 3 * 31
    yield letters.line("校次", x - 27, base, 9)
    for number, word in enumerate(ROUNDS, 1):
        yield f"{x:.2f} {base - 0.6:.2f} 7.4 7.4 re S"
        if number == head.round:
            yield f"q {RED} RG 1.1 w {x + 1.5:.2f} {base + 3:.2f} m {x + 3.2:.2f} {base + 1:.2f} l "
            yield f"{x + 6.6:.2f} {base + 6.4:.2f} l S Q"
        yield letters.line(word, x + 10, base, 9)
        x += 32
