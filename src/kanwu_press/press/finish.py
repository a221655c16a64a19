"""The engine's PDF → PDF/X-4 (ISO 15930-7): inks, pictures, marks, output intent, and nothing else.

In: an RGB file of ours with trim and bleed boxes, and an `Edition`. Out: the bytes to be plated. The same
bytes in give the same bytes out. Coordinates stay: the trim's lower left corner is (0, 0).
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode

from kanwu_press.press.inks import Inks
from kanwu_press.press.marks import Marks, add_marks, separation
from kanwu_press.press.metadata import VERSION, About, describe, set_identifier, set_output_intent
from kanwu_press.press.pictures import Plate
from kanwu_press.press.profile import Profile
from kanwu_press.press.recolour import KNOCKOUT, OVERPRINT, SPOT_SPACE, recoloured

_SCREEN_SPACES = {"/DeviceRGB": "DeviceRGB", "/DeviceGray": "DeviceGray", "/DeviceCMYK": "DeviceCMYK"}


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

    def run(self) -> None:
        for page in self._pdf.pages:
            self._page(page)
        for key in ("/StructTreeRoot", "/MarkInfo", "/OpenAction", "/AA", "/AcroForm"):
            if key in self._pdf.Root:
                del self._pdf.Root[key]

    def _page(self, page: pikepdf.Page) -> None:
        for key in ("/Annots", "/Tabs", "/StructParents", "/AA"):
            if key in page:
                del page[key]
        resources = page.Resources
        self._resources(resources)
        content = recoloured(page, self._edition.inks, self._spaces(resources))
        page.Contents = self._pdf.make_stream(b"q\n" + content + b"\nQ")

    def _spaces(self, resources: pikepdf.Object) -> Any:
        spaces = resources.get("/ColorSpace", Dictionary())

        def named(name: str) -> str:
            if name in ("/DeviceRGB", "/DeviceGray", "/DeviceCMYK", "/Pattern"):
                return name[1:]
            value = spaces.get(name)
            return str(value[0]) if isinstance(value, Array) else str(value)

        return named

    # ---- resources

    def _resources(self, resources: pikepdf.Object) -> None:
        if not self._is_new(resources):
            return
        if "/ExtGState" not in resources:
            resources["/ExtGState"] = Dictionary()
        states = resources["/ExtGState"]
        for state in states.values():
            self._soft_mask(state)
        states[OVERPRINT] = Dictionary(Type=Name.ExtGState, OP=False, op=True, OPM=1)
        states[KNOCKOUT] = Dictionary(Type=Name.ExtGState, OP=False, op=False, OPM=0)
        for name, item in resources.get("/XObject", Dictionary()).items():
            self._object(name, item)
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

    def _form(self, form: pikepdf.Object) -> None:
        named = self._spaces(form.get("/Resources", Dictionary()))
        form.write(recoloured(form, self._edition.inks, named))
        if "/Resources" in form:
            self._resources(form.Resources)
        if "/Group" in form and "/CS" in form.Group:
            form.Group.CS = Name.DeviceCMYK
        for key in ("/StructParents", "/StructParent"):
            if key in form:
                del form[key]

    def _soft_mask(self, state: pikepdf.Object) -> None:
        mask = state.get("/SMask")
        if isinstance(mask, Dictionary) and "/G" in mask and self._is_new(mask.G):
            self._form(mask.G)

    def _pattern(self, pattern: pikepdf.Object) -> None:
        if not self._is_new(pattern):
            return
        if int(pattern.PatternType) == 2:
            self._shading(pattern.Shading)
            return
        named = self._spaces(pattern.get("/Resources", Dictionary()))
        pattern.write(recoloured(pattern, self._edition.inks, named))
        if "/Resources" in pattern:
            self._resources(pattern.Resources)

    def _shading(self, shading: pikepdf.Object) -> None:
        """A gradient between colours of the screen becomes one between their inks."""
        if self._is_new(shading) and shading.get("/ColorSpace") == Name.DeviceRGB:
            shading.ColorSpace = Name.DeviceCMYK
            self._function(shading.Function)

    def _function(self, function: pikepdf.Object) -> None:
        for inner in function.get("/Functions", Array()):
            self._function(inner)
        for key in ("/C0", "/C1"):
            if key in function and len(function[key]) == 3:
                rgb = tuple(min(255, max(0, round(float(v) * 255))) for v in function[key])
                function[key] = Array([float(v) for v in self._edition.inks.line(rgb).inks])  # type: ignore[arg-type]


def _set_picture(pdf: pikepdf.Pdf, item: pikepdf.Object, plate: Plate) -> None:
    """Put a picture's inks in the place of its screen colours; every page that shows it follows."""
    for key in ("/Decode", "/DecodeParms", "/SMask", "/Mask", "/Intent", "/Metadata"):
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


