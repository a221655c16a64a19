"""Words typed twice, points and growth counted wrong: what is told, what is let be."""

from __future__ import annotations

import pytest

from kanwu_press.check.counted import counted
from kanwu_press.check.doubled import doubled
from kanwu_press.check.growth import growth
from kanwu_press.findings import Level
from small_issue import article, issue, value


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("召开了了会议", "了"),
        ("这是是一个好办法", "是"),
        ("我们在在三亚", "在"),
        ("渔民和和村民", "和"),
        ("要对对工作负责", "对"),
        ("我们我们来了", "我们"),
        ("推动发展发展", "发展"),
    ],
)
def test_what_is_written_twice_is_a_hint(text: str, word: str) -> None:
    (found,) = doubled(issue(article(1, text)))
    assert (found.code, found.level, value(found, "word")) == ("word-doubled", Level.INFO, word)


def test_two_de_are_a_warning() -> None:
    (found,) = doubled(issue(article(1, "美丽的的渔村")))
    assert (found.code, found.level, found.place.column) == ("word-doubled-de", Level.WARNING, 3)


@pytest.mark.parametrize(
    "text",
    [
        "目的的意义，标的的价格，有的的确好，中的的人，他的的士，的的确确",
        "为了了解，除了了解，不了了之，知了了，了了一桩心事",
        "是是非非，问题是是否可行，于是是他来，国是是什么",
        "实实在在在三亚，现在在三亚，存在在线问题",
        "和和气气，共和和平，温和和善，人民共和和谐",
        "面对对手，一对对新人，对对子，应对对策，针对对象",
        "以及及时，参与与会，认为为民，即将将军，属于",
        "研究研究，很长很长，讨论讨论，一步一步，走着走着，边走边走，哈哈哈哈，“加油加油”，前进前进！",
        "党组织组织活动，一中队中队长，由代表代表发言，干干净净，高高兴兴",
    ],
)
def test_what_doubles_by_itself_is_let_be(text: str) -> None:
    assert list(doubled(issue(article(1, text)))) == []


@pytest.mark.parametrize(
    ("text", "code", "said", "count"),
    [
        ("重点抓好以下三个方面：一是看；二是听。", "points-count", "3", "2"),
        ("采取两项措施：一是看；二是听；三是走。", "points-count", "2", "3"),
        ("就此提出以下四点意见。第一，看。第二，听。第三，走。", "points-count", "4", "3"),
        ("从三个方面发力，一要看，二要听。", "points-count-maybe", "3", "2"),
    ],
)
def test_points_are_counted(text: str, code: str, said: str, count: str) -> None:
    (found,) = counted(issue(article(1, text, "文。")))
    assert (found.code, value(found, "said"), value(found, "count")) == (code, said, count)


@pytest.mark.parametrize(
    "text",
    [
        (),
        ("重点抓好以下三个方面：一是看；二是听；三是走。",),
        ("重点抓好以下三个方面：一是看；二是听。", "三是走。"),
        ("第三点：一是看；二是听。",),
        ("下午三点，一是看；二是听。",),
        ("围绕三个方面的两项任务：一是看；二是听。",),
        ("在三个区，一是看；二是听。",),
        ("以下两点：一是看；二是听。",),
        ("抓好三个方面：一是看；三是走。",),  # told by points-gap
        ("坚持“十二项措施”，一是看；二是听。",),
    ],
)
def test_rows_that_agree_are_let_be(text: tuple[str, ...]) -> None:
    assert list(counted(issue(article(1, *text)))) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("收入从200万元增加到300万元，增长60%。", "growth-differs"),
        ("收入由2020年的200万元增长到2024年的300万元，增长了60%。", "growth-differs"),
        ("户数从80户减少到20户，下降60%。", "growth-differs"),
        ("由300人增加至400人，增幅达35%。", "growth-differs"),
        ("从200万元增加到300万元，增长1.5倍。", "growth-differs"),
        ("收入由5万元提高到20万元，增长了4倍。", "growth-differs"),
        ("收入从8000元逐步增加到1.2万元，增长60%。", "growth-differs"),
        ("从200增加到300万元，增长60%。", "growth-differs"),
        ("覆盖率从20%提高到30%，提高10%。", "percent-points"),
        ("增长6%个百分点。", "percent-points"),
        ("甲占30%，乙占40%，丙占50%。", "shares-sum"),
        ("来了100人。男性占45%，女性占65%。", "shares-two"),
        ("甲占30%、乙占40%，合计占80%。", "shares-total"),
    ],
)
def test_sums_in_text(text: str, code: str) -> None:
    (found,) = growth(issue(article(1, text)))
    assert found.code == code


@pytest.mark.parametrize(
    "text",
    [
        "收入从200万元增加到300万元，增长50%。",
        "从3.2万元增加到4.8万元，增长51.2%。",  # 3.15 to 4.85 may be by as much
        "从200增加到300万元，增长50%。",
        "从200万元增加到3亿元，年均增长60%。",
        "从200万元增加到300万元，利润增长60%。",
        "从300人增加到400人，增长33.3%。",
        "从300人增加到400人，增长33%。",
        "收入由5万元提高到20万元，增长了3倍。",
        "收入从8000元增加到1.2万元，增长50%。",
        "从3个村增加到200人，增长50%。",
        "从0万元增加到300万元，增长60%。",
        "从2020年提高到2024年，增长50%。",
        "户数从80户减少到20户，下降75%。",
        "从1,200人增加到2,400人，增长1倍，翻了一番。",
        "覆盖率从20%提高到30%，提高10个百分点。",
        "覆盖率从20%提高到30%，提高50%。",
        "增长6个百分点。",
        "女性占45%，少数民族占30%，党员占60%。",
        "男性占45%，女性占55%。",
        "30岁以下占40%，40岁以上占70%。",
        "甲占30%，其中乙占90%。",
        "村里有渔民。甲占30%。乙占90%。",
        "甲占33.3%，乙占33.3%，丙占33.4%。",
        "甲占30%，乙占40%，合计占70%。",
        "甲占计划的80%，乙占计划的90%。",
        "甲分别占60%，乙占90%。",
    ],
)
def test_sums_that_agree_are_let_be(text: str) -> None:
    assert list(growth(issue(article(1, text)))) == []
