"""The commands: parse, call one function, print what was found, set the exit code. No logic.

Here is how a run begins and ends; `commands` has the table of the commands, each a module of its own.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from gettext import NullTranslations
from types import TracebackType

import click

from kanwu_press.cli.commands import kanwu_command
from kanwu_press.cli.options import program
from kanwu_press.findings import Exit
from kanwu_press.usage import explained
from kanwu_press.words import words as words_of

_STOPPED = 130  # 128 + SIGINT


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of the `kanwu` command."""
    if arguments is None and not _has_chinese(sys.getfilesystemencoding()):
        _begin_again_in_utf8()
    argv = list(sys.argv[1:] if arguments is None else arguments)
    _accept_any_terminal()
    words = words_of(_language(argv))
    with _NoTraceback(words):
        sys.exit(_run(argv, words))


def _begin_again_in_utf8() -> None:
    """Under LANG=en_US.ISO-8859-1 and the like no Chinese file name can be written; Python can do without."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    environment = {"PYTHONIOENCODING": encoding} | os.environ | {"PYTHONUTF8": "1"}
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], environment)


def _accept_any_terminal() -> None:
    """A character that the terminal does not have becomes a question mark, not an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _language(argv: Sequence[str]) -> str:
    """`--lang en` anywhere, else KANWU_LANG, else Chinese: help and errors need it before parsing."""
    for number, word in enumerate(argv):
        if word == "--lang" and number + 1 < len(argv):
            return argv[number + 1]
        if word.startswith("--lang="):
            return word.partition("=")[2]
    return os.environ.get("KANWU_LANG") or (
        "zh" if _has_chinese(getattr(sys.stdout, "encoding", None)) else "en"
    )


def _has_chinese(encoding: str | None) -> bool:
    """Whether an encoding, of a terminal or of file names, can be Chinese at all."""
    try:
        "刊物".encode(encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _run(argv: Sequence[str], words: NullTranslations) -> int:
    try:
        code = kanwu_command(words).main(list(argv), prog_name=program(), standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.message, err=True)
        return Exit.USAGE
    except click.UsageError as error:
        click.echo(explained(error, words), err=True)
        path = error.ctx.command_path if error.ctx else program()
        click.echo(words.gettext("See {command} --help for what there is.").format(command=path), err=True)
        return Exit.USAGE
    except click.Abort:
        click.echo(words.gettext("Stopped."), err=True)
        return _STOPPED
    return int(code or 0)


class _NoTraceback:
    """The editor never sees a traceback: a fault of the program is one sentence and a file."""

    def __init__(self, words: NullTranslations) -> None:
        self._words = words

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None or not issubclass(kind, Exception):
            return
        text = self._words.gettext(
            "The program has a fault and stopped; finished issues are untouched. Please send us {file}."
        )
        lines = traceback.format_exception(kind, error, trace)
        try:
            handle, name = tempfile.mkstemp(prefix="kanwu-", suffix=".log")
            with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
                file.writelines(lines)
        except OSError:  # no room even for that: the last line says what it was
            name = lines[-1].strip()
        click.echo(text.format(file=name), err=True)
        sys.exit(Exit.BROKEN)
