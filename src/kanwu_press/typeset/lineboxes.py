"""A composed line as the engine's boxes: text boxes at exact places within their inline boxes.

In: a flattened paragraph and one of its lines. Out: a line box at the origin, which is copied to
wherever the engine wants the line.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline as engine_inline
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text.line_break import Layout, strut

from kanwu_press.compose.paragraph import Line
from kanwu_press.typeset.drawing import Annotation, Decoration, SetText
from kanwu_press.typeset.glyphs import Cluster
from kanwu_press.typeset.paragraphs import Node, Paragraph

Box: TypeAlias = Any
_NO_DECORATION = Decoration()


def line_box(paragraph: Paragraph, line: Line, begin: int, measure: float) -> Box:
    """The line box of `line`, its left edge at x = 0 and its upper edge at y = 0.

    `begin` is where the line before has ended: spaces between the two are set nowhere. A leader
    reaches to `measure`.
    """
    maker = _Maker(paragraph, line, begin, measure)
    root = paragraph.root
    box = root.box.copy_with_children(tuple(maker.children(root)))
    box.position_x = 0.0
    box.width = line.end
    box.margin_left = box.margin_right = box.padding_left = box.padding_right = 0
    engine_inline._adjust_line_height(box)
    bottom, top = engine_inline.line_box_verticality(box)
    box.baseline = -top
    box.height = bottom - top
    box.margin_top = box.margin_bottom = 0
    box.position_y = 0.0
    for child in box.children:
        child.translate(dy=-top)
    return box


class _Maker:
    def __init__(self, paragraph: Paragraph, line: Line, begin: int, measure: float) -> None:
        self.clusters = paragraph.clusters
        self.measure = measure
        self.line, self.begin = line, begin
        self.spaced = _parts_words(paragraph.clusters, line)
        self.is_last = line.next >= len(paragraph.clusters)

    def children(self, node: Node) -> Iterator[Box]:
        for child in node.children:
            box = self.box(child)
            if box is not None:
                yield box

    def box(self, node: Node) -> Box | None:
        if node.text:
            return self.text(node)
        if node.annotations == (Annotation.LEADER,):
            return self.leader(node) if self.is_last and node.start >= self.line.last else None
        if node.object is not None:
            return self.object(node) if self.line.first <= node.start < self.line.last else None
        return self.inline(node) if self.holds(node) else None

    def holds(self, node: Node) -> bool:
        """Whether an inline box is on this line; an empty one stands where the next cluster does."""
        if node.start == node.stop:
            return self.begin <= node.start < self.line.next or (self.is_last and node.start >= self.begin)
        return node.start < self.line.next and node.stop > self.begin

    def origin(self, index: int) -> float:
        """The x of a cluster; at the line's edges, of the edge."""
        line = self.line
        if index >= line.last or not line.origins:
            return line.end
        return line.origins[max(index - line.first, 0)]

    def text(self, node: Node) -> Box | None:
        first, last = max(node.start, self.line.first), min(node.stop, self.line.last)
        if first >= last:
            return None
        face = node.face
        assert face is not None
        line = self.line
        origins = line.origins[first - line.first : last - line.first]
        clusters = self.clusters[first:last]
        hyphen: tuple[Cluster, ...] = ()
        if line.hyphen and last == line.last:
            hyphen = (face.hyphen(),)
            origins = (*origins, line.end - hyphen[0].advance)
        left = max(origins[0], 0.0)
        clusters = clusters + hyphen
        text = "".join([cluster.text for cluster in clusters])
        box = node.box.copy_with_text(text)
        style = box.style
        right = min(origins[-1] + clusters[-1].advance + node.letter_spacing, max(line.end, left))
        box.position_x, box.position_y = left, 0.0
        box.width = right - left
        box.pango_layout = SetText(
            text, clusters, origins, left, right, style["font_size"], _decoration(style), node.annotations,
            spaced=last == line.last and self.spaced,
        )  # fmt: skip
        metrics = face.metrics
        box.height = metrics.height
        box.margin_top = box.margin_bottom = (node.leading - metrics.height) / 2
        box.baseline = metrics.baseline + box.margin_top
        return box

    def leader(self, node: Node) -> Box | None:
        """Dots from what stands on the last line to the measure, if there is room for three."""
        inner = node.box.children[0] if node.box.children else None
        size = node.box.style["font_size"]
        left, right = self.line.end + size / 2, self.measure
        if not isinstance(inner, boxes.TextBox) or right - left < 1.5 * size:
            return None
        resolve_percentages(inner, (0, 0))
        text = inner.copy()
        text.text, text.position_x, text.position_y, text.width = "", left, 0.0, right - left
        text.pango_layout = SetText("", (), (), left, right, size, _NO_DECORATION, (Annotation.LEADER,))
        text.height, text.margin_top = size, (strut(text.style)[0] - size) / 2
        text.margin_bottom, text.baseline = text.margin_top, strut(text.style)[1]
        box = node.box.copy_with_children((text,))
        box.is_leader = False  # the engine would fill it once more
        box.position_x, box.position_y, box.width = left, 0.0, right - left
        engine_inline._adjust_line_height(box)
        return box

    def object(self, node: Node) -> Box:
        box = node.object.deepcopy()
        box.translate(dx=self.origin(node.start) - box.position_x)
        return box

    def inline(self, node: Node) -> Box:
        children = tuple(self.children(node))
        box = node.box.copy_with_children(children)
        box.remove_decoration(start=node.start < self.begin, end=node.stop > self.line.next)
        left_edge = box.margin_left + box.border_left_width + box.padding_left
        if children:
            left = children[0].position_x
            box.width = _right(children[-1]) - left
        else:
            left, box.width = self.origin(node.start), 0.0
        box.position_x, box.position_y = left - left_edge, 0.0
        engine_inline._adjust_line_height(box)
        return box


def _parts_words(clusters: tuple[Cluster, ...], line: Line) -> bool:
    """Whether the space at which a line ends stands between foreign words, which it keeps apart."""
    around = (*clusters[line.last - 1 : line.last], *clusters[line.next : line.next + 1])
    spaces = clusters[line.last : line.next]
    return any(c.text == " " for c in spaces) and len(around) == 2 and all(c.text.isascii() for c in around)


def _right(box: Box) -> float:
    return float(box.position_x + box.margin_width())


def _decoration(style: Any) -> Decoration:
    """What the engine needs to draw lines under, through or over text, where the style asks for it."""
    if style["text_decoration_line"] == "none":
        return _NO_DECORATION
    layout = Layout(style)
    return Decoration(
        layout.ascent,
        layout.underline_position,
        layout.underline_thickness,
        layout.strikethrough_position,
        layout.strikethrough_thickness,
    )


def placed(box: Box, dx: float, dy: float) -> Box:
    """A copy of a line box, moved, with all that it holds."""
    new = box.copy()
    new.position_x += dx
    new.position_y += dy
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        new.children = tuple([placed(child, dx, dy) for child in box.children])
    elif not isinstance(box, boxes.TextBox):
        new = box.deepcopy()
        new.translate(dx, dy)
    return new
