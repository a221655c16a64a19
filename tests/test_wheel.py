"""What travels in the wheel: without it `pip install`, `kanwu new`, `kanwu build` would not work."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "kanwu_press"


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = out.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def test_every_file_of_the_package_is_in(packed: set[str]) -> None:
    files = {
        path.relative_to(PACKAGE.parent).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {f for f in files if f.endswith((".mo", ".j2", ".png", ".md", ".yaml", ".txt"))}
    assert files <= packed


def test_what_lies_beside_the_package_is_in(packed: set[str]) -> None:
    styles = {f"kanwu_press/data/styles/{path.name}" for path in (ROOT / "styles").iterdir()}
    assert styles | {"kanwu_press/data/fonts/fonts.yaml"} <= packed


def test_nothing_built_or_private_is_in(packed: set[str]) -> None:
    assert not [name for name in packed if "/built/" in name or ".kanwu" in name or name.startswith("tests")]
