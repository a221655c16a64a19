"""Preflight of PDF/A-3u (ISO 19005-3): what a file must have, and must not, to be kept for good.

Each rule names the clause. The rules for fonts are in `rules_faces`, those against scripts in
`rules_document`; protection by a password is told in opening the file (`pdf-locked`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

import pikepdf

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.preflight import pdfxmp
from kanwu_press.preflight.pdfcolour import Space
from kanwu_press.preflight.pdfmarks import spaces
from kanwu_press.preflight.pdfobjects import Obj, array, flag, get, items, name, number, text, unpacked
from kanwu_press.preflight.pdfview import View
from kanwu_press.preflight.wanted import listed

_EXPORT = N_(
    "If kanwu made this file, please report it. If another program did, export it again as "
    "PDF/A-3u or PDF/A-2u."
)
CLAIM = Rule(
    "pdfa-claim",
    Level.ERROR,
    N_("The file does not call itself PDF/A-3u (its properties say: {found})."),
    _EXPORT,
)
FILE_ID = Rule("pdfa-id", Level.ERROR, N_("The file has no identifier (/ID)."), _EXPORT)
HEADER = Rule(
    "pdfa-header",
    Level.ERROR,
    N_("The file does not begin as a binary file of PDF 1.7 or earlier must."),
    _EXPORT,
)
METADATA = Rule("pdfa-metadata", Level.ERROR, N_("The file has no metadata that can be read (XMP)."), _EXPORT)
DIFFERENT = Rule(
    "pdfa-info",
    Level.ERROR,
    N_("The file's properties and its metadata (XMP) say different things of {found}."),
    _EXPORT,
)
SCHEMA = Rule(
    "pdfa-schema",
    Level.ERROR,
    N_("The metadata (XMP) use words that are explained nowhere ({found})."),
    _EXPORT,
)
INTENT = Rule(
    "pdfa-intent",
    Level.ERROR,
    N_(
        "The file does not say what its colours mean: it needs one output intent with a colour "
        "profile ({found})."
    ),
    _EXPORT,
)
COLOURS = Rule(
    "pdfa-colours",
    Level.ERROR,
    N_("On pages {pages} there are colours ({found}) that the file's profile ({profile}) does not explain."),
    _EXPORT,
)
BLENDING = Rule(
    "pdfa-blending",
    Level.ERROR,
    N_(
        "On pages {pages} transparent things are mixed in a colour space that the file's profile does not "
        "explain ({found})."
    ),
    _EXPORT,
)
STREAMS = Rule(
    "pdfa-stream",
    Level.ERROR,
    N_("{count} part(s) of the file are packed with LZW or lie outside of it."),
    _EXPORT,
)
CURVES = Rule(
    "pdfa-transfer", Level.ERROR, N_("The file brings tone curves or screens of its own ({found})."), _EXPORT
)
IMAGES = Rule(
    "pdfa-image",
    Level.ERROR,
    N_("{count} picture(s) are smoothed, or have stand-ins of their own ({found})."),
    N_("Export without smoothing of pictures (Interpolate) and without alternates (OPI)."),
)
ACTIONS = Rule(
    "pdfa-action",
    Level.ERROR,
    N_("There are actions in the file that an archive does not allow ({found})."),
    N_("Export it without scripts, buttons and interactive parts."),
)
FORMS = Rule(
    "pdfa-form", Level.ERROR, N_("The form's fields are to be drawn anew by the reading program."), _EXPORT
)
EMBEDDED = Rule(
    "pdfa-embedded",
    Level.ERROR,
    N_("{count} attached file(s) do not say what they are and how they belong to this one (AFRelationship)."),
    N_("Remove the attachments, or export as PDF/A-3 with their relation told."),
)
NOTES = Rule(
    "pdfa-annotation",
    Level.ERROR,
    N_(
        "Page {page}: {count} link(s) or annotation(s) are hidden, not printed, of a kind that is not kept, "
        "or without a look of their own ({found})."
    ),
    _EXPORT,
)
LAYERS = Rule(
    "pdfa-layer", Level.ERROR, N_("A set of layers has no name, or switches layers of itself (AS)."), _EXPORT
)
OTHER_VIEWS = Rule(
    "pdfa-extras", Level.ERROR, N_("The file asks its reader for more than to be shown ({found})."), _EXPORT
)
OPERATORS = Rule(
    "pdfa-operator",
    Level.ERROR,
    N_("On pages {pages} there are drawing commands that nobody knows ({found})."),
    _EXPORT,
)
LIMITS = Rule(
    "pdfa-limits",
    Level.ERROR,
    N_("On pages {pages} drawings are nested too deeply, or the page is too large or small."),
    _EXPORT,
)

_NEST, _LEAST, _MOST = 28, 3.0, 14_400.0  # graphics states; sides of a page
_HEADER = re.compile(rb"%PDF-1\.[0-7](?:\r\n|\r|\n)%[\x80-\xff]{4}")
_MOST_PROFILE = 20_000_000
_ALLOWED_ACTIONS = ("", "/GoTo", "/GoToR", "/GoToE", "/URI", "/Named", "/Thread", "/SubmitForm")
_NAMED = ("/NextPage", "/PrevPage", "/FirstPage", "/LastPage")
_FORBIDDEN_NOTES = ("/3D", "/Sound", "/Screen", "/Movie", "")
_PRINT, _NOT_SEEN = 4, 1 | 2 | 32 | 256  # Invisible, Hidden, NoView, ToggleNoView
_PURE = {"RGB": frozenset({"RGB ", "RGB"}), "CMYK": frozenset({"CMYK"})}
_EXTRAS = ("/Requirements", "/AA", "/Collection")
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


# ---- colour ------------------------------------------------------------------------------------


def check_colour(view: View) -> Iterator[Finding]:
    """An output intent (6.2.3) that explains all colours of devices (6.2.4.3), and those of "
    "blending (6.2.10)."""
    intents = [i for i in array(get(view.root, "/OutputIntents")) if name(get(i, "/S")) == "/GTS_PDFA1"]
    kind = _profiled(intents[0]) if len(intents) == 1 else ""
    if not kind:
        yield INTENT.at(view.place, found="OutputIntents" if len(intents) != 1 else "ICC")
        return
    wrong: dict[str, set[int]] = {}
    mixed: dict[str, set[int]] = {}
    for page in view.pages:
        for space in spaces(page.marks):
            for said in _device(space):
                if said not in ("gray", kind):
                    wrong.setdefault(said, set()).add(page.number)
        for space in page.groups:
            for said in _device(space):
                if said not in ("gray", kind):
                    mixed.setdefault(said, set()).add(page.number)
    for rule, found in ((COLOURS, wrong), (BLENDING, mixed)):
        if found:
            pages = listed(n for numbers in found.values() for n in numbers)
            yield rule.at(view.place, pages=pages, found=", ".join(found), profile=kind)


