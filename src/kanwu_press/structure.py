"""What a page's drawing means, as values: headings, paragraphs, tables in reading order (ISO 32000-1, 14.7).

The typesetter knows it of the pages that it drew, and the screen edition writes it into its PDF. Frozen, no
I/O. Pages count from 0 within the file that they belong to; lengths in pt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of a page's drawing: the marked content `number` (MCID) of the page."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation of a page, by its place among them."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element: its type (`P`, `H1`, `Table`), and what it holds in reading order.

    `alt` stands for a figure, or says where a link leads; `id` is unique in the file. `box` is where a
    figure lies: left, lower, right, upper.
    """

    kind: str
    kids: tuple[Kid, ...]
    alt: str = ""
    language: str = ""
    id: str = ""
    box: tuple[float, float, float, float] | None = None
    spans: tuple[int, int] = (1, 1)  # columns and rows of a table's cell
    numbering: str = ""  # of a list: Disc, Decimal


Kid: TypeAlias = "Element | Content | Annotation"


@dataclass(frozen=True, slots=True)
class Marked:
    """A PDF whose content is marked but not yet tagged, and what the marks mean.

    `counts` are the pieces of each page; `placed` says how large (width, height) the largest print of each
    picture is, by its name in the PDF.
    """

    pdf: bytes
    elements: tuple[Element, ...]
    counts: tuple[int, ...]
    placed: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class CoverPage:
    """A page of the cover, cut out of the sheet: its name (封面, 封二), and its trim, pt.

    The trim is left, lower, right, upper. `ahead`: the page stands before the interior.
    """

    label: str
    trim: tuple[float, float, float, float]
    ahead: bool


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover page by page; those that stand ahead come first. `pages` and those of the PDF correspond."""

    marked: Marked
    pages: tuple[CoverPage, ...]
