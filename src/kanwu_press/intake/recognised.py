"""Recognised or pasted text of a whole issue → manuscripts. Pure: text in, files and findings out.

The order of work: chunks, contents list and covers, titles, regions, drafts, files. Nothing is dropped
silently: every Han character of the original stands in a manuscript, in the settings, in the file of
leftovers, or is named in the report; the last step counts them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from gettext import NullTranslations

from kanwu_press.findings import Finding, Level, in_order
from kanwu_press.intake import rules, settings, words
from kanwu_press.intake.article import Draft, draft_of
from kanwu_press.intake.chunks import Chunk, Kind, chunks_of
from kanwu_press.intake.contents import Contents, find_contents
from kanwu_press.intake.front import Front, read_front
from kanwu_press.intake.furniture import about_shape, in_sections, section_lines, sections_of, tidied
from kanwu_press.intake.ledger import Leftover, Placed
from kanwu_press.intake.manuscript import manuscript, texts_of
from kanwu_press.intake.report import leftover_file, report
from kanwu_press.intake.shape import Shape, shape_of
from kanwu_press.intake.spread import spread
from kanwu_press.intake.text import clean, decode
from kanwu_press.intake.titles import Head, Heads, find_heads
from kanwu_press.intake.usage import usage_of
from kanwu_press.model import Place

REPORT = "导入报告.md"
LEFTOVERS = "未放置.md"
_NO_COLUMN = "未分栏目"
_STOPS = ("。", "！", "？", "……")
_LONG = 60  # characters; no line of a cover is longer
_ISSUE = re.compile(r"\d{4}-\d{2,3}")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import comes to: files (POSIX path from the publication's root, bytes), doubts and decisions.

    With an ERROR among `findings` there may be no files. `report` is the text of the report file.
    """

    issue: str
    files: tuple[tuple[str, bytes], ...] = ()
    findings: tuple[Finding, ...] = ()  # WARNING and ERROR
    decisions: tuple[Finding, ...] = ()  # INFO
    report: str = ""
    columns: tuple[tuple[str, tuple[str, ...]], ...] = ()  # name, files of its articles
    articles: tuple[Draft, ...] = ()


def import_bytes(
    data: bytes,
    issue: str,
    source: str,
    translations: NullTranslations | None = None,
    existing: bytes | None = None,
) -> Imported:
    """As `import_text`, from a file's bytes in UTF-8, UTF-16 with a mark, or GB18030."""
    text, found = decode(data, source)
    if text is None:
        return Imported(issue, findings=found)
    return import_text(text, issue, source, translations, found, existing)


def import_text(
    text: str,
    issue: str,
    source: str,
    translations: NullTranslations | None = None,
    found: tuple[Finding, ...] = (),
    existing: bytes | None = None,
) -> Imported:
    """The manuscripts in `text`. `issue` is as in `2024-04`; `source` names the original in findings.

    `existing` is the publication.yaml that is there already: it will be kept, so nothing is doubted about it.
    `translations` are for the report; findings are translated when they are shown. Raises nothing.
    """
    if not _ISSUE.fullmatch(issue):
        return Imported(issue, findings=(*found, rules.BAD_ISSUE.at(Place(source), issue=issue)))
    cleaned, faults = clean(text, source)
    found += faults
    if cleaned is None:
        return Imported(issue, findings=found)
    return _import(cleaned, issue, source, translations or NullTranslations(), found, existing)


def _import(
    text: str,
    issue: str,
    source: str,
    translations: NullTranslations,
    found: tuple[Finding, ...],
    existing: bytes | None,
) -> Imported:
    shape = shape_of(text)
    chunks = chunks_of(text, shape.breaks, shape.subheads)
    contents = find_contents(chunks, shape.outline.body)
    covers, body = _parts(chunks, contents)
    front = read_front(covers)
    body, furniture = tidied(body, shape)
    usage = usage_of(chunk.text for chunk in body)
    body, sections = (body, ()) if contents else sections_of(body)
    heads, assumed = _heads(body, contents, front, source, shape)
    heads = in_sections(heads, body, sections)
    if not heads.heads:
        return Imported(issue, findings=(*found, rules.NO_ARTICLES.at(Place(source))))
    names = tuple(c.name for c in contents.columns) if contents else (_NO_COLUMN, *(c.text for c in sections))
    regions = spread(body, heads.heads, usage)
    drafts = tuple(
        draft_of(region, number, usage, source, names[region.head.column] if contents else "", shape.guessed)
        for number, region in enumerate(regions, 1)
    )
    columns = tuple(
        (name, tuple(d.file for d in drafts if d.column == at))
        for at, name in enumerate(names)
        if any(d.column == at for d in drafts)
    )
    pub = settings.publication(front, source, issue)
    if existing is not None and existing != pub.text.encode("utf-8"):
        pub = replace(pub, findings=(rules.KEPT_PUBLICATION.at(Place("publication.yaml")),))
    iss = settings.issue_settings(front, contents.board if contents else (), columns, issue, source, existing)
    leftovers = _leftovers(front, contents, heads)
    placed = (*front.placed, *_placed(contents, drafts, heads), *furniture.placed, *section_lines(sections))
    every = [*found, *assumed, *furniture.findings(source), *pub.findings, *iss.findings]
    every += about_shape(shape, source)
    every += [rules.COLUMN_GUESSED.at(Place(source, c.line), text=c.text) for c in sections]
    every += [finding for d in drafts for finding in d.findings]
    every += [
        rules.LEFTOVER.at(Place(source, left.line), text=left.text, file=LEFTOVERS)
        for left in front.leftovers
    ]
    every += [
        rules.LIST_UNMATCHED.at(Place(source, e.line), text=e.text, file=LEFTOVERS) for e in heads.unmatched
    ]
    every += _lost(text, drafts, placed, leftovers, every, source)
    findings = in_order(every)
    told = report(source, issue, names, drafts, findings, placed, leftovers, translations)
    folder = f"manuscripts/{issue}"
    files = {"publication.yaml": pub.text, f"{folder}/issue.yaml": iss.text}
    files |= {f"{folder}/{d.file}": manuscript(d) for d in drafts}
    files |= {
        f"{folder}/{REPORT}": told,
        f"{folder}/{LEFTOVERS}": leftover_file(source, leftovers, translations),
    }
    return Imported(
        issue=issue,
        files=tuple((name, content.encode("utf-8")) for name, content in files.items()),
        findings=tuple(f for f in findings if f.level is not Level.INFO),
        decisions=tuple(f for f in findings if f.level is Level.INFO),
        report=told,
        columns=columns,
        articles=drafts,
    )


