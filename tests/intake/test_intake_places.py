"""Titles, columns, authors, and text that stands before its title."""

from __future__ import annotations

import pytest

from kanwu_press.intake.chunks import chunks_of
from kanwu_press.intake.contents import find_contents, posts_of
from kanwu_press.intake.front import Front, read_front
from kanwu_press.intake.recognised import Imported, import_text
from kanwu_press.intake.titles import likeness, without_stray_spaces
from kanwu_press.intake.usage import usage_of
from kanwu_press.intake.words import bare, is_byline, names_in

LONG = (
    "潮水每天来两次，渔村的人照着潮水过日子，"
    "清早退潮的时候滩涂露出来，妇女们提着篮子去拾贝壳，孩子跟在后面跑。"
)
CONTENTS = """# 海岸

**海边来信**

..... 01 ~ 04

看海的日子

林海

**渔村讲堂**

..... 05 ~ 08

补网的手艺

周帆

王岸

"""


def run(body: str, contents: str = CONTENTS) -> Imported:
    return import_text(contents + body, "2026-01", "haian.txt")


def columns(imported: Imported) -> list[tuple[str, str, tuple[str, ...]]]:
    names = [name for name, _ in imported.columns]
    return [(names[a.column], a.title, a.authors) for a in imported.articles]


def test_titles_are_matched_by_likeness() -> None:
    assert likeness(bare("看海的日子"), bare("看海的日子！"))
    assert likeness(bare("党建引领海上治理新格局"), bare("引领海上治理新格局")) > 0
    assert not likeness(bare("补网的手艺"), bare("看海的日子"))
    assert not likeness(bare("渔村"), bare("渔村的四十年"))  # too short a part


def test_an_unlisted_article_goes_where_its_author_is_named() -> None:
    body = (
        f"# 看海的日子\n\n林海\n\n{LONG}\n\n## 王岸说船\n\n王岸\n\n{LONG}\n\n# 补网的手艺\n\n周帆\n\n{LONG}\n"
    )
    done = run(body)
    assert columns(done) == [
        ("海边来信", "看海的日子", ("林海",)),
        ("渔村讲堂", "王岸说船", ("王岸",)),
        ("渔村讲堂", "补网的手艺", ("周帆",)),
    ]
    assert "intake-not-in-contents" in {f.code for f in done.findings}


def test_authors_without_a_byline_come_from_the_contents_list() -> None:
    done = run(f"# 看海的日子\n\n{LONG}\n\n# 补网的手艺\n\n周帆\n\n{LONG}\n")
    assert columns(done)[0] == ("海边来信", "看海的日子", ("林海",))
    assert "王岸" in next(f for f in done.findings if f.code == "intake-contents-unmatched").values[1][1]


def test_a_title_in_two_entries_and_in_two_spellings() -> None:
    contents = CONTENTS.replace("看海的日子\n", "看海的\n\n好日子\n")
    done = run(f"# 看海的 好日子？\n\n林海\n\n{LONG}\n", contents)
    assert columns(done)[0][1] == "看海的 好日子？"


def test_spaces_that_were_line_ends_go() -> None:
    assert without_stray_spaces("看海 的日子 很长", "看海的日子 很长") == "看海的日子 很长"
    assert without_stray_spaces("看海 的好日子", "看海的日子") == "看海的好日子"


def test_a_byline_is_spelt_as_the_issue_spells_it() -> None:
    contents = CONTENTS.replace("林海", "东湾镇图书馆")
    body = f"# 看海的日子\n\n东湾图书馆\n\n{LONG}" + "东湾镇图书馆办展览。" * 4
    done = run(body, contents)
    assert columns(done)[0][2] == ("东湾镇图书馆",)
    assert "intake-author-differs" in {f.code for f in done.findings}


def test_a_line_above_the_title_and_a_list_of_members() -> None:
    body = (
        f"# 看海的日子\n\n林海\n\n{LONG}\n\n（作者系渔民）\n\n海岸研究所2026年课题成果\n\n# 补网的手艺\n\n"
        f"{LONG}\n\n课题组成员：周帆 海岸研究所\n王岸 东湾镇\n文化站\n"
    )
    draft = run(body).articles[1]
    assert draft.note == "海岸研究所2026年课题成果"
    assert draft.author_notes == ("课题组成员：周帆 海岸研究所", "王岸 东湾镇文化站")
    assert draft.authors == ("周帆", "王岸")


