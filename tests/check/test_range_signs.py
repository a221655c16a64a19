"""What joins ranges: one sign for ranges alike, or the one that publication.yaml names."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kanwu_press.check.rangesigns import range_signs
from kanwu_press.check.typed import typed
from kanwu_press.fixing import fix
from kanwu_press.model import Issue, RangeSign
from kanwu_press.read.issue import read_issue
from kanwu_press.workspace import Workspace
from small_issue import article, issue, said, value

HEALTHY = Path(__file__).parents[1] / "data" / "healthy"
FILE = "manuscripts/2026-01/02-渔港.md"
HEAD = "---\n标题: 渔港的早晨\n作者: 周帆\n---\n\n"


def issue_of(*text: str, sign: RangeSign = RangeSign.BY_USE) -> Issue:
    whole = issue(article(1, *text))
    return replace(whole, publication=replace(whole.publication, range_sign=sign))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (("按300～500户，2021—2023年。", "3～5个月，8月—10月。"), []),
        (("按300～500户，3～5个。", "又按20—30人。"), [(11, "—", "～")]),
        (("2021—2023年，3月—5月。", "2019～2020年。"), [(11, "～", "—")]),
        (("海——3户，三亚—海口，3:2。", "300-500户，3～5个。"), []),
    ],
)
def test_ranges_alike_are_joined_alike(text: tuple[str, ...], found: list[tuple[int, str, str]]) -> None:
    told = list(range_signs(issue_of(*text)))
    assert [(said(f)[2], value(f, "sign"), value(f, "other")) for f in told] == found


def test_the_sign_that_is_set_is_the_only_one() -> None:
    text = ("按300～500户，2021—2023年，3月～5月。", "按20—30人。")
    told = list(range_signs(issue_of(*text, sign=RangeSign.EM)))
    assert [(said(f), value(f, "count")) for f in told] == [(("range-sign-other", "01.md", 10), "2")]
    (first, second) = range_signs(issue_of(*text, sign=RangeSign.WAVE))
    assert (said(first)[2], value(first, "sign"), said(second)[2]) == (10, "—", 11)
    assert first.place.column == text[0].index("—") + 1


@pytest.mark.parametrize(
    ("setting", "wish", "mended"),
    [
        ("", None, "按300～500户，2021—2023年。"),
        ("范围号: 一字线", None, "按300—500户，2021—2023年。"),
        ("范围号: 浪纹线", None, "按300～500户，2021～2023年。"),
        ("范围号: 浪纹线", RangeSign.BY_USE, "按300～500户，2021—2023年。"),
    ],
)
def test_check_and_fix_take_what_the_publication_says(
    tmp_path: Path, setting: str, wish: RangeSign | None, mended: str
) -> None:
    root = shutil.copytree(HEALTHY, tmp_path / "刊")
    (root / FILE).write_text(HEAD + "按300-500户，2021-2023年。\n", "utf-8")
    file = root / "publication.yaml"
    file.write_text(file.read_text("utf-8") + setting + "\n", "utf-8")
    whole, found = read_issue(root, "2026-01")
    assert whole is not None and found == ()
    (told,) = typed(whole, wish)
    assert value(told, "mended") == mended[: len(value(told, "mended"))] and value(told, "count") == "2"
    fix(Workspace(root), "2026-01", write=True, wish=wish)
    assert mended in (root / FILE).read_text("utf-8")
