"""The head of an article: title by style, size and place; subtitle, authors, abstract, notes.

The order is the one that contributors use; what is not recognised stays in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kanwu_press.findings import Finding
from kanwu_press.intake import words
from kanwu_press.intake.docx import doubts
from kanwu_press.intake.docx.flow import Flow
from kanwu_press.intake.docx.markup import plain
from kanwu_press.intake.docx.values import Call, Paragraph, Piece, Reading, Run
from kanwu_press.model import Place

_TOP = 10  # paragraphs among which the title is looked for
_TITLE = 70  # characters
_LABELS = r"摘\s*要|内容提要|内容摘要|提\s*要"
_LABELLED = r"^[\[【〔]?\s*({})\s*(?:[\]】〕]\s*[:：]?|[:：]|\s(?=\S)|$)\s*"
_ABSTRACT = re.compile(_LABELLED.format(_LABELS))
_KEYWORDS = re.compile(_LABELLED.format(r"关\s*键\s*[词字]|主题词"))
_EDITOR = re.compile(r"^[\[【〔]?\s*(编者按|编者的话|按语)\s*(?:[\]】〕]\s*[:：]?|[:：])\s*")
_ABOUT = re.compile(
    r"^[（(\[【*＊]?\s*(?:作者简介|作者单位|作者信息|第一作者|通[讯信]作者|基金项目|项目基金|资助项目)\s*[\]】]?\s*[:：]"
)
_FIRST_SOURCES = 5  # paragraphs from the end in which a source may stand
_INDEX = re.compile(r"(?<=[\u4e00-\u9fff])[\d⁰¹²³⁴-⁹*＊#†,，]+$")
_PAIR = re.compile(r"([^\s（()）、，,；;]{2,12})[（(]([^）)]{3,60})[）)]")
_SPLIT = re.compile(r"[\s、，,；;]+")
_UNIT_LINE = re.compile(r"^[（(]\s*(?:1[.．、]?\s*)?(\S.*?)\s*[）)]$")
_NUMBERED_UNIT = re.compile(r"(?:^|[；;]\s*)(\d)[.．、]?\s*([^；;]+)")
_RICH = ("abstract", "editor_note")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(slots=True)
class Head:
    """What the head says.

    `took` names what each paragraph became; `said` are words that the form of the manuscript says.
    """

    title: str = ""
    subtitle: str = ""
    authors: list[tuple[str, str]] = field(default_factory=list)
    abstract: tuple[Piece, ...] = ()
    keywords: list[str] = field(default_factory=list)
    editor_note: tuple[Piece, ...] = ()
    author_notes: list[str] = field(default_factory=list)
    source: str = ""
    reprint: str = ""
    took: dict[tuple[int, int], str] = field(default_factory=dict)
    said: list[tuple[int, str]] = field(default_factory=list)
    moved_notes: list[tuple[int, Call]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    body_size: int = 0
    added: list[str] = field(default_factory=list)  # automatic numbers


def body_size(flow: Sequence[Flow]) -> int:
    """The size of most characters, in half points."""
    sizes: Counter[int] = Counter()
    for one in flow:
        if isinstance(one, Paragraph):
            sizes[one.size] += len(one.text)
    return max(sizes, key=lambda s: (sizes[s], s), default=0)


def read_head(flow: Sequence[Flow], source: str, stem: str, file: str) -> tuple[Head, tuple[Flow, ...]]:
    """The head, and the flow without it. `stem` is the name of the file, a title where there is none."""
    head = Head(body_size=body_size(flow))
    rest = list(flow)
    begin = _take_title(head, rest, source, stem, file)
    at = _take_names(head, rest, begin, source, file)
    _take_matter(head, rest, at)
    _take_foot(head, rest)
    if begin:
        texts = [one.text for one in rest[:begin] if isinstance(one, Paragraph) and one.text.strip()]
        if texts:
            place = Place(source, rest[0].number)
            head.findings.append(doubts.BEFORE_TITLE.at(place, text="／".join(texts)[:60], file=file))
    return head, tuple(one for one in rest if not isinstance(one, Paragraph) or one.key not in head.took)


# ---- title ---------------------------------------------------------------------------------


def _take_title(head: Head, flow: list[Flow], source: str, stem: str, file: str) -> int:
    """Finds the title; returns the index behind it, where 0 says that it is not in the text."""
    judged = list(_judged(head, flow))
    if not judged:
        head.title = stem
        head.added.append(stem)
        place = Place(source)
        head.findings.append(doubts.TITLE_GUESSED.at(place, title=stem, file=file))
        return 0
    score, _, minus = max(judged)
    at = -minus
    first = flow[at]
    assert isinstance(first, Paragraph)
    parts = [first]
    while (after := _next_line(flow, at + len(parts), first)) is not None:
        parts.append(after)
    head.title = " ".join(" ".join(p.text.split()) for p in parts)
    for part in parts:
        _took(
            head,
            part,
            {4: "title (style)", 3: "title (style)", 2: "title (size)"}.get(score, "title (place)"),
        )
    if score == 1:
        place = Place(source, first.number)
        head.findings.append(doubts.TITLE_GUESSED.at(place, title=head.title, file=file))
    del flow[at : at + len(parts)]
    return at


def _judged(head: Head, flow: Sequence[Flow]) -> Iterator[tuple[int, int, int]]:
    """(how sure, size, minus the index) of each paragraph that may be the title."""
    seen = 0
    for at, one in enumerate(flow):
        if not isinstance(one, Paragraph) or not one.text.strip():
            continue
        text = one.text.strip()
        if seen >= _TOP or (len(text) > _TITLE and not one.outline):
            return
        seen += 1
        if one.style in ("title", "标题", "文章标题"):
            yield 4, one.size, -at
        elif one.outline == 1 and not words.scheme_of(text)[0] and len(text) <= _TITLE:
            yield 3, one.size, -at
        elif _is_matter(text) or words.scheme_of(text)[0] or one.label or one.bullet >= 0:
            continue
        elif one.size > head.body_size > 0 and len(text) <= _TITLE:
            yield 2, one.size, -at
        elif (seen == 1 or one.align == "center") and _may_be_title(text):
            yield (2 if one.align == "center" and seen == 1 else 1), 0, -at


def _may_be_title(text: str) -> bool:
    """Whether the words could be a title, of whose looks nothing is known."""
    if len(text) > 40 or words.is_closed(text):
        return False
    return not words.is_byline(text) and not words.SUBTITLE.fullmatch(text)


def _is_matter(text: str) -> bool:
    patterns = (_ABSTRACT, _KEYWORDS, _EDITOR, _ABOUT)
    return any(pattern.match(text) for pattern in patterns)


def _next_line(flow: Sequence[Flow], at: int, first: Paragraph) -> Paragraph | None:
    """The next line of a title set in several paragraphs."""
    one = flow[at] if at < len(flow) else None
    if not isinstance(one, Paragraph) or not one.text.strip() or len(one.text) > _TITLE:
        return None
    text = one.text.strip()
    same = (one.style, one.size, one.align, one.outline) == (
        first.style,
        first.size,
        first.align,
        first.outline,
    )
    if not same or one.outline or one.size == 0 or words.SUBTITLE.fullmatch(text) or words.is_byline(text):
        return None
    if first.style not in ("title", "标题") and words.is_closed(text):
        return None
    return None if words.scheme_of(text)[0] or _is_matter(text) or not _looks_larger(one, flow) else one


def _looks_larger(one: Paragraph, flow: Sequence[Flow]) -> bool:
    return one.style in ("title", "标题") or one.size > body_size(flow)


def _took(head: Head, one: Paragraph, what: str) -> None:
    head.took[one.key] = what
    head.moved_notes += [(one.number, p) for p in one.pieces if isinstance(p, Call)]
    if what not in _RICH:
        head.added.append(one.label)
        for piece in one.pieces:
            if isinstance(piece, Reading):
                _say(head, one, piece.reading)


# ---- subtitle and authors ------------------------------------------------------------------


def _take_names(head: Head, flow: list[Flow], begin: int, source: str, file: str) -> int:
    """Subtitle, authors and affiliations below the title; returns the index behind them."""
    at = begin
    while at < len(flow):
        one = flow[at]
        if not isinstance(one, Paragraph) or (one.text.strip() and not _name_line(head, one, source, file)):
            break
        at += 1
    return at


def _name_line(head: Head, one: Paragraph, source: str, file: str) -> bool:
    text = one.text.strip()
    dashed = words.SUBTITLE.fullmatch(text)
    if not head.subtitle and (dashed or one.style in ("subtitle", "副标题")) and len(text) <= _TITLE:
        head.subtitle = dashed[1] if dashed else text
        _say(head, one, text.removesuffix(head.subtitle))
        _took(head, one, "subtitle")
        return True
    if one.outline or words.scheme_of(text)[0] or _is_matter(text):
        return False
    if not head.authors and (found := authors_of(text)):
        head.authors, dropped = found
        _say(head, one, dropped)
        _took(head, one, "authors")
        return True
    if (
        not head.authors
        and one.align in ("center", "right")
        and 2 <= len(text) <= 20
        and not words.is_closed(text)
    ):
        head.authors = [(text, "")]
        _took(head, one, "authors")
        head.findings.append(doubts.AUTHOR_GUESSED.at(Place(source, one.number), text=text, file=file))
        return True
    return bool(head.authors) and _units(head, one, text)


def _units(head: Head, one: Paragraph, text: str) -> bool:
    """A line of affiliations in brackets, or of the bodies alone, for the authors above."""
    if words.AUTHOR_NOTE.fullmatch(text) or any(unit for _, unit in head.authors):
        return False
    inner = _UNIT_LINE.match(text)
    body = inner[1] if inner else text
    if not inner and not words.is_body(text):
        return False
    numbered = {
        n: unit.strip()
        for n, unit in _NUMBERED_UNIT.findall(body if inner and "1" not in text[:3] else text[1:-1])
    }
    if len(numbered) > 1:
        if any(index not in numbered for name, _ in head.authors for index in _index(name)[:1]):
            return False
        found = [(_bare(name), numbered.get((_index(name) or "1")[0], "")) for name, _ in head.authors]
    else:
        found = [(_bare(name), body) for name, _ in head.authors]
    before = "".join(name + unit for name, unit in head.authors)
    after = "".join(name for name, _ in found) + "".join(dict.fromkeys(unit for _, unit in found))
    _say(head, one, _missing(before + text, after))
    head.authors = found
    _took(head, one, "authors")
    return True


def _bare(name: str) -> str:
    return _INDEX.sub("", name)


def _index(name: str) -> str:
    found = _INDEX.search(name)
    return re.sub(r"\D", "", found[0].translate(_DIGITS)) if found else ""


def authors_of(text: str) -> tuple[list[tuple[str, str]], str] | None:
    """(name, affiliation) of each author, and what of the line is left; None where it is no byline."""
    line = text.strip()
    if len(line) > 90 or words.is_closed(line):
        return None
    signed = words.BYLINE.fullmatch(line)
    inner = signed[1] if signed else line
    pairs = _PAIR.findall(inner)
    if pairs and not _SPLIT.sub("", _PAIR.sub("", inner)) and all(_is_name(name) for name, _ in pairs):
        found = [(name, unit) for name, unit in pairs]
    else:
        found = _tokens(words.names_in(inner))
    if not found:
        return None
    kept = "".join(name for name, _ in found) + "".join(dict.fromkeys(unit for _, unit in found if unit))
    return found, _missing(line, kept)


def _tokens(tokens: Sequence[str]) -> list[tuple[str, str]]:
    """Persons with the bodies beside them; bodies alone sign for themselves. Empty where there is more."""
    persons = [t for t in tokens if _is_name(t)]
    bodies = [t for t in tokens if not _is_name(t) and words.is_body(t)]
    if len(persons) + len(bodies) != len(tokens) or not tokens:
        return []
    if not persons or not bodies:
        return [(t, "") for t in tokens]
    if len(bodies) == 1:
        return [(t, bodies[0]) for t in persons]
    found: list[tuple[str, str]] = []
    unit = ""
    if _is_name(tokens[0]):  # 姓名 单位 姓名 单位
        for token in tokens:
            if _is_name(token):
                found.append((token, ""))
            else:
                found[-1] = (found[-1][0], token)
        return found
    for token in tokens:
        if _is_name(token):
            found.append((token, unit))
        else:
            unit = token
    return found if len({u for _, u in found}) == len(bodies) else []


def _is_name(token: str) -> bool:
    return words.is_person(_bare(token))


def _missing(whole: str, kept: str) -> str:
    """The characters of `whole` that `kept` has not, in their order."""
    have = Counter(kept)
    out = ""
    for char in whole:
        if have[char]:
            have[char] -= 1
        elif not char.isspace():
            out += char
    return out


def _say(head: Head, one: Paragraph, text: str) -> None:
    if text.strip():
        head.said.append((one.number, text.strip()))


# ---- abstract, keywords, notes -------------------------------------------------------------


def _take_matter(head: Head, flow: Sequence[Flow], at: int) -> None:
    """Abstract, keywords, the editor's note and notes on the authors that follow the names."""
    while at < len(flow):
        one = flow[at]
        if not isinstance(one, Paragraph):
            return
        text = one.text.strip()
        following = flow[at + 1] if at + 1 < len(flow) else None
        if not text or one.key in head.took:
            at += 1
        elif (found := _ABSTRACT.match(text)) and not head.abstract:
            at += _take_labelled(head, one, following, found, "abstract")
        elif (found := _EDITOR.match(text)) and not head.editor_note:
            at += _take_labelled(head, one, following, found, "editor_note")
        elif (found := _KEYWORDS.match(text)) and not head.keywords:
            listed = text[found.end() :]
            head.keywords = [k for k in re.split(r"[；;，,、\s]+", listed) if k]
            _say(head, one, found[0].strip() + _missing(listed, "".join(head.keywords)))
            _took(head, one, "keywords")
            at += 1
        elif _note(head, one, text):
            at += 1
        else:
            return


