"""Words with a character that is a good one elsewhere: what is told, and what is let be."""

from __future__ import annotations

from importlib.resources import files

import pytest

from kanwu_press.check.misread import misread
from kanwu_press.findings import Level
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


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("全村己有三户", "已有"),
        ("道路己建成，工程己完工", "已建"),
        ("会议己于上月召开", "已于"),
        ("凭心而论", "平心而论"),
        ("按装路灯", "安装"),
        ("大家一股作气", "一鼓作气"),
        ("截止2025年底", "截至"),
        ("截止目前，共有三户", "截至"),
        ("既往不究", "既往不咎"),
        ("新开的帐户", "账户"),
        ("好象下雨了", "好像"),
        ("工作部暑，全面布署", "部署"),
        ("竞竞业业", "兢兢业业"),
        ("网络复盖全村", "覆盖"),
        ("积极份子", "积极分子"),
        ("招聘启示", "招聘启事"),
    ],
)
def test_words_that_sound_alike(text: str, good: str) -> None:
    found = list(misread(issue(article(1, text))))
    assert value(found[0], "good") == good and {f.level for f in found} == {Level.WARNING}
    assert all(text[f.place.column - 1 :].startswith(value(f, "word")) for f in found)


def test_forms_beside_the_usual_one_are_hints() -> None:
    found = list(misread(issue(article(1, "引进人材，挖墙角，座落在海边"))))
    assert [(f.code, f.level) for f in found] == [("word-unusual", Level.INFO)] * 3


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
        "据为己有，归己有，舍己从人，成己成物，己达达人，己所不欲，推己及人，利己从不，知己在何处",
        "按装机容量，发布署名文章，紧凑和谐，文脉博大，好象征，友好象征，恢复盖章，反复盖",
        "报名截止，截止日期，报名截止2025年5月，截止到2025年",
        "提供献血，迎风彩旗，附合同一份，成功坚持，通过份额，成立既有，范围，示范筹建，成就序列",
        "无偿试用，接洽当地，金融恰好，申辩认为，工人材料，一座落成的桥，完成份额，部份额",
        "蚊帐单价，付帐篷钱，预防犯罪，分布署名，直接了解，境内函件，责任感概括，随既定",
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
