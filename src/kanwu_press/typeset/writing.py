"""Laid-out pages → PDF: joined, with page labels, with marks in the drawing; or one part of a page alone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import pydyf

from kanwu_press.structure import Marked
from kanwu_press.typeset.engine import Laid
from kanwu_press.typeset.marking import marking
from kanwu_press.typeset.reading import Reading


def placed(files: Mapping[str, Path]) -> dict[str, Path]:
    """Pictures by their names in the PDF (the last sign: smoothed or not), from those by address."""
    return {name: file for url, file in files.items() for name in names_in_pdf(url)}


def names_in_pdf(url: str) -> tuple[str, str]:
    """What the engine calls the picture of an address."""
    digest = hashlib.md5(url.encode(), usedforsecurity=False).hexdigest()
    return f"i{digest}0", f"i{digest}1"


def screen_profile() -> bytes:
    """The ICC profile of sRGB that the engine brings along."""
    return (resources.files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


@dataclass(frozen=True, slots=True)
class LabelRange:
    """PDF page labels from page `start` (counted from 1) on: `roman` or arabic, the first being `first`."""

    start: int
    roman: bool
    first: int


def write_pdf(parts: tuple[Laid, ...], labels: tuple[LabelRange, ...], identifier: bytes) -> bytes:
    """The parts' pages as one PDF, with page labels; the first part gives the metadata."""
    return _written(parts, labels, identifier)


def write_marked(
    parts: tuple[Laid, ...],
    labels: tuple[LabelRange, ...],
    identifier: bytes,
    above: tuple[int, ...] = (),
) -> Marked:
    """As `write_pdf`, with marks in the drawing and what they mean.

    The names in `placed` are those of `placed()`. `above` are the levels of headings that go before.
    """
    reading = Reading()
    reading.add([page for part in parts for page in part.pages])
    with marking(reading.furniture) as streams:
        pdf = _written(parts, labels, identifier)
    counts = tuple(len(stream.numbers) for stream in streams)
    sizes = {name: size for url, size in reading.placed.items() for name in names_in_pdf(url)}
    return Marked(pdf, reading.elements(streams, above), counts, sizes)


def _written(parts: tuple[Laid, ...], labels: tuple[LabelRange, ...], identifier: bytes) -> bytes:
    pages = [page for part in parts for page in part.pages]

    def finish(document: Laid, pdf: pydyf.PDF) -> None:
        numbers = pydyf.Array()
        for label in labels:
            style = pydyf.Dictionary({"S": "/r" if label.roman else "/D", "St": label.first})
            numbers.extend([label.start - 1, style])
        if labels:  # an empty list of them would be wrong (ISO 32000-1, 12.4.2)
            pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": numbers})
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})

    written: bytes = parts[0].copy(pages).write_pdf(finisher=finish, pdf_identifier=identifier)
    return written


def only_part(page: Any, name: str) -> Any | None:
    """A copy of a laid-out page with one of its elements of the class “part” only; None if it has no such."""
    parts = [box for box in page._page_box.descendants(placeholders=True) if name in _part(box)]
    if not parts:
        return None
    alone = copy(page)
    alone._page_box = _without_parts(page._page_box, name)
    return alone


def _part(box: Any) -> list[str]:
    """The classes of a part's box; of any other, none."""
    element = getattr(box, "element", None)
    classes = (element.get("class") or "").split() if element is not None else []
    return classes if "part" in classes else []


def _without_parts(box: Any, name: str) -> Any:
    """The box without other parts than `name`, which is not looked into."""
    classes = _part(box)
    if classes or not getattr(box, "children", ()):
        return box
    made = box.copy()
    kept = [child for child in box.children if not _part(child) or name in _part(child)]
    made.children = [_without_parts(child, name) for child in kept]
    return made
