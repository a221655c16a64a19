"""publication.yaml → Publication."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kanwu_press.findings import Finding
from kanwu_press.geometry import fitted
from kanwu_press.model import (
    CodePlace,
    EbookSettings,
    Kind,
    Place,
    Publication,
    QrCode,
    RangeSign,
    Stock,
    TypeArea,
)
from kanwu_press.read.composing import style
from kanwu_press.read.jail import linked_out
from kanwu_press.read.keys import Helpers, Reading, read_keys
from kanwu_press.read.markdown import parse_inline
from kanwu_press.read.marks import cleared
from kanwu_press.read.pictures import Pictures
from kanwu_press.read.printing import press_settings
from kanwu_press.read.schema import PUBLICATION
from kanwu_press.read.settings import load
from kanwu_press.read.textfile import SETTINGS_BYTES, read_text
from kanwu_press.workspace import Workspace


def read_publication(workspace: Workspace) -> tuple[Publication | None, tuple[Finding, ...]]:
    """The publication of a workspace; None when its file cannot be read at all."""
    file = workspace.place_of(workspace.publication_file)
    outside = linked_out(workspace.root, workspace.publication_file, file)
    text, found = (None, outside) if outside else read_text(workspace.publication_file, file, SETTINGS_BYTES)
    if text is None:
        return None, found
    loaded = load(text, file)
    if loaded.root is None and loaded.findings:
        return None, found + loaded.findings
    pictures = Pictures(workspace.root, workspace.root)
    reading, more = read_keys(loaded.root, PUBLICATION, Place(file, 1), Helpers(parse_inline, pictures))
    publication, wrong = _publication(workspace.root, reading, file)
    return publication, found + loaded.findings + more + wrong


def _publication(root: Path, reading: Reading, file: str) -> tuple[Publication, tuple[Finding, ...]]:
    """Missing values get harmless ones: that they are missing has been reported."""
    values = dict(reading.values)
    composition, found = style(values.pop("composition", None))
    press, wrong = press_settings(root, values.pop("press", None))
    ebook: Mapping[str, Any] = values.pop("ebook").values if "ebook" in values else {}
    for stock in ("text_stock", "cover_stock"):
        if stock in values:
            values[stock] = _stock(values[stock])
    if "article_codes" in values:
        values["article_codes"] = CodePlace(values["article_codes"])
    if "range_sign" in values:
        values["range_sign"] = RangeSign(values["range_sign"])
    if "founded" in values:
        values["founded"] = str(values["founded"])
    publication = Publication(
        title=values.pop("title", "刊物"),
        code=values.pop("code", "x"),
        kind=Kind(values.pop("kind", Kind.OTHER.value)),
        place=Place(file, 1),
        type_area=_type_area(values),
        composition=composition,
        press=press,
        ebook=EbookSettings(**ebook),
        qr_codes=qr_codes(values),
        cleared=cleared(values),
        key_lines=tuple((name, place.line) for name, place in reading.places.items()),
        **values,
    )
    return publication, (*found, *wrong)


def _type_area(values: dict[str, Any]) -> TypeArea:
    """Taken out of `values`: 开本 and 版心 together."""
    area: Mapping[str, Any] = values.pop("type_area").values if "type_area" in values else {}
    trim = values.pop("trim", None)
    sheet = {"trim_width_mm": trim[0], "trim_height_mm": trim[1]} if trim else {}
    return fitted(TypeArea(**sheet, **area), frozenset(area))


def _stock(reading: Reading) -> Stock | None:
    return Stock(**reading.values) if {"name", "grams"} <= set(reading.values) else None


def qr_codes(values: dict[str, Any]) -> tuple[QrCode, ...]:
    """Taken out of `values`: the complete codes among 二维码."""
    groups = values.pop("qr_codes", ())
    return tuple(QrCode(**g.values) for g in groups if {"label", "content"} <= set(g.values))
