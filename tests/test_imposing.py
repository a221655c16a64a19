"""The command impose: an issue or any file, where the sheets go, and what is said when that can't be."""

from __future__ import annotations

import json
import shutil
import stat
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from kanwu_press import cli
from kanwu_press.imposing import Sheets, Wish, caliper_of, impose_file, impose_issue, is_file, scheme_of
from kanwu_press.press.imposition import Scheme
from kanwu_press.press.papers import Paper, papers_of
from kanwu_press.press.plan import make_plan
from kanwu_press.read.publication import read_publication
from kanwu_press.workspace import Workspace
from patterns import Pattern, pattern
from quarterly import quarterly

PUBLICATION = """刊名: 海岸
代号: haian
类别: 其他
{more}"""
MAGAZINE = Pattern(210, 285)


@pytest.fixture
def publication(tmp_path: Path) -> Workspace:
    """A publication with one issue that has been built; its interior has twelve pages."""
    return made(tmp_path / "刊")


def made(root: Path, more: str = "", page: Pattern = MAGAZINE) -> Workspace:
    (root / "manuscripts" / "2026-01").mkdir(parents=True)
    (root / "manuscripts" / "2026-01" / "issue.yaml").write_text("", "utf-8")
    (root / "publication.yaml").write_text(PUBLICATION.format(more=more), "utf-8")
    interior = root / "build" / "2026-01" / "print" / "haian-2026-01-interior.pdf"
    interior.parent.mkdir(parents=True)
    interior.write_bytes(pattern(12, page))
    return Workspace(root)


@pytest.fixture(autouse=True)
def no_faces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Labels need the house's faces, which take seconds to make; one test has them."""
    monkeypatch.setattr("kanwu_press.imposing._hei", lambda workspace, cache, text: None)


def sides(file: Path | None) -> list[tuple[float, float]]:
    assert file is not None
    with pikepdf.open(file) as pdf:
        return [tuple(round(float(v) * 25.4 / 72) for v in page.MediaBox[2:]) for page in pdf.pages]  # type: ignore[misc]


def test_an_issue_goes_beside_the_issues(publication: Workspace) -> None:
    sheets = impose_issue(publication, "2026-01", Wish())
    assert sheets.findings == ()
    assert sheets.file == publication.root / "build" / "imposed" / "haian-2026-01-perfect.pdf"
    assert sides(sheets.file) == [(444, 597)] * 2 + [(444, 297)] * 2
    assert stat.S_IMODE(sheets.file.stat().st_mode) == 0o644
    assert [p.name for p in sheets.file.parent.iterdir()] == [sheets.file.name]


def test_a_stitched_publication_is_nested(tmp_path: Path) -> None:
    workspace = made(tmp_path / "刊", "装订: 骑马订\n")
    sheets = impose_issue(workspace, "2026-01", Wish())
    assert sheets.file and sheets.file.name == "haian-2026-01-saddle.pdf"
    assert sheets.count == 3 and len(sides(sheets.file)) == 6
    other = impose_issue(workspace, "2026-01", Wish(Scheme.PERFECT))
    assert other.file and other.file.name == "haian-2026-01-perfect.pdf"


def creep(file: Path | None) -> float:
    """How far the pages of the innermost sheet have moved, mm: by what is shown of the left one."""
    assert file is not None
    with pikepdf.open(file) as pdf:
        widths = [
            float(op.operands[2]) for page in pdf.pages for op in pikepdf.parse_content_stream(page)
            if str(op.operator) == "re"
        ]  # fmt: skip
    return round((max(widths) - min(widths)) * 25.4 / 72, 2)


@pytest.mark.parametrize(
    ("more", "wish", "moved"),
    [
        ("", Wish(), 0.25),  # 80 g offset by the table: 1.2 × 0.104 × 2
        ("内文用纸: {名称: 双胶纸, 克重: 80, 单张厚度: 0.13}\n", Wish(), 0.31),
        ("", Wish(caliper_mm=0.3), 0.72),
    ],
)
def test_the_paper_decides_on_the_creep(tmp_path: Path, more: str, wish: Wish, moved: float) -> None:
    workspace = made(tmp_path / "刊", "装订: 骑马订\n" + more)
    sheets = impose_issue(workspace, "2026-01", wish)
    assert sheets.findings == ()
    assert creep(sheets.file) == moved


def test_creep_is_made_smaller_with_the_pages(tmp_path: Path) -> None:
    workspace = made(tmp_path / "刊", "装订: 骑马订\n")
    wish = Wish(caliper_mm=0.3, papers=(Paper("", 233, 300),), scale_to_fit=True)
    assert creep(impose_issue(workspace, "2026-01", wish).file) == round(0.72 * 280 / 426, 2)


