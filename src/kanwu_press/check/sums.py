"""Tables that say what their figures come to: do they? Issue → findings.

A total is a row or column that calls itself 合计, 总计, 小计 …. Rounded figures may differ from their
rounded total by half a unit of the last place for each of them. Figures with units are added up where all
have the same one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
# Totals only where they stand last and are nearly the sum: above 其中 they count something else.
_MAYBE = re.compile(r"总(?:人数|户数|量|额|面积|收入|支出|产值|费用)?")
_NEARLY = Decimal("0.1")  # of the total, that a slip may come to; or 1
# Rows after these are parts of parts, or count the same things again.
_AMONG = re.compile("其中|及以[上下]")
_NUMBER = re.compile(
    r"([-−－–]?)(\d{1,3}(?:[,，]\d{3})+|\d+)(\.\d+)?([%％]|[万亿]?(?!年|月|日|号|时|点)[一-鿿㎡a-zA-Z]{0,3})"
)
_NOTHING = ("", "-", "—", "——", "－", "–", "/", "…", "0")
# What is not added up: rates, averages, prices, ranks, times.
_NOT_ADDED = re.compile(
    r"率|均|年份|年度|序号|编号|单价|排名|名次|(?<!新)增(?!加|设|补|派)|增加?[（(]?[%％]|±|[比较][上去]年|同比|环比|温|密度"
    r"|指数|比[重例]|占比|时间|日期|面?积%|[单亩]产(?!值)|[^\d\s]/[^\d\s]"
)
_ROW_NOT_ADDED = re.compile(
    r"率|平均|[人户]均|单价|同比|环比|[比较][上去]年|增[长幅速]|比[重例]|占比|指数|密度|[%％±]|[单亩]产(?!值)|[^\d\s]/[^\d\s]"
)
_SHARE = re.compile(r"占比|比重|构成比|份额|百分比")
# Shares of a whole that is larger than the table: its rows need not make 100 %.
_OF_LARGER = re.compile("占(?:全[国省市区县州镇乡村球]|世界|.{2,4}[省市县])")
_LARGE = re.compile(r"万|亿|千")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number of a cell with its decimals and its unit: %, 人, 万元, or nothing."""

    value: Decimal
    decimals: int
    unit: str = ""

    @property
    def percent(self) -> bool:
        return self.unit == "%"


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
    across = _shares_across(heads, grid)
    for column, head in enumerate(heads):
        figures = [row[column] for row in grid]
        if column in across:
            continue
        if head and _SHARE.search(head):
            yield from _shares(head, figures, names, table.place)
        elif not _NOT_ADDED.search(head):
            yield from _column(head, figures, names, places, _slack(head, table))
    yield from _rows(heads, grid, names, places)


def _shares_across(heads: list[str], grid: list[list[_Figure | None]]) -> frozenset[int]:
    """The columns of which each row makes 100 per cent: shares of its own whole."""
    parts = [c for c in range(len(heads)) if not _GRAND.search(heads[c]) and _numeric(grid, c)]
    marked = [c for c in parts if _of_hundred(heads[c]) or all(f.percent for row in grid if (f := row[c]))]
    for columns in (marked, parts):
        rows = [[f for c in columns if (f := row[c]) is not None] for row in grid]
        if len(columns) > 1 and all(abs(_sum(row) - 100) <= _rounding(row) for row in rows):
            return frozenset(columns)
    return frozenset()


def _of_hundred(head: str) -> bool:
    return _SHARE.search(head) is not None or "%" in head or "％" in head


def _rounding(figures: list[_Figure]) -> Decimal:
    decimals = max(f.decimals for f in figures)
    return len(figures) * _half(decimals) if decimals else Decimal(1)


def _words(cell: Cell) -> str:
    return "".join(words(cell).split())


def _line(row: tuple[Cell, ...], otherwise: int) -> int:
    return next((i.line for cell in row for i in flat(cell) if isinstance(i, Text) and i.line), otherwise)


