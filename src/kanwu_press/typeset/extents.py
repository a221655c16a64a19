"""How many lines each article takes and how many stay empty below its end, read from the laid-out boxes.

In: the engine's pages of the body (private boxes, see engine.ENGINE_VERSION) and the issue.
Out: one Extent for each article.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kanwu_press.model import Article, Extent, Issue, Layout, TypeArea
from kanwu_press.typeset.grid import PX_PER_PT
from kanwu_press.typeset.html.blocks import note_id

_SLACK = 0.01  # of a line: what adding floats may cost


@dataclass(frozen=True, slots=True)
class _Part:
    """What of an article stands on one page. Lengths in px.

    `text` is the depth of head and text, `notes` that of the notes; `runs` are depth and number of
    columns of each piece of text, a column being a piece of its own; `white` is what is free below.
    """

    text: float
    notes: float
    runs: tuple[tuple[float, int], ...]
    white: float


def read_extents(issue: Issue, body: Sequence[Any]) -> tuple[Extent, ...]:
    """The extents of all articles, in their order."""
    articles = {article.id: article for article in issue.articles}
    area = issue.publication.type_area
    parts: dict[str, list[_Part]] = {id_: [] for id_ in articles}
    for page in body:
        boxes = list(_article_boxes(page._page_box))
        for number, box in enumerate(boxes, 1):
            article = articles[box.element.get("id")]
            parts[article.id].append(_part(page._page_box, box, article, area, last=number == len(boxes)))
    return tuple(_extent(article, parts[article.id], area) for article in issue.articles)


def _extent(article: Article, parts: list[_Part], area: TypeArea) -> Extent:
    line = area.leading_pt * PX_PER_PT
    own = (area.leading_pt if article.layout is Layout.TWO else area.single_leading_pt) * PX_PER_PT
    columns = area.columns if article.layout is Layout.TWO else 1
    end = parts[-1]
    rows = sum(_whole(depth, own) * across for depth, across in end.runs)
    return Extent(
        article.id,
        depth=_whole(sum(part.text + part.notes for part in parts), line),
        last=_whole(end.text + end.notes, line),
        rows=rows + _whole(end.notes, own) * columns,
        white=max(0, math.floor(end.white / line + _SLACK)),
    )


def _whole(depth_px: float, line_px: float) -> int:
    """A depth in lines, an unfinished one counted."""
    return max(0, math.ceil(depth_px / line_px - _SLACK))


def _article_boxes(box: Any) -> Iterator[Any]:
    """The boxes of the articles below `box`, from top to bottom."""
    element = getattr(box, "element", None)
    if element is not None and element.tag == "article":
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from _article_boxes(child)


def _part(page: Any, box: Any, article: Article, area: TypeArea, *, last: bool) -> _Part:
    columns = area.columns if article.layout is Layout.TWO else 1
    runs: list[tuple[float, int]] = []
    for child in box.children:
        parted = [column for column in getattr(child, "children", ()) if column.is_column]
        runs.extend((_end(column) - column.position_y, 1) for column in parted)
        if not parted:
            runs.append((_end(child) - child.position_y, columns))
    end = _end(box)
    foot, notes = _foot(page, article)
    return _Part(end - box.position_y, notes, tuple(runs), foot - end if last else 0.0)


def _end(box: Any) -> float:
    """Where the content of a box ends.

    That is not where the box ends: the engine makes all columns as deep as the deepest, and draws
    the part of a paragraph that another column goes on with down to the column's foot.
    """
    children = getattr(box, "children", ())
    if type(box).__name__ != "BlockBox" or box.element.get("data-pitch") or not children:
        return float(box.position_y + box.margin_height())  # a line, a picture, whole lines
    return max(_end(child) for child in children)


def _foot(page: Any, article: Article) -> tuple[float, float]:
    """Where the notes of a page begin, or the type area ends; and how deep the article's own notes are."""
    bottom = float(page.content_box_y() + page.height)
    area = next((child for child in page.children if type(child).__name__ == "FootnoteAreaBox"), None)
    if area is None or not area.children:
        return bottom, 0.0
    own = {note_id(article.id, note) for note in article.notes}
    depth = sum(child.margin_height() for child in area.children if _ids(child) & own)
    around = area.margin_height() - area.height  # the rule above the notes and its white
    return float(area.position_y), depth + around if depth else 0.0


def _ids(box: Any) -> set[str]:
    """The ids of a box and all that is within."""
    element = getattr(box, "element", None)
    found = {element.get("id") or ""} if element is not None else set()
    for child in getattr(box, "children", ()):
        found |= _ids(child)
    return found - {""}
