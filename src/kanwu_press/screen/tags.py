"""What the marks mean, written into the PDF: structure tree, parent tree, identifiers (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from kanwu_press.structure import Annotation, Content, Element

_PRINTED = 4  # annotations are printed, and seen (PDF/A)


class Tags:
    """The structure tree in the making. `counts` are the marked pieces of each page of the whole file."""

    def __init__(self, pdf: pikepdf.Pdf, counts: Iterable[int]) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._parents: list[list[pikepdf.Object | None]] = [[None] * count for count in counts]
        self._links = [list(page.get("/Annots", Array())) for page in pdf.pages]
        self._annotations: list[pikepdf.Object] = []  # the element of each, in the order of their keys
        self._ids: dict[str, pikepdf.Object] = {}
        self._root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self._root, K=Array())
        )

    def add(self, elements: Iterable[Element], first: int) -> None:
        """Elements of a part whose page 0 is page `first` of the whole file."""
        for element in elements:
            self._document.K.append(self._element(element, self._document, first))

    def finish(self) -> None:
        """Hang the tree into the file; every page and every link knows its element."""
        numbers: list[Any] = []
        for number, (page, parents) in enumerate(zip(self._pages, self._parents, strict=True)):
            page.StructParents = number
            page.Tabs = Name.S
            if self._links[number]:
                page.Annots = Array([link for link in self._links[number] if "/StructParent" in link])
            numbers.extend([number, self._pdf.make_indirect(Array(parents))])
        for number, parent in enumerate(self._annotations, len(self._pages)):
            numbers.extend([number, parent])
        root = self._root
        root.K = Array([self._document])
        root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        root.ParentTreeNextKey = len(self._pages) + len(self._annotations)
        if self._ids:
            names = Array()
            for id_ in sorted(self._ids):
                names.extend([String(id_), self._ids[id_]])
            root.IDTree = self._pdf.make_indirect(Dictionary(Names=names))
        self._pdf.Root.StructTreeRoot = root
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)

    # ---- one element

    def _element(self, element: Element, parent: pikepdf.Object, first: int) -> pikepdf.Object:
        made = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + element.kind), P=parent))
        self._describe(made, element)
        page = next((kid.page + first for kid in element.kids if isinstance(kid, Content)), None)
        if page is not None:
            made.Pg = self._pages[page]
        kids = Array()
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(self._element(kid, made, first))
            elif isinstance(kid, Content):
                kids.append(self._content(kid, made, first, page))
            else:
                kids.append(self._annotation(kid, made, element, first))
        made.K = kids
        return made

    def _content(
        self, content: Content, made: pikepdf.Object, first: int, page: int | None
    ) -> int | Dictionary:
        """A mark of the element's own page by its number, of another with its page."""
        at = content.page + first
        self._parents[at][content.number] = made
        if at == page:
            return content.number
        return Dictionary(Type=Name.MCR, Pg=self._pages[at], MCID=content.number)

    def _annotation(
        self, annotation: Annotation, made: pikepdf.Object, element: Element, first: int
    ) -> Dictionary:
        link = self._links[annotation.page + first][annotation.number]
        link.StructParent = len(self._pages) + len(self._annotations)
        link.F = _PRINTED
        if element.alt:
            link.Contents = String(element.alt)
        self._annotations.append(made)
        return Dictionary(Type=Name.OBJR, Obj=link, Pg=self._pages[annotation.page + first])

    def _describe(self, made: pikepdf.Object, element: Element) -> None:
        if element.alt and (element.kind == "Figure" or _is_pictured_link(element)):
            made.Alt = String(element.alt)
        if element.language:
            made.Lang = String(element.language)
        if element.id:
            made.ID = String(element.id)
            self._ids[element.id] = made
        attributes = _attributes(element)
        if attributes is not None:
            made.A = attributes


def _attributes(element: Element) -> Dictionary | None:
    """Attributes of the standard owners (ISO 32000-1, 14.8.5)."""
    columns, rows = element.spans
    if element.box is not None:
        return Dictionary(O=Name.Layout, BBox=Array(element.box), Placement=Name.Block)
    if element.kind == "L":
        labelled = any(isinstance(kid, Element) and _has_label(kid) for kid in element.kids)
        numbering = element.numbering if labelled and element.numbering else "None"
        return Dictionary(O=Name.List, ListNumbering=Name("/" + numbering))
    if element.kind not in ("TH", "TD") or (element.kind == "TD" and columns == rows == 1):
        return None
    table = Dictionary(O=Name.Table)
    if element.kind == "TH":
        table.Scope = Name.Column
    if columns > 1:
        table.ColSpan = columns
    if rows > 1:
        table.RowSpan = rows
    return table


def _has_label(item: Element) -> bool:
    return any(isinstance(kid, Element) and kid.kind == "Lbl" for kid in item.kids)


def _is_pictured_link(element: Element) -> bool:
    """A link over a picture alone: it has no words of its own to be called by."""
    words = (kid for kid in element.kids if isinstance(kid, Content))
    figures = (kid for kid in element.kids if isinstance(kid, Element) and kid.kind == "Figure")
    return element.kind == "Link" and next(words, None) is None and next(figures, None) is not None
