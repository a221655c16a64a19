"""Pasted text: no marks, a paragraph in each line, names glued to titles, columns and page numbers within."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from pasted import CONTENTS, MARKED, PLAIN

from kanwu_press.findings import Level
from kanwu_press.intake import import_file
from kanwu_press.intake.blocks import Para, Sub
from kanwu_press.intake.recognised import Imported, import_text
from kanwu_press.intake.shape import shape_of
from kanwu_press.intake.words import han_in, unglued
from kanwu_press.intake.write import write
from kanwu_press.read.issue import read_issue

BODY = MARKED.removeprefix(CONTENTS)
SPACED = re.sub(r"\n+(?![望东]\S+号\t)", "\n\n", PLAIN)


def run(text: str, **more: bytes) -> Imported:
    return import_text(text, "2026-03", "x.txt", existing=more.get("existing"))


def codes(imported: Imported) -> set[str]:
    return {f.code for f in (*imported.findings, *imported.decisions)}


def paragraphs(imported: Imported, number: int) -> list[str]:
    return [b.text for b in imported.articles[number].blocks if isinstance(b, Para)]


def wrapped(text: str, width: int = 22) -> str:
    """The paragraphs of the body, broken at `width` characters."""
    lines = text.removeprefix(CONTENTS).split("\n")
    broken = [
        [ln[i : i + width] for i in range(0, len(ln), width)] if "\t" not in ln else [ln] for ln in lines
    ]
    return CONTENTS + "\n".join(piece for pieces in broken for piece in pieces or [""])


@pytest.mark.parametrize("text", [PLAIN, MARKED, SPACED, PLAIN.replace("\n", "\r\n")])
def test_articles_are_found_with_and_without_marks(text: str) -> None:
    done = run(text)
    assert [(n, len(files)) for n, files in done.columns] == [("海边来信", 2), ("渔村讲堂", 2)]
    assert [(a.title, a.subtitle, a.authors, a.note) for a in done.articles] == [
        ("潮水来时", "一个渔村的四十年", ("林海",), ""),
        ("我们为什么要修旧船", "", ("李三川",), ""),
        ("黄昏", "", ("周帆",), ""),
        ("老船长说风，也说雨？", "", ("度鸟",), ""),
    ]
    assert "intake-contents-unmatched" not in codes(done) and "intake-left-over" not in codes(done)


@pytest.mark.parametrize("text", [PLAIN, MARKED, SPACED, wrapped(PLAIN)])
def test_nothing_is_lost_and_it_reads_back(text: str, tmp_path: Path) -> None:
    done = run(text)
    assert not any(f.level is Level.ERROR for f in done.findings)
    written = "".join(data.decode("utf-8") for _, data in done.files)
    assert Counter(han_in(text)) - Counter(han_in(written)) == Counter()
    write(done, tmp_path)
    issue, findings = read_issue(tmp_path, "2026-03")
    assert issue is not None and len(issue.articles) == 4
    assert [f for f in findings if f.level is Level.ERROR] == []


def test_numbered_lines_become_subheads_by_their_numbering() -> None:
    heads = [(b.level, b.text) for b in run(PLAIN).articles[0].blocks if isinstance(b, Sub)]
    assert heads == [(1, "一、退潮"), (2, "（一）看石头"), (2, "（二）看水色"), (1, "二、涨潮")]
    assert "intake-subhead" in codes(run(PLAIN))


def test_numbered_items_and_sentences_are_no_subheads() -> None:
    text = "# 看海\n\n海上有三样。\n1. 木船\n2. 铁船\n3. 机帆船\n\n一、先看潮水。\n潮水来了。\n"
    assert not any(isinstance(b, Sub) for b in run(text).articles[0].blocks)


def test_page_numbers_and_names_of_columns_are_named_in_the_report() -> None:
    done = run(MARKED)
    said = {f.code: dict(f.values).get("text") for f in done.decisions}
    assert said["intake-page-number"] in ("02", "04")
    assert said["intake-column-name"] == "渔村讲堂"


def test_numbers_beside_each_other_are_no_page_numbers() -> None:
    assert shape_of("# 看海\n\n船的长度是\n12\n15\n米。\n").pages == frozenset()
    assert shape_of("# 看海\n\n潮水来了。\n12\n潮水去了。\n7\n没有了。\n").pages == {4}


def test_where_a_text_stood_first() -> None:
    assert run(PLAIN).articles[1].reprint == "本文转载自《望海》2025年第3期"


@pytest.mark.parametrize(
    ("text", "known", "parts"),
    [
        ("我们为什么要修旧船                     李三川", "", ("我们为什么要修旧船", "李三川")),
        ("看海　　林海 陈渔", "", ("看海", "林海 陈渔")),
        ("看海  度鸟", "度鸟", ("看海", "度鸟")),
        ("看海 林海", "林海", ("看海", "林海")),
        ("看海 林海", "", ("看海 林海", "")),
        ("看海  听潮", "", ("看海  听潮", "")),
        ("林海  陈渔", "", ("林海  陈渔", "")),
    ],
)
def test_a_name_glued_to_a_title(text: str, known: str, parts: tuple[str, str]) -> None:
    assert unglued(text, frozenset({known} - {""})) == parts


def test_a_paragraph_in_each_line() -> None:
    done = run("# 看海\n潮水来了，孩子们都跑过来。\n“走吧！”\n孩子们（都在）。\n他想：\n船呢？\n")
    assert paragraphs(done, 0) == [
        "潮水来了，孩子们都跑过来。",
        "“走吧！”",
        "孩子们（都在）。",
        "他想：",
        "船呢？",
    ]
    assert "intake-line-ends-paragraphs" in codes(done)


def test_lines_broken_at_one_width_are_joined() -> None:
    long = "旧船修好了，我们就能出海，出海要看风，看风要看云，云往东走，" * 5 + "鱼在西边。"
    assert len(long) % 22 not in (0, 21, 20)
    done = run(wrapped(PLAIN.replace("黄昏的时候，渔船一条一条回来。", f"{long}\n{long}")))
    assert "intake-line-ends-wrapped" in codes(done)
    assert paragraphs(done, 2) == [long, long]
    assert len(done.articles) == 4


def test_a_contents_list_without_articles_is_an_error_and_nothing_is_written(tmp_path: Path) -> None:
    for text in (CONTENTS, CONTENTS + "别的文字，目录里都没有。\n又一段别的文字。\n"):
        source = tmp_path / "x.txt"
        source.write_text(text, encoding="utf-8")
        (finding,) = import_file(source, tmp_path / "to", "2026-03")
        assert (finding.code, finding.level) == ("intake-no-articles", Level.ERROR)
        assert not (tmp_path / "to").exists()


@pytest.mark.parametrize("under", ["", "\n度鸟", "\n林海", "\n一、老树"])
def test_a_title_of_one_character(under: str) -> None:
    done = run(f"# 树{under}\n我家门前有一棵树。\n树上有鸟。\n\n# 河\n\n河水流过门前。\n")
    assert [a.title for a in done.articles] == ["树", "河"]
    assert paragraphs(done, 0) == ["我家门前有一棵树。", "树上有鸟。"]
    assert done.articles[0].authors == ((under.strip(),) if under.strip() in ("度鸟", "林海") else ())
    assert "intake-no-publication-title" in codes(done) and "intake-left-over" not in codes(done)
    assert ("intake-author-guessed" in codes(done)) is ("度鸟" in under)


@pytest.mark.parametrize("byline", ["作者：林海", "文/林海", "林海"])
def test_bylines_that_say_so_and_verse_without_marks(byline: str) -> None:
    done = run(f"# 海的诗\n{byline}\n海啊\n你从哪里来\n\n2026年3月\n\n# 河\n\n河水流过门前。\n")
    assert [(a.title, a.authors, a.note) for a in done.articles] == [
        ("海的诗", ("林海",), ""),
        ("河", (), ""),
    ]
    assert "intake-characters-lost" not in codes(done)


def test_a_guessed_name_of_the_publication_is_a_doubt() -> None:
    for text in (PLAIN, "# 海岸\n2026年第3期\n\n# 树\n\n我家门前有一棵树。\n"):
        (guess,) = (f for f in run(text).findings if f.code == "intake-publication-title-guessed")
        assert dict(guess.values)["title"] == "海岸"
    for sure in ("刊名：海岸\n", "海岸\n海岸公众号\n"):
        done = run(PLAIN.replace("海岸\n", sure, 1))
        assert "intake-publication-title-guessed" not in codes(done)
        assert "刊名: 海岸\n" in done.files[0][1].decode("utf-8")


def test_without_a_contents_list_a_title_without_text_opens_a_column() -> None:
    done = run(BODY)
    assert [(n, len(files)) for n, files in done.columns] == [("未分栏目", 2), ("渔村讲堂", 2)]
    assert "intake-column-guessed" in codes(done)


@pytest.mark.parametrize(
    ("period", "issue", "date"),
    [
        ("双月刊", "2026-03", "2026-06-01"),
        ("季刊", "2026-03", "2026-09-01"),
        ("月刊", "2026-03", "2026-03-01"),
        ("半月刊", "2026-03", "2026-02-01"),
        ("半年刊", "2026-02", "2026-12-01"),
        ("年刊", "2026-01", "2026-12-01"),
        ("周刊", "2026-52", "2026-12-01"),
    ],
)
def test_the_date_follows_from_how_often_it_comes_out(period: str, issue: str, date: str) -> None:
    body = "# 树\n\n我家门前有一棵树。\n"
    known = import_text(body, issue, "x.txt", existing=f"刊名: 海岸\n刊期: {period}\n".encode())
    said = import_text(PLAIN.replace("双月刊", period), issue, "x.txt")
    for done in (known, said):
        assert f"出版日期: {date}\n" in done.files[1][1].decode("utf-8")
        assert "intake-date-assumed" in codes(done)
