"""A paragraph of the engine, flattened over its inline boxes into runs that compose/ understands.

In: the engine's line box with all of a paragraph's content. Out: runs of clusters, and a tree of
nodes that knows which clusters stand in which box, so that lines can become boxes again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline as engine_inline
from weasyprint.layout import preferred
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text.line_break import strut

from kanwu_press.compose.paragraph import FORCED, OBJECT, Run
from kanwu_press.typeset.drawing import Annotation
from kanwu_press.typeset.glyphs import Cluster, Face, Faces, UnknownGlyphError

Box: TypeAlias = Any

_WHITE_SPACE = ("normal", "nowrap", "pre-line")
_PRESERVED = ("pre", "pre-wrap")  # of list markers: their spaces keep their width
_RIGHT_TO_LEFT = range(0x590, 0x900)  # Hebrew, Arabic and their neighbours
_HUGE = 1e4  # px: no type is set in it, and Pango's arithmetic ends there
_BIDI_CONTROLS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MARKS_UNDER = {"proper-name": Annotation.NAME, "book-title": Annotation.TITLE}


class NotComposedError(Exception):
    """The paragraph holds something that the engine itself must set; says what."""


@dataclass(frozen=True, slots=True)
class Node:
    """A box of the paragraph and the clusters in it: `start` ≤ i < `stop`, counted over the paragraph."""

    box: Box
    start: int
    stop: int
    children: tuple[Node, ...] = ()
    text: str = ""  # as it stood when it was flattened
    face: Face | None = None
    annotations: tuple[Annotation, ...] = ()
    object: Box = None  # the laid-out copy of an atomic box
    letter_spacing: float = 0.0
    leading: float = 0.0  # line-height of a text box, px


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What is composed: `runs` for compose/, `clusters` with their glyphs, `root` for the way back."""

    root: Node
    runs: tuple[Run, ...]
    clusters: tuple[Cluster, ...]
    has_objects: bool
    has_notes: bool  # calls of footnotes, which take room from the column's foot

    def unchanged(self) -> bool:
        """Whether the boxes still hold what they held (the engine fills in page numbers later)."""
        return _unchanged(self.root)


def _unchanged(node: Node) -> bool:
    if node.text:
        return bool(node.box.text is node.text)
    boxes_now = node.box.children if node.children else ()
    return len(boxes_now) == len(node.children) and all(
        box is child.box and _unchanged(child) for box, child in zip(boxes_now, node.children, strict=True)
    )


def flatten(context: Any, line: Box, containing_block: Any, faces: Faces, *, measuring: bool) -> Paragraph:
    """The paragraph of a line box. With `measuring`, atomic boxes count with their preferred width.

    NotComposedError for floats, positioned boxes, right-to-left text, unknown glyphs.
    """
    resolve_percentages(line, (0, 0) if measuring else containing_block)
    flattener = _Flattener(context, containing_block, faces, measuring)
    try:
        root = flattener.inline(line, (), top=True)
    except UnknownGlyphError as error:
        raise NotComposedError("glyph") from error
    runs = flattener.runs()
    return Paragraph(root, runs, tuple(flattener.clusters), flattener.has_objects, flattener.has_notes)


@dataclass(slots=True)
class _Piece:
    """A run in the making: its edges are known when the boxes around it have been closed."""

    clusters: list[Cluster]
    size: float
    before: float
    hyphen: float
    language: str
    unbroken: bool
    spacing: float
    preserved: bool
    word_spacing: float
    after: float = 0.0


