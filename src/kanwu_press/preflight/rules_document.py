"""Preflight of the file as a whole: output intent, identification as PDF/X-4, what has no business in it."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.preflight import pdfxmp
from kanwu_press.preflight.pdfobjects import (
    Obj,
    array,
    filters,
    flag,
    get,
    items,
    name,
    number,
    text,
    unpacked,
)
from kanwu_press.preflight.pdfview import View
from kanwu_press.preflight.wanted import Wanted

_EXPORT = N_("Export it again as PDF/X-4 (in InDesign, Scribus and others a preset of that name).")
DAMAGED = Rule(
    "pdf-damaged",
    Level.ERROR,
    N_("The file is damaged; parts of it had to be guessed, or could not be read at all."),
    N_("Export the file anew, and copy it completely."),
)
INTENT = Rule(
    "x4-intent",
    Level.ERROR,
    N_("The file does not say for which printing condition it is meant (no PDF/X output intent)."),
    _EXPORT,
)
INTENT_NAME = Rule(
    "x4-intent-name",
    Level.ERROR,
    N_("The printing condition has no name (OutputConditionIdentifier)."),
    _EXPORT,
)
INTENT_PROFILE = Rule(
    "x4-intent-profile",
    Level.ERROR,
    N_("The printer's colour profile is not in the file."),
    _EXPORT,
)
INTENT_WRONG = Rule(
    "x4-intent-wrong",
    Level.ERROR,
    N_(
        "The colour profile in the file is none of a four-colour press (device {device}, colours "
        "{space}, channels {count})."
    ),
    N_("Ask the printer for his CMYK profile and export with it."),
)
CLAIM = Rule(
    "x4-claim",
    Level.ERROR,
    N_("The file does not call itself PDF/X-4 (it says: {found})."),
    _EXPORT,
)
VERSION = Rule(
    "x4-pdf-version",
    Level.ERROR,
    N_("The file is PDF {found}; PDF/X-4 goes up to 1.6."),
    _EXPORT,
)
FILE_ID = Rule(
    "x4-id",
    Level.ERROR,
    N_("The file has no identifier (/ID)."),
    _EXPORT,
)
TITLE = Rule(
    "x4-title",
    Level.ERROR,
    N_("The file has no title in its properties."),
    N_("Enter a title, and export again."),
)
DATES = Rule(
    "x4-dates",
    Level.ERROR,
    N_("The file does not say when it was made and last changed."),
    _EXPORT,
)
TRAPPED = Rule(
    "x4-trapped",
    Level.ERROR,
    N_("The file does not say whether it has been trapped (Trapped)."),
    _EXPORT,
)
SCRIPTS = Rule(
    "pdf-scripts",
    Level.ERROR,
    N_("There are scripts or actions in the file ({found})."),
    N_("Export it without scripts, buttons and interactive parts."),
)
ATTACHMENTS = Rule(
    "pdf-attachments", Level.ERROR, N_("Other files are attached to the PDF."), N_("Remove the attachments.")
)
FORMS = Rule(
    "x4-form",
    Level.ERROR,
    N_("There is a form with fields to fill in."),
    N_("Flatten the form, or export without it."),
)
LAYERS = Rule(
    "x4-layers",
    Level.WARNING,
    N_("The file has {count} layers that can be switched on and off ({found})."),
    N_("Make sure with the printer which layers are printed, or export without layers."),
)
LZW = Rule(
    "x4-lzw",
    Level.ERROR,
    N_("{count} parts of the file are packed with LZW."),
    _EXPORT,
)
POSTSCRIPT = Rule(
    "x4-postscript",
    Level.ERROR,
    N_("There is PostScript code in the file."),
    _EXPORT,
)
SUBSTITUTES = Rule(
    "x4-substitutes",
    Level.ERROR,
    N_("The file holds stand-ins for pictures that lie elsewhere, or several versions of one ({found})."),
    N_("Link the pictures in full resolution, and export again."),
)
TRANSFER = Rule(
    "x4-transfer",
    Level.ERROR,
    N_("The file brings tone curves or screens of its own ({found}), which change the printer's."),
    _EXPORT,
)
TRANSPARENT = Rule(
    "x4-transparency",
    Level.INFO,
    N_("{count} pages have transparency, which PDF/X-4 allows: {pages}"),
    "",
)

_X4 = "PDF/X-4"
_SPACES = ("http://www.npes.org/pdfx/ns/id/", "http://ns.adobe.com/pdfx/1.3/")
_MOST_PROFILE = 20_000_000
_ACTIONS = (
    "/JavaScript",
    "/Launch",
    "/ImportData",
    "/SubmitForm",
    "/ResetForm",
    "/Rendition",
    "/Movie",
    "/Sound",
)


def check_sound(view: View, wanted: Wanted) -> Iterator[Finding]:
    if not view.sound:
        yield DAMAGED.at(view.place)


def check_intent(view: View, wanted: Wanted) -> Iterator[Finding]:
    """One output intent for PDF/X, with its name and the profile of a CMYK press."""
    intents = [i for i in array(get(view.root, "/OutputIntents")) if name(get(i, "/S")) == "/GTS_PDFX"]
    if len(intents) != 1:
        yield INTENT.at(view.place)
        return
    if not text(get(intents[0], "/OutputConditionIdentifier")).strip():
        yield INTENT_NAME.at(view.place)
    profile = get(intents[0], "/DestOutputProfile")
    data, _ = unpacked(profile, _MOST_PROFILE)
    if not data:
        yield INTENT_PROFILE.at(view.place)
        return
    device, space = (data[n : n + 4].decode("latin-1").strip() for n in (12, 16))
    count = number(get(profile, "/N"))
    real = data[36:40] == b"acsp" and int.from_bytes(data[:4], "big") == len(data)
    if (device, space, count) != ("prtr", "CMYK", 4.0) or not real:
        shown = device if real else "?"
        yield INTENT_WRONG.at(view.place, device=shown, space=space or "?", count=f"{count or 0:g}")


def check_identity(view: View, wanted: Wanted) -> Iterator[Finding]:
    """The claim to be PDF/X-4, and the properties that belong to it."""
    metadata = pdfxmp.packet(view.root)
    claims = [value for space in _SPACES if (value := pdfxmp.said(metadata, space, "GTS_PDFXVersion"))]
    claim = claims[0] if claims else text(get(view.info, "/GTS_PDFXVersion"))
    if not claims or claims[0] != _X4:
        yield CLAIM.at(view.place, found=claim[:40] or "–")
    if view.version > "1.6":
        yield VERSION.at(view.place, found=view.version)
    parts = array(get(view.pdf.trailer, "/ID"))
    if len(parts) != 2 or not all(isinstance(p, pikepdf.String) and bytes(p) for p in parts):
        yield FILE_ID.at(view.place)
    if not (text(get(view.info, "/Title")) or pdfxmp.said(metadata, pdfxmp.DC, "title")).strip():
        yield TITLE.at(view.place)
    made = [get(view.info, key) for key in ("/CreationDate", "/ModDate")]
    said = [pdfxmp.said(metadata, pdfxmp.XMP, key) for key in ("CreateDate", "ModifyDate")]
    if not all(text(a).strip() or b for a, b in zip(made, said, strict=True)):
        yield DATES.at(view.place)
    trapped = name(get(view.info, "/Trapped")).removeprefix("/")
    trapped = trapped or pdfxmp.said(metadata, pdfxmp.PDF, "Trapped")
    if trapped not in ("True", "False"):
        yield TRAPPED.at(view.place)


def check_actions(view: View, wanted: Wanted) -> Iterator[Finding]:
    """Scripts and actions: of the file, of a page, of anything in it."""
    found: dict[str, None] = {}
    opening = name(get(get(view.root, "/OpenAction"), "/S"))
    if opening not in ("", "/GoTo"):
        found[opening] = None
    if get(get(view.root, "/Names"), "/JavaScript") is not None:
        found["/JavaScript"] = None
    if get(view.root, "/AA") is not None or any(get(p.object, "/AA") is not None for p in view.pages):
        found["/AA"] = None
    for value in view.objects():
        for action in (value, get(value, "/A")):
            kind = name(get(action, "/S"))
            if kind in _ACTIONS:
                found[kind] = None
    if found:
        yield SCRIPTS.at(view.place, found=", ".join(kind.lstrip("/") for kind in found))


def check_attachments(view: View, wanted: Wanted) -> Iterator[Finding]:
    embedded = get(get(view.root, "/Names"), "/EmbeddedFiles")
    files = any(get(v, "/EF") is not None and get(v, "/F", "/UF") is not None for v in view.objects())
    if embedded is not None or array(get(view.root, "/AF")) or files:
        yield ATTACHMENTS.at(view.place)


def check_forms(view: View, wanted: Wanted) -> Iterator[Finding]:
    form = get(view.root, "/AcroForm")
    if (
        array(get(form, "/Fields"))
        or get(form, "/XFA") is not None
        or flag(get(view.root, "/NeedsRendering"))
    ):
        yield FORMS.at(view.place)


def check_layers(view: View, wanted: Wanted) -> Iterator[Finding]:
    layers = array(get(get(view.root, "/OCProperties"), "/OCGs"))
    if layers:
        names = [text(get(layer, "/Name")) or "?" for layer in layers]
        yield LAYERS.at(view.place, count=len(names), found="、".join(names[:6])[:120])


def check_old_ways(view: View, wanted: Wanted) -> Iterator[Finding]:
    """LZW, PostScript, stand-ins for pictures, and tone curves: all forbidden in PDF/X-4."""
    lzw, postscript = 0, False
    stand_ins: dict[str, None] = {}
    curves: dict[str, None] = {}
    for value in view.objects():
        lzw += isinstance(value, pikepdf.Stream) and "/LZWDecode" in filters(value)
        kinds = name(get(value, "/Subtype")), name(get(value, "/Subtype2"))
        postscript = postscript or "/PS" in kinds
        if isinstance(value, pikepdf.Stream):
            stand_ins |= {k: None for k in ("/Alternates", "/OPI", "/Ref") if get(value, k) is not None}
            if get(value, "/F") is not None and get(value, "/Length") is not None:
                stand_ins["/F"] = None
        for parameters in _parameters(value):
            curves |= {key: None for key in ("/TR", "/HTP") if get(parameters, key) is not None}
            if get(parameters, "/TR2") is not None and name(get(parameters, "/TR2")) != "/Default":
                curves["/TR2"] = None
    if lzw:
        yield LZW.at(view.place, count=lzw)
    if postscript:
        yield POSTSCRIPT.at(view.place)
    if stand_ins:
        yield SUBSTITUTES.at(view.place, found=", ".join(k.lstrip("/") for k in stand_ins))
    if curves:
        yield TRANSFER.at(view.place, found=", ".join(k.lstrip("/") for k in curves))


def _parameters(value: Obj) -> list[Obj]:
    """The sets of graphics parameters that an object is, or has among its resources."""
    if name(get(value, "/Type")) == "/ExtGState":
        return [value]
    resources = get(value, "/Resources")
    return [v for _, v in items(get(resources if resources is not None else value, "/ExtGState"))]


def check_transparency(view: View, wanted: Wanted) -> Iterator[Finding]:
    pages = [page.number for page in view.pages if any(mark.look.clear for mark in page.marks)]
    if pages:
        from_to = f"{pages[0]}–{pages[-1]}" if len(pages) > 1 else str(pages[0])
        yield TRANSPARENT.at(view.place, count=len(pages), pages=from_to)
