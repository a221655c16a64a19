"""Preflight of PDF/A-3u (ISO 19005-3): what a file must have, and must not, to be kept for good.

Each rule names the clause. What the file says of itself is looked at in `rules_metadata`, fonts in
`rules_faces`, scripts in `rules_document`; protection by a password is told in opening it (`pdf-locked`).
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.preflight.pdfcolour import Space
from kanwu_press.preflight.pdfmarks import spaces
from kanwu_press.preflight.pdfobjects import Obj, array, flag, get, items, name, number, text, unpacked
from kanwu_press.preflight.pdfview import View
from kanwu_press.preflight.wanted import listed

EXPORT = N_(
    "If kanwu made this file, please report it. If another program did, export it again as "
    "PDF/A-3u or PDF/A-2u."
)
INTENT = Rule(
    "pdfa-intent",
    Level.ERROR,
    N_(
        "The file does not say what its colours mean: it needs one output intent with a colour "
        "profile ({found})."
    ),
    EXPORT,
)
COLOURS = Rule(
    "pdfa-colours",
    Level.ERROR,
    N_("On pages {pages} there are colours ({found}) that the file's profile ({profile}) does not explain."),
    EXPORT,
)
BLENDING = Rule(
    "pdfa-blending",
    Level.ERROR,
    N_(
        "On pages {pages} transparent things are mixed in a colour space that the file's profile does not "
        "explain ({found})."
    ),
    EXPORT,
)
STREAMS = Rule(
    "pdfa-stream",
    Level.ERROR,
    N_("{count} part(s) of the file are packed with LZW or lie outside of it."),
    EXPORT,
)
CURVES = Rule(
    "pdfa-transfer", Level.ERROR, N_("The file brings tone curves or screens of its own ({found})."), EXPORT
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
    "pdfa-form", Level.ERROR, N_("The form's fields are to be drawn anew by the reading program."), EXPORT
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
    EXPORT,
)
LAYERS = Rule(
    "pdfa-layer", Level.ERROR, N_("A set of layers has no name, or switches layers of itself (AS)."), EXPORT
)
OTHER_VIEWS = Rule(
    "pdfa-extras", Level.ERROR, N_("The file asks its reader for more than to be shown ({found})."), EXPORT
)
OPERATORS = Rule(
    "pdfa-operator",
    Level.ERROR,
    N_("On pages {pages} there are drawing commands that nobody knows ({found})."),
    EXPORT,
)
LIMITS = Rule(
    "pdfa-limits",
    Level.ERROR,
    N_("On pages {pages} drawings are nested too deeply, or the page is too large or small."),
    EXPORT,
)

_NEST, _LEAST, _MOST = 28, 3.0, 14_400.0  # graphics states; sides of a page
_MOST_PROFILE = 20_000_000
_ALLOWED_ACTIONS = ("", "/GoTo", "/GoToR", "/GoToE", "/URI", "/Named", "/Thread", "/SubmitForm")
_NAMED = ("/NextPage", "/PrevPage", "/FirstPage", "/LastPage")
_FORBIDDEN_NOTES = ("/3D", "/Sound", "/Screen", "/Movie", "")
_PRINT, _NOT_SEEN = 4, 1 | 2 | 32 | 256  # Invisible, Hidden, NoView, ToggleNoView
_EXTRAS = ("/Requirements", "/AA", "/Collection")


# ---- colour ------------------------------------------------------------------------------------


def check_colour(view: View) -> Iterator[Finding]:
    """An output intent (6.2.3) that explains all colours: of devices (6.2.4.3), of blending (6.2.10)."""
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
    """No LZW or outer streams (6.1.7), tone curves (6.2.5), smoothed pictures, stand-ins (6.2.8, 6.2.9)."""
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
