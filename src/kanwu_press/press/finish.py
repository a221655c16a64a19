"""The engine's PDF → PDF/X-4 (ISO 15930-7): inks, pictures, marks, output intent, and nothing else.

In: an RGB file of ours with trim and bleed boxes, and an `Edition`. Out: the bytes to be plated. The same
bytes in give the same bytes out. Coordinates stay: the trim's lower left corner is (0, 0).
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode

from kanwu_press.press.inks import Inks, Luminance, Paint
from kanwu_press.press.marks import Marks, add_marks, separation
from kanwu_press.press.metadata import VERSION, About, describe, set_identifier, set_output_intent
from kanwu_press.press.pictures import Plate
from kanwu_press.press.profile import Profile
from kanwu_press.press.recolour import OVERPRINTS, SPOT_SPACE, Inking, Names, recoloured

_DEVICE = ("/DeviceRGB", "/DeviceGray", "/DeviceCMYK", "/Pattern")


@dataclass(frozen=True, slots=True)
class Edition:
    """How a file is finished. `plates` are the pictures in inks by the engine's names for them.

    `marks` is None for a clean file, trim and bleed only.
    """

    about: About
    inks: Inks
    profile: Profile
    plates: Mapping[str, Plate]
    marks: Marks | None


def content_digest(pdf: bytes) -> str:
    """A short name for what a file holds, for slug lines and identifiers."""
    return hashlib.sha256(pdf).hexdigest()


def finish(rgb: bytes, edition: Edition) -> bytes:
    """The finished file. Raises recolour.UnknownColourError for a colour that can't become ink."""
    with pikepdf.open(io.BytesIO(rgb)) as pdf:
        _Finishing(pdf, edition).run()
        describe(pdf, edition.about)
        set_output_intent(pdf, edition.profile)
        set_identifier(pdf, edition.about)
        if edition.marks is not None:
            add_marks(pdf, edition.marks)
        out = io.BytesIO()
        pdf.save(
            out, force_version=VERSION, object_stream_mode=ObjectStreamMode.generate,
            compress_streams=True, recompress_flate=False, fix_metadata_version=False,
            deterministic_id=True,
        )  # fmt: skip
    return out.getvalue()


class _Finishing:
    """Rewrites every page, form, pattern and picture once, though many pages share them."""

    def __init__(self, pdf: pikepdf.Pdf, edition: Edition) -> None:
        self._pdf = pdf
        self._edition = edition
        self._done: set[tuple[int, int]] = set()
        self._named: dict[tuple[int, int], Names] = {}

    def run(self) -> None:
        for page in self._pdf.pages:
            self._page(page)
        for item in self._pdf.objects:
            if isinstance(item, Dictionary) and "/FontFile3" in item:
                _unwrap(item.FontFile3)
        for key in ("/StructTreeRoot", "/MarkInfo", "/OpenAction", "/AA", "/AcroForm"):
            if key in self._pdf.Root:
                del self._pdf.Root[key]

    def _page(self, page: pikepdf.Page) -> None:
        for key in ("/Annots", "/Tabs", "/StructParents", "/AA"):
            if key in page:
                del page[key]
        page.BleedBox = page.MediaBox  # the engine's is never more than 10 pt outside of the trim
        names = self._names_of(page.Resources)
        content = recoloured(page, self._edition.inks, names)
        if self._sees_through(page.Resources):
            page.obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK, I=True)
        self._resources(page.Resources)
        page.Contents = self._pdf.make_stream(b"q\n" + content + b"\nQ")

    def _names_of(self, resources: pikepdf.Object) -> Names:
        """What names meant before the resources were rewritten, which many pages share."""
        key = resources.objgen if resources.is_indirect else None
        if key is not None and key in self._named:
            return self._named[key]
        spaces = {k: _kind(v) for k, v in resources.get("/ColorSpace", Dictionary()).items()}
        states = resources.get("/ExtGState", Dictionary()).items()
        alphas = {k: float(v.ca) for k, v in states if "/ca" in v}
        names = Names(lambda name: name[1:] if name in _DEVICE else spaces.get(name, name), alphas.get)
        if key is not None:
            self._named[key] = names
        return names

    @staticmethod
    def _sees_through(resources: pikepdf.Object) -> bool:
        """Whether anything transparent may be drawn: then the page says in which space it is blended."""
        states = resources.get("/ExtGState", Dictionary()).values()
        opaque = (min(float(s.get("/ca", 1)), float(s.get("/CA", 1))) >= 1 for s in states)
        return not all(opaque) or any("/SMask" in s or "/BM" in s for s in states)

    # ---- resources

    def _resources(self, resources: pikepdf.Object) -> None:
        if not self._is_new(resources):
            return
        if "/ExtGState" not in resources:
            resources["/ExtGState"] = Dictionary()
        states = resources["/ExtGState"]
        for state in states.values():
            self._soft_mask(state)
        for (fills, lines), name in OVERPRINTS.items():
            mode = int(fills or lines)
            states[name] = Dictionary(Type=Name.ExtGState, OP=lines, op=fills, OPM=mode)
        for key, item in resources.get("/XObject", Dictionary()).items():
            self._object(key, item)
        for pattern in resources.get("/Pattern", Dictionary()).values():
            self._pattern(pattern)
        for shading in resources.get("/Shading", Dictionary()).values():
            self._shading(shading)
        self._colour_spaces(resources)

    def _colour_spaces(self, resources: pikepdf.Object) -> None:
        """The engine declares spaces of Lab that nothing uses; a spot ink needs one."""
        spot = self._edition.inks.spot
        spaces = Dictionary()
        if spot is not None:
            spaces[SPOT_SPACE] = separation(self._pdf, spot.name, self._edition.inks.spot_inks)
        resources["/ColorSpace"] = spaces

    def _is_new(self, item: pikepdf.Object) -> bool:
        """Whether an object is met for the first time; direct ones belong to one place only."""
        if not item.is_indirect:
            return True
        new = item.objgen not in self._done
        self._done.add(item.objgen)
        return new

    def _object(self, name: str, item: pikepdf.Object) -> None:
        if not self._is_new(item):
            return
        if item.Subtype == Name.Form:
            self._form(item)
        else:
            plate = self._edition.plates.get(name[1:])
            if plate is not None:
                _set_picture(self._pdf, item, plate)

    def _form(self, form: pikepdf.Object, inks: Inking | None = None) -> None:
        """Rewrite a form; in a soft mask (`inks` given) only lightness counts, and the group is grey."""
        resources = form.get("/Resources", Dictionary())
        form.write(recoloured(form, inks or self._edition.inks, self._names_of(resources)))
        if "/Resources" in form:
            self._resources(resources)
        if "/Group" in form and "/CS" in form.Group:
            form.Group.CS = Name.DeviceCMYK if inks is None else Name.DeviceGray
        for key in ("/StructParents", "/StructParent"):
            if key in form:
                del form[key]

    def _soft_mask(self, state: pikepdf.Object) -> None:
        mask = state.get("/SMask")
        if isinstance(mask, Dictionary) and "/G" in mask and self._is_new(mask.G):
            self._form(mask.G, Luminance())

    def _pattern(self, pattern: pikepdf.Object) -> None:
        if not self._is_new(pattern):
            return
        if int(pattern.PatternType) == 2:
            self._shading(pattern.Shading)
            return
        resources = pattern.get("/Resources", Dictionary())
        pattern.write(recoloured(pattern, self._edition.inks, self._names_of(resources)))
        if "/Resources" in pattern:
            self._resources(resources)

    def _shading(self, shading: pikepdf.Object) -> None:
        """A gradient between colours of the screen becomes one between their inks.

        Between tints of the spot ink, or a tint and paper, it stays a gradient of that ink.
        """
        if not self._is_new(shading) or shading.get("/ColorSpace") != Name.DeviceRGB:
            return
        ends = list(_ends(shading.Function))
        paints = [self._edition.inks.line(rgb) for _, _, rgb in ends]
        bare = Paint((0.0, 0.0, 0.0, 0.0))
        spot = self._edition.inks.spot
        of_spot = any(p.tint for p in paints) and all(p.tint or p == bare for p in paints)
        if of_spot and spot is not None:
            shading.ColorSpace = separation(self._pdf, spot.name, self._edition.inks.spot_inks)
        else:
            shading.ColorSpace = Name.DeviceCMYK
        for (function, key, _), paint in zip(ends, paints, strict=True):
            function[key] = Array([paint.tint or 0.0] if of_spot else list(paint.process))


