"""The words for people: generated pages are up to date, links lead somewhere, the ledger names real tests."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")))
CODES = ROOT / "docs" / "提示代码.md"


def test_the_table_of_codes_is_up_to_date() -> None:
    done = subprocess.run([sys.executable, ROOT / "dev/codes", "check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def prose(page: Path) -> str:
    """A page without its fenced examples, whose links are made up."""
    return re.sub(r"^(`{3,})[^\n]*\n.*?^\1$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> set[str]:
    """The names that a page's headings can be linked by, as GitHub makes them."""
    heads = re.findall(r"^#+ (.+)$", prose(page), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def dead_links(page: Path) -> Iterator[str]:
    text = re.sub(r"`[^`\n]*`", "", prose(page))
    for target in re.findall(r"(?<!\\)\]\(<?([^)>\s]+)>?\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = unquote(target).partition("#")
        file = (page.parent / name).resolve() if name else page
        if not file.exists() or (anchor and anchor not in anchors(file)):
            yield target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    assert list(dead_links(page)) == []


def test_codes_named_in_the_handbook_exist() -> None:
    known = set(re.findall(r"^\| `([a-z0-9-]+)` \|", CODES.read_text("utf-8"), flags=re.MULTILINE))
    for page in PAGES:
        named = set(re.findall(r"\[([a-z0-9]+(?:-[a-z0-9]+)+)\](?!\()", page.read_text("utf-8")))
        assert named <= known, f"{page.name}: {sorted(named - known)}"


# ---- the ledger of guarantees --------------------------------------------------------------

LEDGER = ROOT / "docs" / "invariants.md"


@cache
def names(file: Path) -> frozenset[str]:
    """What a Python file defines at its top level."""
    body = ast.parse(file.read_text("utf-8")).body
    defined = {n.name for n in body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    targets = (t for n in body if isinstance(n, ast.Assign) for t in n.targets)
    return frozenset(defined | {t.id for t in targets if isinstance(t, ast.Name)})


def test_the_ledger_names_what_is_there() -> None:
    """`src/…py`, `tests/…py` and `…py::name` in the ledger are files and names that exist."""
    cited = re.findall(r"`([\w./-]+\.py)(?:::(\w+))?`", LEDGER.read_text("utf-8"))
    assert len(cited) > 30
    for path, name in cited:
        home = ROOT if path.startswith(("tests/", "dev/")) else ROOT / "src" / "kanwu_press"
        assert (home / path).is_file(), path
        assert not name or name in names(home / path), f"{path}::{name}"
