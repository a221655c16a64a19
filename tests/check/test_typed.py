"""What is mended without asking, and above all what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanwu_press.check.passages import Kind, Passage, blanked
from kanwu_press.check.ranges import RangeSign
from kanwu_press.check.typed import edits, mended, passage_edits

MENDED = [
    # half-width marks among Chinese
    ("今天,我们来了.", "今天，我们来了。"),
    ("真的吗?真的!好;对:是", "真的吗？真的！好；对：是"),
    ("使用GPT,效果好", "使用GPT，效果好"),
    ("下降5%,好", "下降5%，好"),
    ("时间:8:30", "时间：8:30"),
    ("(一)背景", "（一）背景"),
    ("(一) 背景", "（一）背景"),
    ("世界贸易组织(WTO)成立", "世界贸易组织（WTO）成立"),
    ("世界贸易组织（WTO)成立", "世界贸易组织（WTO）成立"),
    ("海南(三亚(崖州))的", "海南（三亚（崖州））的"),
    ("一.总则", "一、总则"),
    ('他说"你好"。', "他说“你好”。"),
    ("他说'你好'。", "他说‘你好’。"),
    ("“三亚.”", "“三亚。”"),
    # ellipsis and dash
    ("等等...", "等等……"),
    ("等等。。。他说", "等等……他说"),
    ("等等…他说", "等等……他说"),
    ("他--走了", "他——走了"),
    ("他──走了", "他——走了"),
    ("他－－走了", "他——走了"),
    # ranges
    ("按300-500户划分", "按300～500户划分"),
    ("2021-2023年", "2021—2023年"),
    ("2021-23年", "2021—23年"),
    ("1-9月", "1—9月"),
    ("2024年1月-9月", "2024年1月—9月"),
    ("达5%-10%", "达5%～10%"),
    ("增长5-10%", "增长5%～10%"),
    ("约3~5‰", "约3‰～5‰"),
    ("10 - 20公里", "10～20公里"),
    ("约5~10℃", "约5～10℃"),
    ("8:30-11:30开放", "8:30—11:30开放"),
    ("周一-周五", "周一—周五"),
    ("（1921-1949）年表", "（1921—1949）年表"),
    ("1-5号楼", "1～5号楼"),
    ("第01 ~ 08页", "第01～08页"),
    # characters, units, spaces, doubled marks
    ("Ａ股涨了３０％", "A股涨了30%"),
    ("３．５万", "3.5万"),
    ("面积50㎡", "面积50m²"),
    ("面积50m2", "面积50m²"),
    ("气温20° C", "气温20℃"),
    ("跑5KM，举30KG", "跑5km，举30kg"),
    ("好的 ，我来", "好的，我来"),
    ("好的， 我来", "好的，我来"),
    ("“ 好的 ”", "“好的”"),
    ("好，，好。。", "好，好。"),
    # half-width marks that were left by half
    ("(A)甲 (B)乙 (C)丙", "（A）甲 （B）乙 （C）丙"),
    ("(a)甲 (b)乙", "（a）甲 （b）乙"),
    ("(1)甲,(2)乙", "（1）甲，（2）乙"),
    ("APP(手机软件)好", "APP（手机软件）好"),
    ("中文 (with 汉字) 中文", "中文 （with 汉字） 中文"),
    ('这台55"电视是"新"的', '这台55"电视是“新”的'),
    ("有$5,他有$6,好", "有$5，他有$6，好"),
    ("他来了｡", "他来了。"),
    ("他———走了", "他——走了"),
    # more ranges
    ("2020~2023年", "2020—2023年"),
    ("周一~周五", "周一—周五"),
    ("8:30~11:30开放", "8:30—11:30开放"),
    ("在2020~2023这几年", "在2020—2023这几年"),
    ("5--10人", "5～10人"),
    ("来了5-10余人", "来了5～10余人"),
    ("10-20多家", "10～20多家"),
    ("共3-5处", "共3～5处"),
    ("2021-22学年", "2021—22学年"),
    ("七-八月", "七—八月"),
    ("三-五人", "三～五人"),
    ("约1937-1945之间", "约1937—1945之间"),
    ("电压3-5V", "电压3～5V"),
    ("补助400-1000元", "补助400～1000元"),
    # more units
    ("喝50ML，压100MPA", "喝50mL，压100MPa"),
    ("用5KWh，噪声40DB", "用5kW·h，噪声40dB"),
    # the whole symbol
    ("时速60KM/H行驶", "时速60km/h行驶"),
    ("时速60 Km/h", "时速60 km/h"),
    ("面积12KM2、5CM²", "面积12km²、5cm²"),
    ("容量5KVA", "容量5kVA"),
    ("流量5M3/s、6m3/S", "流量5m³/s、6m³/s"),
    ("密度5KG/M3", "密度5kg/m³"),
    ("荷载30KG/m2，5KW·H/M2", "荷载30kg/m²，5kW·h/m²"),
    ("施肥5KG/亩", "施肥5kg/亩"),
    ("220V/50HZ的", "220V/50Hz的"),
    ("跑5KM-10KM", "跑5km～10km"),
]
KEPT = [
    "请看https://example.org/a,b?x=1:2(三亚)。",
    "发到 haian@example.org",
    "琼文〔2024〕5号",
    "电话0898-88279029转3",
    "电话：(0898)88279029",
    "热线400-820-8820个",
    "比例3:2，比分21:19",
    "上午8:30到",
    "2024-11-08到了",
    "依据GB/T 15834-2011执行",
    "ISBN 978-7-5443-0000-1号",
    "A-B-C三类",
    "4-3-3个",
    "女排3-1战胜对手",
    "F-16型飞机",
    "版本1.2.3发布",
    "Dr. Smith said: “ok, fine.” 他说。",
    "I love Hainan, really; it's (very) nice: yes! 是的。",
    "约翰's book在此",
    "函数f(x)的",
    "共12,345人",
    "……",
    "他——走了……",
    "北京—上海",
    "1—9月、5～10℃",
    "坚持“四聚” 赋能发展",
    "谁来养老？ 看三亚",
    "第一章 总则",
    "PM2.5和CO2",
    "5G、4K、3D",
    "１．背景",  # it would become a list
    "目录........12",
    "气温－5℃",
    "“支部+电商”",
    "a|b 海",
    "10人-",
    "100-20元",  # nothing rises
    # blanks to be filled in
    "党的生日是（ ）。",
    "（   ）是“ ”",
    "签字： 年 月 日",
    "姓名： 性别： 年龄：",
    "单位： （盖章）",
    "兹有    ，特此证明",
    # references
    "[1] 张三, 李四. 海洋[J]. 学报, 2020, 38(2): 12-18.",
    "王五. 书名[M]. 北京: 出版社, 2019.",
    "[3] 王五: 书名(一).",
    # English with a few Chinese words
    "English (with 汉字, inside) text.",
    "他说 English (with 汉字 inside) text 是好的",
    "[5] 王五：《水利》, 2020: 12-18页, 1-9月.",
    # brackets in the midst of Latin letters
    "据Smith (2019)的研究",
    "用iPhone 15 (Pro)拍摄",
    "见OECD (2021)报告",
    # units of which not all is known, or that may be something else
    "电压220v",
    "5KM/XY的",
    "5KG/person的",
    "5KM／H的",
    "螺丝5M3个",
    "网速100M/S、5KB/S",
    "型号5KV-A",
    # inches, drives, ratios, coordinates, functions, scores, telephone numbers
    '55"电视、65"电视',
    "一.二九运动",
    "一.二八事变",
    "三.二班",
    "D:盘满了",
    "水泥:砂:石=1:2:3",
    "男:女=1:1",
    "中国队:日本队为3:2",
    "坐标(3,5)处",
    "区间(0,1)内",
    "P(甲)=0.5",
    "比分10-12个",
    "以3-5个球取胜",
    "400-8001个",
    "第三-五中学",
    "如图1-3所示",
    "见表2-5项",
    # addresses, code, formulas
    "https://zh.wikipedia.org/wiki/三亚,海南 好",
    "公式$a,b(甲)$在此",
    "代码`甲,乙`在此",
]


@pytest.mark.parametrize(("text", "right"), MENDED)
def test_mended(text: str, right: str) -> None:
    assert mended(text) == right


@pytest.mark.parametrize("text", KEPT)
def test_kept(text: str) -> None:
    text = blanked(text)
    assert mended(text) == text


@pytest.mark.parametrize("text", [right for _, right in MENDED])
def test_what_is_right_is_kept(text: str) -> None:
    assert edits(text) == ()


def test_ranges_by_the_wish_of_the_house() -> None:
    text = "按300-500户，2021-2023年"
    assert mended(text, RangeSign.EM) == "按300—500户，2021—2023年"
    assert mended(text, RangeSign.WAVE) == "按300～500户，2021～2023年"


def test_edits_are_small_and_name_their_rule() -> None:
    found = [(e.start, e.end, e.new, e.rules[0].code) for e in edits("按300-500户,好")]
    assert found == [(4, 5, "～", "mark-range"), (9, 10, "，", "mark-ascii")]


def test_a_clause_behind_an_address_is_no_part_of_it() -> None:
    text = "见https://a.org/wiki/三亚,然后我们再去了海口,好"
    assert mended(blanked(text)).endswith("然后我们再去了海口，好")


@pytest.mark.parametrize(
    ("cell", "above", "right"),
    [
        ("300-500", "户数", "300～500"),
        ("2021-2023", "年份", "2021—2023"),
        ("1980-1989", "年代", "1980—1989"),
        ("5%-10%", "占比", "5%～10%"),
        ("2000-3000", "金额", "2000～3000"),
        ("３００", "户数", "300"),
        ("5KM", "距离", "5km"),
        ("100㎡", "面积", "100m²"),
        ("300-500", "编号", "300-500"),
        ("2023-3456", "", "2023-3456"),
        ("0898-8888", "", "0898-8888"),
        ("3-5", "", "3-5"),  # a date, a score, a room
        ("A,B", "", "A,B"),
    ],
)
def test_figures_in_cells(cell: str, above: str, right: str) -> None:
    passage = Passage(cell, Kind.CELL, "a.md", (), 1, above=above)
    made = cell
    for edit in reversed(passage_edits(passage)):
        made = made[: edit.start] + edit.new + made[edit.end :]
    assert made == right


def test_an_odd_straight_mark_is_left() -> None:
    assert edits('他说"你好。') == ()


_SOUP = st.text(
    alphabet="海南三亚人年月号a bK12，。、：（）“”‘’—～…,.?!:;()\"'-~%㎡Ａ０．\u00a0\n\ufffc", max_size=40
)


@given(_SOUP, st.sampled_from(list(RangeSign)))
def test_mending_twice_is_mending_once(text: str, wish: RangeSign) -> None:
    once = mended(text, wish)
    assert edits(once, wish) == ()
    made = edits(text, wish)
    assert all(edit.rules and edit.start < edit.end for edit in made)  # else nothing could be said of it


def test_what_is_only_put_in_names_its_rule() -> None:
    found = [(e.start, e.end, e.new, e.rules[0].code) for e in edits("他走了…没有回来。")]
    assert found == [(3, 4, "……", "mark-ellipsis")]


@given(_SOUP)
def test_edits_never_touch_an_address_nor_han(text: str) -> None:
    kept = [c for c in text if c in "海南三亚人年月号a\ufffc\n"]
    assert [c for c in mended(text) if c in "海南三亚人年月号a\ufffc\n"] == kept
