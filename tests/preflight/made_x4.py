"""A small PDF/X-4 made by hand, good in all that preflight looks at, for tests to break one way at a time."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name

MM = 72 / 25.4
TRIM = (60.0, 80.0)  # mm
BLEED, SLUG = 3.0, 10.0
PROFILE = Path("/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc")
TEXT = "潮水来时滩上的人"
SOLID = b"/over gs 0 0 0 1 k"


@cache
def icc(device: bytes = b"prtr", space: bytes = b"CMYK") -> bytes:
    """The printer's profile where it is installed; another device or space as a mere header."""
    if (device, space) == (b"prtr", b"CMYK") and PROFILE.is_file():
        return PROFILE.read_bytes()
    head = bytearray(132)
    head[:4], head[8:12], head[12:16], head[16:20] = (132).to_bytes(4, "big"), b"\x02\x40\0\0", device, space
    head[20:24], head[36:40] = b"Lab ", b"acsp"
    return bytes(head)


@cache
def _packed_profile() -> bytes:
    return zlib.compress(icc(), 1)


@cache
def face() -> bytes:
    """A TrueType face whose characters are all squares."""
    names = [".notdef", *(f"g{n}" for n in range(1, len(TEXT) + 1))]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(c): n for c, n in zip(TEXT, names[1:], strict=True)})
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for point in ((100, 700), (900, 700), (900, 0)):
        pen.lineTo(point)
    pen.closePath()
    glyph = pen.glyph()
    builder.setupGlyf(dict.fromkeys(names, glyph))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Squares", "styleName": "Regular", "psName": "Squares"})
    builder.setupOS2()
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def codes(text: str) -> bytes:
    """A string of the face as it is shown: `<0001…>`."""
    return b"<" + b"".join(b"%04x" % (TEXT.index(c) + 1) for c in text) + b">"


def words(text: str, x_mm: float, y_mm: float, size: float = 10.5, colour: bytes = SOLID) -> bytes:
    """Operators that set a text, its baseline beginning so far from the trim's lower left corner."""
    return b"q %s BT /F1 %g Tf %.3f %.3f Td %s Tj ET Q\n" % (colour, size, x_mm * MM, y_mm * MM, codes(text))


def box(x: float, y: float, width: float, height: float) -> bytes:
    """A rectangle in mm from the trim's lower left corner."""
    return b"%.4f %.4f %.4f %.4f re" % (x * MM, y * MM, width * MM, height * MM)


def image(pdf: pikepdf.Pdf, array: np.ndarray, space: Name | Array, **more: object) -> pikepdf.Stream:
    """A picture of eight bits, packed."""
    data = zlib.compress(array.astype(np.uint8).tobytes())
    stream = pikepdf.Stream(pdf, data)
    entries = {
        "Type": Name.XObject, "Subtype": Name.Image, "Width": array.shape[1], "Height": array.shape[0],
        "BitsPerComponent": 8, "ColorSpace": space, "Filter": Name.FlateDecode,
    }  # fmt: skip
    for key, value in (entries | more).items():
        stream[f"/{key}"] = value
    return pdf.make_indirect(stream)


def font(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
    told = "".join(f"<{n:04x}> <{ord(c):04x}>\n" for n, c in enumerate(TEXT, 1))
    cmap = f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{len(TEXT)} beginbfchar\n{told}endbfchar"
    file = pikepdf.Stream(pdf, face())
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Squares"), Flags=4, FontBBox=Array([0, -120, 1000, 880]),  # noqa: E501
        ItalicAngle=0, Ascent=880, Descent=-120, CapHeight=700, StemV=80, FontFile2=pdf.make_indirect(file),
    )  # fmt: skip
    below = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/ABCDEF+Squares"), DW=1000,
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor), CIDToGIDMap=Name.Identity,
    )  # fmt: skip
    whole = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/ABCDEF+Squares"), Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(below)]),
        ToUnicode=pdf.make_indirect(pikepdf.Stream(pdf, cmap.encode())),
    )  # fmt: skip
    found = pdf.make_indirect(whole)
    assert isinstance(found, pikepdf.Dictionary)
    return found


XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" pdfxid:GTS_PDFXVersion="PDF/X-4"/>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""  # noqa: E501


