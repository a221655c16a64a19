"""Click in the editor's language: its help pages, and what is wrong with a command.

Click's own words belong to the whole process (gettext's one domain) and are English here; each command
is given the words of this run instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from gettext import NullTranslations
from typing import Any

import click

from kanwu_press.findings import N_
from kanwu_press.words import is_language

Callback = Callable[[click.Context, click.Parameter, str | None], str | None]

HEADINGS = (N_("Options"), N_("Commands"))  # click's own; they come out translated


class Wrong(click.UsageError):
    """A wrong command, said in the editor's language already."""


class Page(click.HelpFormatter):
    """A help page with headings in the language of `words`, and columns that count 汉字 as two wide."""

    def __init__(self, words: NullTranslations) -> None:
        super().__init__()
        self._words = words

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, self._words.gettext("Usage: "))

    def write_heading(self, heading: str) -> None:
        _ = self._words.gettext
        self.write(" " * self.current_indent + _("{heading}:").format(heading=_(heading)) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        rows = list(rows)
        width = max(cells(term) for term, _ in rows) + col_spacing
        for term, text in rows:
            self.write(" " * self.current_indent + term + " " * (width - cells(term)) + text + "\n")


def cells(text: str) -> int:
    """How many columns of a terminal `text` takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


class _Spoken(click.Command):
    def __init__(self, *arguments: Any, words: NullTranslations, **more: Any) -> None:
        more.setdefault("options_metavar", words.gettext("[options]"))
        super().__init__(*arguments, **more)
        self.words = words

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # click's parser forgets to say which command it was
            raise

    def get_help(self, ctx: click.Context) -> str:
        page = Page(self.words)
        self.format_help(ctx, page)
        return page.getvalue().rstrip("\n")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = self.words.gettext("Show this page.")
        return option


class Command(_Spoken):
    """A command of ours."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True  # click would refuse them in its own words
        extra = super().parse_args(ctx, args)
        if extra:
            text = self.words.gettext("{extra}: that is too much for this command.")
            raise Wrong(text.format(extra=" ".join(extra)), ctx)
        return extra


class Group(_Spoken, click.Group):
    """The program. Its commands are `known`: name → what it does; each is loaded when it is asked for."""

    def __init__(
        self, *arguments: Any, known: Mapping[str, str], load: Callable[[str], click.Command], **more: Any
    ) -> None:
        super().__init__(*arguments, **more)
        self.known = known
        self.load = load

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.known)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self.known and cmd_name not in self.commands:
            self.add_command(self.load(cmd_name))
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        room = formatter.width - 6 - max(len(name) for name in self.known)  # as click has it
        with formatter.section("Commands"):
            formatter.write_dl(
                [
                    (name, click.Command(name, help=self.known[name]).get_short_help_str(room))
                    for name in self.list_commands(ctx)
                ]
            )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None:
            text = self.words.gettext("There is no command {name}.").format(name=args[0])
            raise Wrong(text + _near(args[0], self.list_commands(ctx), self.words), ctx)
        return super().resolve_command(ctx, args)


class Option(click.Option):
    """An option whose help says all there is to say; click would add “[required]” in English."""

    def get_help_extra(self, ctx: click.Context) -> Any:
        return {}


def language_check(words: NullTranslations) -> Callback:
    """The callback that lets `zh` and `en` pass, and what begins so, such as en-GB."""

    def checked(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
        if value is None or is_language(value):
            return value
        text = words.gettext("“{name}” is no language of this program; write zh (中文) or en (English).")
        raise Wrong(text.format(name=value), ctx)

    return checked


def year_check(words: NullTranslations) -> Callback:
    """The callback that lets a year of four digits pass, from 1900."""

    def checked(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
        if value is None or re.fullmatch(r"(19|2[0-9])[0-9]{2}", value):
            return value
        text = words.gettext("“{year}” is no year; write four digits, as in 2026.")
        raise Wrong(text.format(year=value), ctx)

    return checked


def known_check(words: NullTranslations, known: Callable[[str], object], sentence: str) -> Callback:
    """The callback that lets values pass which `known` makes something of; else `sentence` with {value}."""

    def checked(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
        if value is None or known(value):
            return value
        raise Wrong(words.gettext(sentence).format(value=value), ctx)

    return checked


def round_check(words: NullTranslations) -> Callback:
    """The callback that lets 1, 2 and 3 pass: the rounds of proofreading (校次)."""

    def checked(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
        if value is None or value in ("1", "2", "3"):
            return value
        text = words.gettext("“{round}” is no round of proofreading; write 1, 2 or 3.")
        raise Wrong(text.format(round=value), ctx)

    return checked


def choice_check(words: NullTranslations, known: Iterable[str]) -> Callback:
    """The callback that lets one of `known` pass."""
    names = tuple(known)

    def checked(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
        if value is None or value in names:
            return value
        text = words.gettext("“{name}” is not known here; there is: {known}.")
        raise Wrong(text.format(name=value, known=", ".join(names)) + _near(value, names, words), ctx)

    return checked


def explained(error: click.UsageError, words: NullTranslations) -> str:
    """What is wrong with a command, in the language of `words`."""
    _ = words.gettext
    match error:
        case Wrong():
            return error.message
        case click.NoSuchOption():
            text = _("There is no option {name}.").format(name=error.option_name)
            return text + _near(error.option_name, error.possibilities or (), words)
        case click.BadOptionUsage() if _is_flag(error):
            return _("{name} stands alone, without a value.").format(name=error.option_name)
        case click.BadOptionUsage():
            return _("After {name} something is missing.").format(name=error.option_name)
        case click.MissingParameter(param=click.Option() as option):
            return _("Something is missing: {name}.").format(name=option.opts[-1])
        case click.MissingParameter(param=click.Parameter() as parameter):
            return _("Something is missing: {name}.").format(name=parameter.human_readable_name)
        case _:
            return _("This command was not understood: {reason}").format(reason=error.format_message())


def _is_flag(error: click.BadOptionUsage) -> bool:
    params = error.ctx.command.params if error.ctx else []
    return any(isinstance(p, click.Option) and p.is_flag and error.option_name in p.opts for p in params)


def _near(name: str, known: Iterable[str], words: NullTranslations) -> str:
    """The question whether something of a similar name was meant; "" where nothing is similar."""
    near = get_close_matches(name, sorted(known), n=1)
    return words.gettext(" Did you mean {near}?").format(near=near[0]) if near else ""
