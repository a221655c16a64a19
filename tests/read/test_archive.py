"""Which other issues the archive knows, and that their faults keep nothing back."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from kanwu_press.read.archive import read_past_issues

HEALTHY = Path(__file__).parents[1] / "data" / "healthy"
GOOD = """年: {year}
期: {number}
总期号: 28
出版日期: {year}-10-20
封面:
  图片: 没有.jpg
  要目:
    - 风从海上来
栏目: []
"""


def publication(tmp_path: Path, issues: dict[str, str]) -> Path:
    shutil.copytree(HEALTHY, tmp_path / "p")
    for name, text in issues.items():
        folder = tmp_path / "p" / "manuscripts" / name
        folder.mkdir()
        (folder / "issue.yaml").write_text(text, "utf-8")
    return tmp_path / "p"


def test_earlier_issues_newest_first(tmp_path: Path) -> None:
    names = {n: GOOD.format(year=n[:4], number=int(n[5:])) for n in ("2025-10", "2025-02", "2026-02")}
    past, found = read_past_issues(publication(tmp_path, names), "2026-01")
    assert found == () and [issue.name for issue in past] == ["2025-10", "2025-02"]
    assert (past[0].serial, past[0].issued, past[0].highlights) == (28, date(2025, 10, 20), ("风从海上来",))


def test_what_cannot_be_read_is_left_out_and_said(tmp_path: Path) -> None:
    root = publication(
        tmp_path,
        {
            "2025-01": "年: [",
            "2025-02": "年: 2024\n期: 2\n",
            "2025-03": "",
            "2025-04": GOOD.format(year=2025, number=4),
        },
    )
    outside = tmp_path / "outside.yaml"
    outside.write_text(GOOD.format(year=2024, number=1), "utf-8")
    (root / "manuscripts" / "2024-01").mkdir()
    (root / "manuscripts" / "2024-01" / "issue.yaml").symlink_to(outside)
    past, found = read_past_issues(root, "2026-01")
    assert [issue.name for issue in past] == ["2025-04"]
    assert [(f.code, dict(f.values)["name"]) for f in found] == [
        ("archive-issue-unread", name) for name in ("2024-01", "2025-01", "2025-02", "2025-03")
    ]
