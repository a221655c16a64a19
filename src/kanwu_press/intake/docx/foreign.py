"""Parts of another format that a document takes in whole (w:altChunk): their words, for the report.

HTML and plain text are read; what else there may be (RTF, MHTML, another .docx) is only told.
"""

from __future__ import annotations

from lxml import etree, html

from kanwu_press.intake.docx.package import XML_BYTES, Package

_HTML = (".html", ".htm", ".xhtml")
_TEXT = (".txt",)
_NO_WORDS = ("script", "style", "head", "template")


def foreign_parts(package: Package) -> tuple[str, ...]:
    """The parts that the main part takes in and that can be read, in the order of their names."""
    taken = {target.part for target in package.targets(package.main).values() if target.kind == "aFChunk"}
    return tuple(sorted(one for one in taken & package.names if one.lower().endswith((*_HTML, *_TEXT))))


def foreign_text(package: Package, part: str) -> str:
    """The words of such a part. Raises Refused where it is damaged or too large."""
    text = _decoded(package.read(part, XML_BYTES))
    if part.lower().endswith(_TEXT):
        return text
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, ValueError):  # nothing but comments
        return ""
    etree.strip_elements(root, *_NO_WORDS, with_tail=False)
    return " ".join("".join(map(str, one.itertext())).strip() for one in root)


def _decoded(data: bytes) -> str:
    """By its mark, as UTF-8, else as GB 18030, which takes nearly everything."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")
