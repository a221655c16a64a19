"""A whole small issue: what comes out of it, and that it reads back without a fault."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from sample import SAMPLE

from kanwu_press.findings import Level
from kanwu_press.intake.recognised import LEFTOVERS, REPORT, Imported, import_text
from kanwu_press.intake.words import han_in
from kanwu_press.intake.write import write
from kanwu_press.model import ListBlock, Paragraph, Strong, Table
from kanwu_press.read.issue import read_issue


@pytest.fixture(scope="module")
def sample() -> Imported:
    return import_text(SAMPLE, "2026-01", "haian-2026-01.txt")


def file(imported: Imported, ending: str) -> str:
    found = [data for name, data in imported.files if name.endswith(ending)]
    assert len(found) == 1, ending
    return found[0].decode("utf-8")


def codes(imported: Imported) -> Counter[str]:
    return Counter(f.code for f in imported.findings)


def test_columns_articles_and_authors(sample: Imported) -> None:
    assert [(name, len(files)) for name, files in sample.columns] == [("海边来信", 2), ("渔村讲堂", 2)]
    assert [(a.title, a.authors, a.area) for a in sample.articles] == [
        ("潮水来时", ("林海",), ""),
        ("东湾渔港的早晨和傍晚", ("陈渔",), "东湾镇"),
        ("修船的人", ("海岸研究所",), ""),
        ("老船长说风", ("周帆",), ""),
    ]


def test_every_doubt_has_its_line(sample: Imported) -> None:
    lines = SAMPLE.split("\n")
    place = {f.code: lines[f.place.line - 1] for f in sample.findings if f.place.line}
    assert place["intake-title-completed"] == "## 东湾渔港的早晨"
    assert place["intake-picture-lost"] == "▲渔港清早的鱼市。"
    assert place["intake-left-over"] == "一行没有去处的字"
    assert place["intake-before-title"].startswith("木头要先")
    assert place["intake-qr-unknown"] == "海岸公众号"
    assert set(codes(sample)) == {*place, "intake-kind-assumed", "intake-date-assumed"}


def test_a_manuscript(sample: Imported) -> None:
    assert file(sample, "01-潮水来时.md").startswith(
        "---\n标题: 潮水来时\n副标题: 一个渔村的四十年\n作者: 林海\n版式: 双栏\n"
        "作者简介: (作者系海岸研究所研究员)\n转载: 本文转载自《望海》2025年第3期\n---\n\n潮水每天"
    )
    text = file(sample, "01-潮水来时.md")
    assert "去拾贝壳和海菜" in text
    assert "## 一、退潮\n" in text
    assert "## 二、涨潮\n" in text
    assert "**三是问老人。**老人知道潮水的脾气。\n" in text


def test_photo_table_and_source(sample: Imported) -> None:
    text = file(sample, "02-东湾渔港的早晨和傍晚.md")
    assert "一盏一盏熄灭，天就亮了。\n\n▲渔港清早的鱼市。\n" in text
    assert (
        "::: 表 表1 渔港的船\n| 船名 | 长度 | 船主 |\n|---|---|---|\n| 望海号 | 12米 | 陈渔 |\n"
        "| 东湾号 | 9米 | 王岸 |\n:::\n" in text
    )
    assert "来源: 渔港日报\n" in text


def test_text_before_the_title_comes_first(sample: Imported) -> None:
    text = file(sample, "03-修船的人.md")
    assert text.split("---\n")[2].startswith("\n木头要先泡在海水里")
    assert "就知道它还要泡多久。泡好的木头" in text


def test_settings(sample: Imported) -> None:
    publication = file(sample, "publication.yaml")
    for line in (
        "刊名: 海岸", "代号: haian", "类别: 内部资料", "主办单位: 海岸研究所", "协办单位: 东湾镇图书馆",
        "地址: 东湾镇望海路8号", "邮编: 123456", "  - 名称: 海岸网", "#  - 名称: 海岸公众号",
    ):  # fmt: skip
        assert f"{line}\n" in publication
    issue = file(sample, "issue.yaml")
    for line in (
        "年: 2026", "期: 1", "总期号: 9", "印刷日期: 2026-03-20", "印数: 300", "发送对象: 各镇图书馆",
        "  - 职务: 主编", "      - 周帆", "    说明: 按姓氏笔画排序", "      - 04-老船长说风.md",
    ):  # fmt: skip
        assert f"{line}\n" in issue


def test_leftovers_and_report(sample: Imported) -> None:
    assert "一行没有去处的字" in file(sample, LEFTOVERS)
    report = file(sample, REPORT)
    assert report == sample.report
    for entry in ("潮水来时", "东湾渔港的早晨和傍晚", "陈渔", "老船长说风", "周帆"):
        assert entry in report


def test_nothing_is_lost(sample: Imported) -> None:
    written = "".join(data.decode("utf-8") for _, data in sample.files)
    assert Counter(han_in(SAMPLE)) - Counter(han_in(written)) == Counter()
    assert not any(f.level is Level.ERROR for f in sample.findings)


def test_it_reads_back(sample: Imported, tmp_path: Path) -> None:
    assert write(sample, tmp_path) == ()
    issue, findings = read_issue(tmp_path, "2026-01")
    assert [f for f in findings if f.level is Level.ERROR] == []
    assert issue is not None
    blocks = [b for a in issue.articles for b in a.blocks]
    assert sum(isinstance(b, Table) for b in blocks) == 1
    assert not any(isinstance(b, ListBlock) for b in blocks)
    assert any(isinstance(b, Paragraph) and isinstance(b.children[0], Strong) for b in blocks)


def test_the_same_input_gives_the_same_bytes(sample: Imported) -> None:
    assert import_text(SAMPLE, "2026-01", "haian-2026-01.txt") == sample
