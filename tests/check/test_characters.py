"""Characters outside the national table, and those that stand for others they look like."""

from __future__ import annotations

import pytest

from kanwu_press.check.characters import look_alikes, standard
from kanwu_press.model import BoardRole, Paragraph, Place, Ruby
from small_issue import FOLDER, article, issue, said, value


def test_forms_are_told_once_for_each_file_with_their_lines() -> None:
    found = list(standard(issue(article(1, "文娛活动", "安静", "娛乐，娛乐"), article(2, "鬱金香，说説"))))
    assert sorted(map(said, found)) == [
        ("character-form", "01.md", 10),
        ("character-form", "02.md", 10),
        ("character-form", "02.md", 10),
    ]
    first = next(f for f in found if value(f, "char") == "娛")
    assert (value(first, "good"), value(first, "lines")) == ("娱", "10、12")
    assert {value(f, "good") for f in found[1:]} == {"郁", "说"}


def test_standard_characters_and_marks_are_not_told() -> None:
    # 乾 (乾坤), 於 (surname), 瞭 and 堃, 喆 are in the table, though they look traditional.
    text = "乾坤、於姓、瞭望、李喆、王堃，二〇二六年：α、β、№、㎡、①②、ㄅ、あ、한。"
    assert list(standard(issue(article(1, text)))) == []


def test_what_has_no_standard_form_is_told_unless_it_is_given_with_its_reading() -> None:
    found = list(standard(issue(article(1, "一口㘭子"))))
    assert [(f.code, value(f, "point")) for f in found] == [("character-unlisted", "362D")]
    ruby = Paragraph((Ruby("㘭", "ào", 10),), Place(f"{FOLDER}/01.md", 10))
    assert list(standard(issue(article(1, ruby, "㘭子")))) == []


def test_names_are_asked_about() -> None:
    found = list(
        standard(issue(article(1, "張大海来了", authors=("張大海",)), board=(BoardRole("主编", ("陳渔",)),)))
    )
    assert {(f.code, value(f, "name"), f.level.value) for f in found} == {
        ("character-form-name", "張大海", "info"),
        ("character-form-name", "陳渔", "info"),
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("二○二四年", "character-zero"),
        ("二OO八年", "character-zero"),
        ("二0二四年", "character-zero"),
        ("一九八О年", "character-zero"),  # Cyrillic
        ("2021一2023年", "character-dash-one"),
        ("进—步加强", "character-dash-one"),
        ("统—领导", "character-dash-one"),
        ("走了一一再没有来", "character-dash-one"),
        ("5月8曰", "character-day"),
        ("今曰", "character-day"),
        ("春节曰，今曰早上", "character-day"),
        ("他的生曰到了", "character-day"),
        ("5月曰", "character-day"),
        ("《三亚曰报》", "character-day"),
        ("使用АPP办理", "character-script"),  # Cyrillic А
        ("А级景区", "character-script"),
        ("在В2栋", "character-script"),
    ],
)
def test_look_alikes(text: str, code: str) -> None:
    found = list(look_alikes(issue(article(1, "好", text))))
    assert {said(f) for f in found} == {(code, "01.md", 11)}


@pytest.mark.parametrize(
    "text",
    [
        "二〇二四年", "二零二四年", "第一", "子曰：学而时习之", "○代表空缺，◯也是", "12时—一点", "北京—上海",
        "ABC和αβγ", "CO2", "Привет", "三、O型血", "进——步步为营", "统——一", "一是抓，二是管",
        "先生曰：“好。”", "王阳明曰：“善。”", "孔明曰，善", "诸生曰好", "生曰名，死曰讳", "《史记》卷8曰：善",
        "古人如今曰善", "第3曰信，第4曰勇", "其节曰：“善。”",
    ],
)  # fmt: skip
def test_what_is_right_is_left_alone(text: str) -> None:
    assert list(look_alikes(issue(article(1, text)))) == []
