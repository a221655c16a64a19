"""The tables of characters: complete, and in agreement with the order of the national table itself."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kanwu_press.check.han import alike, is_person, standard_forms, surname_of, surnames, table
from kanwu_press.fonts.repertoire import tongyong

LEVELS = ((0, 3500), (3500, 6500), (6500, 8105))


def test_the_table_is_the_national_one() -> None:
    assert table().keys() == tongyong()
    assert [han.rank for han in table().values()] == list(range(8105))


@pytest.mark.parametrize(("begin", "end"), LEVELS)
def test_strokes_never_break_the_order_of_the_table(begin: int, end: int) -> None:
    """Each level of the 通用规范汉字表 is sorted by number and order of strokes: the state's own list."""
    level = [han for han in table().values() if begin <= han.rank < end]
    assert all(a.count <= b.count for a, b in pairwise(level))
    known = [han for han in level if han.strokes]
    assert len(known) > 0.8 * len(level)
    assert [a for a, b in pairwise(known) if (a.count, a.strokes) > (b.count, b.strokes)] == []
    assert all(len(han.strokes) == han.count and set(han.strokes) <= set("12345") for han in known)


def test_nearly_all_common_characters_have_their_strokes() -> None:
    lacking = [char for char, han in table().items() if not han.strokes]
    assert len(lacking) < 280
    assert not [char for char in lacking if table()[char].rank < 3500]


def test_every_character_is_read() -> None:
    assert not [
        c
        for c, han in table().items()
        if not all(r[:-1].isalpha() and r[-1] in "12345" for r in han.readings)
    ]
    assert [table()[c].readings[0] for c in "单吕女"] == ["dan1", "lv3", "nv3"]


def test_forms_lead_into_the_table_from_outside() -> None:
    forms = standard_forms()
    assert len(forms) > 4000
    assert set(forms.values()) <= table().keys()
    assert not forms.keys() & table().keys()
    assert "".join(forms[c] for c in "娛後裏爲說産臺羣") == "娱后里为说产台群"


def test_surnames() -> None:
    known = surnames()
    assert {len(name) for name in known.compound} == {2}
    assert known.readings["单"] == ("shan4",) and known.readings["万俟"] == ("mo4", "qi2")
    assert known.readings.keys() <= known.single | known.compound | set(
        "燕尹折黑繁逄哈祭秘过葛令句谌长重都藏曲石卜少柏车於"
    )
    assert [surname_of(n) for n in ("欧阳修", "王毅", "江苏省", "东风", "阿不都")] == [
        "欧阳",
        "王",
        "江",
        "东",
        "",
    ]
    assert [is_person(n) for n in ("江苏省", "刘子瑛", "阿不都·热合曼", "党", "市委组织部")] == [
        False, True, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), ["莉丽", "璇瑛", "华化", "沛佩", "青清"])
def test_alike(a: str, b: str) -> None:
    assert alike(a, b) and alike(b, a)


@pytest.mark.parametrize(("a", "b"), ["国军", "强伟", "海山", "甲甲"])
def test_not_alike(a: str, b: str) -> None:
    assert not alike(a, b)
