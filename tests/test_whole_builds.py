"""The guarantees on whole builds, by the command in processes of its own.

The same bytes wherever and whenever; the last good build outlives kill -9; nothing outside is read,
nothing is fetched, no program but Java is started.
"""

from __future__ import annotations

import io
import json
import random
import shutil
import signal
import socket
import sys
import sysconfig
import textwrap
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from gettext import NullTranslations
from pathlib import Path

import pytest
from filelock import FileLock
from PIL import Image
from PIL.PngImagePlugin import PngInfo

import kanwu_press
from kanwu_press.build import build
from kanwu_press.findings import Exit, exit_code
from kanwu_press.fonts.sources import system_folders
from kanwu_press.new import STARTER
from kanwu_press.press.profile import profile_folders
from kanwu_press.workspace import Workspace, packaged
from whole import REPOSITORY, SAMPLE, sample
from whole_runs import ANOTHER_DAY, ISSUE, built_fonts, ended, kanwu, starter, whole


@pytest.fixture(scope="session")
def fonts(shared_folder: Path) -> Path:
    return built_fonts(shared_folder)


@pytest.fixture(scope="session")
def plain(shared_folder: Path, fonts: Path) -> Path:
    """The starter built once in a test run, with nothing special about it: the output folder."""
    base = shared_folder / "plain"
    with FileLock(shared_folder / "plain.lock"):
        if not base.is_dir():
            delivered(starter(base / "publication", fonts), base / "out")
    return base / "out"


def delivered(workspace: Workspace, out: Path) -> dict[str, bytes]:
    built = build(workspace, ISSUE, out, NullTranslations(), lambda step: None)
    assert built.folder == out / ISSUE, built.findings
    return whole(built.folder)


# ---- the same bytes ------------------------------------------------------------------------

HERE = {"TZ": "UTC", "LANG": "C.UTF-8", "PYTHONHASHSEED": "0"}
ELSEWHERE = {"TZ": "Pacific/Auckland", "LANG": "zh_CN.GB18030", "PYTHONHASHSEED": "4711", "DAYS": "400.4"}


def moved(source: Path, target: Path) -> None:
    """Copy a publication's sources in another order, with other times."""
    for path in sorted((p for p in source.rglob("*") if p.is_file()), reverse=True):
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())


def test_the_child_really_lives_on_another_day(tmp_path: Path) -> None:
    before = (
        "import datetime, time; print(datetime.datetime.now(datetime.UTC).timestamp(), time.strftime('%Y'))"
    )
    said = ended(kanwu(tmp_path, "--version", before=before, **ELSEWHERE)).split()
    assert abs(float(said[0]) - time.time() - 400.4 * 86400) < 60
    assert int(said[1]) > datetime.now(UTC).year


def test_the_same_bytes_on_another_day_in_another_folder(plain: Path, fonts: Path, tmp_path: Path) -> None:
    """Time zone, locale, umask, hash seed, order and times of files do not tell, nor do ready faces."""
    root = tmp_path / "别处 another 'folder'" / "刊物"
    moved(STARTER, root)
    ended(kanwu(root, "build", umask=0o077, **ELSEWHERE))
    assert faces(root / "fonts" / "built") == faces(fonts)
    assert len(faces(fonts)) == 6
    assert whole(root / "build" / ISSUE) == whole(plain / ISSUE)
    ended(kanwu(root, "build", ISSUE, "-o", str(tmp_path / "warm"), **HERE))
    assert whole(tmp_path / "warm" / ISSUE) == whole(plain / ISSUE)


def faces(cache: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in cache.glob("*/*.[ot]tf")}


def test_the_sample_has_the_same_bytes_elsewhere(shared_folder: Path, fonts: Path, tmp_path: Path) -> None:
    here = sample(shared_folder)
    root = tmp_path / "另一处"
    moved(REPOSITORY / "manuscripts" / SAMPLE, root / "manuscripts" / SAMPLE)
    shutil.copy(REPOSITORY / "publication.yaml", root)
    shutil.copytree(fonts, root / "fonts" / "built")
    ended(kanwu(root, "build", umask=0o077, **ELSEWHERE))
    assert whole(root / "build" / SAMPLE) == whole(here.folder)


