"""Print's trees adapted to the engine: what it can't do by itself, and marks for the grid and the composer.

In: the elements of an article or section. They are changed in place.
"""

from __future__ import annotations

import re

from kanwu_press.titles import width_em
from kanwu_press.typeset.codes import END_PT
from kanwu_press.typeset.html.elements import XHTML, Element, el

# Elements that take whole lines, whatever stands in them (CLREQ HEAD-LINES, GRID).
WHOLE_LINES = frozenset(
    {"opener", "article-head", "subhead-1", "subhead-2", "picture", "gallery", "table", "box", "article-end"}
)
# Elements whose lines are about equally long and broken between phrases (Alignment.BALANCED).
BALANCED = frozenset({"title", "subtitle", "subhead-1", "subhead-2", "box-title"})
_NUMBERED = re.compile(r"[图表] ?[\d一二三四五六七八九十]+(?:[-–.—]\d+)?(?=[ 　])")
_LAST_CHARACTER = re.compile(r"\w\W*$")
_LISTS = (f"{{{XHTML}}}ul", f"{{{XHTML}}}ol")
GROUP_ROW, GROUP_GAP = 3, 2.5  # pictures in a row of a group; the gap between them in % of the measure
SHORT_TABLE_ROWS = 14
FALLBACK_SHAPE = 1.5  # width to height of a picture that could not be read


def run_in(run: Element) -> None:
    """A third-level subhead stands at the head of the paragraph that follows it."""
    for heading in run.findall(f"{{{XHTML}}}h5"):
        paragraph = heading.getnext()
        if paragraph is None or paragraph.tag != f"{{{XHTML}}}p":
            continue
        lead = el("b", heading.text, class_="run-in", id=heading.get("id"))
        lead.extend(list(heading))
        lead.tail, paragraph.text = paragraph.text, None
        paragraph.insert(0, lead)
        run.remove(heading)


def end_mark(run: Element) -> None:
    """A small square after the article's last paragraph, on one line with its last character."""
    paragraph = run[-1] if len(run) else None
    while paragraph is not None and paragraph.tag == f"{{{XHTML}}}blockquote" and len(paragraph):
        paragraph = paragraph[-1]
    if paragraph is None or paragraph.tag != f"{{{XHTML}}}p":
        return
    mark = el("span", "■", class_="end-mark")
    last = paragraph[-1] if len(paragraph) else None
    text = (paragraph.text if last is None else last.tail) or ""
    end = _LAST_CHARACTER.search(text)
    if end is None:
        paragraph.append(mark)
        return
    if last is None:
        paragraph.text = text[: end.start()]
    else:
        last.tail = text[: end.start()]
    paragraph.append(el("span", end[0], mark, class_="unbroken"))


def set_readings(article: Element) -> None:
    """Ruby as the engine can set it: a box as wide as the wider of the two, the reading before the base."""
    for ruby in list(article.iter(f"{{{XHTML}}}ruby")):
        base, reading = ruby.text or "", ruby.findtext(f"{{{XHTML}}}rt") or ""
        box = el("span", el("span", reading, class_="reading"), base, class_="ruby")
        box.tail = ruby.tail
        parent = ruby.getparent()
        if parent is not None:
            parent.replace(ruby, box)


def hold_quotations(article: Element) -> None:
    """A quotation's text is an inline box without height: marks from another face can't stretch its lines."""
    for quotation in article.iter(f"{{{XHTML}}}blockquote"):
        for block in list(quotation.iter(f"{{{XHTML}}}p", f"{{{XHTML}}}li")):
            inner = el("span", block.text)
            inner.extend(child for child in list(block) if child.tag not in _LISTS)
            block.text = None
            block.insert(0, inner)


def group_widths(article: Element) -> None:
    """Pictures of a group stand side by side at one height: widths in proportion to their shapes."""
    for group in article.iter(f"{{{XHTML}}}div"):
        if "group" not in (group.get("class") or "").split():
            continue
        figures = list(group)
        for start in range(0, len(figures), GROUP_ROW):
            _row_widths(figures[start : start + GROUP_ROW])


def _row_widths(figures: list[Element]) -> None:
    shapes = [_shape(figure) for figure in figures]
    room = 100 - GROUP_GAP * (len(figures) - 1)
    for figure, shape in zip(figures, shapes, strict=True):
        figure.set("style", f"width: {room * shape / sum(shapes):.3f}%")


def _shape(figure: Element) -> float:
    """Width to height of a figure's picture."""
    picture = figure.find(f"{{{XHTML}}}img")
    if picture is None:
        return FALLBACK_SHAPE
    return int(picture.get("width", "3")) / int(picture.get("height", "2"))


def part_numbers(article: Element) -> None:
    """The number of a figure or table stands clear of its title: 图1 苇港."""
    for caption in article.iter(f"{{{XHTML}}}figcaption"):
        number = _NUMBERED.match(caption.text or "")
        if number:
            label = el("span", number[0], class_="number")
            label.tail, caption.text = (caption.text or "")[number.end() :], None
            caption.insert(0, label)


def keep_short_tables(article: Element) -> None:
    """A table of a few rows is never split over columns or pages."""
    for figure in article.iter(f"{{{XHTML}}}figure"):
        rows = sum(1 for _ in figure.iter(f"{{{XHTML}}}tr"))
        if 0 < rows <= SHORT_TABLE_ROWS:
            figure.set("class", f"{figure.get('class')} short")


def number_lists(article: Element) -> None:
    """The engine does not look at a list's first number: its counter is set to the one before."""
    for ordered in article.iter(f"{{{XHTML}}}ol"):
        start = ordered.get("start")
        if start is not None:
            ordered.set("style", f"counter-reset: list-item {int(start) - 1}")


def indent_long_ends(article: Element, width_pt: float) -> None:
    """Closing lines are set like paragraphs, not flush right, where one of them takes more than one line."""
    for end in article.iter(f"{{{XHTML}}}footer"):
        if any(width_em(line.text or "") * END_PT > width_pt for line in end):
            for line in end:
                line.set("class", "long")


def mark_whole_lines(root: Element, pitch_pt: float) -> None:
    for element in root.iter():
        classes = (element.get("class") or "").split()
        if any(name in WHOLE_LINES for name in classes):
            element.set("data-pitch", f"{pitch_pt:g}")


def mark_balanced(article: Element) -> None:
    """Headlines, and the captions of tables, are balanced over their lines by the composer."""
    for element in article.iter():
        classes = (element.get("class") or "").split()
        if any(name in BALANCED for name in classes):
            element.set("data-lines", "balance")
        if "table" in classes:
            for caption in element.findall(f"{{{XHTML}}}figcaption"):
                caption.set("data-lines", "balance")
