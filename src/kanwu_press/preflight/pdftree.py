"""The structure tree of a tagged PDF → its elements in reading order, with what of the pages belongs to each.

ISO 32000-1, 14.7. One pass without recursion: trees that hold themselves, deep and endless ones stop at a
number of elements, and `whole` says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

from kanwu_press.preflight.pdfmarked import Stream
from kanwu_press.preflight.pdfobjects import Obj, array, get, items, key_of, name, number, numbers, text
from kanwu_press.preflight.pdfview import View

Key = tuple[int, int]  # object and generation number
Content = tuple[int, Stream, int]  # page, stream, number of the marked content
_MOST_ELEMENTS = 200_000
_MOST_KIDS = 400_000  # of all elements, and entries of the parent tree
_DEEPEST = 400
_MOST_SPAN = 1_000  # columns or rows
_ROLES = 30  # from a type of one's own to a standard one
STANDARD = frozenset(
    (
        "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index",
        "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody",
        "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference",
        "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure",
        "Formula", "Form",
    )
)  # fmt: skip  # ISO 32000-1, 14.8.4


@dataclass(frozen=True, slots=True)
class Element:
    """One element. `role` is its type by the standard, "" where it has none; `parent` −1 for the root."""

    kind: str
    role: str
    parent: int
    page: int  # 0 where the file does not say
    key: Key
    contents: tuple[Content, ...]
    objects: tuple[Key, ...]  # annotations, and pictures that are content as a whole
    backward: bool  # whether it names the element above as its parent
    source: Obj = field(compare=False, repr=False)
    keys: frozenset[str] = field(compare=False, repr=False)

    def entry(self, key: str) -> Obj:
        """One of its own entries, if it is there."""
        return get(self.source, key) if key in self.keys else None

    @property
    def ident(self) -> str:
        return text(self.entry("/ID"))

    @property
    def alt(self) -> str:
        return text(self.entry("/Alt")).strip()

    @property
    def said(self) -> str:
        """What stands for the content: its description, or the text that it shows."""
        return self.alt or text(self.entry("/ActualText")).strip()


@dataclass(frozen=True, slots=True)
class Tree:
    """The elements, parents before their kids, in reading order."""

    elements: tuple[Element, ...] = ()
    kids: dict[int, list[int]] = field(default_factory=dict)  # by the number of the element
    parents: dict[int, tuple[Key, ...] | Key] = field(default_factory=dict)  # the parent tree by its keys
    circular: tuple[str, ...] = ()  # types that lead in a circle
    remapped: tuple[str, ...] = ()  # standard types that are said to be others
    whole: bool = True
    classes: Obj = field(default=None, compare=False, repr=False)

    def inner(self, index: int) -> Iterator[Element]:
        """The elements right within one."""
        return (self.elements[n] for n in self.kids.get(index, ()))

    def outer(self, element: Element) -> str:
        """The role of the element around, "" for the root."""
        return self.elements[element.parent].role if element.parent >= 0 else ""

    def attribute(self, element: Element, key: str) -> Obj:
        """An attribute of an element, its own or of its classes."""
        value = get(element.source, "/A")
        for holder in array(value) or [value]:
            if (found := get(holder, key)) is not None:
                return found
        named = get(element.source, "/C")
        for one in array(named) or [named]:
            value = get(self.classes, name(one)) if name(one) else None
            for holder in array(value) or [value]:
                if (found := get(holder, key)) is not None:
                    return found
        return None

    def span(self, element: Element, key: str) -> int:
        """How many columns or rows a cell takes."""
        return int(max(1, min(_MOST_SPAN, number(self.attribute(element, key)) or 1)))

    def boxed(self, element: Element) -> bool:
        return numbers(self.attribute(element, "/BBox"), 4) is not None


def read_tree(view: View) -> Tree | None:
    """The tree of a file; None where there is none."""
    root = get(view.root, "/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary):
        return None
    own, circular, remapped = _roles(get(root, "/RoleMap"))
    reader = _Reader({key_of(page.object): page.number for page in view.pages}, own)
    reader.run(root)
    parents, good = _parents(get(root, "/ParentTree"))
    kids: dict[int, list[int]] = {}
    for index, element in enumerate(reader.elements):
        kids.setdefault(element.parent, []).append(index)
    return Tree(
        tuple(reader.elements),
        kids,
        parents,
        circular,
        remapped,
        reader.whole and good,
        get(root, "/ClassMap"),
    )


class _Reader:
    """Reads elements until there are no more, or enough."""

    def __init__(self, pages: dict[Key, int], roles: dict[str, str]) -> None:
        self.pages, self.roles = pages, roles
        self.elements: list[Element] = []
        self.whole = True
        self._kids = 0
        self._seen: set[Key] = set()

    def run(self, root: Obj) -> None:
        first = get(root, "/K")
        waiting = [(kid, -1, 0, 0, key_of(root)) for kid in reversed(array(first) or [first])]
        while waiting:
            value, parent, page, depth, above = waiting.pop()
            if not isinstance(value, pikepdf.Dictionary):
                continue
            key = key_of(value)
            again = key in self._seen and key != (0, 0)
            if again or depth > _DEEPEST or len(self.elements) >= _MOST_ELEMENTS:
                self.whole = False
                continue
            self._seen.add(key)
            there = frozenset(value.keys())
            if "/Pg" in there:
                page = self.pages.get(key_of(get(value, "/Pg")), page)
            index = len(self.elements)
            inner = self._element(value, there, parent, page, above)
            waiting.extend((kid, index, page, depth + 1, key) for kid in reversed(inner))

    def _element(
        self, value: pikepdf.Dictionary, there: frozenset[str], parent: int, page: int, above: Key
    ) -> list[Obj]:
        """Keep an element; what remains to be read of its kids."""
        contents: list[Content] = []
        objects: list[Key] = []
        inner: list[Obj] = []
        kids = get(value, "/K")
        for kid in array(kids) if isinstance(kids, pikepdf.Array) else [kids]:
            self._kids += 1
            if self._kids > _MOST_KIDS:
                self.whole = False
                break
            if isinstance(kid, pikepdf.Dictionary):
                if (at := key_of(kid)) != (0, 0) and at not in self._seen and "/S" in kid:
                    inner.append(kid)
                    continue
                kind = name(get(kid, "/Type"))
                if kind == "/MCR":
                    contents.extend(self._content(kid, page))
                elif kind == "/OBJR":
                    objects.append(key_of(get(kid, "/Obj")))
                else:
                    inner.append(kid)
            elif (mcid := number(kid)) is not None:
                contents.append((page, (0, 0), int(mcid)))
        kind = name(get(value, "/S")).lstrip("/")
        role = self.roles.get(kind, kind if kind in STANDARD else "")
        backward = key_of(get(value, "/P")) == above
        element = Element(
            kind, role, parent, page, key_of(value), tuple(contents), tuple(objects), backward, value, there
        )
        self.elements.append(element)
        return inner

    def _content(self, reference: Obj, page: int) -> Iterator[Content]:
        mcid = number(get(reference, "/MCID"))
        if mcid is not None:
            page = self.pages.get(key_of(get(reference, "/Pg")), page)
            yield page, key_of(get(reference, "/Stm")), int(mcid)


def _roles(table: Obj) -> tuple[dict[str, str], tuple[str, ...], tuple[str, ...]]:
    """Types of the file's own with their standard ones; those in circles; standard ones that are remapped."""
    given = {key.lstrip("/"): name(value).lstrip("/") for key, value in items(table)}
    found: dict[str, str] = {}
    circular: list[str] = []
    for kind in given:
        role, steps = kind, 0
        while role not in STANDARD and role in given and steps <= _ROLES:
            role, steps = given[role], steps + 1
        if role in STANDARD:
            found[kind] = role
        elif steps > _ROLES:
            circular.append(kind)
    remapped = tuple(kind for kind, role in given.items() if kind in STANDARD and role != kind)
    return found, tuple(circular), remapped


def _parents(tree: Obj) -> tuple[dict[int, tuple[Key, ...] | Key], bool]:
    """The parent tree: for a page or form the elements of its numbers, for an annotation its element."""
    found: dict[int, tuple[Key, ...] | Key] = {}
    waiting: list[Obj] = [tree]
    seen: set[Key] = set()
    entries = 0
    while waiting:
        node = waiting.pop()
        if key_of(node) in seen or entries > _MOST_KIDS:
            return found, False
        if key_of(node) != (0, 0):
            seen.add(key_of(node))
        pairs = array(get(node, "/Nums"))
        for index, value in zip(pairs[::2], pairs[1::2], strict=False):
            listed = isinstance(value, pikepdf.Array)
            held = tuple(key_of(v) for v in array(value)) if listed else key_of(value)
            entries += 1 + len(held)
            if (at := number(index)) is not None:
                found[int(at)] = held
        below = array(get(node, "/Kids"))
        entries += len(below)
        waiting.extend(below)
    return found, True
