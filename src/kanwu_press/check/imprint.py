"""What the law lets a publication of its class not print, and how its numbers and reprints are written.

《内部资料性出版物管理办法》 art. 14–15, 《期刊出版管理规定》 art. 28, 31; GB/T 9999.1 (CN), ISO 3297 (ISSN).
Warnings and hints with the article of the rule: the tool gives no legal judgement, and refuses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanwu_press.check.walk import inlines
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Article, Issue, Kind, Place, Text

_INTERNAL_14 = "《内部资料性出版物管理办法》第十四条"
_INTERNAL_15 = "《内部资料性出版物管理办法》第十五条"
_PERIODICAL_28 = "《期刊出版管理规定》第二十八条"
_PERIODICAL_31 = "《期刊出版管理规定》第三十一条"

NAME_WORD = Rule(
    "internal-name-word",
    Level.WARNING,
    N_("“{text}” has “{word}” in it; names of internal material (内部资料) should not ({rule})."),
    N_("See whether the permit (准印证) gives this name; else find one without it: 编印单位, 编辑, 资料 ….."),
)
SERIAL_NUMBER = Rule(
    "internal-serial-number",
    Level.WARNING,
    N_("Internal material (内部资料) has no serial number (刊号), but “{key}” is given ({rule})."),
    N_("Delete “{key}” from publication.yaml, or check the class of the publication."),
)
CO_ORGANISED = Rule(
    "internal-co-organiser",
    Level.WARNING,
    N_("Internal material is not made together with outside units ({rule}), but “协办单位” is given."),
    N_("Delete “协办单位” unless they belong to the same unit; thanks can be said in “版权页附注”."),
)
SOLD = Rule(
    "internal-sale-word",
    Level.WARNING,
    N_("“{text}” speaks of “{word}”; internal material (内部资料) is given free of charge ({rule})."),
    N_("Delete the words, or check the class of the publication."),
)
ADVERT = Rule(
    "internal-advert",
    Level.WARNING,
    N_("“{text}” looks like room for advertisements, which internal material may not have ({rule})."),
    N_("Leave it out, or give it another name if it holds none."),
)
ADVERT_WORD = Rule(
    "internal-advert-word",
    Level.INFO,
    N_(
        "“{word}” is in this text ({count} time(s), line {lines});"
        " internal material has no advertisements ({rule})."
    ),
    N_("See whether it advertises something; if it only speaks of it, all is well."),
)
OWN_NAME = Rule(
    "internal-own-name",
    Level.INFO,
    N_("Internal material (内部资料) does not call itself “{word}” ({rule}): {count} time(s), line {lines}."),
    N_("Where it means this publication, write its name or “本资料”; of another one it may stand."),
)
ONLINE_WORD = Rule(
    "internal-online-word",
    Level.INFO,
    N_("“{text}” points to the internet; internal material (内部资料) stays within its own circle ({rule})."),
    N_("See whether the issue itself is meant; a website of the unit may well be named."),
)
NO_EDITOR = Rule(
    "imprint-no-editor",
    Level.WARNING,
    N_("A periodical must name its 总编辑 or 主编 ({rule}); “编委会” has nobody of that post."),
    N_("Add to “编委会” in issue.yaml: “- 职务: 主编” and below it “姓名: …”."),
)
NO_REACH = Rule(
    "imprint-no-reach",
    Level.WARNING,
    N_("A periodical must print its 发行范围 ({rule}), which is missing."),
    N_("Write it into issue.yaml as “发送对象: …”; in a periodical it is printed as 发行范围."),
)
ADVERT_LICENCE = Rule(
    "imprint-advert-licence",
    Level.INFO,
    N_("There seem to be advertisements (“{text}”), but the imprint names no registration of them ({rule})."),
    N_("If the registration office gave a number, add it to “版权页附注”; else all is well."),
)
CN_FORM = Rule(
    "cn-form",
    Level.WARNING,
    N_("“{value}” does not look like a CN number: two figures, a hyphen, four figures, slash and class."),
    N_("Write it as on the licence, such as CN 11-1234/G2 (GB/T 9999)."),
)
ISSN_CHECK = Rule(
    "issn-check-digit",
    Level.WARNING,
    N_("The last figure of {value} should be {right} by the figures before it (ISO 3297)."),
    N_("Compare it with the licence: one of the figures is probably mistyped."),
)
REPRINT_ADDRESS = Rule(
    "reprint-no-address",
    Level.WARNING,
    N_("What a periodical takes from the net names its address and the day of download ({rule}): “{text}”."),
    N_("Write both, as in “转载: 据https://example.org/a/1.html，2026年1月5日下载”."),
)
REPRINT_INTERNAL = Rule(
    "reprint-internal",
    Level.WARNING,
    N_("A periodical may not reprint internal publications ({rule}): “{text}”."),
    N_("See whether the source is one; if it only sounds like it, all is well."),
)
OTHER_CLASS = Rule(
    "imprint-class",
    Level.INFO,
    N_("“{key}” is given, but “类别” says 其他, so what the law wants of that class is not checked."),
    N_("If the publication has such a number, write “类别: {kind}”."),
)

_TITLE = re.compile(r"杂志|期刊|月刊|季刊|刊$|(?<![简通快])报$")
_UNIT = re.compile(r"期刊社|杂志社|报社|记者站|记者")
_OWN = re.compile(
    r"(?<![一这那每某几两单书基根样\d])本刊物?|(?<![成基资原样版根一这那每])本报(?![告酬销价名考备批送表请导到以])"
    r"|(?<![全内外大])[部院馆校]刊(?![登发载印行出播])"
)
_SALE = re.compile(r"刊号|邮发代号|订阅|零售|售价|定价|工本费|每[册本期][\d.]+元")
_ADVERTS = re.compile(r"广告(?:热线|刊例|招商|代理|经营|部|专版)|刊登广告|招商热线|订购热线|购买热线")
_ADVERT_NAME = re.compile(r"广告|推广专[栏版]|商业信息")
_NET = re.compile(
    r"(?:在线|网上|扫码)阅读|(?:公众号|客户端|APP|官网|网站).*(?:阅读|浏览|查看|下载)", re.IGNORECASE
)
_FROM_NET = re.compile(r"https?://|网(?!络安全)|公众号|微信|微博|客户端|APP", re.IGNORECASE)
_ADDRESS, _DAY = re.compile(r"https?://\S+|www\.\S+"), re.compile(r"\d{4}\s*[-./年]\s*\d{1,2}")
_INTERNAL_SOURCE = re.compile(r"内部资料|内部刊物|内刊|准印证")
_CN = re.compile(r"(CN[ 　]?)?\d{2}-\d{4}(/[A-Z]{1,2}\d{0,2})?")
_LINES_NAMED = 8


def internal_words(issue: Issue) -> Iterator[Finding]:
    """What internal material may not say of itself."""
    p = issue.publication
    if p.kind is not Kind.INTERNAL:
        return
    yield from _names(issue)
    for key, value in (("国内统一刊号", p.cn), ("国际标准刊号", p.issn)):
        if value:
            yield SERIAL_NUMBER.at(p.place, key=key, rule=_INTERNAL_14)
    if p.co_organisers:
        yield CO_ORGANISED.at(p.place, rule=_INTERNAL_15)
    for place, text in _matter(issue):
        if word := _SALE.search(text):
            yield SOLD.at(place, text=_short(text), word=word[0], rule=_INTERNAL_15)
        if _NET.search(text):
            yield ONLINE_WORD.at(place, text=_short(text), rule=_INTERNAL_15)
    for place, name in _headings(issue):
        if _ADVERT_NAME.search(name):
            yield ADVERT.at(place, text=_short(name), rule=_INTERNAL_15)


def internal_texts(issue: Issue) -> Iterator[Finding]:
    """Words in the texts of internal material, told once for each file."""
    if issue.publication.kind is not Kind.INTERNAL:
        return
    for article in issue.articles:
        texts = tuple(_texts(article))
        yield from _counted(OWN_NAME, _OWN, texts, article.place.file, _INTERNAL_14)
        yield from _counted(ADVERT_WORD, _ADVERTS, texts, article.place.file, _INTERNAL_15)
    for file in dict.fromkeys(place.file for place, _ in _matter(issue)):
        texts = tuple((place.line, text) for place, text in _matter(issue) if place.file == file)
        yield from _counted(OWN_NAME, _OWN, texts, file, _INTERNAL_14)


def periodical(issue: Issue) -> Iterator[Finding]:
    """What a periodical must say besides the single keys of record.dues, and what of its reprints."""
    if issue.publication.kind is not Kind.PERIODICAL:
        return
    if not any("主编" in role.role or "总编" in role.role for role in issue.board):
        yield NO_EDITOR.at(issue.place, rule=_PERIODICAL_31)
    if not issue.recipients:
        yield NO_REACH.at(issue.place, rule=_PERIODICAL_31)
    said = any("广告" in text for _, text in _matter(issue))
    advert = next((name for _, name in _headings(issue) if _ADVERT_NAME.search(name)), "")
    if advert and not said:
        yield ADVERT_LICENCE.at(issue.place, text=_short(advert), rule=_PERIODICAL_31)
    for article in issue.articles:
        source = "".join(text for text in (article.source, article.reprint) if text)
        if _INTERNAL_SOURCE.search(source):
            yield REPRINT_INTERNAL.at(article.place, text=_short(source), rule=_PERIODICAL_28)
        elif _FROM_NET.search(source) and not (_ADDRESS.search(source) and _DAY.search(source)):
            yield REPRINT_ADDRESS.at(article.place, text=_short(source), rule=_PERIODICAL_28)


def numbers(issue: Issue) -> Iterator[Finding]:
    """Forms of the serial numbers, of whatever class; and a number that belongs to another class."""
    p = issue.publication
    if p.cn and not _CN.fullmatch(p.cn.strip()):
        yield CN_FORM.at(p.place, value=p.cn)
    digits = re.sub(r"[^0-9X]", "", p.issn.removeprefix("ISSN"))
    if len(digits) == 8 and issn_check(digits[:7]) != digits[7]:
        yield ISSN_CHECK.at(p.place, value=p.issn, right=issn_check(digits[:7]))
    if p.kind is Kind.OTHER:
        for key, value, kind in (("准印证号", p.permit, "内部资料"), ("国内统一刊号", p.cn, "正式期刊")):
            if value:
                yield OTHER_CLASS.at(p.place, key=key, kind=kind)


def issn_check(seven: str) -> str:
    """The check digit of seven figures: weights 8 to 2, modulo 11, ten is X."""
    rest = -sum(int(figure) * weight for figure, weight in zip(seven, range(8, 1, -1), strict=True)) % 11
    return "X" if rest == 10 else str(rest)


# ---- where the words stand -----------------------------------------------------------------


def _names(issue: Issue) -> Iterator[Finding]:
    """Names of publication, units and posts that are those of a periodical."""
    p = issue.publication
    named = [(p.place, p.title, _TITLE), *((p.place, name, _UNIT) for name in p.compilers)]
    named += [(issue.place, role.role, _UNIT) for role in issue.board]
    for place, text, pattern in named:
        if word := pattern.search(text):
            yield NAME_WORD.at(place, text=text, word=word[0], rule=_INTERNAL_14)


def _headings(issue: Issue) -> Iterator[tuple[Place, str]]:
    for section in issue.sections:
        yield section.place, section.name
        yield from ((article.place, article.title) for article in section.articles)


def _matter(issue: Issue) -> Iterator[tuple[Place, str]]:
    """What publication and issue print besides the articles: notes of the imprint, back cover, codes."""
    p = issue.publication
    yield from ((p.place, text) for text in p.imprint_notes)
    yield from ((p.place, code.label) for code in p.qr_codes)
    yield from ((issue.place, text) for text in (*issue.imprint_notes, *issue.cover.back_lines))
    yield from ((issue.place, code.label) for code in issue.qr_codes)
    yield from ((section.place, section.intro) for section in issue.sections if section.intro)


def _texts(article: Article) -> Iterator[tuple[int, str]]:
    """All text of an article with its lines."""
    head = article.place.line
    yield from ((head, text) for text in (article.title, article.subtitle, *article.author_notes) if text)
    yield from ((head, f"{author.affiliation}{author.name}") for author in article.authors)
    for inline, line in inlines(article):
        if isinstance(inline, Text):
            yield inline.line or line, inline.text


def _counted(
    rule: Rule, pattern: re.Pattern[str], texts: tuple[tuple[int, str], ...], file: str, law: str
) -> Iterator[Finding]:
    """One finding for all places of a file: the word met first, how often, in which lines."""
    met = [(line, match[0]) for line, text in texts for match in pattern.finditer(text)]
    if not met:
        return
    lines = sorted({line for line, _ in met})
    named = "、".join(str(line) for line in lines[:_LINES_NAMED]) + ("…" if len(lines) > _LINES_NAMED else "")
    words = "”“".join(dict.fromkeys(word for _, word in met))
    yield rule.at(Place(file, lines[0]), word=words, count=len(met), lines=named, rule=law)


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"
