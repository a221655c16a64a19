"""What is said of an article elsewhere against the article: cover lines, short titles, bylines in the text.

Contents, running heads and metadata are made from the heads of the manuscripts and can't differ from them.
An editor types anew: 要目 of the cover, 书眉标题, titles and bylines that came along within the text, titles
cited in other articles, and what was planned. Each is compared by its letters only, marks and spaces apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from kanwu_press.check.han import alike, is_person
from kanwu_press.check.names import APART
from kanwu_press.check.walk import words
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Article, Heading, Issue, Paragraph, Place
from kanwu_press.titles import split_title

HIGHLIGHT_DIFFERS = Rule(
    "cover-highlight-differs", Level.WARNING,
    N_("“要目” on the cover says “{text}”, but the article is called “{title}” ({file})."),
    N_("Write the title the same on the cover and in the manuscript."),
)  # fmt: skip
HIGHLIGHT_AUTHOR = Rule(
    "cover-highlight-author", Level.WARNING,
    N_("“要目” on the cover names {name} beside “{title}”; its authors are {authors} ({file})."),
    N_("Check the name on the cover and “作者” in the manuscript."),
)  # fmt: skip
HIGHLIGHT_UNKNOWN = Rule(
    "cover-highlight-unknown", Level.INFO,
    N_("“{text}” in “要目” on the cover is the title of no article of this issue."),
    N_("See whether the article is in the issue, and whether its title has been changed."),
)  # fmt: skip
RUNNING_TITLE = Rule(
    "running-title-differs", Level.WARNING,
    N_("“书眉标题” has “{char}” where the title has “{other}”: {text}"),
    N_("Write the same character in both."),
)  # fmt: skip
TITLE_REPEATED = Rule(
    "title-repeated", Level.WARNING,
    N_("The text begins with the title, which is printed above it already: {text}"),
    N_("Delete this line of the text."),
)  # fmt: skip
TITLE_DIFFERS = Rule(
    "title-differs", Level.WARNING,
    N_("The text begins with “{text}”, but “标题” in the head is “{title}”."),
    N_("Correct “标题”, which the contents take, and delete this line of the text."),
)  # fmt: skip
BYLINE_DIFFERS = Rule(
    "byline-differs", Level.WARNING,
    N_("The text names {name} as its author, but “作者” in the head is {authors}."),
    N_("Check which of the two is right; the contents and the byline take “作者”."),
)  # fmt: skip
CITED_DIFFERS = Rule(
    "title-cited-differs", Level.INFO,
    N_("“{text}” is cited here; the article of this issue is called “{title}” ({file})."),
    N_("If it is meant, write its title as it stands there."),
)  # fmt: skip
PLANNED_HERE = Rule(
    "planned-here", Level.WARNING,
    N_("Pages are still reserved for “{title}”, and {file} bears nearly the same title."),
    N_("If it has arrived, delete these lines from issue.yaml; its file is listed already."),
)  # fmt: skip

_NEAR, _VERY_NEAR = 0.7, 0.85  # SequenceMatcher's ratio of letters that are the same, in order
_LEAST = 4  # letters of a title that can be compared
_CITED = re.compile(r"《([^《》\n]{4,40})》")
_BYLINE = re.compile(
    r"^[\s（(【\[□■●◎◆○★—]*(?:(?:本文)?作者|撰稿人?|执笔人?|供稿人?|通讯员|(?:本刊)?记者|文[/／]图|图[/／]文|文)"
    r"[\s：:/／|｜]+(?P<names>[^，。；：:]{2,40}?)[\s）)】\]]*$"
)
_NAMES = re.compile(r"[\s、，,;；/／]+")
_PARTED = re.compile(r"[\s、，,：:/／|｜（）()—…]+")
_AT_ENDS = 2  # blocks at the beginning and at the end of an article that may be title and byline


def highlights(issue: Issue) -> Iterator[Finding]:
    """Lines of the cover against the titles and authors of the issue, those to come included."""
    place = issue.cover.highlights_place if issue.cover.highlights_place.file else issue.place
    others = {letters(issue.theme), *(letters(section.name) for section in issue.sections)}
    for line in issue.cover.highlights:
        text = letters(line)
        if len(text) < _LEAST or text in others:
            continue
        near, ratio = _nearest(text, issue.articles)
        meant = _meant(text, issue.articles, near if ratio >= _VERY_NEAR else None)
        if meant is not None:
            yield from _authors_beside(place, line, meant)
        elif near is not None and ratio >= _NEAR:
            yield HIGHLIGHT_DIFFERS.at(place, text=line, title=near.title, file=_file(near))
        else:
            yield HIGHLIGHT_UNKNOWN.at(place, text=line)


def _meant(text: str, articles: tuple[Article, ...], near: Article | None) -> Article | None:
    """The article that a line names, whole or in part; a line nearly a title only if it is one."""
    for article in articles:
        title, subtitle = letters(article.title), letters(article.subtitle)
        if text in title + subtitle or text == letters(article.running_title) or title in text:
            return article if len(title) >= _LEAST or title == text else None
    parts = (
        (letters(part), article)
        for article in (() if near else articles)
        for part in (*split_title(article.title), article.subtitle, article.running_title)
    )
    return next((article for part, article in parts if len(part) >= _LEAST and part in text), None)


def _authors_beside(place: Place, line: str, article: Article) -> Iterator[Finding]:
    """Persons that a line of the cover names beside a title, who are not its authors."""
    authors = [author.name for author in article.authors]
    own = (article.title, article.subtitle, *authors)
    for name in _PARTED.split(line) if authors else ():
        if is_person(name) and not any(name in text for text in own):
            said = "、".join(authors)
            yield HIGHLIGHT_AUTHOR.at(
                place, name=name, title=article.title, authors=said, file=_file(article)
            )


def running_titles(issue: Issue) -> Iterator[Finding]:
    """Short titles in which one character stands for another that is like it."""
    for article in issue.articles:
        short, whole = letters(article.running_title), letters(article.title + article.subtitle)
        if set(short) <= set(whole) or len(short) < _LEAST:
            continue
        matcher = SequenceMatcher(None, short, whole, autojunk=False)
        for tag, a, a_end, b, b_end in matcher.get_opcodes():
            if tag != "replace" or a_end - a != 1:
                continue
            beside = (whole[b], whole[b_end - 1])  # what goes on where the short title ends or begins
            other = next((c for c in beside if _slipped(short[a], c)), "")
            if other:
                yield RUNNING_TITLE.at(article.place, char=short[a], other=other, text=article.running_title)


def _slipped(a: str, b: str) -> bool:
    return not {a, b} & APART and alike(a, b)


def text_heads(issue: Issue) -> Iterator[Finding]:
    """Titles and bylines that stand in the text, against those of the head."""
    for article in issue.articles:
        yield from _first_line(article)
        authors = {author.name for author in article.authors}
        if not authors:
            continue
        for block in (*article.blocks[:_AT_ENDS], *article.blocks[_AT_ENDS:][-_AT_ENDS:]):
            byline = _BYLINE.match(words(block.children)) if isinstance(block, Paragraph) else None
            for name in _NAMES.split(byline["names"]) if byline else ():
                if is_person(name) and name not in authors:
                    said = "、".join(a.name for a in article.authors)
                    yield BYLINE_DIFFERS.at(block.place, name=name, authors=said)


def _first_line(article: Article) -> Iterator[Finding]:
    first = article.blocks[0] if article.blocks else None
    if not isinstance(first, Heading | Paragraph):
        return
    text, title = words(first.children).strip(), letters(article.title)
    bare = letters(text)
    if len(title) < _LEAST or len(bare) > 2 * len(title) or text[-1:] in "。！？；，：":
        return
    if bare in (title, letters(article.title + article.subtitle)):
        yield TITLE_REPEATED.at(first.place, text=text)
    elif _ratio(bare, title) >= _VERY_NEAR:
        yield TITLE_DIFFERS.at(first.place, text=text, title=article.title)


def cited_titles(issue: Issue) -> Iterator[Finding]:
    """Titles in 《》 that are nearly those of articles of this issue."""
    titles = {letters(a.title): a for a in issue.articles if len(letters(a.title)) > _LEAST}
    read = {letters(n) for a in issue.articles for n in _CITED.findall(a.title + a.subtitle)}  # 读《…》
    known = read | set(titles)
    for article in issue.articles:
        for block in article.blocks:
            if not isinstance(block, Paragraph):
                continue
            for match in _CITED.finditer(words(block.children)):
                bare = letters(match[1])
                near = None if bare in known else next((t for t in titles if _slip_of(bare, t)), None)
                if near is not None:
                    meant = titles[near]
                    yield CITED_DIFFERS.at(
                        block.place, text=match[1], title=meant.title, file=_file(meant)
                    )


def _slip_of(a: str, b: str) -> bool:
    return abs(len(a) - len(b)) < 2 and _ratio(a, b) >= _VERY_NEAR


def planned_here(issue: Issue) -> Iterator[Finding]:
    """Pages reserved for what seems to have arrived under nearly the same title."""
    there = issue.arrived.articles
    for article in issue.articles:
        title = letters(article.title)
        if article.planned is None or len(title) < _LEAST:
            continue
        near, ratio = _nearest(title, there)
        if near is not None and ratio >= _VERY_NEAR:
            yield PLANNED_HERE.at(article.place, title=article.title, file=_file(near))


# ---- comparing -----------------------------------------------------------------------------


def letters(text: str) -> str:
    """Letters and figures only, as titles are compared."""
    return "".join(c for c in text if c.isalnum()).lower()


def _nearest(text: str, articles: Iterable[Article]) -> tuple[Article | None, float]:
    """The article whose title, alone or with its subtitle, is most like `text`, and how much."""
    best: tuple[Article | None, float] = (None, 0.0)
    for article in articles:
        names = (letters(article.title), letters(article.title + article.subtitle))
        ratio = max(_ratio(text, name) for name in names)
        if ratio > best[1]:
            best = (article, ratio)
    return best


def _ratio(a: str, b: str) -> float:
    """How much two texts have in common, 0 to 1; what can't reach _NEAR is not looked at closely."""
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.real_quick_ratio() < _NEAR or matcher.quick_ratio() < _NEAR:
        return 0.0
    return matcher.ratio()


def _file(article: Article) -> str:
    return article.place.file.rpartition("/")[2]