def test_source_date_epoch_changes_only_the_epub_s_date(
    plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The faces are made with it, too."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
    told, untold = delivered(starter(tmp_path / "p"), tmp_path / "out"), whole(plain / ISSUE)
    epub = f"epub/xinkan-{ISSUE}.epub"
    assert {name for name in untold if told[name] != untold[name]} == {epub, "SHA256SUMS"}
    ours, theirs = members(told[epub]), members(untold[epub])
    assert {name for name in theirs if ours[name] != theirs[name]} == {"EPUB/content.opf"}
    date, other = b"2009-02-13T23:31:30Z", b"2026-03-20T00:00:00Z"
    assert ours["EPUB/content.opf"].replace(date, other) == theirs["EPUB/content.opf"]


def members(epub: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# ---- killed, and two at once ---------------------------------------------------------------

KILL = """
    import functools, os, signal
    import kanwu_press.build as module
    import kanwu_press.certifying as certifying
    def step(name):
        if name == {moment!r}:
            os.kill(os.getpid(), signal.SIGKILL)
    module.deliver = functools.partial(module.deliver, step=step)
    certifying.check_epub = lambda issue, epub: ()  # EPUBCheck is not what is tried here
"""


@pytest.fixture
def publication(plain: Path, fonts: Path, tmp_path: Path) -> Workspace:
    """With a good build, and a change since."""
    workspace = starter(tmp_path / "p", fonts)
    shutil.copytree(plain, workspace.default_output)
    file = workspace.publication_file
    file.write_text(file.read_text("utf-8").replace("刊名: 新刊", "刊名: 更新的刊"), "utf-8")
    return workspace


def build_anew(workspace: Workspace, out: Path) -> dict[str, bytes]:
    """The next build succeeds and leaves nothing lying about."""
    new = delivered(workspace, out)
    assert sorted(p.name for p in out.iterdir()) == [f".lock-{ISSUE}", ISSUE]
    assert not list(workspace.built_fonts.glob("aside-*"))
    return new


def test_killed_at_any_moment(publication: Workspace) -> None:
    """The old build or the new one, whole; with faces made anew or not."""
    out = publication.default_output
    found = [whole(out / ISSUE)]
    chance = random.Random(20260101)
    for number in range(5):
        if number % 2:
            shutil.rmtree(publication.built_fonts, ignore_errors=True)
        process = kanwu(publication.root, "build")
        time.sleep(chance.uniform(0.3, 3.5))
        process.kill()
        process.communicate()
        found.append(whole(out / ISSUE))
    old, new = found[0], build_anew(publication, out)
    assert old != new
    assert all(build in (old, new) for build in found)


def test_killed_while_it_delivers(publication: Workspace, tmp_path: Path) -> None:
    moments = {"wrote pages.json": False, "written": False, "changed": True}
    old = whole(publication.default_output / ISSUE)
    outs = {moment: tmp_path / moment for moment in moments}
    for out in outs.values():
        shutil.copytree(publication.default_output, out)
    runs = [
        kanwu(publication.root, "build", "-o", str(out), before=textwrap.dedent(KILL.format(moment=moment)))
        for moment, out in outs.items()
    ]
    for process in runs:
        process.communicate(timeout=120)
        assert process.returncode == -signal.SIGKILL
    assert all((out / f".work-{ISSUE}").is_dir() for out in outs.values())  # killed in the middle, indeed
    found = {moment: whole(out / ISSUE) for moment, out in outs.items()}
    new = build_anew(publication, outs["written"])
    assert found == {moment: new if done else old for moment, done in moments.items()}


def test_two_at_once_do_not_harm_each_other(plain: Path, tmp_path: Path) -> None:
    """From nothing, so that both make the faces, too."""
    root = starter(tmp_path / "p").root
    both = (kanwu(root, "build"), kanwu(root, "build"))
    for process in both:
        ended(process)
    assert whole(root / "build" / ISSUE) == whole(plain / ISSUE)
    assert sorted(p.name for p in (root / "build").iterdir()) == [f".lock-{ISSUE}", ISSUE]
    assert not list((root / "fonts" / "built").glob("aside-*"))


# ---- what a build touches ------------------------------------------------------------------

# Python tells a hook of every file it opens, program it starts and socket it makes; the hook writes to
# a file opened beforehand. What C libraries open by themselves (faces, fontconfig) does not pass by it.
WATCH = """
    import json, os, sys
    log = os.open({log!r}, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    def watch(event, args):
        if event == "open" and not isinstance(args[0], int):
            kind = "write" if args[2] and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) else "read"
            tell(kind, os.path.abspath(os.fsdecode(args[0])))
        elif event in ("subprocess.Popen", "os.posix_spawn", "os.system", "os.exec", "os.spawn", "pty.spawn"):
            tell("start", os.path.basename(os.fsdecode(args[0])))
        elif event in ("os.fork", "os.forkpty"):
            tell("start", event)
        elif event.partition(".")[0] in ("socket", "urllib", "http", "ftplib", "smtplib"):
            tell("network", event)
    def tell(*what):
        os.write(log, (json.dumps(what) + "\\n").encode())
    sys.addaudithook(watch)
"""


def watched(root: Path, out: Path, log: Path, temp: Path) -> dict[str, set[str]]:
    """kind → what a whole build did of it."""
    before = textwrap.dedent(WATCH.format(log=str(log)))
    ended(kanwu(root, "build", "-o", str(out), before=before, TMPDIR=str(temp), WITH_EPUBCHECK="1"))
    done: dict[str, set[str]] = {"network": set()}
    for line in log.read_text("utf-8").splitlines():
        kind, what = json.loads(line)
        done.setdefault(kind, set()).add(what)
    return done


def outside(paths: set[str], *allowed: Path) -> set[str]:
    """Those that, all links followed, neither are one of `allowed` nor lie in one."""
    real = [p.resolve() for p in allowed]
    return {path for path in paths if not any(Path(path).resolve().is_relative_to(p) for p in real)}


def test_a_build_reads_only_its_own_and_starts_only_java(tmp_path: Path) -> None:
    root, out, temp = starter(tmp_path / "p").root, tmp_path / "out", tmp_path / "temp"
    temp.mkdir()
    done = watched(root, out, tmp_path / "log", temp)
    assert done["network"] == set()
    assert done["start"] == {"java"}
    assert any(path.endswith("issue.yaml") for path in done["read"])  # the hook was awake
    python = [Path(sysconfig.get_path("stdlib")), Path(sysconfig.get_path("platstdlib")), Path(sys.prefix)]
    program = [Path(kanwu_press.__file__).parent, packaged("styles"), packaged("fonts/fonts.yaml")]
    mere_python = [Path("/etc/mime.types"), Path("/dev/null"), ANOTHER_DAY]  # its list of types; our test's
    allowed = [root, out, temp, *system_folders(), *profile_folders(), *python, *program, *mere_python]
    assert outside(done["read"], *allowed) == set()
    own = (root / "fonts" / "built", root / ".kanwu" / "plates")
    assert outside(done["write"], *own, out, temp, Path("/dev/null")) == set()
    assert {p.name for p in root.iterdir()} == {"publication.yaml", "manuscripts", "fonts", ".kanwu"}
    assert list(temp.iterdir()) == []


# ---- who tries to reach out ----------------------------------------------------------------

SECRET = "绝密文件第四十七号"
ARTICLE = f"manuscripts/{ISSUE}/01-写在前面.md"


@pytest.fixture(scope="module")
def server() -> Iterator[socket.socket]:
    """Somebody who would notice a visitor."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening


@pytest.fixture
def prey(fonts: Path, tmp_path: Path) -> Workspace:
    """A publication, and beside it what nobody may see: a text, a stylesheet, a picture."""
    (tmp_path / "secret.md").write_text(f"---\n标题: {SECRET}\n---\n\n{SECRET}。\n", "utf-8")
    (tmp_path / "secret.css").write_text(f"p::before {{ content: '{SECRET}' }} {SECRET}", "utf-8")
    picture = Image.linear_gradient("L").resize((1800, 1200))
    picture.save(tmp_path / "secret.png", pnginfo=_comment())
    return starter(tmp_path / "p", fonts)


def _comment() -> PngInfo:
    info = PngInfo()
    info.add_itxt("Comment", SECRET)
    return info


def add(workspace: Workspace, text: str) -> None:
    path = workspace.root / ARTICLE
    path.write_text(path.read_text("utf-8") + f"\n{text}\n", "utf-8")


def link(workspace: Workspace, name: str, target: str) -> None:
    path = workspace.root / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(target)


def own_style(workspace: Workspace, name: str, css: str) -> None:
    (workspace.root / "styles").mkdir()
    text = (packaged("styles") / name).read_text("utf-8")
    (workspace.root / "styles" / name).write_text(f"{css}\n{text}", "utf-8")


def picture_line(address: str) -> str:
    return f"![某图|替代文字：一幅图]({address})"


ESCAPES = {
    "a manuscript that is a link": lambda w, at: link(w, ARTICLE, "../../../secret.md"),
    "the folder of the issue that is a link": lambda w, at: elsewhere(w),
    "the issue that is a link": lambda w, at: link(
        w, f"manuscripts/{ISSUE}/issue.yaml", "../../../secret.md"
    ),
    "the publication that is a link": lambda w, at: link(w, "publication.yaml", "../secret.md"),
    "a picture that is a link": lambda w, at: link(
        w, f"manuscripts/{ISSUE}/图片/海湾.png", "../../../../secret.png"
    ),
    "a picture above": lambda w, at: add(w, picture_line("../../../secret.png")),
    "a picture from the disk": lambda w, at: add(w, picture_line(f"{w.root.parent}/secret.png")),
    "a picture by file:": lambda w, at: add(w, picture_line(f"file://{w.root.parent}/secret.png")),
    "a picture from the network": lambda w, at: add(w, picture_line(f"http://{at}/a.png")),
    "a link to a file": lambda w, at: add(w, f"[看这里](file://{w.root.parent}/secret.md)"),
    "an attachment": lambda w, at: add(
        w, f'<a rel="attachment" href="file://{w.root.parent}/secret.md">x</a>'
    ),
    "a stylesheet that is a link": lambda w, at: link(w, "styles/print.css", "../../secret.css"),
    "an import by file:": lambda w, at: own_style(
        w, "print.css", f"@import url(file://{w.root.parent}/secret.css);"
    ),
    "an import from the network": lambda w, at: own_style(w, "print.css", f"@import url(http://{at}/a.css);"),
    "a background": lambda w, at: own_style(
        w, "tokens.css", f"body {{ background: url(http://{at}/a.png) }}"
    ),
    "a face": lambda w, at: own_style(
        w,
        "print.css",
        f"@font-face {{ font-family: X; src: url(http://{at}/a.ttf) }} body {{ font-family: X }}",
    ),
    "the EPUB's stylesheet": lambda w, at: own_style(
        w, "epub.css", f"@import url(file://{w.root.parent}/secret.css);"
    ),
    "the EPUB's background": lambda w, at: own_style(
        w, "epub.css", f"body {{ background: url(http://{at}/a.png) }}"
    ),
}


def elsewhere(workspace: Workspace) -> None:
    folder = workspace.issue_folder(ISSUE)
    shutil.move(folder, workspace.root.parent / "issue")
    folder.symlink_to("../../issue")


@pytest.mark.parametrize("case", ESCAPES)
def test_who_reaches_out_is_refused(
    case: str, prey: Workspace, server: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "EPUB" not in case:
        monkeypatch.setattr(
            "kanwu_press.certifying.check_epub", lambda issue, epub: ()
        )  # it must not need EPUBCheck
    host, port = server.getsockname()
    ESCAPES[case](prey, f"{host}:{port}")
    built = build(prey, ISSUE, prey.default_output, NullTranslations(), lambda step: None)
    assert built.folder is None
    assert exit_code(built.findings) == Exit.MEND
    assert not (prey.default_output / ISSUE).exists()
    assert not any(SECRET in str(value) for finding in built.findings for _, value in finding.values)
    with pytest.raises(BlockingIOError):
        server.accept()
