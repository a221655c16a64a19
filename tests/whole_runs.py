"""Whole runs of `kanwu` for tests: publications from the starter, the command in a process of its own."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from filelock import FileLock

from kanwu_press.fonts import build_faces
from kanwu_press.new import new_publication
from kanwu_press.read.fonts import read_fonts
from kanwu_press.workspace import Workspace, packaged

ISSUE = "2026-01"
ANOTHER_DAY = Path(__file__).parent / "another_day"
# without Ace and EPUBCheck, which are tried elsewhere and take longer than all the rest
RUN = (
    "import os; import kanwu_press.preflight.tools as tools; from pathlib import Path\n"
    "import kanwu_press.certifying as certifying\n"
    "tools.modules_folder = lambda: Path('none')\n"
    "if not os.environ.get('WITH_EPUBCHECK'): certifying.check_epub = lambda issue, epub: ()\n"
    "from kanwu_press.cli import main; main()"
)


def built_fonts(base: Path) -> Path:
    """The faces, made once in a test run; `base` is shared by its workers."""
    cache = base / "faces"
    with FileLock(base / "faces.lock"):
        table, _ = read_fonts(packaged("fonts/fonts.yaml"))
        assert table is not None
        faces, _ = build_faces(table, Path("none"), cache, frozenset())
        assert faces is not None
    return cache


def starter(root: Path, fonts: Path | None = None) -> Workspace:
    """A new publication in `root`, with its faces ready if they are given."""
    assert new_publication(root) == ()
    if fonts is not None:
        shutil.copytree(fonts, root / "fonts" / "built")
    return Workspace(root)


def kanwu(
    root: Path, *arguments: str, before: str = "", umask: int = 0o022, **environment: str
) -> subprocess.Popen[str]:
    """`kanwu ARGUMENTS` in the folder `root`, started; the statements `before` run first."""
    settings = {"KANWU_LANG": "en", "PYTHONPATH": str(ANOTHER_DAY), **environment}
    inherited = {k: v for k, v in os.environ.items() if k not in ("SOURCE_DATE_EPOCH", "FONTCONFIG_FILE")}
    return subprocess.Popen(
        [sys.executable, "-c", f"{before}\n{RUN}", *arguments],
        cwd=root,
        env={**inherited, **settings},
        umask=umask,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def ended(process: subprocess.Popen[str], code: int = 0) -> str:
    """What it printed; it must end with `code` within two minutes."""
    said, _ = process.communicate(timeout=120)
    assert process.returncode == code, said
    assert "Traceback" not in said
    return said


def files(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def whole(folder: Path) -> dict[str, bytes]:
    """The files of a delivered build, which must be those in its SHA256SUMS, byte for byte."""
    found = files(folder)
    lines = found["SHA256SUMS"].decode("utf-8").splitlines()
    assert {line[66:]: line[:64] for line in lines} == {
        name: hashlib.sha256(data).hexdigest() for name, data in found.items() if name != "SHA256SUMS"
    }
    apart = [line for line in lines if not line[66:].startswith(("web/", "report/"))]
    assert len(apart) == 8  # interior, cover, two tickets, EPUB, PDF for screens, page map, findings
    # the report tells what changed since the build before, and where the manuscripts lie: it is no edition
    kept = [line for line in lines if not line[66:].startswith("report/")]
    editions = {name: data for name, data in found.items() if not name.startswith("report/")}
    return {**editions, "SHA256SUMS": "\n".join(kept).encode()}
