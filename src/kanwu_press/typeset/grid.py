"""Whole lines: a block marked with a pitch is padded so that it ends on the page's baseline grid.

Called by the engine after a block-level box has been laid out. CSS has `block-step` for
this; the engine does not know it.
"""

from __future__ import annotations

from typing import Any

PX_PER_PT = 96 / 72
_SLACK_PX = 0.02  # what adding floats may cost
# How the missing part of a line is shared: the rest goes below. A head stands nearer to what it heads.
_SHARE_ABOVE = {"subhead-1": 0.6, "subhead-2": 1.0, "article-head": 0.0, "article-end": 1.0}


def missing_px(depth_px: float, pitch_px: float) -> float:
    """What is missing to whole lines at this depth below the type area's upper edge."""
    over = depth_px % pitch_px
    return 0.0 if over < _SLACK_PX or pitch_px - over < _SLACK_PX else pitch_px - over


def fit_to_whole_lines(box: Any, container: Any, top_px: float) -> None:
    """Pad a finished block so that it ends on the grid, which begins at `top_px` on every page.

    Its content moves down by the share above. The depth counts, not the height: what stands
    before the box may have ended anywhere. A subhead at a column's head loses the space above
    it, since nothing stands there that it must be parted from; so does a stanza.
    """
    if _is_stanza(box) and _is_at_head(box, container, top_px):
        _shift_content(box, -box.padding_top)
    pitch = _pitch_px(box)
    if pitch is None:
        return
    share = _share_above(box)
    if _is_subhead(box) and _is_at_head(box, container, top_px):
        _shift_content(box, -box.padding_top)
        share = 0.0
    missing = missing_px(box.position_y + box.margin_height() - top_px, pitch)
    if missing:
        _shift_content(box, missing * share)
        box.padding_bottom += missing * (1 - share)


def _shift_content(box: Any, by: float) -> None:
    for child in box.children:
        child.translate(dy=by)
    box.padding_top += by


def _is_at_head(box: Any, container: Any, top_px: float) -> bool:
    """Whether a box begins where its page does, or a column of an article's first run.

    Later runs follow a full-width block, from which a subhead has to be parted.
    """
    heads = [top_px]
    if getattr(container, "is_column", False) and "first" in _classes(container):
        heads.append(container.content_box_y())
    return any(abs(box.position_y - head) < _SLACK_PX for head in heads)


def _classes(box: Any) -> list[str]:
    element = getattr(box, "element", None)
    return [] if element is None else (element.get("class") or "").split()


def _is_stanza(box: Any) -> bool:
    return getattr(box, "element_tag", "") == "p" and "lines" in _classes(box) and bool(box.padding_top)


def _is_subhead(box: Any) -> bool:
    return any(name.startswith("subhead") for name in _classes(box))


def _pitch_px(box: Any) -> float | None:
    """The pitch of a box that stands for a marked element itself, not for a part made up inside of it."""
    element = getattr(box, "element", None)
    if element is None or type(box.style).__name__ == "AnonymousStyle":
        return None
    if box.element_tag != element.tag:  # ::before, ::marker …
        return None
    pitch = element.get("data-pitch")
    return float(pitch) * PX_PER_PT if pitch else None


def _share_above(box: Any) -> float:
    return next((_SHARE_ABOVE[name] for name in _classes(box) if name in _SHARE_ABOVE), 0.5)
