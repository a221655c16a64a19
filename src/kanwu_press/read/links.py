"""Which addresses a link may have: http, https, mailto, or the file name of another manuscript."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from kanwu_press.findings import N_, Level, Rule

LINK_REFUSED = Rule(
    "link-refused",
    Level.ERROR,
    N_("This link cannot be followed by a reader: {href}"),
    N_("Write the whole address with https://, http:// or mailto:, or the name of a manuscript, x.md."),
)


def allowed_href(href: str) -> str | None:
    """The address as it goes into the editions, or None if it is refused."""
    if re.match(r"https?://", href, re.IGNORECASE):
        return _web_address(href)
    if re.match(r"mailto:[^@\s]+@[^@\s]+$", href, re.IGNORECASE):
        return href
    name = unquote(href)
    is_manuscript = name.endswith(".md") and not re.search(r"[:\\\x00-\x1f]|^/|(^|/)\.\.(/|$)", name)
    return name if is_manuscript else None


def _web_address(href: str) -> str | None:
    """An http address in ASCII: the host by IDNA, the rest percent-encoded; None without a host."""
    try:
        parts = urlsplit(href)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
        if not parts.hostname or re.search(r"[^\w.:@\[\]%~-]", host):
            return None
        rest = (quote(part, safe="/:=&?~+!$,;'@()*%") for part in (parts.path, parts.query, parts.fragment))
        return urlunsplit((parts.scheme.lower(), host, *rest))
    except ValueError:  # not an address; UnicodeError is one of these
        return None
