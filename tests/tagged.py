"""A tagged PDF read back for tests: its structure tree with the text of each element, and the tags' faults.

A reader of its own, so that it does not share a mistake with the one that wrote the tags.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name

SOFT_HYPHEN = "\u00ad"
_SHOWS = frozenset(("Tj", "TJ", "'", '"'))
_PAINTS = _SHOWS | frozenset(("f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do"))
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")


@dataclass
class Tag:
    """A structure element: its type, its text (own and below, in order), alternative text, kids."""

    kind: str
    alt: str = ""
    id: str = ""
    contents: str = ""  # of the link's annotation
    kids: list[Tag | str] = field(default_factory=list)

    def text(self, without: tuple[str, ...] = ()) -> str:
        return "".join(
            kid if isinstance(kid, str) else "" if kid.kind in without else kid.text(without)
            for kid in self.kids
        )

    def all(self) -> Iterator[Tag]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.all()


@dataclass
class Read:
    """A file read back. `faults` are pieces without a place in the tree, and places without a piece."""

    root: Tag
    artifacts: list[str]  # the text of each, page by page
    faults: list[str]

    def tags(self, kind: str) -> list[Tag]:
        return [tag for tag in self.root.all() if tag.kind == kind]


def read_tags(data: bytes) -> Read:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return _Reader(pdf).read()


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.faults: list[str] = []
        self.artifacts: list[str] = []
        self.numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self.fonts: dict[tuple[int, int], dict[int, str]] = {}

    def read(self) -> Read:
        self.pieces = [self._pieces(number, page) for number, page in enumerate(self.pdf.pages)]
        tree = self.pdf.Root.StructTreeRoot
        numbers = tree.ParentTree.Nums
        self.parents = {int(numbers[n]): numbers[n + 1] for n in range(0, len(numbers), 2)}
        self.used: set[tuple[int, int]] = set()
        root = Tag("Root", kids=[self._tag(kid, tree) for kid in tree.K])
        for page, pieces in enumerate(self.pieces):
            self.faults += [
                f"page {page}: {n} is in no element" for n in pieces if (page, n) not in self.used
            ]
        return Read(root, self.artifacts, self.faults)

    def _tag(self, element: pikepdf.Object, above: pikepdf.Object) -> Tag:
        tag = Tag(str(element.S)[1:], str(element.get("/Alt", "")), str(element.get("/ID", "")))
        if element.P.objgen != above.objgen:
            self.faults.append(f"{tag.kind} does not know what holds it")
        own = element.get("/Pg")
        kids = element.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, int):
                tag.kids.append(self._piece(own, kid, element))
            elif kid.get("/Type") == Name.MCR:
                tag.kids.append(self._piece(kid.Pg, int(kid.MCID), element))
            elif kid.get("/Type") == Name.OBJR:
                tag.contents = str(kid.Obj.get("/Contents", ""))
                if self.parents[int(kid.Obj.StructParent)].objgen != element.objgen:
                    self.faults.append(f"a link does not know its {tag.kind}")
            else:
                tag.kids.append(self._tag(kid, element))
        return tag

    def _piece(self, page: pikepdf.Object, number: int, element: pikepdf.Object) -> str:
        at = self.numbers[page.objgen]
        if (at, number) in self.used or number not in self.pieces[at]:
            self.faults.append(f"page {at}: {number} is used twice or stands nowhere")
        self.used.add((at, number))
        if self.parents[int(page.StructParents)][number].objgen != element.objgen:
            self.faults.append(f"page {at}: {number} does not know its element")
        return self.pieces[at].get(number, "")

    # ---- what is drawn

    def _pieces(self, number: int, page: pikepdf.Page) -> dict[int, str]:
        """The text of every marked piece of a page."""
        found: dict[int, str] = {}
        marks: list[list[tuple[str, int | str]]] = []  # what each open mark is: piece, artifact, other text
        font: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            opened = [mark for made in marks for mark in made]
            if name in ("BDC", "BMC"):
                marks.append(_mark(operands))
                for kind, value in marks[-1]:
                    if kind == "piece":
                        found[int(value)] = ""
                    elif kind == "instead" and not any(kind == "instead" for kind, _ in opened):
                        _add(found, [*opened, *marks[-1]], str(value))
            elif name == "EMC":
                marks.pop()
            elif name == "Tf":
                font = self._font(page.Resources.Font[str(operands[0])])
            elif name in _PAINTS:
                if not any(kind in ("piece", "artifact") for kind, _ in opened):
                    self.faults.append(f"page {number}: {name} is drawn outside of any mark")
                if name in _SHOWS and not any(kind == "instead" for kind, _ in opened):
                    text = "".join(_shown(operands, font))
                    _add(found, opened, text)
                    if any(kind == "artifact" for kind, _ in opened):
                        self.artifacts.append(text)
        return found

    def _font(self, font: pikepdf.Object) -> dict[int, str]:
        """What the glyphs of a font stand for, by its ToUnicode."""
        if font.objgen not in self.fonts:
            data = font.ToUnicode.read_bytes()
            pairs = _PAIR.findall(b"".join(re.findall(rb"beginbfchar(.*?)endbfchar", data, re.DOTALL)))
            assert b"beginbfrange" not in data
            self.fonts[font.objgen] = {
                int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs
            }
        return self.fonts[font.objgen]


def _mark(operands: list[object]) -> list[tuple[str, int | str]]:
    properties = operands[1] if len(operands) > 1 else None
    if operands[0] == Name.Artifact:
        return [("artifact", 0)]
    marks: list[tuple[str, int | str]] = []
    if isinstance(properties, Dictionary) and "/MCID" in properties:
        marks.append(("piece", int(properties.MCID)))
    if isinstance(properties, Dictionary) and "/ActualText" in properties:
        marks.append(("instead", str(properties.ActualText)))
    return marks


def _add(found: dict[int, str], opened: list[tuple[str, int | str]], text: str) -> None:
    for kind, number in opened:
        if kind == "piece":
            found[int(number)] += text


def _shown(operands: list[object], font: dict[int, str]) -> Iterator[str]:
    for operand in operands:
        for part in operand if isinstance(operand, Array) else [operand]:
            if isinstance(part, pikepdf.String):
                data = bytes(part)
                yield from (font[int.from_bytes(data[n : n + 2])] for n in range(0, len(data), 2))
