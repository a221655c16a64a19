"""Issue → findings; changes nothing. One rule, one function; the tuple names them all.

What depends on fonts (glyphs.py) is asked for by itself, once the faces are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kanwu_press.check import (
    characters,
    cited,
    codes,
    contents,
    counted,
    dates,
    doubled,
    growth,
    imprint,
    links,
    marks,
    misread,
    names,
    numbers,
    order,
    pictures,
    rangesigns,
    record,
    repeats,
    setforms,
    setting,
    slips,
    sorting,
    structure,
    sums,
    typed,
)
from kanwu_press.check.coming import to_come, unfinished
from kanwu_press.findings import Finding, Level, Rule, in_order
from kanwu_press.model import Issue

RULES: tuple[Callable[[Issue], Iterator[Finding]], ...] = (
    structure.emptiness,
    structure.placeholders,
    structure.titles,
    structure.long_titles,
    structure.intros,
    structure.headings,
    links.targets,
    pictures.resolution,
    pictures.alternative_text,
    pictures.names,
    setting.dates,
    setting.type_area,
    record.dues,
    record.cover_dues,
    record.internal,
    imprint.internal_words,
    imprint.internal_texts,
    imprint.periodical,
    imprint.numbers,
    record.delivery,
    record.highlights,
    characters.standard,
    characters.look_alikes,
    misread.misread,
    sorting.sorted_lists,
    names.people,
    names.author_notes,
    names.bodies,
    names.quoted_terms,
    repeats.passages,
    slips.phrases,
    contents.running_titles,
    contents.text_heads,
    contents.cited_titles,
    codes.article_codes,
    codes.base_url,
    codes.overfull,
    typed.typed,
    marks.marks,
    setforms.set_forms,
    doubled.doubled,
    numbers.numbers,
    growth.growth,
    rangesigns.range_signs,
    dates.days,
    sums.sums,
    order.order,
    counted.counted,
    cited.cited,
    cited.captions,
)


def check_issue(
    issue: Issue, read: tuple[Finding, ...] = (), *, final: bool = False
) -> tuple[Finding, ...]:
    """Everything the rules find in a whole issue, in the order of the files.

    `read` is what was found when it was read: a value that was refused then is not missing now.
    `final` refuses what is not marked as final or has not arrived.
    """
    refused = {(f.place.file, dict(f.values).get("key")) for f in read if f.level is Level.ERROR}
    there = issue.arrived  # of what has not arrived nothing is to be said but that
    coming = [*(unfinished(issue) if final else to_come(issue)), *contents.planned_here(issue)]
    coming += contents.highlights(issue)  # the cover may name what is to come
    found = (*coming, *(finding for rule in RULES for finding in rule(there)))
    lacking = (record.LACKING, record.COVER_LACKING)
    online = {(issue.publication.place.file, key) for key in ("上网", "发布网址")}
    unsure: tuple[Rule, ...] = (codes.CODES_OFFLINE, codes.CODES_NOWHERE) if online & refused else ()
    if refused:  # the article that the cover names may be the one that can't be read
        unsure = (*unsure, contents.HIGHLIGHT_UNKNOWN)
    return in_order(
        f
        for f in found
        if f.rule not in unsure
        and (f.rule not in lacking or (f.place.file, dict(f.values)["key"]) not in refused)
    )
