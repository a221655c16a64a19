"""Tables that say what their figures come to: do they? Issue → findings.

A total is a row or column that calls itself 合计, 总计, 小计 …. Rounded figures may differ from their
rounded total by half a unit of the last place for each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kanwu_press.check.walk import blocks, words
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Article, Cell, Issue, Place, Table, Text
from kanwu_press.walk import flat

ROW_SUM = Rule(
    "table-sum", Level.WARNING,
    N_("In the column “{column}” the figures come to {sum}, but the row “{total}” says {said}."),
    N_("Check the figures of the column and the total."),
)  # fmt: skip
COLUMN_SUM = Rule(
    "table-row-sum", Level.WARNING,
    N_("In the row “{row}” the figures come to {sum}, but “{total}” says {said}."),
    N_("Check the figures of the row and the total; other rows of this table add up."),
)  # fmt: skip
SHARES = Rule(
    "table-shares", Level.WARNING,
    N_("The shares of the column “{column}” come to {sum}%, not to 100%."),
    N_("Check them; if they are shares of different wholes, name the column differently."),
)  # fmt: skip

_GRAND = re.compile(r"合计|总计|共计|总和|总数|累计")
_PART = re.compile(r"小计")
_NUMBER = re.compile(r"([-−－–]?)(\d{1,3}(?:[,，]\d{3})+|\d+)(\.\d+)?([%％]?)")
_NOTHING = ("", "-", "—", "——", "－", "–", "/", "…", "0")
# What is not added up: rates, averages, prices, ranks, times.
_NOT_ADDED = re.compile(
    r"率|均|年份|年度|序号|编号|单价|排名|名次|增|同比|环比|温|密度|指数|比[重例]|占比|时间|日期|面?积%"
)
_SHARE = re.compile(r"占比|比重|构成比|份额|百分比")
_LARGE = re.compile(r"万|亿|千")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number of a cell with its decimals, and whether it is a percentage."""

    value: Decimal
    decimals: int
    percent: bool


def sums(issue: Issue) -> Iterator[Finding]:
    """All tables of the issue."""
    for article in issue.articles:
        for block in blocks(article):
            if isinstance(block, Table):
                yield from _table(block, article)


def _table(table: Table, article: Article) -> Iterator[Finding]:
    if len(table.rows) < 2:
        return
    heads = [_words(cell) for cell in table.head]
    grid = [[_figure(words(cell)) for cell in row] for row in table.rows]
    names = [next((_words(cell) for cell in row if _words(cell)), "") for row in table.rows]
    places = [Place(article.place.file, _line(row, table.place.line)) for row in table.rows]
    for column, head in enumerate(heads):
        figures = [row[column] for row in grid]
        if head and _SHARE.search(head):
            yield from _shares(head, figures, names, table.place)
        elif not _NOT_ADDED.search(head):
            yield from _column(head, figures, names, places, _slack(head, table))
    yield from _rows(heads, grid, names, places)


def _words(cell: Cell) -> str:
    return "".join(words(cell).split())


def _line(row: tuple[Cell, ...], otherwise: int) -> int:
    return next((i.line for cell in row for i in flat(cell) if isinstance(i, Text) and i.line), otherwise)


def _figure(text: str) -> _Figure | None:
    """The number that a cell is; None where it is something else. Nothing at all counts as 0."""
    text = "".join(text.split())
    if text in _NOTHING:
        return _Figure(Decimal(0), 0, False)
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    digits = match[2].replace(",", "").replace("，", "") + (match[3] or "")
    value = Decimal(digits)
    return _Figure(-value if match[1] else value, len(match[3] or ".") - 1, bool(match[4]))


def _slack(head: str, table: Table) -> bool:
    """Whether whole numbers of this column may be rounded: they count in 万 or 亿."""
    return _LARGE.search(head + words(table.caption) + words(table.note)) is not None


def _tolerance(parts: list[_Figure], total: _Figure, *, rounded: bool) -> Decimal:
    """What rounding may come to: half a unit of the last place for each figure; nothing for counts."""
    decimals = max(f.decimals for f in (*parts, total))
    if decimals == 0 and not rounded and not any(f.percent for f in parts):
        return Decimal(0)
    return Decimal(len(parts)) * _half(max(f.decimals for f in parts)) + _half(total.decimals)


