"""The job ticket as one sheet of A4, in Chinese, to be signed: a form of three-rule tables.

In: a `Ticket`, CSS texts, fonts. Out: the PDF's bytes and findings. The sheet is set smaller, step by step,
until all of it stands on one page.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from kanwu_press.composition import Style
from kanwu_press.findings import N_, Finding, Level, Rule, in_order
from kanwu_press.model import NOWHERE
from kanwu_press.production import Group, Row, Ticket
from kanwu_press.typeset import engine, writing
from kanwu_press.typeset.templating import templates

STEPS = 5  # body.step-0 … of ticket.css, the largest first
_STYLE = Style(hyphenation=False)  # no hyphen may get into a file name
SHOWN_DIGITS = 16  # of a checksum: enough to compare by eye; ticket.json has the whole

TICKET_TOO_LONG = Rule(
    "ticket-too-long",
    Level.WARNING,
    N_("The job ticket does not fit on one page, even set as small as can be read; it has {pages}."),
    N_("Shorten “印刷附注” in issue.yaml, or the delivery place and the packing in publication.yaml."),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the form: a label, and rows that stand beside each other."""

    label: str
    rows: tuple[Row, ...]


def ticket_html(ticket: Ticket, step: int) -> str:
    """The ticket as XHTML; `step` counts from 0, the largest setting."""
    return (
        templates()
        .get_template("ticket.html.j2")
        .render(
            ticket=ticket,
            lines={group.key: _lines(group) for group in ticket.groups},
            pairs=tuple(zip(_lines(ticket.text), _lines(ticket.cover), strict=True)),
            digits=SHOWN_DIGITS,
            title=f"{ticket.title} {ticket.job}",
            author=ticket.customer.rows[0].text,
            date=ticket.dated,
            part=f"ticket step-{step}",
        )
    )


def _lines(group: Group) -> tuple[Line, ...]:
    """The rows of a group by lines: a row without a label goes on in the line before."""
    lines: list[list[Row]] = []
    for row in group.rows:
        if row.label or not lines:
            lines.append([row])
        elif row.text:
            lines[-1].append(row)
    return tuple(Line(rows[0].label, tuple(rows)) for rows in lines)


def set_ticket(
    ticket: Ticket, styles: tuple[str, ...], fontconfig: Path
) -> tuple[bytes | None, tuple[Finding, ...]]:
    """Typeset the ticket with `styles` (CSS texts) and the fonts of `fontconfig`.

    None comes back when the engine could not go on. What does not fit on a page at the smallest step takes
    two, and a finding says so.
    """
    try:
        with engine.watched(style=_STYLE) as findings:
            setter = engine.make_setter(styles, {}, fontconfig)
            for step in range(STEPS):
                laid = engine.lay_out(setter, ticket_html(ticket, step))
                if len(laid.pages) == 1:
                    break
            pdf = writing.write_pdf((laid,), (), _identifier(ticket))
    except engine.EngineStoppedError as stopped:
        return None, stopped.findings
    if len(laid.pages) > 1:
        findings.append(TICKET_TOO_LONG.at(NOWHERE, pages=len(laid.pages)))
    return pdf, in_order(findings)


def _identifier(ticket: Ticket) -> bytes:
    """The PDF's identifier: the same for the same issue, whenever it is built."""
    return hashlib.md5(f"{ticket.number}-ticket".encode(), usedforsecurity=False).hexdigest().encode()
