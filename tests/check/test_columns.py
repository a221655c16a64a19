"""What the checks of names, phrases, terms and characters find in the text, they find at its very column."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kanwu_press.annotations import sarif
from kanwu_press.check import check_issue
from kanwu_press.check.terms import register
from kanwu_press.findings import Finding
from kanwu_press.model import Place
from kanwu_press.read.issue import read_issue
from kanwu_press.terms import Term
from kanwu_press.words import words

HEALTHY = Path(__file__).parents[1] / "data" / "healthy"
FILE = "manuscripts/2026-01/02-渔港.md"
HEAD = "---\n标题: 渔港的早晨\n作者: 刘子瑛\n---\n\n"
SENTENCE = "渔港的早晨从三点开始，码头上的灯一盏一盏亮起来。"
USUAL = "".join(f"第{n}是党建引领基层，" for n in "一二三四五六七")
BODY = f"""\
**大家**都说{{亓|qí}}家好，“党建聚力”“党建聚力”。
*第二*行，记者刘子璇说，文娛活动5月8曰办，“党建力聚”和海岛馆。

{USUAL}又说党建引颌基层治理。

{SENTENCE}

## 文娛

**那时**。{SENTENCE}
见[这里](https://example.org/娛)，文娛和[^1]文娛。

[^1]: 注。
"""
# code → the words that stand where the finding points to
POINTED = {
    "name-two-ways": "刘子璇",
    "term-two-ways": "党建力聚",
    "phrase-slip": "党建引颌基",
    "passage-twice": SENTENCE,
    "character-form": "娛",
    "character-day": "5月8曰",
    "term-refused": "海岛馆",
}


@pytest.fixture
def findings(tmp_path: Path) -> tuple[Finding, ...]:
    root = shutil.copytree(HEALTHY, tmp_path / "刊")
    (root / FILE).write_text(HEAD + BODY, "utf-8")
    issue, read = read_issue(root, "2026-01")
    assert issue is not None
    terms = (Term("海岸馆", Place("manuscripts/terms.yaml", 2), refused=("海岛馆",)),)
    return (*check_issue(issue, read), *register(issue, terms))


def pointed(findings: tuple[Finding, ...]) -> dict[str, str]:
    """The rest of the line that each finding points to, of those with a column."""
    lines = (HEAD + BODY).split("\n")
    return {
        f.code: lines[f.place.line - 1][f.place.column - 1 :]
        for f in findings
        if f.place.file == FILE and f.place.column and f.code in POINTED
    }


def test_columns_are_those_of_the_words(findings: tuple[Finding, ...]) -> None:
    found = pointed(findings)
    assert {code for code, word in POINTED.items() if not found.get(code, "").startswith(word)} == set()
    moved = tuple(replace(f, place=replace(f.place, column=f.place.column + 1)) for f in findings)
    assert not any(text.startswith(POINTED[code]) for code, text in pointed(moved).items())


def test_regions_of_sarif_have_the_column(findings: tuple[Finding, ...]) -> None:
    results = json.loads(sarif(findings, words("zh")))["runs"][0]["results"]
    places = {r["ruleId"]: r["locations"][0]["physicalLocation"] for r in results if r["ruleId"] in POINTED}
    regions = {code: place["region"] for code, place in places.items()}
    assert {code for code, region in regions.items() if region.get("startColumn")} == set(POINTED)
