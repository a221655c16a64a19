"""An article that has not arrived: the keys in the list of its column → an Article that holds its pages.

In: what issue.yaml says (schema.PLANNED). Out: an Article with one paragraph for each page reserved, so that
contents, page plan and budget of the whole issue stand from the first day.
"""

from __future__ import annotations

from collections.abc import Iterator

from kanwu_press.model import Article, Layout, Paragraph, Place, Planned, Status, Text
from kanwu_press.naming import chinese_date
from kanwu_press.read.keys import Reading

UNTITLED = "（未定标题）"


def planned_article(reading: Reading, id_: str) -> Article:
    """The article; what is missing has been reported."""
    values = reading.values
    planned = Planned(values.get("pages", 1), values.get("genre", ""), values.get("due"))
    title = " ".join(values.get("title", UNTITLED).split())
    status = Status(values.get("status", Status.TO_COME.value))
    return Article(
        id=id_,
        title=title,
        blocks=tuple(_pages(planned, status, reading.place)),
        place=reading.place,
        authors=values.get("authors", ()),
        layout=Layout.ONE,
        coded=False,
        status=status,
        planned=planned,
    )


def _pages(planned: Planned, status: Status, place: Place) -> Iterator[Paragraph]:
    """What stands on each of the pages reserved."""
    said = "待来稿" if status is Status.TO_COME else "编辑中，稿件未到"
    first = [said, f"预留{planned.pages}页"]
    if planned.genre:
        first.append(planned.genre)
    if planned.due is not None:
        first.append(f"{chinese_date(planned.due)}交稿")
    for number in range(1, planned.pages + 1):
        words = "　".join(first) if number == 1 else f"{said}　第{number}页，共{planned.pages}页"
        yield Paragraph((Text(words, place.line),), place)
