"""Whatever happens to the files of a publication, the editor gets findings, never a traceback.

Each number below is one accident: lines deleted, doubled or moved, marks and odd characters put in,
files cut off, emptied, exchanged, replaced by folders or links, bytes changed. The same number is the
same accident on every machine.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from gettext import NullTranslations
from pathlib import Path

import pytest

from kanwu_press.build import build
from kanwu_press.checking import check
from kanwu_press.findings import Finding, exit_code
from kanwu_press.workspace import Workspace, packaged
from whole_runs import ISSUE, built_fonts, starter

CHECKED = range(60)
BUILT = range(100, 124)

ODD = (
    *(
        "\0",
        "\7",
        "\t",
        "\x85",
        "\u00a0",
        "\u200b",
        "\u2028",
        "\u202e",
        "\ufeff",
        "\ufffe",
        "\ud800",
        "𠀀",
        "  ",
    ),
    *(
        "'",
        '"',
        "：",
        "- ",
        "# ",
        "|",
        "**",
        "`",
        "@",
        "%",
        "&x;",
        "*a",
        "!!int ",
        "<<: ",
        "{{x}}",
        "<b>",
        "}",
    ),
    *("---\n", "...\n", ":::\n", "::: 框\n", "```\n", "[^a]", "[^a]: b\n", "![](", "](", "..", "\\", "/* "),
    *("0", "-1", "1e400", "NaN", "999999999999999999", "@import url(file:///x);"),
)
NUMBERS = (b"0", b"-1", b"99999999999", b"1.5", b"1e9", b"007", b"x", "二".encode())
LITTLE = (b"", b"\n", b"---\n---\n", b"\xff\xfe", b"a: b", b"- 1\n", b"{}", b"[]")

Change = Callable[[list[bytes], random.Random], None]


def delete(lines: list[bytes], chance: random.Random) -> None:
    first = chance.randrange(len(lines))
    del lines[first : first + chance.randint(1, 3)]


def double(lines: list[bytes], chance: random.Random) -> None:
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))


def move(lines: list[bytes], chance: random.Random) -> None:
    lines.insert(chance.randrange(len(lines)), lines.pop(chance.randrange(len(lines))))


def indent(lines: list[bytes], chance: random.Random) -> None:
    number = chance.randrange(len(lines))
    lines[number] = b" " * chance.randint(0, 6) + lines[number].lstrip()


def repeat(lines: list[bytes], chance: random.Random) -> None:
    lines[chance.randrange(len(lines))] *= chance.choice((0, 50, 2000))


def insert(lines: list[bytes], chance: random.Random) -> None:
    number = chance.randrange(len(lines))
    text = lines[number].decode("utf-8", "replace")
    at = chance.randint(0, len(text))
    lines[number] = (text[:at] + chance.choice(ODD) + text[at:]).encode("utf-8", "surrogatepass")


def renumber(lines: list[bytes], chance: random.Random) -> None:
    def other(found: re.Match[bytes]) -> bytes:
        return chance.choice(NUMBERS) if chance.random() < 0.3 else found[0]

    lines[:] = [re.sub(rb"\d+", other, line) for line in lines]


def spoil(lines: list[bytes], chance: random.Random) -> None:
    data = bytearray(b"\n".join(lines))
    for _ in range(chance.randint(1, 8) if data else 0):
        data[chance.randrange(len(data))] = chance.randrange(256)
    lines[:] = [bytes(data)]


def cut_off(lines: list[bytes], chance: random.Random) -> None:
    data = b"\n".join(lines)
    lines[:] = [data[: chance.randint(0, len(data))]]


def empty(lines: list[bytes], chance: random.Random) -> None:
    lines[:] = [chance.choice(LITTLE)]


CHANGES: tuple[Change, ...] = (
    *(delete, double, move, indent, repeat, insert, insert, insert, renumber, spoil, cut_off, empty),
)


def accident(root: Path, chance: random.Random) -> None:
    """One to four things happen to the files of the publication."""
    files = sorted(p for p in root.rglob("*") if p.is_file() and "built" not in p.parts)
    for _ in range(chance.choice((1, 1, 2, 4))):
        path, other = chance.choice(files), chance.choice(files)
        kind = chance.random()
        if not path.is_file() or not other.is_file():
            continue
        if kind < 0.08:
            mine, his = path.read_bytes(), other.read_bytes()
            path.write_bytes(his)
            other.write_bytes(mine)
        elif kind < 0.16:
            path.unlink()
            if kind > 0.14:
                path.mkdir()
            elif kind > 0.12:
                path.symlink_to("/etc/hostname")
        else:
            lines = path.read_bytes().split(b"\n")
            chance.choice(CHANGES)(lines, chance)
            path.write_bytes(b"\n".join(lines))


@pytest.fixture
def publication(shared_folder: Path, tmp_path: Path) -> Workspace:
    """The starter with styles and a table of fonts of its own."""
    workspace = starter(tmp_path / "p", built_fonts(shared_folder))
    shutil.copytree(packaged("styles"), workspace.root / "styles")
    shutil.copy(packaged("fonts/fonts.yaml"), workspace.root / "fonts")
    return workspace


def told(findings: tuple[Finding, ...]) -> int:
    """Every finding can be said; the exit code is one for findings."""
    for finding in findings:
        assert finding.message(NullTranslations())
        finding.remedy(NullTranslations())
    code = exit_code(findings)
    assert code in (0, 1, 3)
    return code


@pytest.mark.parametrize("number", CHECKED)
def test_checking_ends_in_findings(number: int, publication: Workspace) -> None:
    accident(publication.root, random.Random(number))
    told(check(publication, ISSUE))


@pytest.mark.parametrize("number", BUILT)
def test_building_delivers_or_says_why(
    number: int, publication: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kanwu_press.certifying.check_epub", lambda issue, epub: ())  # for its time only
    accident(publication.root, random.Random(number))
    built = build(publication, ISSUE, tmp_path / "out", NullTranslations(), lambda step: None)
    assert (told(built.findings) == 0) == (built.folder is not None) == (tmp_path / "out" / ISSUE).exists()
