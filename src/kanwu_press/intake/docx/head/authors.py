"""A line of names → authors, each with the body that he works for. Pure functions on strings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kanwu_press.intake import words
from kanwu_press.intake.docx.values import missing

Author = tuple[str, str]  # name, affiliation
_HAN = words.HAN.pattern
_INDEX = re.compile(rf"(?<={_HAN})[\d⁰¹²³⁴-⁹①-⑳*＊#†,，]+$")
_PAIR = re.compile(r"([^\s（()）、，,；;]{2,12})[（(]([^）)]{3,60})[）)]")
_SPLIT = re.compile(r"[\s、，,；;]+")
_UNIT_LINE = re.compile(r"^[（(]\s*(?:1[.．、]?\s*)?(\S.*?)\s*[）)]$")
_UNIT_LABEL = re.compile(r"^(?:工作|所在)?单\s*位\s*[:：]\s*(?=\S)")
_BETWEEN_UNITS = re.compile(r"\s*[；;]\s*")
_INDEXED = re.compile(rf"(?<=[\d⁰¹²³⁴-⁹①-⑳])(?={_HAN})")  # between 林海¹ and 周渔²
_MARK = re.compile(r"^[○◎●◇◆□■☆★]\s*")
_BRACKETED = re.compile(r"[（(]\s*([^（()）]+?)\s*[)）]")
_WORK = "(?:撰文|采写|文图|图文|文字|图片|文|图|摄影|摄|绘图|供图|作者|记者|通讯员|整理|口述|翻译|编译)"
_BOTH = re.compile(rf"(?:^|(?<=\s)){_WORK}(?:\s*[/／｜|、]\s*{_WORK})+(?:\s*[/／｜|:：]\s*|\s+|$)")  # 文/图
_ROLE = re.compile(rf"(?:^|(?<=\s)){_WORK}\s*[/／|｜:：]\s*")
_CREDIT = re.compile(
    rf"(?:^|(?<=[\s、，,；;]))((?:{_WORK}\s*[/／、]\s*)+{_WORK}(?=[\s/／:：])|{_WORK}(?=\s*[/／｜|:：]))\s*[/／｜|:：]?\s*"
)
_BEHIND = re.compile(rf"({_HAN}{{2,4}})\s*[/／｜|]\s*({_WORK})(?=$|[\s、，,；;])")
_ALL_BEHIND = re.compile(rf"(?:{_BEHIND.pattern}[\s、，,；;]*)+")
_PICTURES = ("图", "图片", "摄影", "摄", "绘图", "供图")
_GAPS = " \u3000\t、，,；;"
_GLUED = re.compile(r"(\S*(?:记者|通讯员|评论员|撰稿人))(\S+)")  # 本刊记者林海


def authors_of(text: str) -> tuple[list[Author], str] | None:
    """The authors that a byline names, and what of the line is left; None where it is no byline.

    本刊记者 and 通讯员 stand as the affiliation of those whom they precede.
    """
    line = text.strip()
    if len(line) > 90 or words.is_closed(line):
        return None
    bare = unbracketed(line)
    roles = [token for token in _SPLIT.split(bare) if _with_role(token)]
    inner = _BOTH.sub(" ", bare if roles else line).strip()
    signed = words.BYLINE.fullmatch(inner)
    inner = _INDEXED.sub(" ", _ROLE.sub(" ", signed[1] if signed else _MARK.sub("", inner))).strip()
    pairs = _PAIR.findall(inner)
    if pairs and not _SPLIT.sub("", _PAIR.sub("", inner)) and all(_is_name(name) for name, _ in pairs):
        found = [(name, unit) for name, unit in pairs]
    else:
        found = _tokens([part for name in words.names_in(inner) for part in _with_role(name) or (name,)])
    if not found:
        return None
    kept = "".join(name for name, _ in found) + "".join(dict.fromkeys(unit for _, unit in found if unit))
    return found, missing(line, kept)


def picture_credits(text: str) -> tuple[str, str]:
    """What a line says of writers, and of those who made the pictures (图/周渔); empty for other lines.

    A line of 文/图 林海 names one for both, and is no such line.
    """
    line = unbracketed(text.strip())
    if len(line) > 90 or words.is_closed(line):
        return "", ""
    parts = list(_parts(line))
    written = [part for work, part, _ in parts if work not in _PICTURES]
    names = [name for work, _, listed in parts if work not in _PICTURES for name in words.names_in(listed)]
    pictures = [part for work, part, _ in parts if work in _PICTURES]
    sure = all(_is_name(name) or words.is_body(name) or _with_role(name) for name in names)
    return (" ".join(written), "　".join(pictures)) if pictures and sure else ("", "")


def _parts(line: str) -> Iterator[tuple[str, str, str]]:
    """(work, its part of the line, the names in that) of 文/林海 图/周渔 and 林海/文 周渔/图."""
    if _ALL_BEHIND.fullmatch(line):
        for one in _BEHIND.finditer(line):
            yield one[2], one[0] if one[2] in _PICTURES else one[1], one[1]
        return
    heads = list(_CREDIT.finditer(line))
    if not heads or heads[0].start():
        return
    for head, end in zip(heads, [*(head.start() for head in heads[1:]), len(line)], strict=True):
        if names := line[head.end() : end].strip(_GAPS):
            yield head[1], line[head.start() : end].strip(_GAPS), names


def with_index(name: str) -> bool:
    """Whether a number or a mark stands behind a name."""
    return _bare(name) != name


def unbracketed(line: str) -> str:
    """A line without the brackets around the whole of it."""
    found = _BRACKETED.fullmatch(line)
    return found[1] if found else line


def _with_role(token: str) -> tuple[str, ...]:
    """What somebody is, and the name that is glued to it; empty where the token says no such thing."""
    if words.is_role(token):
        return (token,)
    found = _GLUED.fullmatch(token)
    return (found[1], found[2]) if found and words.is_role(found[1]) and _is_name(found[2]) else ()


def affiliated(authors: Sequence[Author], text: str) -> tuple[list[Author], str, bool] | None:
    """`authors` with the affiliations of the line `text`, what of the line is left, and whether it is sure.

    The line names them in brackets, behind 单位：, or is a body alone. Several go to the authors in turn, or
    to all where there are more or fewer; those with numbers are read elsewhere. None where it is none.
    """
    if words.AUTHOR_NOTE.fullmatch(text) or any(unit for _, unit in authors):
        return None
    inner, label = _UNIT_LINE.match(text), _UNIT_LABEL.match(text)
    body = inner[1] if inner else text[label.end() :] if label else text
    if not inner and not label and not words.is_body(text):
        return None
    several = _BETWEEN_UNITS.split(body.strip("；; "))
    sure = len(authors) == 1 or len(several) == 1
    if len(several) == len(authors):
        found = [(_bare(name), unit) for (name, _), unit in zip(authors, several, strict=True)]
    else:
        found = [(_bare(name), body) for name, _ in authors]
    before = "".join(name + unit for name, unit in authors)
    after = "".join(name for name, _ in found) + "".join(dict.fromkeys(unit for _, unit in found))
    return found, missing(before + text, after), sure


def _bare(name: str) -> str:
    """A name without the index that leads to its affiliation."""
    return _INDEX.sub("", name)


def _is_name(token: str) -> bool:
    return words.is_person(_bare(token))


def _tokens(tokens: Sequence[str]) -> list[Author]:
    """Persons with the bodies beside them; bodies alone sign for themselves. Empty where there is more."""
    persons = [t for t in tokens if _is_name(t)]
    bodies = [t for t in tokens if not _is_name(t) and (words.is_body(t) or words.is_role(t))]
    if len(persons) + len(bodies) != len(tokens) or not tokens:
        return []
    if not persons or not bodies:
        return [(t, "") for t in tokens]
    if len(bodies) == 1:
        return [(t, bodies[0]) for t in persons]
    found: list[Author] = []
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
    return found if len({u for _, u in found}) == len(set(bodies)) else []
