"""The handbook's chapter on keys is what the table of keys says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_chapter_is_up_to_date() -> None:
    done = subprocess.run([sys.executable, ROOT / "dev/handbook", "check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
