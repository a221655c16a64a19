"""`kanwu check --watch`: what has come and gone since the last look, and a quiet end."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kanwu_press import cli, watching
from kanwu_press.findings import Level, Rule
from kanwu_press.model import Place
from kanwu_press.watching import difference, settled, stamps
from kanwu_press.workspace import Workspace

HEALTHY = Path(__file__).parent / "data" / "healthy"
RULE = Rule("a-rule", Level.WARNING, "{x}", "mend")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = shutil.copytree(HEALTHY, tmp_path / "刊")
    built = Path(__file__).resolve().parents[1] / "fonts" / "built"
    shutil.copytree(built, root / "fonts" / "built")  # the house's faces, not to be made anew
    return root


def test_a_line_that_only_moved_is_no_change() -> None:
    before = [RULE.at(Place("a.md", line), x=x) for line, x in ((3, "a"), (5, "b"), (7, "b"))]
    after = [RULE.at(Place("a.md", line), x=x) for line, x in ((4, "a"), (6, "b"), (9, "c"))]
    new, gone = difference(before, after)
    assert [f.place.line for f in new] == [9] and [f.place.line for f in gone] == [7]
    assert difference(before, before) == ((), ())


def test_what_is_looked_at(root: Path) -> None:
    first = stamps(Workspace(root), "2026-01")
    for name in ("publication.yaml", "manuscripts/2026-01/issue.yaml", "manuscripts/2026-01/图片/渔港.png"):
        assert str(root / name) in first
    (root / "manuscripts" / "2026-01" / "~$01-潮水.md").write_text("x")
    (root / "build").mkdir()
    assert stamps(Workspace(root), "2026-01") == first
    (root / "manuscripts" / "2026-01" / "issue.yaml").unlink()
    assert stamps(Workspace(root), "2026-01") != first


def test_it_waits_until_nothing_is_written_any_more(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, left = root / "manuscripts" / "2026-01" / "03-来信.md", iter((None, "a", "ab", "abc"))
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if text := next(left, None):
            file.write_text(text)

    monkeypatch.setattr(watching.time, "sleep", sleep)
    before = stamps(Workspace(root), "2026-01")
    assert settled(Workspace(root), "2026-01", before) == stamps(Workspace(root), "2026-01")
    assert file.read_text() == "abc" and len(slept) == 5


@pytest.mark.parametrize(
    ("last", "code"), [("标题: 来信\n作者: 读者\n", 0), ("标题：来信\n", 1)], ids=["mended", "broken"]
)
def test_only_what_changed_is_shown(
    root: Path, last: str, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = root / "manuscripts" / "2026-01" / "03-来信.md"
    sound = file.read_text("utf-8")

    def steps() -> Iterator[Callable[[], object]]:
        yield lambda: file.write_text(sound.replace("---\n", "---\n小标: x\n", 1), "utf-8")
        yield lambda: None
        yield lambda: file.write_text(f"---\n{last}---\n\n信来了。\n", "utf-8")
        yield lambda: None

    acts = steps()

    def sleep(seconds: float) -> None:
        act = next(acts, None)
        if act is None:
            raise KeyboardInterrupt
        act()

    monkeypatch.setattr(watching.time, "sleep", sleep)
    monkeypatch.chdir(root)
    with pytest.raises(SystemExit) as left:
        cli.main(["check", "--watch", "--lang", "en"])
    out, err = capsys.readouterr()
    assert left.value.code == code and err == ""
    lines = out.splitlines()
    assert lines[0].startswith("Looking after issue 2026-01")
    assert lines[1].startswith("✗ manuscripts/2026-01/03-来信.md:2") and "[key-" in lines[1]
    assert any(line.startswith("✓ manuscripts/2026-01/03-来信.md") and "[key-" in line for line in lines)
    assert ("yaml-colon-wide" in out) == bool(code)
