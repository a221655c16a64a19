"""Word files on disk → manuscripts, pictures and reports on disk: what `kanwu import article.docx …` does.

Files that somebody has edited are never overwritten: a manifest (`.import-word.json`) holds what was written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from gettext import NullTranslations
from pathlib import Path

from kanwu_press.findings import Finding, in_order
from kanwu_press.intake import rules as intake_rules
from kanwu_press.intake import settings
from kanwu_press.intake import words as lexical
from kanwu_press.intake.docx import decisions, doubts, refusals
from kanwu_press.intake.docx.accounting import account, letters
from kanwu_press.intake.docx.article import Made, make
from kanwu_press.intake.docx.foreign import foreign_parts, foreign_text
from kanwu_press.intake.docx.listing import FAULTY, Entered, entered
from kanwu_press.intake.docx.package import Package, Refused, open_package
from kanwu_press.intake.docx.pictures import FOLDER, Gallery
from kanwu_press.intake.docx.reader import holds_words, read_document
from kanwu_press.intake.docx.report import as_json, report
from kanwu_press.intake.docx.story.texts import text_in
from kanwu_press.intake.docx.values import Document, Image
from kanwu_press.intake.docx.walking import all_blocks, pieces_of
from kanwu_press.intake.front import Front
from kanwu_press.intake.write import digest, put, put_files
from kanwu_press.model import Place
from kanwu_press.words import words
from kanwu_press.workspace import ISSUE_NAME

MANIFEST = ".import-word.json"
REPORTS = "导入报告"
_SUFFIXES = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".wps", ".wpt", ".rtf")
_NO_COLUMN = "未分栏目"
_NO_FRONT = Front("", (), (), (), ())
_NUMBERED = re.compile(r"(\d{1,3})-.*\.md", re.IGNORECASE)
_STEM, _LEAST_STEM = 30, 6  # characters
_PARTS, _PAUSES = re.compile(r"[\s：；。？！—–…:;]+"), re.compile(r"[，、,“”《》（）()]+")
_BEGINS = re.compile(r"(\d{1,3})-")
_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")


def is_word(file: Path) -> bool:
    """Whether a file is to be read as a Word document, by its name or by its first bytes."""
    if file.suffix.lower() in _SUFFIXES:
        return True
    try:
        with file.open("rb") as stream:
            return stream.read(8).startswith(_MARKS)
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class Article:
    """What one document comes to: files (POSIX path from the publication's root, bytes) and findings."""

    name: str  # of the manuscript, in the issue's folder
    title: str
    characters: int
    files: tuple[tuple[str, bytes], ...]
    findings: tuple[Finding, ...]


def import_word_files(
    files: Sequence[Path],
    into: Path,
    issue: str,
    column: str = "",
    translations: NullTranslations | None = None,
) -> tuple[Finding, ...]:
    """Import Word `files` into issue `issue` (2024-04) of the publication in `into`; what was found.

    With `column` (栏目) the manuscripts are listed in issue.yaml. Reports are in Chinese unless
    `translations` are given. Nothing is raised for what the files hold.
    """
    if not ISSUE_NAME.fullmatch(issue):
        return (intake_rules.BAD_ISSUE.at(Place(files[0].name if files else ""), issue=issue),)
    desk = _Desk(into, issue, translations or words("zh"))
    found: list[Finding] = []
    names: list[str] = []
    for file in files:
        name, findings = desk.take(file)
        found += in_order(findings)
        names += [name] if name else []
    found += desk.enter(names, column) if names else []
    return tuple(found)


# ---- one document --------------------------------------------------------------------------


def read_article(file: Path, number: int, issue: str, name: str, translations: NullTranslations) -> Article:
    """The document `file` as article `number` of the issue; `name` is its manuscript's, else by title.

    Raises Refused.
    """
    source = file.name
    package = open_package(file, source)
    with package.archive:
        return _article(package, file, number, issue, name, translations)


def _article(
    package: Package, file: Path, number: int, issue: str, name: str, translations: NullTranslations
) -> Article:
    source, folder = file.name, f"manuscripts/{issue}"
    document = read_document(package)
    texts = [text_in(package.xml(part)) for part in package.parts if holds_words(part, package.main)]
    texts += [foreign_text(package, part) for part in foreign_parts(package)]
    gallery = Gallery(package, f"{number:02d}")
    made = make(document, source, file.stem, name, gallery.name)
    if _is_empty(texts, document) and not gallery.files:
        raise Refused(refusals.EMPTY.at(Place(source)))
    name = name or f"{number:02d}-{_stem(made.title)}.md"
    reports = f"{REPORTS}/{name.removesuffix('.md')}"
    found = [*made.findings, *gallery.findings, *_balance(texts, document, made, source)]
    findings = in_order(_in_file(one, name, f"{reports}.md") for one in found)
    pictures = tuple(gallery.taken.values())
    told = report(source, name, document, made, pictures, findings, translations)
    checksum = digest(file.read_bytes())
    data = as_json(source, checksum, name, document, made, pictures, findings)
    files = {name: made.manuscript.encode("utf-8")} | dict(gallery.files)
    files |= {f"{reports}.md": told.encode("utf-8"), f"{reports}.json": data.encode("utf-8")}
    return Article(
        name, made.title, made.characters, tuple((f"{folder}/{n}", d) for n, d in files.items()), findings
    )


def _stem(title: str) -> str:
    """A title as part of a file name: whole where it fits, else up to its last mark that fits."""
    whole = lexical.bare(title)
    if len(whole) <= _STEM:
        return whole or "无题"
    for marks in (_PARTS, _PAUSES):
        ends = [len(lexical.bare(title[: found.start()])) for found in marks.finditer(title)]
        fitting = [end for end in ends if _LEAST_STEM <= end <= _STEM]
        if fitting:
            return whole[: max(fitting)]
    return whole[:_STEM]


def _is_empty(texts: Iterable[str], document: Document) -> bool:
    """Whether there is nothing in a document: no letter in any part, no object, no picture that is linked."""
    held = any(isinstance(piece, Image) for _, piece in pieces_of(all_blocks(document)))
    return not letters("".join(texts)) and not document.objects and not held


def _balance(texts: Sequence[str], document: Document, made: Made, source: str) -> Iterator[Finding]:
    lost, surplus = account(texts, document, made)
    if lost:
        yield refusals.LOST.at(Place(source), text=lost[:200])
    if surplus:
        yield refusals.SURPLUS.at(Place(source), text=surplus[:200])


def _in_file(finding: Finding, name: str, told: str) -> Finding:
    values = dict(finding.values)
    values |= {"file": name} if "file" in values else {}
    values |= {"report": told} if "report" in values else {}
    return replace(finding, values=tuple(sorted(values.items())))


# ---- all documents of a run ----------------------------------------------------------------


@dataclass(slots=True)
class _Desk:
    """The issue's folder while documents are laid into it."""

    into: Path
    issue: str
    translations: NullTranslations
    sources: dict[str, dict[str, object]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sources = _read_manifest(self._folder / MANIFEST)

    @property
    def _folder(self) -> Path:
        return self.into / "manuscripts" / self.issue

    def take(self, file: Path) -> tuple[str, tuple[Finding, ...]]:
        """Import one document; the name of its manuscript, empty where there is none."""
        try:
            first = read_article(file, self._next_number(), self.issue, "", self.translations)
            key = f"{file.name}|{lexical.bare(first.title)}"
            known = self.sources.get(key)
            article = first
            if known is not None:  # the same document again: under the name that it had
                name = str(known["manuscript"])
                numbered = _NUMBERED.fullmatch(name)
                number = int(numbered[1]) if numbered else self._next_number()
                article = read_article(file, number, self.issue, name, self.translations)
        except Refused as refused:
            return "", (refused.finding,)
        before = _digests(known)
        after, found = put_files(article.files, self.into, before)
        main = f"manuscripts/{self.issue}/{article.name}"
        if main in before and after.get(main) != before[main]:
            found.append(decisions.ANEW.at(Place(main), file=article.name))
        self.sources[key] = {"manuscript": article.name, "files": after}
        found += self._save()
        folder = f"manuscripts/{self.issue}"
        done = decisions.DONE.at(
            Place(f"{folder}/{article.name}"),
            title=article.title,
            characters=article.characters,
            file=article.name,
            report=f"{folder}/{REPORTS}/{article.name}",
        )
        return article.name, (*article.findings, *found, done)

    def _next_number(self) -> int:
        """One more than the highest number that a manuscript of the issue has."""
        names = [path.name for path in (*self._folder.glob("*.md"), *self._folder.glob(f"{FOLDER}/*"))]
        names += [str(held["manuscript"]) for held in self.sources.values()]
        return 1 + max((int(m[1]) for m in map(_BEGINS.match, names) if m), default=0)

    def _save(self) -> list[Finding]:
        text = json.dumps(self.sources, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        return _written(self._folder / MANIFEST, text, self.into)

    # ---- issue.yaml

    def enter(self, names: Sequence[str], column: str) -> list[Finding]:
        """The manuscripts into issue.yaml, which is made where there is none; else how to do it."""
        path = self._folder / "issue.yaml"
        place = path.relative_to(self.into).as_posix()
        try:
            text = path.read_bytes().decode("utf-8") if path.exists() else None
        except (OSError, UnicodeDecodeError):
            return [doubts.KEPT_FAULTY.at(Place(place), name=n, file=place) for n in names]
        if text is None:
            return self._new_issue(names, column or _NO_COLUMN, path)
        found: list[Finding] = []
        new = text
        for name in names:
            one = entered(new, column or _NO_COLUMN, name)
            found.append(_told(one, name, column, place))
            new = one.text if column else text
        return [*(_written(path, new, self.into) if new != text else []), *found]

    def _new_issue(self, names: Sequence[str], column: str, path: Path) -> list[Finding]:
        """issue.yaml with the manuscripts, and publication.yaml where that is missing too."""
        publication = self.into / "publication.yaml"
        existing = publication.read_bytes() if publication.is_file() else None
        source = self.issue
        made = settings.issue_settings(_NO_FRONT, (), ((column, tuple(names)),), self.issue, source, existing)
        found = [*made.findings, *_written(path, made.text, self.into)]
        if existing is None:
            begun = settings.publication(_NO_FRONT, source, self.issue)
            made_here = decisions.MADE.at(Place("publication.yaml"))
            found += [made_here, *begun.findings, *_written(publication, begun.text, self.into)]
        place = path.relative_to(self.into).as_posix()
        found += [decisions.LISTED.at(Place(place), name=name, column=column, file=place) for name in names]
        return found


def _told(one: Entered, name: str, column: str, file: str) -> Finding:
    """What is said of a name that was to be listed in `column`, or only looked for where that is empty."""
    if one.before:
        return decisions.ALREADY.at(Place(file), name=name, column=one.before)
    if one.why_not == FAULTY:
        return doubts.KEPT_FAULTY.at(Place(file, one.line), name=name, file=file)
    if not column:
        return decisions.UNLISTED.at(Place(file), name=name, file=file)
    rule = doubts.KEPT_REPORT if one.why_not else decisions.LISTED
    return rule.at(Place(file, one.line), name=name, column=column, file=file)


def _written(path: Path, text: str, into: Path) -> list[Finding]:
    try:
        put(path, text.encode("utf-8"))
    except OSError as error:
        place = Place(path.relative_to(into).as_posix())
        return [intake_rules.NOT_WRITTEN.at(place, reason=error.strerror or type(error).__name__)]
    return []


def _read_manifest(path: Path) -> dict[str, dict[str, object]]:
    """What earlier imports wrote, by document; empty where the manifest is missing or spoilt."""
    try:
        held = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(held, dict):
        return {}
    return {
        key: one
        for key, one in held.items()
        if isinstance(one, dict)
        and _NUMBERED.fullmatch(str(one.get("manuscript")))
        and "/" not in str(one["manuscript"])
    }


def _digests(known: dict[str, object] | None) -> dict[str, str]:
    """Names and checksums of one document's files; names that lead elsewhere are not believed."""
    files = known.get("files") if known else None
    if not isinstance(files, dict):
        return {}
    return {
        str(name): str(checksum)
        for name, checksum in files.items()
        if str(name).startswith("manuscripts/") and ".." not in str(name)
    }
