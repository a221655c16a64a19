# ruff: noqa: E501 - lines of XML and tables of cases
"""Several documents into one issue: names, numbers, issue.yaml, and nothing that somebody edited is overwritten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from word_builder import document, para, picture, png
from word_cases import SENTENCE

from kanwu_press.cli import main
from kanwu_press.findings import Finding, Level
from kanwu_press.intake import import_files
from kanwu_press.intake.docx import import_word_files
from kanwu_press.intake.docx.listing import FAULTY, SHAPE, Entered, entered
from kanwu_press.new import new_issue, new_publication
from kanwu_press.read.issue import read_issue
from kanwu_press.workspace import Workspace

ISSUE = "2026-01"


def article(title: str, *more: str) -> bytes:
    return document(para(title, style="Title"), para("林海"), para(SENTENCE), *more)


def with_picture(title: str) -> bytes:
    return document(
        para(title, style="Title"), para(SENTENCE), para(picture("i1", "渔港")), para("图1 渔港"),
        parts={"media/image1.png": png()}, targets={"i1": ("image", "media/image1.png")},
    )  # fmt: skip


def bring(root: Path, *documents: tuple[str, bytes], column: str = "") -> tuple[Finding, ...]:
    paths = []
    for name, data in documents:
        path = root / "in" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        paths.append(path)
    return import_word_files(paths, root / "pub", ISSUE, column)


def home(root: Path) -> Path:
    return root / "pub" / "manuscripts" / ISSUE


def manuscripts(root: Path) -> list[str]:
    return sorted(path.name for path in home(root).glob("*.md"))


def codes(found: tuple[Finding, ...]) -> list[str]:
    return [f.code for f in found]


def test_several_at_once_into_a_new_publication(tmp_path: Path) -> None:
    found = bring(tmp_path, ("甲.docx", article("潮水来时")), ("乙.docx", with_picture("渔港的早晨")))
    assert manuscripts(tmp_path) == ["01-潮水来时.md", "02-渔港的早晨.md"]
    assert (home(tmp_path) / "图片/02-1.png").read_bytes() == png()
    assert (home(tmp_path) / "导入报告/02-渔港的早晨.json").is_file()
    assert codes(found).count("word-listed") == 2
    issue, read = read_issue(tmp_path / "pub", ISSUE)
    assert issue is not None
    assert [a.title for a in issue.articles] == ["潮水来时", "渔港的早晨"]
    assert not [f for f in read if f.level is Level.ERROR and f.place.file.endswith(".md")]


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    bring(tmp_path, ("甲.docx", with_picture("潮水来时")))
    first = {p: p.read_bytes() for p in home(tmp_path).rglob("*") if p.is_file()}
    bring(tmp_path, ("甲.docx", with_picture("潮水来时")))
    assert {p: p.read_bytes() for p in home(tmp_path).rglob("*") if p.is_file()} == first


def test_an_edited_manuscript_is_kept(tmp_path: Path) -> None:
    bring(tmp_path, ("甲.docx", article("潮水来时")))
    (home(tmp_path) / "01-潮水来时.md").write_text("改过的", "utf-8")
    for _ in range(2):
        found = bring(tmp_path, ("甲.docx", article("潮水来时", para("新的一段。"))))
        assert "intake-edited-kept" in codes(found)
        assert (home(tmp_path) / "01-潮水来时.md").read_text("utf-8") == "改过的"


def test_a_new_version_of_an_unedited_one_is_written_and_told(tmp_path: Path) -> None:
    bring(tmp_path, ("甲.docx", article("潮水来时")))
    found = bring(tmp_path, ("甲.docx", article("潮水来时", para("新的一段。"))))
    assert "word-written-anew" in codes(found)
    assert manuscripts(tmp_path) == ["01-潮水来时.md"]
    assert "新的一段。" in (home(tmp_path) / "01-潮水来时.md").read_text("utf-8")


def test_another_article_in_a_file_of_the_same_name_takes_no_other_place(tmp_path: Path) -> None:
    bring(tmp_path, ("稿件.docx", article("潮水来时")))
    bring(tmp_path, ("稿件.docx", article("渔港的早晨")))
    assert manuscripts(tmp_path) == ["01-潮水来时.md", "02-渔港的早晨.md"]


def test_files_that_are_there_already_are_not_touched(tmp_path: Path) -> None:
    home(tmp_path).joinpath("图片").mkdir(parents=True)
    (home(tmp_path) / "03-旧稿.md").write_text("旧", "utf-8")
    (home(tmp_path) / "图片/05-1.png").write_bytes(b"mine")
    (home(tmp_path) / "issue.yaml").write_text(
        "年: 2026\n栏目:\n  - 名称: 海边\n    文章:\n      - 03-旧稿.md\n", "utf-8"
    )
    found = bring(tmp_path, ("甲.docx", with_picture("潮水来时")))
    assert manuscripts(tmp_path) == ["03-旧稿.md", "06-潮水来时.md"]
    assert (home(tmp_path) / "图片/05-1.png").read_bytes() == b"mine"
    assert "word-unlisted" in codes(found)
    assert "06-" not in (home(tmp_path) / "issue.yaml").read_text("utf-8")


def test_listed_in_the_column_asked_for(tmp_path: Path) -> None:
    home(tmp_path).mkdir(parents=True)
    (home(tmp_path) / "issue.yaml").write_text(
        "年: 2026\n栏目:\n  - 名称: 海边\n    文章:\n      - 03-旧稿.md\n编委会: []\n", "utf-8"
    )
    found = bring(tmp_path, ("甲.docx", article("潮水来时")), column="海边")
    assert "word-listed" in codes(found)
    text = (home(tmp_path) / "issue.yaml").read_text("utf-8")
    assert (
        text
        == "年: 2026\n栏目:\n  - 名称: 海边\n    文章:\n      - 03-旧稿.md\n      - 01-潮水来时.md\n编委会: []\n"
    )


YAML = """年: 2026
栏目:  # 次序
- 名称: "海边"
  篇章页: 整页
  文章:
  - 01-a.md  # 头条

  # 还有一篇
