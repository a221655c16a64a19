"""The set-up scripts and the locks, tried with made-up commands instead of apt, dpkg and Python."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
TOOLS = (
    "cat", "cksum", "tr", "mkdir", "rm", "find", "ls", "ln", "id", "uname", "flock", "env", "grep", "sort",
    "cmp", "cp",
)  # fmt: skip
LOCKS = ("requirements.lock", "requirements-dev.lock")


def requirements(name: str) -> dict[str, str]:
    """Package → version, of a lock; fails on one without a hash."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    found = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            match = re.match(r"([a-z0-9-]+)==(\S+)", line)
            assert match, line
            assert "--hash=sha256:" in line, line
            found[match[1]] = match[2]
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_locks_name_no_host(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert not re.search(r"https?:|file:|--(extra-)?index-url|--find-links|@ ", text)


def test_tests_run_with_the_users_packages() -> None:
    users, developers = map(requirements, LOCKS)
    assert users.items() <= developers.items()
    assert {"pytest", "mypy", "ruff", "babel", "hypothesis"} <= developers.keys()
    assert {"weasyprint", "uharfbuzz", "hatchling", "editables"} <= users.keys()


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    locked = requirements("requirements-dev.lock")
    wanted = [Requirement(line) for line in asked]
    stale = [str(r) for r in wanted if not r.specifier.contains(locked.get(r.name.lower(), "0"))]
    assert stale == [], "run dev/lock"


@pytest.mark.parametrize("name", ["kanwu", "test", "dev/setup.sh", "dev/lock", "dev/readers"])
def test_scripts_are_plain_shell(name: str) -> None:
    subprocess.run(["sh", "-n", str(ROOT / name)], check=True)
    if not name.endswith(".sh"):
        assert (ROOT / name).stat().st_mode & 0o111


def test_the_script_finds_its_folder_through_links(tmp_path: Path) -> None:
    home, bin_folder = tmp_path / "我的 程序", tmp_path / "bin"
    (home / ".venv" / "bin").mkdir(parents=True)
    (home / "dev").mkdir()
    bin_folder.mkdir()
    shutil.copy(ROOT / "kanwu", home / "kanwu")
    (home / "dev" / "setup.sh").write_text("set_up() { :; }\n", "utf-8")
    real = home / ".venv" / "bin" / "kanwu"
    real.write_text('#!/bin/sh\nprintf "%s\\n" "$0" "$KANWU_COMMAND" "$@"\n', "utf-8")
    real.chmod(0o755)
    (bin_folder / "first").symlink_to("../我的 程序/kanwu")
    (bin_folder / "kanwu").symlink_to(bin_folder / "first")
    for command in (home / "kanwu", bin_folder / "first", bin_folder / "kanwu"):
        done = subprocess.run([command, "new", "a b"], capture_output=True, text=True, cwd="/", check=True)
        assert done.stdout.splitlines() == [str(real), str(home / "kanwu"), "new", "a b"]


def test_the_language_of_the_set_up_is_that_of_the_program(tmp_path: Path) -> None:
    for value, expected in (("en", "English"), ("zh", "中文"), ("fr", "中文")):
        done = run(tmp_path, f'KANWU_LANG={value}; . "{ROOT}/dev/setup.sh"; say 中文 English', lang="zh_CN")
        assert done.stderr.strip() == expected


def run(tmp_path: Path, script: str, lang: str = "C", **commands: str) -> subprocess.CompletedProcess[str]:
    """`script` after setup.sh, in a machine that has the base system and the given commands."""
    folder = tmp_path / "bin"
    folder.mkdir(exist_ok=True)
    for tool in TOOLS:
        real = shutil.which(tool)
        if real and not (folder / tool).exists():
            (folder / tool).symlink_to(real)
    for name, body in commands.items():
        path = folder / name.replace("_", "-")
        path.unlink(missing_ok=True)
        path.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
        path.chmod(0o755)
    whole = f'set -eu\nroot="{tmp_path}"\n. "{ROOT}/dev/setup.sh"\n{script}\n'
    environment = {"PATH": str(folder), "LANG": lang}
    return subprocess.run(
        ["/bin/sh", "-c", whole], env=environment, capture_output=True, text=True, check=False
    )


DPKG = 'for p; do case "$p" in fonts-noto-cjk|libpango-1.0-0) echo "$p installed";; esac; done; exit 1'


def test_only_what_is_missing_is_asked_for(tmp_path: Path) -> None:
    done = run(tmp_path, "missing_packages $PACKAGES poppler-utils", dpkg_query=DPKG, java="")
    assert done.stdout.split() == [
        "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-noto-cjk-extra", "fonts-lxgw-wenkai",
        "scribus-data", "poppler-utils",
    ]  # fmt: skip


def test_a_package_that_was_removed_is_missing(tmp_path: Path) -> None:
    removed = 'for p; do echo "$p config-files"; done'
    done = run(tmp_path, "missing_packages fonts-noto-cjk", dpkg_query=removed, java="")
    assert done.stdout.split() == ["fonts-noto-cjk"]


def test_java_counts_by_its_command(tmp_path: Path) -> None:
    done = run(tmp_path, "missing_packages", dpkg_query="exit 1")
    assert done.stdout.split() == ["default-jre-headless"]


def test_an_old_python_is_passed_over(tmp_path: Path) -> None:
    done = run(tmp_path, "find_python", **{"python3": "exit 1", "python3.12": "exit 0"})
    assert Path(done.stdout).name == "python3.12"


def test_no_python_is_explained(tmp_path: Path) -> None:
    done = run(tmp_path, "find_python || no_python", python3="exit 1")
    assert done.returncode == 3
    assert "需要 Python 3.11" in done.stderr
    english = run(tmp_path, "find_python || no_python", lang="en_GB.UTF-8", python3="exit 1")
    assert "Python 3.11 or newer is needed" in english.stderr


def test_one_package_that_fails_does_not_keep_the_rest_out(tmp_path: Path) -> None:
    (tmp_path / ".kanwu").mkdir()
    (tmp_path / "asked").touch()
    apt = f'echo "$*" >>"{tmp_path}/asked"; case "$*" in *lxgw*) echo "E: no lxgw"; exit 1;; esac'
    plain = 'while [ "${1#*=}" != "$1" ]; do shift; done; exec "$@"'
    done = run(
        tmp_path, "as_root() { \"$@\"; }; id() { echo 0; }; apt_install fonts-noto-cjk fonts-lxgw-wenkai",
        apt_get=apt, env=plain,
    )  # fmt: skip
    assert done.returncode == 1
    asked = (tmp_path / "asked").read_text("utf-8").splitlines()
    assert [line.split()[-1] for line in asked] == [
        "update", "fonts-lxgw-wenkai", "fonts-noto-cjk", "fonts-lxgw-wenkai",
    ]  # fmt: skip
    assert "E: no lxgw" in done.stderr
    assert "fonts-lxgw-wenkai" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("commands", "expected"),
    [
        ({"uname": "echo Darwin"}, "brew install pango"),
        ({"uname": "echo Linux", "dnf": ""}, "dnf install pango"),
        ({"uname": "echo Linux", "pacman": ""}, "pacman -S pango"),
        ({"uname": "echo Linux"}, "libharfbuzz-subset"),
    ],
)
def test_where_there_is_no_apt_the_pieces_are_named(
    tmp_path: Path, commands: dict[str, str], expected: str
) -> None:
    done = run(tmp_path, "tell_by_hand", **commands)
    assert expected in done.stderr
    assert "LXGW" in done.stderr or "lxgw" in done.stderr
    assert "WSL" in done.stderr


