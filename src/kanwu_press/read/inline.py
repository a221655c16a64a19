"""Inline tokens → the model's inlines, each with its line.

Line ends follow the Chinese rule: nothing between Chinese characters or at a change of
script, a space between two Latin words. Links are allowed by scheme; everything else is a finding.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeAlias
from urllib.parse import unquote

from kanwu_press.findings import N_, Level, Rule
from kanwu_press.model import (
    BookTitle,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    NoteRef,
    ProperName,
    Ruby,
    Strong,
    Text,
)
from kanwu_press.read.links import LINK_REFUSED, allowed_href
from kanwu_press.read.names import report_wide
from kanwu_press.read.record import Grammar, Record, Tok
from kanwu_press.read.script import INDENT, is_chinese

PARAGRAPH_LIMIT = 20_000  # characters

STRONG_UNCLOSED = Rule(
    "bold-unclosed",
    Level.ERROR,
    N_("The asterisks at “{text}” have no partner in this paragraph; left so, they would be printed."),
    N_("Put ** right before and right after the bold words, without spaces inside, in one paragraph."),
)
STAR_LITERAL = Rule(
    "emphasis-unclosed",
    Level.WARNING,
    N_("The asterisk at “{text}” has no partner in this paragraph and will be printed."),
    N_("Put * right before and right after the words to be dotted; write \\* if an asterisk is meant."),
)
HTML = Rule(
    "html",
    Level.ERROR,
    N_("HTML is not accepted: {tag}"),
    N_("Delete it, or use the marks of the manuscript format; for a literal < write \\<."),
)
LINK_TITLE = Rule(
    "link-title",
    Level.WARNING,
    N_("The words in quotation marks inside the link are not printed: {title}"),
    N_("Write them in the text, or delete them."),
)
RUBY_MALFORMED = Rule(
    "ruby-malformed",
    Level.ERROR,
    N_("This reading of a rare character is not complete: {text}"),
    N_("Write {{character|reading}}, as in {{亓|qí}}; for literal braces write \\{{ ."),
)
PICTURE_INLINE = Rule(
    "picture-inline",
    Level.ERROR,
    N_("A picture stands in the middle of text: {path}"),
    N_("Put it on a line of its own with blank lines around it, or in a “::: 图” block."),
)
PICTURE_MALFORMED = Rule(
    "picture-malformed",
    Level.ERROR,
    N_("This picture is not written completely: {text}"),
    N_('Write ![alternative text](file "caption｜credit"); put a file name with spaces between < and >.'),
)
NOTE_UNDEFINED = Rule(
    "note-undefined",
    Level.ERROR,
    N_("Note [^{label}] is called here, but its text is missing."),
    N_("Add a line “[^{label}]: …” at the end of the manuscript, or delete the call."),
)
NOTE_NESTED = Rule(
    "note-nested",
    Level.ERROR,
    N_("Note [^{label}] is called inside another note."),
    N_("Move the call into the text, or merge the two notes."),
)
NOTE_IN_VALUE = Rule(
    "note-in-value",
    Level.ERROR,
    N_("Note [^{label}] is called where no note can stand."),
    N_("Call notes only in the body of the manuscript."),
)
PARAGRAPH_TOO_LONG = Rule(
    "paragraph-too-long",
    Level.ERROR,
    N_("A paragraph of {count} characters; at most {limit} are accepted."),
    N_("Divide it with blank lines."),
)

_Enclosing: TypeAlias = type[Strong] | type[Emphasis] | type[ProperName] | type[BookTitle]
_MAILTO = "mailto:"
_ENCLOSING: dict[str, _Enclosing] = {
    "strong": Strong, "em": Emphasis, "proper_name": ProperName, "book_title": BookTitle,
}  # fmt: skip
_STARS = re.compile(r"\*+")
_CONTROL_SPACE = str.maketrans("\t\n\r\v\f\u0085\u2028\u2029", "        ")


def read_inlines(text: str, line: int, record: Record, grammar: Grammar) -> tuple[Inline, ...]:
    """The inlines of `text`, whose first line is line `line` of the file."""
    if len(text) > PARAGRAPH_LIMIT:  # not parsed further: time grows with the square of some inputs
        record.report(PARAGRAPH_TOO_LONG, line, count=len(text), limit=PARAGRAPH_LIMIT)
        return plain_lines(text.split("\n"), line)
    return _Walk(grammar.inlines(text), line, record).run()


def plain_lines(lines: list[str], line: int) -> tuple[Inline, ...]:
    """Lines as text without any marks, joined as paragraphs are."""
    children: list[Inline] = []
    last = ""
    for number, text in enumerate(lines, line):
        text = text.translate(_CONTROL_SPACE).strip(INDENT)
        if text:
            space = " " if _needs_space(last, text[0]) else ""
            children.append(Text(space + text, number))
            last = text[-1]
    return tuple(children)


def _needs_space(before: str, after: str) -> bool:
    """Whether a line end between these two characters is a space: between two Latin words."""
    return bool(before and after) and not (
        is_chinese(before) or is_chinese(after) or before.isspace() or after.isspace()
    )


class _Walk:
    """One walk over the tokens of one paragraph."""

    def __init__(self, tokens: list[Tok], line: int, record: Record) -> None:
        self.tokens, self.first_line, self.record = tokens, line, record
        self.line = line
        self.at_line_start = True
        self.last = ""  # the last character written, for the next line end
        self.stack: list[tuple[str, str, int, list[Inline]]] = [("", "", line, [])]

    def run(self) -> tuple[Inline, ...]:
        for index, token in enumerate(self.tokens):
            if "line" in token.meta:
                self.line = self.first_line + token.meta["line"]
            self._token(index, token)
        while len(self.stack) > 1:
            self._close()
        _strip_end(self.stack[0][3])
        return tuple(self.stack[0][3])

    def _token(self, index: int, token: Tok) -> None:
        match token.type:
            case "text" | "text_special":
                if token.type == "text":
                    self._literal_stars(token.content)
                    report_wide(token.content, self.line, self.record)
                self._text(token.content)
            case "softbreak":
                self._soft_break(index)
            case "hardbreak":
                self._hard_break(index)
            case "strong_open" | "em_open":
                self._open(token.type.removesuffix("_open"))
            case "link_open":
                self._open_link(token)
            case "proper_name_open" | "book_title_open":
                self.record.unprinted.append(token.meta["word"])
                self._open(token.type.removesuffix("_open"))
            case "strong_close" | "em_close" | "link_close" | "proper_name_close" | "book_title_close":
                self._close()
            case "ruby":
                self._add(Ruby(token.meta["base"], token.meta["reading"], self.line))
                self.last = token.meta["base"][-1]
            case "note_ref":
                self._note_ref(token.meta["label"])
            case _:
                self._refused(token)

    # ---- text

    def _add(self, inline: Inline) -> None:
        self.stack[-1][3].append(inline)
        self.at_line_start = False

    def _text(self, text: str) -> None:
        text = text.translate(_CONTROL_SPACE)
        if self.at_line_start:
            text = text.lstrip(INDENT)
        if not text:
            return
        children = self.stack[-1][3]
        if children and isinstance(children[-1], Text) and children[-1].line == self.line:
            children[-1] = replace(children[-1], text=children[-1].text + text)
        else:
            children.append(Text(text, self.line, self.record.indent(self.line)))
        self.at_line_start = False
        self.last = text[-1]

    def _soft_break(self, index: int) -> None:
        _strip_end(self.stack[-1][3])
        before = _last_char(self.stack[-1][3]) or self.last
        if _needs_space(before, self._next_char(index)):
            self.stack[-1][3].append(Text(" ", self.line))
        self.line += 1
        self.at_line_start = True

    def _hard_break(self, index: int) -> None:
        _strip_end(self.stack[-1][3])
        if self._next_char(index):
            self.stack[-1][3].append(LineBreak())
        self.last = ""
        self.line += 1
        self.at_line_start = True

    def _next_char(self, index: int) -> str:
        for token in self.tokens[index + 1 :]:
            text = token.meta.get("base") or token.content.strip(INDENT + "\n")
            if text:
                return str(text[0])
            if token.type in ("softbreak", "hardbreak"):
                return ""
        return ""

    def _literal_stars(self, text: str) -> None:
        """Asterisks that paired with nothing. Those between ASCII are sums or masked numbers."""
        for found in _STARS.finditer(text):
            before = text[max(0, found.start() - 1) : found.start()]
            after = text[found.end() : found.end() + 1]
            if _is_plain(before) and _is_plain(after):
                continue
            if len(found.group()) > 1:
                self.record.report(STRONG_UNCLOSED, self.line, text=_excerpt(text, found.start()))
            elif is_chinese(before) or is_chinese(after):
                self.record.report(STAR_LITERAL, self.line, text=_excerpt(text, found.start()))

    # ---- what encloses

    def _open(self, kind: str, href: str = "") -> None:
        """Bold in bold is bold: a kind already open is not opened twice, so depth is at most five."""
        if any(entry[0] == kind for entry in self.stack):
            kind = ""
        self.stack.append((kind, href, self.line, []))

    def _open_link(self, token: Tok) -> None:
        source = str(token.attrGet("href") or "")
        title = str(token.attrGet("title") or "")
        if title:
            self.record.report(LINK_TITLE, self.line, title=title)
        if token.info != "auto":  # an autolink's address is its text
            self.record.unprinted += [unquote(source), title]
        href = allowed_href(source)
        if href is None:
            self.record.report(LINK_REFUSED, self.line, href=source)
        self._open("link" if href is not None else "", href or source)

    def _close(self) -> None:
        kind, href, line, children = self.stack.pop()
        if kind in ("proper_name", "book_title"):
            _strip_end(children)
        target = self.stack[-1][3]
        if kind == "link":
            shown = self._shown_address(href, tuple(children))
            target.append(Link(href, shown or (Text(href, line),), line))
        elif kind and children:
            target.append(_ENCLOSING[kind](tuple(children)))
        else:
            target += children

    def _shown_address(self, href: str, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """`<mailto:a@b.cn>` is printed as the address alone."""
        first = children[0] if len(children) == 1 else None
        if not isinstance(first, Text) or first.text != href or not href.lower().startswith(_MAILTO):
            return children
        self.record.unprinted.append(href[: len(_MAILTO)])
        return (Text(href[len(_MAILTO) :], first.line),)

    # ---- notes, and what is not accepted

    def _note_ref(self, label: str) -> None:
        self.record.unprinted.append(label)
        if label in self.record.notes:
            self.record.calls.setdefault(label, self.line)
            self._add(NoteRef(label, self.line))
            return
        self._text(f"[^{label}]")
        self.record.report(self.record.no_note, self.line, label=label)

    def _refused(self, token: Tok) -> None:
        """Kept as it was written, with a finding."""
        match token.type:
            case "html_inline":
                self.record.report(HTML, self.line, tag=_shorten(token.content))
            case "picture":
                self.record.report(PICTURE_INLINE, self.line, path=token.meta["path"])
            case "picture_bad":
                self.record.report(PICTURE_MALFORMED, self.line, text=_shorten(token.content))
            case "ruby_bad":
                self.record.report(RUBY_MALFORMED, self.line, text=_shorten(token.content))
            case "name_bad":
                token.meta["broken"].report(_shorten(token.meta["shown"]), self.line, self.record)
        for number, part in enumerate(token.content.split("\n")):
            self.line += bool(number)
            self._text(part)


def _is_plain(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _last_char(children: list[Inline]) -> str:
    return children[-1].text[-1:] if children and isinstance(children[-1], Text) else ""


def _strip_end(children: list[Inline]) -> None:
    """Take away the spaces at a line's end."""
    if children and isinstance(children[-1], Text):
        text = children[-1].text.rstrip(INDENT)
        if text:
            children[-1] = replace(children[-1], text=text)
        else:
            children.pop()


def _shorten(text: str, limit: int = 40) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _excerpt(text: str, at: int) -> str:
    return _shorten(text[max(0, at - 6) : at + 14])
