"""Marks in the engine's drawing: every piece of text and every figure has a number, all else is an artifact.

In: what is furniture of a page. Out: streams with marked content (ISO 32000-1, 14.6), and the numbers of the
boxes. The marks stand within text objects, so that without them (press/) the drawing is what it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, TypeAlias

from weasyprint import draw as engine_draw
from weasyprint import pdf as engine_pdf
from weasyprint.draw import text as engine_text
from weasyprint.pdf.stream import Stream

from kanwu_press.compose.paragraph import SOFT_HYPHEN
from kanwu_press.typeset.drawing import SetText

Box: TypeAlias = Any


class MarkedStream(Stream):  # type: ignore[misc]
    """A page's stream that counts its pieces. `furniture` holds boxes that belong to the page, not
    to the text.
    """

    furniture: Mapping[Box, str] = {}

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.numbers: dict[Box, int] = {}
        self.reading: Box | None = None  # the text box that is being drawn
        self._open = False  # marked content never nests here, but for hyphens within text
        self._in_text = False

    def marked(self, box: Box, tag: str) -> AbstractContextManager[None]:
        """The engine's: text is marked where it is shown, so only pictures are marked here."""
        return nullcontext() if tag == "Span" else self._piece(box)

    def artifact(self) -> AbstractContextManager[None]:
        """The engine's: what is drawn means nothing."""
        return self._piece(None)

    @contextmanager
    def _piece(self, box: Box | None) -> Iterator[None]:
        if self._open:
            yield
            return
        self._begin(box)
        yield
        self._open = False
        self.end_marked_content()

    def _begin(self, box: Box | None) -> None:
        self._open = True
        if box is None:
            self.begin_marked_content("Artifact")
        elif box in self.furniture:
            self.begin_marked_content("Artifact", self.furniture[box] or None)
        else:
            number = self.numbers[box] = len(self.numbers)
            self.begin_marked_content("Span", f"<</MCID {number}{_instead(box)}>>")

    def begin_text(self) -> None:
        super().begin_text()
        if self.reading is not None and not self._open:
            self._begin(self.reading)
            self._in_text = True

    def end_text(self) -> None:
        if self._in_text:
            self._in_text = self._open = False
            self.end_marked_content()
        super().end_text()


def _instead(box: Box) -> str:
    """What is to be read instead of the glyphs: at the end of a line a space is missing (14.8.2.5)."""
    text = getattr(box, "pango_layout", None)
    if not isinstance(text, SetText) or not text.spaced:
        return ""
    said = text.text.replace(SOFT_HYPHEN, "") + " "
    return f"/ActualText <FEFF{said.encode('utf-16-be').hex()}>"


def _reading(draw_text: Callable[..., Any]) -> Callable[..., Any]:
    """The engine's `draw_text`, of which the stream knows what it draws."""

    def draw(stream: Stream, textbox: Box, *options: Any) -> None:
        if isinstance(stream, MarkedStream) and textbox.text.strip():
            stream.reading = textbox
        draw_text(stream, textbox, *options)
        if isinstance(stream, MarkedStream):
            stream.reading = None

    return draw


def _as_artifact(draw: Callable[..., Any]) -> Callable[..., Any]:
    """A drawing function of the engine's whose drawing means nothing."""

    def drawing(stream: Stream, *options: Any) -> None:
        with stream.artifact():
            draw(stream, *options)

    return drawing


@contextmanager
def marking(furniture: Mapping[Box, str]) -> Iterator[list[MarkedStream]]:
    """While this is open, the engine marks what it draws; the streams of the pages come out in their order.

    `furniture` are the boxes to be artifacts, with the property list of each (or nothing).
    """
    pages: list[MarkedStream] = []

    class PageStream(MarkedStream):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            self.furniture = furniture
            pages.append(self)

    overrides: tuple[tuple[Any, str, Any], ...] = (
        (engine_pdf, "Stream", PageStream),
        (engine_draw, "draw_text", _reading(engine_draw.draw_text)),
        (engine_text, "draw_text_decoration", _as_artifact(engine_text.draw_text_decoration)),
    )
    before = [(module, name, getattr(module, name)) for module, name, _ in overrides]
    try:
        for module, name, override in overrides:
            setattr(module, name, override)
        yield pages
    finally:
        for module, name, function in before:
            setattr(module, name, function)
