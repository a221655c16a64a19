"""The count that says whether text was lost: it must reject what is broken."""

from __future__ import annotations

import pytest

from kanwu_press.model import Figure, Paragraph, Picture, Place, Text
from kanwu_press.read import markdown
from kanwu_press.read.conserve import lost_text, out_of_order, parts
from kanwu_press.read.record import Tok

LINES = ["潮水来时。", "", "潮水去时。"]


def test_all_there() -> None:
    texts = [(Text("潮水来时。", 4),), (Text("潮水去时。", 6),)]
    assert lost_text(LINES, 4, texts, []) is None
    assert out_of_order(LINES, 4, texts) is None


def test_a_lost_line_is_named() -> None:
    assert lost_text(LINES, 4, [(Text("潮水来时。", 4),)], []) == (6, "潮水去时")
    assert lost_text(LINES, 4, [(Text("潮水来时。潮水时。", 4),)], []) == (6, "去")


def test_unprinted_words_are_no_loss() -> None:
    assert lost_text(LINES, 4, [(Text("潮水来时。", 4),)], ["潮水", "去时.jpg"]) is None


def test_words_in_another_order() -> None:
    assert out_of_order(LINES, 4, [(Text("潮水去时。", 6),), (Text("潮水来时。", 4),)]) == (4, "潮水来时。")


def test_words_of_figures() -> None:
    picture = Picture("a.jpg", 1, 1, "", "image/jpeg")
    figure = Figure(picture, (Text("说明", 1),), "署名", "替代", Place("a.md", 1))
    assert len(list(parts(figure))) == 2
    assert list(parts(figure, running=True)) == []
    assert list(parts(Paragraph((), Place("a.md", 1)))) == [()]


def test_a_parser_that_drops_a_paragraph_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    class Careless:
        def blocks(self, text: str) -> list[Tok]:
            return real.blocks(text)[:-3]

        def inlines(self, text: str) -> list[Tok]:
            return real.inlines(text)

    real = markdown._GRAMMAR
    monkeypatch.setattr(markdown, "_GRAMMAR", Careless())
    result = markdown.parse_body("\n".join(LINES), "a.md", 10, lambda path, place: (None, ()))
    assert [(f.code, f.place.line) for f in result.findings] == [("body-text-lost", 12)]
