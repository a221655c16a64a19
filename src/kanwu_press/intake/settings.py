"""The facts of the covers → publication.yaml and issue.yaml, as text with the keys of read/schema.py."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kanwu_press.findings import Finding
from kanwu_press.intake import rules
from kanwu_press.intake.contents import Post
from kanwu_press.intake.front import Front
from kanwu_press.intake.manuscript import mapping, scalar
from kanwu_press.model import Place

_PUBLICATION_KEYS = (
    "地址",
    "邮编",
    "电话",
    "电子邮箱",
    "网址",
    "刊期",
    "准印证号",
    "国内统一刊号",
    "国际标准刊号",
    "定价",
)
_BODY_KEYS = ("主管单位", "主办单位", "协办单位", "编印单位")
# Months per issue (刊期); names that hold another stand before it.
_MONTHS = (
    ("双月", 2.0), ("半月", 0.5), ("半年", 6.0), ("旬", 1 / 3), ("周", 12 / 52), ("季", 3.0), ("月", 1.0),
    ("年", 12.0),
)  # fmt: skip
_PERIOD_LINE = re.compile(r"^刊期\s*[:：]\s*[\"']?([^\s\"'#]+)", re.MULTILINE)
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COMMON_HOST = {"www", "com", "cn", "org", "net", "gov", "edu"}


@dataclass(frozen=True, slots=True)
class Settings:
    """A settings file and what was assumed in it."""

    text: str
    findings: tuple[Finding, ...]


def publication(front: Front, source: str, issue: str) -> Settings:
    """publication.yaml: what the covers say, and what must stand there at least."""
    code = code_of(source, issue, front.value("网址"))
    title = front.title or code
    periodical = front.value("国内统一刊号") or front.value("国际标准刊号")
    kind = "正式期刊" if periodical else "内部资料"
    place = Place(source)
    found = [rules.CODE_DERIVED.at(place, code=code)]
    found += [] if periodical else [rules.KIND_ASSUMED.at(place, kind=kind)]
    if not front.title:
        found.append(rules.NO_NAME.at(place, title=title))
    elif not front.sure:
        found.append(rules.TITLE_GUESSED.at(place, title=title))
    found += [rules.QR_UNKNOWN.at(Place(source, fact.line), label=fact.value) for fact in front.qr_labels]
    lines = [
        *mapping((("刊名", title), ("代号", code), ("类别", kind))),
        *mapping((key, front.values(key)) for key in _BODY_KEYS),
        *mapping((key, front.value(key)) for key in _PUBLICATION_KEYS),
        *_qr_codes(front),
        *mapping((("版权页附注", front.values("版权页附注")),)),
    ]
    return Settings("\n".join(lines) + "\n", tuple(found))


def _qr_codes(front: Front) -> Iterator[str]:
    """The known codes, and the unknown ones as comments ready to be filled in."""
    known = [(name, front.value("网址")) for name in front.values("网址名称")]
    if known:
        yield "二维码:"
    elif front.qr_labels:
        yield "# 二维码:"
    for name, content in known:
        yield f"  - 名称: {scalar(name)}"
        yield f"    内容: {scalar(content)}"
    for fact in front.qr_labels:
        yield f"#  - 名称: {scalar(fact.value)}"
        yield "#    内容: "


def code_of(source: str, issue: str, website: str) -> str:
    """A name for files: from the source's file name without the issue, or from the website, or `kanwu`."""
    stem = re.sub(r"\.[a-z0-9]{1,5}$", "", source.lower()).replace(issue, "")
    host = re.sub(r"^https?://([^/:]*).*$", r"\1", website.lower())
    candidates = (
        re.sub(r"[^a-z0-9]+", "-", stem).strip("-") if stem.isascii() else "",
        "-".join(part for part in host.split(".") if part not in _COMMON_HOST),
    )
    return next((c for c in candidates if _CODE.fullmatch(c) and not c.isdecimal()), "kanwu")


def issue_settings(
    front: Front,
    board: tuple[Post, ...],
    columns: tuple[tuple[str, tuple[str, ...]], ...],
    issue: str,
    source: str,
    existing: bytes | None = None,
) -> Settings:
    """issue.yaml: numbers, dates, board, columns with the files of their articles.

    `existing` is the publication.yaml that is there already: it may say how often the publication comes out.
    """
    year, number = issue.split("-")
    said = (front.value("年") or year, front.value("期") or str(int(number)))
    found = []
    if said != (year, str(int(number))):
        found.append(rules.ISSUE_DIFFERS.at(Place(source), year=said[0], number=said[1], issue=issue))
    issued = front.value("出版日期")
    if not issued:
        period = front.value("刊期") or _period_in(existing)
        issued = front.value("印刷日期") or _assumed_date(year, int(number), period)
        found.append(rules.DATE_ASSUMED.at(Place(source), date=issued))
    lines = [
        *mapping(
            (("年", year), ("期", str(int(number))), ("总期号", front.value("总期号")), ("出版日期", issued))
        ),
        *mapping((key, front.value(key)) for key in ("印刷日期", "印数", "印刷单位", "发行单位", "发送对象")),
        *_board(board),
        "栏目:",
    ]
    for name, files in columns:
        lines += [f"  - 名称: {scalar(name)}", "    文章:", *(f"      - {scalar(file)}" for file in files)]
    return Settings("\n".join(lines) + "\n", tuple(found))


def _period_in(existing: bytes | None) -> str:
    """刊期 in a publication.yaml, read as a line; empty where there is none."""
    found = _PERIOD_LINE.search(existing.decode("utf-8", "replace")) if existing else None
    return found[1] if found else ""


def _assumed_date(year: str, number: int, period: str) -> str:
    """The first of the month that ends the period of issue `number`; 季刊 or 月刊 where `period` is empty."""
    months = next((m for name, m in _MONTHS if name in period), 3 if number <= 4 else 1)
    month = min(max(math.ceil(number * months), 1), 12)
    return f"{year}-{month:02d}-01"


def _board(board: tuple[Post, ...]) -> Iterator[str]:
    posts = [post for post in board if post.role and post.names]
    if posts:
        yield "编委会:"
    for post in posts:
        yield f"  - 职务: {scalar(post.role)}"
        yield from ("    " + line for line in mapping((("姓名", post.names), ("说明", post.note))))
