"""The laid-out boxes → what they mean: one tree in reading order over all pages (ISO 32000-1, 14.8).

In: the engine's pages (private boxes, see engine.ENGINE_VERSION). A paragraph, list or table that goes on in
the next column or page is one element, because it is one element of the XHTML. Notes stand after their
calls. Running heads, folios, repeated heads of tables, rules and ornaments are furniture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from weasyprint.formatting_structure import boxes
from weasyprint.layout import replaced
from weasyprint.layout.absolute import AbsolutePlaceholder

from kanwu_press.structure import Annotation, Content, Element, Kid
from kanwu_press.typeset.marking import MarkedStream

Box: TypeAlias = Any
Html: TypeAlias = Any

PT_PER_PX = 0.75
_HEADER = "<</Type/Pagination/Subtype/Header/Attached[/Top]>>"
_FOOTER = "<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>"
_AGAIN = "<</Type/Pagination>>"  # the head of a table on its next page
_ORNAMENT = ""
# What a tag is; what is not here is its content only.
_KINDS = {
    "p": "P", "section": "Sect", "article": "Art", "blockquote": "BlockQuote", "aside": "Div",
    "figcaption": "Caption", "table": "Table", "thead": "THead", "tbody": "TBody", "tr": "TR", "th": "TH",
    "td": "TD", "ul": "L", "ol": "L", "li": "LI", "a": "Link",
}  # fmt: skip
# What a class is, for a tag.
_CLASSES = {
    ("div", "front"): "Sect", ("div", "back"): "Sect", ("div", "part"): "Sect", ("div", "entry"): "TOCI",
    ("figure", "picture"): "Div", ("figure", "gallery"): "Div", ("figure", "grouped"): "Div",
    ("div", "article-code"): "Div", ("span", "ruby"): "Ruby", ("span", "reading"): "RT",
    ("p", "folio"): "Reference", ("p", "text"): "Reference",
}  # fmt: skip
_LEVELS = {"h2": 3, "h3": 4, "h4": 5, "h5": 6}  # below the title and its sections
_SECTION_LEVEL = 2
_GROUPING = frozenset({"Document", "Sect", "Art", "Div", "BlockQuote", "TOC", "L", "Table", "TR"})
_HOLDING = frozenset({"LBody", "TD", "TH", "Note", "Caption", "TOCI"})  # may hold paragraphs beside text
_KEPT_EMPTY = frozenset({"TD", "TH", "TR"})


class _Node:
    """An element in the making."""

    __slots__ = ("above", "html", "kids", "kind", "level", "values")

    def __init__(
        self, kind: str, above: _Node | None, html: Html = None, level: int = 0, **values: Any
    ) -> None:
        self.kind, self.above, self.html, self.level, self.values = kind, above, html, level, values
        self.kids: list[_Node | _Leaf] = []

    def add(
        self, kind: str, html: Html = None, *, at: int | None = None, level: int = 0, **values: Any
    ) -> _Node:
        node = _Node(kind, self, html, level, **values)
        self.kids.insert(len(self.kids) if at is None else at, node)
        return node


class _Leaf:
    """A box that is drawn (`text` or picture), or over which a link lies."""

    __slots__ = ("box", "link", "page")

    def __init__(self, page: int, box: Box, *, link: bool = False) -> None:
        self.page, self.box, self.link = page, box, link


class Reading:
    """Gathers pages; `furniture` and `placed` are complete before anything is drawn, `elements` after it."""

    def __init__(self) -> None:
        self._root = _Node("Document", None)
        self._nodes: dict[Html, _Node] = {}
        self._calls: dict[Html, _Node] = {}
        self._pages: list[Any] = []
        self.furniture: dict[Box, str] = {}
        self.placed: dict[str, tuple[float, float]] = {}

    def add(self, pages: Sequence[Any]) -> None:
        """The engine's next pages. Calls of notes and notes become links to each other."""
        for page in pages:
            self._pages.append(page)
            for child in page._page_box.children:
                if isinstance(child, boxes.MarginBox):
                    self._is_furniture(child, _HEADER if child.at_keyword.startswith("@top") else _FOOTER)
                else:
                    self._walk(child, self._root, None)

    # ---- the boxes

    def _walk(self, box: Box, node: _Node, link: _Node | None) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.TextBox):
            self._text(box, node)
            return
        if isinstance(box, boxes.ReplacedBox):
            self._picture(box, node)
            return
        inner = self._enter(box, node)
        if inner is None:
            self._is_furniture(box, _AGAIN if isinstance(box, boxes.TableRowGroupBox) else _ORNAMENT)
            return
        link = inner if inner.kind == "Link" else link
        if link is not None and not isinstance(box, boxes.LineBox):
            link.kids.append(_Leaf(len(self._pages) - 1, box, link=True))
        for child in box.children:
            self._walk(child, inner, link)

    def _is_furniture(self, box: Box, properties: str) -> None:
        for inner in box.descendants(placeholders=True):
            while isinstance(inner, AbsolutePlaceholder):
                inner = inner._box
            if isinstance(inner, boxes.TextBox | boxes.ReplacedBox):
                self.furniture[inner] = properties

    def _text(self, box: Box, node: _Node) -> None:
        if not box.text.strip():
            return
        if node.kind in _GROUPING:
            node = node.add("P")
        if node.kind == "Ruby":
            base = next((kid for kid in node.kids if isinstance(kid, _Node) and kid.kind == "RB"), None)
            node = base or node.add("RB", at=0)
        node.kids.append(_Leaf(len(self._pages) - 1, box))

    def _picture(self, box: Box, node: _Node) -> None:
        width, height, _, _ = replaced.replacedbox_layout(box)
        source = box.element.get("src") or "" if box.element is not None else ""
        known = self.placed.get(source, (0.0, 0.0))
        self.placed[source] = (max(known[0], width * PT_PER_PX), max(known[1], height * PT_PER_PX))
        alt = box.element.get("alt") if box.element is not None else ""
        if not alt:
            self.furniture[box] = _ORNAMENT
            return
        top = self._pages[-1].height
        left, right = box.content_box_x(), box.content_box_x() + box.width
        upper, lower = top - box.content_box_y(), top - box.content_box_y() - box.height
        rectangle = tuple(round(length * PT_PER_PX, 2) for length in (left, lower, right, upper))
        node.add("Figure", alt=alt, box=rectangle).kids.append(_Leaf(len(self._pages) - 1, box))

    def _enter(self, box: Box, node: _Node) -> _Node | None:
        """The node for what a box holds; None where it is furniture."""
        html = box.element
        if html is None or isinstance(box, boxes.LineBox):
            return node
        pseudo = box.element_tag.partition("::")[2]
        if pseudo:
            return self._pseudo(box, pseudo, node)
        known = self._nodes.get(html)
        if known is not None:
            again = known.kind == "THead" and isinstance(box, boxes.TableRowGroupBox)
            return None if again else known
        classes = (html.get("class") or "").split()
        if "end-mark" in classes:
            return None
        made = self._made(box, html, classes, node)
        if made is not None:
            self._nodes[html] = made
        return made or node

    def _made(self, box: Box, html: Html, classes: list[str], node: _Node) -> _Node | None:
        """A node for an element that is met for the first time, if it means anything."""
        level = _LEVELS.get(html.tag, 0)
        if html.get("role") == "heading":
            level = int(html.get("aria-level") or 0)
        if level and node.kind in _GROUPING:
            return node.add("H", html, level=level)
        kind = next((_CLASSES[key] for name in classes if (key := (html.tag, name)) in _CLASSES), "")
        kind = kind or _KINDS.get(html.tag, "")
        if not kind:
            lines = bool(box.children) and isinstance(box.children[0], boxes.LineBox)
            kind = "P" if lines and node.kind in _GROUPING else ""
        if kind == "P" and node.kind not in _GROUPING and node.kind not in _HOLDING:
            return None
        language = html.get("lang") or ""
        if not kind and language and node.kind != "Document":
            kind = "Span"
        return self._placed(kind, box, html, node, language) if kind else None

    def _placed(self, kind: str, box: Box, html: Html, node: _Node, language: str) -> _Node:
        """A new node where a program that reads aloud looks for it."""
        last = node.kids[-1] if node.kids else None
        if kind == "TOCI":
            toc = last if isinstance(last, _Node) and last.kind == "TOC" else node.add("TOC")
            return toc.add(kind, html)
        if kind == "LI":
            return node.add("LI", html).add("LBody", html)
        if kind == "RT":
            return node.add(kind, html)
        made = node.add(kind, html, language=language)
        if kind == "Table" and isinstance(last, _Node) and last.kind == "Caption":
            node.kids.remove(last)
            made.kids.append(last)
        if kind in ("TH", "TD"):
            made.values["spans"] = (int(box.colspan), int(box.rowspan))
        if kind == "L":
            made.values["numbering"] = "Decimal" if html.tag == "ol" else "Disc"
        if kind == "Link":
            made.values["alt"] = _said(html)
        return made

    # ---- what the stylesheet adds

    def _pseudo(self, box: Box, pseudo: str, node: _Node) -> _Node | None:
        html = box.element
        match pseudo:
            case "marker":
                body = self._nodes.get(html)
                if body is None or body.above is None:
                    return node
                first = body.above.kids[0]
                if isinstance(first, _Node) and first.kind == "Lbl":
                    return first
                return body.above.add("Lbl", at=0)
            case "footnote-call":
                return self._call(box, html, node)
            case "footnote-marker":
                return self._note(box, html, node)
            case "before" | "after" if html.tag == "hr" or box.is_leader or _holds_leader(box):
                return None
        return node

    def _call(self, box: Box, html: Html, node: _Node) -> _Node:
        """The call of a note, and the note after it, where it is to be read."""
        known = self._calls.get(html)
        if known is None:
            id_ = html.get("id") or ""
            mark = html.get("data-mark") or ""
            known = node.add("Reference", html).add("Link", html, alt=f"注{mark}")
            self._calls[html] = known
            self._nodes[html] = node.add("Note", html, id=id_)
            self._pages[-1].anchors.setdefault(f"{id_}-call", _hit(box))
            self._pages[-1].links.append(("internal", id_, _hit(box), box))
        return known

    def _note(self, box: Box, html: Html, node: _Node) -> _Node:
        """The mark before a note, which leads back to its call."""
        note = self._nodes.get(html, node)
        link = note.add("Lbl", at=0).add("Link", alt=f"返回正文注{html.get('data-mark') or ''}")
        if html in self._calls:
            self._pages[-1].links.append(("internal", f"{html.get('id') or ''}-call", _hit(box), box))
        return link

    # ---- when it has been drawn

    def elements(self, streams: Sequence[MarkedStream], above: tuple[int, ...] = ()) -> tuple[Element, ...]:
        """The elements with the numbers of what was drawn. `above`: levels of headings that go before."""
        return tuple(_Finished(self._pages, streams, list(above)).elements(self._root))


