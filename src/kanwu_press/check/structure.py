"""Articles and columns as wholes: nothing empty, no title twice, subheads step by step."""

from __future__ import annotations

from collections.abc import Iterator

from kanwu_press.check.walk import words
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.geometry import page_geometry
from kanwu_press.model import Heading, Issue, Opener, Paragraph
from kanwu_press.titles import RUNNING_HEAD_CHARS, is_cut, running_head, title_lines
from kanwu_press.walk import within

EMPTY_ARTICLE = Rule(
    "article-empty",
    Level.ERROR,
    N_("The manuscript “{title}” has a head but no text."),
    N_("Write the text below the head, or take the manuscript out of issue.yaml."),
)
TITLE_TWICE = Rule(
    "title-twice",
    Level.WARNING,
    N_("The title “{title}” is also that of {other}."),
    N_("Check whether one manuscript is in the issue twice."),
)
SECTION_TWICE = Rule(
    "section-twice",
    Level.WARNING,
    N_("There are two columns called “{name}”."),
    N_("Bring their manuscripts together under one, or give one another name."),
)
HEADING_JUMP = Rule(
    "heading-jump",
    Level.WARNING,
    N_("The subhead “{text}” is of level {level}, but above it there is none of level {missing}."),
    N_("Use ## first, then ###, then ####."),
)
HEADING_LAST = Rule(
    "heading-last",
    Level.WARNING,
    N_("After the subhead “{text}” no text follows."),
    N_("Write the text, or delete the subhead."),
)
TITLE_LONG = Rule(
    "title-long",
    Level.WARNING,
    N_("The title is {count} characters long and takes {lines} lines on the page."),
    N_("Make it shorter, or move a part of it into “副标题”."),
)
RUNNING_HEAD_CUT = Rule(
    "running-head-cut",
    Level.WARNING,
    N_("The title is too long for the running head and is cut there: {head}"),
    N_("Give a short title for the running head: “书眉标题: …”, at most {limit} characters."),
)
INTRO_UNPRINTED = Rule(
    "intro-unprinted",
    Level.ERROR,
    N_("The column “{name}” has a “导语”, but no opener (篇章页: 无) that could print it."),
    N_("Write “篇章页: 通栏”, or delete the “导语”."),
)
PLACEHOLDER_LEFT = Rule(
    "placeholder-left",
    Level.WARNING,
    N_("The manuscript “{title}” still holds what new-issue put there: {words}"),
    N_("Write the title and the text, or take the manuscript out of issue.yaml."),
)

MOST_TITLE_LINES = 3

# What the empty manuscripts of a new issue hold (new.py writes it).
TITLE_TO_COME = "（待写）"
TEXT_TO_COME = "正文写在这里。"


def emptiness(issue: Issue) -> Iterator[Finding]:
    """Articles without text."""
    for article in issue.articles:
        if not article.blocks:
            yield EMPTY_ARTICLE.at(article.place, title=article.title)


def placeholders(issue: Issue) -> Iterator[Finding]:
    """Manuscripts of a new issue that nobody has written yet, told once for each."""
    for article in issue.articles:
        title, blocks = article.title, (b for b in article.blocks if isinstance(b, Paragraph))
        if TITLE_TO_COME in title:
            yield PLACEHOLDER_LEFT.at(article.place, title=title, words=TITLE_TO_COME)
            continue
        left = next((b for b in blocks if words(b.children).strip() == TEXT_TO_COME), None)
        if left is not None:
            yield PLACEHOLDER_LEFT.at(left.place, title=title, words=TEXT_TO_COME)


def titles(issue: Issue) -> Iterator[Finding]:
    """The same title twice among the articles, the same name twice among the columns."""
    first: dict[str, str] = {}
    for article in issue.articles:
        other = first.setdefault("".join(article.title.split()), article.place.file)
        if other != article.place.file:
            yield TITLE_TWICE.at(article.place, title=article.title, other=other.rpartition("/")[2])
    names: set[str] = set()
    for section in issue.sections:
        if section.name in names:
            yield SECTION_TWICE.at(section.place, name=section.name)
        names.add(section.name)


def long_titles(issue: Issue) -> Iterator[Finding]:
    """Titles of more than three lines, and titles that the running head must cut."""
    publication = issue.publication
    measure = page_geometry(publication.type_area, publication.bleed_mm).measure_pt
    for article in issue.articles:
        lines = title_lines(article.title, measure)
        if lines > MOST_TITLE_LINES:
            yield TITLE_LONG.at(article.place, count=len(article.title), lines=lines)
        if is_cut(article):
            head = running_head(article)
            yield RUNNING_HEAD_CUT.at(article.place, head=head, limit=RUNNING_HEAD_CHARS)


def intros(issue: Issue) -> Iterator[Finding]:
    """What introduces a column is printed in its opener; without one it would be lost."""
    for section in issue.sections:
        if section.intro and section.opener is Opener.NONE:
            yield INTRO_UNPRINTED.at(section.place, name=section.name)


def headings(issue: Issue) -> Iterator[Finding]:
    """Levels without a jump, no subhead without text after it."""
    for article in issue.articles:
        above = 0
        for block in article.blocks:
            if not isinstance(block, Heading):
                continue
            text = words(block.children).strip()
            if block.level > above + 1:
                yield HEADING_JUMP.at(block.place, text=text[:30], level=block.level, missing=above + 1)
            above = block.level
        last = list(within(article.blocks))[-1:]
        if last and isinstance(last[0], Heading):
            yield HEADING_LAST.at(last[0].place, text=words(last[0].children)[:30])
