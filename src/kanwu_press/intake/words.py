"""The lexical classes by which recognised Chinese text is taken apart: pure functions on strings.

Each class is a pattern, named for what it finds. They know the habits of institutional periodicals
(（作者系…）, 一是, （一）, 市委组织部), not any one issue.
"""

from __future__ import annotations

import re

_H = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"  # rare characters are common in names
HAN = re.compile(f"[{_H}]")
_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
_NAME = rf"[{_H}](?:[{_H}·]{{1,7}})?[{_H}]"

# How a numbered head or lead-in begins, from the highest rank to the lowest (GB/T 1.1 apart, the order
# that 《党政机关公文格式》 GB/T 9704 lays down: 一、 （一） 1. （1）; ① comes last by custom).
SCHEMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("han", re.compile(rf"({_HAN_NUMBER})、")),
    ("han-paren", re.compile(rf"[（(]({_HAN_NUMBER})[)）]")),
    ("arabic", re.compile(r"(\d{1,2})(?:[.．](?!\d)|、)")),
    ("arabic-paren", re.compile(r"[（(](\d{1,2})[)）]")),
    ("circled", re.compile(r"([①-⑳])")),
)
ENUMERATION = re.compile(rf"第?({_HAN_NUMBER})(?:是|要)")
ORDINAL = re.compile(rf"第({_HAN_NUMBER})(?:[，、：]|是|件|个)")

TERMINAL = "。！？!?…；;：:"
_CLOSERS = "”’」』)）】》〉\"'"
OPENERS = "“‘「『（【《〈"
_PAIRS = {"”": "“", "’": "‘", "」": "「", "』": "『", "）": "（", "】": "【", "》": "《", "〉": "〈"}

RANGE = re.compile(r"[.…·\s]*(\d{1,4})\s*[~～\-—–至]+\s*(\d{1,4})\s*")
# 作者：林海, 文/林海: the word before the names is no part of them.
BYLINE = re.compile(r"(?:作者|文)\s*[:：/／|｜]\s*(\S.{0,60}?)")
# A column and its pages in one line: 海边来信 ..... 01 ~ 04
COLUMN_RANGE = re.compile(
    r"([^\s.…·](?:.{0,18}?[^\s.…·])?)\s*[.…·]{2,}\s*(\d{1,4}\s*[~～\-—–至]+\s*\d{1,4})\s*"
)
PAGE_TAIL = re.compile(r"\s*[.…·]{2,}\s*\d{1,4}\s*$")
PAGE_NUMBER = re.compile(r"[-—–·•\s]*(\d{1,3})[-—–·•\s]*|第\s*(\d{1,3})\s*页")
CAPTION = re.compile(r"[▲△▼▽●■◆]\s*\S")
FIGURE_CAPTION = re.compile(r"图\s*\d{1,3}(?:[-－.]\d{1,2})?[\s：:．.、]*\S")
TABLE_CAPTION = re.compile(r"表\s*\d{1,3}(?:[-－.]\d{1,2})?[\s：:．.、]*\S")
SUBTITLE = re.compile(r"[—–―-]{1,3}\s*([^—–―\-\s].*)")
AUTHOR_NOTE = re.compile(r"[（(]\s*(?:作者|笔者|编者|通讯员|第一作者)\s*(?:[:：系为是]|单位|简介).*[)）]")
REPRINT = re.compile(
    r"[（(]\s*((?:本文|此文|文章|原文)?\s*(?:转载|转自|摘自|选自|原载|原刊|刊于|载于|刊载).*)[)）]"
)
REPRINT_BARE = re.compile(
    r"((?:本文|此文)\s*(?:系|由)?\s*(?:转载|转自|摘自|选自|原载|原刊|刊于|载于|刊载|刊登)[^。]{2,50}。?)"
)
SOURCE = re.compile(r"[（(]?\s*(?:来源|稿源|稿件来源|文章来源|信息来源)\s*[:：]\s*([^()（）]+?)\s*[)）]?")
MEMBERS = re.compile(
    r"(?:课题组|调研组|编写组|撰稿|执笔|供稿|撰文|文/图|图/文|摄影)(?:组长|成员|负责人|人|者|单位)?\s*[:：]"
)
MEMBER_LINE = re.compile(rf"(?:[^:：]{{2,10}}[:：]\s*)?({_NAME})\s+(\S.*)")

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩邓冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤符邢"
    "庄云吉羊洪翁文詹柯黄卓冼麦温欧安常易施牛樊葛齐梅庞颜倪章鲁伍申俞焦纪岳凌祝左柳甘耿关包盛单舒宁解成裴翟"
    "景詹项祁辛艾路涂骆管饶华殷阮储游房娄蒲冉桑闻丛阳尤瞿季骆喻古蓝靳祖应宗亓岑楚封仇竺沙褚卞费司麻鞠晏上诸慕"
)
_ORG_TAIL = (
    "部|局|委|办|委员会|党委|工委|党组|支部|总支|办公室|中心|院|所|站|队|处|科|室|组|社|会|厅|署|校|大学|学院|学校|"
    "公司|集团|银行|医院|政府|法院|检察院|村|镇|街道|社区|联合会|协会|研究会|课题组|编辑部|本刊记者|本刊编辑部|记者站|馆|台|厂"
)
_ORG = re.compile(rf"[{_H}·（）()A-Za-z\d]{{2,28}}(?:{_ORG_TAIL})")
_PERSON_ONLY = re.compile(
    rf"(?:(?:[{_SURNAMES}][{_H}]{{1,2}})|(?:欧阳|上官|司马|诸葛|夏侯|慕容|皇甫)[{_H}]{{1,2}}"
    rf"|[{_H}]{{2,8}}·[{_H}]{{2,8}})"
)
# What signs beside or instead of a name: 本刊记者, 特约通讯员, 海岸日报记者.
_ROLE = re.compile(
    rf"(?:[{_H}]{{1,8}}[报社台网刊])?(?:本刊|本报|本社|本网|特约|特派|实习|见习)*(?:记者|通讯员|评论员|撰稿人)"
)
DATE = re.compile(
    r"[（(]?\s*(?:\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月"
    r"(?:[一二三四五六七八九十]{1,3}日)?|\d{4}[-./]\d{1,2}[-./]\d{1,2})\s*[)）]?"
)
_GAP = re.compile(r"\s+|(?<=\S)\s*[/／]\s*(?=\S)|\s*[.…·]{3,}\s*")
_NAME_GAPS = re.compile(r"[\s、，,；;]+")