def _take_labelled(head: Head, one: Paragraph, following: Flow | None, found: re.Match[str], key: str) -> int:
    """A text behind its label, or in the paragraph below it; how many paragraphs it took."""
    pieces = _behind(one, found.end())
    _say(head, one, found[0])
    _took(head, one, key)
    head.moved_notes = [m for m in head.moved_notes if m[0] != one.number] + [
        (one.number, p) for p in pieces if isinstance(p, Call)
    ]
    taken = 1
    if not plain(pieces).strip() and isinstance(following, Paragraph):
        pieces, taken = following.pieces, 2
        _took(head, following, key)
    if key == "abstract":
        head.abstract = tuple(p for p in pieces if not isinstance(p, Call))
    else:
        head.editor_note = tuple(p for p in pieces if not isinstance(p, Call))
    return taken


def _behind(one: Paragraph, start: int) -> tuple[Piece, ...]:
    """The pieces behind the first `start` characters of the paragraph's text, spaces at its head apart."""
    start += len(one.text) - len(one.text.lstrip()) - len(one.label)
    out: list[Piece] = []
    for piece in one.pieces:
        if isinstance(piece, Run) and start > 0:
            cut, start = piece.text[start:], start - len(piece.text)
            if cut:
                out.append(replace(piece, text=cut))
        else:
            out.append(piece)
    return tuple(out)


def _note(head: Head, one: Paragraph, text: str) -> bool:
    if not (words.AUTHOR_NOTE.fullmatch(text) or _ABOUT.match(text)):
        return False
    head.author_notes.append(text)
    _took(head, one, "author_notes")
    return True


def _take_foot(head: Head, flow: Sequence[Flow]) -> None:
    """Notes on authors anywhere; the source and where the text stood first, near the end."""
    paragraphs = [
        one for one in flow if isinstance(one, Paragraph) and one.text.strip() and one.key not in head.took
    ]
    for one in paragraphs:
        _note(head, one, one.text.strip())
    for one in paragraphs[-_FIRST_SOURCES:]:
        text = one.text.strip()
        if one.key in head.took or one.outline:
            continue
        source, reprint = words.SOURCE.fullmatch(text), words.reprint_in(text)
        if source and not head.source and len(text) <= 60:
            head.source = source[1]
            _say(head, one, _missing(text, source[1]))
            _took(head, one, "source")
        elif reprint and not head.reprint:
            head.reprint = reprint[1]
            _say(head, one, _missing(text, reprint[1]))
            _took(head, one, "reprint")
