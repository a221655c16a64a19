"""Marks, numbers, dates, sums and order: for each rule what it must find and what it must let be."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kanwu_press.check.cited import captions, cited
from kanwu_press.check.dates import days
from kanwu_press.check.marks import marks
from kanwu_press.check.numbers import numbers
from kanwu_press.check.order import order, value_of
from kanwu_press.check.passages import passages
from kanwu_press.check.setforms import set_forms
from kanwu_press.check.sums import sums
from kanwu_press.check.typed import typed
from kanwu_press.findings import Finding, Level
from kanwu_press.model import Issue
from kanwu_press.read.issue import read_issue
from kanwu_press.read.markdown import parse_body
from kanwu_press.read.pictures import Pictures
from whole import real, sample

HEALTHY = Path(__file__).parents[1] / "data" / "healthy"
Check = Callable[[Issue], Iterator[Finding]]
ALL: tuple[Check, ...] = (typed, marks, set_forms, numbers, days, sums, order, cited, captions)
LONG = "这一段有四十多个字，说的是海边的渔村和渔村里的人，他们的船一年比一年少，出海的人却走得更远"


@pytest.fixture(scope="module")
def healthy() -> Issue:
    issue, _ = read_issue(HEALTHY, "2026-01")
    assert issue is not None
    return issue


def test_a_remedy_shows_the_mended_range(healthy: Issue) -> None:
    found = [*numbers(issue_of(healthy, "增长3～5%，共2-3万户。"))]
    assert [dict(f.values)["mended"] for f in found] == ["3%～5%", "2万～3万"]
    text = "20几个，100几人，3千元，3万5千元，共1，234人，2024年十一月，二零二四年。"
    found = [*numbers(issue_of(healthy, text))]
    assert {dict(f.values)["mended"] for f in found} == {
        "二十几", "100多", "3000", "3.5万", "1,234", "2024年11月", "二〇二四年",
    }  # fmt: skip


def test_levels_are_said_as_they_are_typed(healthy: Issue) -> None:
    found = [dict(f.values) for f in order(issue_of(healthy, "## 一、甲\n\n文。\n\n二、乙\n\n文。"))]
    said = [(values["now"], values["before"]) for values in found if "now" in values]
    assert said == [("0", "2")]


def issue_of(healthy: Issue, body: str) -> Issue:
    """The healthy issue with one article that has this body, from line 6 of its file on."""
    article = healthy.articles[0]
    folder = HEALTHY / "manuscripts" / "2026-01"
    read = parse_body(body, article.place.file, 6, Pictures(HEALTHY, folder))
    article = replace(article, blocks=read.blocks, notes=read.notes)
    return replace(healthy, sections=(replace(healthy.sections[0], articles=(article,)),))


FOUND = [
    # pairs and nesting
    (marks, "他说：“走吧。", ["mark-unclosed"]),
    (marks, "他说：走吧。”", ["mark-unopened"]),
    (marks, "“村企“合作”模式。", ["mark-unclosed"]),
    (marks, "“他说“走”了。”", ["quote-nested"]),
    (marks, "《论《红楼梦》的诗》。", ["quote-nested"]),
    (marks, "（见下文。", ["mark-unclosed"]),
    (marks, "**“三**个”》。", ["mark-unopened"]),
    (marks, "“第一段没有关。\n\n第二段关了。”", ["quote-runs-on"]),
    (marks, '他说"走。', ["quote-straight"]),
    # marks at the wrong place
    (marks, "他来了.我走了。", ["mark-point"]),
    (marks, "他来了，。我走了。", ["mark-clash"]),
    (marks, "他说：“走吧。”。", ["mark-clash"]),
    (marks, "，他来了。", ["mark-at-start"]),
    (marks, LONG + "，", ["paragraph-open-end"]),
    (marks, LONG, ["paragraph-no-end"]),
    (marks, "## 海边的人。\n\n正文。", ["title-mark"]),
    (marks, "有“一”、“二”、“三”。", ["enumeration-quoted"]),
    (marks, "有船、网……等。", ["ellipsis-and-so-on"]),
    (marks, "有船、网……等等。", ["ellipsis-and-so-on"]),
    (marks, "有船、网……等12种。", ["ellipsis-and-so-on"]),
    (marks, "（见附件。）。", ["mark-clash"]),
    (marks, "他说：……。", ["mark-clash"]),
    (marks, "有船、和网。", ["enumeration-joined"]),
    (marks, "有船、网、等人。", ["enumeration-joined"]),
    (marks, "有船、网、以及灯。", ["enumeration-joined"]),
    # set forms
    (set_forms, "见琼府办[2023]12号。", ["document-number"]),
    (set_forms, "见琼府办（2023）12号文件。", ["document-number"]),
    (set_forms, "见琼文【2024】第5号。", ["document-number"]),
    (set_forms, "读‹红楼梦>时。", ["title-angle"]),
    (set_forms, "读<红楼梦>时。", ["title-angle"]),
    (set_forms, "共50平米，用油3公升。", ["unit-name", "unit-name"]),
    (set_forms, "他走了—再也没回来。", ["dash-single"]),
    # numbers
    (numbers, "来了10几个人。", ["number-approximate"]),
    (numbers, "约3000余人。", ["number-twice-vague"]),
    (numbers, "花了3千元。", ["number-mixed"]),
    (numbers, "花了3万5千元。", ["number-mixed"]),
    (numbers, "共1，234人。", ["number-comma-wide"]),
    (numbers, "增长5～10%。", ["range-percent"]),
    (numbers, "投资9～16亿元。", ["range-scale"]),
    (numbers, "来了1200余件左右。", ["number-twice-vague"]),
    (days, "2026年0月开工。", ["date-impossible"]),
    (days, "2026年13月5日开工。", ["date-impossible"]),
    (days, "会议25:30结束。", ["time-impossible"]),
    (days, "典礼24:30举行。", ["time-impossible"]),
    (numbers, "2023—2021年。", ["range-reversed"]),
    (numbers, "在24年11月开会。", ["year-short"]),
    (numbers, "他97年毕业。", ["year-maybe-short"]),
    (numbers, "走了3公里，又走5km。", ["units-mixed"]),
    (numbers, "走了35公里，又走了三十五公里。", ["number-han-measure"]),
    (numbers, "占全市的120%。", ["share-over"]),
    (numbers, "覆盖率达到101.5%。", ["share-over"]),
    (numbers, "三者分别占50%、40%和30%。", ["shares-sum"]),
    (numbers, "两者分别占60%、50%。", ["shares-two"]),
    (numbers, "出席率100.5%。", ["share-over"]),
    (numbers, "下降了120%。", ["number-fall-over"]),
    (numbers, "降低了3倍。", ["number-fall-over"]),
    (numbers, "超过30余家。", ["number-twice-vague"]),
    (numbers, "不足10余人。", ["number-twice-vague"]),
    (numbers, "至少5个以上。", ["number-twice-vague"]),
    (numbers, "不超过10人以内。", ["number-twice-vague"]),
    (numbers, "08年北京奥运会。", ["year-short"]),
    (numbers, "1997至99年。", ["year-short"]),
    (numbers, "89年至92年。", ["year-maybe-short"]),
    (numbers, "2024年十月。", ["date-mixed"]),
    (numbers, "二零二四年。", ["year-zero"]),
    # dates
    (days, "2月30日开会。", ["date-impossible"]),
    (days, "2023年2月29日开会。", ["date-impossible"]),
    (days, "13月1日开会。", ["date-impossible"]),
    (days, "4月28日至31日。", ["date-impossible"]),
    (days, "见2024-02-30。", ["date-impossible"]),
    (days, "2024年11月8日（星期四）", ["date-weekday"]),
    (days, "上午8:75开会。", ["time-impossible"]),
    (days, "8:30—24:60开放。", ["time-impossible"]),
    (days, "25时10分开会。", ["time-impossible"]),
    (days, "到25:60结束。", ["time-impossible"]),
    (days, "24:30开会。", ["time-impossible"]),
    (days, "上午15:00开会。", ["time-impossible"]),
    (days, "2024年5月8日上午（星期四）", ["date-weekday"]),
    (days, "5月8日晚（周二）", ["date-weekday"]),
    (days, "星期四（2024年5月8日）", ["date-weekday"]),
    (days, "2024年13月。", ["date-impossible"]),
    (days, "2月28、29、30日。", ["date-impossible"]),
    (days, "2月29日（2023年）。", ["date-impossible"]),
    (days, "1950年的事：10月1日（星期一）。", ["date-weekday"]),
    # order
    (order, "## 一、甲\n\n文。\n\n## 二、乙\n\n文。\n\n## 四、丁\n\n文。", ["number-gap"]),
    (order, "**（一）甲。**文。\n\n**（三）丙。**文。", ["number-gap", "number-level-skipped"]),
    (order, "## 一、甲\n\n文。\n\n## 二、乙\n\n文。\n\n## 二、丙\n\n文。", ["number-repeated"]),
    (order, "## 二、乙\n\n文。\n\n## 三、丙\n\n文。", ["number-first"]),
    (order, "## （一）甲\n\n文。\n\n## （二）乙\n\n文。", ["number-level-skipped"]),
    (
        order,
        "## 一、甲\n\n文。\n\n### 二、乙\n\n文。\n\n## 三、丁\n\n文。",
        ["heading-alone", "number-level-differs", "number-level-differs"],
    ),
    (order, "① 甲\n\n③ 丙", ["number-gap"]),
    (order, "要做好三件事：一是看；二是听；四是走。", ["points-gap"]),
    (order, "## 甲\n\n文。", ["heading-alone"]),
    (order, "## 一、甲\n\n文。\n\n## 一、乙\n\n文。", ["number-repeated"]),
    (order, "一、甲。\n\n一、乙。", ["number-repeated"]),
    (
        order,
        "## 一、甲\n\n（一）文。\n\n（二）文。\n\n## 二、乙\n\n（四）文。\n\n（五）文。",
        ["number-first"],
    ),
    (order, "（三）项目多。", ["number-first"]),
    (order, "三、四个意识。", ["number-first"]),
    (order, "一、甲。\n\n三、四家庭。", ["number-gap"]),
    (order, "## 三、四百人\n\n文。\n\n## 四、丁\n\n文。", ["number-first"]),
    (order, "分三步：（1）甲；（2）乙；（4）丙。", ["points-gap"]),
    (order, "①甲；②乙；④丁。", ["points-gap"]),
    (order, "一、甲；二、乙；四、丁。", ["points-gap"]),
    (order, "其一，甲。其二，乙。其四，丁。", ["points-gap"]),
    (order, "第一条 甲。\n\n第二条 乙。\n\n第四条 丁。", ["points-gap"]),
    (order, "## 第一章 甲\n\n文。\n\n## 第三章 丙\n\n文。", ["points-gap"]),
    # figures and tables
    (cited, "见图1。", ["figure-missing"]),
    (cited, "如表2所示，船少了。", ["figure-missing"]),
    (cited, "::: 表 表1 船\n| 镇 | 船 |\n|---|---|\n| 甲 | 1 |\n:::", ["figure-uncited"]),
    (cited, "见表2。\n\n::: 表 表2 船\n| 镇 | 船 |\n|---|---|\n| 甲 | 1 |\n:::", ["figure-numbers"]),
    (captions, "图1 渔港一览", ["caption-unpictured"]),
    (captions, "▲清晨的渔港。", ["caption-unpictured"]),
    (captions, "表1 船\n\n| 镇 | 船 |\n|---|---|\n| 甲 | 1 |", ["caption-loose"]),
    (captions, "| | |\n|---|---|\n| 甲 | 1 |", ["table-headless"]),
]
LEFT = [
    "他等啊等……等来了好消息。",
    "“嗯……等一下。”他说：“等一个人……等三年。”",
    "安全、和谐、稳定，及时、及早，和平、和气。",
    "琼府办〔2023〕12号，（2023）琼01民初12号，海南（2023）12号楼。",
    "温度a<b>c，北京—上海，1—9月，“一带—路”。",
    "住房50平方米，油3升，海平米粮。",
    "他说：“走吧。”",
    "“第一段。\n\n“第二段也开头。”",
    "“他说‘走’了。”（见《论〈红楼梦〉》）",
    "1）甲；2）乙。a) it's fine.",
    "列夫·托尔斯泰说：“好！”",
    "真的吗？！好啊！！",
    "海上生明月，\\\n天涯共此时。",
    "## 谁来守灯？\n\n文。\n\n## 我们守\n\n文。",
    "有“一”“二”“三”等。",
    "等……等待。",
    "几十个人，十几条船，80年代，近60年来，用了10年。",
    "约3000人，3000余人，3万5000元，占5%～10%。",
    "花了3.5万元；12,345人；2021—2023年；1，2，3。",
    "增长率达到217%，利用率120%，分别占50%、30%和20%。",
    "走了一百里，等了三年，十分钟，千米赛跑。",
    "2024年2月29日，2月29日，12月31日24:00。",
    "2024年11月8日（星期五）",
    "比分98:75，比例3:2，《诗经》1:60。",
    "农历二月三十日，腊月三十。",
    "版本 2.3.4，IP 10.0.0.1，编号 2024-13-45-6。",
    "## 一、甲\n\n1. 文。\n\n## 二、乙\n\n**（一）丙。**文。\n\n**（二）丁。**文。\n\n## 三、戊\n\n（一）己",
    "一、二、三产业融合。\n\n一要看，二要听。一是好的。",
    "一是看；二是听。\n\n三是走。",
    "见表1。\n\n::: 表 表1 船\n| 镇 | 2020 | 2025 |\n|---|---|---|\n| 甲 | 1 | 2 |\n:::",
    "该书的地图1:500万，图1980年绘，如图所示，列表3项。",
    "图1是渔港最早的一张照片，拍于1950年。",
    # shares of another whole, and rates that rise
    "小学毛入学率104.5%，占上年同期的120%，占全国平均水平的110%，债务余额占GDP的120%。",
    "拨备覆盖率250%，移动电话普及率120.5%，办结率同比提高120%，成功率提高200%。",
    "两项指标分别占计划的98%、95%。净利润同比下降120%，减少了100%，降到3倍以下。",
    "至少5个，超过30个，降低了30%，不超过10人。",
    # years of an era, spans, the lunar calendar
    "民国26年7月7日，昭和20年8月15日，有期徒刑15年6月，工龄25年8月。",
    "由2020年到2019年下降；（倒叙）2010—2005年。",
    "60年毕生奉献，70年出一部好书，2015至20年后。",
    "二〇二四年，一百零二年，2024年八月十五，农历2024年八月，2024年十月革命纪念日。",
    "农历2月30日，阴历2月30日，光绪12年2月30日。",
    "版本2024.13.45，编号2023-15-40，12月32号楼，7月45号文件。",
    "1949年开国大典：10月1日（星期六）。",
    "每周一、5月8日，5月8日（周五），2月28、29日，2024年12月，上午11:59，凌晨3时。",
    "比例由1:3调到1:80，得分至21:60，增长3点75分析。",
    "上座率120%，2023年五月天演唱会，2015年到10年期，1990年至30年代，比分25:30开始。",
    "2023—24年度，70年春华秋实，覆盖率为全省平均的120%。",
    "三、四月间，天气转暖。\n\n七、八个人。\n\n十、百、千、万，逐级递增。",
    "三、四百人来了。\n\n二、三十年前。\n\n七、八个月后。\n\n十七、八岁的孩子。\n\n三、五十户人家。\n\n四、五年前。",
    "## 一、甲\n\n二、三十年前。\n\n三、四万人。\n\n## 二、乙\n\n文。",
    "一、二十大以来。\n\n二、三年行动。\n\n三、四百人。",
    # numbers that go on, and numbers that are spoken of
    "## 一、甲\n\n（一）甲\n\n（二）乙\n\n## 二、乙\n\n（三）丙\n\n（四）丁",
    "## 一、甲\n\n1. 甲。\n\n2. 乙。\n\n## 二、乙\n\n3. 丙。\n\n4. 丁。",
    "7、8月份最热。",
    "8、9两个月。\n\n10、11号楼。",
    "（2）（3）（4）项均已完成。\n\n（三）项所列的。\n\n（一）至（三）所列的。",
    "## 甲\n\n（一）条件好。\n\n（二）项目多。\n\n（三）和谐。",
    "（1）甲；（2）项目；（3）和谐。见①、④。一、二级医院；三、四级医院。",
    "第一条 甲。\n\n第二条 乙。\n\n按第九条办。",
    "## 一、甲\n\n1. 甲。\n\n## 二、乙\n\n1. 甲。",
]


@pytest.mark.parametrize(("check", "body", "codes"), FOUND)
def test_found(healthy: Issue, check: Check, body: str, codes: list[str]) -> None:
    assert sorted(f.code for f in check(issue_of(healthy, body))) == codes


@pytest.mark.parametrize("body", LEFT)
def test_left(healthy: Issue, body: str) -> None:
    issue = issue_of(healthy, body)
    found = [f for check in ALL for f in check(issue) if f.code not in ("figure-missing", "heading-alone")]
    assert [(f.code, f.values) for f in found] == []


def captioned(*names: str) -> str:
    """Tables with these captions."""
    rows = "| 镇 | 船 |\n|---|---|\n| 甲 | 1 |"
    return "\n\n".join(f"::: 表 {name} 船\n{rows}\n:::" for name in names)


@pytest.mark.parametrize(
    ("said", "captions", "codes"),
    [
        ("船少了（表1）。", (), ["figure-missing"]),
        ("船少了（表1、表2）。", ("表1",), ["figure-missing"]),
        ("如表一、表二所示。", (), ["figure-missing", "figure-missing"]),
        ("表1展示了渔港，表2统计了船。", (), ["figure-missing", "figure-missing"]),
        ("见插图1。", (), ["figure-missing"]),
        ("见表1至表3。", ("表1", "表2"), ["figure-missing"]),
        ("见表1、2、3。", ("表1", "表2"), ["figure-missing"]),
        ("如表1-3所示。", ("表1", "表2"), ["figure-missing", "figure-uncited"]),
        ("见表一。", ("表一", "表三"), ["figure-numbers", "figure-uncited"]),
        # what is there, or is no citation
        ("如表1-3所示。", ("表1", "表2", "表3"), []),
        ("见表1—3。", ("表1", "表2", "表3"), []),
        ("见表1至表3。", ("表1", "表2", "表3"), []),
        ("见表1～3。", ("表1", "表2", "表3"), []),
        ("见表1、2、3。", ("表1", "表2", "表3"), []),
        ("见表一，又见表2。", ("表1", "表二"), []),
        ("对照表一的数。", ("表一",), []),
        ("附表1和附表2请填写后报送。", (), []),
        ("由图2人看管，据表3名员工说，（图1980年绘），（表3项），从图一开始。", (), []),
    ],
)
def test_citations(healthy: Issue, said: str, captions: tuple[str, ...], codes: list[str]) -> None:
    body = said + "\n\n" + captioned(*captions)
    assert sorted(f.code for f in cited(issue_of(healthy, body))) == codes


def table(*rows: str) -> str:
    lines = [f"| {' | '.join(row.split())} |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0].split()), *lines[1:]])


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        (("镇 船", "甲 12", "乙 30", "合计 42"), []),
        (("镇 船", "甲 12", "乙 30", "合计 43"), ["table-sum"]),
        (("镇 船", "甲 1,200", "乙 300", "总计 1,600"), ["table-sum"]),
        (("镇 金额", "甲 1.24", "乙 1.24", "合计 2.5"), []),  # rounded
        (("镇 金额（万元）", "甲 12", "乙 13", "合计 26"), []),  # rounded
        (("镇 船", "甲 1", "乙 2", "小计 3", "丙 4", "丁 5", "小计 9", "合计 12"), []),
        (
            ("镇 船", "甲 1", "乙 2", "小计 4", "丙 4", "丁 5", "小计 9", "合计 12"),
            ["table-sum", "table-sum"],
        ),
        (("镇 船", "合计 42", "甲 12", "乙 30"), []),
        (("镇 船", "合计 41", "甲 12", "乙 30"), ["table-sum"]),
        (("镇 成活率", "甲 90", "乙 80", "合计 85"), []),  # a rate is not added up
        (("镇 船", "甲 12", "乙 约30", "合计 50"), []),  # not all are numbers
        (("镇 大船 小船 合计", "甲 1 2 3", "乙 3 4 7", "丙 5 6 12"), ["table-row-sum"]),
        (("镇 船 亩 合计", "甲 1 2 9", "乙 3 4 8"), []),  # a total of other things
        (("类 占比", "甲 50%", "乙 30%", "丙 15%"), ["table-shares"]),
        (("类 占比", "甲 33.3%", "乙 33.3%", "丙 33.3%"), []),
        (("类 占比", "甲 60%", "乙 45%"), ["table-shares"]),
        (("类 占比", "甲 60%", "乙 20%"), []),  # two of more
        (("类 占比", "甲 30%", "乙 30%", "丙 30%", "合计 100%"), ["table-shares"]),
        (("类 占比", "甲 60%", "乙 40%", "合计 100%"), []),
        # parts of parts
        (("类 人", "总计 100", "其中：男 60", "女 40", "其中：党员 30"), []),
        (("类 人", "合计 100", "其中：女党员 30", "少数民族 20", "35岁以下 40"), []),
        (("类 人", "甲 20", "乙 30", "合计 60", "其中：女 10"), ["table-sum"]),
        (("学历 人", "硕士 20", "本科及以上 90", "合计 100"), []),
        # totals by other names
        (("镇 人", "甲 10", "乙 30", "总人数 41"), ["table-sum"]),
        (("镇 人", "甲 10", "乙 30", "总 41"), ["table-sum"]),
        (("镇 人", "甲 1", "乙 2", "总量 4"), ["table-sum"]),
        (("项 数", "党员 10", "低保户 30", "总人数 400"), []),
        (("项 元", "工资 50", "经营 30", "总收入 100"), []),
        (("项 数", "总人数 41", "党员 10", "低保户 30"), []),
        # units
        (("镇 人", "甲 1人", "乙 2人", "合计 4人"), ["table-sum"]),
        (("镇 人", "甲 1人", "乙 2人", "合计 3人"), []),
        (("镇 金额", "甲 1.5万", "乙 1.5万", "合计 4万"), ["table-sum"]),
        (("镇 金额", "甲 1.5万", "乙 5000", "合计 2万"), []),
        (("镇 人", "甲 1人", "乙 2户", "合计 4"), []),
        (("镇 通车", "甲 2021年", "乙 2022年", "合计 2"), []),
        # columns and rows that are not added
        (("镇 增加数", "甲 1", "乙 2", "合计 4"), ["table-sum"]),
        (("镇 新增", "甲 1", "乙 2", "合计 4"), ["table-sum"]),
        (("镇 增幅", "甲 1", "乙 2", "合计 4"), []),
        *((("镇 " + head, "甲 1", "乙 2", "合计 4"), []) for head in ("单产", "单价", "人均", "平均")),
        (("镇 产量（公斤/亩）", "甲 1", "乙 2", "合计 4"), []),
        (("镇 单产值", "甲 1", "乙 2", "合计 4"), ["table-sum"]),
        (("项 大船 小船 合计", "甲 1 2 3", "乙 3 4 7", "单产 5 6 5.5"), []),
        # shares of a larger whole, and shares of each row's own
        (("市 占全省比重", "甲 50%", "乙 30%", "丙 15%", "合计 95%"), []),
        (("市 占全省比重", "甲 50%", "乙 30%", "丙 15%", "合计 100%"), ["table-shares"]),
        (("类 比重", "甲 50%", "乙 30%", "丙 15%", "合计 95%"), ["table-shares"]),
        (("镇 优 良 差", "甲 50% 30% 20%", "乙 40% 40% 20%", "合计 45% 35% 20%"), []),
        (("镇 优 良", "甲 33.3 66.7", "乙 50 50", "合计 41.7 58.3"), []),
        (("镇 男占比 女占比", "甲 52% 48%", "乙 50% 50%"), []),
        (("镇 人 男占比 女占比", "甲 1 52% 48%", "乙 3 50% 50%", "合计 5 51% 49%"), ["table-sum"]),
        (("镇 男 女", "甲 50 50", "乙 40 60", "合计 91 110"), ["table-sum"]),
        (("镇 增加（%）", "甲 1", "乙 2", "合计 4"), []),
        (("镇 比上年±%", "甲 1", "乙 2", "合计 4"), []),
        (("镇 大船 小船 合计", "甲 1 2 3", "乙 3 4 7", "增长率 5% 8% 6.5%"), []),
        (("镇 大船 小船 合计", "甲 1艘 2艘 3艘", "乙 3艘 4艘 7艘", "丙 5艘 6艘 12艘"), ["table-row-sum"]),
    ],
)
def test_sums(healthy: Issue, rows: tuple[str, ...], codes: list[str]) -> None:
    assert [f.code for f in sums(issue_of(healthy, table(*rows)))] == codes


def test_a_sum_is_told_at_its_row(healthy: Issue) -> None:
    (found,) = sums(issue_of(healthy, table("镇 船", "甲 12", "乙 30", "合计 43")))
    assert found.place.line == 6 + 4
    assert dict(found.values) == {"column": "船", "said": "43", "sum": "42", "total": "合计"}


@pytest.mark.parametrize(
    ("text", "value"), [("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("九十九", 99), ("7", 7)]
)
def test_values_of_numbers(text: str, value: int) -> None:
    assert value_of(text) == value


def test_columns_count_the_marks_of_the_manuscript(healthy: Issue) -> None:
    body = "**他说**：[“走](02-渔港.md)吧。\n这一行，*在后*面，，是第二行。"
    found = [f for check in ALL for f in check(issue_of(healthy, body))]
    assert [(f.code, f.place.line, f.place.column) for f in found] == [
        ("mark-doubled", 7, body.split("\n")[1].index("，，") + 2),
        ("mark-unclosed", 6, body.index("“") + 1),
    ]


@pytest.mark.parametrize(
    ("body", "column"),
    [
        ("甲，，乙。", 3),
        ("　　甲，，乙。", 5),
        ("    甲，，乙。", 7),
        ("　　**甲**，，乙。", 9),
        ("甲。\n　　乙，，丙。", 5),
        ("甲&nbsp;乙，，丙。", 0),  # what was typed can't be told from what is read
    ],
)
def test_columns_count_indentation(healthy: Issue, body: str, column: int) -> None:
    assert [f.place.column for f in typed(issue_of(healthy, body))] == [column]


def test_what_stands_in_the_head_is_told_at_its_line(tmp_path: Path) -> None:
    shutil.copytree(HEALTHY, tmp_path / "p")
    head = "标题: 甲,乙\n副标题: 甲,乙\n作者: 周帆\n摘要: 甲,乙\n作者简介:\n  - 甲,乙\n  - 丙,丁"
    file = tmp_path / "p" / "manuscripts" / "2026-01" / "02-渔港.md"
    file.write_text(f"---\n{head}\n---\n\n好。", "utf-8")
    issue, _ = read_issue(tmp_path / "p", "2026-01")
    assert issue is not None
    assert sorted(f.place.line for f in typed(issue)) == [2, 3, 5, 7, 8]


def test_a_weekday_without_a_year_fits_a_year_of_the_issue(healthy: Issue) -> None:
    weekday = "一二三四五六日"[healthy.issued.weekday()]
    said = f"{healthy.issued.month}月{healthy.issued.day}日（星期{weekday}）"
    assert list(days(issue_of(healthy, said))) == []


# ---- the whole issues ----------------------------------------------------------------------


def test_the_real_issue_shows_its_known_faults(shared_folder: Path) -> None:
    issue = real(shared_folder).issue
    began = time.process_time()
    found = [f for check in ALL for f in check(issue)]
    assert time.process_time() - began < 1.0  # about 0.2 on a quiet machine
    where = {(f.code, f.place.file.rpartition("/")[2][:2], f.place.line) for f in found}
    assert {
        ("mark-range", "10", 10),
        ("mark-range", "31", 12),
        ("mark-unopened", "34", 35),
        ("mark-unclosed", "08", 108),
        ("mark-ascii", "08", 49),
        ("caption-unpictured", "08", 87),
    } <= where
    assert sum(f.level is not Level.INFO for f in found) < 60


def test_the_sample_has_no_fault(shared_folder: Path) -> None:
    issue = sample(shared_folder).issue
    found = [f for check in ALL for f in check(issue) if f.level is not Level.INFO]
    assert [(f.code, f.place, f.values) for f in found] == []


def test_passages_hold_the_whole_text(shared_folder: Path) -> None:
    """No paragraph, cell or caption is passed over."""
    for article in sample(shared_folder).issue.articles:
        held = re.sub(r"\s", "", "".join(p.text for p in passages(article)))
        for word in re.findall(r"text='([^']+)'", repr(article.blocks)):
            assert re.sub(r"\s|\\u3000", "", word) in held or "." in word or "\\" in word
