"""The body of a manuscript: Markdown text → blocks, notes and findings. The one door to markdown_it.

CommonMark 0.31.2 with pipe tables, notes, ruby and `:::` blocks, and these changes for Chinese:
asterisks work beside Chinese characters and marks; `_`, `~` and backticks are plain; no setext
headings, indented code or fences; no reference links; HTML stays visible and is a finding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import link as commonmark_link
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType

from kanwu_press.findings import N_, Finding, Level, Rule, blocks_delivery
from kanwu_press.model import Block, Cleared, Inline, Note, Place
from kanwu_press.read.blocks import BodyReader
from kanwu_press.read.conserve import TEXT_LOST, lost_text, out_of_order, parts
from kanwu_press.read.directives import note_labels, scan
from kanwu_press.read.embedded import Means, Pictures
from kanwu_press.read.images import BEGUN, IMAGE, image_ref
from kanwu_press.read.inline import HTML, NOTE_IN_VALUE, NOTE_UNDEFINED, read_inlines
from kanwu_press.read.names import KINDS, Broken, mark_at
from kanwu_press.read.notes import read_notes
from kanwu_press.read.record import Record, Tok
from kanwu_press.read.script import is_chinese
from kanwu_press.read.tables import is_rule_line, table_end

BODY_LIMIT = 2_000_000  # characters

BODY_TOO_LONG = Rule(
    "body-too-long",
    Level.ERROR,
    N_("The manuscript has {count} characters; at most {limit} are accepted."),
    N_("Divide it into several manuscripts."),
)


@dataclass(frozen=True, slots=True)
class Body:
    """A body as read. Notes stand in the order of their numbers; findings in no particular order."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    findings: tuple[Finding, ...]
    cleared: tuple[Cleared, ...] = ()


def parse_body(text: str, file: str, first_line: int, pictures: Pictures) -> Body:
    """Read a body. `first_line` is the line of the file on which `text` begins.

    Never raises for any text. No text is lost: if Han characters of the source are missing
    from the blocks, that is itself a finding (`text-lost`).
    """
    if len(text) > BODY_LIMIT:
        finding = BODY_TOO_LONG.at(Place(file, first_line), count=len(text), limit=BODY_LIMIT)
        return Body((), (), (finding,))
    lines = re.split(r"\r\n|\r|\n", text)
    record = Record(file, NOTE_UNDEFINED, lines=lines, first_line=first_line)
    nodes = scan(lines, first_line, record)
    record.notes = note_labels(nodes)
    means = Means(record, _GRAMMAR, pictures)
    reader = BodyReader(means)
    blocks = reader.read(nodes)
    notes = read_notes(reader.definitions, means)
    _check_conservation(lines, first_line, blocks, notes, record)
    findings = tuple(_with_column(f, lines, first_line) for f in dict.fromkeys(record.findings))
    return Body(blocks, notes, findings, tuple(record.cleared))


def _with_column(finding: Finding, lines: list[str], first_line: int) -> Finding:
    """A tag's place in its line, so that the tags of one line are told in their order."""
    index = finding.place.line - first_line
    if finding.rule is not HTML or not 0 <= index < len(lines):
        return finding
    at = lines[index].find(dict(finding.values)["tag"].removesuffix("…"))
    return replace(finding, place=replace(finding.place, column=at + 1))


def _check_conservation(
    lines: list[str], first_line: int, blocks: tuple[Block, ...], notes: tuple[Note, ...], record: Record
) -> None:
    everything = [*blocks, *(block for note in notes for block in note.blocks)]
    lost = lost_text(lines, first_line, (text for b in everything for text in parts(b)), record.unprinted)
    # Where something else is wrong, text may stand elsewhere on purpose, and references make new characters.
    clean = not blocks_delivery(record.findings) and not any("&#" in line for line in lines)
    if lost is None and clean:
        running = (text for b in blocks for text in parts(b, running=True))
        lost = out_of_order(lines, first_line, running)
    if lost is not None:
        record.report(TEXT_LOST, lost[0], text=lost[1])


