from pathlib import Path

from kanwu_press.faces import Role
from kanwu_press.findings import Finding
from kanwu_press.read.fonts import read_fonts
from kanwu_press.workspace import packaged

GOOD = """\
字体:
  - 用途: 楷
    字重: 400
    族名: Own Kai
    字面: OwnKai-Regular
    文件: OwnKai.ttf
    许可: OFL-1.1
"""


def read(tmp_path: Path, text: str) -> tuple[object, tuple[Finding, ...]]:
    path = tmp_path / "fonts.yaml"
    path.write_text(text, "utf-8")
    return read_fonts(path)


def test_our_own_table() -> None:
    table, findings = read_fonts(packaged("fonts/fonts.yaml"))
    assert findings == ()
    assert table is not None
    families = {(s.role, s.family, s.weight) for s in table.sources}
    assert families == {
        (Role.SONG, "Kanwu Song", 400),
        (Role.SONG, "Kanwu Song", 700),
        (Role.HEI, "Kanwu Hei", 400),
        (Role.HEI, "Kanwu Hei", 500),
        (Role.HEI, "Kanwu Hei", 700),
        (Role.KAI, "Kanwu Kai", 400),
    }
    assert all(s.known and s.packages and s.licence for s in table.sources)
    kai = next(s for s in table.sources if s.role is Role.KAI)
    assert kai.without == frozenset("‘’“”·—…")


def test_only_the_needed_keys(tmp_path: Path) -> None:
    table, findings = read(tmp_path, GOOD)
    assert findings == ()
    assert table is not None


def test_all_mistakes_at_once_with_their_lines(tmp_path: Path) -> None:
    wrong = GOOD.replace(": 楷", ": 隶").replace(": 400", ": bold").replace("OwnKai.ttf", "../a.ttf")
    table, findings = read(tmp_path, wrong)
    assert table is None
    assert [(f.code, f.place.line) for f in findings] == [("fonts-value", line) for line in (2, 3, 6)]


def test_missing_and_unknown_keys(tmp_path: Path) -> None:
    table, findings = read(tmp_path, GOOD.replace("许可", "许可证"))
    assert table is None
    assert [f.code for f in findings] == ["fonts-key-unknown", "fonts-key-missing"]


def test_another_file_altogether(tmp_path: Path) -> None:
    assert [f.code for f in read(tmp_path, "- 一\n- 二\n")[1]] == ["fonts-key-missing"]
    assert [f.code for f in read_fonts(tmp_path / "none.yaml")[1]] == ["fonts-unreadable"]


def test_a_warning_does_not_take_the_table_away(tmp_path: Path) -> None:
    """Else a build would deliver nothing and call it a success."""
    table, findings = read(tmp_path, GOOD.replace("OFL-1.1", '"\u200bOFL-1.1"'))
    assert table is not None
    assert [f.code for f in findings] == ["character-invisible"]
