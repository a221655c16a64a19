"""Looking into a finished EPUB."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

X = "{http://www.w3.org/1999/xhtml}"


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def document(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(opened(data).read(f"EPUB/text/{name}.xhtml"))


def text(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext())


def by_class(root: etree._Element, name: str) -> list[etree._Element]:
    return [e for e in root.iter() if name in (e.get("class") or "").split()]


def attribute(element: etree._Element, name: str) -> str:
    """An attribute of EPUB's own: `type`."""
    return element.get(f"{{http://www.idpf.org/2007/ops}}{name}") or ""
