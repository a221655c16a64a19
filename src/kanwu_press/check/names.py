"""One person, one body, one term: names that are written two ways, authors whom the note does not know.

A name is compared with others of the same surname in which one character differs and sounds or looks
alike (刘子璇, 刘子瑛). Known are the authors, the board, whom the notes on authors name, and in the text
those who are called by their post. All of it is a question to the editor; there may be two people.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from kanwu_press.check.han import alike, is_han, is_person, surnames
from kanwu_press.check.passages import Passage, issue_passages, passages
from kanwu_press.check.walk import head_line
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Article, Issue, Place

TWO_WAYS = Rule(
    "name-two-ways",
    Level.WARNING,
    N_("Here a person is called {name}, but {other} in {where}."),
    N_("If both are one person, find out the right name and write it everywhere."),
)
NOTE_DIFFERS = Rule(
    "author-note-differs",
    Level.WARNING,
    N_("The note on the authors names {name}, who is not among the authors ({authors})."),
    N_("Check “作者” and “作者简介”."),
)
BODY = Rule(
    "body-two-ways",
    Level.INFO,
    N_("The body is called “{name}” here, but “{other}” in {where}."),
    N_("If both are one body, write it the same everywhere."),
)
TERM = Rule(
    "term-two-ways",
    Level.INFO,
    N_("“{name}” is written here, but “{other}” in {where} and {count} times in all."),
    N_("If both are meant to be the same, write it the same everywhere; terms.yaml can keep it."),
)

_POST = (
    "书记|主任|局长|部长|市长|县长|区长|镇长|乡长|村长|院长|校长|所长|站长|队长|处长|科长|会长|行长|厂长|"
    "经理|董事长|秘书长|组长|教授|院士|博士|研究员|工程师|医生|教师|老师|记者|主席|委员|干部|队员|党员|代表|同志|负责人"
)
_TOLD = "同志|说|表示|介绍|告诉|认为|指出|强调|坦言|回忆|笑着|带领|带着|率|主持|出席|参加|讲话|致辞|作|在|等"
_CALLED = re.compile(rf"(?:{_POST})([\u4e00-\u9fff]{{3}})")
_BEFORE = re.compile(rf"(?:^|[^\u4e00-\u9fff]|{_POST}|专访|感谢|[和与及、在])$")
_BEHIND = re.compile(rf"$|[^\u4e00-\u9fff]|{_TOLD}|{_POST}|报道|摄|供稿|看来|[和与及]")
_PARTED = re.compile(r"[\s、，,；;：:（）()。·/]+|系|为(?!民)|是")
_NEVER = re.compile(r"(?!)")
_QUOTED = re.compile(r"“([\u4e00-\u9fff]{4,12})”|《([^《》]{5,30})》")
_WORDY = frozenset("党全代和常时成都相公后红方重种黑海查应能解连于向从同由")  # surnames that words begin with
_LONG_BODY = 5  # characters of a body's name that can be compared


@dataclass(frozen=True, slots=True)
class _Person:
    """A person known by name, and where the name stands."""

    name: str
    place: Place


def people(issue: Issue) -> Iterator[Finding]:
    """Persons written two ways, among authors, board and notes, and in each article."""
    known = tuple(_known(issue))
    yield from _among(known)
    places = {p.name: p.place for p in reversed(known) if len(p.name) == 3}
    for article in issue.articles:
        prose = list(passages(article))
        called = _called(passage.text for passage in prose)
        wanted = {**{name: _first(prose, name) for name in called}, **places}
        yield from _in_text(prose, wanted, called)


def _known(issue: Issue) -> Iterator[_Person]:
    for article in issue.articles:
        for number, author in enumerate(article.authors):
            if is_person(author.name):
                yield _Person(author.name, _in_head(article, "authors", number))
        yield from (_Person(name, place) for name, place in _noted(article))
    for role in issue.board:
        place = role.place if role.place.file else issue.place
        yield from (_Person(name, place) for name in role.names if is_person(name))


def _in_head(article: Article, key: str, item: int) -> Place:
    return Place(article.place.file, head_line(article, key, item))


def _among(known: tuple[_Person, ...]) -> Iterator[Finding]:
    first: dict[str, Place] = {}
    for person in known:
        first.setdefault(person.name, person.place)
    for a, b in combinations(first, 2):
        if _one_alike(a, b):
            yield TWO_WAYS.at(first[b], name=b, other=a, where=_where(first[a]))


def _called(prose: Iterable[str]) -> frozenset[str]:
    """Persons of three characters that are called by their post and met at least twice."""
    whole = "\n".join(prose)
    found = {m[1] for m in _CALLED.finditer(whole) if is_person(m[1]) and m[1][0] not in _WORDY}
    return frozenset(name for name in found if whole.count(name) > 1)


def _first(prose: list[Passage], name: str) -> Place:
    """Where a name that is met in the text stands first."""
    passage = next(passage for passage in prose if name in passage.text)
    return passage.place(passage.text.index(name))


def _in_text(
    prose: list[Passage], wanted: dict[str, Place], called: frozenset[str]
) -> Iterator[Finding]:
    """Where a name stands that is like one of `wanted`, between marks, posts and what persons do.

    Told once for each line.
    """
    by_head: dict[tuple[int, str], list[str]] = {}  # surname with the second, or with the third character
    for name in sorted(wanted):
        by_head.setdefault((1, name[:2]), []).append(name)
        by_head.setdefault((2, name[0] + name[2]), []).append(name)
    firsts = "".join(sorted({name[0] for name in wanted}))
    words = re.compile(f"(?=([{firsts}][\u4e00-\u9fff]{{2}}))") if firsts else _NEVER
    told: set[tuple[int, str]] = set()
    for passage in prose:
        text = passage.text
        for match in words.finditer(text):
            other, begin = match[1], match.start()
            near = (*by_head.get((1, other[:2]), ()), *by_head.get((2, other[0] + other[2]), ()))
            name = next((n for n in near if _one_alike(n, other)), "")
            if not name or other in wanted or not _BEFORE.search(text[max(0, begin - 4) : begin]):
                continue
            if _BEHIND.match(text, begin + 3) and _rarer(other, name, prose, called):
                place = passage.place(begin)
                if (place.line, other) in told:
                    continue
                told.add((place.line, other))
                yield TWO_WAYS.at(place, name=other, other=name, where=_where(wanted[name]))


def _rarer(other: str, name: str, prose: list[Passage], called: frozenset[str]) -> bool:
    """Whether the form is a slip: a name met in the text is the usual one where it is met more often."""
    if name not in called:
        return True
    return sum(p.text.count(other) for p in prose) < sum(p.text.count(name) for p in prose)


def _one_alike(a: str, b: str) -> bool:
    """Whether two names have one surname and length, and one character differs that is like the other."""
    if len(a) != len(b) or a[0] != b[0] or len(a) < 3:
        return False
    differ = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(differ) == 1 and alike(*differ[0])


def _where(place: Place) -> str:
    name = place.file.rpartition("/")[2]
    return f"{name}:{place.line}" if place.line else name


# ---- the authors and the note on them ------------------------------------------------------


def author_notes(issue: Issue) -> Iterator[Finding]:
    """Persons in the note on the authors who are not among the authors."""
    for article in issue.articles:
        authors = {a.name for a in article.authors}
        if not authors or not all(is_person(name) for name in authors):
            continue  # a working group may name its members in the note
        for name, place in _noted(article):
            if name not in authors:
                yield NOTE_DIFFERS.at(place, name=name, authors="、".join(sorted(authors)))


def _noted(article: Article) -> Iterator[tuple[str, Place]]:
    """Persons whom the notes on the authors name, each with the place of its note.

    They are words of their own at the head of a note or after “、”; further on those who stand at the
    head of a clause with what they are: ；王小民，讲师; ，王小民系… where an author is introduced by 系 too
    (计算机系 is none).
    """
    authors = "|".join(re.escape(author.name) for author in article.authors if author.name)
    beside = re.compile(rf"({authors})[（(][^（）()]*[）)]") if authors else _NEVER
    for number, note in enumerate(article.author_notes):
        text = _OTHERS.sub("", beside.sub(r"\1", note))
        head = re.split(r"[，,。；;]", text, maxsplit=1)[0]
        tokens = _PARTED.split(_AUTHOR.sub("", head))
        verbs = set(re.findall(f"(?:{authors})(系|为)", text)) if authors else set()
        further = list(_FURTHER.finditer(text, len(head)))
        tokens += [found[1] or found[2] for found in further if found[1] or found[3] in verbs]
        place = _in_head(article, "author_notes", number)
        yield from ((token, place) for token in dict.fromkeys(tokens) if _is_named(token))


def _is_named(token: str) -> bool:
    """Whether a word of a note is a name; one of four characters has a surname of two."""
    if not is_person(token) or token in surnames().no_names or _POSTS.search(token):
        return False
    return len(token) < 3 or not (token.endswith("人") or token.startswith("东方"))


_POSTS = re.compile(rf"(?:{_POST})$")
_AUTHOR = re.compile("^[（(]?(?:第[一二三四]|通[讯信])?作者(?:简介)?")
# Who is named beside the authors: 鲁迅（本名周树人）, 责任编辑：李四.
_OTHERS = re.compile(
    "(?:本名|原名|笔名|真名|又名|曾用名)[^，,。；;）)]*"
    "|(?:责任编辑|责编|编辑|校对|审[核校]|供稿|摄影|指导[教老]师|导师|译者|联系人|推荐人)"
    "[：: \u3000][^，,。；;）)]*"
)
_AS = rf"(?:[男女]|[^，,。；;]{{0,20}}(?:{_POST}|讲师|学员|编辑|硕士|职工))"
_FURTHER = re.compile(
    rf"[。；;](?:(?:第[一二三四]|通[讯信])?作者)?([\u4e00-\u9fff]{{2,4}})[，,]{_AS}"
    r"|[，,。；;]([\u4e00-\u9fff]{2,4})(系(?!副?主任|书记|学生|[列统数])|为(?!民))"
)


# ---- bodies and terms ----------------------------------------------------------------------


def bodies(issue: Issue) -> Iterator[Finding]:
    """Bodies among the authors whose names differ by one character too many, too few, or alike."""
    first: dict[str, Place] = {}
    for article in issue.articles:
        for number, author in enumerate(article.authors):
            place = _in_head(article, "authors", number)
            for name in (author.name, author.affiliation):
                if len(name) >= _LONG_BODY and not is_person(name) and is_han(name):
                    first.setdefault(name, place)
    for a, b in combinations(first, 2):
        if _slip(a, b):
            yield BODY.at(first[b], name=b, other=a, where=_where(first[a]))


@dataclass(frozen=True, slots=True)
class TwoWays:
    """A term's usual form and an odd one met once; where each stands first; how often the usual is met."""

    usual: str
    odd: str
    usual_place: Place
    odd_place: Place
    count: int