def page_content() -> bytes:
    """A picture into the bleed, black text that overprints, a coloured tab, a line, a pattern, crop marks."""
    width, height = TRIM[0] + 2 * BLEED, TRIM[1] + 2 * BLEED
    parts = [
        b"q %.4f 0 0 %.4f %.4f %.4f cm /Im1 Do Q\n" % (width * MM, 30 * MM, -BLEED * MM, (TRIM[1] - 27) * MM),
        words(TEXT, 8, 40),
        b"q 0.9 0.6 0.2 0.2 k " + box(10, 20, 20, 10) + b" f Q\n",
        b"q 0 0 0 1 K 0.3 w %.3f %.3f m %.3f %.3f l S Q\n" % (10 * MM, 15 * MM, 50 * MM, 15 * MM),
        b"q /Cs1 cs 1 scn " + box(-8, 0, 4, 0.1) + b" f Q\n",
        b"q /Fm1 Do Q\n",
    ]
    assert height > width
    return b"".join(parts)


def make() -> pikepdf.Pdf:
    """The good file, open, for a test to break."""
    pdf = pikepdf.new()
    # 300 ppi over 66×30 mm: a light tint with a darker band
    pixels = np.full((355, 780, 4), (40, 20, 0, 0))
    pixels[100:200] = (200, 120, 60, 40)
    gray = Dictionary(Type=Name.ExtGState, op=True, OP=True, OPM=1)
    form = pikepdf.Stream(pdf, b"0.2 g " + box(40, 20, 10, 10) + b" f")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 600, 600])
    form.Resources = Dictionary()
    marks = Array([Name.Separation, Name.All, Name.DeviceCMYK, _tint(pdf)])
    resources = pdf.make_indirect(
        Dictionary(
            Font=Dictionary(F1=font(pdf)),
            ExtGState=Dictionary(over=gray),
            XObject=Dictionary(Im1=image(pdf, pixels, Name.DeviceCMYK), Fm1=pdf.make_indirect(form)),
            ColorSpace=Dictionary(Cs1=marks),
            Pattern=Dictionary(),
            Shading=Dictionary(),
        )
    )
    for _ in range(2):
        pdf.add_blank_page()
        page = pdf.pages[-1].obj
        page.MediaBox = _bounds(BLEED + SLUG)
        page.BleedBox = _bounds(BLEED)
        page.TrimBox = _bounds(0)
        page.Resources = resources
        page.Contents = pdf.make_indirect(pikepdf.Stream(pdf, page_content()))
    _identify(pdf)
    return pdf


def _tint(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The alternate of a spot colour: as much of all four inks."""
    return pdf.make_indirect(
        Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([1, 1, 1, 1]), N=1)
    )


def _bounds(by: float) -> Array:
    return Array([-by * MM, -by * MM, (TRIM[0] + by) * MM, (TRIM[1] + by) * MM])


def _identify(pdf: pikepdf.Pdf) -> None:
    profile = pikepdf.Stream(pdf, _packed_profile())
    profile.N, profile.Filter = 4, Name.FlateDecode
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier="FOGRA39",
                RegistryName="http://www.color.org", DestOutputProfile=pdf.make_indirect(profile),
            )
        ]
    )  # fmt: skip
    metadata = pikepdf.Stream(pdf, XMP.encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = pdf.make_indirect(metadata)
    day = "D:20260320000000Z"
    pdf.docinfo.Title, pdf.docinfo.CreationDate, pdf.docinfo.ModDate = "海岸", day, day
    pdf.docinfo.Trapped = Name("/False")


def saved(pdf: pikepdf.Pdf, **more: object) -> bytes:
    out = io.BytesIO()
    settings = {
        "force_version": "1.6",
        "deterministic_id": True,
        "stream_decode_level": pikepdf.StreamDecodeLevel.none,
    } | more
    pdf.save(out, **settings)  # type: ignore[arg-type]
    return out.getvalue()


@cache
def good() -> bytes:
    return saved(make())


def broken(how: Callable[[pikepdf.Pdf], None]) -> bytes:
    pdf = make()
    how(pdf)
    return saved(pdf)


def draw(operators: bytes, page: int = 0) -> Callable[[pikepdf.Pdf], None]:
    """A breaker that adds operators to a page."""

    def how(pdf: pikepdf.Pdf) -> None:
        contents = pdf.pages[page].obj.Contents
        data = contents.read_bytes() + b"\n" + operators
        pdf.pages[page].obj.Contents = pdf.make_indirect(pikepdf.Stream(pdf, data))

    return how
