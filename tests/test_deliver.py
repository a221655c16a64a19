"""Delivery is all or nothing: killed anywhere, short of space, forbidden, or twice at once."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kanwu_press import deliver as module
from kanwu_press.deliver import SUMS, check_output, deliver, files_below
from kanwu_press.findings import Level, exit_code

ISSUE = "2026-01"
OLD = {
    "print/haian-2026-01-interior.pdf": b"old pdf",
    "epub/haian-2026-01.epub": b"old epub",
    "gone.txt": b"x",
}
NEW = {
    "print/haian-2026-01-interior.pdf": b"new pdf" * 9000,
    "epub/haian-2026-01.epub": b"new",
    "pages.json": b"{}",
}


def content(folder: Path) -> dict[str, bytes]:
    """What a folder holds, having proved every checksum in it."""
    files = {
        name: Path(path).read_bytes() for name, path in files_below(folder).items() if isinstance(path, Path)
    }
    sums = files.pop(SUMS).decode().splitlines()
    assert sums == sorted(sums, key=lambda line: line[66:])
    assert {line[66:]: line[:64] for line in sums} == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items()
    }
    return files


def test_delivers_with_checksums_that_sha256sum_accepts(tmp_path: Path) -> None:
    done = deliver(NEW, tmp_path / "a" / "build", ISSUE)
    assert done.findings == ()
    assert done.files == tuple(sorted((*NEW, SUMS)))
    assert content(done.folder) == NEW
    checked = subprocess.run(["sha256sum", "--check", "--strict", SUMS], cwd=done.folder, capture_output=True)
    assert checked.returncode == 0


def test_replaces_the_whole_folder_and_leaves_nothing_behind(tmp_path: Path) -> None:
    deliver(OLD, tmp_path, ISSUE)
    (tmp_path / "neighbour").mkdir()
    (tmp_path / "neighbour" / "letter.txt").write_text("mine")
    done = deliver(NEW, tmp_path, ISSUE)
    assert content(done.folder) == NEW
    assert (tmp_path / "neighbour" / "letter.txt").read_text() == "mine"
    assert sorted(p.name for p in tmp_path.iterdir()) == [f".lock-{ISSUE}", ISSUE, "neighbour"]


def test_a_work_folder_is_copied(tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "print").mkdir(parents=True)
    (source / "print" / "x.pdf").write_bytes(b"pdf")
    done = deliver({**files_below(source), "pages.json": b"{}"}, tmp_path / "out", ISSUE)
    assert content(done.folder) == {"print/x.pdf": b"pdf", "pages.json": b"{}"}
    assert (source / "print" / "x.pdf").exists()


@pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "two renames"])
def test_both_ways_of_changing_places(
    tmp_path: Path, exchange: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exchange:
        monkeypatch.setattr(module, "exchange", lambda one, other: False)
    for files in (OLD, NEW, OLD):
        assert content(deliver(files, tmp_path, ISSUE).folder) == files
    assert sorted(p.name for p in tmp_path.iterdir()) == [f".lock-{ISSUE}", ISSUE]


# ---- the editor's own files ----------------------------------------------------------------


def test_a_folder_with_foreign_files_is_refused(tmp_path: Path) -> None:
    """`-o manuscripts` must not replace the manuscripts of the issue by its build."""
    (tmp_path / ISSUE).mkdir()
    (tmp_path / ISSUE / "issue.yaml").write_text("年: 2026")
    done = deliver(NEW, tmp_path, ISSUE)
    assert [f.code for f in done.findings] == ["deliver-foreign-files"]
    assert exit_code(done.findings) == 1 and done.files == ()
    assert "issue.yaml" in dict(done.findings[0].values)["files"]
    assert (tmp_path / ISSUE / "issue.yaml").read_text() == "年: 2026"


def test_a_file_laid_beside_a_build_is_not_lost(tmp_path: Path) -> None:
    deliver(OLD, tmp_path, ISSUE)
    (tmp_path / ISSUE / "print" / "批注.txt").write_text("mine")
    (tmp_path / ISSUE / ".DS_Store").write_text("litter")
    assert [f.code for f in deliver(NEW, tmp_path, ISSUE).findings] == ["deliver-foreign-files"]
    (tmp_path / ISSUE / "print" / "批注.txt").unlink()
    assert content(deliver(NEW, tmp_path, ISSUE).folder) == NEW


def test_a_link_or_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / ISSUE).symlink_to(elsewhere)
    (tmp_path / "2026-02").write_text("a file")
    for issue in (ISSUE, "2026-02"):
        assert [f.code for f in deliver(NEW, tmp_path, issue).findings] == ["deliver-not-folder"]
    assert [f.code for f in deliver(NEW, tmp_path / "2026-02", ISSUE).findings] == ["deliver-not-folder"]
    assert list(elsewhere.iterdir()) == [] and (tmp_path / "2026-02").read_text() == "a file"


def test_an_empty_folder_is_welcome(tmp_path: Path) -> None:
    (tmp_path / ISSUE).mkdir()
    assert check_output(tmp_path, ISSUE) == ()
    assert content(deliver(NEW, tmp_path, ISSUE).folder) == NEW


@pytest.mark.parametrize("name", ["../evil", "/etc/x", "a//b", "a\\b", "a\nb", SUMS, "", ".", "a/../b"])
def test_bad_names_write_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError):
        deliver({name: b"", "good": b""}, tmp_path, ISSUE)
    assert list(tmp_path.iterdir()) == []


def test_names_that_some_disks_take_for_one(tmp_path: Path) -> None:
    with pytest.raises(ValueError):
        deliver({"A.pdf": b"", "a.PDF": b""}, tmp_path, ISSUE)
    for issue in ("../x", "a/b", ".hidden", ""):
        with pytest.raises(ValueError):
            deliver(NEW, tmp_path, issue)


# ---- trouble with the disk -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "deliver-disk-full"),
        (errno.EDQUOT, "deliver-disk-full"),
        (errno.EROFS, "deliver-read-only"),
        (errno.EACCES, "deliver-not-permitted"),
        (errno.EIO, "deliver-failed"),
    ],
)
def test_what_the_disk_refuses_is_a_finding(
    tmp_path: Path, number: int, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(OLD, tmp_path, ISSUE)

    def refuse(path: Path, data: object) -> str:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(module, "write", refuse)
    done = deliver(NEW, tmp_path, ISSUE)
    assert [(f.code, f.level) for f in done.findings] == [(code, Level.ERROR)]
    assert content(tmp_path / ISSUE) == OLD
    assert not list(tmp_path.glob(".work-*"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MiB; only root can mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], capture_output=True)
    if mounted.returncode:
        pytest.skip("cannot mount a small disk here")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_disk_that_really_fills_up(small_disk: Path) -> None:
    assert content(deliver(OLD, small_disk, ISSUE).folder) == OLD
    done = deliver({"print/big.pdf": bytes(2 << 20)}, small_disk, ISSUE)
    assert [f.code for f in done.findings] == ["deliver-disk-full"]
    assert content(small_disk / ISSUE) == OLD
    assert content(deliver(NEW, small_disk, ISSUE).folder) == NEW


def test_a_disk_that_really_is_read_only(small_disk: Path) -> None:
    deliver(OLD, small_disk, ISSUE)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    assert [f.code for f in deliver(NEW, small_disk, ISSUE).findings] == ["deliver-read-only"]
    assert content(small_disk / ISSUE) == OLD


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_no_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert [f.code for f in deliver(NEW, tmp_path, ISSUE).findings] == ["deliver-not-permitted"]
    tmp_path.chmod(0o700)


# ---- killed --------------------------------------------------------------------------------

CHILD = """
    import os, signal, sys
    from pathlib import Path
    from kanwu_press import deliver as module
    out, stop, exchange = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "exchange"
    if not exchange:
        module.exchange = lambda one, other: False
    count = 0
    def step(name):
        global count
        count += 1
        if count == stop:
            os.kill(os.getpid(), signal.SIGKILL)
    new = {f"print/{n}.pdf": b"new" * 100_000 for n in range(12)}
    while True:
        assert not module.deliver(new, out, "2026-01", step).findings
        if stop:
            break
        assert not module.deliver({"old": b"old"}, out, "2026-01", step).findings
