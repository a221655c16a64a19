"""Pieces → Markdown of docs/稿件格式.md, with every sign of the text escaped; and their plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kanwu_press.intake.docx.values import PLAIN, Break, Call, Formula, Look, Piece, Reading, Run
from kanwu_press.intake.manuscript import edges, escaped
from kanwu_press.read.links import allowed_href

Labels = Mapping[tuple[str, str], str]
_OBJECT = "\ufffc"
_NAME_MOST = 60  # characters; what is underlined longer than this is no name


@dataclass(frozen=True, slots=True)
class _Atom:
    """A character, or a thing among characters (`md`)."""

    char: str
    look: Look = PLAIN
    href: str = ""
    md: str = ""


def plain(pieces: Iterable[Piece]) -> str:
    """The words that are printed in the line: readings too, without notes; a line end is a space."""
    out = ""
    for piece in pieces:
        match piece:
            case Run() | Formula():
                out += piece.text
            case Reading():
                out += piece.base + piece.reading
            case Break():
                out += " "
    return out


def inline(pieces: Sequence[Piece], labels: Labels, *, bold: bool = True, names: bool = False) -> str:
    """The pieces in Markdown. Without `bold` weight is left out; with `names` underlines are names."""
    if all(isinstance(p, Run) and not p.href and not _marks(p.look, bold=bold, names=names) for p in pieces):
        return escaped(plain(pieces).strip())
    atoms = _trimmed([atom for piece in pieces for atom in _atoms(piece, labels)])
    out = ""
    for href, group in groupby(atoms, key=lambda a: a.href):
        text = _weighed(list(group), out, bold=bold, names=names)
        out += f"[{text}](<{href}>)" if href else text
    return out


def _marks(look: Look, *, bold: bool, names: bool) -> bool:
    """Whether a run of this look has any mark around it."""
    return (bold and look.bold) or look.dots or look.wave or (names and look.line)


def _atoms(piece: Piece, labels: Labels) -> list[_Atom]:
    match piece:
        case Run():
            href = piece.href if allowed_href(piece.href) and not set("<>\n") & set(piece.href) else ""
            return [_Atom(char, piece.look, href) for char in piece.text]
        case Formula():
            return [_Atom(char) for char in piece.text]
        case Reading():
            return [_Atom(_OBJECT, piece.look, md=f"{{{piece.base}|{piece.reading}}}")]
        case Call() if (piece.kind, piece.id) in labels:
            return [_Atom(_OBJECT, md=f"[^{labels[piece.kind, piece.id]}]")]
        case Break():
            return [_Atom(_OBJECT, md="\\\n")]
        case _:
            return []


def _trimmed(atoms: list[_Atom]) -> list[_Atom]:
    """Without spaces at the ends."""
    start, end = 0, len(atoms)
    while start < end and not atoms[start].md and atoms[start].char.isspace():
        start += 1
    while end > start and not atoms[end - 1].md and atoms[end - 1].char.isspace():
        end -= 1
    return atoms[start:end]


def _weighed(atoms: list[_Atom], before: str, *, bold: bool, names: bool) -> str:
    def dotted(inner: list[_Atom], behind: str) -> str:
        return _marked(inner, behind, "*", lambda a: a.look.dots, lambda part, _: _named(part, names=names))

    if not bold:
        return dotted(atoms, before)
    return _marked(atoms, before, "**", lambda a: a.look.bold, dotted)


def _marked(
    atoms: list[_Atom],
    before: str,
    mark: str,
    wanted: Callable[[_Atom], bool],
    inner: Callable[[list[_Atom], str], str],
) -> str:
    """The atoms with `mark` around those that are `wanted`, edges where Markdown sees them."""
    groups = [(key, list(group)) for key, group in groupby(atoms, key=wanted)]
    out = ""
    for at, (marked, group) in enumerate(groups):
        if not marked:
            out += inner(group, before + out)
            continue
        after = groups[at + 1][1][0].char if at + 1 < len(groups) else ""
        head, core, _ = edges("".join(a.char for a in group), (before + out)[-1:], after)
        start, end = len(head), len(head) + len(core)
        if not core:
            out += inner(group, before + out)
            continue
        out += inner(group[:start], before + out) if start else ""
        out += mark + inner(group[start:end], "") + mark
        out += inner(group[end:], "") if end < len(group) else ""
    return out


def _named(atoms: list[_Atom], *, names: bool) -> str:
    """The text, names and titles in their marks."""
    out = ""
    for (wave, line), group in groupby(atoms, key=lambda a: (a.look.wave, names and a.look.line)):
        part = list(group)
        text = _text(part)
        short = len(part) <= _NAME_MOST and any(a.char.isalnum() for a in part)
        fits = short and not any(a.md.startswith(("[^", "\\")) for a in part)
        out += f"{{{'书名' if wave else '专名'}：{text}}}" if (wave or line) and fits else text
    return out


def _text(atoms: list[_Atom]) -> str:
    out = ""
    for special, group in groupby(atoms, key=lambda a: bool(a.md)):
        part = "".join(atom.md if special else atom.char for atom in group)
        out += part if special else escaped(part)
    return out
