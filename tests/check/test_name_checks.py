"""Names of persons, bodies and terms that are written two ways; authors and the note on them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kanwu_press.check.names import author_notes, bodies, people, quoted_terms
from kanwu_press.model import BoardRole, Place
from small_issue import FOLDER, article, issue, said, value


def test_authors_notes_and_board_are_compared() -> None:
    board = (BoardRole("编委", ("王国化", "梁沛沛"), place=Place(f"{FOLDER}/issue.yaml", 9)),)
    one = article(1, "文", authors=("刘子瑛", "梁沛沛"), notes=("课题组成员：刘子璇 海岸党校",))
    two = article(2, "文", authors=("王国华",))
    found = list(people(issue(one, two, board=board)))
    assert [(value(f, "name"), value(f, "other"), *said(f)[1:]) for f in found] == [
        ("刘子璇", "刘子瑛", "01.md", 2),
        ("王国化", "王国华", "issue.yaml", 9),
    ]


@pytest.mark.parametrize(
    "pair", [("王国华", "王国军"), ("李海", "李梅"), ("刘子瑛", "陈子瑛"), ("王国华", "王国华")]
)
def test_different_people_are_left_alone(pair: tuple[str, str]) -> None:
    assert list(people(issue(article(1, "文", authors=pair[:1]), article(2, "文", authors=pair[1:])))) == []


def test_a_slip_in_the_text_is_found_at_its_line() -> None:
    text = ("第一书记何秋莉来了。", "书记何秋莉说，好。", "大家都说，何秋丽同志辛苦了。", "何秋莉，女。")
    (found,) = people(issue(article(1, *text)))
    assert (said(found), value(found, "name"), value(found, "other")) == (
        ("name-two-ways", "01.md", 12), "何秋丽", "何秋莉",
    )  # fmt: skip


def test_the_line_is_told_where_the_name_stands() -> None:
    text = ("文。", "第一书记何秋莉来了。", "书记何秋莉说，好。", "何秋丽同志辛苦了。")
    (found,) = people(issue(article(1, *text)))
    assert value(found, "where") == "01.md:11"
    one = replace(article(1, "文", authors=("周帆", "刘子璇")), head_lines={"authors": (3, 5)})
    two = replace(article(2, "文", authors=("林海", "刘子瑛")), head_lines={"authors": (4,)})
    (found,) = people(issue(one, two))
    assert (value(found, "where"), said(found)[1:]) == ("01.md:5", ("02.md", 4))


def test_an_author_misspelt_in_another_article() -> None:
    found = list(
        people(issue(article(1, "文", authors=("刘子瑛",)), article(2, "好", "调研组组长刘子璇介绍说")))
    )
    assert [said(f) for f in found] == [("name-two-ways", "02.md", 11)]


@pytest.mark.parametrize(
    "text",
    [
        "书记高质量履职，高质量发展，高素质队伍。",
        "书记何秋莉说。何秋莉又说。何秋时节正当时。",
        "主任王国华说，王国华又说，三亚王国化妆品很多。",
        "党员张小明、党员张小明、张小红。",
    ],
)
def test_words_are_no_names(text: str) -> None:
    assert list(people(issue(article(1, text)))) == []


def test_a_note_that_names_somebody_else() -> None:
    found = list(
        author_notes(issue(article(1, "文", authors=("林海",), notes=("林涛，海岸研究所研究员。",))))
    )
    assert [(f.code, value(f, "name"), value(f, "authors")) for f in found] == [
        ("author-note-differs", "林涛", "林海")
    ]


@pytest.mark.parametrize(
    ("authors", "note"),
    [
        (("林海",), "（作者系海岸研究所研究员）"),
        (("林海",), "林海，江苏省海岸研究所研究员"),
        (("林海", "陈渔"), "林海、陈渔系海岸研究所研究员"),
        (("灯屿小学课题组",), "成员：林海、陈渔"),  # a group may name its members
        ((), "林海，研究员"),
    ],
)
def test_notes_that_agree(authors: tuple[str, ...], note: str) -> None:
    assert list(author_notes(issue(article(1, "文", authors=authors, notes=(note,))))) == []


@pytest.mark.parametrize(
    ("authors", "note", "names"),
    [
        (("刘子璇", "王小明"), "刘子璇，教授；王小民，讲师", ["王小民"]),
        (("刘子璇", "王小明"), "（刘子璇系大学教授，王小民系讲师）", ["王小民"]),
        (("刘子璇",), "作者刘子瑛为海岸研究所研究员", ["刘子瑛"]),
        (("欧阳晓明",), "欧阳小明，教授", ["欧阳小明"]),
        (("刘子璇",), "刘子璇，教授；研究方向，党建；党史，教师培训；常委，主任。", []),
        (("张三",), "张三 海南 教授", []),
        (("刘子璇",), "刘子璇系大学教授，计算机系教授，管理系主任，文章系课题成果", []),
        (("刘子璇",), "刘子璇，教授，金融系讲师", []),
        (("张三",), "张三，湛江人；时任主任，万宁人。", []),
        (("张三",), "张三 湛江人 时任 广州 教师", []),
        (("鲁迅",), "鲁迅（周树人），作家", []),
        (("鲁迅",), "鲁迅，本名周树人，系作家", []),
        (("张三",), "责任编辑：李四", []),
        (("张三",), "张三 教授 责任编辑：李四", []),
    ],
)
def test_who_is_named_in_notes(authors: tuple[str, ...], note: str, names: list[str]) -> None:
    found = author_notes(issue(article(1, "文", authors=authors, notes=(note,))))
    assert [value(f, "name") for f in found] == names


def test_compound_surnames_are_compared() -> None:
    one = article(1, "文", authors=("欧阳晓明",))
    (found,) = people(issue(one, article(2, "文", authors=("欧阳小明",))))
    assert (found.code, value(found, "name")) == ("name-two-ways", "欧阳小明")


@pytest.mark.parametrize(
    "text",
    [
        "刘子璇书记说，好。", "刘子璇主任介绍。", "刘子璇老师来了。", "记者刘子璇报道", "专访刘子璇",
        "在刘子璇看来，好。", "大家感谢刘子璇。", "刘子璇摄", "我们在刘子璇同志家里。",
    ],
)  # fmt: skip
def test_a_name_before_its_post_and_in_bylines(text: str) -> None:
    found = people(issue(article(1, "文", authors=("刘子瑛",)), article(2, "好", text)))
    assert [said(f) for f in found] == [("name-two-ways", "02.md", 11)]


def test_bodies_that_differ_by_a_slip() -> None:
    def found(a: str, b: str) -> list[str]:
        return [f.code for f in bodies(issue(article(1, "文", authors=(a,)), article(2, "文", authors=(b,))))]

    assert found("吉阳区委组织部", "吉阳区区委组织部") == ["body-two-ways"]
    assert found("市发展和改革委员会", "市发展和改革委圆会") == ["body-two-ways"]
    assert found("市委组织部", "三亚市委组织部") == []
    assert found("吉阳区委组织部", "吉阳市委组织部") == []
    assert found("吉阳区委组织部", "天涯区委组织部") == []


def test_quoted_terms_that_are_usually_written_another_way() -> None:
    usual = "“知事识人”很好，“知事识人”很新。"
    found = list(quoted_terms(issue(article(1, usual), article(2, "好", "“知事识仁”"))))
    assert [(said(f), value(f, "other"), value(f, "count")) for f in found] == [
        (("term-two-ways", "02.md", 11), "知事识人", "2")
    ]
    assert list(quoted_terms(issue(article(1, usual, "“知人识事”“知事识物”“三三制度”“二三制度”")))) == []
