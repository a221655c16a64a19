"""Names and addresses of the reader editions: what files are called, and where they stand on the site.

In: the issue. Out: names relative to the site's root, whole addresses under 发布网址 where there is one, and
the QR codes that lead to them. The site is one folder for each issue beside an archive page:
`2026-01/a03.html`.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit, urlunsplit

from kanwu_press.model import Article, CodePlace, Issue, QrCode

CODE_CAPTION = "扫码阅读网页版"  # what stands beside an article's code
ISSUE_CODE = "本期网页版"  # what stands below the issue's code, in the imprint
_UNQUOTED = "/%:@!$&'()*+,;=~-._"  # in a path (RFC 3986); what is written as %E4 already stays


def stem(issue: Issue) -> str:
    """How the names of an issue's files begin: `haian-2026-01`."""
    return f"{issue.publication.code}-{issue.name}"


def article_file(article: Article) -> str:
    """The name of an article's page, within the folder of its issue: `a03.html`."""
    return f"{article.id}.html"


def site_address(issue: Issue) -> str | None:
    """Where the site stands, with a stroke at its end; None where the issue may not go online."""
    p = issue.publication
    if not p.online or not p.base_url:
        return None
    return plain_address(p.base_url.rstrip("/") + "/")


def plain_address(address: str) -> str | None:
    """An address in ASCII, as phones and servers want it: Chinese hosts in Punycode, paths in per cents.

    None where it is no address.
    """
    try:
        parts = urlsplit(address)
        host = parts.netloc.encode("idna").decode("ascii")
    except ValueError:  # UnicodeError is one
        return None
    return urlunsplit(parts._replace(netloc=host, path=quote(parts.path, safe=_UNQUOTED)))


def issue_address(issue: Issue) -> str | None:
    """The address of an issue's first page: `https://example.org/haian/2026-01/`."""
    site = site_address(issue)
    return None if site is None else f"{site}{issue.name}/"


def article_address(issue: Issue, article: Article) -> str | None:
    """The address of an article's page: `https://example.org/haian/2026-01/a03.html`."""
    folder = issue_address(issue)
    return None if folder is None else f"{folder}{article_file(article)}"


# ---- QR codes ------------------------------------------------------------------------------


def given_codes(issue: Issue) -> tuple[QrCode, ...]:
    """The codes that the editor wishes: the issue's own, else the publication's."""
    return issue.qr_codes or issue.publication.qr_codes


def imprint_codes(issue: Issue) -> tuple[QrCode, ...]:
    """The codes of the imprint: those given, and one to the issue's first page where there is one."""
    given, address = given_codes(issue), issue_address(issue)
    if address is None or any(_same(code.content, address) for code in given):
        return given
    return (*given, QrCode(ISSUE_CODE, address))


def _same(content: str, address: str) -> bool:
    """Whether a code leads to this address, however it is written."""
    return (plain_address(content) or "").rstrip("/") == address.rstrip("/")


def article_codes(issue: Issue) -> dict[str, str]:
    """The addresses of the articles that bear a code in print, by their ids."""
    if issue.publication.article_codes is CodePlace.NONE:
        return {}
    found = ((article.id, article_address(issue, article)) for article in issue.articles if article.coded)
    return {id_: address for id_, address in found if address is not None}
