"""Which paragraphs are subheads, and of which level: by style, number, size, or bold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kanwu_press.intake import words
from kanwu_press.intake.docx.body.captions import is_figure_caption, is_table_caption
from kanwu_press.intake.docx.body.lists import is_item
from kanwu_press.intake.docx.flow import Flow
from kanwu_press.intake.docx.values import Paragraph, Run

QUOTES = ("quote", "intense quote", "block text", "引文", "引用", "明显引用")  # styles of quotations
_NUMBERED, _BOLD, _STYLED = 45, 30, 60  # characters, at most
_LEVELS = 3
_BACK = re.compile(
    r"附\s*[录件表]?\s*[\d一二三四五]*\s*[:：]|附\s*录|参考文献|注\s*释$|致\s*谢$|后\s*记$"
)  # behind all chapters
_SENTENCES = re.compile(r"[。！？；]")


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
    before = 0
    for p, kind in found:
        if kind == "style":
            level = outlines.index(p.outline) + 1
        elif kind == "number":
            scheme = _scheme(p)
            level = by_style.get(scheme) or deepest + ranks.index(schemes.index(scheme)) + 1
        elif kind == "size" or _BACK.match(p.text.strip()):
            level = 1
        else:
            level = deepest + len(ranks) + 1 if numbered or outlines else 1
        before = min(level, _LEVELS, before + 1)  # none deeper than one below the last
        yield p.key, (before, kind)


def doubtful(flow: Sequence[Flow], known: Mapping[tuple[int, int], tuple[int, str]]) -> Iterator[Paragraph]:
    """Subheads known by their looks alone, above all text, that may be lines of the head: a name, a place."""
    sizes = sum(kind == "size" for _, kind in known.values())
    for at, one in enumerate(flow):
        if isinstance(one, Paragraph) and words.DATE.fullmatch(one.text.strip()):
            continue
        if not isinstance(one, Paragraph) or one.key not in known:
            return
        kind = known[one.key][1]
        after = flow[at + 1] if at + 1 < len(flow) else None
        stacked = isinstance(after, Paragraph) and known.get(after.key, (0, ""))[1] == kind
        text = one.text.strip()
        named = words.is_byline(text) or "：" in text or ":" in text
        if kind in ("size", "bold") and (named or stacked or (kind == "size" and sizes == 1)):
            yield one


def _scheme(one: Paragraph) -> str:
    return words.scheme_of(one.text.strip())[0]


def _heads(flow: Sequence[Flow], body_size: int) -> list[tuple[Paragraph, str]]:
    """Subheads and how each is known: style, number, size, bold."""
    kinds = [_kind(one, body_size) if isinstance(one, Paragraph) else "" for one in flow]
    heads = [
        (one, kind)
        for at, (one, kind) in enumerate(zip(flow, kinds, strict=True))
        if isinstance(one, Paragraph) and kind and not (kind == "number" and _in_a_row(flow, kinds, at))
    ]
    # Of an automatic list most are subheads, or none is.
    every = Counter(one.item for one in flow if isinstance(one, Paragraph) and one.label)
    those = Counter(one.item for one, kind in heads if one.label)
    return [
        (one, kind)
        for one, kind in heads
        if kind != "number" or not one.label or 2 * those[one.item] >= every[one.item]
    ]


def _in_a_row(flow: Sequence[Flow], kinds: Sequence[str], at: int) -> bool:
    """Whether a numbered line is one of several with no text between: a list, no subheads."""
    one = flow[at]
    assert isinstance(one, Paragraph)
    for step in (-1, 1):
        other = at + step
        while 0 <= other < len(flow) and _lies_below(flow[other], one):
            other += step
        if other == len(flow):
            return True  # nothing stands below it
        beside = flow[other] if other >= 0 else None
        if isinstance(beside, Paragraph) and kinds[other] == "number" and _scheme(one) == _scheme(beside):
            return True
    return False


def _lies_below(beside: Flow, one: Paragraph) -> bool:
    """Whether a paragraph beside a numbered line is an item of a list within the line's own."""
    if not isinstance(beside, Paragraph) or beside.outline:
        return False
    if is_item(beside):
        return True
    deeper = one.item and beside.item and beside.label and (beside.item[1] > one.item[1])
    return bool(deeper) and len(beside.text) <= _NUMBERED and not words.is_closed(beside.text)


def _kind(one: Paragraph, body_size: int) -> str:
    """How a paragraph is known to be a subhead; empty where it is none."""
    text = one.text.strip()
    if not text or one.text_only or one.bullet >= 0 or is_figure_caption(one) or is_table_caption(one):
        return ""
    if one.outline:
        return "style" if len(text) <= _STYLED and not text.endswith(("。", "；")) else ""
    weights = [p.look.bold for p in one.pieces if isinstance(p, Run) and p.text.strip()]
    bold = bool(weights) and all(weights) and len(text) <= _BOLD
    if words.DATE.fullmatch(text) or one.style in QUOTES:
        return ""
    numbered = words.scheme_of(text)[0]
    if words.is_closed(text):  # 五、结论。 in bold, by mistake
        stopped = numbered and bold and text.endswith("。") and len(_SENTENCES.findall(text)) == 1
        return "number" if stopped else ""
    if numbered and len(text) <= _NUMBERED:
        return "number"
    if one.align == "center" and len(text) <= _BOLD and one.size > body_size > 0:
        return "size"
    return "bold" if bold else ""