def parse_inline(text: str, place: Place) -> tuple[tuple[Inline, ...], tuple[Finding, ...]]:
    """Read a one-line value with bold, emphasis dots, links and ruby; notes and pictures are findings."""
    record = Record(place.file, NOTE_IN_VALUE)
    inlines = read_inlines(" ".join(text.split("\n")), place.line, record, _GRAMMAR)
    return inlines, tuple(dict.fromkeys(record.findings))


# ---- the parser ----------------------------------------------------------------------------

_RUBY = re.compile(r"\{([^{}|｜\n]{1,8})[|｜]([^{}|｜\n]{1,40})\}")
_RUBY_BEGUN = re.compile(r"\{[^{}|｜\n]{0,8}[|｜][^{}\n]{0,40}\}?")
_NOTE_REF = re.compile(r"\[\^([^\[\]\s^]{1,80})\]")
_HTML_BEGUN = re.compile(
    r"<!--|</?(?:a|b|br|center|div|em|font|h[1-6]|hr|i|iframe|img|li|ol|p|pre|script|span|strong|style|sub|sup"
    r"|svg|table|td|th|tr|u|ul)(?![A-Za-z0-9-])",
    re.IGNORECASE,
)
# Marks that end or begin a phrase: bold does not begin before 。 nor end after “.
_CLOSING = "，。、；：？！）】》〉」』”’…"
_OPENING = "（【《〈「『“‘"


class _StateInline(StateInline):
    """Treats Chinese neighbours of asterisks as letters, and stamps each token with its line (from 0)."""

    _line = 0
    _line_at = 0

    def line_at(self, pos: int) -> int:
        """Line ends before `pos`, counted from where the last count ended."""
        if pos < self._line_at:
            self._line, self._line_at = 0, 0
        self._line += self.src.count("\n", self._line_at, pos)
        self._line_at = pos
        return self._line

    def push(self, ttype: str, tag: str, nesting: int) -> Token:
        token = super().push(ttype, tag, nesting)  # type: ignore[arg-type]
        token.meta["line"] = self.line_at(self.pos)
        return token

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803 - the parser's names
        marker = self.src[start]
        end = start
        while end < self.posMax and self.src[end] == marker:
            end += 1
        before = self.src[start - 1] if start else ""
        after = self.src[end] if end < self.posMax else ""
        masked = end - start >= 3 and (before + after).isascii() and before.isalnum() and after.isalnum()
        if marker != "*" or masked:  # foo_bar; 138****1234
            return Scanned(False, False, end - start)
        if not (is_chinese(before) or is_chinese(after)):
            return super().scanDelims(start, canSplitWord)
        can_open = bool(after.strip()) and after not in _CLOSING
        can_close = bool(before.strip()) and before not in _OPENING
        return Scanned(can_open, can_close, end - start)