def test_the_printers_full_sheet_is_what_is_cut(tmp_path: Path) -> None:
    workspace = made(tmp_path / "刊", "印刷:\n  全张纸: 880×1230\n")
    sheets = impose_issue(workspace, "2026-01", Wish())
    assert sheets.papers == ("4开 440×615", "8开 440×307")


@pytest.mark.parametrize(
    ("trim", "papers"),
    [
        (Pattern(210, 285), ("大4开 444×597", "大8开 444×297")),
        (Pattern(210, 297), ("4开 445×620", "8开 445×310")),
        (Pattern(185, 260), ("正4开 390×546", "正8开 390×270")),
    ],
)
def test_papers_are_cut_from_the_sheet_of_the_job_ticket(
    tmp_path: Path, trim: Pattern, papers: tuple[str, ...]
) -> None:
    workspace = made(tmp_path / "刊", f"开本: {trim.width:g}×{trim.height:g}\n", trim)
    sheets = impose_issue(workspace, "2026-01", Wish())
    assert sheets.papers == papers
    plan = make_plan(replace(quarterly(), publication=read_publication(workspace)[0]), 12)
    full = plan.text.sheet.width_mm * plan.text.sheet.height_mm
    for size, parts in zip(papers, (4, 8), strict=True):
        width, height = (float(side) for side in size.split()[1].split("×"))
        assert 0.975 < width * height * parts / full <= 1


@pytest.mark.parametrize("given", ["", "印刷:\n  全张纸: 300×400\n"])
def test_a_sheet_that_holds_no_page_gives_way_to_the_usual_one(tmp_path: Path, given: str) -> None:
    """As on the job ticket."""
    large = Pattern(250, 350)
    workspace = made(tmp_path / "刊", f"开本: 250×350\n{given}", large)
    assert impose_issue(workspace, "2026-01", Wish()).papers == ("正对开 546×787", "正4开 546×390")


def test_pages_stand_on_the_part_that_is_cut_for_them(tmp_path: Path) -> None:
    """正8开 holds two pages of 正16开 with 2 mm above and below; twice the paper would be waste."""
    workspace = made(tmp_path / "刊", "开本: 185×260\n装订: 骑马订\n", Pattern(185, 260))
    assert impose_issue(workspace, "2026-01", Wish()).papers == ("正8开 390×270",)


def test_an_issue_that_was_not_built(publication: Workspace) -> None:
    shutil.rmtree(publication.root / "build")
    sheets = impose_issue(publication, "2026-01", Wish())
    assert sheets.file is None
    assert [f.code for f in sheets.findings] == ["impose-not-built"]
    assert not (publication.root / "build").exists()


def test_a_file_goes_beside_itself(tmp_path: Path) -> None:
    file = tmp_path / "任意 文件.pdf"
    file.write_bytes(pattern(8))
    sheets = impose_file(file, None, Wish(Scheme.SADDLE))
    assert sheets.file == tmp_path / "任意 文件-saddle.pdf"
    assert impose_file(file, None, Wish()).file == tmp_path / "任意 文件-perfect.pdf"


def test_a_file_follows_the_publication_that_we_stand_in(tmp_path: Path) -> None:
    workspace = made(tmp_path / "刊", "装订: 骑马订\n")
    file = tmp_path / "a.pdf"
    file.write_bytes(pattern(8))
    assert impose_file(file, workspace, Wish()).file == tmp_path / "a-saddle.pdf"


def test_where_it_is_wished(publication: Workspace, tmp_path: Path) -> None:
    wished = tmp_path / "新" / "folder" / "x.pdf"
    assert impose_issue(publication, "2026-01", Wish(out=wished)).file == wished
    assert (
        impose_issue(publication, "2026-01", Wish(out=tmp_path)).file
        == tmp_path / "haian-2026-01-perfect.pdf"
    )
    assert wished.is_file()


def test_the_pages_are_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pattern(8))
    (tmp_path / "b.pdf").symlink_to(file)
    for out in (file, tmp_path / "b.pdf"):
        sheets = impose_file(file, None, Wish(out=out))
        assert [f.code for f in sheets.findings] == ["impose-onto-itself"]
    assert file.read_bytes() == pattern(8)


def test_a_file_that_cannot_be_read_or_written(tmp_path: Path) -> None:
    missing = impose_file(tmp_path / "none.pdf", None, Wish())
    assert [f.code for f in missing.findings] == ["impose-not-read"]
    folder = tmp_path / "ordner.pdf"
    folder.mkdir()
    assert [f.code for f in impose_file(folder, None, Wish()).findings] == ["impose-not-read"]
    file = tmp_path / "a.pdf"
    file.write_bytes(pattern(8))
    refused = impose_file(file, None, Wish(out=file / "x.pdf"))
    assert [f.code for f in refused.findings] == ["impose-not-written"]


