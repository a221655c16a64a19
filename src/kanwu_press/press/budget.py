"""What a remainder beyond whole signatures costs, and how to get rid of it or to fill it.

In: the issue, its page map, the plan. Out: at most one finding. Pure arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Article, Issue, PageKind, PageMap, Place, Start
from kanwu_press.press.sheets import text_forms
from kanwu_press.press.signatures import FULL, LEAVES, signatures
from kanwu_press.production import Form, PagePlan

MOST_NAMED = 3  # articles to choose from
_FEW_SHARE = 1 / 3  # of the type area: an article that ends above it may be cut by a page

_MESSAGE = N_(
    "{pages} pages are {parts}: the remainder of {rest} takes {sets} set(s) of plates ({plates} plates),"
    " each with a make-ready of its own. Whole signatures would be {whole} or {full} pages."
)
SIGNATURE_REMAINDER = Rule(
    "signature-remainder",
    Level.INFO,
    _MESSAGE,
    N_(
        "{less} page(s) less save {saved} plate(s). {more} page(s) more, up to {full}, cost {extra} plate(s)"
        " more; of the pages there are, {blank} are blank. The longest articles: {longest}."
    ),
)
SIGNATURE_REMAINDER_OVER = Rule(
    "signature-remainder-over",
    Level.INFO,
    _MESSAGE,
    N_(
        "{less} page(s) less save {saved} plate(s). {more} page(s) more, up to {full}, cost {extra} plate(s)"
        " more; of the pages there are, {blank} are blank. Easiest to cut, with the lines on their last page:"
        " {over}. The longest articles: {longest}."
    ),
)


@dataclass(frozen=True, slots=True)
class Step:
    """Another number of pages, and by how many sets of plates it differs."""

    pages: int
    sets: int


def signature_words(sizes: tuple[int, ...]) -> str:
    """5×16+8+4: the signatures by size, the largest first."""
    counts = {size: sizes.count(size) for size in sorted(sizes, reverse=True)}
    return "+".join(f"{count}×{size}" if count > 1 else str(size) for size, count in counts.items())


def cheaper(plan: PagePlan) -> Step | None:
    """The next smaller number of pages that takes fewer plates; None where there is none."""
    sets = _sets(plan, plan.text.pages)
    for pages in range(plan.text.pages - LEAVES, 0, -LEAVES):
        fewer = _sets(plan, pages)
        if fewer < sets:
            return Step(pages, sets - fewer)
    return None


def budget_findings(issue: Issue, pages: PageMap, plan: PagePlan) -> tuple[Finding, ...]:
    """What the remainder costs; nothing for whole signatures, nor below the first of them."""
    total = plan.text.pages
    rest, step = total % FULL, cheaper(plan)
    if not rest or total < FULL or step is None or plan.blank:
        return ()
    whole, full = total - rest, total - rest + FULL
    added = sum(page.kind is PageKind.ADDED for page in pages.pages)
    sets = _sets(plan, total) - _sets(plan, whole)
    ink = plan.text.inks[0]
    over = articles_over(issue, pages)
    values = {
        "pages": total,
        "parts": signature_words(signatures(total, "perfect")),
        "rest": rest,
        "sets": sets,
        "plates": sets * ink,
        "whole": whole,
        "full": full,
        "less": total - step.pages - added,  # blank pages go by themselves
        "saved": step.sets * ink,
        "more": full - total,
        "extra": (_sets(plan, full) - _sets(plan, total)) * ink,
        "blank": added,
        "longest": _longest(issue, pages),
    }
    place = Place(issue.place.file)
    if not over:
        return (SIGNATURE_REMAINDER.at(place, **values),)
    extents = {extent.id: extent for extent in pages.extents}
    named = "、".join(f"《{article.title}》（{extents[article.id].rows}）" for article in over)
    return (SIGNATURE_REMAINDER_OVER.at(place, **values, over=named),)


def _sets(plan: PagePlan, pages: int) -> int:
    """Sets of plates that an interior of so many pages takes on this plan's sheets."""
    forms: tuple[Form, ...] = text_forms(signatures(pages, "perfect"), plan.text.sheet.press_ups)
    return sum(form.sets for form in forms)


def articles_over(issue: Issue, pages: PageMap) -> tuple[Article, ...]:
    """Articles that a cut would make a page shorter: few lines on a last page of their own, fewest first.

    Left out: who shares that page with the next article, and who stands before one that starts on a recto,
    where the page would only become blank.
    """
    few = issue.publication.type_area.lines * _FEW_SHARE
    extents = {extent.id: extent for extent in pages.extents}
    spans = [pages.article(article.id) for article in issue.articles]
    found: list[tuple[int, Article]] = []
    for n, article in enumerate(issue.articles):
        extent, span = extents.get(article.id), spans[n]
        after = spans[n + 1] if n + 1 < len(spans) else None
        shared = after is not None and after.first == span.last
        recto = after is not None and issue.articles[n + 1].start is Start.RECTO and span.last % 2 == 0
        if extent is None or shared or recto or article.planned is not None:
            continue
        if span.first < span.last and 0 < extent.last <= few:
            found.append((extent.last, article))
    found.sort(key=lambda pair: pair[0])
    return tuple(article for _, article in found[:MOST_NAMED])


def _longest(issue: Issue, pages: PageMap) -> str:
    """The longest articles with their pages."""
    spans = {article.id: pages.article(article.id) for article in issue.articles}
    sized = [(spans[a.id].last - spans[a.id].first + 1, a) for a in issue.articles]
    sized.sort(key=lambda pair: -pair[0])
    return "、".join(f"《{article.title}》（{count}）" for count, article in sized[:MOST_NAMED])