def reprint_in(text: str) -> re.Match[str] | None:
    """The note on where a text stood first, in brackets or as a line of its own; group 1 is its text."""
    return REPRINT.fullmatch(text) or REPRINT_BARE.fullmatch(text)


def scheme_of(text: str) -> tuple[str, str]:
    """The numbering scheme that `text` begins with and its numeral; ("", "") where there is none."""
    for name, pattern in SCHEMES:
        found = pattern.match(text)
        if found:
            return name, found[1]
    return "", ""


def number_of(numeral: str) -> int:
    """一 → 1, 十二 → 12, ③ → 3, 7 → 7."""
    if numeral.isdecimal():
        return int(numeral)
    if "①" <= numeral <= "⑳":
        return ord(numeral) - ord("①") + 1
    digits = "零一二三四五六七八九"
    tens, found, ones = numeral.partition("十")
    if not found:
        return digits.find(numeral[-1:])
    return (digits.find(tens) if tens else 1) * 10 + (digits.find(ones) if ones else 0)


def begins_lead(text: str) -> bool:
    """Whether `text` begins as only a new paragraph begins: numbered, 一是, 第一，"""
    return bool(scheme_of(text)[0] or ENUMERATION.match(text) or ORDINAL.match(text))


def is_closed(text: str) -> bool:
    """Whether `text` ends as a paragraph ends: on a final mark, quotes and brackets apart."""
    bare = text.rstrip().rstrip(_CLOSERS)
    return not bare or bare[-1] in TERMINAL


def open_quotes(text: str, before: tuple[str, ...] = ()) -> tuple[tuple[str, ...], bool]:
    """The quotes and brackets left open after `text`, and whether one closed that was not open.

    `before` are those open at its beginning. ASCII brackets count as full-width ones.
    """
    stack = list(before)
    clash = False
    for mark in text.replace("(", "（").replace(")", "）"):
        if mark in OPENERS:
            stack.append(mark)
        elif mark in _PAIRS:
            if stack and stack[-1] == _PAIRS[mark]:
                stack.pop()
            else:
                clash = True
    return tuple(stack), clash


def names_in(text: str) -> tuple[str, ...]:
    """The names in a line of names; single characters are parts of a name set wide (王 华)."""
    names: list[str] = []
    half = ""
    for token in filter(None, _NAME_GAPS.split(text.strip())):
        if len(token) == 1 and HAN.match(token):
            if half:
                names.append(half + token)
                half = ""
            else:
                half = token
        else:
            names.append(half + token if half else token)
            half = ""
    return (*names, half) if half else tuple(names)


def is_byline(text: str) -> bool:
    """Whether a whole line is nothing but persons or bodies, as a byline is."""
    names = names_in(text)
    ends = text.rstrip().endswith(("，", ",", "、", "；"))
    return bool(names) and not ends and len(text) <= 60 and all(is_person(n) or is_body(n) for n in names)


def unglued(text: str, known: frozenset[str] = frozenset()) -> tuple[str, str]:
    """A title, and the names that stand behind it after a gap: two spaces, or one where they are `known`.

    `known` holds names by their letters. The names are empty where there are none.
    """
    for gap in reversed(tuple(_GAP.finditer(text))):
        title, tail = text[: gap.start()], text[gap.end() :]
        sure = len(gap[0]) > 1 and is_byline(tail)
        if title and not is_byline(title) and (sure or (bare(tail) in known and is_byline(tail))):
            return title, tail
        if title and len(gap[0]) > 1 and bare(tail) in known:
            return title, tail
    return text, ""


def signed(text: str) -> str:
    """The names in a byline that says so (作者：林海, 文/林海); empty for any other line."""
    found = BYLINE.fullmatch(text.strip())
    return found[1] if found and is_byline(found[1]) else ""


def is_person(name: str) -> bool:
    return bool(_PERSON_ONLY.fullmatch(name))


def is_body(name: str) -> bool:
    """Whether `name` is shaped as an office, institute or firm."""
    return bool(_ORG.fullmatch(name))


def is_role(name: str) -> bool:
    """Whether `name` is what somebody is to the publication: 本刊记者, 通讯员."""
    return bool(_ROLE.fullmatch(name))


def bare(text: str) -> str:
    """Only letters, digits and Han characters: what two spellings of one title have in common."""
    return "".join(ch for ch in text if ch.isalnum())


def han_in(text: str) -> str:
    """The Han characters of `text`, in order."""
    return "".join(HAN.findall(text))