"""
KILLED_NEW = {f"print/{n}.pdf": b"new" * 100_000 for n in range(12)}
KILLED_OLD = {"old": b"old"}


def child(out: Path, stop: int, way: str = "exchange") -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", textwrap.dedent(CHILD), str(out), str(stop), way])


@pytest.mark.parametrize("way", ["exchange", "two renames"])
def test_killed_after_each_step(tmp_path: Path, way: str) -> None:
    """The old build or the new one, whole; and the next delivery clears the rest away."""
    for stop in range(1, 100):
        deliver(KILLED_OLD, tmp_path, ISSUE)
        code = child(tmp_path, stop, way).wait()
        if code == 0:
            break
        assert code == -signal.SIGKILL
        if way == "exchange":
            assert content(tmp_path / ISSUE) in (KILLED_OLD, KILLED_NEW)
        again = deliver(NEW, tmp_path, ISSUE)
        assert again.findings == () and content(again.folder) == NEW
        assert sorted(p.name for p in tmp_path.iterdir()) == [f".lock-{ISSUE}", ISSUE]
    assert stop > 15  # every step was met: twelve files and the changes


def test_two_renames_cut_short_come_back_at_the_next_start(tmp_path: Path) -> None:
    """Between the two renames the issue has no name; the next delivery gives it back, even if it fails."""
    deliver(OLD, tmp_path, ISSUE)
    (tmp_path / ISSUE).rename(tmp_path / f".old-{ISSUE}")
    (tmp_path / f".work-{ISSUE}").mkdir()

    def stop(name: str) -> None:
        if name == "swept":
            assert content(tmp_path / ISSUE) == OLD
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        deliver(NEW, tmp_path, ISSUE, stop)
    assert content(tmp_path / ISSUE) == OLD


def test_killed_at_random_moments(tmp_path: Path) -> None:
    chance = random.Random(20260101)
    for _ in range(8):
        process = child(tmp_path, 0)
        deadline = time.monotonic() + 10
        while not (tmp_path / ISSUE).exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(chance.uniform(0.05, 0.35))
        process.kill()
        process.wait()
        assert content(tmp_path / ISSUE) in (KILLED_OLD, KILLED_NEW)
    assert content(deliver(NEW, tmp_path, ISSUE).folder) == NEW


@pytest.mark.parametrize("moment", ["wrote pages.json", "written", "changed", "in place"])
def test_interrupted_from_the_keyboard(tmp_path: Path, moment: str) -> None:
    deliver(OLD, tmp_path, ISSUE)

    def interrupt(name: str) -> None:
        if name == moment:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        deliver(NEW, tmp_path, ISSUE, interrupt)
    assert content(tmp_path / ISSUE) == (NEW if moment in ("changed", "in place") else OLD)


# ---- two at once ---------------------------------------------------------------------------


@pytest.mark.parametrize(("others", "count"), [(True, 6), (False, 24)])
def test_two_at_once_take_turns(tmp_path: Path, others: bool, count: int) -> None:
    """Also where each clears the lock away that the next is waiting for."""
    inside = 0
    most = 0

    def step(name: str) -> None:
        nonlocal inside, most
        if name == "locked":
            inside += 1
            most = max(most, inside)
        if name == "cleared":
            inside -= 1

    both = (NEW, OLD)
    threads = [
        threading.Thread(target=deliver, args=(both[n % 2], tmp_path, ISSUE, step), kwargs={"others": others})
        for n in range(count)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert content(tmp_path / ISSUE) in both


def test_in_anybodys_folder_no_lock_is_left(tmp_path: Path) -> None:
    assert deliver(NEW, tmp_path, ISSUE, others=False).findings == ()
    assert [p.name for p in tmp_path.iterdir()] == [ISSUE]
    (tmp_path / ISSUE / "mine.txt").write_text("mine")
    assert deliver(NEW, tmp_path, ISSUE, others=False).findings != ()
    assert [p.name for p in tmp_path.iterdir()] == [ISSUE]


def test_a_delivery_that_hangs_is_not_waited_for_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.1)
    with module._lock(tmp_path, ISSUE):
        assert [f.code for f in deliver(NEW, tmp_path, ISSUE).findings] == ["deliver-busy"]


def test_dead_work_folders_are_swept_and_live_ones_are_not(tmp_path: Path) -> None:
    for issue in ("2025-03", "2025-04"):
        (tmp_path / f".work-{issue}").mkdir()
        (tmp_path / f".work-{issue}" / "half.pdf").write_text("half")
    with module._lock(tmp_path, "2025-04"):
        deliver(NEW, tmp_path, ISSUE)
    assert not (tmp_path / ".work-2025-03").exists()
    assert (tmp_path / ".work-2025-04" / "half.pdf").exists()
