"""The same words twice in an issue."""

from __future__ import annotations

from kanwu_press.check.repeats import passages
from kanwu_press.findings import Finding, Level
from kanwu_press.model import Paragraph, Place, Quote, Text
from small_issue import FOLDER, article, issue, said, value

LONG = "清晨五点钟潮水退到最低的地方，老人们提着灯走下海滩，一直走到礁石后面去。"
SHORT = "潮水退到最低的地方，老人们提着灯走下来。"  # 20 characters, a whole sentence


def test_a_passage_in_another_article() -> None:
    assert len(SHORT) == 20 and len(LONG) > 30
    one, two = article(1, "开头。" + LONG + "完。"), article(2, "好。", "另有一事，" + LONG + SHORT)
    (found,) = passages(issue(one, two))
    assert said(found) == ("passage-twice", "02.md", 11)
    assert (value(found, "where"), value(found, "count")) == ("01.md:10", str(len(LONG)))


def test_a_sentence_and_a_paragraph_within_one_article() -> None:
    assert [said(f)[2] for f in passages(issue(article(1, SHORT + "好。", "是的。" + SHORT, "别的。")))] == [
        11
    ]
    assert [said(f)[2] for f in passages(issue(article(1, LONG + LONG)))] == [10]


def test_a_set_phrase_is_only_a_hint() -> None:
    phrase = "以全村老人的心愿为指引，全面落实灯塔守护的各项安排，"
    phrase += "把守灯的事一代一代做好，"
    assert 30 < len(phrase) < 60

    def said_twice(phrase: str) -> list[Finding]:
        return list(
            passages(issue(article(1, f"今年，{phrase}修了塔。"), article(2, f"我们，{phrase}再出海。")))
        )

    (hint,) = said_twice(phrase)
    assert (hint.code, hint.level, value(hint, "count")) == ("phrase-twice", Level.INFO, str(len(phrase)))
    (long,) = said_twice(phrase + "让出海的人夜里都能看见回家的路，再远也不怕，")
    assert (long.code, long.level) == ("passage-twice", Level.WARNING)


def test_short_or_not_the_same_is_no_repetition() -> None:
    assert list(passages(issue(article(1, "老人们提着灯走下来。" * 2, "老人们提着灯走下来。")))) == []
    changed = LONG.replace("灯", "篮")
    assert list(passages(issue(article(1, LONG), article(2, changed)))) == []
    assert list(passages(issue(article(1, SHORT), article(2, "他说，" + SHORT)))) == []  # no whole sentence


def test_quotations_may_be_quoted_twice() -> None:
    quoted = "他说：“" + LONG + "”"
    assert list(passages(issue(article(1, quoted), article(2, quoted)))) == []
    place = Place(f"{FOLDER}/02.md", 10)
    quotation = Quote((Paragraph((Text(LONG, 10),), place),), place)
    assert list(passages(issue(article(1, LONG), article(2, quotation)))) == []


def test_addresses_and_formulas_may_stand_twice() -> None:
    link = "见 https://example.org/archive/2026/report-of-the-coast.html，"
    assert list(passages(issue(article(1, link + "好。"), article(2, link + "是。")))) == []
