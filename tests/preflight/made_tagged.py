"""A small PDF/UA-1 and PDF/A-3u made by hand, good in all that is looked at, to be broken in one way."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import numpy as np
import pikepdf
from made_x4 import TEXT, font, image, words
from pikepdf import Array, Dictionary, Name
from PIL import ImageCms

PAGES = 8
DAY_INFO, DAY_XMP = "D:20260320101500+08'00'", "2026-03-20T10:15:00+08:00"
XMP = f"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">海岸</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{DAY_XMP}</xmp:CreateDate><xmp:ModifyDate>{DAY_XMP}</xmp:ModifyDate>
<pdfuaid:part>1</pdfuaid:part><pdfaid:part>3</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
FOLIO = b"/Artifact <</Type /Pagination>> BDC " + words(TEXT[0], 30, 5, colour=b"0 0 0 rg") + b"EMC\n"


@cache
def srgb() -> bytes:
    """A profile of sRGB with no clock in it."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    data[24:36] = bytes(12)  # when it was made
    return bytes(data)


class Builder:
    """Writes tagged content onto pages and keeps the tree beside it."""

    def __init__(self) -> None:
        self.pdf = pikepdf.new()
        self.content = [bytearray(FOLIO) for _ in range(PAGES)]
        self.numbered: list[list[pikepdf.Object]] = [[] for _ in range(PAGES)]
        self.others: list[pikepdf.Object] = []  # elements of annotations
        self.root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array()))
        for _ in range(PAGES):
            self.pdf.add_blank_page(page_size=(170, 227))

    def element(self, kind: str, outer: pikepdf.Object, page: int = 0, **more: object) -> pikepdf.Object:
        made = Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=outer, K=Array())
        made.Pg = self.pdf.pages[page].obj
        for key, value in more.items():
            made[f"/{key}"] = value
        made = self.pdf.make_indirect(made)
        outer.K.append(made)
        return made

    def paint(self, element: pikepdf.Object, operators: bytes, page: int = 0) -> None:
        number = len(self.numbered[page])
        kind = bytes(element.S)
        self.content[page] += b"%s <</MCID %d>> BDC %s EMC\n" % (kind, number, operators)
        self.numbered[page].append(element)
        element.K.append(number)

    def leaf(
        self, kind: str, outer: pikepdf.Object, y: float, page: int = 0, **more: object
    ) -> pikepdf.Object:
        made = self.element(kind, outer, page, **more)
        self.paint(made, words(TEXT[:3], 5, y, colour=b"0 0 0 rg"), page)
        return made


def make() -> pikepdf.Pdf:
    to = Builder()
    document = to.element("Document", to.root)
    to.leaf("H1", document, 70)
    to.leaf("P", document, 66)
    _link(to, document)
    table = to.element("Table", document)
    head = to.element("TR", to.element("THead", table))
    body = to.element("TBody", table)
    first, second = to.element("TR", body), to.element("TR", body)
    column = Dictionary(O=Name.Table, Scope=Name.Column)
    to.leaf("TH", head, 58, A=column)
    to.leaf("TH", head, 55, A=column)
    to.leaf("TH", first, 52, A=Dictionary(O=Name.Table, Scope=Name.Row, RowSpan=2))
    to.leaf("TD", first, 49)
    to.leaf("TD", second, 46)
    item = to.element("LI", to.element("L", document))
    to.leaf("Lbl", item, 42)
    to.leaf("LBody", item, 39)
    place = Dictionary(O=Name.Layout, BBox=Array([10, 10, 40, 40]), Placement=Name.Block)
    figure = to.element("Figure", document, Alt="A shore", A=place)
    to.paint(figure, b"q 30 0 0 30 10 10 cm /Im1 Do Q")
    to.leaf("H2", document, 34)
    to.leaf("Formula", document, 31, Alt="two and two", A=Dictionary(O=Name.Layout, BBox=Array([0, 0, 9, 9])))
    to.leaf("Note", document, 28, ID=b"n1")
    for page in range(1, PAGES):
        to.leaf("P", document, 60, page)
    _finish(to)
    return to.pdf


def _link(to: Builder, outer: pikepdf.Object) -> None:
    link = to.leaf("Link", outer, 62)
    note = to.pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([10, 170, 50, 180]), F=4, Contents="The shore",
            StructParent=PAGES, A=Dictionary(S=Name.URI, URI="https://example.org/"),
        )
    )  # fmt: skip
    to.pdf.pages[0].obj.Annots = Array([note])
    link.K.append(Dictionary(Type=Name.OBJR, Obj=note))
    to.others.append(link)


def _finish(to: Builder) -> None:
    pdf, catalog = to.pdf, to.pdf.Root
    resources = pdf.make_indirect(
        Dictionary(
            Font=Dictionary(F1=font(pdf)), ExtGState=Dictionary(), Properties=Dictionary(),
            XObject=Dictionary(Im1=image(pdf, np.full((60, 60, 3), 120), Name.DeviceRGB)),
        )
    )  # fmt: skip
    numbers = Array()
    for number, page in enumerate(pdf.pages):
        page.obj.Resources = resources
        page.obj.StructParents, page.obj.Tabs = number, Name.S
        page.obj.Contents = pdf.make_indirect(pikepdf.Stream(pdf, bytes(to.content[number])))
        numbers.extend([number, Array(to.numbered[number])])
    numbers.extend([PAGES, to.others[0]])
    to.root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    to.root.ParentTreeNextKey = PAGES + 1
    catalog.StructTreeRoot = to.root
    catalog.MarkInfo = Dictionary(Marked=True)
    catalog.Lang = "zh-Hans"
    catalog.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    catalog.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("潮", 0))
    profile = pikepdf.Stream(pdf, srgb())
    profile.N = 3
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier="sRGB")
    intent.DestOutputProfile = pdf.make_indirect(profile)
    catalog.OutputIntents = Array([intent])
    metadata = pikepdf.Stream(pdf, XMP.encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    catalog.Metadata = pdf.make_indirect(metadata)
    pdf.docinfo.Title, pdf.docinfo.CreationDate, pdf.docinfo.ModDate = "海岸", DAY_INFO, DAY_INFO


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, force_version="1.7", deterministic_id=True, compress_streams=False,
             stream_decode_level=pikepdf.StreamDecodeLevel.none)  # fmt: skip
    return out.getvalue()


@cache
def good() -> bytes:
    return saved(make())


def broken(how: Callable[[pikepdf.Pdf], object]) -> bytes:
    with pikepdf.open(io.BytesIO(good())) as pdf:
        how(pdf)
        return saved(pdf)
