"""Our rules of PDF/UA-1 beside those of another program (outloud), where it is installed.

It is no dependency: with all it asks for, a PDF library under the AGPL comes along, which the rules used here
do without. `pip install --no-deps outloud==0.2.1` is enough, and CI does that.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from made_tagged import broken, good
from test_standards import BROKEN

outloud = pytest.importorskip("outloud")

AGREED = (
    "no claim of UA", "title not shown", "no tree", "no language", "loose text", "an artifact within",
    "no tab order", "a link without words", "an unknown type", "a skipped level", "no description",
    "a note without an ID",
)  # fmt: skip


def faults(data: bytes, path: Path) -> list[str]:
    """What the other program calls an error, among its rules of the standard."""
    path.write_bytes(data)
    result = outloud.check(str(path), layers=["conformance"])
    assert result.error is None
    return [finding.rule for finding in result.findings if finding.severity == "error"]


def test_the_good_file_is_good_to_others_too(tmp_path: Path) -> None:
    assert faults(good(), tmp_path / "good.pdf") == []


@pytest.mark.parametrize("name", AGREED)
def test_others_see_the_same_faults(name: str, tmp_path: Path) -> None:
    assert faults(broken(BROKEN[name][1]), tmp_path / "broken.pdf")
