"""The covers of a recognised issue: title, bodies, address, print run … as facts for the two YAML files.

Takes the chunks before the contents list; every line becomes a fact, repeats one, or is left over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kanwu_press.intake import words
from kanwu_press.intake.chunks import Chunk, Kind, Line
from kanwu_press.intake.ledger import Fact, Leftover, Placed

_BODIES = {"主管": "主管单位", "主办": "主办单位", "协办": "协办单位", "承办": "协办单位", "编印": "编印单位"}
_BODY_HEAD = re.compile(r"(主管|主办|协办|承办|编印)(?:单位|机关|部门)?\s*[:：]?")
_BODY_TAIL = re.compile(r"(\S{4,40}?)\s*(主管|主办|协办|承办|编印)")
_KEYS = {
    "地址": "地址", "编辑部地址": "地址", "通讯地址": "地址", "通信地址": "地址",
    "邮编": "邮编", "邮政编码": "邮编",
    "电话": "电话", "联系电话": "电话", "编辑部电话": "电话",
    "邮箱": "电子邮箱", "电子邮箱": "电子邮箱", "投稿邮箱": "电子邮箱", "电子邮件": "电子邮箱",
    "网址": "网址", "官网": "网址", "网站": "网址",
    "准印证号": "准印证号", "准印证": "准印证号", "准印号": "准印证号",
    "国内统一刊号": "国内统一刊号", "国际标准刊号": "国际标准刊号", "定价": "定价", "刊期": "刊期",
    "刊名": "刊名", "出版日期": "出版日期", "印刷日期": "印刷日期",
    "印刷单位": "印刷单位", "印刷": "印刷单位", "承印单位": "印刷单位", "承印": "印刷单位",
    "印刷数量": "印数", "印数": "印数", "印量": "印数",
    "发放范围": "发送对象", "发送对象": "发送对象", "发行范围": "发送对象", "赠阅范围": "发送对象",
    "发行单位": "发行单位",
}  # fmt: skip
_KEY_LINE = re.compile(r"([^\s:：]{2,8})\s*[:：]\s*(\S.*)")
_URL_LINE = re.compile(r"(.*?)\s*[:：]?\s*<?(https?://[^\s<>]+?)>?")
_QR = re.compile(r"\S{2,24}(?:公众号|二维码|小程序|视频号|客户端|APP|App|app)")
_NUMBERS = re.compile(
    r"(?P<year>\d{4})\s*年?\s*[.·]?\s*(?:第|NO\.?|No\.?|no\.?)\s*(?P<number>\d{1,3})\s*期?"
    r"(?:\s*[（(]?\s*总第?\s*(?P<serial>\d{1,4})\s*期?\s*[)）]?)?"
)
_PERIOD = re.compile(r"(?:双月|半月|半年|月|季|年|周|旬)刊")
_CONTENTS_HEAD = re.compile(r"目\s*[录次]|CONTENTS|Contents|本期(?:目录|要目)")
_TITLE = 20  # characters of a publication's title
_MANY = ("主管单位", "主办单位", "协办单位", "编印单位", "版权页附注", "网址名称", "二维码")
_NOTE = re.compile(r"(?:本刊\S.*|\S{4,30}[部会院校社委]刊|内部资料.*|\S*免费交流\S*)")
_DATE = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
_SHAPES = {
    "邮编": re.compile(r"\d{6}"),
    "电子邮箱": re.compile(r"[^@\s]+@[^@\s]+"),
    "国际标准刊号": re.compile(r"(ISSN )?\d{4}-\d{3}[\dX]"),
    "网址": re.compile(r"https?://\S+"),
}


@dataclass(frozen=True, slots=True)
class Front:
    """What the covers say. A key of `facts` may come more than once where it holds several values."""

    title: str
    facts: tuple[Fact, ...]
    qr_labels: tuple[Fact, ...]  # captions of QR codes whose content cannot be read from the text
    placed: tuple[Placed, ...]
    leftovers: tuple[Leftover, ...]
    sure: bool = False  # of the title: said as such, or found in another line as well

    def values(self, key: str) -> tuple[str, ...]:
        return tuple(fact.value for fact in self.facts if fact.key == key)

    def value(self, key: str) -> str:
        return next(iter(self.values(key)), "")


def read_front(chunks: tuple[Chunk, ...]) -> Front:
    """The facts in the chunks before the contents list."""
    every = [fact for _, text, _ in _lines(chunks) for fact in _facts(text, "", 0)]
    said = next((fact.value for fact in every if fact.key == "刊名"), "")
    title = said or next((c.text for c in chunks if c.kind is Kind.HEADING and c.level), "") or _first(chunks)
    facts: list[Fact] = []
    codes: list[Fact] = []
    placed: list[Placed] = []
    leftovers: list[Leftover] = []
    for line, text, heading in _lines(chunks):
        if _CONTENTS_HEAD.fullmatch(text):
            placed.append(Placed(line.number, text, "issue.yaml 栏目"))
            continue
        if text == title:
            placed.append(Placed(line.number, text, "刊名"))
            continue
        found = tuple(_facts(text, heading, line.number))
        if not found or any(_contradicts(fact, facts) for fact in found):
            leftovers.append(Leftover(line.number, text))
            continue
        placed.append(Placed(line.number, text, "、".join(fact.key for fact in found)))
        for fact in found:
            place = codes if fact.key == "二维码" else facts
            if fact.value and all((f.key, f.value) != (fact.key, fact.value) for f in place):
                place.append(fact)
    sure = bool(said) or sum(title in text for _, text, _ in _lines(chunks)) > 1
    return Front(title, tuple(facts), tuple(codes), tuple(placed), tuple(leftovers), sure)


def _first(chunks: tuple[Chunk, ...]) -> str:
    """The first line where no heading is marked, if it is short and no fact: most likely the title."""
    for line, text, heading in _lines(chunks):
        if not _CONTENTS_HEAD.fullmatch(text):
            plain = len(text) <= _TITLE and not words.is_closed(text) and not set(text) & set(":：，")
            return text if plain and not any(_facts(text, heading, line.number)) else ""
    return ""


def _contradicts(fact: Fact, facts: list[Fact]) -> bool:
    """Whether another value stands already under a key that holds one."""
    return fact.key not in _MANY and any(f.key == fact.key and f.value != fact.value for f in facts)


def _lines(chunks: tuple[Chunk, ...]) -> Iterator[tuple[Line, str, str]]:
    """Each line with its text and the heading of bodies (主管单位 …) that it stands under."""
    heading = ""
    for chunk in chunks:
        texts = [line.text.strip().replace("**", "").lstrip("# ").strip() for line in chunk.lines]
        whole = " ".join(texts)
        if len(texts) > 1 and _NUMBERS.fullmatch(whole):  # year and number part company at the line end
            yield chunk.lines[0], whole, ""
            continue
        for line, text in zip(chunk.lines, texts, strict=True):
            if chunk.kind is Kind.HEADING:
                head = _BODY_HEAD.fullmatch(text)
                heading = _BODIES[head[1]] if head else ""
            yield line, text, heading


def _facts(text: str, heading: str, line: int) -> Iterator[Fact]:
    """The facts in one line; a heading of bodies gives one without a value."""
    numbers = _NUMBERS.fullmatch(text)
    if numbers:
        yield from (
            Fact(key, str(int(numbers[group])), line)
            for key, group in (("年", "year"), ("期", "number"), ("总期号", "serial"))
            if numbers[group]
        )
    elif head := _BODY_HEAD.fullmatch(text):
        yield Fact(_BODIES[head[1]], "", line)
    elif url := _URL_LINE.fullmatch(text):
        yield Fact("网址", url[2], line)
        if url[1]:
            yield Fact("网址名称", url[1].rstrip(":："), line)
    elif (pair := _KEY_LINE.fullmatch(text)) and (key := _key(pair[1])):
        value = _value(key, pair[2].strip())
        if value:
            yield Fact(key, value, line)
    elif tail := _BODY_TAIL.fullmatch(text):
        yield Fact(_BODIES[tail[2]], tail[1], line)
    elif _PERIOD.fullmatch(text):
        yield Fact("刊期", text, line)
    elif _QR.fullmatch(text):
        yield Fact("二维码", text, line)
    elif _NOTE.fullmatch(text):
        yield Fact("版权页附注", text, line)
    elif heading:
        yield Fact(heading, text, line)


def _key(word: str) -> str:
    body = _BODY_HEAD.fullmatch(word)
    return _BODIES[body[1]] if body else _KEYS.get(word, "")


def _value(key: str, text: str) -> str:
    """`text` as `key` wants it; empty where it cannot be."""
    if key in ("出版日期", "印刷日期"):
        found = _DATE.search(text)
        return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else ""
    if key == "印数":
        digits = re.search(r"\d[\d,，]*", text)
        return re.sub(r"\D", "", digits[0]) if digits else ""
    shape = _SHAPES.get(key)
    return text if shape is None or shape.fullmatch(text) else ""