def _figure(text: str) -> _Figure | None:
    """The number that a cell is; None where it is something else. Nothing at all counts as 0."""
    text = "".join(text.split())
    if text in _NOTHING:
        return _Figure(Decimal(0), 0)
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    digits = match[2].replace(",", "").replace("，", "") + (match[3] or "")
    value = Decimal(digits)
    return _Figure(-value if match[1] else value, len(match[3] or ".") - 1, match[4].replace("％", "%"))


def _slack(head: str, table: Table) -> bool:
    """Whether whole numbers of this column may be rounded: they count in 万 or 亿."""
    return _LARGE.search(head + words(table.caption) + words(table.note)) is not None


def _tolerance(parts: list[_Figure], total: _Figure, *, rounded: bool) -> Decimal:
    """What rounding may come to: half a unit of the last place for each figure; nothing for counts."""
    decimals = max(f.decimals for f in (*parts, total))
    if decimals == 0 and not rounded and not any(f.percent or _LARGE.search(f.unit) for f in parts):
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
        if _AMONG.search(name):
            return
        grand, part = _GRAND.search(name), _PART.search(name)
        maybe = 0 < index == len(names) - 1 and _MAYBE.fullmatch(name) is not None
        if not (grand or part or maybe):
            whole = whole and figure is not None
            since += [figure] if figure is not None else []
            continue
        if grand and index == 0:  # the total stands above
            since = [f for f, n in zip(figures[1:], names[1:], strict=True) if f and not _PART.search(n)]
            whole = None not in figures[1:] and not any(
                _GRAND.search(n) or _AMONG.search(n) for n in names[1:]
            )
        summed = since if part else [*parts, *since]
        if maybe and figure and abs(_sum(summed) - figure.value) > max(figure.value * _NEARLY, Decimal(1)):
            return
        if figure is not None and figure.value and whole and len(summed) > 1:
            yield from _differs(head, figure, summed, name, places[index], rounded)
        if index == 0:
            return
        parts, since = ([], []) if not part else ([*parts, *([figure] if figure else [])], [])


def _differs(
    head: str, figure: _Figure, summed: list[_Figure], name: str, place: Place, rounded: bool
) -> Iterator[Finding]:
    if not any(f.value for f in summed) or not _same_unit((*summed, figure)):
        return
    if abs(_sum(summed) - figure.value) > _tolerance(summed, figure, rounded=rounded):
        yield ROW_SUM.at(place, column=head, total=name, sum=f"{_sum(summed):f}", said=f"{figure.value:f}")


def _same_unit(figures: Iterable[_Figure]) -> bool:
    """Whether they can be added up; nothing at all has no unit."""
    return len({f.unit for f in figures if f.value}) < 2


def _shares(head: str, figures: list[_Figure | None], names: list[str], place: Place) -> Iterator[Finding]:
    """Shares of one whole that do not come to 100 per cent.

    One whole it is where a total says 100, where three or more come near it, or two to a little more.
    """
    if any(_AMONG.search(name) for name in names):
        return
    totals = [f for f, n in zip(figures, names, strict=True) if _GRAND.search(n)]
    named = [f for f, n in zip(figures, names, strict=True) if not (_GRAND.search(n) or _PART.search(n))]
    shares = [f for f in named if f is not None]
    if len(shares) < 2 or len(shares) < len(named):
        return
    total = _sum(shares)
    whole = len(totals) == 1 and totals[0] is not None and totals[0].value == 100
    near = not _OF_LARGER.search(head) and (90 if len(shares) > 2 else 100) < total < 110
    if (whole or near) and abs(total - 100) > len(shares) * _half(max(f.decimals for f in shares)):
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
            if total is None or not total.value or _ROW_NOT_ADDED.search(names[index]):
                continue
            if len(parts) < len(added) or not _same_unit((*parts, total)):
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
