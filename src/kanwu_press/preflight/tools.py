"""The programs that look at what readers get: where they are, and how they are run shut in.

They are no part of kanwu: `dev/readers` installs them (Node's packages into `readers/` beside the Python
environment's `bin/`, at the versions that `browser/package-lock.json` locks). In: a command. Out: what it
said, or that it did not end. Whatever it starts is ended with it, and it writes nothing outside its folder.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Place

READERS_MISSING = Rule(
    "readers-missing",
    Level.INFO,
    N_("Not checked here: {what}. {tool} is not installed."),
    N_("To have it checked too, run once in the program's folder: sh dev/readers"),
)

BROWSER = Path(__file__).resolve().parent / "browser"
_CHROMIUMS = (
    *("chromium", "chromium-browser", "google-chrome-stable", "google-chrome"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# no host but the loopback, nothing fetched on the side, nothing of the editor's own browser
_FLAGS = (
    *("--disable-gpu", "--disable-quic", "--no-first-run", "--no-proxy-server", "--disable-extensions"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)


@dataclass(frozen=True, slots=True)
class Tools:
    """What is installed: commands, and the folder that holds node_modules."""

    node: str
    modules: Path
    chromium: str


def modules_folder() -> Path:
    """Where dev/readers puts Node's packages: beside the environment's own folders."""
    return Path(sys.prefix) / "readers"


def find_modules() -> Path | None:
    """The folder with Node's packages, when they are whole and those that are locked."""
    folder = modules_folder()
    try:
        same = (folder / "package-lock.json").read_bytes() == (BROWSER / "package-lock.json").read_bytes()
    except OSError:
        return None
    # npm writes this last
    return folder if same and (folder / "node_modules" / ".package-lock.json").is_file() else None


def find_chromium() -> str | None:
    """Chromium or Chrome, if there is one."""
    return next((path for path in map(shutil.which, _CHROMIUMS) if path), None)


def find_tools() -> Tools | None:
    """Node, its packages and Chromium; None when one of them is missing."""
    node, modules, chromium = shutil.which("node"), find_modules(), find_chromium()
    return Tools(node, modules, chromium) if node and modules and chromium else None


def missing(what: str, name: str) -> Finding:
    """That `what` of the file `name` was not looked at, and which program it takes."""
    lacking = (
        *(() if shutil.which("node") else ("Node",)),
        *(() if find_modules() else ("Ace, epub.js, axe",)),
        *(() if find_chromium() else ("Chromium",)),
    )
    return READERS_MISSING.at(Place(name), what=what, tool=", ".join(lacking) or "Node")


# ---- running -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ran:
    """How a program ended: its exit code (None: it did not, in time), what it printed, its last words."""

    code: int | None
    out: bytes
    said: str

    @property
    def last(self) -> str:
        """The last line that says something."""
        lines = [line.strip() for line in self.said.splitlines() if line.strip()]
        return lines[-1] if lines else f"exit {self.code}"


@contextmanager
def room() -> Iterator[Path]:
    """An empty folder for one run, with a home and a place for temporary files in it."""
    with tempfile.TemporaryDirectory(prefix="kanwu-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "h").mkdir()
        (folder / "t").mkdir()
        yield folder


def shut_in_chromium(folder: Path, chromium: str) -> Path:
    """A command in `folder` that starts Chromium without the network and notes its number, to end it by."""
    flags = " ".join(map(shlex.quote, _FLAGS))
    file = folder / "chromium"
    started = shlex.quote(str(folder / "started"))
    lines = ("#!/bin/sh", f"echo $$ >>{started}", f'exec {shlex.quote(chromium)} {flags} "$@"', "")
    file.write_text("\n".join(lines), "utf-8")
    file.chmod(0o755)
    return file


def run(command: list[str], folder: Path, seconds: float, given: bytes = b"", **more: str) -> Ran:
    """Run a program in a `room()`, with these `more` variables. It is ended after `seconds`; never raises."""
    inside = {name: str(folder / "h") for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    environment = {
        **{"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TMPDIR": str(folder / "t")},
        **inside,
        **more,
    }
    try:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, start_new_session=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
    except OSError as error:
        return Ran(127, b"", error.strerror or command[0])
    code = None
    out, err = b"", b""
    try:
        out, err = process.communicate(given, timeout=seconds)
        code = process.returncode
    except subprocess.TimeoutExpired:
        pass
    finally:
        if code != 0:
            _end(process, folder)
    said = out.decode("utf-8", "replace") + "\n" + err.decode("utf-8", "replace")
    return Ran(code, out, said)


def _end(process: subprocess.Popen[bytes], folder: Path) -> None:
    """End a program and the browsers that it started: each leads a group of its own."""
    groups = [process.pid] if process.returncode is None else []
    with suppress(OSError):
        groups += map(int, (folder / "started").read_text("utf-8").split())
    for group in groups:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)
    process.communicate()