def quoted_terms(issue: Issue) -> Iterator[Finding]:
    """Terms in quotation marks and titles in 《》 that are usually written another way."""
    for t in two_ways(issue):
        yield TERM.at(t.odd_place, name=t.odd, other=t.usual, where=_where(t.usual_place), count=t.count)


def two_ways(issue: Issue) -> Iterator[TwoWays]:
    """Pairs of quoted terms that differ by a slip, one usual and one met once."""
    count, first = _quoted(issue)
    for a, b in _near(sorted(first)):
        usual, odd = (a, b) if (count[a], b) > (count[b], a) else (b, a)
        if count[usual] > 1 and count[odd] == 1:
            yield TwoWays(usual, odd, first[usual], first[odd], count[usual])


def _quoted(issue: Issue) -> tuple[Counter[str], dict[str, Place]]:
    """What stands in “” and 《》: how often, and where first."""
    count: Counter[str] = Counter()
    first: dict[str, Place] = {}
    for passage in issue_passages(issue.articles):
        for match in _QUOTED.finditer(passage.text):
            term = match[1] or match[2]
            count[term] += 1
            if term not in first:
                first[term] = passage.place(match.start(1 if match[1] else 2))
    return count, first


def _near(terms: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs that differ by a slip; only those that share their beginning or end are compared."""
    groups: dict[str, list[str]] = {}
    for term in terms:
        for key in {"<" + term[:2], term[-2:] + ">"}:
            groups.setdefault(key, []).append(term)
    seen: set[tuple[str, str]] = set()
    for group in groups.values():
        for pair in combinations(group, 2):
            if pair not in seen and abs(len(pair[0]) - len(pair[1])) < 2 and _slip(*pair):
                seen.add(pair)
                yield pair


# One character of these in the place of another, or added, makes another thing of it.
APART = frozenset(
    "省市县区镇乡村州部局处科组室新老大小前后上下左右东西南北中内外一二三四五六七八九十百两双多全副正总男女年月日0123456789"
)


def _slip(a: str, b: str) -> bool:
    """Whether two words of four characters or more differ as by a slip of the keys.

    One character alike, two changed about, or one written twice or dropped within.
    """
    if len(a) == len(b):
        at = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
        if len(at) == 1:
            x, y = a[at[0]], b[at[0]]
            return not {x, y} & APART and alike(x, y)
        return len(at) == 2 and at[1] == at[0] + 1 and a[at[0]] == b[at[1]] and a[at[1]] == b[at[0]]
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    if len(longer) != len(shorter) + 1:
        return False
    at = [i for i in range(1, len(longer) - 1) if longer[:i] + longer[i + 1 :] == shorter]
    return any(longer[i] in (longer[i - 1], longer[i + 1]) for i in at)
