"""`kanwu fix`: what it changes is what was found, and nothing besides."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kanwu_press.check.cleared import UNUSED, suppressed
from kanwu_press.check.passages import passages
from kanwu_press.check.typed import grouped, typed
from kanwu_press.cli import main
from kanwu_press.fixing import NOT_UTF8, NOT_WRITTEN, _write, applied, changes_of, fix, fix_issue, sign_of
from kanwu_press.model import Article
from kanwu_press.read.article import read_article
from kanwu_press.read.issue import read_issue
from kanwu_press.read.pictures import Pictures
from kanwu_press.workspace import Workspace
from whole import REAL, REAL_ISSUE, real

HEALTHY = Path(__file__).parent / "data" / "healthy"
FILE = "manuscripts/2026-01/02-渔港.md"
HEAD = "---\n标题: 渔港的早晨\n作者: 周帆\n---\n\n"
BODY = """\
**“重点**,”然后(见[网页, 三亚](https://example.org/a,b(1)的)),再说. 用<https://example.org/x,海>,好[^1],对.

> 引文(一)在这里,好.

1. 按300-500户;
2. 见{亓|qí},{专名：屈原,等}.

::: 表 表1 船(艘)
| 镇,村 | 2021-2023年 | a|
|---|---:|---|
| 东湾(甲) | 3-5艘 | 好,好 |
:::

见表1\\*,好.&amp;好,好.

::: 图 图片/渔港.png
说明：图1 渔港,好.
替代文字：渔港,好.
:::

见图1.电话0898-88279029,传真.

[^1]: 注(一)在此,好.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(HEALTHY, tmp_path / "p")
    return tmp_path / "p"


def write(root: Path, text: str, newline: str = "\n", bom: bytes = b"") -> bytes:
    data = bom + text.replace("\n", newline).encode()
    (root / FILE).write_bytes(data)
    return data


def found(root: Path) -> list[tuple[str, int, str]]:
    issue, _ = read_issue(root, "2026-01")
    assert issue is not None
    return [(f.place.file, f.place.line, f.code) for f in typed(issue)]


def one(root: Path) -> Article:
    """The one manuscript, read without the rest of the issue."""
    pictures = Pictures(root, (root / FILE).parent)
    article, _ = read_article(root / FILE, FILE, "a02", pictures)
    assert article is not None
    return article


def test_marks_of_the_manuscript_stay_and_the_text_is_mended(root: Path) -> None:
    write(root, HEAD + BODY)
    fix(Workspace(root), "2026-01", write=True)
    lines = (root / FILE).read_text("utf-8").split("\n")[5:]
    assert lines[0].startswith("**“重点**，”然后（见[网页，三亚](https://example.org/a,b(1)的)），再说")
    assert "<https://example.org/x,海>" in lines[0]
    assert lines[2:6] == [
        "> 引文（一）在这里，好。",
        "",
        "1. 按300～500户；",
        "2. 见{亓|qí}，{专名：屈原，等}。",
    ]
    assert lines[7:12] == [
        "::: 表 表1 船（艘）",
        "| 镇，村 | 2021—2023年 | a|",
        "|---|---:|---|",
        "| 东湾（甲） | 3～5艘 | 好，好 |",
        ":::",
    ]
    assert lines[13] == "见表1\\*,好.&amp;好，好。"
    assert lines[16:18] == ["说明：图1 渔港，好。", "替代文字：渔港,好."]
    assert "[^1]: 注（一）在此，好。" in lines


def test_bold_stays_bold(root: Path) -> None:
    """A wide figure beside ** decides whether that opens or closes; it is left to the editor."""
    write(root, HEAD + "**[网页](https://a.org/x)**１．海，共３户**...\n")
    before = one(root)
    fix(Workspace(root), "2026-01", write=True)
    assert "**１．海，共3户**..." in (root / FILE).read_text("utf-8")
    kinds = [[type(i) for i in article.blocks[0].children] for article in (before, one(root))]  # type: ignore[union-attr]
    assert kinds[0] == kinds[1]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_byte_for_byte_the_same_elsewhere(root: Path, newline: str, bom: bytes) -> None:
    before = write(root, HEAD + "他来了,我走了.\n\n第二段  \n没有错\t的。\n\n\n", newline, bom)
    fixes = fix(Workspace(root), "2026-01", write=True)
    after = (root / FILE).read_bytes()
    assert after == before.replace("了,我".encode(), "了，我".encode()).replace(
        "了.".encode(), "了。".encode()
    )
    assert fixes.written and fixes.count == 2


def test_keys_and_structure_of_the_head_stay(root: Path) -> None:
    head = '---\n标题: 渔港(一)的早晨\n作者: 周帆\n作者简介:\n  - "(作者系渔民)"\n  - 作者:船长\n---\n\n'
    write(root, head + "好。\n")
    fix(Workspace(root), "2026-01", write=True)
    right = (
        head.replace("(一)", "（一）")
        .replace("(作者系渔民)", "（作者系渔民）")
        .replace("作者:船", "作者：船")
    )
    assert (root / FILE).read_text("utf-8") == right + "好。\n"


def test_each_value_of_the_head_is_mended_at_its_own_line(root: Path) -> None:
    """A title that is the running title too, a folded text, marks of bold within one."""
    head = (
        "---\n标题: 渔港,早\n书眉标题: 渔港,早\n作者: 周帆\n摘要: >\n  他来了,\n  我走了.\n"
        "编者按: 他**来了**,我走\n---\n\n"
    )
    write(root, head + "好。\n")
    assert [line for _, line, _ in found(root)] == [2, 5, 8]
    fix(Workspace(root), "2026-01", write=True)
    after = (root / FILE).read_text("utf-8")
    assert after.startswith("---\n标题: 渔港，早\n书眉标题: 渔港,早\n作者")
    assert "摘要: >\n  他来了，\n  我走了。\n" in after
    assert "编者按: 他**来了**，我走\n---" in after


def test_the_head_of_a_file_with_a_byte_order_mark_is_mended(root: Path) -> None:
    before = write(root, "---\n标题: 渔港,早\n作者: 周帆\n---\n\n他来了,走。\n", bom=b"\xef\xbb\xbf")
    fix(Workspace(root), "2026-01", write=True)
    assert (root / FILE).read_bytes() == before.replace(b",", "，".encode())


def test_what_was_typed_with_a_backslash_or_as_an_entity_is_not_changed(root: Path) -> None:
    write(root, HEAD + "他来了\\,走了,又&nbsp;来,好。\n")
    fix(Workspace(root), "2026-01", write=True)
    assert "他来了\\,走了，又&nbsp;来，好。\n" in (root / FILE).read_text("utf-8")


def test_a_second_run_has_nothing_to_do_and_the_findings_are_gone(root: Path) -> None:
    write(root, HEAD + "他来了,按300-500户...走了.\n\n## (一) 海\n\n完。\n")
    assert {code for _, _, code in found(root)} == {"mark-ascii", "mark-range", "mark-ellipsis"}
    assert fix(Workspace(root), "2026-01", write=True).count
    assert found(root) == []
    assert fix(Workspace(root), "2026-01", write=True).files == ()


def test_nothing_is_written_without_being_asked(root: Path) -> None:
    before = write(root, HEAD + "他来了,我走了.\n")
    fixes = fix(Workspace(root), "2026-01")
    assert fixes.count == 2 and not fixes.written
    assert (root / FILE).read_bytes() == before


CLEARED = """\
---
标题: 渔港(一),早
作者: 周帆
作者简介:
  - 周帆(系渔民).
{head}---

他来了,走.

{begin}按300-500户,好。
第二行2-3艘.
{end}
"""
IN_HEAD = """核过:
  - 代码: mark-ascii
    原文: 渔港(一)
    理由: 名称如此
"""
HEAD_MENDED = ("渔港（一），早", "周帆（系渔民）。")
BODY_MENDED = ("他来了，走。", "按300～500户，好。", "2～3艘。")


def cleared(head: str = "", begin: str = "", end: str = "") -> str:
    return CLEARED.format(head=head, begin=begin, end=end)


@pytest.mark.parametrize(
    ("text", "stays", "changed"),
    [
        (cleared(), (), (*HEAD_MENDED, *BODY_MENDED)),
        (
            cleared(begin="::: 核过 mark-range：型号\n", end=":::\n"),
            ("按300-500户，好。", "第二行2-3艘。"),
            ("渔港（一），早", "他来了，走。"),
        ),
        (cleared(IN_HEAD), ("渔港(一),早",), BODY_MENDED),
        (
            cleared(IN_HEAD.replace("    原文: 渔港(一)\n", "")),
            ("渔港(一),早", "周帆(系渔民).", "他来了,走.", "按300～500户,好。", "2～3艘."),
            (),
        ),
    ],
)
def test_what_was_found_to_be_no_fault_stays(
    root: Path, text: str, stays: tuple[str, ...], changed: tuple[str, ...]
) -> None:
    """核过 spares the places of its findings, and only those; a line's other findings are mended."""
    write(root, text)
    fixes = fix(Workspace(root), "2026-01", write=True)
    after = (root / FILE).read_text("utf-8")
    assert [words for words in (*stays, *changed) if words not in after] == []
    issue, _ = read_issue(root, "2026-01")
    assert issue is not None
    kept, aside = suppressed(issue, typed(issue))
    assert [f.code for f in kept if f.code != UNUSED.code] == [] and bool(aside) is bool(stays)
    assert fixes.written and fix(Workspace(root), "2026-01", write=True).files == ()


def test_what_has_not_arrived_is_not_touched(root: Path) -> None:
    settings_ = root / "manuscripts/2026-01/issue.yaml"
    text = settings_.read_text("utf-8")
    planned = "      - 标题: 待来,稿\n        页数: 2\n"
    settings_.write_text(text.replace("      - 02-渔港.md\n", "      - 02-渔港.md\n" + planned), "utf-8")
    before = settings_.read_bytes()
    issue, _ = read_issue(root, "2026-01")
    assert issue is not None and any(article.planned for article in issue.articles)
    fix(Workspace(root), "2026-01", write=True)
    assert settings_.read_bytes() == before


def test_the_patch_applies_with_git(root: Path) -> None:
    write(root, HEAD + "他来了,我走了.\n\n没有错。\n\n按300-500户", "\r\n")
    (fixed,) = fix(Workspace(root), "2026-01").files
    assert "\\ No newline at end of file" in fixed.patch
    done = subprocess.run(
        ["git", "apply", "-"], cwd=root, input=fixed.patch.encode(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (root / FILE).read_bytes() == fixed.after


def test_hunks_show_the_words_around(root: Path) -> None:
    write(root, HEAD + "海" * 30 + "按300-500户划分" + "网" * 30 + ",好。\n")
    (fixed,) = fix(Workspace(root), "2026-01").files
    first, second = fixed.hunks
    assert (first.line, first.before) == (6, "…" + "海" * 8 + "按300-500户划分" + "网" * 6 + "…")
    assert "300～500户" in first.after
    assert second.after == "…" + "网" * 12 + "，好。"


def test_a_file_in_another_encoding_is_left(root: Path) -> None:
    data = (HEAD + "他来了,我走了。这里有很多汉字。\n").encode("gb18030")
    (root / FILE).write_bytes(data)
    fixes = fix(Workspace(root), "2026-01", write=True)
    assert [f.rule for f in fixes.findings] == [NOT_UTF8]
    assert (root / FILE).read_bytes() == data


def test_a_file_changed_meanwhile_is_left(root: Path) -> None:
    write(root, HEAD + "他来了,我走了。\n")
    (fixed,) = fix(Workspace(root), "2026-01").files
    changed = write(root, HEAD + "他来了,我没有走。\n")
    finding = _write(root, fixed)
    assert finding is not None and finding.rule is NOT_WRITTEN
    assert (root / FILE).read_bytes() == changed
    assert not list((root / FILE).parent.glob(".kanwu-*"))


def test_command(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    before = write(root, HEAD + "他来了,按300-500户.\n")
    monkeypatch.chdir(root)
    with pytest.raises(SystemExit) as done:
        main(["fix", "--lang", "en", "--range", "一字线"])
    shown = capsys.readouterr().out
    assert done.value.code == 0
    assert f"--- {FILE}\n@@ 6 @@\n- 他来了,按300-500户.\n+ 他来了，按300—500户。\n" in shown
    assert (root / FILE).read_bytes() == before
    with pytest.raises(SystemExit):
        main(["fix", "--json", "--write"])
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [e["event"] for e in events] == ["change", "message", "done"]
    assert events[-1] == {
        "event": "done", "issue": "2026-01", "files": [FILE], "count": 3, "written": True, "exit": 0,
    }  # fmt: skip
    with pytest.raises(SystemExit):
        main(["fix", "--lang", "en"])
    assert capsys.readouterr().out == "Nothing to fix.\n"


def test_signs_an_editor_may_write() -> None:
    assert sign_of("～") is sign_of("浪纹线") is sign_of("wave")
    assert sign_of("波浪") is None


_PARTS = st.lists(
    st.sampled_from(
        [
            "海", "三亚,", "(一)", " ", "**", "*", "300-500户", "[网,页](https://a.org/x,y)", "{亓|qí}", ".",
            "\n",
            "\n\n", "## ", "- ", "| ", "１．", "...", "--", "<https://a.org/,海>", "[^1]", "\\*", "&amp;",
            "“", "\"", "2021-2023年", "㎡", "> ", "::: 框 题,目\n", "\n:::\n",
            "`", "　　", "，， ",
            "![海,](图片/渔港.png)",
        ]
    ),
    max_size=14,
)  # fmt: skip


@settings(
    max_examples=300,
    derandomize=True,  # 3 of 24,000 texts need fix twice, as the list of guarantees says
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@example(["三亚,", "\n", "１．"])
@example(["...", "\n", "...", "海"])
@example(["三亚,", "\n", "..."])
@example(["海", "...", "\n", "..."])
@example(["１．", "\n:::\n", "2021-2023年"])
@example(["三亚,", "\n", "，， ", "，， "])
@example(["三亚", "\n", ",", "海"])
@example(["**", '"', "１．", "海", '"'])
@given(_PARTS)
def test_any_manuscript(root: Path, parts: list[str]) -> None:
    """Once is enough; each change lies on the line of a finding of its rule; Han and line ends stay."""
    text = HEAD + "".join(parts)
    write(root, text)
    article = one(root)
    changes = tuple(changes_of(article, text))
    told = {(f.place.line, f.code) for p in passages(article) for f, _ in grouped(p)}
    assert {(c.line, c.rules[0].code) for c in changes} <= told
    once = applied(text, changes)
    assert [c for c in once if "\u4e00" <= c <= "\u9fff" or c == "\n"] == [
        c for c in text if "\u4e00" <= c <= "\u9fff" or c == "\n"
    ]
    for address in ("https://a.org/x,y", "https://a.org/,海", "![海,](图片/渔港.png)", "{亓|qí}"):
        assert once.count(address) == text.count(address)
    write(root, once)
    twice = one(root)
    assert tuple(changes_of(twice, once)) == ()
    assert [type(b) for b in twice.blocks] == [type(b) for b in article.blocks]


@pytest.mark.skipif(not REAL.is_file(), reason="the real issue is not on this machine")
def test_the_real_issue_is_fixed_at_once(shared_folder: Path) -> None:
    """Every finding of what can be mended has its place in the files, and none is left."""
    whole = real(shared_folder)
    files, told = fix_issue(whole.issue, whole.workspace.root)
    assert told == () and whole.name == REAL_ISSUE
    lines = {(fixed.file, c.line) for fixed in files for c in fixed.changes}
    assert {(f.place.file, f.place.line) for f in typed(whole.issue) if f.place.line > 2} <= lines
    for fixed in files:
        text = fixed.after.decode()
        assert len(text.split("\n")) == len(fixed.before.decode().split("\n"))
