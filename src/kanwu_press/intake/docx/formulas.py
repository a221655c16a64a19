"""OMML (ISO/IEC 29500-1, 22.1) → a formula in one line, for the manuscript, and as MathML, for the report.

Every character of the formula stands in both. In one line it is written as people write it by keyboard:
(a+b)/c, x^2, √(a+b), ∑_(i=1)^n; raised and lowered digits as ² and ₂.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from xml.sax.saxutils import escape

from kanwu_press.intake.docx.names import Element, attribute, child, children, name
from kanwu_press.intake.docx.values import Formula

RAISED = dict(zip("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ", strict=True))
LOWERED = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
_SCRIPTED = re.compile(r"[_^]\w$")
_SKIPPED = ("m:ctrlPr", "w:rPr", "m:rPr")

_MATHEMATICAL = re.compile("[\U0001d400-\U0001d7ff]")


@dataclass(frozen=True, slots=True)
class _Made:
    """A part of a formula in one line and as MathML; `atom` where it needs no brackets."""

    line: str
    xml: str
    atom: bool = True


def formula(element: Element) -> Formula:
    """A m:oMath or m:oMathPara as a value."""
    made = _row(element)
    source = "".join(one.text or "" for one in element.iter() if name(one) in ("m:t", "w:t"))
    mathml = f'<math xmlns="http://www.w3.org/1998/Math/MathML">{made.xml}</math>'
    return Formula(_MATHEMATICAL.sub(_plain, made.line), mathml, source)


def _plain(found: re.Match[str]) -> str:
    """A letter of a mathematical alphabet (𝑆), which text faces lack, as an ordinary one."""
    return unicodedata.normalize("NFKC", found[0])


def _row(element: Element | None) -> _Made:
    """All that stands in an element, side by side."""
    parts = [] if element is None else [_made(one) for one in element if not name(one).endswith("Pr")]
    if len(parts) == 1:
        return parts[0]
    line = ""
    for part in parts:  # a script and the letter behind it are two things
        line += (" " if _SCRIPTED.search(line) and part.line[:1].isalnum() else "") + part.line
    return _Made(line, f"<mrow>{''.join(part.xml for part in parts)}</mrow>", len(line) <= 1)


def _made(one: Element) -> _Made:
    kind = name(one)
    if kind in _SKIPPED:
        return _Made("", "")
    maker = _MAKERS.get(kind)
    return maker(one) if maker else _row(one)


def _run(one: Element) -> _Made:
    text = "".join(t.text or "" for t in one if name(t) in ("m:t", "w:t"))
    xml = "".join(_token(token) for token in _tokens(text))
    simple = len(text) == 1 or text.isdecimal() or text.isalpha()
    return _Made(text, xml if xml.count("<m") == 1 else f"<mrow>{xml}</mrow>", simple)


def _tokens(text: str) -> list[str]:
    """Numbers whole, all else by character."""
    found: list[str] = []
    for char in text:
        if char.isdecimal() and found and found[-1].isdecimal():
            found[-1] += char
        else:
            found.append(char)
    return found


def _token(token: str) -> str:
    tag = "mn" if token.isdecimal() else "mi" if token.isalpha() else "mo"
    return f"<{tag}>{escape(token)}</{tag}>"


def _part(one: Element, wanted: str) -> _Made:
    return _row(child(one, wanted))


def _wrapped(made: _Made) -> str:
    return made.line if made.atom else f"({made.line})"


def _script(made: _Made, mark: str) -> str:
    """What is raised (^) or lowered (_): as Unicode has it, else behind the mark."""
    table = RAISED if mark == "^" else LOWERED
    if made.line and all(char in table for char in made.line):
        return "".join(table[char] for char in made.line)
    return mark + _wrapped(made) if made.line else ""


def _fraction(one: Element) -> _Made:
    up, down = _part(one, "m:num"), _part(one, "m:den")
    return _Made(f"{_wrapped(up)}/{_wrapped(down)}", f"<mfrac>{up.xml}{down.xml}</mfrac>", atom=False)


def _radical(one: Element) -> _Made:
    degree, body = _part(one, "m:deg"), _part(one, "m:e")
    if degree.line:
        mark = {"3": "∛", "4": "∜"}.get(degree.line)
        line = f"√({degree.line}&{body.line})" if mark is None else mark + _wrapped(body)
        return _Made(line, f"<mroot>{body.xml}{degree.xml}</mroot>")
    return _Made(f"√{_wrapped(body)}", f"<msqrt>{body.xml}</msqrt>")


def _scripts(one: Element) -> _Made:
    base, low, high = _part(one, "m:e"), _part(one, "m:sub"), _part(one, "m:sup")
    tag = {"m:sSup": "msup", "m:sSub": "msub"}.get(name(one), "msubsup")
    xml = f"<{tag}>{base.xml}{low.xml if tag != 'msup' else ''}{high.xml if tag != 'msub' else ''}</{tag}>"
    return _Made(_wrapped(base) + _script(low, "_") + _script(high, "^"), xml)


def _before(one: Element) -> _Made:
    base, low, high = _part(one, "m:e"), _part(one, "m:sub"), _part(one, "m:sup")
    xml = f"<mmultiscripts>{base.xml}<mprescripts/>{low.xml}{high.xml}</mmultiscripts>"
    return _Made(_script(low, "_") + _script(high, "^") + _wrapped(base), xml)


def _nary(one: Element) -> _Made:
    properties = child(one, "m:naryPr")
    found = child(properties, "m:chr")
    sign = "∫" if found is None else attribute(found, "m:val")
    low, high, body = _part(one, "m:sub"), _part(one, "m:sup"), _part(one, "m:e")
    xml = f"<mrow><munderover><mo>{escape(sign)}</mo>{low.xml}{high.xml}</munderover>{body.xml}</mrow>"
    limits = _script(low, "_") + _script(high, "^")
    return _Made(f"{sign}{limits}{' ' if limits else ''}{_wrapped(body)}", xml, atom=False)


def _brackets(one: Element) -> _Made:
    properties = child(one, "m:dPr")

    def mark(wanted: str, usual: str) -> str:
        found = child(properties, wanted)
        return usual if found is None else attribute(found, "m:val")

    opening, closing, between = mark("m:begChr", "("), mark("m:endChr", ")"), mark("m:sepChr", "|")
    inner = [_row(part) for part in children(one, "m:e")]
    line = opening + between.join(part.line for part in inner) + closing
    xml = f"<mo>{escape(between)}</mo>".join(part.xml for part in inner)
    return _Made(line, f"<mrow><mo>{escape(opening)}</mo>{xml}<mo>{escape(closing)}</mo></mrow>")


def _function(one: Element) -> _Made:
    head, body = _part(one, "m:fName"), _part(one, "m:e")
    line = head.line + (f"({body.line})" if not body.atom else f" {body.line}")
    return _Made(line, f"<mrow>{head.xml}{body.xml}</mrow>", atom=False)


def _limit(one: Element) -> _Made:
    base, limit = _part(one, "m:e"), _part(one, "m:lim")
    low = name(one) == "m:limLow"
    tag = "munder" if low else "mover"
    line = _wrapped(base) + _script(limit, "_" if low else "^")
    return _Made(line, f"<{tag}>{base.xml}{limit.xml}</{tag}>")


def _matrix(one: Element) -> _Made:
    rows = [[_row(cell) for cell in children(row, "m:e")] for row in children(one, "m:mr")]
    line = "[" + "; ".join(", ".join(cell.line for cell in row) for row in rows) + "]"
    cells = "".join("<mtr>" + "".join(f"<mtd>{c.xml}</mtd>" for c in row) + "</mtr>" for row in rows)
    return _Made(line, f"<mtable>{cells}</mtable>")


def _lines(one: Element) -> _Made:
    rows = [_row(row) for row in children(one, "m:e")]
    cells = "".join(f"<mtr><mtd>{row.xml}</mtd></mtr>" for row in rows)
    return _Made("; ".join(row.line for row in rows), f"<mtable>{cells}</mtable>", atom=False)


def _accent(one: Element) -> _Made:
    body = _part(one, "m:e")
    mark = value_of(one, "m:accPr", "m:chr", "\u0302")
    line = body.line + mark if len(body.line) == 1 else f"({body.line}){mark}"
    return _Made(line, f'<mover accent="true">{body.xml}<mo>{escape(mark)}</mo></mover>')


def _bar(one: Element) -> _Made:
    body = _part(one, "m:e")
    low = _place(one, "m:barPr") == "bot"
    tag, mark = ("munder", "\u0332") if low else ("mover", "\u0305")
    return _Made("".join(char + mark for char in body.line), f"<{tag}>{body.xml}<mo>¯</mo></{tag}>")


def _group(one: Element) -> _Made:
    body = _part(one, "m:e")
    mark = value_of(one, "m:groupChrPr", "m:chr", "⏟")
    tag = "mover" if _place(one, "m:groupChrPr") == "top" else "munder"
    return _Made(f"{mark}({body.line})", f"<{tag}>{body.xml}<mo>{escape(mark)}</mo></{tag}>")


def value_of(one: Element, properties: str, wanted: str, usual: str) -> str:
    """The m:val of a property; `usual` where the property is missing."""
    found = child(child(one, properties), wanted)
    return usual if found is None else attribute(found, "m:val")


def _place(one: Element, properties: str) -> str:
    return value_of(one, properties, "m:pos", "")


_MAKERS = {
    "m:r": _run, "w:r": _run, "m:f": _fraction, "m:rad": _radical, "m:sSup": _scripts, "m:sSub": _scripts,
    "m:sSubSup": _scripts, "m:sPre": _before, "m:nary": _nary, "m:d": _brackets, "m:func": _function,
    "m:limLow": _limit, "m:limUpp": _limit, "m:m": _matrix, "m:eqArr": _lines, "m:acc": _accent,
    "m:bar": _bar, "m:groupChr": _group,
}  # fmt: skip
