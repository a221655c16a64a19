"""A publication's folder and an issue's name → Issue, with everything that was found wrong on the way.

Reads publication.yaml, issue.yaml and the manuscripts that it lists. Never raises for anything an
editor can write; the Issue is None only where there is nothing to build.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from kanwu_press.findings import N_, Finding, Level, Rule, blocks_delivery, in_order
from kanwu_press.model import (
    NOWHERE,
    Article,
    BoardRole,
    Cover,
    Figure,
    Issue,
    Opener,
    Place,
    Publication,
    Section,
    Text,
)
from kanwu_press.read.article import read_article
from kanwu_press.read.folders import stray_issues
from kanwu_press.read.jail import OUTSIDE, inside, linked_out, locate, same_name
from kanwu_press.read.keys import Helpers, Reading, read_keys
from kanwu_press.read.markdown import parse_inline
from kanwu_press.read.marks import cleared
from kanwu_press.read.pictures import Pictures
from kanwu_press.read.planned import planned_article
from kanwu_press.read.publication import qr_codes, read_publication
from kanwu_press.read.schema import ISSUE
from kanwu_press.read.settings import Scalar, load
from kanwu_press.read.textfile import SETTINGS_BYTES, read_text
from kanwu_press.workspace import Workspace

MOST_ARTICLES = 300  # in one issue; the largest real one had 34

ISSUE_NAME = Rule(
    "issue-name",
    Level.ERROR,
    N_("“{name}” cannot be the name of an issue."),
    N_("Name the folder by year and number: 2024-04."),
)
ISSUE_MISMATCH = Rule(
    "issue-mismatch",
    Level.ERROR,
    N_("The folder is called {folder}, but “年” and “期” give {meant}."),
    N_("Mend the numbers, or rename the folder."),
)
TWICE = Rule(
    "article-twice",
    Level.ERROR,
    N_("“{name}” is listed a second time; it was first listed in line {first}."),
    N_("Delete one of the two lines."),
)
SAME_NAME = Rule(
    "article-same-name",
    Level.ERROR,
    N_("“{name}” and “{other}” are one name on many machines (capitals, composed characters)."),
    N_("Rename one of the two files."),
)
NOT_MD = Rule(
    "article-not-md",
    Level.ERROR,
    N_("“{name}” is not a manuscript; their names end in .md."),
    N_("List the .md file. A Word file (.docx) is imported first (kanwu import), which makes its .md file."),
)
UNLISTED = Rule(
    "article-unlisted",
    Level.WARNING,
    N_("The manuscript is listed in no column, so it is not in the issue."),
    N_("Add its name under “文章” of a column in issue.yaml, or move it out of the folder."),
)
WORD_FILE = Rule(
    "article-word-file",
    Level.WARNING,
    N_("A file of another program lies here; it is not in the issue."),
    N_(
        "If it belongs to the issue, import a .docx (kanwu import), save a .doc, .wps or .rtf as .docx "
        "first, and copy other text into a new .md file; else move it away."
    ),
)
EMPTY_SECTION = Rule(
    "section-empty",
    Level.ERROR,
    N_("The column “{name}” lists no manuscript."),
    N_("List its manuscripts under “文章”, or delete the column."),
)
TOO_MANY = Rule(
    "article-too-many",
    Level.ERROR,
    N_("More than {limit} manuscripts are listed."),
    N_("Check whether the list is right."),
)

_NAME = re.compile(r"(\d{4})-(\d{2,3})")
_NOT_MANUSCRIPTS = ("导入报告.md", "未放置.md")  # what an import leaves for the editor to read
_WORD_FILES = (".docx", ".doc", ".wps", ".rtf", ".txt")


def read_issue(workspace_root: Path, name: str) -> tuple[Issue | None, tuple[Finding, ...]]:
    """Issue `name` (`2024-04`) of the publication in `workspace_root`, and all findings in order.

    None when publication.yaml or issue.yaml is unreadable, or no manuscript is left.
    """
    workspace = Workspace(workspace_root.resolve())
    publication, found = read_publication(workspace)
    folder = workspace.issue_folder(name)
    if not _NAME.fullmatch(name):
        return None, in_order((*found, ISSUE_NAME.at(Place("manuscripts"), name=name[:60])))
    if not inside(workspace.root, folder):
        return None, in_order((*found, OUTSIDE.at(Place("manuscripts"), name=name)))
    reader = _Reader(workspace, folder, [*found, *stray_issues(workspace)])
    issue = reader.read(publication, name)
    return issue, in_order(reader.found)


@dataclass(slots=True)
class _Reader:
    """Reads one issue; gathers the findings."""

    workspace: Workspace
    folder: Path
    found: list[Finding]
    listed: dict[str, Place] = field(default_factory=dict)  # path from the issue's folder → where listed
    named: set[str] = field(default_factory=set)  # every name in the lists, right or wrong

    def read(self, publication: Publication | None, name: str) -> Issue | None:
        path = self.folder / "issue.yaml"
        file = self.workspace.place_of(path)
        outside = linked_out(self.workspace.root, path, file)
        text, found = (None, outside) if outside else read_text(path, file, SETTINGS_BYTES)
        self.found.extend(found)
        if text is None:
            return None
        loaded = load(text, file)
        self.found.extend(loaded.findings)
        if loaded.root is None and loaded.findings:
            return None
        pictures = Pictures(self.workspace.root, self.folder)
        reading, found = read_keys(loaded.root, ISSUE, Place(file, 1), Helpers(parse_inline, pictures))
        self.found.extend(found)
        self._name_agrees(reading, name)
        sections = tuple(self._sections(reading, pictures))
        groups = reading.values.get("sections", ())
        if groups and all("files" in g.values for g in groups) and not blocks_delivery(loaded.findings):
            self.found.extend(self._unlisted())  # else the lists were not read whole, and that has been said
        if publication is None or not any(section.articles for section in sections):
            return None
        return _issue(publication, name, reading, sections)

    def _name_agrees(self, reading: Reading, name: str) -> None:
        year, number = reading.values.get("year"), reading.values.get("number")
        if year is None or number is None:
            return
        match = _NAME.fullmatch(name)
        if match is None or (int(match[1]), int(match[2])) != (year, number):
            place = reading.places["number" if match and int(match[1]) == year else "year"]
            self.found.append(ISSUE_MISMATCH.at(place, folder=name, meant=f"{year}-{number:02d}"))

    # ---- columns and manuscripts

    def _sections(self, reading: Reading, pictures: Pictures) -> Iterator[Section]:
        count = 0
        for index, group in enumerate(reading.values.get("sections", ()), 1):
            articles: list[Article] = []
            files = group.values.get("files")
            if files == ():
                self.found.append(EMPTY_SECTION.at(group.place, name=group.values.get("name", "？")))
            for item in files or ():
                if count >= MOST_ARTICLES:
                    self.found.append(TOO_MANY.at(item.place, limit=MOST_ARTICLES))
                    break
                id_ = f"a{count + 1:02d}"
                planned = isinstance(item, Reading)
                article = planned_article(item, id_) if planned else self._article(item, id_, pictures)
                if article is not None:
                    articles.append(article)
                    count += 1
            yield Section(
                id=f"s{index}",
                name=group.values.get("name", "？"),
                articles=tuple(articles),
                place=group.place,
                opener=_opener(group, len(articles)),
                intro=group.values.get("intro", ""),
            )

    def _article(self, scalar: Scalar, id_: str, pictures: Pictures) -> Article | None:
        name = scalar.text.strip()
        self.named.add(name)
        path = locate(self.workspace.root, self.folder, name, scalar.place)
        if not isinstance(path, Finding) and ".." in PurePosixPath(name).parts:
            path = OUTSIDE.at(scalar.place, name=name)
        if isinstance(path, Finding):
            self.found.append(path)
            return None
        key = PurePosixPath(name).as_posix()
        if not self._is_new(key, scalar.place):
            return None
        if path.suffix.lower() != ".md":
            self.found.append(NOT_MD.at(scalar.place, name=name))
            return None
        file = self.workspace.place_of(path)
        article, found = read_article(path, file, id_, pictures.for_folder(path.parent))
        self.found.extend(found)
        return article

    def _is_new(self, key: str, place: Place) -> bool:
        if key in self.listed:
            self.found.append(TWICE.at(place, name=key, first=self.listed[key].line))
            return False
        for other in self.listed:
            if same_name(other) == same_name(key):
                self.found.append(SAME_NAME.at(place, name=key, other=other))
        self.listed[key] = place
        return True

    def _unlisted(self) -> Iterator[Finding]:
        """Manuscripts in the folder that no column lists, and texts of other programs."""
        for path in sorted(self.folder.glob("*")):
            if path.name.startswith((".", "~$")) or path.name in self.named or not path.is_file():
                continue  # ~$ is what Word keeps beside a file that is open
            if path.suffix == ".md" and path.name not in _NOT_MANUSCRIPTS:
                yield UNLISTED.at(Place(self.workspace.place_of(path)))
            elif path.suffix.lower() in _WORD_FILES:
                yield WORD_FILE.at(Place(self.workspace.place_of(path)))


def _opener(group: Reading, articles: int) -> Opener:
    """What the editor chose; else half a page for a column of several articles, a strip for one."""
    if "opener" in group.values:
        return Opener(group.values["opener"])
    return Opener.HALF if articles >= 2 else Opener.STRIP


# ---- the issue's own values ----------------------------------------------------------------


def _issue(publication: Publication, name: str, reading: Reading, sections: tuple[Section, ...]) -> Issue:
    values = dict(reading.values)
    year = values.pop("year", int(name[:4]))
    values.pop("sections", None)
    cover = values.pop("cover", None)
    board = values.pop("board", ())
    return Issue(
        publication=publication,
        name=name,
        year=year,
        number=values.pop("number", int(name[5:])),
        issued=values.pop("issued", values.get("printed") or date(year, 1, 1)),
        sections=sections,
        place=Place(f"manuscripts/{name}/issue.yaml", 1),
        board=tuple(
            BoardRole(**g.values, place=g.places["names"])
            for g in board
            if {"role", "names"} <= set(g.values)
        ),
        cover=_cover(cover) if cover is not None else Cover(),
        qr_codes=qr_codes(values),
        cleared=cleared(values),
        **values,
    )


def _cover(reading: Reading) -> Cover:
    values: dict[str, Any] = dict(reading.values)
    return Cover(
        _cover_figure(reading, "picture", values.get("caption", ""), values),
        values.get("highlights", ()),
        _cover_figure(reading, "inside_front"),
        _cover_figure(reading, "inside_back"),
        values.get("back_lines", ()),
        reading.places.get("highlights", NOWHERE),
    )


def _cover_figure(
    reading: Reading, key: str, caption: str = "", words: Mapping[str, str] = MappingProxyType({})
) -> Figure | None:
    """The picture under `key`, if there is one."""
    picture = reading.values.get(key)
    if picture is None:
        return None
    place = reading.places[key]
    said = (Text(caption, place.line),) if caption else ()
    return Figure(picture, said, words.get("credit", ""), words.get("alt", ""), place)
