"""Whatever stands in a manuscript, every rule ends in findings that can be said."""

from __future__ import annotations

from dataclasses import replace
from gettext import NullTranslations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kanwu_press.check import check_issue
from kanwu_press.model import Author, Issue
from kanwu_press.read.issue import read_issue
from kanwu_press.read.markdown import parse_body
from kanwu_press.read.pictures import Pictures

HEALTHY = Path(__file__).parents[1] / "data" / "healthy"
# what the rules look for, in pieces that meet in every way
PIECES = (
    *"。，、；：？！“”‘’（）《》〈〉「」『』【】〔〕…⋯—－～·",
    *",.;:?!()[]\"'-~%/\\$`_ \u3000\u00a0\n",
    *("……", "——", "...", "--", "\n\n", "\n\n## ", "\n\n### ", "\n- ", "\n1. "),
    *("\n| ", " | ", "\n|---|---|\n"),
    *("一、", "（一）", "1.", "（1）", "①", "第一", "其一", "一是", "二是", "第三条", "第二章"),
    *("图1", "表2", "见图", "图1-3", "图一", "附表"),
    *("占", "分别占", "合计", "其中", "总计", "增长", "下降", "率"),
    *("2024年", "24年", "13月", "2月30日", "星期三", "（周四）", "25:70", "3点", "上午", "2024-13-45"),
    *("300-500", "5%", "9亿", "10几", "3千", "1，234", "余人", "以上", "户", "公里", "KM", "㎡", "０", "Ａ"),
    *("按姓氏笔画排序", "：丁一、王二、", "按姓氏拼音", "作者简介", "刘子璇", "刘子瑛", "主任", "系", "欧阳"),
    *("娛", "曰", "己", "龶", "𬭎", "А", "\ue000", "\U00020000", "的", "海", "abc", "https://a.b/c", "a@b.c"),
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def healthy() -> Issue:
    issue, _ = read_issue(HEALTHY, "2026-01")
    assert issue is not None
    return issue


ISSUE, PICTURES = healthy(), Pictures(HEALTHY, HEALTHY / "manuscripts" / "2026-01")


@settings(max_examples=150)
@given(TEXTS, TEXTS)
def test_any_text_ends_in_findings(body: str, line: str) -> None:
    first, *others = ISSUE.articles
    read = parse_body(body, first.place.file, 6, PICTURES)
    head = " ".join(line.split())
    authors = (Author(name=head[:12] or "佚名"),)
    article = replace(
        first, title=head or "题", blocks=read.blocks, notes=read.notes, author_notes=(head,), authors=authors
    )
    section = replace(ISSUE.sections[0], articles=(article, *others[:1]))
    for finding in check_issue(replace(ISSUE, sections=(section,))):
        assert finding.message(NullTranslations())
        finding.remedy(NullTranslations())