def _parts(
    chunks: tuple[Chunk, ...], contents: Contents | None
) -> tuple[tuple[Chunk, ...], tuple[Chunk, ...]]:
    """(the covers, the body). Without a contents list the covers are what stands before the first article."""
    if contents:
        return chunks[: contents.begin], chunks[contents.end :]
    for at, chunk in enumerate(chunks):
        if chunk.kind is Kind.HEADING and _has_text(chunks, at):
            return chunks[:at], chunks[at:]
    return (), chunks


def _has_text(chunks: tuple[Chunk, ...], at: int) -> bool:
    """Whether the heading at `at` has an article's text below it: a long chunk, or under `#` a sentence."""
    headings = [i for i in range(at + 1, len(chunks)) if chunks[i].kind is Kind.HEADING]
    if any(len(c.text) > _LONG for c in chunks[at : next(iter(headings), len(chunks))]):
        return True
    end = next((i for i in headings if chunks[i].level == 1), len(chunks))
    under = chunks[at + 1 : end]
    signed = any(words.is_person(name) or words.signed(name) for name in (c.text for c in under[:1]))
    return chunks[at].level == 1 and (signed or any(map(_is_sentence, under)))


def _is_sentence(chunk: Chunk) -> bool:
    closed = chunk.kind is Kind.TEXT and chunk.text.rstrip("”’").endswith(_STOPS)
    return closed and not read_front((chunk,)).facts


def _heads(
    body: tuple[Chunk, ...], contents: Contents | None, front: Front, source: str, shape: Shape
) -> tuple[Heads, tuple[Finding, ...]]:
    """The titles; without a contents list and titles, one that takes all the text.

    None where a contents list names articles and the body has no title.
    """
    heads = find_heads(body, contents, shape.outline.titles, shape.outline.authors | shape.guessed)
    found = () if contents else (rules.NO_CONTENTS.at(Place(source)),)
    if heads.heads or not body or contents:
        return heads, found
    first = body[0]
    title = first.text if 0 < len(first.text) <= 60 and not words.is_closed(first.text) else ""
    label = first.label if title else ""
    head = Head(0, 1 if title else 0, title or front.title or source, column=0, label=label)
    return Heads((head,), heads.unmatched), (*found, rules.NO_TITLES.at(Place(source)))


def _leftovers(front: Front, contents: Contents | None, heads: Heads) -> tuple[Leftover, ...]:
    listed = tuple(Leftover(entry.line, entry.text) for entry in heads.unmatched)
    board = tuple(
        Leftover(post.line, "".join(post.names))
        for post in (contents.board if contents else ())
        if not post.role
    )
    return (*front.leftovers, *listed, *board)


def _placed(contents: Contents | None, drafts: tuple[Draft, ...], heads: Heads) -> tuple[Placed, ...]:
    """Every line of the contents list and the board, with the file or key it went into."""
    if not contents:
        return ()
    lines: list[Placed] = []
    for column in contents.columns:
        lines.append(Placed(column.line, f"{column.name} {column.pages}", "issue.yaml 栏目"))
    for head, draft in zip(heads.heads, drafts, strict=True):
        lines += [Placed(e.line, e.text, f"{draft.file} 标题") for e in head.entries]
        lines += [Placed(e.line, e.text, f"{draft.file} 作者") for e in head.author_entries]
    if contents.board_head:
        lines.append(Placed(contents.board_head.line, contents.board_head.text, "issue.yaml 编委会"))
    for post in contents.board:
        if post.role:
            text = " ".join((post.role, *post.names, post.note)).strip()
            lines.append(Placed(post.line, text, "issue.yaml 编委会"))
    return tuple(sorted(lines, key=lambda p: p.line))


def _lost(
    text: str,
    drafts: tuple[Draft, ...],
    placed: tuple[Placed, ...],
    leftovers: tuple[Leftover, ...],
    findings: Iterable[Finding],
    source: str,
) -> list[Finding]:
    """A finding if any Han character of the original is neither placed, left over, nor named in a doubt."""
    kept: Counter[str] = Counter()
    for piece in (
        *(t for d in drafts for t in texts_of(d)),
        *(p.text for p in placed),
        *(o.text for o in leftovers),
    ):
        kept.update(words.han_in(piece))
    for finding in findings:
        if finding.rule is rules.AUTHOR_DIFFERS:
            kept.update(words.han_in(dict(finding.values)["body"]))
    kept.update("来源" * sum(d.source.count("；") + 1 for d in drafts if d.source))
    missing = Counter(words.han_in(text)) - kept
    lost = "".join(sorted(missing.elements()))
    return [rules.LOST.at(Place(source), text=lost)] if lost else []