def refused(*found: Sheets) -> list[str]:
    assert all(sheets.file is None for sheets in found)
    return [finding.code for sheets in found for finding in sheets.findings]


def test_only_our_own_sheets_are_replaced(publication: Workspace, tmp_path: Path) -> None:
    """A text, a PDF of someone else, pages of ours, a link and a folder stay as they are."""
    foreign = tmp_path / "note.pdf"
    foreign.write_text("no PDF", "utf-8")
    other = tmp_path / "other.pdf"
    other.write_bytes(pattern(4))
    link, folder = tmp_path / "link.pdf", tmp_path / "dir" / "haian-2026-01-perfect.pdf"
    folder.mkdir(parents=True)
    own = impose_issue(publication, "2026-01", Wish(out=tmp_path / "own.pdf")).file
    assert own is not None
    link.symlink_to(own)
    before = foreign.read_bytes(), other.read_bytes(), own.read_bytes()
    for out in (foreign, other, link, folder.parent):
        assert refused(impose_issue(publication, "2026-01", Wish(out=out))) == ["impose-out-foreign"]
    assert (foreign.read_bytes(), other.read_bytes(), own.read_bytes()) == before
    assert link.is_symlink()
    again = impose_issue(publication, "2026-01", Wish(Scheme.SADDLE, out=own))
    assert again.file == own and own.read_bytes() != before[2]


def test_the_usual_name_may_be_taken(tmp_path: Path) -> None:
    file, taken = tmp_path / "five.pdf", tmp_path / "five-saddle.pdf"
    file.write_bytes(pattern(4))
    taken.write_bytes(pattern(8))
    assert refused(impose_file(file, None, Wish(Scheme.SADDLE))) == ["impose-out-foreign"]
    assert taken.read_bytes() == pattern(8)


def test_proofs_never_replace_sheets_nor_sheets_proofs(publication: Workspace, tmp_path: Path) -> None:
    sheets = impose_issue(publication, "2026-01", Wish(Scheme.SADDLE)).file
    assert sheets is not None
    before = sheets.read_bytes()
    small = Wish(Scheme.SADDLE, papers_of("A3"), scale_to_fit=True)
    proof = impose_issue(publication, "2026-01", small).file
    assert proof == sheets.with_name("haian-2026-01-saddle-看样.pdf")
    assert impose_issue(publication, "2026-01", small).file == proof
    assert refused(impose_issue(publication, "2026-01", replace(small, out=sheets))) == ["impose-out-foreign"]
    other = Wish(Scheme.SADDLE, out=proof)
    assert refused(impose_issue(publication, "2026-01", other)) == ["impose-out-foreign"]
    assert sheets.read_bytes() == before
    file = tmp_path / "a.pdf"
    file.write_bytes(pattern(4))
    assert impose_file(file, None, small).file == tmp_path / "a-saddle-看样.pdf"


def test_sheets_are_a_pdf(publication: Workspace) -> None:
    for name in ("publication.yaml", "manuscripts/2026-01/01.md", "new.txt", "none/"):
        out = publication.root / name
        was = out.read_bytes() if out.exists() else None
        assert refused(impose_issue(publication, "2026-01", Wish(out=out))) == ["impose-out-not-pdf"]
        assert (out.read_bytes() if out.exists() else None) == was


def test_a_delivery_is_left_alone(publication: Workspace, tmp_path: Path) -> None:
    """By its folder below build/, by its sums elsewhere, and through a link."""
    build, away = publication.root / "build", tmp_path / "away"
    away.mkdir()
    (away / "SHA256SUMS").touch()
    (tmp_path / "by").symlink_to(build / "2026-01")
    inside = (build / "2026-01" / "x.pdf", build / "2026-01" / "print", build / "imposed/../2026-01/x.pdf",
              away / "deep" / "x.pdf", tmp_path / "by" / "x.pdf")  # fmt: skip
    for out in inside:
        assert refused(impose_issue(publication, "2026-01", Wish(out=out))) == ["impose-out-in-delivery"]
    assert len(list((build / "2026-01").rglob("*.pdf"))) == 1


def test_a_finished_file_is_imposed_elsewhere(publication: Workspace) -> None:
    interior = publication.root / "build/2026-01/print/haian-2026-01-interior.pdf"
    sheets = impose_file(interior, publication, Wish())
    assert sheets.file == publication.root / "build/imposed/haian-2026-01-interior-perfect.pdf"
    (interior.parent.parent / "SHA256SUMS").touch()
    assert refused(impose_file(interior, None, Wish())) == ["impose-out-in-delivery"]


