"""manuscripts/terms.yaml: read, judged, and grown."""

from __future__ import annotations

from pathlib import Path

import pytest

from kanwu_press.model import NOWHERE
from kanwu_press.read.terms import read_terms, with_added
from kanwu_press.terms import Term
from kanwu_press.workspace import Workspace

TEXT = """\
# 本刊术语
术语:
  - 正名: 海岸市委组织部
    不用: 海岸组织部、市组织部
    简称: 市委组织部
    先用全称: 是
    说明: 见三定方案
  - 正名: 潮汐表
"""


def read(tmp_path: Path, text: str) -> tuple[tuple[Term, ...], list[tuple[str, int]]]:
    workspace = Workspace(tmp_path)
    workspace.manuscripts.mkdir(exist_ok=True)
    workspace.terms_file.write_text(text, "utf-8")
    terms, found = read_terms(workspace)
    assert {f.place.file for f in found} <= {"manuscripts/terms.yaml"}
    return terms, [(f.code, f.place.line) for f in found]


def bare(terms: tuple[Term, ...]) -> list[tuple[object, ...]]:
    return [(t.name, t.refused, t.short, t.note, t.spell_out) for t in terms]


def test_a_register(tmp_path: Path) -> None:
    terms, found = read(tmp_path, TEXT)
    assert found == []
    assert bare(terms) == [
        ("海岸市委组织部", ("海岸组织部", "市组织部"), ("市委组织部",), "见三定方案", True),
        ("潮汐表", (), (), "", False),
    ]
    assert [t.place.line for t in terms] == [3, 8]


def test_there_need_be_none(tmp_path: Path) -> None:
    assert read_terms(Workspace(tmp_path)) == ((), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("术语:\n  - 又作: 甲乙\n    正名: 甲丙\n", [("key-misspelt", 2)]),
        ("术语:\n  - 不用: 甲乙\n", [("key-missing", 2)]),
        ("词语表:\n  - 正名: 甲乙\n", [("key-unknown", 1)]),
        ("术语:\n  - 正名: 甲乙\n    不用: 丙\n", [("term-too-short", 2)]),
        ("术语:\n  - 正名: 甲乙\n  - 正名: 甲乙\n", [("term-twice", 3)]),
        ("术语:\n  - 正名: 甲乙\n  - 正名: 丙丁\n    不用: 甲乙\n", [("term-clash", 3)]),
        ("术语:\n  - 正名：甲乙\n", [("yaml-colon-wide", 2)]),
    ],
)
def test_what_people_get_wrong(tmp_path: Path, text: str, expected: list[tuple[str, int]]) -> None:
    assert read(tmp_path, text)[1] == expected


def test_a_form_that_is_right_elsewhere_is_not_refused(tmp_path: Path) -> None:
    terms, _ = read(tmp_path, "术语:\n  - 正名: 甲乙\n  - 正名: 丙丁\n    不用: 甲乙、戊己\n")
    assert terms[1].refused == ("戊己",)


def test_a_register_outside_the_publication_is_not_read(tmp_path: Path) -> None:
    inside = tmp_path / "刊物"
    (inside / "manuscripts").mkdir(parents=True)
    (tmp_path / "terms.yaml").write_text(TEXT, "utf-8")
    (inside / "manuscripts" / "terms.yaml").symlink_to(tmp_path / "terms.yaml")
    terms, found = read_terms(Workspace(inside))
    assert terms == () and len(found) == 1


ADDED = (
    Term("知事识人", NOWHERE, ("知事识仁",), note="习惯: 如此 # 是"),
    Term("1+3+N", NOWHERE, short=("it's",), spell_out=True),
)


@pytest.mark.parametrize(
    "text",
    ["", "# 空的\n", TEXT, TEXT.rstrip("\n"), "术语:\n- 正名: 甲乙\n", "术语: # 本刊\n    - 正名: 甲乙\n"],
)
def test_what_is_added_is_read_and_the_rest_stays(tmp_path: Path, text: str) -> None:
    before = bare(read(tmp_path, text)[0])
    after = with_added(text, ADDED)
    terms, found = read(tmp_path, after)
    assert found == []
    assert bare(terms) == before + bare(ADDED)
    assert after.startswith(text.rstrip("\n"))
    assert with_added(text, ()) == text