- 名称: 潮间
  文章:
  - 02-b.md
印数: 500
"""


@pytest.mark.parametrize(
    ("column", "after"),
    [("海边", "  - 01-a.md  # 头条"), ("潮间", "  - 02-b.md"), ("新栏", "  - 02-b.md")],
)
def test_a_line_is_added_and_no_other_changed(column: str, after: str) -> None:
    new = entered(YAML, column, "03-c.md").text
    lines, old = new.split("\n"), YAML.split("\n")
    added = ["- 名称: 新栏", "  文章:", "    - 03-c.md"] if column == "新栏" else ["  - 03-c.md"]
    at = old.index(after) + 1
    assert lines == [*old[:at], *added, *old[at:]]
    assert entered(new, "潮间", "03-c.md") == Entered(new, before=column)


@pytest.mark.parametrize(
    ("articles", "become"),
    [
        ("    文章: 01-a.md  # 头条\n", "    文章:\n      - 01-a.md  # 头条\n      - 03-c.md\n"),
        ("    文章: '01-a.md'\n    导语: 海\n", "    文章:\n      - '01-a.md'\n      - 03-c.md\n    导语: 海\n"),
        ("    文章: [01-a.md, '02-b.md']\n", "    文章: [01-a.md, '02-b.md', \"03-c.md\"]\n"),
        ("    文章: []\n", '    文章: ["03-c.md"]\n'),
        ("    文章:  # 等稿\n", "    文章:  # 等稿\n      - 03-c.md\n"),
        ("    导语: 海\n", "    导语: 海\n    文章:\n      - 03-c.md\n"),
        ("", "    文章:\n      - 03-c.md\n"),
        ("    文章:\n    - 标题: 约稿\n      页数: 3\n", "    文章:\n    - 标题: 约稿\n      页数: 3\n    - 03-c.md\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_way_to_write_the_articles_takes_one_more(articles: str, become: str, end: str) -> None:
    before, after = (
        "\ufeff年: 2026  # 今年\n栏目:\n  - 名称: 海边\n",
        "  - 名称: 潮间\n    文章: 02-x.md\n印数: 5\n",
    )
    given = (before + articles + after).replace("\n", end)
    assert entered(given, "海边", "03-c.md") == Entered((before + become + after).replace("\n", end))
    for known, column in (("02-x.md", "潮间"), ("01-a.md", "海边")):
        if known in given:
            assert entered(given, "海边", known) == Entered(given, before=column)


@pytest.mark.parametrize(
    ("text", "why", "line"),
    [
        ("年: 2026\n", SHAPE, 0),
        ("栏目: 海边\n", SHAPE, 1),
        ("栏目: [{名称: 海边}]\n", SHAPE, 1),
        ("年: 2026\n栏目:\n  - 名称: 海边\n    文章:\n      a.md\n", SHAPE, 3),
        ("栏目:\n  - 名称: 海边\n    文章: a.md\n      b.md\n", SHAPE, 2),
        ("栏目:\n  - 名称: 海边\n    文章: '01-a.md\n", FAULTY, 3),
    ],
)
def test_what_is_not_sure_is_left_and_said_why(text: str, why: str, line: int, tmp_path: Path) -> None:
    assert entered(text, "海边", "03-c.md") == Entered(text, why_not=why, line=line)
    home(tmp_path).mkdir(parents=True)
    (home(tmp_path) / "issue.yaml").write_text(text, "utf-8")
    found = bring(tmp_path, ("甲.docx", article("潮水来时")), column="海边")
    assert {FAULTY: "word-issue-faulty", SHAPE: "word-issue-kept"}[why] in codes(found)
    assert (home(tmp_path) / "issue.yaml").read_text("utf-8") == text


def test_into_the_issue_that_new_issue_makes(tmp_path: Path) -> None:
    """One name on the line of 文章 becomes a list; imported again, it is said to be listed already."""
    publication = Workspace(tmp_path / "pub")
    assert new_publication(publication.root, 2026) == () and new_issue(publication)
    for issue in ("2026-01", "2026-02"):
        names = [section.name for section in read_issue(publication.root, issue)[0].sections]  # type: ignore[union-attr]
        for code in ("word-listed", "word-listed-already"):
            (tmp_path / "甲.docx").write_bytes(article("潮水来时"))
            found = import_word_files([tmp_path / "甲.docx"], publication.root, issue, names[0])
            assert [f.code for f in found if f.code.startswith(("word-listed", "word-issue"))] == [code]
        read, _ = read_issue(publication.root, issue)
        assert read is not None
        assert [a.title for a in read.sections[0].articles][-1] == "潮水来时" and len(read.sections) == len(
            names
        )


def test_word_and_text_files_together(tmp_path: Path) -> None:
    text, word = tmp_path / "识别.txt", tmp_path / "甲.docx"
    text.write_text("# 来信\n\n" + "海风从东边吹来。" * 20 + "\n", "utf-8")
    word.write_bytes(article("潮水来时"))
    found = import_files([word, text], tmp_path / "pub", ISSUE)
    assert {"intake-done", "word-done"} <= set(codes(found))
    assert manuscripts(tmp_path)[:2] == ["01-来信.md", "02-潮水来时.md"]


Command = Callable[..., tuple[int, str]]


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """`kanwu import` of ten documents in a folder `here`: exit code, and what it says in Chinese."""
    files = [tmp_path / f"{at}.docx" for at in range(10)]
    for at, file in enumerate(files):
        file.write_bytes(article(f"潮水来时{at}"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def run(*options: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as left:
            main(["import", *map(str, files), "--issue", ISSUE, *options])
        return int(left.value.code or 0), capsys.readouterr().out

    return run


def test_the_command_makes_no_publication_unasked(tmp_path: Path, command: Command) -> None:
    """In a folder that belongs to none, nothing is written and the ways out are named."""
    code, said = command()
    assert code == 1 and "--into" in said
    assert not any((tmp_path / "here").iterdir())


def test_the_command_finds_the_publication_above(tmp_path: Path, command: Command) -> None:
    (tmp_path / "publication.yaml").write_text("刊名: 海岸\n", "utf-8")
    code, said = command()
    assert code == 0 and "[word-publication-made]" not in said
    assert (tmp_path / "manuscripts" / ISSUE / "10-潮水来时9.md").is_file()
    assert not any((tmp_path / "here").iterdir())


def test_the_command_tells_of_each_file(command: Command) -> None:
    """A new publication is said to be one; no document is left to a file that is not written."""
    code, said = command("--into", "新刊", "--column", "海边")
    assert code == 0 and said.count("[word-publication-made]") == 1
    assert said.count("[word-done]") == said.count("[word-listed]") == 10
    assert "findings.json" not in said
    code, said = command("--into", "新刊", "--column", "海边")
    assert code == 0 and "[word-publication-made]" not in said and said.count("[word-listed-already]") == 10


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    word = tmp_path / "甲.docx"
    word.write_bytes(article("潮水来时"))
    arguments = [
        "import",
        str(word),
        "--issue",
        ISSUE,
        "--into",
        str(tmp_path / "pub"),
        "--column",
        "海边",
        "--lang",
        "en",
    ]
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 0
    assert "01-潮水来时.md" in capsys.readouterr().out
    assert "名称: 海边" in (home(tmp_path) / "issue.yaml").read_text("utf-8")
