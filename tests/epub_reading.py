"""Looking into a finished EPUB."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from kanwu_press.workspace import packaged

X = "{http://www.w3.org/1999/xhtml}"


def epub_styles() -> tuple[str, ...]:
    """The EPUB's stylesheets in cascade order, as the build reads them."""
    folder = packaged("styles")
    return tuple((folder / n).read_text(encoding="utf-8") for n in ("tokens.css", "article.css", "epub.css"))


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def document(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(opened(data).read(f"EPUB/{name}.xhtml"))


def text(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext())


def by_class(root: etree._Element, name: str) -> list[etree._Element]:
    return [e for e in root.iter() if name in (e.get("class") or "").split()]


def attribute(element: etree._Element, name: str) -> str:
    """An attribute of EPUB's own: `type`."""
    return element.get(f"{{http://www.idpf.org/2007/ops}}{name}") or ""
