"""`kanwu` and the table of its commands. A command's module is imported when it is asked for, not before."""

from __future__ import annotations

from gettext import NullTranslations
from importlib import import_module

import click

from kanwu_press.cli.options import Body, Given
from kanwu_press.findings import N_
from kanwu_press.usage import Command, Group

# The name of each command → its module here, which has a function `command`, and what it does.
COMMANDS = {
    "build": ("build", N_("Build an issue; without a name, the newest.")),
    "check": ("check", N_("Only check an issue; no files are delivered.")),
    "diff": ("diff", N_("Compare two finished issues or PDFs, page by page and word by word.")),
    "fix": (
        "fix",
        N_("Mend the marks, ranges and units that are safe to mend; without --write, only show them."),
    ),
    "import": ("import_", N_("Turn Word files, or recognised or pasted text, into manuscripts.")),
    "impose": ("impose", N_("Put the pages of an issue, or of any PDF, on sheets.")),
    "new": ("new", N_("Make a new publication in a folder; it builds at once.")),
    "new-issue": ("new_issue", N_("Make the next issue from the last.")),
    "plan": ("plan", N_("Show the flat plan of an issue: articles, pages, status, what is to come.")),
    "preflight": ("preflight", N_("Check a finished PDF, ours or another's.")),
    "proof": ("proof", N_("Make a proof to read: line numbers, findings beside the text, room for remarks.")),
    "terms": ("terms", N_("Propose terms of an issue for the register; --add enters them.")),
}


def kanwu_command(words: NullTranslations) -> click.Group:
    """The program, with help in the language of `words`."""
    _ = words.gettext
    given = Given(words)

    def load(name: str) -> Command:
        module, help_ = COMMANDS[name]
        body: Body = import_module(f"kanwu_press.cli.{module}").command(given)
        return click.command(name, cls=Command, words=words, help=_(help_))(body)

    @click.group(
        cls=Group, words=words, subcommand_metavar=_("COMMAND …"),
        known={name: _(help_) for name, (_module, help_) in COMMANDS.items()}, load=load,
        help=_("Make the print and reader editions of a Chinese periodical from its manuscripts."),
    )  # fmt: skip
    @click.version_option(
        package_name="kanwu-press", message="kanwu %(version)s", help=_("Show the version.")
    )
    @given.lang
    def kanwu() -> None: ...

    return kanwu
