"""What the commands are made of before anything runs: the words, and the options that several have."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from gettext import NullTranslations
from typing import TypeAlias, TypeVar

import click

from kanwu_press.usage import language_check

Body: TypeAlias = Callable[..., int]  # options and arguments → exit code
_Made = TypeVar("_Made", bound=Callable[..., object])


def program() -> str:
    """What to type for this program here: `./kanwu` says where it is, since it is on no path."""
    return shlex.quote(os.environ.get("KANWU_COMMAND") or "kanwu")


@dataclass(frozen=True, slots=True)
class Given:
    """The words of this run, and in them the options and arguments that several commands have."""

    words: NullTranslations

    def lang(self, body: _Made) -> _Made:
        """`--lang`: looked at before anything is parsed, and only checked here."""
        return click.option(
            "--lang", metavar="zh|en", callback=language_check(self.words), expose_value=False,
            help=self.words.gettext("Language of the messages."),
        )(body)  # fmt: skip

    def machine(self, body: _Made) -> _Made:
        """`--json`."""
        help_ = self.words.gettext("One JSON object a line, for machines.")
        return click.option("--json", "machine", is_flag=True, help=help_)(body)

    def issue(self, body: _Made) -> _Made:
        """The issue, by its name; the newest where none is given."""
        return click.argument("issue", required=False, metavar="[2026-01]")(body)

    def final(self, body: _Made) -> _Made:
        """`--final`."""
        help_ = self.words.gettext("Refuse what is not final or has not come.")
        return click.option("--final", is_flag=True, help=help_)(body)
