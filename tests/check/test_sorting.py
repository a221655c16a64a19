"""Lists that say how they are sorted."""

from __future__ import annotations

import pytest

from kanwu_press.check.sorting import in_pinyin_order, in_stroke_order, names_run, sorted_lists, stroke_key
from kanwu_press.findings import Finding
from kanwu_press.model import Align, BoardRole, ListBlock, Paragraph, Place, Table, Text
from small_issue import FOLDER, article, issue, said, value

# The members of the 20th Politburo as the state's own news lists them, by strokes of the surname.
POLITBURO = (
    *("丁薛祥", "习近平", "马兴瑞", "王毅", "王沪宁", "尹力", "石泰峰", "刘国中"),
    *("李希", "李强", "李干杰", "李书磊", "李鸿忠", "何卫东", "何立峰", "张又侠"),
    *("张国清", "陈文清", "陈吉宁", "陈敏尔", "赵乐际", "袁家军", "黄坤明", "蔡奇"),
)
BOARD = ("朱博阳", "杜井冈", "李舒雯", "张腾", "林寿桐", "胡玉蕾", "秦皇", "谢香慧", "蔡晓晶")


def on_board(note: str, *names: str) -> list[Finding]:
    place = Place(f"{FOLDER}/issue.yaml", 8)
    return list(sorted_lists(issue(article(1, "文"), board=(BoardRole("委员", names, note, place),))))


def test_official_lists_come_out_as_they_were_published() -> None:
    assert in_stroke_order(sorted(POLITBURO)) == POLITBURO
    assert in_stroke_order(sorted(BOARD)) == BOARD
    assert on_board("按姓氏笔画排序", *POLITBURO) == []


@pytest.mark.parametrize("at", range(len(POLITBURO) - 1))
def test_any_two_neighbours_changed_about_are_found(at: int) -> None:
    wrong = (*POLITBURO[:at], POLITBURO[at + 1], POLITBURO[at], *POLITBURO[at + 2 :])
    (found,) = on_board("按姓氏笔画排序", *wrong)
    assert found.code in ("sorted-strokes", "sorted-convention")
    assert value(found, "order") == "、".join(POLITBURO)
    if found.code == "sorted-strokes":
        assert (value(found, "name"), value(found, "following")) == (POLITBURO[at + 1], POLITBURO[at])
        assert said(found) == ("sorted-strokes", "issue.yaml", 8)


def test_two_conventions_for_names_of_two_characters() -> None:
    """按姓氏笔画 gives them an empty second place; 按姓名笔画 goes on with the given name at once."""
    assert in_stroke_order(("王沪宁", "王毅")) == ("王毅", "王沪宁")
    assert in_stroke_order(("王毅", "王沪宁"), by_name=True) == ("王沪宁", "王毅")
    assert on_board("按姓名笔画排序", "王沪宁", "王毅") == []
    for note, names in (("按姓氏笔画排序", ("王沪宁", "王毅")), ("按姓名笔画为序", ("王毅", "王沪宁"))):
        assert [f.code for f in on_board(note, *names)] == ["sorted-convention"]


def test_without_a_claim_or_without_strokes_nothing_is_found() -> None:
    assert on_board("", "蔡奇", "丁薛祥") == []
    assert on_board("排名不分先后", "蔡奇", "丁薛祥") == []
    assert stroke_key("王㘭") is None
    assert on_board("按姓氏笔画排序", "蔡奇", "王㘭", "丁薛祥") == []


def test_pinyin_by_the_readings_of_surnames() -> None:
    names = ("查良镛", "单田芳", "解晓东", "尉迟恭", "仇和", "万俟雄", "欧阳修", "曾培炎", "王毅")
    assert in_pinyin_order(names) == (
        "万俟雄", "欧阳修", "仇和", "单田芳", "王毅", "解晓东", "尉迟恭", "曾培炎", "查良镛",
    )  # fmt: skip
    assert on_board("按姓氏拼音排序", *in_pinyin_order(names)) == []
    (found,) = on_board("以姓氏音序为序", "仇和", "曹阳", "陈晨")
    assert (found.code, value(found, "name"), value(found, "reading")) == ("sorted-pinyin", "仇和", "Qiú")
    assert value(found, "order") == "曹阳、陈晨、仇和"


