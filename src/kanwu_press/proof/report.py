"""The report of a comparison: a page to open or print, the pictures it shows, and diff.json.

In: a Comparison and its two editions. Out: files by name, for one folder: no script, nothing from elsewhere.
All text goes through the template's escaping. The same comparison gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from kanwu_press.proof.changes import ArticleChanges, Change
from kanwu_press.proof.compare import Comparison, PageChange, Shown
from kanwu_press.proof.editions import Edition

_KINDS = {
    "added": "新增的页",
    "removed": "删去的页",
    "words": "文字有改动",
    "look": "版面或图有变，文字没有变",
    "folio": "只有页码或书眉不同",
}
_SUMS = _KINDS | {"added": "是新增的", "removed": "删去了"}
_ONLY = {"a": "乙里没有这一篇。", "b": "甲里没有这一篇，是新增的。"}
_OTHER_PAGES = "不属于文章的页（目次、编委会、版权页等）"
_WHOLE = "全文"
_MOST_CHANGES = 300  # of one article in the report
_LONGEST = 200  # characters of a change in the report
_MM = 25.4 / 72


def report_files(result: Comparison, one: Edition, other: Edition) -> dict[str, bytes]:
    """The report's files: index.html, diff.json, pages/*.png."""
    page = _template().render(_values(result, one, other))
    files = {"index.html": page.encode("utf-8"), "diff.json": _record(result, one, other)}
    for change in result.pages:
        for side, shown in (("a", change.a), ("b", change.b)):
            if shown is not None and shown.picture:
                files[_file(side, shown)] = shown.picture
    return files


@cache
def _template() -> Template:
    loader = PackageLoader("kanwu_press.proof", "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("diff.html")


def _file(side: str, shown: Shown) -> str:
    return f"pages/{side}-{shown.number:04d}.png"


# ---- the page ------------------------------------------------------------------------------


def _values(result: Comparison, one: Edition, other: Edition) -> dict[str, object]:
    shown = [p for p in result.pages if p.kind != "folio" and _pictured(p)]
    anchors = {p.b.number: _anchor(p) for p in shown if p.b is not None}
    by_article = bool(one.leaves and other.leaves)
    return {
        "title": "两次成品的比对",
        "a": {"name": one.name, "pages": result.pages_a},
        "b": {"name": other.name, "pages": result.pages_b},
        "summary": summary(result),
        "articles": [_article(a, one, other, anchors, by_article) for a in result.articles],
        "pages": [_page(p, one, other) for p in shown],
        "unseen": "、".join(
            _names(p, one, other) for p in result.pages if p.kind != "folio" and not _pictured(p)
        ),
        "folios": "、".join(_names(p, one, other) for p in result.pages if p.kind == "folio"),
    }


def summary(result: Comparison) -> str:
    """What differs, in one Chinese sentence."""
    count = {kind: sum(p.kind == kind for p in result.pages) for kind in _KINDS}
    words = sum(len(a.changes) for a in result.articles)
    parts = [
        f"文字改动 {words} 处" if words else "文字没有改动",
        *(f"{count[kind]} 页{_SUMS[kind]}" for kind in _KINDS if count[kind]),
    ]
    return "；".join(parts) + "。"


def _pictured(page: PageChange) -> bool:
    return any(shown is not None and shown.picture for shown in (page.a, page.b))


def _anchor(page: PageChange) -> str:
    return f"b{page.b.number}" if page.b is not None else f"a{page.a.number if page.a else 0}"


def _name(number: int, edition: Edition) -> str:
    """A page as the editor calls it: its folio where there is one, and its place in the PDF."""
    if number <= len(edition.leaves) and edition.leaves[number - 1].folio:
        return f"第 {edition.leaves[number - 1].folio} 页（PDF 第 {number} 页）"
    return f"PDF 第 {number} 页"


def _names(page: PageChange, one: Edition, other: Edition) -> str:
    a = _name(page.a.number, one) if page.a else ""
    b = _name(page.b.number, other) if page.b else ""
    return a if a == b else " → ".join(name for name in (a, b) if name)


def _page(page: PageChange, one: Edition, other: Edition) -> dict[str, object]:
    sides = []
    for side, shown, edition, word in (("a", page.a, one, "甲"), ("b", page.b, other, "乙")):
        name = _name(shown.number, edition) if shown else ""
        caption = f"{word}　{name}" if shown else f"{word}里没有这一页"
        file = _file(side, shown) if shown and shown.picture else ""
        sides.append({"file": file, "caption": caption, "alt": f"{word}的{name}，红框里是不同的地方"})
    return {
        "anchor": _anchor(page),
        "where": _names(page, one, other),
        "kind": _kind(page),
        "sides": sides,
    }


def _kind(page: PageChange) -> str:
    a, b = page.a, page.b
    if a and b and (abs(a.width - b.width) > 1 or abs(a.height - b.height) > 1):
        sizes = " → ".join(f"{s.width * _MM:.0f}×{s.height * _MM:.0f} 毫米" for s in (a, b))
        return f"{_KINDS[page.kind]}；页面大小不同：{sizes}"
    return _KINDS[page.kind]


def _article(
    article: ArticleChanges, one: Edition, other: Edition, anchors: dict[int, str], by_article: bool
) -> dict[str, object]:
    changes = [_change(change, one, other, anchors) for change in article.changes[:_MOST_CHANGES]]
    return {
        "title": article.title or (_OTHER_PAGES if by_article else _WHOLE),
        "only": _ONLY.get(article.only, ""),
        "changes": changes,
        "rest": len(article.changes) - len(changes),
    }


def _change(change: Change, one: Edition, other: Edition, anchors: dict[int, str]) -> dict[str, str]:
    names = (_folio(change.page_a, one), _folio(change.page_b, other))
    return {
        "where": names[1] if names[0] == names[1] else " → ".join(names),
        "anchor": anchors.get(change.page_b, ""),
        "left": change.left,
        "right": change.right,
        "before": _short(change.before),
        "after": _short(change.after),
    }


def _folio(number: int, edition: Edition) -> str:
    folio = edition.leaves[number - 1].folio if number <= len(edition.leaves) else ""
    return f"第 {folio} 页" if folio else f"PDF 第 {number} 页"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……（共 {len(text)} 字）"


# ---- the record ----------------------------------------------------------------------------


def _record(result: Comparison, one: Edition, other: Edition) -> bytes:
    """diff.json: pages count from 1 in their PDF; boxes are left, top, right, bottom in mm from the upper
    left corner of the page with its bleed."""
    record = {
        "a": {"name": one.name, "pages": result.pages_a},
        "b": {"name": other.name, "pages": result.pages_b},
        "pages": [
            {
                "kind": page.kind,
                "a": page.a.number if page.a else None,
                "b": page.b.number if page.b else None,
                "boxes_mm": [[round(v * _MM, 2) for v in box] for box in page.boxes],
            }
            for page in result.pages
        ],
        "articles": [
            {
                "title": article.title,
                "only_in": article.only or None,
                "changes": list(_change_records(article.changes)),
            }
            for article in result.articles
        ],
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _change_records(changes: Sequence[Change]) -> Iterator[dict[str, object]]:
    for change in changes:
        yield {
            "page_a": change.page_a,
            "page_b": change.page_b,
            "before": change.before,
            "after": change.after,
            "left": change.left,
            "right": change.right,
        }