class _ParserInline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _StateInline(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _link(state: StateInline, silent: bool) -> bool:
    """CommonMark's rule; its closing token gets the line on which the address ends."""
    if not commonmark_link(state, silent):
        return False
    if not silent and isinstance(state, _StateInline):
        state.tokens[-1].meta["line"] = state.line_at(state.pos)
    return True


def _matched(
    state: StateInline, silent: bool, kind: str, found: re.Match[str] | None, **meta: object
) -> bool:
    """Take what was found as one token."""
    if found is None:
        return False
    if not silent:
        token = state.push(kind, "", 0)
        token.content = found.group()
        token.meta.update(meta)
    state.pos = found.end()
    return True


def _ruby(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{":
        return False
    found = _RUBY.match(state.src, state.pos, state.posMax)
    if found and found[1].strip() and found[2].strip():
        return _matched(state, silent, "ruby", found, base=found[1].strip(), reading=found[2].strip())
    found = _RUBY_BEGUN.match(state.src, state.pos, state.posMax)
    return _matched(state, silent, "ruby_bad", found)


def _name_mark(state: StateInline, silent: bool) -> bool:
    """`{专名：…}` and `{书名：…}`: what stands within is parsed on its own, as in a link."""
    if state.src[state.pos] != "{":
        return False
    mark = mark_at(state.src, state.pos, state.posMax)
    if mark is None:
        return False
    begun, after = state.pos, mark.after if isinstance(mark, Broken) else mark.end + 1
    if silent:
        pass
    elif isinstance(mark, Broken):
        token = state.push("name_bad", "", 0)
        token.content = state.src[begun:after]
        token.meta.update(broken=mark, shown=state.src[begun : begun + 16].split("}")[0])
    else:
        kind, whole = KINDS[mark.word], state.posMax
        state.push(f"{kind}_open", "u", 1).meta["word"] = mark.word
        state.pos, state.posMax = mark.start, mark.end
        state.md.inline.tokenize(state)
        state.pos, state.posMax = mark.end, whole
        state.push(f"{kind}_close", "u", -1)
    state.pos = after
    return True


def _note_ref(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[^", state.pos):
        return False
    found = _NOTE_REF.match(state.src, state.pos, state.posMax)
    return _matched(state, silent, "note_ref", found, label=found[1] if found else "")


def _picture(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("![", state.pos):
        return False
    found = IMAGE.match(state.src, state.pos, state.posMax)
    if found:
        return _matched(state, silent, "picture", found, path=image_ref(found, 0).path)
    found = BEGUN.match(state.src, state.pos, state.posMax)
    return _matched(state, silent, "picture_bad", found)


def _html_begun(state: StateInline, silent: bool) -> bool:
    """A tag that was begun and not ended; whole tags are CommonMark's rule, which comes before."""
    if state.src[state.pos] != "<":
        return False
    found = _HTML_BEGUN.match(state.src, state.pos, state.posMax)
    return _matched(state, silent, "html_inline", found)


def _pipe_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A pipe table as one token holding its source lines; read/tables.py does the rest."""
    if start + 1 >= end or state.sCount[start + 1] < state.blkIndent:
        return False

    def line(number: int) -> str:
        return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]

    if "|" not in line(start) or not is_rule_line(line(start + 1)):
        return False
    if silent:
        return True
    stop = start + 2
    while stop < end and state.sCount[stop] >= state.blkIndent:
        stop += 1
    lines = [line(number) for number in range(start, stop)]
    lines = lines[: table_end(lines)]
    token = state.push("pipe_table", "table", 0)
    token.map = [start, start + len(lines)]
    token.meta["lines"] = lines
    state.line = start + len(lines)
    return True


def _unchanged(text: str) -> str:
    return text


def _markdown() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": 100})
    md.inline = _ParserInline()
    md.inline.ruler.enableOnly(["text", "newline", "escape", "emphasis", "autolink", "html_inline", "entity"])
    md.inline.ruler2.enableOnly(["balance_pairs", "emphasis", "fragments_join"])
    md.inline.ruler.before("emphasis", "picture", _picture)
    md.inline.ruler.before("emphasis", "note_ref", _note_ref)
    md.inline.ruler.before("emphasis", "cjk_link", _link)
    md.inline.ruler.before("emphasis", "name_mark", _name_mark)
    md.inline.ruler.before("emphasis", "ruby", _ruby)
    md.inline.ruler.after("html_inline", "html_begun", _html_begun)
    md.block.ruler.enableOnly(["blockquote", "hr", "list", "heading", "paragraph"])
    md.block.ruler.before("blockquote", "pipe_table", _pipe_table, {"alt": ["paragraph"]})
    # Addresses pass as they were typed: read/inline.py decides which are allowed.
    md.normalizeLink = md.normalizeLinkText = _unchanged  # type: ignore[method-assign,assignment]
    md.validateLink = bool  # type: ignore[method-assign,assignment]
    return md


class _Grammar:
    """The parser behind the two functions that the walks need."""

    def __init__(self) -> None:
        self._md = _markdown()

    def blocks(self, text: str) -> list[Tok]:
        tokens: list[Token] = []
        self._md.block.parse(text, self._md, {}, tokens)
        return cast("list[Tok]", tokens)

    def inlines(self, text: str) -> list[Tok]:
        tokens: list[Token] = []
        self._md.inline.parse(text, self._md, {}, tokens)
        return cast("list[Tok]", tokens)


_GRAMMAR = _Grammar()
