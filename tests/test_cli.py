"""The commands as the editor meets them: what is said, in which language, and the exit codes."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kanwu_press import cli
from kanwu_press.checking import check
from kanwu_press.cli.commands import COMMANDS as COMMANDS_OF_KANWU
from kanwu_press.console import make_screen
from kanwu_press.findings import Level, Rule
from kanwu_press.model import NOWHERE, Place
from kanwu_press.new import new_publication
from kanwu_press.usage import cells
from kanwu_press.words import words
from kanwu_press.workspace import Workspace, packaged
from whole_runs import RUN

Run = Callable[..., tuple[int, str, str]]
SOURCE = Path(__file__).resolve().parents[1] / "src"
KANWU = (sys.executable, "-c", RUN)
COMMANDS = ("build", "plan", "check", "new", "new-issue", "import", "impose", "proof", "diff")


def kanwu(
    *arguments: str, cwd: Path, path: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, its output a pipe, its language not set."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("KANWU")}
    everything = inherited | {"PYTHONUTF8": "1"} | environment | ({"PATH": path} if path else {})
    return subprocess.run(
        [*KANWU, *arguments], cwd=cwd, env=everything, capture_output=True, encoding="utf-8"
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter's publication with its faces built, to be copied."""
    root = tmp_path_factory.mktemp("starter") / "刊"
    assert new_publication(root) == ()
    assert check(Workspace(root), "2026-01") == ()
    return root


@pytest.fixture
def publication(starter: Path, tmp_path: Path) -> Path:
    return shutil.copytree(starter, tmp_path / "刊")


@pytest.fixture
def run(publication: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The program in this process, in the publication's folder: exit code, standard output and error."""
    monkeypatch.chdir(publication)
    monkeypatch.delenv("KANWU_LANG", raising=False)
    monkeypatch.delenv("KANWU_COMMAND", raising=False)

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            cli.main(arguments)
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return int(left.value.code or 0), said.out, said.err

    return run


def break_manuscript(publication: Path) -> None:
    manuscript = publication / "manuscripts" / "2026-01" / "01-写在前面.md"
    manuscript.write_text("---\n标题：写在前面\n---\n\n正文 <b>粗</b>。\n", "utf-8")


# ---- whole runs, each in a process of its own ----------------------------------------------


def test_a_build_then_a_broken_manuscript(publication: Path) -> None:
    done = kanwu("build", cwd=publication)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "- 读稿、检查"
    assert "- 排版" in lines
    folder = publication / "build" / "2026-01"
    assert f"2026-01 期做好了，共 8 页：{folder}" in lines
    assert "\x1b" not in done.stdout
    named = {line.strip() for line in lines if line.startswith("  ") and not line.startswith("    ")}
    before = tree(folder)
    report = {name for name in before if name.startswith("report/")}
    assert named == set(before) - report | {f"report/index.html (+{len(report) - 1})"}

    break_manuscript(publication)
    broken = kanwu("build", cwd=publication)
    assert (broken.returncode, broken.stderr) == (1, "")
    assert "manuscripts/2026-01/01-写在前面.md:2" in broken.stdout
    assert "[yaml-colon-wide]" in broken.stdout
    assert "没有交付成品；上一次做好的成品原样未动。" in broken.stdout
    assert tree(folder) == before


def test_without_java_the_installation_is_broken(publication: Path, tmp_path: Path) -> None:
    done = kanwu("build", cwd=publication, path=str(tmp_path))
    assert done.returncode == 3
    assert "Java" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert not (publication / "build").exists()


def test_a_reader_who_goes_away_is_no_fault(publication: Path) -> None:
    break_manuscript(publication)
    for arguments in (("check",), ("check", "--json")):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run(
            [*KANWU, *arguments], cwd=publication, stdout=writer, stderr=subprocess.PIPE, check=False
        )
        os.close(writer)
        assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_narrow_terminals(publication: Path, encoding: str) -> None:
    """What a terminal cannot show is a question mark; without any Chinese it is spoken to in English."""
    break_manuscript(publication)
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"}
    environment.pop("KANWU_LANG", None)
    done = subprocess.run(
        [*KANWU, "check"], cwd=publication, env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, b"")
    said = done.stdout.decode(encoding)
    assert "[yaml-colon-wide]" in said
    assert ("必须修改" in said) == (encoding == "gbk")
    assert ("to mend" in said) == (encoding != "gbk")
    machine = subprocess.run(
        [*KANWU, "check", "--json"], cwd=publication, env=environment, capture_output=True, check=False
    )
    files = [json.loads(line).get("file") for line in machine.stdout.decode(encoding).splitlines()]
    assert "manuscripts/2026-01/01-写在前面.md" in files  # escaped, not lost


def test_a_terminal_shows_the_steps_as_they_go(publication: Path) -> None:
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "NO_COLOR": "1", "COLUMNS": "100"}
    process = subprocess.Popen([*KANWU, "check"], cwd=publication, env=environment, stdout=theirs)
    os.close(theirs)
    said = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # Linux' way to say that the other end is closed
            break
        if not piece:
            break
        said += piece
    os.close(ours)
    assert process.wait() == 0
    shown = said.decode("utf-8")
    assert "✓ 读稿、检查" in shown.replace("\x1b[0m", "")
    assert "\x1b[?25h" in shown  # the cursor is back
    assert "\x1b[32m" not in shown  # NO_COLOR


