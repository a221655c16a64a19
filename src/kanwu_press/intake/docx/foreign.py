"""Parts of another format that a document takes in whole (w:altChunk): their words, for the report.

HTML, web pages in one file (MHTML, RFC 2557) and plain text are read; RTF and another .docx are only told.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from email import message_from_bytes

from kanwu_press.intake.docx import refusals
from kanwu_press.intake.docx.package import MB, XML_BYTES, XML_TAGS, Package, Refused
from kanwu_press.model import Place

_HTML, _MHTML, _TEXT = (".html", ".htm", ".xhtml"), (".mht", ".mhtml"), (".txt",)
_CODE = re.compile(r"<(?:script|style)\b[^<>]*>", re.IGNORECASE)
_CODE_END = re.compile(r"</(?:script|style)\s*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def foreign_parts(package: Package) -> tuple[str, ...]:
    """The parts that the main part takes in and that can be read, in the order of their names."""
    taken = {target.part for target in package.targets(package.main).values() if target.kind == "aFChunk"}
    return tuple(
        sorted(one for one in taken & package.names if one.lower().endswith((*_HTML, *_MHTML, *_TEXT)))
    )


def foreign_text(package: Package, part: str) -> str:
    """The words of such a part. Raises Refused where it is damaged or too large."""
    data = package.read(part, XML_BYTES)
    if data.count(b"<") > XML_TAGS:
        size, most = len(data) // MB, XML_BYTES // MB
        raise Refused(refusals.TOO_LARGE.at(Place(package.source), part=part, size=size, limit=most))
    if part.lower().endswith(_TEXT):
        return _decoded(data)
    pages = _pages(data) if part.lower().endswith(_MHTML) else [_decoded(data)]
    return " ".join(map(_words, pages))


def _pages(data: bytes) -> Iterator[str]:
    """The pages in a MHTML file."""
    for one in message_from_bytes(data).walk():
        if one.get_content_type() == "text/html":
            payload = one.get_payload(decode=True)
            yield _decoded(payload) if isinstance(payload, bytes) else ""


def _words(page: str) -> str:
    """The words of a page without its tags, scripts and styles, however faulty it is."""
    first, *rest = _CODE.split(page)
    after = (_CODE_END.split(part, maxsplit=1)[-1] for part in rest)
    return html.unescape(_TAG.sub(" ", "".join((first, *after))))


def _decoded(data: bytes) -> str:
    """By its mark, as UTF-8, else as GB 18030, which takes nearly everything."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")
