from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from kanwu_press.typeset.grid import fit_to_whole_lines, missing_px

PITCH = 24  # px: 18 pt


class Content:
    """What stands inside of a block."""

    def __init__(self) -> None:
        self.moved = 0.0

    def translate(self, dy: float) -> None:
        self.moved += dy


def block(classes: str, height: float, y: float, above: float = 0.0) -> Any:
    """A block of the engine: `height` of its content, `above` of padding, at `y`."""
    element = SimpleNamespace(tag="h3", get={"class": classes, "data-pitch": "18"}.get)
    made = SimpleNamespace(
        element=element, element_tag="h3", style=None, position_y=y, children=[Content()],
        padding_top=above, padding_bottom=0.0,
    )  # fmt: skip
    made.margin_height = lambda: made.padding_top + height + made.padding_bottom
    return made


def column(y: float, classes: str = "flow cols first") -> Any:
    element = SimpleNamespace(tag="div", get={"class": classes}.get)
    return SimpleNamespace(is_column=True, content_box_y=lambda: y, element=element)


@pytest.mark.parametrize(
    ("height", "missing"), [(0, 0), (24, 0), (24.01, 0), (47.99, 0), (25, 23), (40, 8), (71.9, 0.1)]
)
def test_what_a_block_lacks_to_whole_lines(height: float, missing: float) -> None:
    assert missing_px(height, PITCH) == pytest.approx(missing)


def test_a_block_ends_on_the_grid_wherever_it_began() -> None:
    figure = block("picture", 100, y=5 * PITCH + 7)
    fit_to_whole_lines(figure, column(0), top_px=0)
    assert (figure.position_y + figure.margin_height()) % PITCH == pytest.approx(0)
    assert (
        figure.padding_top == pytest.approx(figure.padding_bottom) == pytest.approx(figure.children[0].moved)
    )


def test_a_subhead_keeps_the_space_above_it_within_a_column() -> None:
    head = block("subhead-1", 40, y=5 * PITCH, above=18)
    fit_to_whole_lines(head, column(0), top_px=0)
    assert head.margin_height() == pytest.approx(3 * PITCH)
    assert head.padding_top > 18


@pytest.mark.parametrize("container", [column(5 * PITCH), SimpleNamespace(is_column=False)])
def test_a_subhead_loses_the_space_above_it_at_the_head_of_a_column_or_page(container: Any) -> None:
    top = 0.0 if container.is_column else 5 * PITCH
    head = block("subhead-1", 40, y=5 * PITCH, above=18)
    fit_to_whole_lines(head, container, top_px=top)
    assert head.padding_top == 0 and head.children[0].moved == -18
    assert head.margin_height() == pytest.approx(2 * PITCH)


def test_a_subhead_below_a_full_width_block_keeps_the_space_above_it() -> None:
    head = block("subhead-1", 40, y=5 * PITCH, above=18)
    fit_to_whole_lines(head, column(5 * PITCH, "flow cols"), top_px=0)
    assert head.padding_top > 18