def _profiled(intent: Obj) -> str:
    """The kind of colours that an intent's profile explains, "" where it has none that is sound."""
    profile = get(intent, "/DestOutputProfile")
    data, _ = unpacked(profile, _MOST_PROFILE)
    kind = data[16:20].decode("latin-1").strip()
    count = {"RGB": 3.0, "CMYK": 4.0, "GRAY": 1.0}.get(kind)
    real = data[36:40] == b"acsp" and int.from_bytes(data[:4], "big") == len(data) and data[8:9] in b"\2\4"
    sound = real and count is not None and number(get(profile, "/N")) == count
    return kind if sound and data[12:16] in (b"mntr", b"prtr", b"spac", b"scnr") else ""


def _device(space: Space) -> Iterator[str]:
    """The spaces of a device that something is painted in, or beneath it."""
    if space.kind in ("RGB", "CMYK", "gray"):
        yield space.kind
    if space.base is not None:
        yield from _device(space.base)


# ---- objects -----------------------------------------------------------------------------------


def check_objects(view: View) -> Iterator[Finding]:
    """No LZW or outer streams (6.1.7), tone curves (6.2.5), smoothed pictures and stand-ins "
    "(6.2.8, 6.2.9)."""
    streams, pictures = 0, 0
    curves: dict[str, None] = {}
    kinds: dict[str, None] = {}
    for value in view.objects():
        if isinstance(value, pikepdf.Stream):
            outer = any(get(value, key) is not None for key in ("/F", "/FFilter", "/FDecodeParms"))
            streams += outer or _lzw(value)
            found = [key for key in ("/Alternates", "/OPI", "/Ref", "/PS") if get(value, key) is not None]
            found += ["/Interpolate"] if flag(get(value, "/Interpolate")) else []
            pictures += bool(found)
            kinds |= dict.fromkeys(found)
        else:
            curves |= dict.fromkeys(_curves(value))
    for page in view.pages:
        for _, parameters in items(get(get(page.object, "/Resources"), "/ExtGState")):
            curves |= dict.fromkeys(_curves(parameters))
    if streams:
        yield STREAMS.at(view.place, count=streams)
    if pictures:
        yield IMAGES.at(view.place, count=pictures, found=", ".join(k.lstrip("/") for k in kinds))
    if curves:
        yield CURVES.at(view.place, found=", ".join(k.lstrip("/") for k in curves))


def _lzw(stream: pikepdf.Stream) -> bool:
    value = get(stream, "/Filter")
    return any(name(one) in ("/LZWDecode", "/LZW", "/Crypt") for one in (array(value) or [value]))


