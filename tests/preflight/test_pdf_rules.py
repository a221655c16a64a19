"""Each rule of the preflight: a file that is broken in one way, which it must name, beside the good one."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from functools import cache
from gettext import NullTranslations

import numpy as np
import pikepdf
import pytest
from made_x4 import MM, TEXT, TRIM, XMP, box, broken, draw, font, good, icc, image, make, saved, words
from pikepdf import Array, Dictionary, Name
from PIL import Image

from kanwu_press.findings import Finding, Level
from kanwu_press.model import NOWHERE
from kanwu_press.preflight.pdf import SCREEN, SHOWN, X4, Wanted, bundled, preflight
from kanwu_press.preflight.pdfview import View, opened
from kanwu_press.preflight.rules_colour import FOREIGN, deep_black
from kanwu_press.preflight.wanted import listed

Break = Callable[[pikepdf.Pdf], None]
WANTED = Wanted(trim_mm=TRIM, bleed_mm=3.0, pages=2, multiple_of=2, ink_limit=300.0)


def codes(data: bytes, wanted: Wanted = WANTED, **more: bool) -> list[str]:
    return [f.code for f in preflight(data, X4, wanted, **more)]


def found(data: bytes, code: str, wanted: Wanted = WANTED) -> dict[str, str]:
    """The values of the one finding of this code."""
    values = [f.values for f in preflight(data, X4, wanted) if f.code == code]
    assert len(values) == 1
    return dict(values[0])


def intent(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.Root.OutputIntents[0]


def resources(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.pages[0].obj.Resources


def setting(change: Callable[[pikepdf.Pdf], object]) -> Break:
    """A breaker made of an expression."""

    def how(pdf: pikepdf.Pdf) -> None:
        change(pdf)

    return how


def profiled(data: bytes, count: int) -> Break:
    def how(pdf: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(pdf, data)
        stream.N = count
        intent(pdf).DestOutputProfile = pdf.make_indirect(stream)

    return how


def claiming(xmp: str) -> Break:
    return setting(lambda pdf: pdf.Root.Metadata.write(xmp.encode()))


def without(holder: Callable[[pikepdf.Pdf], pikepdf.Object], key: str) -> Break:
    def how(pdf: pikepdf.Pdf) -> None:
        del holder(pdf)[key]

    return how


def page_key(key: str, values: list[float] | None) -> Break:
    """The first page's box in mm from the trim's lower left corner, or none."""

    def how(pdf: pikepdf.Pdf) -> None:
        if values is None:
            del pdf.pages[0].obj[key]
        else:
            pdf.pages[0].obj[key] = Array([round(v * MM, 4) for v in values])

    return how


def placed(
    pixels: tuple[int, int], size: tuple[float, float], value: object = (0, 0, 0, 128), **more: object
) -> Break:
    """A picture of so many pixels on so many mm, in the middle of the page."""

    def how(pdf: pikepdf.Pdf) -> None:
        channels = len(value) if isinstance(value, tuple) else 1
        space = more.get("space", Name.DeviceCMYK if channels == 4 else Name.DeviceGray)
        array = np.full((pixels[1], pixels[0], channels), value)
        resources(pdf).XObject["/Im9"] = image(pdf, array, space)  # type: ignore[arg-type]
        draw(b"q %f 0 0 %f %f %f cm /Im9 Do Q" % (size[0] * MM, size[1] * MM, 10 * MM, 12 * MM))(pdf)

    return how


def lineart(pixels: int, mm: float) -> Break:
    def how(pdf: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(pdf, bytes((pixels + 7) // 8 * pixels))
        stream.Type, stream.Subtype, stream.Width, stream.Height = Name.XObject, Name.Image, pixels, pixels
        stream.ImageMask, stream.BitsPerComponent = True, 1
        resources(pdf).XObject["/Im9"] = pdf.make_indirect(stream)
        draw(b"q 0 0 0 1 k %f 0 0 %f 30 60 cm /Im9 Do Q" % (mm * MM, mm * MM))(pdf)

    return how


def jpeg(ink: tuple[int, int, int, int], decode: list[int] | None = None) -> Break:
    """A CMYK JPEG whose numbers, as the file has them, are `ink` of 255."""

    def how(pdf: pikepdf.Pdf) -> None:
        out = io.BytesIO()
        Image.new("CMYK", (400, 400), tuple(255 - v for v in ink)).save(out, "JPEG", quality=95)
        stream = pikepdf.Stream(pdf, out.getvalue())
        stream.Type, stream.Subtype, stream.Width, stream.Height = Name.XObject, Name.Image, 400, 400
        stream.ColorSpace, stream.BitsPerComponent, stream.Filter = Name.DeviceCMYK, 8, Name.DCTDecode
        if decode:
            stream.Decode = Array(decode)
        resources(pdf).XObject["/Im9"] = pdf.make_indirect(stream)
        draw(b"q %f 0 0 %f 40 40 cm /Im9 Do Q" % (30 * MM, 30 * MM))(pdf)

    return how


def in_form(operators: bytes, depth: int = 3) -> Break:
    """Operators within a Form within a Form."""

    def how(pdf: pikepdf.Pdf) -> None:
        inner = None
        for _ in range(depth):
            form = pikepdf.Stream(pdf, operators if inner is None else b"/In Do")
            form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 500, 500])
            form.Resources = Dictionary() if inner is None else Dictionary(XObject=Dictionary(In=inner))
            inner = pdf.make_indirect(form)
        resources(pdf).XObject["/Fm9"] = inner
        draw(b"/Fm9 Do")(pdf)

    return how


def tiled(operators: bytes, mark: bytes = b"f") -> Break:
    """Operators within a pattern that fills an area."""

    def how(pdf: pikepdf.Pdf) -> None:
        cell = pikepdf.Stream(pdf, operators)
        for key, value in {
            "Type": Name.Pattern, "PatternType": 1, "PaintType": 1, "TilingType": 1, "XStep": 10, "YStep": 10,
            "BBox": Array([0, 0, 10, 10]), "Resources": Dictionary(),
        }.items():  # fmt: skip
            cell[f"/{key}"] = value
        resources(pdf).Pattern["/P1"] = pdf.make_indirect(cell)
        draw(b"/Pattern cs /P1 scn " + box(20, 40, 10, 10) + b" " + mark)(pdf)

    return how


def graded(space: object, first: list[float], last: list[float]) -> Break:
    def how(pdf: pikepdf.Pdf) -> None:
        function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array(first), C1=Array(last), N=1)
        shading = Dictionary(ShadingType=2, ColorSpace=space, Coords=Array([0, 0, 99, 0]), Function=function)
        resources(pdf).Shading["/Sh1"] = pdf.make_indirect(shading)
        draw(b"q " + box(20, 40, 10, 10) + b" W n /Sh1 sh Q")(pdf)

    return how


def masked(operators: bytes) -> Break:
    """A soft mask drawn with these operators."""

    def how(pdf: pikepdf.Pdf) -> None:
        form = pikepdf.Stream(pdf, operators)
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 500, 500])
        form.Group, form.Resources = Dictionary(S=Name.Transparency, CS=Name.DeviceGray), Dictionary()
        mask = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=pdf.make_indirect(form))
        resources(pdf).ExtGState["/M1"] = Dictionary(Type=Name.ExtGState, SMask=mask)
        draw(b"q /M1 gs 0 0 0 0.5 k " + box(20, 40, 10, 10) + b" f Q")(pdf)

    return how


def spaced(space: Callable[[pikepdf.Pdf], object], operators: bytes) -> Break:
    """Operators with a colour space named /Cs9."""

    def how(pdf: pikepdf.Pdf) -> None:
        resources(pdf).ColorSpace["/Cs9"] = space(pdf)
        draw(operators)(pdf)

    return how


def spot(name: str, alternate: object = Name.DeviceCMYK, ends: int = 4) -> Callable[[pikepdf.Pdf], Array]:
    def made(pdf: pikepdf.Pdf) -> Array:
        function = Dictionary(
            FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * ends), C1=Array([1] * ends), N=1
        )
        return Array([Name.Separation, Name(f"/{name}"), alternate, pdf.make_indirect(function)])

    return made


def icc_space(count: int) -> Callable[[pikepdf.Pdf], Array]:
    def made(pdf: pikepdf.Pdf) -> Array:
        stream = pikepdf.Stream(pdf, icc(b"mntr", b"RGB "))
        stream.N = count
        return Array([Name.ICCBased, pdf.make_indirect(stream)])

    return made


def noted(kind: Name, rect: list[int]) -> Break:
    def how(pdf: pikepdf.Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=kind, Rect=Array(rect))
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    return how


def stamped(pdf: pikepdf.Pdf) -> None:
    """An annotation outside of the bleed whose looks are RGB."""
    look = pikepdf.Stream(pdf, b"1 0 0 rg 0 0 9 9 re f")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    noted(Name.Stamp, [-30, -30, -21, -21])(pdf)
    pdf.pages[0].obj.Annots[0].AP = Dictionary(N=pdf.make_indirect(look))


def font_part(*keys: str) -> Break:
    """The face without one of its entries."""

    def how(pdf: pikepdf.Pdf) -> None:
        holder: pikepdf.Object = resources(pdf).Font.F1
        for key in keys[:-1]:
            holder = holder[0] if key == "0" else holder[key]
        del holder[keys[-1]]

    return how


def type3(*names: str) -> Break:
    """A drawn font for each of these names; "" is none."""

    def how(pdf: pikepdf.Pdf) -> None:
        glyph = pdf.make_indirect(pikepdf.Stream(pdf, b"500 0 d0 0 0 400 400 re f"))
        for number, name in enumerate(names):
            drawn = Dictionary(
                Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 500, 500]), FirstChar=65,
                FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), LastChar=65, Widths=Array([500]),
                CharProcs=Dictionary(a=glyph),
                Encoding=Dictionary(Differences=Array([65, Name("/a")])), Resources=Dictionary(),
            )  # fmt: skip
            if name:
                drawn.Name = Name(f"/{name}")
            resources(pdf).Font[f"/T{number}"] = pdf.make_indirect(drawn)
            draw(b"/over gs BT 0 0 0 1 k /T%d 20 Tf 60 %d Td (A) Tj ET" % (number, 90 + 30 * number))(pdf)

    return how


def standard(pdf: pikepdf.Pdf) -> None:
    resources(pdf).Font["/F4"] = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    draw(b"/over gs BT 0 0 0 1 k /F4 20 Tf 60 90 Td (A) Tj ET")(pdf)


def half_told(pdf: pikepdf.Pdf) -> None:
    """A ToUnicode table that lacks characters in use."""
    resources(pdf).Font.F1.ToUnicode.write(b"1 beginbfchar <0001> <6f6e> endbfchar")


def layered(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="草稿"))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([])))


def lzw_file() -> bytes:
    """A stream that pikepdf would pack anew, if it were let."""
    pdf = make()
    stream = pikepdf.Stream(pdf, b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01")
    stream.Filter = Name.LZWDecode
    pdf.Root.PieceInfo = pdf.make_indirect(stream)
    return saved(pdf, compress_streams=False)


def postscript(pdf: pikepdf.Pdf) -> None:
    stream = pikepdf.Stream(pdf, b"showpage")
    stream.Type, stream.Subtype = Name.XObject, Name.PS
    resources(pdf).XObject["/Ps1"] = pdf.make_indirect(stream)


def shrunk(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.TrimBox = Array([0, 0, 55 * MM, TRIM[1] * MM])


def attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["稿件.txt"] = pikepdf.AttachedFileSpec(pdf, b"text", filename="a.txt")


MIXED = b"0.7 0.6 0.6 0.9 k"
BROKEN: dict[str, tuple[str, Break]] = {
    "no intent": ("x4-intent", without(lambda p: p.Root, "/OutputIntents")),
    "intent for PDF/A": ("x4-intent", setting(lambda p: intent(p).__setattr__("S", Name.GTS_PDFA1))),
    "two intents": ("x4-intent", setting(lambda p: p.Root.OutputIntents.append(intent(p)))),
    "unnamed condition": ("x4-intent-name", setting(lambda p: intent(p).__setattr__("OutputConditionIdentifier", ""))),  # noqa: E501
    "no profile": ("x4-intent-profile", without(intent, "/DestOutputProfile")),
    "a screen's profile": ("x4-intent-wrong", profiled(icc(b"mntr", b"RGB "), 3)),
    "a grey profile": ("x4-intent-wrong", profiled(icc(b"prtr", b"GRAY"), 1)),
    "a wrong N": ("x4-intent-wrong", profiled(icc(), 3)),
    "half a profile": ("x4-intent-wrong", profiled(icc()[:-20], 4)),
    "no metadata": ("x4-claim", without(lambda p: p.Root, "/Metadata")),
    "PDF/X-3": ("x4-claim", claiming(XMP.replace("PDF/X-4", "PDF/X-3:2003"))),
    "metadata torn": ("x4-claim", claiming(XMP[:250])),
    "a bomb of entities": ("x4-claim", claiming('<!DOCTYPE x [<!ENTITY a "PDF/X-4">]>' + XMP[60:])),
    "no title": ("x4-title", without(lambda p: p.docinfo, "/Title")),
    "no dates": ("x4-dates", without(lambda p: p.docinfo, "/ModDate")),
    "trapped unknown": ("x4-trapped", setting(lambda p: p.docinfo.__setattr__("Trapped", Name.Unknown))),
    "script": ("pdf-scripts", setting(lambda p: p.Root.__setattr__("OpenAction", Dictionary(S=Name.JavaScript, JS="app")))),  # noqa: E501
    "script by name": ("pdf-scripts", setting(lambda p: p.Root.__setattr__("Names", Dictionary(JavaScript=Dictionary())))),  # noqa: E501
    "page action": ("pdf-scripts", setting(lambda p: p.pages[1].obj.__setattr__("AA", Dictionary()))),
    "attachment": ("pdf-attachments", attached),
    "form": ("x4-form", setting(lambda p: p.Root.__setattr__("AcroForm", Dictionary(Fields=Array([Dictionary(T="a")]))))),  # noqa: E501
    "layers": ("x4-layers", layered),
    "PostScript": ("x4-postscript", postscript),
    "OPI": ("x4-substitutes", setting(lambda p: resources(p).XObject.Im1.__setattr__("OPI", Dictionary()))),
    "alternates": ("x4-substitutes", setting(lambda p: resources(p).XObject.Im1.__setattr__("Alternates", Array([])))),  # noqa: E501
    "picture elsewhere": ("x4-substitutes", setting(lambda p: resources(p).XObject.Fm1.__setattr__("F", "a.pdf"))),  # noqa: E501
    "tone curve": ("x4-transfer", setting(lambda p: resources(p).ExtGState.over.__setattr__("TR", Name.Identity))),  # noqa: E501
    "transparency": ("x4-transparency", setting(lambda p: resources(p).ExtGState.over.__setattr__("ca", 0.5))),  # noqa: E501
    "no trim": ("x4-trim", page_key("/TrimBox", None)),
    "art box": ("x4-art-box", page_key("/ArtBox", [0, 0, 60, 80])),
    "trim out of bleed": ("x4-boxes", page_key("/BleedBox", [5, -3, 63, 83])),
    "bleed out of media": ("x4-boxes", page_key("/MediaBox", [-1, -1, 61, 81])),
    "crop within trim": ("x4-boxes", page_key("/CropBox", [5, 5, 50, 50])),
    "another trim": ("x4-trim-size", page_key("/TrimBox", [0, 0, 58, 80])),
    "too little bleed": ("x4-bleed", page_key("/BleedBox", [-2, -3, 63, 83])),
    "no bleed": ("x4-bleed", page_key("/BleedBox", None)),
    "a page more": ("x4-pages", setting(lambda p: p.pages.append(p.pages[0]))),
    "three pages": ("x4-folds", setting(lambda p: p.pages.append(p.pages[0]))),
    "blank": ("x4-blank", setting(lambda p: p.pages[1].obj.Contents.write(b"q 0 0 0 0 k 0 0 99 99 re f Q"))),
    "note": ("x4-annotation", noted(Name.Text, [50, 50, 70, 70])),
    "rg": ("x4-rgb", draw(b"1 0 0 rg " + box(20, 40, 5, 5) + b" f")),
    "RG": ("x4-rgb", draw(b"1 0 0 RG 1 w " + box(20, 40, 5, 5) + b" S")),
    "RGB by cs": ("x4-rgb", draw(b"/DeviceRGB cs 0 0 1 scn " + box(20, 40, 5, 5) + b" f")),
    "RGB text": ("x4-rgb", draw(words(TEXT, 8, 50, colour=b"0 0 0 rg"))),
    "RGB without sight": ("x4-rgb", draw(b"q 0 0 1 1 re W n 1 0 0 rg 90 90 9 9 re f Q")),
    "Lab": ("x4-rgb", spaced(lambda p: Array([Name.Lab, Dictionary(WhitePoint=Array([1, 1, 1]))]), b"/Cs9 cs 50 0 0 scn 60 90 9 9 re f")),  # noqa: E501
    "ICC RGB": ("x4-rgb", spaced(icc_space(3), b"/Cs9 cs 1 0 0 scn 60 90 9 9 re f")),
    "RGB in a form in a form": ("x4-rgb", in_form(b"1 0 0 rg 60 90 9 9 re f")),
    "RGB in a pattern": ("x4-rgb", tiled(b"1 0 0 rg 0 0 5 5 re f")),
    "RGB gradient": ("x4-rgb", graded(Name.DeviceRGB, [0, 0, 0], [1, 0, 0])),
    "RGB inline": ("x4-rgb", draw(b"q 40 0 0 40 60 90 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID \x01\x02\x03 EI Q")),
    "RGB picture": ("x4-rgb", placed((300, 300), (20, 20), (9, 9, 9), space=Name.DeviceRGB)),
    "RGB under a spot": ("x4-rgb", spaced(spot("Red", Name.DeviceRGB, 3), b"/Cs9 cs 1 scn 60 90 9 9 re f")),
    "RGB in an annotation": ("x4-rgb", stamped),
    "RGB in a soft mask": ("x4-blending", masked(b"1 1 1 rg 0 0 400 400 re f")),
    "RGB blending": ("x4-blending", setting(lambda p: p.pages[0].obj.__setattr__("Group", Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)))),  # noqa: E501
    "grey with a profile": ("x4-managed", spaced(icc_space(1), b"/Cs9 cs 0.5 scn 60 90 9 9 re f")),
    "a picture of no space": ("x4-colour-unknown", placed((300, 300), (20, 20), 7, space=Array([Name.Nonsense]))),  # noqa: E501
    "four-colour black": ("x4-mixed-black", draw(words(TEXT, 8, 50, colour=b"/over gs " + MIXED))),
    "black knocks out": ("x4-knocks-out", draw(words(TEXT, 8, 50, colour=b"0 0 0 1 k"))),
    "black as grey": ("x4-knocks-out", draw(words(TEXT, 8, 50, colour=b"/over gs 0 g"))),
    "overprint without mode": ("x4-knocks-out", setting(lambda p: resources(p).ExtGState.over.__setattr__("OPM", 0))),  # noqa: E501
    "white overprints": ("x4-white-overprints", draw(words(TEXT, 8, 50, colour=b"/over gs 0 0 0 0 k"))),
    "white area overprints": ("x4-white-overprints", draw(b"q /over gs 0 0 0 0 k " + box(20, 40, 5, 5) + b" f Q")),  # noqa: E501
    "grey overprints": ("x4-tint-overprints", draw(words(TEXT, 8, 50, colour=b"/over gs 0 0 0 0.5 k"))),
    "registration colour": ("x4-registration", draw(b"q /Cs1 cs 1 scn " + box(20, 40, 5, 5) + b" f Q")),
    "too much ink": ("x4-ink-limit", draw(b"q 0.9 0.8 0.8 0.9 k " + box(20, 40, 5, 5) + b" f Q")),
    "too much in a gradient": ("x4-ink-limit", graded(Name.DeviceCMYK, [0, 0, 0, 0], [1, 1, 1, 1])),
    "spot": ("x4-spots", spaced(spot("PANTONE 300 C"), b"/Cs9 cs 1 scn 60 90 9 9 re f")),
    "150 ppi": ("x4-ppi", placed((115, 115), (20, 20))),
    "225 ppi": ("x4-ppi-low", placed((175, 175), (20, 20))),
    "flat one way": ("x4-ppi", placed((400, 100), (20, 20))),
    "grey 100 ppi": ("x4-ppi", placed((80, 80), (20, 20), 128)),
    "line art": ("x4-ppi-lineart", lineart(300, 15)),
    "picture ends at the trim": ("x4-stops-short", placed((900, 700), (50, 50))),
    "area ends within the bleed": ("x4-stops-short", draw(b"q 0.9 0.2 0 0 k " + box(40, -1, 5, 20) + b" f Q")),  # noqa: E501
    "hairline": ("x4-hairline", draw(b"q 0 0 0 1 K 0.1 w 60 90 m 90 90 l S Q")),
    "no width": ("x4-hairline", draw(b"q 0 0 0 1 K 0 w 60 90 m 90 90 l S Q")),
    "scaled hairline": ("x4-hairline", draw(b"q 0 0 0 1 K 0.1 0 0 0.1 0 0 cm 1 w 600 900 m 900 900 l S Q")),
    "thin rectangle": ("x4-hairline", draw(b"q 0 0 0 1 k 60 90 60 0.1 re f Q")),
    "thin line of two inks": ("x4-thin-mixed", draw(b"q 0.9 0.6 0 0 K 0.3 w 60 90 m 90 90 l S Q")),
    "small": ("x4-small-type", draw(words(TEXT, 8, 50, 4.5))),
    "small by its matrix": ("x4-small-type", draw(b"q 0.3 0 0 0.3 30 90 cm " + words(TEXT, 8, 8) + b"Q")),
    "near the left edge": ("x4-near-trim", draw(words(TEXT, 4, 50))),
    "near the right edge": ("x4-near-trim", draw(words(TEXT, 30, 50))),
    "near the foot": ("x4-near-trim", draw(words(TEXT, 8, 4))),
    "font not embedded": ("pdf-font-missing", font_part("/DescendantFonts", "0", "/FontDescriptor", "/FontFile2")),  # noqa: E501
    "standard font": ("pdf-font-missing", standard),
    "Type 3": ("pdf-font-type3", type3("Drawn")),
    "Type 3 without a name": ("pdf-font-type3-unnamed", type3("")),
    "no ToUnicode": ("pdf-font-unreadable", font_part("/ToUnicode")),
    "half a ToUnicode": ("pdf-font-unreadable", half_told),
    "picture with too much ink": ("x4-picture-ink", placed((300, 300), (20, 20), (250, 250, 250, 250))),
    "JPEG with too much ink": ("x4-picture-ink", jpeg((240, 230, 230, 240))),
    "JPEG turned over": ("x4-picture-ink", jpeg((10, 20, 10, 10), [1, 0] * 4)),
}  # fmt: skip
# What else a broken file shows, since one cause has two faces.
ALSO = {
    "a page more": {"x4-folds"},
    "three pages": {"x4-pages"},
    "trim out of bleed": {"x4-bleed"},
    "RGB under a spot": {"x4-spots"},
    "RGB in a soft mask": {"x4-transparency"},
    "bleed out of media": {"x4-stops-short"},
    "picture elsewhere": {"pdf-damaged"},
    "another trim": {"x4-near-trim"},
}


def test_the_good_file_is_good() -> None:
    assert preflight(good(), X4, WANTED) == ()
    assert preflight(good(), X4) == ()


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_named(name: str) -> None:
    code, seen = BROKEN[name][0], {finding.code for finding in _seen_in(name)}
    assert code in seen
    assert seen <= {code} | ALSO.get(name, set())


@cache
def _seen_in(name: str) -> tuple[Finding, ...]:
    return preflight(broken(BROKEN[name][1]), X4, WANTED, file="a.pdf")


def test_every_rule_of_the_profile_has_a_broken_file() -> None:
    tested = {code for code, _ in BROKEN.values()} | OTHERWISE
    assert {rule.code for rule in rules()} <= tested


# Rules that have a test of their own below or beside this file.
OTHERWISE = {
    "pdf-no-outline",  # tests/preflight/test_pdf_glyphs.py
    "pdf-damaged", "pdf-unreadable", "pdf-locked", "pdf-too-large", "pdf-too-many-pages", "pdf-too-complex",
    "pdf-empty", "pdf-other-kind", "pdf-no-pages", "pdf-second-opinion", "preflight-more",
    "preflight-unreadable", "x4-pdf-version", "x4-id",
    "x4-sizes", "x4-lzw", "x4-bleed-usual", "x4-plate", "x4-page-ink", "x4-page-plate", "ink-not-checked",
    "screen-title", "screen-language", "screen-untagged", "screen-outline", "screen-labels", "screen-link",
    "screen-ppi", "screen-heavy", "screen-boxes",
}  # fmt: skip


def rules() -> list[object]:
    from kanwu_press.findings import Rule
    from kanwu_press.preflight import pdf, pdfview
    from kanwu_press.preflight import rules_colour as c
    from kanwu_press.preflight import rules_document as d
    from kanwu_press.preflight import rules_ink as i
    from kanwu_press.preflight import rules_objects as o
    from kanwu_press.preflight import rules_pages as p
    from kanwu_press.preflight import rules_screen as s
    from kanwu_press.preflight import rules_text as t

    modules = (pdf, pdfview, c, d, i, o, p, s, t)
    return [value for module in modules for value in vars(module).values() if isinstance(value, Rule)]


# ---- what must not be found ----------------------------------------------------------------

FINE: dict[str, Break] = {
    "white text on a tab": draw(words(TEXT, 8, 50, colour=b"0 0 0 0 k")),
    "grey text": draw(words(TEXT, 8, 50, colour=b"0 0 0 0.6 k")),
    "black of the black plate by name": spaced(
        spot("Black"), words(TEXT, 8, 50, colour=b"/over gs /Cs9 cs 1 scn")
    ),
    "a deep blue text": draw(words(TEXT, 8, 50, colour=b"0.9 0.6 0.2 0.2 k")),
    "large rich black": draw(words("潮", 8, 55, 30, colour=b"/over gs 0.6 0.4 0.4 1 k")),
    "300 ppi": placed((237, 237), (20, 20)),
    "226 ppi": placed((178, 178), (20, 20)),
    "one pixel for a tint": placed((1, 1), (20, 20)),
    "1200 ppi line art": lineart(600, 12),
    "an area into the bleed": draw(b"q 0.9 0.2 0 0 k " + box(40, -3, 5, 20) + b" f Q"),
    "an area within the page": draw(b"q 0.9 0.2 0 0 k " + box(40, 2, 5, 20) + b" f Q"),
    "a white area at the edge": draw(b"q 0 0 0 0 k " + box(40, 0, 5, 10) + b" f Q"),
    "two areas that make one": draw(
        b"q 0.9 0.2 0 0 k " + box(40, 0, 5, 20) + b" f " + box(39, -3, 7, 3.1) + b" f Q"
    ),
    "marks outside": draw(b"q /Cs1 CS 1 SCN 0.25 w %f 0 m %f 0 l S Q" % (-9 * MM, -4 * MM)),
    "slug outside": draw(words(TEXT, 8, -9, 6)),
    "text 5 mm from the edge": draw(words("潮", 5.1, 5.6)),
    "small letters clipped away": draw(b"q 0 0 1 1 re W n " + words(TEXT, 8, 50, 3) + b" Q"),
    "invisible text": draw(b"q 3 Tr " + words(TEXT, 1, 1, 3) + b" Q"),
    "printer's marks": noted(Name.PrinterMark, [0, 0, 9, 9]),
    "annotation outside": noted(Name.Text, [-36, 0, -20, 9]),
    "opening on a page": setting(
        lambda p: p.Root.__setattr__(
            "OpenAction", Dictionary(S=Name.GoTo, D=Array([p.pages[0].obj, Name.Fit]))
        )
    ),
    "JPEG of little ink": jpeg((10, 20, 10, 10)),
    "light JPEG turned over": jpeg((240, 230, 230, 240), [1, 0] * 4),
    "300 %": draw(b"q 0.7 0.7 0.7 0.9 k " + box(20, 40, 5, 5) + b" f Q"),
    "CMYK in forms": in_form(b"0.9 0.6 0 0 k 60 90 9 9 re f"),
    "CMYK pattern": tiled(b"0.9 0.6 0 0 k 0 0 5 5 re f"),
    "CMYK gradient": graded(Name.DeviceCMYK, [0, 0, 0, 0], [1, 0.5, 0, 0]),
}


@pytest.mark.parametrize("name", FINE)
def test_what_is_fine_is_not_named(name: str) -> None:
    assert codes(broken(FINE[name])) == []


# ---- what findings say ---------------------------------------------------------------------


def test_a_place_is_told_from_the_upper_left_corner_of_the_trim() -> None:
    how = draw(b"1 0 0 rg " + box(20, 40, 5, 10) + b" f")
    assert found(broken(how), "x4-rgb") == {
        "page": "1", "x": "20", "y": "30", "count": "1", "pictures": "0", "kind": "RGB",
    }  # fmt: skip


@pytest.mark.parametrize(("turn", "place"), [(90, ("40", "20")), (180, ("35", "40")), (270, ("30", "35"))])
def test_on_a_turned_page_the_place_is_as_it_is_looked_at(turn: int, place: tuple[str, str]) -> None:
    def how(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Rotate = turn
        draw(b"1 0 0 rg " + box(20, 40, 5, 10) + b" f")(pdf)

    values = found(broken(how), "x4-rgb")
    assert (values["x"], values["y"]) == place


def test_the_ppi_and_the_size_of_a_picture_are_told() -> None:
    values = found(broken(placed((79, 79), (20, 20))), "x4-ppi")
    assert (values["found"], values["size"], values["x"], values["y"]) == ("100", "20×20", "10", "48")


def test_the_text_is_told() -> None:
    assert found(broken(draw(words("滩上", 2, 50))), "x4-near-trim")["text"] == "滩上"


def test_what_stops_short_is_told_by_its_place() -> None:
    how = draw(b"q 0.9 0.2 0 0 k " + box(50, 20, 10, 20) + b" f Q")
    values = found(broken(how), "x4-stops-short")
    assert (values["x"], values["y"], values["wanted"]) == ("50", "40", "3")


def test_the_colours_with_too_much_ink_are_told() -> None:
    inks = (b"0.9 0.8 0.8 0.9", b"0.6 0.4 0.4 1", b"1 1 0.5 0.6", b"0.9 0.8 0.8 0.9")
    drawn = b" ".join(b"q %s k " % ink + box(20, 40 + 8 * n, 5, 5) + b" f Q" for n, ink in enumerate(inks))
    values = found(broken(draw(drawn)), "x4-ink-limit")
    assert (values["count"], values["found"]) == ("3", "340")
    assert values["inks"] == "C90 M80 Y80 K90、C100 M100 Y50 K60"
    assert values["black"] == "C60 M40 Y40 K100"


@pytest.mark.parametrize("limit", [90, 100, 120, 180, 220, 239, 240, 300, 340])
def test_the_black_that_is_advised_keeps_the_limit(limit: float) -> None:
    black = deep_black(limit)
    total = sum(int(ink[1:]) for ink in black.split())
    assert min(limit, 240) - 3 < total <= limit
    assert (black == "C60 M40 Y40 K100") is (limit >= 240)


def test_fonts_without_a_name_are_one_finding() -> None:
    data = broken(type3("", "", "Drawn", "", "Drawn", "Other"))
    fonts = [f for f in preflight(data, X4, WANTED) if f.code.startswith("pdf-font")]
    told = [(f.code, dict(f.values)["font"], dict(f.values)["count"]) for f in fonts]
    assert sorted(told) == [
        ("pdf-font-type3", "Drawn", "2"),
        ("pdf-font-type3", "Other", "1"),
        ("pdf-font-type3-unnamed", "?", "3"),
    ]


def test_ten_of_a_kind_then_how_many_more() -> None:
    many = [FOREIGN.at(NOWHERE, page=n, x=0, y=0, count=1, pictures=0, kind="RGB") for n in range(25)]
    shown = bundled(many)
    assert [f.code for f in shown] == ["x4-rgb"] * SHOWN + ["preflight-more"]
    assert "15" in shown[-1].message(NullTranslations())


def test_page_numbers_are_said_in_ranges() -> None:
    assert listed([5, 1, 2, 3, 9]) == "1–3, 5, 9"
    assert listed(range(1, 100, 2)).endswith("…")


def test_all_findings_can_be_said() -> None:
    for name in BROKEN:
        for finding in _seen_in(name):
            assert finding.message(NullTranslations())
            assert finding.place.file == "a.pdf"


def test_the_same_file_gives_the_same_findings() -> None:
    data = broken(BROKEN["rg"][1])
    assert preflight(data, X4, WANTED) == preflight(data, X4, WANTED)


# ---- version, identifier, sizes, plates ----------------------------------------------------


def test_the_version_of_the_header_and_of_the_catalogue() -> None:
    assert codes(saved(make(), force_version="1.7")) == ["x4-pdf-version"]

    def how(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Version = Name("/1.7")

    assert codes(broken(how)) == ["x4-pdf-version"]


def test_a_file_without_an_identifier() -> None:
    data = good()
    start = data.index(b"/ID [")
    torn = data[:start] + b"/Xx [" + data[start + 5 :]
    assert codes(torn) == ["x4-id"]


def test_a_stream_packed_with_lzw() -> None:
    assert codes(lzw_file()) == ["x4-lzw"]


def named_in_gbk(pdf: pikepdf.Pdf) -> None:
    """A font and a colour space whose names are GBK, as old Chinese programs write them."""
    resources(pdf).ColorSpace[pikepdf.Object.parse(b"/#CB#CE")] = Name.DeviceRGB
    resources(pdf).ColorSpace["/海"] = Name.DeviceRGB
    resources(pdf).Font["/F4"] = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=pikepdf.Object.parse(b"/#CB#CE#CC#E5")
    )
    draw(b"/over gs BT 0 0 0 1 k /F4 20 Tf 60 90 Td (A) Tj ET /#CB#CE cs 1 0 0 scn 60 90 9 9 re f")(pdf)
    draw("/海 cs 1 0 0 scn 60 90 9 9 re f".encode())(pdf)


def test_names_that_are_no_utf_8() -> None:
    data = broken(named_in_gbk)
    assert found(data, "pdf-font-missing")["font"] == "宋体"
    assert found(data, "x4-rgb")["count"] == "2"


def test_control_characters_are_not_handed_on_to_the_terminal() -> None:
    def how(pdf: pikepdf.Pdf) -> None:
        layered(pdf)
        pdf.Root.OCProperties.OCGs[0].Name = "\x1b[2J\u202e草"

    assert found(broken(how), "x4-layers")["found"].strip() == "[2J 草"


def test_pages_of_two_sizes_where_none_is_wanted() -> None:
    values = found(broken(shrunk), "x4-sizes", Wanted())
    assert (values["pages"], values["found"], values["size"]) == ("2", "55×80", "60×80")


def test_little_bleed_where_none_is_wanted_is_to_look_at() -> None:
    data = broken(page_key("/BleedBox", [-2, -3, 63, 83]))
    findings = preflight(data, X4)
    assert [(f.code, f.level) for f in findings] == [("x4-bleed-usual", Level.WARNING)]


def test_a_page_that_is_meant_to_be_blank() -> None:
    data = broken(BROKEN["blank"][1])
    assert codes(data, Wanted(blank=frozenset({2}))) == []


BLACK = Wanted(inks=frozenset({"K"}))


def black_page(*more: bytes) -> Break:
    """Both pages with text, an area and a line in black only."""

    def how(pdf: pikepdf.Pdf) -> None:
        parts = (words(TEXT, 8, 40, colour=b"0 g"), b"q 0.8 g " + box(10, 10, 20, 10) + b" f Q", *more)
        for page in pdf.pages:
            page.obj.Contents.write(b"\n".join(parts))

    return how


def test_a_black_edition_is_black() -> None:
    assert codes(broken(black_page()), BLACK) == []
    assert codes(broken(black_page(b"q /Cs1 cs 1 scn " + box(-8, 0, 4, 0.2) + b" f Q")), BLACK) == []


@pytest.mark.parametrize(
    ("operators", "plates"),
    [
        (b"0 0.5 0 0 k 60 90 9 9 re f", "M"),
        (b"0.1 0 0 1 K 1 w 60 90 9 9 re S", "C"),
        (b"q %f 0 0 %f 40 90 cm /Im1 Do Q" % (20 * MM, 10 * MM), "C, M, Y"),
        (b"/Cs9 cs 0.4 scn 60 90 9 9 re f", "PANTONE 300 C"),
    ],
)
def test_in_a_black_edition_nothing_prints_on_another_plate(operators: bytes, plates: str) -> None:
    def how(pdf: pikepdf.Pdf) -> None:
        black_page(operators)(pdf)
        resources(pdf).ColorSpace["/Cs9"] = spot("PANTONE 300 C")(pdf)

    findings = [f for f in preflight(broken(how), X4, BLACK) if f.code == "x4-plate"]
    assert len(findings) == 2  # on both pages
    assert dict(findings[0].values)["found"] == plates


def test_a_spot_that_is_wanted() -> None:
    how = spaced(spot("PANTONE 300 C"), b"/Cs9 cs 1 scn 60 90 9 9 re f")
    assert codes(broken(how), Wanted(inks=frozenset({"C", "M", "Y", "K", "PANTONE 300 C"}))) == []


def test_a_picture_that_uses_only_its_black() -> None:
    def how(pdf: pikepdf.Pdf) -> None:
        black_page()(pdf)
        placed((300, 300), (20, 20), (0, 0, 0, 200))(pdf)

    assert codes(broken(how), BLACK) == []


# ---- Ghostscript ---------------------------------------------------------------------------

needs_gs = pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not on this machine")


@needs_gs
def test_inks_that_lie_one_on_the_other_are_summed_up() -> None:
    # 200 % below, and 160 % that overprint on other plates: neither is too much by itself
    operators = (
        b"q 1 1 0 0 k " + box(20, 40, 10, 10) + b" f /over gs 0 0 0.8 0.8 k " + box(20, 40, 10, 10) + b" f Q"
    )
    data = broken(draw(operators))
    assert codes(data) == []
    findings = preflight(data, X4, WANTED, ink=True)
    assert [f.code for f in findings] == ["x4-page-ink"]
    values = dict(findings[0].values)
    assert abs(int(values["found"]) - 360) <= 3
    assert 19 <= int(values["x"]) <= 30 and 29 <= int(values["y"]) <= 40


@needs_gs
def test_the_good_file_is_good_by_ghostscript_too() -> None:
    assert codes(good(), ink=True) == []


@needs_gs
def test_ghostscript_sees_a_plate_that_there_is_not() -> None:
    data = broken(black_page(b"0 0.5 0 0 k 60 90 30 30 re f"))
    assert "x4-page-plate" in codes(data, BLACK, ink=True)
    assert codes(broken(black_page()), BLACK, ink=True) == []


def test_without_ghostscript_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda program: None)
    findings = preflight(good(), X4, WANTED, ink=True)
    assert [(f.code, f.level) for f in findings] == [("ink-not-checked", Level.INFO)]


def test_a_ghostscript_that_writes_too_few_pages_is_not_believed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda program: "/bin/true")
    assert codes(good(), ink=True) == ["ink-not-checked"]


# ---- screens -------------------------------------------------------------------------------


def readable(pdf: pikepdf.Pdf) -> None:
    """Make the file good for screens: trimmed, titled, tagged; ten pages with bookmarks and labels."""
    for _ in range(8):
        pdf.pages.append(pdf.pages[0])
    for page in pdf.pages:
        page.obj.MediaBox = page.obj.BleedBox = page.obj.TrimBox
    pdf.Root.Lang, pdf.Root.MarkInfo = "zh-CN", Dictionary(Marked=True)
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("潮水", 0))


def linked(**action: object) -> Break:
    def how(pdf: pikepdf.Pdf) -> None:
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([9, 9, 30, 30]))
        link.A = Dictionary(**action)
        pdf.pages[3].obj.Annots = Array([pdf.make_indirect(link)])

    return how


SCREENS: dict[str, tuple[str, Break]] = {
    "no title": ("screen-title", without(lambda p: p.docinfo, "/Title")),
    "no language": ("screen-language", without(lambda p: p.Root, "/Lang")),
    "no tags": ("screen-untagged", without(lambda p: p.Root, "/MarkInfo")),
    "no bookmarks": ("screen-outline", without(lambda p: p.Root, "/Outlines")),
    "no labels": ("screen-labels", without(lambda p: p.Root, "/PageLabels")),
    "a lost place": ("screen-link", linked(S=Name.GoTo, D="nowhere")),
    "a file of mine": ("screen-link", linked(S=Name.URI, URI="file:///etc/passwd")),
    "a launch": ("pdf-scripts", linked(S=Name.Launch, F="a.exe")),
    "coarse": ("screen-ppi", placed((50, 50), (20, 20))),
    "bleed seen": ("screen-boxes", page_key("/MediaBox", [-3, -3, 63, 83])),
    "attachment": ("pdf-attachments", attached),
    "font not embedded": ("pdf-font-missing", standard),
}


@pytest.mark.parametrize("name", SCREENS)
def test_what_is_bad_on_screens_is_named(name: str) -> None:
    code, how = SCREENS[name]

    def both(pdf: pikepdf.Pdf) -> None:
        readable(pdf)
        how(pdf)

    seen = {f.code for f in preflight(broken(both), SCREEN)}
    assert code in seen
    assert seen <= {code} | ({"screen-link"} if name == "a launch" else set())


def test_a_good_file_for_screens() -> None:
    assert preflight(broken(readable), SCREEN) == ()
    good_links = linked(S=Name.URI, URI="https://example.org/")

    def both(pdf: pikepdf.Pdf) -> None:
        readable(pdf)
        good_links(pdf)

    assert preflight(broken(both), SCREEN) == ()


def test_a_heavy_file() -> None:
    def how(pdf: pikepdf.Pdf) -> None:
        readable(pdf)
        noise = np.random.default_rng(1).bytes(21_000_000)
        pdf.Root.PieceInfo = pdf.make_indirect(pikepdf.Stream(pdf, noise))

    assert [f.code for f in preflight(broken(how), SCREEN)] == ["screen-heavy"]


def view_of(data: bytes) -> list[Finding] | View:
    with opened(data, NOWHERE) as view:
        assert isinstance(view, View)
        return view


def test_a_font_is_read_once_for_all_pages() -> None:
    pdf = make()
    assert font(pdf).Subtype == Name.Type0
    view = view_of(saved(pdf))
    assert isinstance(view, View)
    fonts = {id(m.font) for p in view.pages for m in p.marks if hasattr(m, "font")}
    assert len(fonts) == 1
