# ruff: noqa: E501 - lines of XML and tables of cases
"""Word files of every kind → manuscripts: what becomes of each is golden, and no character is lost.

The characters are counted here by other means than the program's: the text of all XML parts against the manuscript
as the reader reads it, and the report's JSON.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path

import found_cases  # noqa: F401 - its cases join CASES
import pytest
from lxml import etree
from word_builder import W
from word_cases import CASES

from kanwu_press.check import check_issue
from kanwu_press.findings import Finding, Level, in_order
from kanwu_press.intake.docx import import_word_files
from kanwu_press.intake.words import han_in
from kanwu_press.model import Article, Issue
from kanwu_press.read.conserve import parts, words
from kanwu_press.read.issue import read_issue

GOLDEN = Path(__file__).parent / "golden"
ISSUE = "2026-01"
_NO_WORDS = ("styles.xml", "numbering.xml")


@dataclass(frozen=True, slots=True)
class Result:
    source: bytes
    manuscript: str
    report: str
    data: dict[str, object]
    found: tuple[Finding, ...]
    issue: Issue
    read: tuple[Finding, ...]


def brought_in(name: str, data: bytes, folder: Path) -> Result:
    """A document imported into a new publication in `folder`, and read again from there."""
    file = folder / f"{name}.docx"
    file.write_bytes(data)
    found = import_word_files([file], folder / "pub", ISSUE, translations=NullTranslations())
    home = folder / "pub" / "manuscripts" / ISSUE
    [manuscript] = home.glob("*.md")
    [told] = (home / "导入报告").glob("*.md")
    issue, read = read_issue(folder / "pub", ISSUE)
    assert issue is not None
    return Result(
        data, manuscript.read_text("utf-8"), told.read_text("utf-8"),
        json.loads(told.with_suffix(".json").read_text("utf-8")), found, issue,
        in_order((*read, *check_issue(issue, read))),
    )  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_case(case: str, tmp_path: Path, save_golden: bool) -> None:
    result = brought_in(case, CASES[case](), tmp_path)
    read = "".join(
        f"{f.level.value} {f.place.line} {f.code}\n" for f in result.read if f.place.file.endswith(".md")
    )
    files = {
        "manuscript.md": result.manuscript,
        "report.md": result.report,
        "read.txt": read or "(nothing found)\n",
    }
    folder = GOLDEN / case
    for name, text in files.items():
        if save_golden:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
        assert text == (folder / name).read_text("utf-8"), name
    assert not [f.code for f in result.found if f.level is Level.ERROR]
    assert all(f.message(NullTranslations()) for f in result.found)  # a field without a value would raise
    assert all(f.remedy(NullTranslations()) or f.level is Level.INFO for f in result.found)
    missing = letters(source_text(result.source)) - letters(kept_text(result))
    assert not missing, "".join(missing.elements())


def test_every_golden_has_its_case() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(CASES)


@pytest.mark.parametrize("case", ["pictures", "notes", "changes"])
def test_the_same_document_gives_the_same_bytes(case: str, tmp_path: Path) -> None:
    trees = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        brought_in(case, CASES[case](), tmp_path / name)
        root = tmp_path / name / "pub"
        trees.append({p.relative_to(root): p.read_bytes() for p in root.rglob("*") if p.is_file()})
    assert trees[0] == trees[1]


def test_the_count_sees_a_lost_character(tmp_path: Path) -> None:
    """The control: the count above is no use if it cannot fail."""
    result = brought_in("styled", CASES["styled"](), tmp_path)
    assert letters(source_text(result.source) + "鯨") - letters(kept_text(result)) == Counter("鯨")


@pytest.mark.parametrize("case", [case for case in CASES if case.startswith("units-")])
def test_names_and_institutions_are_in_the_manuscript(case: str, tmp_path: Path) -> None:
    """The form says labels, numbers and marks; it never says the words of a name or an institution."""
    result = brought_in(case, CASES[case](), tmp_path)
    said = "".join(one["text"] for one in result.data["said_by_the_form"])  # type: ignore[attr-defined]
    assert set(han_in(said)) <= set("摘要关键词")
    assert set(han_in(source_text(result.source))) <= set(han_in(result.manuscript + "摘要关键词"))


# ---- counting ------------------------------------------------------------------------------


def letters(text: str) -> Counter[str]:
    return Counter(char for char in text if not char.isspace() and char not in "\u200b\u00ad")


def source_text(data: bytes) -> str:
    """All words of the XML parts, deleted ones and codes of fields included."""
    out: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml") and not name.endswith(_NO_WORDS):
                out += _texts(etree.fromstring(archive.read(name)))
    return "".join(out)


def _texts(root: etree._Element) -> list[str]:
    for choice in root.xpath("//*[local-name()='Choice']"):
        fallback = choice.getnext()
        if fallback is not None and "".join(choice.itertext()) == "".join(fallback.itertext()):
            fallback.getparent().remove(fallback)
    out: list[str] = []
    for one in root.iter(etree.Element):
        kind = etree.QName(one).localname
        if kind in ("t", "delText", "instrText", "v"):
            out.append(one.text or "")
        wanted = {"docPr": "descr", "shape": "alt", "textpath": "string"}.get(kind)
        out.append(one.get(wanted, "") if wanted else "")
        out.append(one.get(f"{{{W}}}instr", "") if kind == "fldSimple" else "")
        out.append(chr(int(one.get(f"{{{W}}}char", "0"), 16)) if kind == "sym" else "")
    return out


def kept_text(result: Result) -> str:
    """The manuscript as it was read, and everything that the report keeps."""
    [article] = result.issue.articles
    data: dict[str, list[dict[str, str]]] = result.data  # type: ignore[assignment]
    mended: dict[str, str] = result.data["mended"]  # type: ignore[assignment]
    return "".join((
        *article_texts(article),
        *(one["text"] for key in ("left_out", "said_by_the_form", "changes", "comments") for one in data[key]),
        *(one["source"] for one in data["formulas"]),
        *(one["was"] for one in data["signs"]),
        mended["was"],
        *(char for char in result.manuscript if "\ue000" <= char <= "\uf8ff"),  # the reader refuses them
    ))  # fmt: skip


def article_texts(article: Article) -> list[str]:
    blocks = [*article.blocks, *(block for note in article.notes for block in note.blocks)]
    rich = [*(text for block in blocks for text in parts(block)), article.abstract, article.editor_note]
    rest = (
        article.title,
        article.subtitle,
        article.source,
        article.reprint,
        *article.keywords,
        *article.author_notes,
    )
    names = [author.name + author.affiliation for author in article.authors]
    return [*rest, *names, *(word for text in rich for _, word in words(text))]
