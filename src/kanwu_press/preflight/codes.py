"""Where the printed QR codes lead: to pages that are in the web edition of this build. Names → findings."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from urllib.parse import unquote, urlsplit

from kanwu_press.addresses import (
    article_codes,
    given_codes,
    issue_address,
    plain_address,
    site_address,
)
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Issue, Place

CODE_LEADS_NOWHERE = Rule(
    "code-leads-nowhere",
    Level.ERROR,
    N_("A printed QR code leads to {address}, but the web edition has no such page ({page})."),
    N_("Nothing was delivered. This is a fault of the program: please report it with the manuscript."),
)
GIVEN_CODE_NOWHERE = Rule(
    "given-code-nowhere",
    Level.WARNING,
    N_("The QR code “{label}” leads to {address}, but the web edition has no such page ({page})."),
    N_("Correct its “内容” under “二维码”, or put that page on the server yourself."),
)


def check_codes(issue: Issue, web_names: Collection[str]) -> tuple[Finding, ...]:
    """Whether every code that leads into the web edition leads to one of its files.

    `web_names` are the names of all files of the web edition, `web/2026-01/a03.html`. Codes to other
    sites, and to other issues on this one, can't be judged.
    """
    return tuple(_findings(issue, frozenset(web_names)))


def _findings(issue: Issue, names: frozenset[str]) -> Iterator[Finding]:
    places = {article.id: article.place for article in issue.articles}
    for id_, address in article_codes(issue).items():
        yield from _leads(issue, address, names, CODE_LEADS_NOWHERE, places[id_])
    front = issue_address(issue)
    if front is not None:
        yield from _leads(issue, front, names, CODE_LEADS_NOWHERE, issue.publication.place_of("base_url"))
    place = issue.place if issue.qr_codes else issue.publication.place_of("qr_codes")
    for code in given_codes(issue):
        yield from _leads(issue, code.content, names, GIVEN_CODE_NOWHERE, place, label=code.label)


def _leads(
    issue: Issue, address: str, names: frozenset[str], rule: Rule, place: Place, **values: str
) -> Iterator[Finding]:
    page = web_file(issue, address)
    if page is not None and page not in names:
        yield rule.at(place, address=address, page=page, **values)


def web_file(issue: Issue, address: str) -> str | None:
    """The file of the web edition that an address opens; None for addresses elsewhere."""
    site, plain = site_address(issue), plain_address(address)
    if site is None or plain is None or not (plain.rstrip("/") + "/").startswith(site):
        return None
    path = unquote(urlsplit(plain).path[len(urlsplit(site).path) :])
    if "/" in path and path.partition("/")[0] not in (issue.name, "assets"):
        return None
    last = path.rpartition("/")[2]
    if last == issue.name or not last:
        path = f"{path.rstrip('/')}/index.html".lstrip("/")
    return f"web/{path}"