def test_a_complete_environment_is_left_alone(tmp_path: Path) -> None:
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).write_text("x", "utf-8")
    (tmp_path / ".venv").mkdir()
    script = ': >"$(stamp requirements.lock)"; set_up requirements.lock; echo ready'
    all_there = 'shift 3; for p; do echo "$p installed"; done'
    done = run(tmp_path, script, dpkg_query=all_there, apt_get="exit 9", java="", python3="exit 9")
    assert (done.stdout, done.stderr, done.returncode) == ("ready\n", "", 0)


def test_a_changed_lock_or_folder_asks_for_another_set_up(tmp_path: Path) -> None:
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).write_text("x", "utf-8")
    first = run(tmp_path, "stamp requirements.lock").stdout
    (tmp_path / "requirements.lock").write_text("y", "utf-8")
    assert run(tmp_path, "stamp requirements.lock").stdout != first


def test_a_broken_off_environment_is_made_anew(tmp_path: Path) -> None:
    """Without a stamp .venv does not count: it was killed half-way."""
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).write_text("x", "utf-8")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "half").touch()
    made = tmp_path / ".venv" / "bin"
    venv = f'if [ "$1" = -m ]; then mkdir -p "{made}"; ln -s "$0" "{made}/python"; fi'
    python = f'[ -e "{made}/python" ] || {{ {venv}; }}'
    done = run(tmp_path, "set_up requirements.lock; set_up requirements.lock", python3=python, java="")
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / ".venv" / "half").exists()
    assert done.stderr.count("正在安装 Python 软件包") == 1


