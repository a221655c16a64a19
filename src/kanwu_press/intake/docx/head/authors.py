"""A line of names → authors, each with the body that he works for. Pure functions on strings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kanwu_press.intake import words
from kanwu_press.intake.docx.values import missing

Author = tuple[str, str]  # name, affiliation
_INDEX = re.compile(r"(?<=[\u4e00-\u9fff])[\d⁰¹²³⁴-⁹*＊#†,，]+$")
_PAIR = re.compile(r"([^\s（()）、，,；;]{2,12})[（(]([^）)]{3,60})[）)]")
_SPLIT = re.compile(r"[\s、，,；;]+")
_UNIT_LINE = re.compile(r"^[（(]\s*(?:1[.．、]?\s*)?(\S.*?)\s*[）)]$")
_NUMBERED_UNIT = re.compile(r"(?:^|[；;]\s*)(\d)[.．、]?\s*([^；;]+)")
_INDEXED = re.compile(r"(?<=[⁰¹²³⁴-⁹])(?=[\u4e00-\u9fff])")  # between 林海¹ and 周渔²
_MARK = re.compile(r"^[○◎●◇◆□■☆★]\s*")
_ROLE = re.compile(r"(?:^|(?<=\s))(?:文|图|撰文|摄影|作者|记者|通讯员)\s*[/／|｜:：]\s*")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def authors_of(text: str) -> tuple[list[Author], str] | None:
    """The authors that a byline names, and what of the line is left; None where it is no byline."""
    line = text.strip()
    if len(line) > 90 or words.is_closed(line):
        return None
    signed = words.BYLINE.fullmatch(line)
    inner = _INDEXED.sub(" ", _ROLE.sub(" ", signed[1] if signed else _MARK.sub("", line))).strip()
    pairs = _PAIR.findall(inner)
    if pairs and not _SPLIT.sub("", _PAIR.sub("", inner)) and all(_is_name(name) for name, _ in pairs):
        found = [(name, unit) for name, unit in pairs]
    else:
        found = _tokens(words.names_in(inner))
    if not found:
        return None
    kept = "".join(name for name, _ in found) + "".join(dict.fromkeys(unit for _, unit in found if unit))
    return found, missing(line, kept)


def affiliated(authors: Sequence[Author], text: str) -> tuple[list[Author], str] | None:
    """`authors` with the affiliations of the line `text`, and what of the line is left.

    The line names them in brackets, or is a body alone: (1. 单位；2. 单位). None where it is no such line.
    """
    if words.AUTHOR_NOTE.fullmatch(text) or any(unit for _, unit in authors):
        return None
    inner = _UNIT_LINE.match(text)
    body = inner[1] if inner else text
    if not inner and not words.is_body(text):
        return None
    listed = body if inner and "1" not in text[:3] else text[1:-1]
    numbered = {index: unit.strip() for index, unit in _NUMBERED_UNIT.findall(listed)}
    if len(numbered) > 1:
        if any(index not in numbered for name, _ in authors for index in _index(name)[:1]):
            return None
        found = [(_bare(name), numbered.get((_index(name) or "1")[0], "")) for name, _ in authors]
    else:
        found = [(_bare(name), body) for name, _ in authors]
    before = "".join(name + unit for name, unit in authors)
    after = "".join(name for name, _ in found) + "".join(dict.fromkeys(unit for _, unit in found))
    return found, missing(before + text, after)


def _bare(name: str) -> str:
    """A name without the index that leads to its affiliation."""
    return _INDEX.sub("", name)


def _index(name: str) -> str:
    found = _INDEX.search(name)
    return re.sub(r"\D", "", found[0].translate(_DIGITS)) if found else ""


def _is_name(token: str) -> bool:
    return words.is_person(_bare(token))


def _tokens(tokens: Sequence[str]) -> list[Author]:
    """Persons with the bodies beside them; bodies alone sign for themselves. Empty where there is more."""
    persons = [t for t in tokens if _is_name(t)]
    bodies = [t for t in tokens if not _is_name(t) and words.is_body(t)]
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
    return found if len({u for _, u in found}) == len(bodies) else []