# ---- in this process -----------------------------------------------------------------------


def test_no_publication_here(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for command in ("build", "check", "new-issue"):
        code, out, _ = run(command)
        assert code == 1
        assert "publication.yaml" in out
        assert "kanwu new" in out


def test_an_unknown_issue(run: Run) -> None:
    for command in ("build", "check"):
        assert run(command, "2020-09") == (1, "manuscripts/ 里没有 2020-09 这一期。现有：2026-01\n", "")


def test_a_publication_without_issues(run: Run, publication: Path) -> None:
    (publication / "manuscripts").rename(publication / "别处")
    for arguments in (("check",), ("check", "2026-01")):
        code, out, _ = run(*arguments)
        assert (code, "kanwu new-issue" in out) == (1, True)


def test_folders_that_were_meant_to_be_issues(run: Run, publication: Path) -> None:
    """What is wrong with the folder is said, not that there is none."""
    folder = publication / "manuscripts" / "2026-01"
    folder.rename(folder.with_name("2026年第3期"))
    code, out, _ = run("check")
    assert code == 1
    assert "manuscripts/2026年第3期" in out
    assert "例如 2026-03" in out
    assert "new-issue" not in out
    folder.with_name("2026年第3期").rename(folder)
    (folder / "issue.yaml").rename(folder / "Issue.yml")
    for arguments in (("check",), ("build", "2026-01")):
        code, out, _ = run(*arguments)
        assert (code, "[issue-file-name]" in out, "Issue.yml" in out) == (1, True, True)
    (folder / "Issue.yml").unlink()
    assert "[issue-file-missing]" in run("check")[1]


def test_a_folder_with_dots_is_said_plainly(run: Run, publication: Path) -> None:
    (publication / "内").mkdir()
    lines = run("new", "内/../../又")[1].splitlines()
    assert lines[0] == "../又 建好了。接着运行："
    event = [json.loads(line) for line in run("build", "-o", "内/../out", "--json")[1].splitlines()][-1]
    assert event["folder"] == str(publication / "out" / "2026-01")


def test_a_sound_issue(run: Run) -> None:
    code, out, err = run("check")
    lines = out.splitlines()
    assert (code, lines[0], lines[-1], err) == (0, "- 读稿、检查", "没有需要修改的地方。", "")
    assert Path(lines[1].removeprefix("一眼看全期：")).is_file() and len(lines) == 3


def test_findings_have_file_and_line(run: Run, publication: Path) -> None:
    break_manuscript(publication)
    code, out, _ = run("check")
    assert code == 1
    assert "✗ manuscripts/2026-01/01-写在前面.md:2" in out
    assert "✗ manuscripts/2026-01/01-写在前面.md:5" in out
    assert out.splitlines()[-1].startswith("必须修改 ")
    assert not (publication / "build").exists()


def test_english_where_it_is_asked_for(run: Run, publication: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = publication / ".kanwu" / "check" / "2026-01" / "report" / "index.html"
    said = f"- Reading and checking the manuscripts\nAt a glance: {report}\nNothing to mend.\n"
    english = (0, said, "")
    assert run("check", "--lang", "en") == english
    assert run("--lang=en-GB", "check") == english
    monkeypatch.setenv("KANWU_LANG", "en")
    assert run("check") == english
    assert "没有需要修改的地方。" in run("check", "--lang", "zh")[1]
    monkeypatch.setenv("KANWU_LANG", "fr")  # an environment is no command: it falls back
    assert "没有需要修改的地方。" in run("check")[1]


def test_missing_fonts(run: Run, publication: Path) -> None:
    table = packaged("fonts/fonts.yaml").read_text("utf-8").replace("NotoSerifCJK-Regular", "NoSuchFont")
    (publication / "fonts" / "fonts.yaml").write_text(table, "utf-8")
    code, out, _ = run("build")
    assert code == 3
    assert "NoSuchFont" in out
    assert "[font-missing]" in out
    assert not (publication / "build").exists()


def test_findings_without_a_place_stand_at_the_margin(run: Run) -> None:
    code, out, _ = run("new", ".")
    assert code == 1
    first = f"✗ 文件夹 {Path.cwd()} 已经在用，里面有 manuscripts、publication.yaml。  [new-exists]"
    assert out.splitlines()[0] == first


def test_new_says_what_to_type(run: Run, publication: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(publication.parent)
    code, out, _ = run("new", "新 刊", "--year", "2031")
    assert code == 0
    assert out.splitlines() == ["新 刊 建好了。接着运行：", "  cd '新 刊'", "  kanwu build"]
    assert (publication.parent / "新 刊" / "manuscripts" / "2031-01" / "issue.yaml").is_file()
    monkeypatch.setenv("KANWU_COMMAND", "/opt/my press/kanwu")
    assert run("new", "又一种")[1].splitlines()[-1] == "  '/opt/my press/kanwu' build"
    here = publication.parent / "空"
    here.mkdir()
    monkeypatch.chdir(here)
    assert len(run("new", ".")[1].splitlines()) == 2  # no cd


def test_new_issue_and_the_check_of_it(run: Run) -> None:
    code, out, _ = run("new-issue")
    assert code == 0
    assert "manuscripts/2026-02/issue.yaml" in out
    assert "必须修改" not in out
    code, out, _ = run("check")
    assert code == 0
    assert out.count("[placeholder-left]") == 3


def test_import(run: Run, publication: Path, tmp_path: Path) -> None:
    source = tmp_path / "原文.txt"
    source.write_text("# 海边来信\n\n" + "风从海上来，带着盐的味道。" * 20 + "\n", "utf-8")
    code, out, _ = run("import", str(source), "--issue", "2026-02")
    assert code == 0
    assert "[intake-publication-kept]" in out
    assert "[intake-kind-assumed]" not in out
    assert (publication / "manuscripts" / "2026-02" / "issue.yaml").is_file()


def test_import_of_what_is_no_text(run: Run, publication: Path, tmp_path: Path) -> None:
    before = tree(publication)
    document = tmp_path / "稿.docx"
    document.write_bytes(b"PK\x03\x04\x14\x00\x06\x00" + "海".encode("gb18030") * 999)
    for file, code in ((document, "word-damaged"), (tmp_path, "intake-folder")):
        assert run("import", str(file), "--issue", "2026-02")[0] == 1
        assert f"[{code}]" in run("import", str(file), "--issue", "2026-02")[1]
    assert "没有这个文件" in run("import", "无.txt", "--issue", "2026-02")[1]
    assert tree(publication) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",), ("check", "2020-01"), ("build", "2020-01"), ("new", "又"), ("new", "."), ("new-issue",),
        ("import", "publication.yaml", "--issue", "2026-02"), ("import", "无", "--issue", "2026-02"),
    ],
)  # fmt: skip
def test_machines_get_one_object_a_line(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, _ = run(*arguments, "--json")
    events = [json.loads(line) for line in out.splitlines()]
    assert {event["event"] for event in events} <= {"step", "message", "finding", "done"}
    assert [event["exit"] for event in events if event["event"] == "done"] == [code]
    assert events[-1]["event"] == "done"


# ---- wrong commands ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "chinese", "english"),
    [
        (("foo",), "没有“foo”这条命令。", "There is no command foo."),
        (("chek",), "没有“chek”这条命令。是不是 check？", "There is no command chek. Did you mean check?"),
        (("check", "a", "b"), "这条命令不要多写“b”。", "b: that is too much for this command."),
        (("check", "--lnag", "en"), "没有 --lnag 这个选项。是不是 --lang？",
         "There is no option --lnag. Did you mean --lang?"),
        (("build", "-o"), "-o 后面要写上内容。", "After -o something is missing."),
        (("build", "--json=1"), "--json 后面不带内容，单独写。", "--json stands alone, without a value."),
        (("new",), "缺少：文件夹。", "Something is missing: FOLDER."),
        (("import", "a.txt"), "缺少：--issue。", "Something is missing: --issue."),
        (("new", "x", "--year", "26"), "“26”不是年份；请写四位数字，例如 2026。",
         "“26” is no year; write four digits, as in 2026."),
    ],
)  # fmt: skip
def test_wrong_commands(run: Run, arguments: tuple[str, ...], chinese: str, english: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out, err.splitlines()[0]) == (2, "", chinese)
    assert err.splitlines()[1].startswith("写法请看：kanwu ")
    assert run("--lang", "en", *arguments)[2].splitlines()[0] == english


def test_a_language_there_is_not(run: Run) -> None:
    for arguments in (("check", "--lang", "fr"), ("--lang=", "check"), ("--lang", "french", "check")):
        code, out, err = run(*arguments)
        assert (code, out) == (2, "")
        assert "zh（中文）" in err
        assert "en（English）" in err
    assert run("check", "--lang")[0] == 2
    assert run("check", "--lang")[2].startswith("--lang 后面要写上内容。")


@pytest.mark.parametrize("arguments", [("--help",), *((command, "--help") for command in COMMANDS)])
def test_help_is_of_one_language(run: Run, arguments: tuple[str, ...]) -> None:
    code, chinese, _ = run(*arguments)
    assert code == 0
    assert chinese.startswith("用法：kanwu ")
    assert "选项：" in chinese
    for word in ("Usage", "Options", "Commands", "Show", "required", "PATH", "TEXT", "COMMAND", "ARGS"):
        assert word not in chinese
    assert all(cells(line) <= 80 for line in chinese.splitlines())
    _, english, _ = run("--lang", "en", *arguments)
    assert english.isascii() or "…" in english
    assert all(cells(line) <= 80 for line in english.splitlines())


def test_the_command_alone_shows_help(run: Run) -> None:
    code, out, err = run()
    assert (code, out) == (2, "")
    assert err.startswith("用法：kanwu [选项] 命令 …")
    assert run("--version")[1].startswith("kanwu ")


def test_what_runs_nothing_loads_nothing() -> None:
    """The version and the list of commands come at once: no engine, no library but click is imported."""
    program = (
        "import sys; from kanwu_press.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    for argument in ("--version", "--help"):
        done = subprocess.run(
            [sys.executable, "-c", program, argument],
            env=os.environ | {"PYTHONPATH": str(SOURCE)}, capture_output=True, encoding="utf-8",
        )  # fmt: skip
        loaded = set(done.stderr.split())
        assert {"click", "kanwu_press"} <= loaded
        assert not loaded & {"weasyprint", "pikepdf", "numpy", "PIL", "lxml", "yaml", "rich", "jinja2"}


def test_a_check_does_without_the_engine() -> None:
    program = "import sys; import kanwu_press.cli.{}; print('weasyprint' in sys.modules)"
    for name, loaded in (("check", "False"), ("proof", "True")):
        done = subprocess.run(
            [sys.executable, "-c", program.format(name)],
            env=os.environ | {"PYTHONPATH": str(SOURCE)}, capture_output=True, encoding="utf-8",
        )  # fmt: skip
        assert done.stdout.strip() == loaded


@pytest.mark.parametrize("name", sorted(COMMANDS_OF_KANWU))
def test_every_command_of_the_table_can_be_asked(run: Run, name: str) -> None:
    code, said, _ = run("--lang", "en", name, "--help")
    assert code == 0
    assert " ".join(said.split()).startswith(f"Usage: kanwu {name} ")
    assert COMMANDS_OF_KANWU[name][1] in " ".join(said.split())


# ---- faults --------------------------------------------------------------------------------


def test_a_fault_of_the_program(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object, **__: object) -> None:
        raise RuntimeError("毛病在此")

    monkeypatch.setattr("kanwu_press.cli.check.check_desk", faulty)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    code, _, err = run("check")
    assert code == 3
    (log,) = tmp_path.glob("kanwu-*.log")
    assert err == f"程序出了毛病，停下来了；做好的成品没有改动。请把 {log} 发给我们。\n"
    text = log.read_text("utf-8")
    assert "Traceback" in text
    assert "毛病在此" in text
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "无"))
    code, _, err = run("check")
    assert code == 3
    assert "RuntimeError: 毛病在此" in err


