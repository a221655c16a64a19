"""YAML with lines: values stay text, mistakes are explained and read as meant, nothing raises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanwu_press.read.settings import Keys, Listing, Node, Scalar, load


def plain(node: Node | None) -> object:
    """A tree as Python's own lists and pairs."""
    match node:
        case Scalar():
            return node.text
        case Listing():
            return [plain(item) for item in node.items]
        case Keys():
            return [(key.text, plain(value)) for key, value in node.pairs]
        case None:
            return None


def test_values_stay_as_written() -> None:
    loaded = load("期: 04\n网: no\n时: 12:30\n空:\n无: ~\n数: 1e3\n号: 010", "a.yaml")
    assert loaded.findings == ()
    wanted = [("期", "04"), ("网", "no"), ("时", "12:30"), ("空", ""), ("无", "~")]
    assert plain(loaded.root) == [*wanted, ("数", "1e3"), ("号", "010")]


def test_places_count_from_the_whole_file() -> None:
    root = load("\n标题: 潮水\n作者:\n  - 林海", "a.md", 10).root
    assert isinstance(root, Keys)
    (key, value), (_, authors) = root.pairs
    assert (key.place.line, key.place.column) == (11, 1)
    assert (value.place.line, value.place.column) == (11, 5)
    assert isinstance(authors, Listing) and authors.items[0].place.line == 13


@pytest.mark.parametrize(
    ("text", "code", "line", "meant"),
    [
        ("甲: 1\n乙：2\n丙: 3", "yaml-colon-wide", 2, [("甲", "1"), ("乙", "2"), ("丙", "3")]),
        ("甲：1\n乙: 2", "yaml-colon-wide", 1, [("甲", "1"), ("乙", "2")]),
        ("甲: 1\n乙:2\n丙: 3", "yaml-colon-space", 2, [("甲", "1"), ("乙", "2"), ("丙", "3")]),
        ("甲: 1: 2", "yaml-colon-inside", 1, [("甲", "1: 2")]),
        ('甲: "a"b\n乙: 2', "yaml-start", 1, [("甲", '"a"b'), ("乙", "2")]),
        ("甲: [a]b", "yaml-start", 1, [("甲", "[a]b")]),
        ("甲: 1\n乙: [没有结束\n丙: 3", "yaml-start", 2, [("甲", "1"), ("乙", "[没有结束"), ("丙", "3")]),
        ("甲: @b", "yaml-start", 1, [("甲", "@b")]),
        ("甲: *b\n乙: 2", "yaml-alias", 1, [("甲", "*b"), ("乙", "2")]),
        ("甲: !b 2", "yaml-alias", 1, [("甲", "!b 2")]),
        ("甲:\n\t乙: 2", "yaml-tab", 2, [("甲", [("乙", "2")])]),
        ("甲:\n　- 乙", "yaml-tab", 2, [("甲", ["乙"])]),
        ("甲: 1\n 乙: 2", "yaml-indent", 2, [("甲", "1"), ("乙", "2")]),
        ("甲: 1\n乙丙丁\n戊: 2", "yaml-no-colon", 2, [("甲", "1"), ("戊", "2")]),
        ("- 甲：1\n  乙: 2", "yaml-colon-wide", 1, [[("甲", "1"), ("乙", "2")]]),
    ],
)
def test_a_mistake_is_named_and_read_as_meant(text: str, code: str, line: int, meant: object) -> None:
    loaded = load(text, "a.yaml")
    assert [(f.code, f.place.line) for f in loaded.findings] == [(code, line)]
    assert plain(loaded.root) == meant


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("甲: 1\n乙: '没有结束\n丙: 3\n", "yaml-quote-open", 2),
        ("甲: 1\n---\n乙: 2\n", "yaml-documents", 2),
        ("[" * 20, "yaml-depth", 1),
        ("甲:\n" + "- 1\n" * 6_000, "yaml-count", 5_000),
    ],
)
def test_what_cannot_be_mended_is_explained(text: str, code: str, line: int) -> None:
    loaded = load(text, "a.yaml")
    assert [f.code for f in loaded.findings] == [code]
    assert abs(loaded.findings[0].place.line - line) <= 2


def test_many_mistakes_do_not_hide_each_other() -> None:
    text = "刊名：海岸\n代号:haian\n类别: 内部: 资料\n主办:\n\t- 甲\n"
    assert sorted((f.place.line, f.code) for f in load(text, "a.yaml").findings) == [
        (1, "yaml-colon-wide"), (2, "yaml-colon-space"), (3, "yaml-colon-inside"), (5, "yaml-tab"),
    ]  # fmt: skip


_PIECES = st.sampled_from(
    ["甲", ": ", ":", "：", "- ", "\n", "  ", "\t", "　", "'", '"', "[", "]", "{", "}", "&a", "*a",
     "!", "|", ">", "#", "\\", "\\x", "---", "?", "%", "@", "`", ",", "a", "1", "\u2028", "~", "<<: *a"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_no_text_raises(text: str) -> None:
    loaded = load(text, "a.yaml")
    assert loaded.root is not None or loaded.findings or not text.strip() or "#" in text or "---" in text