def test_text_before_the_title_by_the_word_that_runs_across() -> None:
    words = "渔网破了就补。" * 5
    body = (
        f"# 看海的日子\n\n林海\n\n{LONG}海岸很长，海岸很美。\n\n海岸上有灯，海岸上有鸟。\n\n"
        f"补网要用梭子，梭子穿过渔网，{words}手要稳，梭子不停，一张渔\n\n# 补网的手艺\n\n周帆\n\n"
        f"网补三天，梭子换三把。{words}\n"
    )
    first, second = run(body).articles
    assert second.blocks[0].text.startswith("补网要用梭子")  # type: ignore[union-attr]
    assert "一张渔网补三天" in second.blocks[0].text  # type: ignore[union-attr]
    assert [b.text for b in first.blocks][-1] == "海岸上有灯，海岸上有鸟。"  # type: ignore[union-attr]


def test_text_before_the_title_that_comes_last() -> None:
    body = (
        f"# 看海的日子\n\n林海\n\n{LONG}渔船渔船渔船。\n\n船都回来了。\n\n渔船要上油。\n\n"
        "# 补网的手艺\n\n周帆\n\n渔网渔网渔网。傍晚的时候，渔\n"
    )
    body = body.replace("渔船要上油", "渔船渔船要上油")
    done = run(body)
    assert [b.text for b in done.articles[1].blocks] == [
        "渔网渔网渔网。傍晚的时候，渔船都回来了。",
        "渔船渔船要上油。",
    ]  # type: ignore[union-attr]
    assert "intake-before-title-last" in {f.code for f in done.findings}


def test_bylines() -> None:
    for line in ("林海", "林海 陈渔", "欧阳海", "市委组织部", "东湾镇图书馆、海岸研究所"):
        assert is_byline(line), line
    for line in ("看海的日子", "潮水每天来两次", "林海说，", "第一次看海"):
        assert not is_byline(line), line
    assert names_in("陈渔 周 帆、林海") == ("陈渔", "周帆", "林海")


def test_the_issue_knows_its_words() -> None:
    usage = usage_of(["灯塔守着海湾，灯塔亮着。"] * 3 + ["小船开到对岸。"] * 3)
    assert usage.is_word("远处的灯", "塔亮了")
    assert not usage.is_word("远处的灯", "小船")


def test_contents_and_board() -> None:
    contents = find_contents(
        chunks_of(CONTENTS + "**编委会**\n\n主任 林海\n\n编辑：陈渔\n\n# 看海\n\n" + LONG)
    )
    assert contents is not None
    assert [(c.name, [e.text for e in c.entries]) for c in contents.columns] == [
        ("海边来信", ["看海的日子", "林海"]),
        ("渔村讲堂", ["补网的手艺", "周帆", "王岸"]),
    ]
    assert [(p.role, p.names) for p in contents.board] == [("主任", ("林海",)), ("编辑", ("陈渔",))]
    assert find_contents(chunks_of("# 看海\n\n" + LONG)) is None
    assert posts_of(chunks_of("一句与编委会无关的很长的话在这里"))[0].role == ""


def front(text: str) -> Front:
    return read_front(chunks_of(text))


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("邮编：123456", "邮编", "123456"),
        ("主管：海岸市文化局", "主管单位", "海岸市文化局"),
        ("海岸市文化局主管", "主管单位", "海岸市文化局"),
        ("**协办单位**\n\n东湾镇图书馆", "协办单位", "东湾镇图书馆"),
        ("印刷日期：2026.3.2", "印刷日期", "2026-03-02"),
        ("印数：1,200册", "印数", "1200"),
        ("2026年第1期（总第9期）", "总期号", "9"),
        ("官网：https://haian.example.org", "网址", "https://haian.example.org"),
        ("本刊在东湾镇各村免费交流", "版权页附注", "本刊在东湾镇各村免费交流"),
    ],
)
def test_facts(text: str, key: str, value: str) -> None:
    done = front(text)
    assert done.value(key) == value
    assert done.leftovers == ()


def test_what_contradicts_or_does_not_fit_is_left_over() -> None:
    assert [x.text for x in front("邮编：12345").leftovers] == ["邮编：12345"]
    done = front("地址：东湾镇1号\n\n地址：西湾镇2号\n\n地址：东湾镇1号")
    assert done.values("地址") == ("东湾镇1号",)
    assert [x.text for x in done.leftovers] == ["地址：西湾镇2号"]