def _kind(space: pikepdf.Object) -> str:
    """The family of a colour space, as `Lab` of [/Lab …]."""
    return str(space[0] if isinstance(space, Array) else space)[1:]


def _ends(function: pikepdf.Object) -> Iterator[tuple[pikepdf.Object, str, tuple[int, int, int]]]:
    """The ends of a gradient's functions: where each colour stands, and the colour."""
    for inner in function.get("/Functions", Array()):
        yield from _ends(inner)
    for key in ("/C0", "/C1"):
        if key in function and len(function[key]) == 3:
            red, green, blue = (min(255, max(0, round(float(v) * 255))) for v in function[key])
            yield function, key, (red, green, blue)


def _unwrap(font: pikepdf.Object) -> None:
    """The bare CFF of an OpenType font: older RIPs know no other (ISO 32000-1, table 126)."""
    if font.get("/Subtype") != Name.OpenType:
        return
    data = font.read_bytes()
    count = int.from_bytes(data[4:6])
    records = (data[12 + 16 * n : 28 + 16 * n] for n in range(count))
    for record in records:
        if record[:4] == b"CFF ":
            at, length = int.from_bytes(record[8:12]), int.from_bytes(record[12:16])
            font.write(data[at : at + length])
            font.Subtype = Name.CIDFontType0C


def _set_picture(pdf: pikepdf.Pdf, item: pikepdf.Object, plate: Plate) -> None:
    """Put a picture's inks in the place of its screen colours; every page that shows it follows."""
    for key in ("/Decode", "/DecodeParms", "/SMask", "/Mask", "/Intent", "/Metadata", "/Interpolate"):
        if key in item:
            del item[key]
    channels = 1 if plate.grey else 4
    item.Width, item.Height = plate.width, plate.height
    item.ColorSpace = Name.DeviceGray if plate.grey else Name.DeviceCMYK
    item.BitsPerComponent = 8
    if plate.jpeg:
        item.write(plate.data, filter=Name.DCTDecode)
        if plate.inverted:
            item.Decode = Array([1, 0] * 4)
    else:
        parms = _png_rows(plate.width, channels)
        item.write(plate.data, filter=Name.FlateDecode, decode_parms=parms)
    if plate.alpha:
        mask = pdf.make_stream(b"")
        mask.write(plate.alpha, filter=Name.FlateDecode, decode_parms=_png_rows(plate.width, 1))
        mask.Type, mask.Subtype, mask.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
        mask.Width, mask.Height, mask.BitsPerComponent = plate.width, plate.height, 8
        item.SMask = mask


def _png_rows(width: int, channels: int) -> Dictionary:
    return Dictionary(Predictor=15, Columns=width, Colors=channels, BitsPerComponent=8)