def test_the_old_sheets_stay_when_the_new_ones_fail(publication: Workspace) -> None:
    first = impose_issue(publication, "2026-01", Wish()).file
    assert first is not None
    before = first.read_bytes()
    next((publication.root / "build" / "2026-01" / "print").iterdir()).write_bytes(b"%PDF-1.7 torn")
    sheets = impose_issue(publication, "2026-01", Wish())
    assert sheets.file is None
    assert sheets.findings[0].place.file == "build/2026-01/print/haian-2026-01-interior.pdf"
    assert first.read_bytes() == before


def test_labels_without_a_publication(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The house's faces are made for the label, and nothing is left behind."""
    monkeypatch.undo()
    file = tmp_path / "a.pdf"
    file.write_bytes(pattern(4))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    with_label = impose_file(file, None, Wish(Scheme.SADDLE)).file
    assert with_label is not None and list((tmp_path / "temp").iterdir()) == []
    with pikepdf.open(with_label) as pdf:
        assert b" c\n" in pdf.pages[0].Contents.read_bytes()
        assert len(pdf.pages[0].Contents.read_bytes()) > 5000


# ---- words ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "scheme"),
    [
        ("骑马", Scheme.SADDLE), ("骑马订", Scheme.SADDLE), ("saddle", Scheme.SADDLE),
        ("胶订", Scheme.PERFECT), ("Perfect", Scheme.PERFECT), ("自翻", Scheme.TURN),
        ("work-and-turn", Scheme.TURN),
        ("对页", Scheme.SPREADS), ("spreads", Scheme.SPREADS), ("x", None), ("", None),
    ],
)  # fmt: skip
def test_names_of_schemes(text: str, scheme: Scheme | None) -> None:
    assert scheme_of(text) is scheme


@pytest.mark.parametrize(
    ("text", "mm"),
    [("0.1", 0.1), (".104", 0.104), ("0.1mm", 0.1), ("０.１毫米", 0.1), ("1", 1.0), ("0", None), ("2", None),
     ("-0.1", None), ("nan", None), ("", None)],
)  # fmt: skip
def test_calipers(text: str, mm: float | None) -> None:
    assert caliper_of(text) == mm


def test_what_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")
    assert is_file("a.PDF") and is_file(str(tmp_path / "x"))
    assert not is_file("2026-01")


# ---- the command ---------------------------------------------------------------------------


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        cli.main(arguments)
    return int(left.value.code or 0)


def test_the_command(
    publication: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(publication.root)
    assert run("impose", "--lang", "en") == 0
    file = publication.root / "build" / "imposed" / "haian-2026-01-perfect.pdf"
    assert f"2 sheets of paper are ready (大4开 444×597、大8开 444×297 mm): {file}" in capsys.readouterr().out
    assert run("impose", "2026-01", "--scheme", "骑马", "--sheet", "A3", "--lang", "en") == 1
    assert "[impose-sheet-small]" in capsys.readouterr().out
    assert run("impose", "2026-01", "--scheme", "骑马", "--sheet", "A3", "--scale-to-fit", "--json") == 0
    done = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (done["event"], done["sheets"], done["exit"]) == ("done", 3, 0)
    assert run("impose", str(file), "--scheme", "spreads", "-o", "x.pdf", "--lang", "en") == 1
    assert "[impose-page-sizes]" in capsys.readouterr().out
    assert run("impose", "2025-04", "--lang", "en") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--scheme", "zigzag"), "“zigzag” is no scheme"),
        (("--sheet", "17开"), "“17开” is no sheet"),
        (("--caliper", "30"), "“30” is no thickness"),
    ],
)
def test_a_wrong_command(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str], publication: Workspace
) -> None:
    assert run("impose", *arguments, "--lang", "en") == 2
    assert said in capsys.readouterr().err


def test_a_file_outside_of_any_publication(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.pdf").write_bytes(pattern(8))
    assert run("impose", "a.pdf", "--scheme", "对页", "--lang", "en") == 0
    assert (tmp_path / "a-spreads.pdf").is_file()
    assert run("impose", "--lang", "en") == 1


@pytest.mark.parametrize(("more", "plate"), [("", "/All"), ("印刷: {颜色: 单黑}\n", "/Black")])
def test_marks_of_a_black_issue_are_black(tmp_path: Path, more: str, plate: str) -> None:
    """“All” would make plates of cyan, magenta and yellow with nothing but marks."""
    sheets = impose_issue(made(tmp_path / "刊", more), "2026-01", Wish(Scheme.PERFECT))
    assert sheets.file is not None
    with pikepdf.open(sheets.file) as pdf:
        spaces = {str(page.Resources.ColorSpace["/All"][1]) for page in pdf.pages}
    assert spaces == {plate}
