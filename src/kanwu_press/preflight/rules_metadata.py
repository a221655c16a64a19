"""Preflight of PDF/A-3u (ISO 19005-3): what a file says of itself, in its header, properties and metadata.

Each rule names the clause. What it may hold is looked at in `rules_archive`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

import pikepdf

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.preflight import pdfxmp
from kanwu_press.preflight.pdfobjects import array, get, text
from kanwu_press.preflight.pdfview import View
from kanwu_press.preflight.rules_archive import EXPORT

CLAIM = Rule(
    "pdfa-claim",
    Level.ERROR,
    N_("The file does not call itself PDF/A-3u (its properties say: {found})."),
    EXPORT,
)
FILE_ID = Rule("pdfa-id", Level.ERROR, N_("The file has no identifier (/ID)."), EXPORT)
HEADER = Rule(
    "pdfa-header",
    Level.ERROR,
    N_("The file does not begin as a binary file of PDF 1.7 or earlier must."),
    EXPORT,
)
METADATA = Rule("pdfa-metadata", Level.ERROR, N_("The file has no metadata that can be read (XMP)."), EXPORT)
DIFFERENT = Rule(
    "pdfa-info",
    Level.ERROR,
    N_("The file's properties and its metadata (XMP) say different things of {found}."),
    EXPORT,
)
SCHEMA = Rule(
    "pdfa-schema",
    Level.ERROR,
    N_("The metadata (XMP) use words that are explained nowhere ({found})."),
    EXPORT,
)

_HEADER = re.compile(rb"%PDF-1\.[0-7](?:\r\n|\r|\n)%[\x80-\xff]{4}")
# Schemas that need no description (XMP 2005 and ISO 19005-3, 6.6.2.3.1).
_KNOWN = frozenset(
    (
        pdfxmp.XMP, pdfxmp.PDF, pdfxmp.DC, pdfxmp.RDF, pdfxmp.PDFA, "adobe:ns:meta/",
        "http://www.w3.org/XML/1998/namespace", "http://ns.adobe.com/xap/1.0/rights/",
        "http://ns.adobe.com/xap/1.0/mm/", "http://ns.adobe.com/xap/1.0/bj/",
        "http://ns.adobe.com/xap/1.0/t/pg/",
        "http://ns.adobe.com/xmp/1.0/DynamicMedia/", "http://ns.adobe.com/photoshop/1.0/",
        "http://ns.adobe.com/camera-raw-settings/1.0/", "http://ns.adobe.com/tiff/1.0/",
        "http://ns.adobe.com/exif/1.0/", "http://ns.adobe.com/exif/1.0/aux/",
        "http://ns.adobe.com/xap/1.0/g/",
        "http://ns.adobe.com/xap/1.0/g/img/", "http://ns.adobe.com/xap/1.0/sType/Dimensions#",
        "http://ns.adobe.com/xap/1.0/sType/Font#", "http://ns.adobe.com/xap/1.0/sType/ResourceRef#",
        "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#", "http://ns.adobe.com/xap/1.0/sType/Version#",
        "http://ns.adobe.com/xap/1.0/sType/Job#", "http://ns.adobe.com/xmp/Identifier/qual/1.0/",
        "http://www.aiim.org/pdfa/ns/extension/", "http://www.aiim.org/pdfa/ns/schema#",
        "http://www.aiim.org/pdfa/ns/property#", "http://www.aiim.org/pdfa/ns/type#",
        "http://www.aiim.org/pdfa/ns/field#",
    )
)  # fmt: skip
_SCHEMA_OF = "{http://www.aiim.org/pdfa/ns/schema#}namespaceURI"


def check_identity(view: View) -> Iterator[Finding]:
    """Header (6.1.2), identifier (6.1.3), and the claim (6.6.4)."""
    if not _HEADER.match(view.data):
        yield HEADER.at(view.place)
    parts = array(get(view.pdf.trailer, "/ID"))
    if len(parts) != 2 or not all(isinstance(p, pikepdf.String) and bytes(p) for p in parts):
        yield FILE_ID.at(view.place)
    claims = pdfxmp.claims(pdfxmp.packet(view.root))
    if claims.archive not in ("2", "3") or claims.level not in ("A", "B", "U"):
        yield CLAIM.at(view.place, found=f"{claims.archive}{claims.level}"[:20] or "–")


def check_metadata(view: View) -> Iterator[Finding]:
    """Metadata (6.6.2.1), agreeing with the properties (6.6.3), and of known schemas (6.6.2.3)."""
    metadata = pdfxmp.packet(view.root)
    if metadata is None:
        yield METADATA.at(view.place)
        return
    different = [key for key, *pair in _pairs(view, metadata) if pair[0] and pair[0] != pair[1]]
    if different:
        yield DIFFERENT.at(view.place, found=", ".join(different))
    described = {str(e.text or "").strip() for e in metadata.iter(_SCHEMA_OF)}
    named = {tag[1:].partition("}")[0] for tag in _tags(metadata) if tag.startswith("{")}
    unknown = sorted(named - _KNOWN - described)
    if unknown:
        yield SCHEMA.at(view.place, found=", ".join(unknown)[:120])


def _tags(metadata: pdfxmp.Packet) -> Iterator[str]:
    for element in metadata.iter():
        if isinstance(element.tag, str):
            yield element.tag
            yield from (str(key) for key in element.attrib)


def _pairs(view: View, metadata: pdfxmp.Packet) -> Iterator[tuple[str, object, object]]:
    """What the properties and the metadata say of the same."""
    for key, space, own in (
        ("/Title", pdfxmp.DC, "title"),
        ("/Author", pdfxmp.DC, "creator"),
        ("/Creator", pdfxmp.XMP, "CreatorTool"),
        ("/Producer", pdfxmp.PDF, "Producer"),
        ("/Keywords", pdfxmp.PDF, "Keywords"),
    ):
        yield key.lstrip("/"), text(get(view.info, key)).strip(), pdfxmp.said(metadata, space, own)
    for key, own in (("/CreationDate", "CreateDate"), ("/ModDate", "ModifyDate")):
        yield (
            key.lstrip("/"),
            _info_date(text(get(view.info, key))),
            _xmp_date(pdfxmp.said(metadata, pdfxmp.XMP, own)),
        )


def _info_date(value: str) -> object:
    """A date of the properties as digits and zone (ISO 32000-1, 7.9.4): `D:20260320101500+08'00'`."""
    digits = re.match(r"(?:D:)?(\d{4,14})(?:([+\-Z])(\d\d)?'?(\d\d)?)?", value)
    if digits is None:
        return value
    return _moment(digits[1], digits[2] or "", f"{digits[3] or '00'}{digits[4] or '00'}")


def _xmp_date(value: str) -> object:
    """The same of the metadata: `2026-03-20T10:15:00+08:00`."""
    day, _, clock = value.partition("T")
    parts = re.match(r"([\d:]*)(?:\.\d+)?([+\-Z]?)(?:(\d\d):?(\d\d))?", clock)
    digits = re.sub(r"\D", "", day) + re.sub(r"\D", "", parts[1] if parts else "")
    zone = f"{parts[3] or '00'}{parts[4] or '00'}" if parts else "0000"
    return _moment(digits, parts[2] if parts else "", zone)


def _moment(digits: str, sign: str, zone: str) -> object:
    """One moment, however it is written: seconds since a fixed day, or the digits where they are no date."""
    whole = digits + "0101000000"[len(digits) - 4 :] if len(digits) >= 4 else digits
    try:
        found = datetime.strptime(whole + (f"-{zone}" if sign == "-" else f"+{zone}"), "%Y%m%d%H%M%S%z")
    except ValueError:
        return digits
    return found.timestamp()