# ---- readers' programs ---------------------------------------------------------------------

NPM = 'echo "$*" >>{log}; mkdir -p node_modules; : >node_modules/.package-lock.json'


def readers(
    tmp_path: Path, script: str = "set_up_readers", **commands: str
) -> subprocess.CompletedProcess[str]:
    """set_up_readers in a folder with a lock of its own."""
    browser = tmp_path / "src" / "kanwu_press" / "preflight" / "browser"
    browser.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        if not (browser / name).exists():
            (browser / name).write_text("{}", "utf-8")
    return run(tmp_path, script, **commands)


def test_readers_programs_are_installed_once(tmp_path: Path) -> None:
    log, into = tmp_path / "npm.log", tmp_path / ".venv" / "readers"
    commands = {"node": "", "chromium": "", "npm": NPM.format(log=log)}
    for _ in range(2):
        done = readers(tmp_path, **commands)
        assert done.returncode == 0, done.stderr
    # no script of a package's own is run, and only what is locked is taken
    asked = "ci --ignore-scripts --no-audit --no-fund --loglevel=error"
    assert log.read_text("utf-8").splitlines() == [asked]
    assert (into / "package-lock.json").read_text("utf-8") == "{}"
    (tmp_path / "src/kanwu_press/preflight/browser/package-lock.json").write_text("{ }", "utf-8")
    readers(tmp_path, **commands)
    assert len(log.read_text("utf-8").splitlines()) == 2


def test_readers_programs_that_fail_half_way_are_tried_again(tmp_path: Path) -> None:
    done = readers(tmp_path, node="", chromium="", npm="exit 1")
    assert done.returncode == 3 and "没有装上" in done.stderr
    log = tmp_path / "npm.log"
    assert readers(tmp_path, node="", chromium="", npm=NPM.format(log=log)).returncode == 0
    assert log.exists()


def test_what_the_reader_checks_lack_counts_by_its_command(tmp_path: Path) -> None:
    assert readers(tmp_path, "missing_readers").stdout.split() == ["nodejs", "npm", "chromium"]
    assert readers(tmp_path, "missing_readers", google_chrome="", node="").stdout.split() == ["npm"]


def test_without_apt_the_reader_checks_say_what_they_need(tmp_path: Path) -> None:
    done = readers(tmp_path, npm="", chromium="")
    assert done.returncode == 3 and "nodejs" in done.stderr and "Chromium" in done.stderr