def test_pinyin_leaves_open_what_customs_differ_in() -> None:
    assert on_board("按姓氏拼音排序", "张晓", "章伯") == on_board("按姓氏拼音排序", "章伯", "张晓") == []
    # 重 in a given name may be read chóng, tóng or zhòng: only what is wrong in every reading is found.
    assert on_board("按姓氏拼音排序", "王重", "王飞") == on_board("按姓氏拼音排序", "王信", "王重") == []
    assert [f.code for f in on_board("按姓氏拼音排序", "王重", "王白")] == ["sorted-pinyin"]


def test_claims_in_other_words() -> None:
    wrong = ("蔡奇", "丁薛祥")
    for note in ("按姓氏笔画", "以姓氏笔画为序", "按照姓氏笔画顺序排列", "（按姓氏笔划数排序）"):
        assert [f.code for f in on_board(note, *wrong)] == ["sorted-strokes"], note
    assert on_board("按姓氏首字母排序", "陈晨", "曹阳", "单田芳") == []
    assert [f.code for f in on_board("按姓氏拼音首字母排序", "单田芳", "陈晨")] == ["sorted-pinyin"]


def test_lists_in_articles() -> None:
    right = "评委名单（以姓氏笔画为序）：王　毅、李强（女）、张国清、陈文清"
    wrong = "评委名单（以姓氏笔画为序）：李强（女）、王　毅、张国清、陈文清"
    assert list(sorted_lists(issue(article(1, right)))) == []
    assert [said(f) for f in sorted_lists(issue(article(1, "好", wrong)))] == [
        ("sorted-strokes", "01.md", 11)
    ]
    apart = ("按姓氏拼音排序如下。", "张国清、陈文清、王毅")
    assert [said(f) for f in sorted_lists(issue(article(1, *apart)))] == [("sorted-pinyin", "01.md", 10)]


def test_lists_and_tables_in_articles() -> None:
    place = Place(f"{FOLDER}/01.md", 12)
    names = ("陈文清", "王毅", "张国清")
    items = tuple((Paragraph((Text(n, 12),), place),) for n in names)
    listed = issue(article(1, "按姓氏笔画排序：", ListBlock(False, items, place)))
    assert [f.code for f in sorted_lists(listed)] == ["sorted-strokes"]
    rows = tuple(((Text(f"{i}", 12),), (Text(n, 12),)) for i, n in enumerate(names))
    head = ((Text("号", 12),), (Text("姓名", 12),))
    table = Table((Text("名单（按姓氏笔画排序）", 12),), head, rows, (Align.START,) * 2, place)
    assert [said(f) for f in sorted_lists(issue(article(1, table)))] == [("sorted-strokes", "01.md", 12)]


def test_names_run() -> None:
    assert names_run("出席的有王毅、李强、江苏省、张国清、陈文清、蔡奇。") == ("张国清", "陈文清", "蔡奇")
    assert names_run("没有名单的一句话，说说而已。") == ()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("成员（按姓氏笔画排序）：丁一、王二、赵六", []),
        ("成员（按姓氏笔画排序）：王二、丁一、赵六", ["sorted-strokes"]),
        ("顾问、丁一、王二、赵六（按姓氏笔画排序）", []),
        ("名单（以得票多少为序，得票相等的按姓氏笔画排序）：张三、丁一、王二", []),
        ("名单（姓氏笔画序）：张三、丁一、王二", ["sorted-strokes"]),
        ("名单如下（排名不分先后，按姓氏笔画）：张三、丁一、王二", ["sorted-strokes"]),
        ("市领导张三、丁一、王二参加（按姓氏笔画排序）。", ["sorted-strokes"]),
        ("市领导丁一、王二、张三参加（按姓氏笔画排序）。", []),
        ("姓氏笔画怎么查？先数笔画：张三、丁一、王二。", []),
    ],
)
def test_where_a_list_begins_and_ends(text: str, codes: list[str]) -> None:
    assert [f.code for f in sorted_lists(issue(article(1, text)))] == codes
