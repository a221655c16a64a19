"""What the search knows of an issue: its passages, as a script that only sets data.

In: the articles' passages. Out: `search-data.js`, read by assets/search.js. A plain script, because from
`file:` a browser fetches nothing else. The index over it is built by MiniSearch in the browser, when
something is searched: that takes less time than a finished index would take to be loaded.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from kanwu_press.web.bodies import Passage

DATA_FILE = "search-data.js"


@dataclass(frozen=True, slots=True)
class Searched:
    """An article's page with all that can be found in it."""

    file: str
    title: str
    authors: str
    section: str
    passages: tuple[Passage, ...]


def search_data(articles: Iterable[Searched]) -> bytes:
    """`articles`: file, title, authors, column; `passages`: article, anchor, folio, whether a title, text."""
    articles = tuple(articles)
    data = {
        "articles": [[a.file, a.title, a.authors, a.section] for a in articles],
        "passages": [
            [number, p.anchor, p.folio, int(p.is_head), p.text]
            for number, article in enumerate(articles)
            for p in article.passages
        ],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # harmless wherever the text is put: in a page, or in a script of before 2019
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return f"window.kanwuSearch={text};\n".encode()