def _curves(value: Obj) -> Iterator[str]:
    if name(get(value, "/Type")) not in ("", "/ExtGState"):
        return
    yield from (key for key in ("/TR", "/HTP", "/HTO") if get(value, key) is not None)
    if get(value, "/TR2") is not None and name(get(value, "/TR2")) != "/Default":
        yield "/TR2"


def check_actions(view: View) -> Iterator[Finding]:
    """Nothing but going to places and addresses (6.5), and no wishes to the reading program (6.10, 6.11)."""
    found: dict[str, None] = {}
    for action in _actions(view):
        kind = name(get(action, "/S"))
        if kind not in _ALLOWED_ACTIONS or (kind == "/Named" and name(get(action, "/N")) not in _NAMED):
            found[kind] = None
    if found:
        yield ACTIONS.at(view.place, found=", ".join(kind.lstrip("/") for kind in found))
    extras = [key for key in _EXTRAS if get(view.root, key) is not None]
    extras += ["/AlternatePresentations"] if get(get(view.root, "/Names"), "/AlternatePresentations") else []
    extras += ["/AA"] if any(get(p.object, "/AA") is not None for p in view.pages) else []
    extras += ["/PresSteps"] if any(get(p.object, "/PresSteps") is not None for p in view.pages) else []
    if extras:
        yield OTHER_VIEWS.at(view.place, found=", ".join(dict.fromkeys(k.lstrip("/") for k in extras)))


def _actions(view: View) -> Iterator[Obj]:
    """The actions of the file, of its bookmarks and of its annotations."""
    yield get(view.root, "/OpenAction")
    for page in view.pages:
        yield from (get(annotation, "/A") for annotation in array(get(page.object, "/Annots")))
    waiting, seen = [get(get(view.root, "/Outlines"), "/First")], set[tuple[int, int]]()
    while waiting:
        entry = waiting.pop()
        if not isinstance(entry, pikepdf.Dictionary) or entry.objgen in seen:
            continue
        seen.add(entry.objgen)
        yield get(entry, "/A")
        waiting += [get(entry, "/Next"), get(entry, "/First")]


def check_parts(view: View) -> Iterator[Finding]:
    """Forms (6.4), layers (6.9), attached files (6.8)."""
    form = get(view.root, "/AcroForm")
    if (
        flag(get(form, "/NeedAppearances"))
        or get(form, "/XFA") is not None
        or flag(get(view.root, "/NeedsRendering"))
    ):
        yield FORMS.at(view.place)
    layers = get(view.root, "/OCProperties")
    if layers is not None:
        sets = [get(layers, "/D"), *array(get(layers, "/Configs"))]
        if any(not text(get(one, "/Name")).strip() or get(one, "/AS") is not None for one in sets):
            yield LAYERS.at(view.place)
    wrong = 0
    for value in view.objects():
        files = get(value, "/EF")
        if files is not None and name(get(value, "/Type")) in ("", "/Filespec"):
            named = text(get(value, "/F")) and text(get(value, "/UF"))
            related = name(get(value, "/AFRelationship"))
            wrong += not (named and related and name(get(get(files, "/F"), "/Subtype")))
    if wrong:
        yield EMBEDDED.at(view.place, count=wrong)


def check_annotations(view: View) -> Iterator[Finding]:
    """Annotations are printed and seen, and look the same everywhere (6.3)."""
    for page in view.pages:
        wrong: list[str] = []
        for annotation in array(get(page.object, "/Annots"))[:2_000]:
            kind = name(get(annotation, "/Subtype"))
            flags = int(number(get(annotation, "/F")) or 0)
            seen = kind == "/Popup" or (flags & _PRINT and not flags & _NOT_SEEN)
            drawn = kind in ("/Popup", "/Link") or get(get(annotation, "/AP"), "/N") is not None
            if kind in _FORBIDDEN_NOTES or not seen or not drawn:
                wrong.append(kind.lstrip("/") or "–")
        if wrong:
            found = ", ".join(dict.fromkeys(wrong))
            yield NOTES.at(view.place, page=page.number, count=len(wrong), found=found)


def check_content(view: View) -> Iterator[Finding]:
    """Operators of the specification only (6.2.2), and within its limits (6.1.13)."""
    unknown = {p.number: p.content.operators for p in view.pages if p.content.operators}
    if unknown:
        first = ", ".join(next(iter(unknown.values())))
        yield OPERATORS.at(view.place, pages=listed(unknown), found=first[:40])
    wrong = []
    for page in view.pages:
        x0, y0, x1, y1 = page.media or (0.0, 0.0, 600.0, 600.0)
        if page.content.nested > _NEST or not all(_LEAST <= side <= _MOST for side in (x1 - x0, y1 - y0)):
            wrong.append(page.number)
    if wrong:
        yield LIMITS.at(view.place, pages=listed(wrong))
