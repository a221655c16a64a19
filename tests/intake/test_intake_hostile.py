"""Input that is no issue at all: findings, never a traceback, nothing lost."""

from __future__ import annotations

import random
from gettext import NullTranslations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import SAMPLE

from kanwu_press.findings import Finding, Level
from kanwu_press.intake import import_file
from kanwu_press.intake.manuscript import escaped, manuscript, scalar
from kanwu_press.intake.recognised import Imported, import_bytes, import_text
from kanwu_press.intake.text import INPUT_BYTES
from kanwu_press.model import Place, Strong, Text
from kanwu_press.read.markdown import parse_body, parse_inline
from kanwu_press.read.settings import Keys, Scalar, load


def codes(imported: Imported) -> set[str]:
    return {f.code for f in imported.findings}


@pytest.mark.parametrize(
    ("data", "code", "files"),
    [
        (b"", "intake-empty", False),
        (b" \n\n\t\n", "intake-empty", False),
        (b"\x00\x01\x02\xff" * 100, "intake-not-text", False),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "intake-not-text", False),
        (b"PK\x03\x04\x14\x00" + SAMPLE.encode("gb18030"), "intake-not-text", False),
        (b"%PDF-1.7\n" + SAMPLE.encode("gb18030"), "intake-not-text", False),
        (b"\xd0\xcf\x11\xe0" + SAMPLE.encode("gb18030"), "intake-not-text", False),
        (b"x" * (INPUT_BYTES + 1), "intake-too-large", False),
        ("海" * 300_000, "intake-line-too-long", False),
        (SAMPLE.encode("gb18030"), "intake-encoding", True),
        (SAMPLE.encode("utf-16"), "intake-encoding", True),
        (SAMPLE.replace("潮水", "潮\x00水", 1), "intake-control-characters", True),
        (SAMPLE.replace("潮水", "潮\ufffe\u200b水", 1), "intake-control-characters", True),
    ],
)
def test_bytes(data: bytes | str, code: str, files: bool) -> None:
    raw = data if isinstance(data, bytes) else data.encode("utf-8")
    done = import_bytes(raw, "2026-01", "x.txt")
    assert code in codes(done)
    assert bool(done.files) is files


def test_half_a_surrogate_pair() -> None:
    done = import_text("# 海\n\n潮\ud800水来了。", "2026-01", "x.txt")
    assert "intake-control-characters" in codes(done)
    assert all(data.decode("utf-8") for _, data in done.files)


def test_bom_and_crlf_change_nothing() -> None:
    plain = import_bytes(SAMPLE.encode("utf-8"), "2026-01", "x.txt")
    for data in ("\ufeff" + SAMPLE, SAMPLE.replace("\n", "\r\n"), SAMPLE.replace("\n", "\r")):
        assert import_bytes(data.encode("utf-8"), "2026-01", "x.txt").files == plain.files


@pytest.mark.parametrize("issue", ["", "2026", "2026-1", "../evil", "2026-01/../..", "二〇二六-01"])
def test_a_wrong_issue_name(issue: str) -> None:
    done = import_text(SAMPLE, issue, "x.txt")
    assert codes(done) == {"intake-issue-name"} and done.files == ()


def test_the_issue_says_another_number() -> None:
    assert "intake-issue-differs" in codes(import_text(SAMPLE, "2026-02", "x.txt"))


def test_no_contents_list() -> None:
    text = (
        "# 看海\n\n林海\n\n"
        + "潮水每天来两次。" * 10
        + "\n\n## 一、潮\n\n涨了又退。\n\n# 听潮\n\n"
        + "风很大。" * 20
    )
    done = import_text(text, "2026-01", "x.txt")
    assert [(a.title, a.authors) for a in done.articles] == [("看海", ("林海",)), ("听潮", ())]
    assert "intake-no-contents" in codes(done)


def test_no_title_at_all() -> None:
    done = import_text("潮水来了。\n\n潮水去了。", "2026-01", "x.txt")
    assert len(done.articles) == 1
    assert {"intake-no-titles", "intake-no-contents"} <= codes(done)