def test_stopping_is_no_fault(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kanwu_press.cli.check.check_desk", stopped)
    code, _, err = run("check")
    assert (code, err.strip()) == (130, "已停止。")


def test_the_systems_reasons_are_said_in_chinese() -> None:
    rule = Rule("x", Level.ERROR, "{name}: {reason}", "")
    found = rule.at(NOWHERE, name="a", reason=os.strerror(28))
    assert found.message(words("zh")) == "a: 磁盘满了"
    assert found.message(words("en")) == "a: No space left on device"
    assert rule.at(NOWHERE, name="a", reason="其他").message(words("zh")) == "a: 其他"


def test_many_notes_of_one_kind_are_folded(capsys: pytest.CaptureFixture[str]) -> None:
    note, warning = (
        Rule(code, level, "{n}.", "") for code, level in (("a-note", Level.INFO), ("b", Level.WARNING))
    )
    found = [rule.at(Place("a.md", n), n=n) for rule in (note, warning) for n in range(1, 8)]
    make_screen(words("en"), machine=False).findings(found)
    shown = capsys.readouterr().out
    assert shown.count("[b]") == 7 and shown.count("a.md:3  3.") == 2
    assert "a.md:4  4.  [a-note]" not in shown and "4 more notes of this kind" in shown
    make_screen(words("en"), machine=True).findings(found)
    assert len(capsys.readouterr().out.splitlines()) == 14


def test_what_the_engine_says_of_one_slip_is_folded(capsys: pytest.CaptureFixture[str]) -> None:
    rule = Rule("engine-warning", Level.WARNING, "{n}.", "")
    make_screen(words("en"), machine=False).findings([rule.at(NOWHERE, n=n) for n in range(22)])
    shown = capsys.readouterr().out
    assert shown.count("! ") == 3 and "19 more notes of this kind" in shown
    assert "22 to look at" in shown


def test_marks_in_sentences_are_no_mark_up(capsys: pytest.CaptureFixture[str]) -> None:
    rule = Rule("x", Level.WARNING, "[bold]{what}[/] :smile:", "[link=x]")
    make_screen(words("en"), machine=False).findings([rule.at(Place("[a].md", 3), what="[red]")])
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "! [a].md:3  [bold][red][/] :smile:  [x]"
    assert said[1] == "    → [link=x]"


# ---- findings for people and for other programs ---------------------------------------------


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_every_form_keeps_the_exit_codes(run: Run, publication: Path, form: str) -> None:
    assert run("check", "--format", form)[0] == 0
    break_manuscript(publication)
    code, out, _ = run("check", "--format", form)
    assert code == 1
    if form == "sarif":  # alone on standard output
        [log] = json.loads(out)["runs"]
        assert {r["level"] for r in log["results"]} == {"error"}
    elif form == "github":
        assert sum(line.startswith("::error file=manuscripts/2026-01/01-") for line in out.splitlines()) == 3
    elif form == "json":
        assert all(json.loads(line) for line in out.splitlines())


def test_annotations_name_the_folder_in_the_repository(
    run: Run, publication: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(publication.parent))
    break_manuscript(publication)
    assert "::error file=刊/manuscripts/2026-01/01-" in run("check", "--format", "github")[1]
    monkeypatch.setenv("GITHUB_WORKSPACE", str(publication / "manuscripts"))
    assert "::error file=manuscripts/2026-01/01-" in run("check", "--format", "github")[1]


def test_annotations_find_the_top_of_a_repository(
    run: Run, publication: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    break_manuscript(publication)
    assert "file=manuscripts/2026-01/01-" in run("check", "--format", "github")[1]
    (publication.parent / ".git").mkdir()
    assert "file=刊/manuscripts/2026-01/01-" in run("check", "--format", "github")[1]
    (publication / ".git").write_text("gitdir: elsewhere\n", "utf-8")
    assert "file=manuscripts/2026-01/01-" in run("check", "--format", "github")[1]


def test_sarif_is_whole_where_nothing_can_be_checked(
    run: Run, publication: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, _ = run("check", "1999-99", "--format", "sarif")
    assert code == 1 and [r["results"] for r in json.loads(out)["runs"]] == [[]]
    monkeypatch.chdir(publication.parent)
    code, out, _ = run("check", "--format", "sarif")
    assert code == 1 and [r["results"] for r in json.loads(out)["runs"]] == [[]]


def test_what_is_set_aside_is_one_line(run: Run, publication: Path) -> None:
    manuscript = publication / "manuscripts" / "2026-01" / "01-写在前面.md"
    text = "---\n标题: 写在前面\n作者: 甲\n---\n\n正文。\n\n## 附记\n"
    manuscript.write_text(text, "utf-8")
    assert "[heading-last]" in run("check")[1]
    mark = "核过:\n  - 代码: heading-last\n    理由: 只有题目\n"
    manuscript.write_text(text.replace("作者", mark + "作者"), "utf-8")
    code, out, _ = run("check")
    assert code == 0 and "没有需要修改的地方。" in out
    assert "核过 1 处，不再提示：heading-last" in out and "[heading-last]" not in out
    records = map(json.loads, run("check", "--json")[1].splitlines())
    [found] = [record for record in records if record.get("code") == "heading-last"]
    assert (found["suppressed"], found["reason"], found["level"]) == (True, "只有题目", "warning")


def test_final_refuses_what_is_not(run: Run, publication: Path) -> None:
    code, out, _ = run("build", "--final")
    assert code == 1 and out.count("[final-in-edit]") == 4
    assert not (publication / "build").exists()
    for file in (publication / "manuscripts" / "2026-01").glob("*.md"):
        file.write_text(file.read_text("utf-8").replace("---\n", "---\n状态: 定稿\n", 1), "utf-8")
    assert run("check", "--final")[0] == 0


def test_the_plan_is_shown(run: Run) -> None:
    code, out, _ = run("plan")
    assert code == 0 and "写在前面" in out and "4 篇：定稿 0 篇" in out
    records = [json.loads(line) for line in run("plan", "--json")[1].splitlines()]
    assert [record["event"] for record in records] == ["plan", "done"]
    assert len(records[0]["articles"]) == 4
