"""The XMP packet of a PDF → what it says of single properties, and to which standards it claims to keep."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from kanwu_press.preflight.pdfobjects import Obj, get, shown, unpacked

XMP = "http://ns.adobe.com/xap/1.0/"
PDF = "http://ns.adobe.com/pdf/1.3/"
DC = "http://purl.org/dc/elements/1.1/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PDFUA = "http://www.aiim.org/pdfua/ns/id/"
PDFA = "http://www.aiim.org/pdfa/ns/id/"
_MOST_METADATA = 2_000_000

Packet = etree._Element


def packet_bytes(root: Obj) -> bytes:
    return unpacked(get(root, "/Metadata"), _MOST_METADATA)[0]


def packet(root: Obj) -> Packet | None:
    """The XMP packet, or None where there is none that can be read."""
    data = packet_bytes(root)
    if not data or b"<!DOCTYPE" in data:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data.strip(b"\x00\t\r\n "), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def said(metadata: Packet | None, space: str, key: str) -> str:
    """What the metadata say of a property, as an attribute or as an element; "" if nothing."""
    if metadata is None:
        return ""
    wanted = f"{{{space}}}{key}"
    for element in metadata.iter():
        if element.tag == f"{{{RDF}}}Description" and wanted in element.attrib:
            return shown(str(element.get(wanted, ""))).strip()
        if element.tag == wanted:
            return shown("".join(map(str, element.itertext()))).strip()
    return ""


@dataclass(frozen=True, slots=True)
class Claims:
    """To what a file says that it keeps: the part of PDF/UA, the part and level of PDF/A; "" to none."""

    ua: str = ""
    archive: str = ""
    level: str = ""


def claims(metadata: Packet | None) -> Claims:
    return Claims(
        ua=said(metadata, PDFUA, "part"),
        archive=said(metadata, PDFA, "part"),
        level=said(metadata, PDFA, "conformance").upper(),
    )