def test_only_covers() -> None:
    done = import_text(SAMPLE[: SAMPLE.index("# 潮水来时")], "2026-01", "x.txt")
    assert done.files == () and codes(done) == {"intake-no-articles"}


def test_a_missing_file(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "no.txt", "intake-unreadable"), (tmp_path, "intake-folder")):
        (finding,) = import_file(path, tmp_path, "2026-01")
        assert finding.code == code
        assert code == "intake-unreadable" or f"{tmp_path}/*.docx" in finding.remedy(NullTranslations())


def test_shuffled_lines_lose_nothing() -> None:
    lines = SAMPLE.split("\n")
    for seed in range(20):
        shuffled = random.Random(seed).sample(lines, len(lines))
        done = import_text("\n".join(shuffled), "2026-01", "x.txt")
        assert "intake-characters-lost" not in codes(done), seed


MARKS = [
    "# ",
    "## ",
    "**",
    "| 东 |",
    "\t",
    "- ",
    "  - ",
    "1. ",
    "（一）",
    "▲",
    "表1 ",
    "图1 ",
    "—",
    "“",
    "”",
    "\n",
    "\n\n",
]
WORDS = ["海潮", "林海", "渔船靠岸。", "..... 01 ~ 02", "（来源：海）", "（作者系海）"]
SIGNS = ["::: 框", "{a|b}", "[x](y)", "<b>", "\\", "![a](b)", "[^1]", "---", "`", "***", "&amp;", "=="]
PIECES = st.sampled_from([*MARKS, *WORDS, *SIGNS])


def no_picture(path: str, place: Place) -> tuple[None, tuple[Finding, ...]]:
    raise AssertionError(f"{place}: importing wrote a picture, {path}")


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_any_mixture_of_marks(pieces: list[str]) -> None:
    text = "".join(pieces)
    done = import_text(text, "2026-01", "x.txt")
    assert "intake-characters-lost" not in codes(done), text
    assert done.files or any(f.level is Level.ERROR for f in done.findings)
    for article in done.articles:
        body = manuscript(article).split("---\n", 2)[2]
        assert [
            f for f in parse_body(body, "x.md", 1, no_picture).findings if f.level is Level.ERROR
        ] == [], body


@settings(max_examples=100, deadline=None)
@given(st.text("海潮*_`[]()<>{}|\\&#;!~^:-+=1. “”。$amp", min_size=1, max_size=20))
def test_what_is_escaped_reads_as_it_was(text: str) -> None:
    text = " ".join(text.split())
    inlines, findings = parse_inline(escaped(text), Place("x.md"))
    assert "".join(i.text for i in inlines if isinstance(i, Text)) == text
    assert not any(isinstance(i, Strong) for i in inlines)
    assert findings == ()


@settings(max_examples=100, deadline=None)
@given(st.text("海潮：:#-?!&*|>%@`'\"[]{},= 1~.<\\是", min_size=1, max_size=12))
def test_yaml_reads_as_it_was_written(text: str) -> None:
    text = text.strip()
    if text:
        loaded = load(f"键: {scalar(text)}\n", "x.yaml")
        assert loaded.findings == () and text == _only_value(loaded.root)


def _only_value(root: object) -> str:
    """The value of a mapping with one key."""
    assert isinstance(root, Keys)
    ((_, value),) = root.pairs
    assert isinstance(value, Scalar)
    return value.text


def test_beginnings_that_markdown_would_take_for_signs() -> None:
    article = "# 看海\n\n" + "\n\n".join(
        ["正文" * 40 + "。", "1. 退潮。", "+ 涨潮。", "> 听潮。", "::: 海。", "2024. 潮。", "#潮。", "--- 。"]
    )
    text = manuscript(import_text(article, "2026-01", "x.txt").articles[0])
    for line in ("1\\. 退潮。", "\\> 听潮。", "\\::: 海。", "2024\\. 潮。", "\\#潮。"):
        assert f"\n{line}\n" in text
