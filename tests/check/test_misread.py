"""Words with a character that is a good one elsewhere: what is told, and what is let be."""

from __future__ import annotations

from importlib.resources import files

import pytest

from kanwu_press.check.misread import misread
from small_issue import article, issue, said, value


@pytest.mark.parametrize(
    ("text", "word", "good"),
    [
        ("关於这件事", "关於", "关于"),
        ("他甦醒了", "甦醒", "苏醒"),
        ("洗得乾净", "乾净", "干净"),
        ("徵求意见", "徵求", "征求"),
        ("瞭解情况", "瞭解", "了解"),
        ("夥伴们", "夥伴", "伙伴"),
        ("随著时间", "随著", "随着"),
    ],
)
def test_characters_of_another_sense(text: str, word: str, good: str) -> None:
    (found,) = misread(issue(article(1, text)))
    assert said(found) == ("character-form", "01.md", 10)
    assert (value(found, "char"), value(found, "good")) == (word, good)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("我己经走了", "已经"),
        ("他己毕业", "已毕业"),
        ("末来可期", "未来"),
        ("曰前召开", "日前"),
        ("为入民服务", "为人民服务"),
        ("成干上万", "成千上万"),
        ("十儿个人", "十几个"),
        ("日木人", "日本人"),
        ("治炼厂", "冶炼"),
    ],
)
def test_look_alikes(text: str, good: str) -> None:
    (found,) = misread(issue(article(1, text)))
    assert (found.code, value(found, "good")) == ("character-alike", good)


def test_a_word_is_told_once_for_each_file() -> None:
    found = list(misread(issue(article(1, "己经", "好", "己经，己经"), article(2, "己经"))))
    assert [(said(f), value(f, "lines")) for f in found] == [
        (("character-alike", "01.md", 10), "10、12"),
        (("character-alike", "02.md", 10), "10"),
    ] or [value(f, "lines") for f in found] == ["10、14", "10"]


@pytest.mark.parametrize(
    "text",
    [
        "自己经营，自己毕业，知己完成",
        "周末来访，期末来信，本末来历，始末来由",
        "若干万元，若干万别墅，骨干万人",
        "今日木材，10日木人戏，列入民政府预算",
        "政治炼钢，法治炼成，从末端算起，未尾随",
        "乾坤，乾隆，於姓，瞭望，慰藉，狼藉，宫商角徵羽，剋星，随著作者",
    ],
)
def test_other_words_are_let_be(text: str) -> None:
    assert list(misread(issue(article(1, text)))) == []


def test_the_list_is_well_formed() -> None:
    lines = files("kanwu_press.check").joinpath("data/words.txt").read_text("utf-8").splitlines()
    rows = [line.split(" ") for line in lines if line and line[0] not in "#["]
    words = [row[0] for row in rows]
    assert len(rows) > 100 and len(set(words)) == len(words)
    for word, good, *spared in rows:
        assert word != good and len(spared) <= 2, word
        assert good not in words, good
