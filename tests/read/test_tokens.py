"""A publication's own tokens: whatever would leave a page without colour, size or typeface is found first."""

from __future__ import annotations

from pathlib import Path

import pytest

from kanwu_press.checking import check
from kanwu_press.findings import Finding, Level
from kanwu_press.model import Place
from kanwu_press.new import new_publication
from kanwu_press.read.tokens import token_findings
from kanwu_press.workspace import Workspace, packaged

FILE = "styles/tokens.css"
HOUSE = (packaged("styles") / "tokens.css").read_text("utf-8")


INK = "--house-ink: device-cmyk(0.9 0.6 0.2 0.2);"


def found(*changes: tuple[str, str]) -> tuple[Finding, ...]:
    text = HOUSE
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return token_findings(text, HOUSE, FILE)


def line_of(text: str) -> int:
    return HOUSE[: HOUSE.index(text)].count("\n") + 1


def test_the_house_s_own_are_good() -> None:
    assert found() == ()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("--house: #12476b;", "--house: 深红;", "token-not-colour"),
        ("--house: #12476b;", "--house: #12476;", "token-not-colour"),
        ("--house: #12476b;", "--house: ;", "token-not-colour"),
        ("--house: #12476b;", "--house: currentcolor;", "token-not-colour"),
        ("--house: #12476b;", "--house: var(--nothing);", "token-not-colour"),
        ("--house: #12476b;", "--house: var(--house);", "token-not-colour"),
        ("--house: #12476b;", "--house: #12476b", "token-semicolon"),
        ("--house-tint: 100%;", "--house-tint: 100%", "token-semicolon"),
        ("--title: 24pt;", "--title: 24;", "token-not-length"),
        ("--title: 24pt;", "--title: 24 pt;", "token-not-length"),
        ("--title: 24pt;", "--title: 二号;", "token-not-length"),
        ("--title: 24pt;", "--title: 0pt;", "token-not-length"),
        ('--song: "Kanwu Song";', "--song: ;", "token-not-family"),
        ('--song: "Kanwu Song";', '--song: "Kanwu Song" "Kanwu Hei";', "token-not-family"),
        (INK, "--house-ink: device-cmyk(90 60 20 20);", "token-ink-range"),
        (INK, "--house-ink: device-cmyk(190% 60% 20% 20%);", "token-ink-range"),
        (INK, "--house-ink: cmyk(0.9 0.6 0.2 0.2);", "token-not-ink"),
        ("--house-tint: 100%;", "--house-tint: 1;", "token-not-share"),
    ],
)  # fmt: skip
def test_a_slip_is_one_error_at_its_line(old: str, new: str, code: str) -> None:
    (one,) = found((old, new))
    assert (one.code, one.level, one.place) == (code, Level.ERROR, Place(FILE, line_of(old)))


@pytest.mark.parametrize("gone", ["--house: #12476b;", "--title: 24pt;", '--song: "Kanwu Song";'])
def test_a_line_that_is_gone(gone: str) -> None:
    (one,) = found((gone, ""))
    assert one.code == "token-missing"
    assert dict(one.values)["names"] == gone.partition(":")[0]


@pytest.mark.parametrize("slip", [(":root {", ":rot {"), (":root {", ":root { /* "), (":root {", "")])
def test_all_that_is_gone_is_one_finding(slip: tuple[str, str]) -> None:
    text = HOUSE.replace("/*", "").replace("*/", "") if slip[1].endswith("/* ") else HOUSE
    assert [f.code for f in token_findings(text.replace(*slip), HOUSE, FILE)] == ["token-missing"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (INK, ""),
        ("--house-tint: 100%;", ""),
        (INK, "--house-ink: device-cmyk(90% 60% 20% 20%);"),
        ("--rule: #8c8c8c;", "--rule: rgb(140 140 140);"),
        ("--rule: #8c8c8c;", "--rule: grey;"),
        ("--rule: #8c8c8c;", "--rule: var(--quiet);"),
        ("--rule: #8c8c8c;", "--rule: var(--mine, grey);"),
        ("--title: 24pt;", "--title: 8.5mm;"),
        ("--title: 24pt;", "--title: calc(2 * 12pt);"),
        ('--song: "Kanwu Song";', '--song: Noto Serif CJK SC, "Kanwu Song";'),
        ("--folio: 9.5pt;", "--folio: 9.5pt"),  # the last needs none
        ("--folio: 9.5pt;", "--folio: 9.5pt; --mine: 深红;"),  # not one of ours
    ],
)
def test_other_ways_to_say_it(old: str, new: str) -> None:
    assert found((old, new)) == ()


def test_an_ink_of_a_token_of_one_s_own_is_judged() -> None:
    mine = "--folio: 9.5pt; --mine: red; --mine-ink: device-cmyk(0 90 80 0);"
    assert [f.code for f in found(("--folio: 9.5pt;", mine))] == ["token-ink-range"]


def test_shades_left_behind_are_a_warning() -> None:
    red = ("--house: #12476b;", "--house: #8a1c2b;")
    (one,) = found(red)
    assert (one.code, one.level) == ("token-house-alone", Level.WARNING)
    assert dict(one.values)["names"] == "--house-soft、--house-line"
    assert found(red, ("#e7eef3", "#f6e8ea"), ("#9db5c4", "#cf9aa2")) == ()


def test_check_refuses_it(tmp_path: Path) -> None:
    new_publication(tmp_path)
    (tmp_path / "styles").mkdir()
    slip = HOUSE.replace("--house: #12476b;", "--house: 深红;")
    (tmp_path / FILE).write_text(slip, "utf-8")
    (one,) = check(Workspace(tmp_path), "2026-01")
    assert (one.code, one.place) == ("token-not-colour", Place(FILE, line_of("--house: #12476b;")))
