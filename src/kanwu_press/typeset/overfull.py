"""What sticks out of its column: tables and lines wider than the measure, read from the laid-out boxes.

In: the engine's pages of the body and the page map. Out: a finding for each table or line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Article, Issue, Layout, Place, Width
from kanwu_press.typeset.grid import PX_PER_PT

Box: TypeAlias = Any

_MOST_PT = 1.0  # what nobody sees; hanging marks and rules of tables stay below
_SHOWN = 12  # characters of the text that is quoted

OVERFULL_TABLE = Rule(
    "overfull-table",
    Level.WARNING,
    N_(
        "A table on page {page} is {excess} mm wider than its column"
        " and is printed over what stands beside it."
    ),
    N_("Give it the whole width (位置: 通栏), leave out a column, or shorten the longest word: “{text}”…"),
)
OVERFULL_WIDE = Rule(
    "overfull-table-wide",
    Level.WARNING,
    N_("A table on page {page} has the whole width already and is {excess} mm wider still."),
    N_("Leave out a column, part it into two tables, or shorten the longest word: “{text}”…"),
)
OVERFULL_LINE = Rule(
    "overfull-line",
    Level.WARNING,
    N_("A line on page {page} sticks out by {excess} mm: “{text}”…"),
    N_("Shorten the long word or formula in it, or part it with a space."),
)


def overfull(issue: Issue, body: Sequence[Any], labels: Sequence[str]) -> Iterator[Finding]:
    """Findings for the pages of the body, which have these `labels`."""
    articles = {article.id: article for article in issue.articles}
    for label, page in zip(labels, body, strict=True):
        for rule, box, excess, id_ in _wide(page._page_box, None):
            article = articles.get(id_ or "")
            values = {"page": label, "excess": f"{excess * 25.4 / 96:.0f}", "text": _text(box)}
            if rule is OVERFULL_TABLE and _is_single(article):
                rule = OVERFULL_WIDE
            yield rule.at(_place(article, issue), **values)


def _is_single(article: Article | None) -> bool:
    """Whether its text runs in one column, so that a table can have no more than that."""
    return article is not None and article.layout is Layout.ONE


def _place(article: Article | None, issue: Issue) -> Place:
    return Place((article.place if article else issue.place).file)


def _wide(box: Box, article: str | None, full: bool = False) -> Iterator[tuple[Rule, Box, float, str | None]]:
    """Tables and lines of `box` that are wider than what holds them, with the excess in px.

    `full` is whether they stand in a figure that has the whole width (位置: 通栏).
    """
    element = getattr(box, "element", None)
    if element is not None and element.tag == "article":
        article = element.get("id")
    if element is not None and element.tag == "figure":
        full = Width.FULL.value in element.get("class", "").split()
    for child in getattr(box, "children", ()):
        kind = type(child).__name__
        is_table = getattr(child, "is_table_wrapper", False)
        if is_table or kind == "LineBox":
            right = child.position_x + (child.margin_width() if is_table else child.width)
            excess = right - (box.content_box_x() + box.width)
            if excess > (_MOST_PT * PX_PER_PT if is_table else _hanging(child)):
                rule = (OVERFULL_WIDE if full else OVERFULL_TABLE) if is_table else OVERFULL_LINE
                yield rule, child, excess, article
        if kind != "LineBox":
            yield from _wide(child, article, full)


def _hanging(line: Box) -> float:
    """What a line may stick out by: a mark that hangs (HANG) takes half an em."""
    return float(line.style["font_size"]) * 0.55


def _text(box: Box) -> str:
    """The first characters of a line; of a table, its longest word."""
    texts = [b.text for b in box.descendants() if type(b).__name__ == "TextBox"]
    if type(box).__name__ == "LineBox":
        return "".join(texts)[:_SHOWN]
    return max((word for text in texts for word in text.split()), key=len, default="")[: 2 * _SHOWN]
