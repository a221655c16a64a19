"""Which paragraphs are subheads, and of which level: by style, number, size, or bold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kanwu_press.intake import words
from kanwu_press.intake.docx.body.captions import is_figure_caption, is_table_caption
from kanwu_press.intake.docx.flow import Flow
from kanwu_press.intake.docx.values import Paragraph, Run

QUOTES = ("quote", "intense quote", "block text", "引文", "引用", "明显引用")  # styles of quotations
_NUMBERED, _BOLD, _STYLED = 45, 30, 60  # characters, at most
_LEVELS = 3


def levels(flow: Sequence[Flow], body_size: int) -> Iterator[tuple[tuple[int, int], tuple[int, str]]]:
    """(level, by what) of each paragraph that is a subhead."""
    found = _heads(flow, body_size)
    outlines = sorted({p.outline for p, kind in found if kind == "style"})
    schemes = [name for name, _ in words.SCHEMES]
    by_style = {
        _scheme(p): outlines.index(p.outline) + 1 for p, kind in found if kind == "style" and _scheme(p)
    }
    deepest = min(len(outlines), _LEVELS)
    ranks = sorted(
        {schemes.index(_scheme(p)) for p, kind in found if kind == "number" and _scheme(p) not in by_style}
    )
    numbered = bool(ranks or by_style)
    for p, kind in found:
        if kind == "style":
            level = outlines.index(p.outline) + 1
        elif kind == "number":
            scheme = _scheme(p)
            level = by_style.get(scheme) or deepest + ranks.index(schemes.index(scheme)) + 1
        elif kind == "size":
            level = 1
        else:
            level = deepest + len(ranks) + 1 if numbered or outlines else 1
        yield p.key, (min(level, _LEVELS), kind)


def _scheme(one: Paragraph) -> str:
    return words.scheme_of(one.text.strip())[0]


def _heads(flow: Sequence[Flow], body_size: int) -> list[tuple[Paragraph, str]]:
    """Subheads and how each is known: style, number, size, bold."""
    kinds = [_kind(one, body_size) if isinstance(one, Paragraph) else "" for one in flow]
    found: list[tuple[Paragraph, str]] = []
    for at, (one, kind) in enumerate(zip(flow, kinds, strict=True)):
        if not kind or not isinstance(one, Paragraph):
            continue
        if kind == "number" and _in_a_row(flow, kinds, at):
            continue
        found.append((one, kind))
    return found


def _in_a_row(flow: Sequence[Flow], kinds: Sequence[str], at: int) -> bool:
    """Whether a numbered line is one of several with no text between: a list, no subheads."""
    for other in (at - 1, at + 1):
        if not 0 <= other < len(flow):
            if other == len(flow):
                return True  # nothing stands below it
            continue
        one, beside = flow[at], flow[other]
        both = isinstance(one, Paragraph) and isinstance(beside, Paragraph) and kinds[other] == "number"
        if both and _scheme(one) == _scheme(beside):  # type: ignore[arg-type]
            return True
    return False


def _kind(one: Paragraph, body_size: int) -> str:
    """How a paragraph is known to be a subhead; empty where it is none."""
    text = one.text.strip()
    if not text or one.bullet >= 0 or is_figure_caption(one) or is_table_caption(one):
        return ""
    if one.outline:
        return "style" if len(text) <= _STYLED and not text.endswith(("。", "；")) else ""
    if words.is_closed(text) or one.style in QUOTES:
        return ""
    if words.scheme_of(text)[0] and len(text) <= _NUMBERED:
        return "number"
    if one.align == "center" and len(text) <= _BOLD and one.size > body_size > 0:
        return "size"
    weights = [p.look.bold for p in one.pieces if isinstance(p, Run) and p.text.strip()]
    return "bold" if weights and all(weights) and len(text) <= _BOLD else ""
