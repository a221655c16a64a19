"""Set forms: numbers of documents, titles in angle brackets, names of units, single dashes. Issue → findings.

Numbers of documents by GB/T 9704—2012, 7.2.5; units by the order of the State Council of 1984 (法定计量单位);
dashes by GB/T 15834—2011, 4.10.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanwu_press.check.pairs import HAN
from kanwu_press.check.passages import Passage, issue_passages
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Issue

NUMBER = Rule(
    "document-number", Level.WARNING,
    N_("The year in the number of a document stands between 〔 〕: {text}"),
    N_("Write so: {mended}"),
)  # fmt: skip
ANGLE = Rule(
    "title-angle", Level.WARNING,
    N_("A title stands between marks for “less” and “more”: {text}"),
    N_("Write 《 》, within a title 〈 〉."),
)  # fmt: skip
UNIT = Rule(
    "unit-name", Level.INFO,
    N_("The name of this unit is “{name}”: {text}"),
    N_("Write “{name}”; in quoted speech it may stay."),
)  # fmt: skip
DASH = Rule(
    "dash-single", Level.INFO,
    N_("A dash of one character stands between words: {text}"),
    N_("Write —— if a dash is meant; the short one joins places, times and numbers."),
)  # fmt: skip

_NUMBER = re.compile(
    f"(?<=[{HAN}])[\\[［【（(]((?:19|20)\\d\\d)[\\]］】）)]((?:第)?\\d{{1,5}}号)(?![楼院线门口桌馆厅])"
)
_ANGLE = re.compile(f"[<‹＜][{HAN}][{HAN}\\w·：、]{{0,29}}[>›＞]")
_UNITS = {"平米": "平方米", "公升": "升"}
_UNIT = re.compile(r"(?<=[\d万亿千百余多])(平米|公升)")
_DASH = re.compile(f"(?<=[了着过的呢吗吧])—(?=[{HAN}])|(?<=[{HAN}])—(?=[这那我你他她它再也就是])")


def set_forms(issue: Issue) -> Iterator[Finding]:
    """What has one written form and was given another."""
    for passage in issue_passages(issue.articles):
        yield from _passage(passage)


def _passage(passage: Passage) -> Iterator[Finding]:
    text = passage.text
    for match in _NUMBER.finditer(text):
        mended = f"〔{match[1]}〕{match[2].removeprefix('第')}"
        yield NUMBER.at(passage.place(match.start()), text=passage.around(*match.span()), mended=mended)
    for match in _ANGLE.finditer(text):
        yield ANGLE.at(passage.place(match.start()), text=passage.around(*match.span()))
    for match in _UNIT.finditer(text):
        name = _UNITS[match[1]]
        yield UNIT.at(passage.place(match.start()), name=name, text=passage.around(*match.span()))
    for match in _DASH.finditer(text):
        yield DASH.at(passage.place(match.start()), text=passage.around(*match.span()))