def _half(decimals: int) -> Decimal:
    return Decimal(5).scaleb(-decimals - 1)


def _sum(figures: list[_Figure]) -> Decimal:
    return sum((f.value for f in figures), Decimal(0))


def _column(
    head: str, figures: list[_Figure | None], names: list[str], places: list[Place], rounded: bool
) -> Iterator[Finding]:
    """Totals below what they sum up: 小计 since the last one; 合计 over all, or above all."""
    since: list[_Figure] = []
    parts: list[_Figure] = []
    whole = True  # no cell so far that is no number
    for index, (figure, name) in enumerate(zip(figures, names, strict=True)):
        grand, part = _GRAND.search(name), _PART.search(name)
        if not (grand or part):
            whole = whole and figure is not None
            since += [figure] if figure is not None else []
            continue
        if grand and index == 0:  # the total stands above
            since = [f for f, n in zip(figures[1:], names[1:], strict=True) if f and not _PART.search(n)]
            whole = None not in figures[1:] and not any(_GRAND.search(n) for n in names[1:])
        summed = [*parts, *since] if grand else since
        if figure is not None and figure.value and whole and len(summed) > 1:
            yield from _differs(head, figure, summed, name, places[index], rounded)
        if index == 0:
            return
        parts, since = ([], []) if grand else ([*parts, *([figure] if figure else [])], [])


def _differs(
    head: str, figure: _Figure, summed: list[_Figure], name: str, place: Place, rounded: bool
) -> Iterator[Finding]:
    if figure.percent != all(f.percent or not f.value for f in summed):
        return
    if not any(f.value for f in summed):
        return
    if abs(_sum(summed) - figure.value) > _tolerance(summed, figure, rounded=rounded):
        yield ROW_SUM.at(place, column=head, total=name, sum=f"{_sum(summed):f}", said=f"{figure.value:f}")


def _shares(head: str, figures: list[_Figure | None], names: list[str], place: Place) -> Iterator[Finding]:
    """Shares of one whole: three or more, near 100 per cent, but not there."""
    shares = [
        f
        for f, name in zip(figures, names, strict=True)
        if f is not None and not (_GRAND.search(name) or _PART.search(name))
    ]
    if len(shares) < 3 or len(shares) < len(
        [n for n in names if not _GRAND.search(n) and not _PART.search(n)]
    ):
        return
    total = _sum(shares)
    if 90 < total < 110 and abs(total - 100) > len(shares) * _half(max(f.decimals for f in shares)):
        yield SHARES.at(place, column=head, sum=f"{total:f}")


def _rows(
    heads: list[str], grid: list[list[_Figure | None]], names: list[str], places: list[Place]
) -> Iterator[Finding]:
    """A column of totals: where most rows add up, those that do not are told."""
    for column, head in enumerate(heads):
        if not (_GRAND.search(head) or _PART.search(head)) or column == 0:
            continue
        added = [
            c
            for c in range(column)
            if not _NOT_ADDED.search(heads[c]) and heads[c] != "" and _numeric(grid, c)
        ]
        if len(added) < 2:
            continue
        wrong: list[tuple[int, Decimal, _Figure]] = []
        right = 0
        for index, row in enumerate(grid):
            total, parts = row[column], [f for c in added if (f := row[c]) is not None]
            if total is None or not total.value or len(parts) < len(added):
                continue
            if abs(_sum(parts) - total.value) > _tolerance(parts, total, rounded=False):
                wrong.append((index, _sum(parts), total))
            else:
                right += 1
        if right > len(wrong):
            for index, came, total in wrong:
                values = {"row": names[index], "total": head, "sum": f"{came:f}", "said": f"{total.value:f}"}
                yield COLUMN_SUM.at(places[index], **values)


def _numeric(grid: list[list[_Figure | None]], column: int) -> bool:
    return all(row[column] is not None for row in grid)
