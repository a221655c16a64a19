"""One written value → the value meant, by its `Shape`; a finding where it cannot be that.

Sizes by 号 follow the metal type's points (初号 42 … 五号 10.5 … 七号 5.25); dates must be real days.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import SequenceMatcher
from typing import TypeAlias

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.read.schema import Field, Shape
from kanwu_press.read.settings import Scalar

LONGEST_TEXT = 1_000  # characters of one line of settings
LONGEST_RICH = 10_000  # characters of an abstract or an editor's note
_ALIKE = 0.6  # of two values: 双色 is not 四色 written wrong, but something else

# One value, or what is wrong with it.
Value: TypeAlias = "str | int | float | bool | date | tuple[float, ...] | tuple[str, ...]"
Result: TypeAlias = "Value | Finding"

DATE = Rule(
    "value-date",
    Level.ERROR,
    N_("“{key}” should be a date, but is “{value}”."),
    N_("Write year, month and day: 2025-01-06."),
)
NO_SUCH_DAY = Rule(
    "value-date-impossible",
    Level.ERROR,
    N_("“{key}”: there is no day {value} in the calendar."),
    N_("Check month and day."),
)
NUMBER = Rule(
    "value-number",
    Level.ERROR,
    N_("“{key}” should be a number, but is “{value}”."),
    N_("Write digits only, without unit or thousands mark."),
)
WHOLE = Rule(
    "value-whole",
    Level.ERROR,
    N_("“{key}” should be a whole number, not below zero, but is “{value}”."),
    N_("Write digits only, without decimals, unit or thousands mark."),
)
EM = Rule(
    "value-em",
    Level.ERROR,
    N_("“{key}” should be a part of a character's width, but is “{value}”."),
    N_("Write a decimal number or a fraction: 0.25 or 1/4."),
)
RANGE = Rule(
    "value-range",
    Level.ERROR,
    N_("“{key}” is {value}; it must lie between {low} and {high}."),
    N_("Check the number."),
)
SIZE = Rule(
    "value-size",
    Level.ERROR,
    N_("“{key}” should be a type size, but is “{value}”."),
    N_("Write 五号, 小四 and so on, or points: 10.5."),
)
CMYK = Rule(
    "value-not-inks",
    Level.ERROR,
    N_("“{key}” should be the per cents of cyan, magenta, yellow and black, but reads “{value}”."),
    N_("Write four numbers from 0 to 100: “90 60 20 20”."),
)
TRIM = Rule(
    "value-trim",
    Level.ERROR,
    N_("“{key}” should be a trim size, but is “{value}”."),
    N_("Write 大16开, A4 or 正16开, or width×height in millimetres: 210×285."),
)
YES_NO = Rule(
    "value-yes-no",
    Level.ERROR,
    N_("“{key}” is “{value}”; it must be 是 or 否."),
    N_("Write 是 or 否."),
)
CHOICE = Rule(
    "value-choice",
    Level.ERROR,
    N_("“{key}” is “{value}”; it must be one of: {choices}."),
    N_("Choose one of: {choices}."),
)
CHOICE_NEAR = Rule(
    "value-choice-near",
    Level.ERROR,
    N_("“{key}” is “{value}”; it must be one of: {choices}."),
    N_("Perhaps you mean “{near}”."),
)
PATTERN = Rule(
    "value-form",
    Level.ERROR,
    N_("“{key}” is “{value}”, which is not in the right form: {doc}"),
    N_("Write it like this: “{key}: {example}”."),
)
LONG = Rule(
    "value-long",
    Level.ERROR,
    N_("“{key}” has {count} characters; at most {limit} are read."),
    N_("Shorten it; longer text belongs into the body of a manuscript."),
)
LINES = Rule(
    "value-lines",
    Level.ERROR,
    N_("“{key}” should be one line, but holds several."),
    N_("Write it in one line."),
)

SIZES: Mapping[str, float] = {
    "初号": 42, "小初": 36, "一号": 27.5, "小一": 24, "二号": 21, "小二": 18, "三号": 15.75, "小三": 15,
    "四号": 13.75, "小四": 12, "五号": 10.5, "小五": 9, "六号": 7.875, "小六": 6.5, "七号": 5.25,
}  # fmt: skip
TRIMS: Mapping[str, tuple[float, float]] = {
    "大16开": (210, 285), "大度16开": (210, 285), "大十六开": (210, 285), "A4": (210, 297),
    "正16开": (185, 260), "正度16开": (185, 260), "正十六开": (185, 260),
}  # fmt: skip

_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_INK = r"\s*([0-9]{1,3}(?:\.[0-9]{1,2})?)\s*%?"
_NEXT = r"(?:[\s,、/]+|(?=[MYK]))"
_CMYK = re.compile(rf"C?{_INK}{_NEXT}M?{_INK}{_NEXT}Y?{_INK}{_NEXT}K?{_INK}", re.IGNORECASE)
_TRIM = re.compile(r"(\d{2,4}(?:\.\d+)?)\s*(?:mm|毫米)?\s*[×xX*＊✕]\s*(\d{2,4}(?:\.\d+)?)\s*(?:mm|毫米)?")
_BETWEEN_HAN = re.compile(
    r"(?<=[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef\U00020000-\U0003ffff]) "
    r"(?=[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef\U00020000-\U0003ffff])"
)
_SEPARATORS = re.compile(r"\s*[、，,；;]\s*")


def convert(field: Field, scalar: Scalar) -> Result:
    """The value of `scalar` as `field.shape` wants it, or the finding that says why not."""
    return _CONVERTERS[field.shape](field, scalar)


def nearest(word: str, candidates: Iterable[str], least: float = 0.5) -> str:
    """The candidate that `word` was probably meant to be; empty when none is near, by `least` of 1."""
    scored = [(SequenceMatcher(None, word, c).ratio(), c) for c in candidates]
    best = max(scored, default=(0.0, ""), key=lambda pair: pair[0])
    return best[1] if best[0] >= least else ""


def separated(text: str) -> tuple[str, ...]:
    """`张三、李四` as its parts."""
    return tuple(part for part in _SEPARATORS.split(text.strip()) if part)


def running(scalar: Scalar) -> str:
    """The text, its source lines joined as Chinese wants it: no space between two Han characters."""
    if not scalar.lines:
        return scalar.text.strip()
    joined = scalar.lines[0]
    for line in scalar.lines[1:]:
        if not line or joined.endswith("\n"):
            joined = joined.rstrip("\n") + "\n" + line
        else:
            seam = joined[-1:] + " " + line[:1]
            joined += line if _BETWEEN_HAN.search(seam) else " " + line
    return joined.strip()


def _short(text: str) -> str:
    """A value as a message shows it."""
    return text if len(text) <= 40 else text[:39] + "…"


def _wrong(rule: Rule, field: Field, scalar: Scalar, **values: object) -> Finding:
    return rule.at(scalar.place, key=field.key, value=_short(scalar.text), **values)


def _text(field: Field, scalar: Scalar) -> Result:
    text = running(scalar)
    if "\n" in text:
        return _wrong(LINES, field, scalar)
    if len(text) > LONGEST_TEXT:
        return _wrong(LONG, field, scalar, count=len(text), limit=LONGEST_TEXT)
    if field.pattern and re.fullmatch(field.pattern, text) is None:
        return _wrong(PATTERN, field, scalar, doc=field.doc, example=field.example)
    return text


def _texts(field: Field, scalar: Scalar) -> Result:
    text = _text(field, scalar)
    if isinstance(text, Finding):
        return text
    return separated(str(text)) if field.split else (str(text),)


def _rich(field: Field, scalar: Scalar) -> Result:
    text = running(scalar)
    if len(text) > LONGEST_RICH:
        return _wrong(LONG, field, scalar, count=len(text), limit=LONGEST_RICH)
    return text


def _plain(scalar: Scalar) -> str:
    """Full-width digits and letters as half-width ones."""
    return unicodedata.normalize("NFKC", scalar.text).strip()


def _integer(field: Field, scalar: Scalar) -> Result:
    digits = _plain(scalar)
    if not re.fullmatch(r"[0-9]{1,12}", digits):
        return _wrong(WHOLE, field, scalar)
    return _in_range(field, scalar, int(digits))


def _number(field: Field, scalar: Scalar) -> Result:
    digits = _plain(scalar)
    if field.shape is Shape.LENGTH:
        digits = re.sub(r"\s*(mm|毫米)$", "", digits)
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", digits):
        return _wrong(NUMBER, field, scalar)
    return _in_range(field, scalar, float(digits))


def _em(field: Field, scalar: Scalar) -> Result:
    """`0.25`, `1/4` or `¼`, with or without 字 after it."""
    text = re.sub(r"\s*(em|个?字)$", "", _plain(scalar)).replace("\u2044", "/")
    if fraction := re.fullmatch(r"([0-9]{1,3})\s*/\s*([1-9][0-9]{0,2})", text):
        return _in_range(field, scalar, int(fraction[1]) / int(fraction[2]))
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,6})?", text):
        return _wrong(EM, field, scalar)
    return _in_range(field, scalar, float(text))


def _in_range(field: Field, scalar: Scalar, number: float) -> Result:
    too_low = field.low is not None and number < field.low
    too_high = field.high is not None and number > field.high
    if too_low or too_high:
        return _wrong(RANGE, field, scalar, low=_figure(field.low), high=_figure(field.high))
    return number


def _figure(limit: float | None) -> str:
    """A limit as it is read: 0.25, 450, 10,000,000."""
    if limit is None:
        return "…"
    return f"{limit:,.0f}" if limit >= 100_000 else f"{limit:g}"


def _size(field: Field, scalar: Scalar) -> Result:
    text = _plain(scalar)
    if text in SIZES:
        return _in_range(field, scalar, SIZES[text])
    points = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,4})?)\s*(?:pt|磅)?", text)
    return _in_range(field, scalar, float(points.group(1))) if points else _wrong(SIZE, field, scalar)


def _date(field: Field, scalar: Scalar) -> Result:
    match = _DATE.fullmatch(_plain(scalar))
    if match is None:
        return _wrong(DATE, field, scalar)
    try:
        day = date(*(int(part) for part in match.groups()))
    except ValueError:
        return _wrong(NO_SUCH_DAY, field, scalar)
    if not 1900 <= day.year <= 2100:
        return RANGE.at(scalar.place, key=field.key, value=day.year, low=1900, high=2100)
    return day


def _yes_no(field: Field, scalar: Scalar) -> Result:
    known = {"是": True, "否": False}
    return known[scalar.text] if scalar.text in known else _wrong(YES_NO, field, scalar)


def _choice(field: Field, scalar: Scalar) -> Result:
    known = dict(field.choices)
    text = scalar.text.strip()
    if text in known:
        return known[text]
    choices = "、".join(known)
    near = nearest(text, known, _ALIKE)
    if near:
        return _wrong(CHOICE_NEAR, field, scalar, choices=choices, near=near)
    return _wrong(CHOICE, field, scalar, choices=choices)


def _trim(field: Field, scalar: Scalar) -> Result:
    text = _plain(scalar)
    known = {name.casefold(): size for name, size in TRIMS.items()}
    if text.casefold().replace(" ", "") in known:
        return known[text.casefold().replace(" ", "")]
    match = _TRIM.fullmatch(text)
    if match is None:
        return _wrong(TRIM, field, scalar)
    width, height = float(match.group(1)), float(match.group(2))
    for length in (width, height):
        if isinstance(wrong := _in_range(field, scalar, length), Finding):
            return wrong
    return (width, height)


def _cmyk(field: Field, scalar: Scalar) -> Result:
    """Four per cents, parted by spaces or marks, with or without the letters before them."""
    match = _CMYK.fullmatch(_plain(scalar))
    if match is None:
        return _wrong(CMYK, field, scalar)
    parts = tuple(float(part) for part in match.groups())
    return _wrong(CMYK, field, scalar) if max(parts) > 100 else parts


_CONVERTERS: Mapping[Shape, Callable[[Field, Scalar], Result]] = {
    Shape.TEXT: _text,
    Shape.TEXTS: _texts,
    Shape.RICH: _rich,
    Shape.INTEGER: _integer,
    Shape.NUMBER: _number,
    Shape.LENGTH: _number,
    Shape.EM: _em,
    Shape.SIZE: _size,
    Shape.DATE: _date,
    Shape.YEAR: _integer,
    Shape.YES_NO: _yes_no,
    Shape.CHOICE: _choice,
    Shape.TRIM: _trim,
    Shape.CMYK: _cmyk,
    Shape.PICTURE: _text,
    Shape.AUTHORS: _text,
}
