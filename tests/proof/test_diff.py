"""Two editions compared: from finished PDFs to the report, and what can't be compared."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from lxml import html
from PIL import Image

from build_issue import build_issue, p, plain_article
from kanwu_press import cli
from kanwu_press.model import Article, Issue
from kanwu_press.proof.compare import Comparison, Result, compare, compare_apart
from kanwu_press.proof.editions import Edition, find_edition
from kanwu_press.proof.report import report_files
from kanwu_press.proofing import diff
from reading import glyphs

from .conftest import SetIssue, with_articles

OLD, NEW = "海风从东边来", "海风从西边来"


def _second(articles: tuple[Article, ...], change: Callable[[Article], Article]) -> tuple[Article, ...]:
    return (articles[0], change(articles[1]), *articles[2:])


def _one_character(issue: Issue) -> Issue:
    """东 → 西 in the third paragraph of the second article."""

    def change(article: Article) -> Article:
        text = f"{article.title}的第3段，{NEW}。"
        blocks = list(article.blocks)
        blocks[2] = p(text, 14, "02-灯塔.md")
        return replace(article, blocks=tuple(blocks))

    return with_articles(issue, lambda articles: _second(articles, change))


def _longer(issue: Issue) -> Issue:
    """An article of its own page between the first two."""
    added = replace(plain_article(9, "添上的一篇"), id="a09")
    return with_articles(issue, lambda articles: (articles[0], added, *articles[1:]))


@pytest.fixture(scope="module")
def folders(
    small: SetIssue, set_issue: Callable[[Issue], SetIssue], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("editions")
    changed, longer = set_issue(_one_character(build_issue())), set_issue(_longer(build_issue()))
    made = {"old": small, "changed": changed, "longer": longer}
    return {name: edition.deliver(root / name) for name, edition in made.items()}


def edition(folder: Path) -> Edition:
    found, findings = find_edition(str(folder), None)
    assert found is not None, findings
    return found


def compared(one: Path, other: Path) -> Comparison:
    result, findings = compare(edition(one), edition(other))
    assert result is not None, findings
    return result


def test_equal_editions_are_the_same(folders: dict[str, Path], small: SetIssue, tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(small.pdf)) as pdf:  # other bytes, the same pages
        pdf.save(tmp_path / "again.pdf", compress_streams=False, deterministic_id=True)
    assert (tmp_path / "again.pdf").read_bytes() != small.pdf
    result, _ = compare(edition(folders["old"]), Edition("x", tmp_path / "again.pdf"))
    assert result is not None and result.same
    assert not compared(folders["old"], folders["changed"]).same


def test_a_changed_character_is_framed_on_its_page(folders: dict[str, Path], small: SetIssue) -> None:
    result = compared(folders["old"], folders["changed"])
    (change,) = result.pages
    number = small.pages.article("a02").first
    assert change.kind == "words" and change.a and change.b
    assert (change.a.number, change.b.number) == (number, number)
    document = pypdfium2.PdfDocument(small.pdf)
    page = glyphs(document, number - 1)
    at = "".join(g.char for g in page).index(f"第3段，{OLD}") + len("第3段，海风从")
    left, _, _, top = document[number - 1].get_mediabox()
    trim_top = document[number - 1].get_trimbox()[3]
    x, y = page[at].x - left, (top - trim_top) + page[at].y
    (box,) = change.boxes
    assert page[at].char == "东"
    assert box[0] <= x + 2 and x + 8 <= box[2] and box[1] <= y - 7 and y - 1 <= box[3]
    assert (box[2] - box[0]) * (box[3] - box[1]) < 30 * 30  # and not half of the page


def test_its_words_are_told_under_its_article(folders: dict[str, Path]) -> None:
    (article,) = compared(folders["old"], folders["changed"]).articles
    assert article.title == "灯塔"
    assert [(c.before, c.after) for c in article.changes] == [("东", "西")]
    assert article.changes[0].left.endswith("海风从") and article.changes[0].right.startswith("边来")


def test_an_inserted_article_moves_the_others_along(folders: dict[str, Path]) -> None:
    result = compared(folders["old"], folders["longer"])
    kinds = [change.kind for change in result.pages]
    assert result.pages_b - result.pages_a == kinds.count("added") - kinds.count("removed")
    assert "添上的一篇" in [article.title for article in result.articles if article.only == "b"]
    moved = [(c.a.number, c.b.number) for c in result.pages if c.kind == "folio" and c.a and c.b]
    assert moved == [(6, 7), (7, 8)]  # rectos became versos, and look the same otherwise
    assert "灯塔" not in [article.title for article in result.articles]  # moved, but the same words


def test_the_report(folders: dict[str, Path]) -> None:
    one, other = edition(folders["old"]), edition(folders["changed"])
    result = compared(folders["old"], folders["changed"])
    files = report_files(result, one, other)
    tree = html.fromstring(files["index.html"].decode("utf-8"))
    assert [e.text for e in tree.iter("del")] == ["东"] and [e.text for e in tree.iter("ins")] == ["西"]
    shown = [e.get("src") for e in tree.iter("img")]
    assert len(shown) == 2 and set(shown) == {n for n in files if n.endswith(".png")}
    assert not list(tree.iter("script")) and "http" not in files["index.html"].decode("utf-8")
    record = json.loads(files["diff.json"])
    assert record["articles"][0]["changes"][0]["after"] == "西"
    assert len(record["pages"]) == 1
    assert report_files(compared(folders["old"], folders["changed"]), one, other) == files


def test_the_picture_shows_the_frame(folders: dict[str, Path]) -> None:
    (change,) = compared(folders["old"], folders["changed"]).pages
    assert change.b is not None
    picture = np.asarray(Image.open(io.BytesIO(change.b.picture)).convert("RGB")).astype(int)
    rows, columns = np.nonzero((picture[:, :, 0] > 170) & (picture[:, :, 1] < 80))
    scale = picture.shape[0] / change.b.height
    (box,) = change.boxes
    for found, wanted in zip((columns.min(), rows.min(), columns.max(), rows.max()), box, strict=True):
        assert abs(found - wanted * scale) <= 4


def test_all_text_is_escaped(folders: dict[str, Path]) -> None:
    evil = "<script>alert(1)</script>&\"'"
    one, other = edition(folders["old"]), edition(folders["changed"])
    result = compared(folders["old"], folders["changed"])
    (article,) = result.articles
    bad = replace(article, title=evil, changes=(replace(article.changes[0], before=evil, left=evil),))
    page = report_files(replace(result, articles=(bad,)), replace(one, name=evil), other)["index.html"]
    tree = html.fromstring(page.decode("utf-8"))
    assert b"<script" not in page
    assert [e.text for e in tree.iter("del")] == [evil]
    assert evil in [e.text for e in tree.iter("h3")]


# ---- what can't be compared ----------------------------------------------------------------


def pdf_file(file: Path, sizes: list[tuple[float, float]], **save: object) -> Path:
    pdf = pikepdf.new()
    for size in sizes:
        pdf.add_blank_page(page_size=size)
    pdf.save(file, **save)  # type: ignore[arg-type]
    return file


def codes(one: Path, other: Path) -> list[str]:
    result, findings = compare(Edition(str(one), one), Edition(str(other), other))
    assert (result is None) == bool(findings)
    return [finding.code for finding in findings]


def test_files_that_are_no_pdf(tmp_path: Path) -> None:
    good = pdf_file(tmp_path / "good.pdf", [(200, 200)])
    (tmp_path / "text.pdf").write_text("潮水", "utf-8")
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "cut.pdf").write_bytes(good.read_bytes()[:60])
    for name in ("text.pdf", "empty.pdf", "cut.pdf"):
        assert codes(good, tmp_path / name) == ["diff-not-pdf"]
        assert codes(tmp_path / name, good) == ["diff-not-pdf"]
    assert codes(good, tmp_path / "missing.pdf") == ["diff-unreadable"]
    assert codes(good, good) == []


def test_a_locked_pdf(tmp_path: Path) -> None:
    good = pdf_file(tmp_path / "good.pdf", [(200, 200)])
    locked = pdf_file(
        tmp_path / "locked.pdf", [(200, 200)], encryption=pikepdf.Encryption(owner="a", user="b", R=6)
    )
    assert codes(good, locked) == ["diff-encrypted"]


def test_a_pdf_without_pages(tmp_path: Path) -> None:
    good = pdf_file(tmp_path / "good.pdf", [(200, 200)])
    assert codes(good, pdf_file(tmp_path / "none.pdf", [])) == ["diff-no-pages"]


def test_too_many_pages(tmp_path: Path) -> None:
    good = pdf_file(tmp_path / "good.pdf", [(200, 200)])
    assert codes(good, pdf_file(tmp_path / "many.pdf", [(20, 20)] * 1001)) == ["diff-too-large"]


def test_five_hundred_pages_in_time(tmp_path: Path) -> None:
    one = pdf_file(tmp_path / "one.pdf", [(595, 842)] * 500)
    other = pdf_file(tmp_path / "other.pdf", [(595, 842)] * 498 + [(500, 500)] * 2)
    began = time.process_time()
    result, _ = compare(Edition("a", one), Edition("b", other))
    assert time.process_time() - began < 20
    assert result is not None and not result.same


def test_huge_and_tiny_pages(tmp_path: Path) -> None:
    one = pdf_file(tmp_path / "one.pdf", [(14400, 14400), (3, 3)])
    other = pdf_file(tmp_path / "other.pdf", [(14400, 200), (3, 4)])
    result, _ = compare(Edition("a", one), Edition("b", other))
    assert result is not None and [change.kind for change in result.pages] == ["look", "look"]
    page = report_files(result, Edition("a", one), Edition("b", other))["index.html"].decode("utf-8")
    assert "页面大小不同" in page


def _sleeps(one: Edition, other: Edition) -> Result:
    time.sleep(60)
    return None, ()


def _dies(one: Edition, other: Edition) -> Result:
    raise SystemExit(1)


def test_a_comparison_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    one = Edition("a", pdf_file(tmp_path / "one.pdf", [(200, 200)]))
    result, findings = compare_apart(one, one, 1.0, _sleeps)
    assert (result, [f.code for f in findings]) == (None, ["diff-too-slow"])


def test_a_comparison_that_dies_is_told(tmp_path: Path) -> None:
    one = Edition("a", pdf_file(tmp_path / "one.pdf", [(200, 200)]))
    result, findings = compare_apart(one, one, 30.0, _dies)
    assert (result, [f.code for f in findings]) == (None, ["diff-stopped"])


# ---- names, folders, the command -----------------------------------------------------------


def test_what_a_name_means(folders: dict[str, Path], tmp_path: Path) -> None:
    old = folders["old"]
    for name in (old, old / "print" / "x-interior.pdf"):
        found = edition(name)
        assert found.pdf == old / "print" / "x-interior.pdf" and len(found.leaves) == 8
    assert [f.code for f in find_edition(str(tmp_path / "no.pdf"), None)[1]] == ["diff-not-found"]
    assert [f.code for f in find_edition(str(tmp_path), None)[1]] == ["diff-which-pdf"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"pages": 3, "articles": []}', '{"pages": [{}], "articles": []}', "[" * 9000]
)
def test_a_page_map_that_is_none_of_ours(folders: dict[str, Path], tmp_path: Path, text: str) -> None:
    (tmp_path / "a.pdf").write_bytes((folders["old"] / "print" / "x-interior.pdf").read_bytes())
    (tmp_path / "pages.json").write_text(text, "utf-8")
    assert edition(tmp_path / "a.pdf").leaves == ()


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["diff", *arguments])
    return int(stopped.value.code or 0)


def test_the_command(
    folders: dict[str, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    old, new = str(folders["old"]), str(folders["changed"])
    assert run(old, old) == 0 and list(tmp_path.iterdir()) == []
    assert run(old, new) == 0
    assert (tmp_path / "diff" / "index.html").is_file()
    assert run(old, new, "--exit-code") == 1  # and the report of before is replaced
    assert run(old, str(tmp_path / "none.pdf")) == 1
    assert "1 处" in capsys.readouterr().out


def test_foreign_files_are_not_overwritten(folders: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "diff").mkdir()
    (tmp_path / "diff" / "我的笔记.txt").write_text("别删", "utf-8")
    (tmp_path / ".work-mine").mkdir()
    names = (str(folders["old"]), str(folders["changed"]))
    done = diff(names, None, tmp_path / "diff", lambda step: None)
    assert done.folder is None and [f.code for f in done.findings] == ["deliver-foreign-files"]
    assert [f.name for f in (tmp_path / "diff").iterdir()] == ["我的笔记.txt"]
    assert diff(names, None, tmp_path / "other", lambda step: None).folder == tmp_path / "other"
    assert (tmp_path / ".work-mine").is_dir()  # somebody's own
    assert not list(tmp_path.glob(".lock-*"))  # nor is anything of ours left beside the report
