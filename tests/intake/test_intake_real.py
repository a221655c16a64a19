"""The real issue, where it is at hand: what it must come to. No sentence of it stands here."""

from __future__ import annotations

import itertools
import time
from collections import Counter
from pathlib import Path

import pytest

from kanwu_press.findings import Level
from kanwu_press.intake.blocks import Grid, Legend, Para, Sub
from kanwu_press.intake.recognised import Imported, import_bytes
from kanwu_press.intake.words import han_in, is_closed
from kanwu_press.intake.write import write
from kanwu_press.model import ListBlock, Table
from kanwu_press.read.issue import read_issue

REAL = Path(__file__).resolve().parents[3] / "shared" / "real"
FILES = sorted(REAL.glob("*-2024-04.txt")) if REAL.is_dir() else []

pytestmark = pytest.mark.skipif(not FILES, reason="the real issue is not on this machine")


@pytest.fixture(scope="module")
def real() -> Imported:
    return import_bytes(FILES[0].read_bytes(), "2024-04", FILES[0].name)


def test_columns_and_articles(real: Imported) -> None:
    assert [len(files) for _, files in real.columns] == [6, 3, 10, 3, 3, 2, 1, 5, 1]
    assert len(real.articles) == 34
    without = [number for number, a in enumerate(real.articles, 1) if not a.authors]
    assert without == [1, 2, 3, 4, 5, 34]
    assert [number for number, a in enumerate(real.articles, 1) if len(a.authors) > 1] == [8]
    assert [number for number, a in enumerate(real.articles, 1) if a.area] == list(range(10, 20))


def test_only_two_are_not_in_the_contents_list(real: Imported) -> None:
    codes = Counter(f.code for f in real.findings)
    assert codes["intake-not-in-contents"] == 2
    assert codes["intake-contents-unmatched"] == codes["intake-left-over"] == 0
    assert codes["intake-title-completed"] == 3
    assert codes["intake-before-title"] + codes["intake-before-title-last"] == 6


def test_cuts(real: Imported) -> None:
    assert sum(a.joins for a in real.articles) >= 100
    left = [f for f in real.findings if f.code in ("intake-cut-left", "intake-headless")]
    assert len(left) <= 5
    assert all(f.place.line for f in left)
    paras = [b for a in real.articles for b in a.blocks if isinstance(b, Para)]
    assert sum(not is_closed(p.text) for p in paras) <= 5


def test_tables_captions_and_levels(real: Imported) -> None:
    blocks = [b for a in real.articles for b in a.blocks]
    assert [(len(b.rows), len(b.rows[0])) for b in blocks if isinstance(b, Grid)] == [(5, 5), (13, 4)]
    assert sum(isinstance(b, Legend) for b in blocks) == 7
    for article in real.articles:
        levels = [b.level for b in article.blocks if isinstance(b, Sub)]
        assert levels == [] or levels[0] == 1
        assert all(b <= a + 1 for a, b in itertools.pairwise(levels))


def test_nothing_is_lost_from_the_articles(real: Imported) -> None:
    """Counted without keys and without the report, so that repetitions elsewhere hide no loss."""
    text = FILES[0].read_text(encoding="utf-8")
    first = min(a.lines[0] for a in real.articles)
    body = "\n".join(text.split("\n")[first - 1 :])
    manuscripts = [d.decode("utf-8") for name, d in real.files if name[-3:] == ".md" and "/" in name]
    articles = manuscripts[: len(real.articles)]
    values = "".join(line for one in articles for line in one.replace("版式: 双栏\n", "").split("\n"))
    missing = Counter(han_in(body)) - Counter(han_in(values))
    assert missing == Counter()
    assert not any(f.code == "intake-characters-lost" for f in real.findings)


def test_it_reads_back_without_a_fault(real: Imported, tmp_path: Path) -> None:
    assert write(real, tmp_path) == ()
    issue, findings = read_issue(tmp_path, "2024-04")
    assert [f for f in findings if f.level is Level.ERROR] == []
    assert issue is not None and len(issue.articles) == 34
    blocks = [b for a in issue.articles for b in a.blocks]
    assert sum(isinstance(b, Table) for b in blocks) == 2
    assert sum(isinstance(b, ListBlock) for b in blocks) == 1
    assert issue.print_run == 800 and issue.serial == 15 and len(issue.board) == 5


def test_quick_and_the_same_again(real: Imported) -> None:
    start = time.process_time()
    assert import_bytes(FILES[0].read_bytes(), "2024-04", FILES[0].name) == real
    assert time.process_time() - start < 2