def _holds_leader(box: Box) -> bool:
    return any(child.is_leader for child in box.children)


def _hit(box: Box) -> tuple[float, float, float, float]:
    """Left, upper, right, lower edge of what is to be pressed, px."""
    x, y, width, height = box.hit_area()
    return x, y, x + width, y + height


def _said(html: Html) -> str:
    """Where a link leads, in words."""
    href = str(html.get("href") or "")
    text = "".join(html.itertext()).strip()
    return html.get("aria-label") or (text if href.startswith("#") and text else href)


def _is_code(kid: _Node | _Leaf) -> bool:
    """Whether this is the code of an article."""
    html = kid.html if isinstance(kid, _Node) else None
    return html is not None and "article-code" in (html.get("class") or "").split()


def _annotations(page: Any) -> dict[Box, int]:
    """The boxes that the engine has laid a link over, in the order of the page's annotations."""
    linked = [box for _, _, _, box in page.links if box.link_annotation is not None]
    return {box: number for number, box in enumerate(linked)}


class _Finished:
    """Nodes → elements, without those that hold nothing; headings get levels without gaps."""

    def __init__(self, pages: Sequence[Any], streams: Sequence[MarkedStream], levels: list[int]) -> None:
        self._links = [_annotations(page) for page in pages]
        self._streams = streams
        self._levels = levels

    def elements(self, node: _Node) -> Iterator[Element]:
        for kid in node.kids:
            if isinstance(kid, _Node):
                element = self._element(kid)
                if element is not None:
                    yield element

    def _element(self, node: _Node) -> Element | None:
        kind = node.kind
        if kind == "Sect":
            self._levels = [level for level in self._levels if level < _SECTION_LEVEL]
        elif kind == "H":
            self._levels = [*(level for level in self._levels if level < node.level), node.level]
            kind = f"H{min(6, len(self._levels))}"
        kids = tuple(self._kids(node))
        if not kids and kind not in _KEPT_EMPTY:
            return None
        if kind == "Link" and not any(isinstance(kid, Annotation) for kid in kids):
            kind = "Span"
        return Element(kind, kids, **node.values)

    def _kids(self, node: _Node) -> Iterator[Kid]:
        for kid in sorted(node.kids, key=_is_code):  # beside the title, but read after the article
            made = self._element(kid) if isinstance(kid, _Node) else self._drawn(kid)
            if made is not None:
                yield made

    def _drawn(self, leaf: _Leaf) -> Kid | None:
        if leaf.link:
            at = self._links[leaf.page].get(leaf.box)
            return None if at is None else Annotation(leaf.page, at)
        number = self._streams[leaf.page].numbers.get(leaf.box)
        return None if number is None else Content(leaf.page, number)
