"""Where the web edition stands and what QR codes hold: addresses that a phone opens. Issue → findings."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from kanwu_press.addresses import given_codes, plain_address
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import CodePlace, Issue

CODES_OFFLINE = Rule(
    "codes-offline",
    Level.WARNING,
    N_("“文章二维码” is set, but “上网” says 否: without a web edition no article gets a code."),
    N_("Write “上网: 是” if the issue may be put on the web; else “文章二维码: 无”."),
)
CODES_NOWHERE = Rule(
    "codes-nowhere",
    Level.WARNING,
    N_("“文章二维码” is set, but “发布网址” is missing: the codes would not know where to lead."),
    N_("Write the address under which the web edition is put: “发布网址: https://…”; else “文章二维码: 无”."),
)
BASE_URL_SHAPE = Rule(
    "base-url-shape",
    Level.ERROR,
    N_("“发布网址” is no address of a folder on a server: {address}"),
    N_("Write it like https://example.org/haian/, without “?”, “#”, spaces, user name or a file's name."),
)
BASE_URL_HTTP = Rule(
    "base-url-http",
    Level.WARNING,
    N_("“发布网址” begins with http://; phones warn of such pages, or don't open them from a QR code."),
    N_("Ask whoever runs the site for an address with https://."),
)
CODE_OVERFULL = Rule(
    "code-overfull",
    Level.ERROR,
    N_("The QR code “{label}” is to hold {count} bytes; more than {most} go into none."),
    N_("Put the text on a page and let the code hold its address."),
)

MOST_BYTES = 2331  # of a code of level M (ISO/IEC 18004, version 40)
_PAGES = (".html", ".htm", ".php", ".asp", ".aspx", ".jsp")


def article_codes(issue: Issue) -> Iterator[Finding]:
    """Codes are wished for, but there is nothing for them to lead to."""
    p = issue.publication
    if p.article_codes is CodePlace.NONE:
        return
    if not p.online:
        yield CODES_OFFLINE.at(p.place_of("article_codes"))
    elif not p.base_url:
        yield CODES_NOWHERE.at(p.place_of("article_codes"))


def base_url(issue: Issue) -> Iterator[Finding]:
    """The address of the web edition: a folder, on a server that encrypts."""
    p = issue.publication
    if not p.base_url:
        return
    if not _is_folder(p.base_url):
        yield BASE_URL_SHAPE.at(p.place_of("base_url"), address=p.base_url[:80])
    elif not p.base_url.lower().startswith("https:"):
        yield BASE_URL_HTTP.at(p.place_of("base_url"))


def _is_folder(address: str) -> bool:
    plain = plain_address(address)
    if plain is None or any(c in address for c in "?#@\\") or any(c.isspace() for c in address):
        return False
    parts = urlsplit(plain)
    try:
        named = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:  # a port that is no number
        return False
    return named and not parts.path.lower().endswith(_PAGES)


def overfull(issue: Issue) -> Iterator[Finding]:
    """Codes of the imprint that can't hold what they are to hold."""
    place = issue.place if issue.qr_codes else issue.publication.place_of("qr_codes")
    for code in given_codes(issue):
        count = len(code.content.encode())
        if count > MOST_BYTES:
            yield CODE_OVERFULL.at(place, label=code.label, count=count, most=MOST_BYTES)