class _Flattener:
    def __init__(self, context: Any, containing_block: Any, faces: Faces, measuring: bool) -> None:
        self.context, self.containing_block, self.faces = context, containing_block, faces
        self.measuring = measuring
        self.clusters: list[Cluster] = []
        self.pieces: list[_Piece] = []
        self.before = 0.0  # edges of boxes that have begun since the last cluster
        self.has_objects = self.has_notes = False

    def inline(self, box: Box, annotations: tuple[Annotation, ...], *, top: bool = False) -> Node:
        start = len(self.clusters)
        annotations = _annotated(box, annotations)
        self.has_notes = self.has_notes or box.footnote is not None
        if not top:
            self._edges(box)
            self.before += box.margin_left + box.border_left_width + box.padding_left
        children = tuple(self._child(child, annotations) for child in box.children)
        if not top:
            self._close(box.margin_right + box.border_right_width + box.padding_right)
        return Node(box, start, len(self.clusters), children, annotations=annotations)

    def _child(self, child: Box, annotations: tuple[Annotation, ...]) -> Node:
        if not child.is_in_normal_flow() or child.style["position"] == "relative":
            raise NotComposedError("float")
        if child.is_leader:  # fills what the last line leaves
            self._edges(child)
            return Node(child, len(self.clusters), len(self.clusters), annotations=(Annotation.LEADER,))
        if isinstance(child, boxes.TextBox):
            return self._text(child, annotations)
        if isinstance(child, boxes.InlineBox):
            return self.inline(child, annotations)
        if isinstance(child, boxes.AtomicInlineLevelBox):
            return self._atom(child)
        raise NotComposedError("box")

    def _edges(self, box: Box) -> None:
        resolve_percentages(box, (0, 0) if self.measuring else self.containing_block)
        for side in ("left", "right"):
            if getattr(box, f"margin_{side}") == "auto":
                setattr(box, f"margin_{side}", 0)

    def _close(self, width: float) -> None:
        """The end edge of a box goes to its last cluster; of an empty box, to what follows."""
        if not width:
            return
        if self.pieces and not self.before:
            self.pieces[-1].after += width
        else:
            self.before += width

    def _text(self, box: Box, annotations: tuple[Annotation, ...]) -> Node:
        style, text, start = box.style, box.text, len(self.clusters)
        preserved = style["white_space"] in _PRESERVED and not set(text) & set("\n\t")
        if not (preserved or style["white_space"] in _WHITE_SPACE):
            raise NotComposedError("style")
        if style["direction"] != "ltr" or not 0 < style["font_size"] < _HUGE:
            raise NotComposedError("style")
        if not text.isascii() and any(ord(c) in _RIGHT_TO_LEFT or c in _BIDI_CONTROLS for c in text):
            raise NotComposedError("direction")
        resolve_percentages(box, (0, 0) if self.measuring else self.containing_block)
        face = self.faces.of(style)
        spacing = 0.0 if style["letter_spacing"] == "normal" else float(style["letter_spacing"])
        clusters = face.clusters(text)
        self._add(clusters, style, face, spacing)
        leading = float(strut(style)[0])
        return Node(
            box,
            start,
            len(self.clusters),
            (),
            text,
            face,
            annotations,
            letter_spacing=spacing,
            leading=leading,
        )

    def _add(self, clusters: list[Cluster], style: Any, face: Face, spacing: float) -> None:
        if not clusters:
            return
        hyphens = style["hyphens"] != "none" and not spacing
        self.pieces.append(
            _Piece(
                clusters,
                style["font_size"],
                self.before,
                face.hyphen().advance if hyphens else 0.0,
                style["lang"] or "",
                style["white_space"] in ("nowrap", *_PRESERVED),
                spacing,
                style["white_space"] in _PRESERVED,
                float(style["word_spacing"]),
            )
        )
        self.before = 0.0
        self.clusters.extend(clusters)

    def _atom(self, box: Box) -> Node:
        start, laid = len(self.clusters), None
        self._edges(box)
        if self.measuring:
            width = preferred.max_content_width(self.context, box)
        else:
            absolute: list[Box] = []
            laid = engine_inline.atomic_box(
                self.context, box, 0, None, self.containing_block, absolute, absolute
            )
            if absolute:
                raise NotComposedError("float")
            laid.position_x = laid.position_y = 0
            width = laid.margin_width()
        self.has_objects = True
        cluster = Cluster(OBJECT, width, ())
        self.pieces.append(
            _Piece([cluster], box.style["font_size"], self.before, 0.0, "", False, 0.0, False, 0.0)
        )
        self.before = 0.0
        self.clusters.append(cluster)
        return Node(box, start, start + 1, object=laid)

    def runs(self) -> tuple[Run, ...]:
        if self.before and self.pieces:
            self.pieces[-1].after += self.before
        return tuple(map(_run, self.pieces))


def _run(piece: _Piece) -> Run:
    texts = tuple([cluster.text for cluster in piece.clusters])
    advances = tuple([cluster.advance for cluster in piece.clusters])
    if piece.spacing or piece.word_spacing:
        advances = tuple(
            advance
            + (piece.spacing if text != FORCED else 0.0)
            + (piece.word_spacing if text == " " else 0.0)
            for text, advance in zip(texts, advances, strict=True)
        )
    if piece.preserved:
        texts = tuple(OBJECT if text == " " else text for text in texts)
    return Run(
        texts,
        advances,
        piece.size,
        piece.before,
        piece.after,
        piece.hyphen,
        piece.language,
        piece.unbroken,
    )


def _annotated(box: Box, outer: tuple[Annotation, ...]) -> tuple[Annotation, ...]:
    """What stands under the characters of a box: what its element asks for, and those around it."""
    element = box.element
    if element is None:
        return outer
    own = Annotation.DOTS if element.tag == "em" else None
    if element.tag == "u":
        own = _MARKS_UNDER.get(element.get("class") or "")
    return outer if own is None or own in outer else (*outer, own)


def path_to(root: Node, position: int, clusters: tuple[Cluster, ...]) -> dict[int, Any] | None:
    """Where cluster `position` stands, in the engine's nested notation; None at the end."""
    for index, child in enumerate(root.children):
        if child.start <= position < child.stop:
            if child.text:
                offset = _bytes(clusters[child.start : position])
                return {index: {offset: None} if offset else None}
            return {index: path_to(child, position, clusters) if child.children else None}
    return None


def _bytes(clusters: tuple[Cluster, ...]) -> int:
    """How many bytes of UTF-8 a text is, which is how the engine counts."""
    return len("".join([cluster.text for cluster in clusters]).encode())


def position_of(root: Node, path: dict[int, Any] | None, clusters: tuple[Cluster, ...]) -> int:
    """The cluster that the engine's nested notation speaks of: the other way round of `path_to`."""
    node, inner = root, path
    while inner:
        ((index, inner),) = inner.items()
        if node.text:
            ends = range(node.start, node.stop)
            return next((end for end in ends if _bytes(clusters[node.start : end]) >= index), node.stop)
        if index >= len(node.children):
            return node.stop
        node = node.children[index]
    return node.start
