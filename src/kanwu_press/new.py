"""A new publication from the starter, and the next issue from the last. Nothing there is ever overwritten."""

from __future__ import annotations

import calendar
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from kanwu_press.check.structure import TEXT_TO_COME, TITLE_TO_COME
from kanwu_press.findings import N_, Finding, Level, Rule, blocks_delivery
from kanwu_press.model import NOWHERE, Place
from kanwu_press.read.settings import Keys, Listing, Node, Scalar, load
from kanwu_press.workspace import Workspace, find_workspace

NEW_EXISTS = Rule(
    "new-exists",
    Level.ERROR,
    N_("The folder {folder} is in use already: {name} is in it."),
    N_("Choose another folder for the new publication; nothing was written."),
)
NEW_WITHIN = Rule(
    "new-within",
    Level.ERROR,
    N_("The folder {folder} lies within a publication, that of {outer}."),
    N_("For the next issue of that one, use kanwu new-issue; for another publication, a folder beside it."),
)
NEW_FAILED = Rule(
    "new-failed",
    Level.ERROR,
    N_("{name} could not be written: {reason}"),
    N_("Check the disk and the permissions of the folder, then try again."),
)
LAST_UNREADABLE = Rule(
    "new-issue-last",
    Level.ERROR,
    N_("The last issue does not say “{key}” in a way that the next could follow."),
    N_("Mend its issue.yaml first (kanwu check), then try again."),
)
ISSUE_EXISTS = Rule(
    "new-issue-exists",
    Level.ERROR,
    N_("There is already something called manuscripts/{name}."),
    N_("Move it away or give it another name, then try again."),
)
ISSUE_MADE = Rule(
    "new-issue-made",
    Level.INFO,
    N_("Made manuscripts/{name}, dated {issued}, with one empty manuscript in each column."),
    N_("Check year, number and date in its issue.yaml, then replace the empty manuscripts by your own."),
)

STARTER = Path(__file__).resolve().parent / "starter"
STARTER_ISSUE = "2026-01"


# ---- a publication -------------------------------------------------------------------------


def new_publication(folder: Path, year: int | None = None) -> tuple[Finding, ...]:
    """Copy the starter into `folder`, which may exist as long as nothing in it is in the way.

    `year` is the first issue's; without it the starter keeps its own, since no clock is read.
    """
    files = sorted(p.relative_to(STARTER) for p in STARTER.rglob("*") if p.is_file())
    present = [top for top in sorted({p.parts[0] for p in files}) if os.path.lexists(folder / top)]
    if present:
        return (NEW_EXISTS.at(NOWHERE, name="、".join(present), folder=folder.absolute()),)
    outer = find_workspace(folder.absolute().parent)
    if outer is not None:
        return (NEW_WITHIN.at(NOWHERE, folder=folder.absolute(), outer=outer.root),)
    files.sort(key=lambda p: p.name == "publication.yaml")  # last: a half-made folder is no publication
    for path in files:
        try:
            _copy(path, folder, year)
        except OSError as error:
            reason = error.strerror or str(error)
            return (NEW_FAILED.at(NOWHERE, name=folder / path, reason=reason),)
    return ()


def _copy(path: Path, folder: Path, year: int | None) -> None:
    data = (STARTER / path).read_bytes()
    target = folder / path
    if year is not None:
        target = folder / path.as_posix().replace(STARTER_ISSUE, f"{year:04d}-01")
        if path.name == "issue.yaml":
            data = re.sub(rb"(?m)^(\S+: )2026\b", rb"\g<1>%04d" % year, data)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as file:
        file.write(data)


# ---- the next issue ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a publication comes out: issues a year, and months or days from one to the next."""

    a_year: int
    months: int = 0
    days: int = 0


_RHYTHMS = (
    ("半年刊", Rhythm(2, months=6)),
    ("双月刊", Rhythm(6, months=2)),
    ("半月刊", Rhythm(24, days=15)),
    ("双周刊", Rhythm(26, days=14)),
    ("季刊", Rhythm(4, months=3)),
    ("旬刊", Rhythm(36, days=10)),
    ("月刊", Rhythm(12, months=1)),
    ("周刊", Rhythm(52, days=7)),
    ("年刊", Rhythm(1, months=12)),
)
_UNKNOWN = Rhythm(999, months=3)  # 不定期: the number goes on, the date is a guess that the editor sees

# What belongs to one issue alone is left as an empty line to fill in.
_EMPTIED = ("本期主题", "印刷日期", "交货日期")
_DROPPED = ("封面", "核过")


def rhythm(frequency: str) -> Rhythm:
    """The rhythm in the words of 刊期, such as 季刊."""
    return next((r for word, r in _RHYTHMS if word in frequency), _UNKNOWN)


def following(year: int, number: int, issued: date, beat: Rhythm) -> tuple[int, int, date]:
    """Year, number and date of the issue after."""
    later = _plus_months(issued, beat.months) + timedelta(days=beat.days)
    return (year + 1, 1, later) if number >= beat.a_year else (year, number + 1, later)


def _plus_months(day: date, months: int) -> date:
    """The same day of a later month, or its last day where it is shorter."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def new_issue(workspace: Workspace) -> tuple[Finding, ...]:
    """Make the folder of the issue after the newest: its columns, board and printing, and empty manuscripts.

    Without any issue, the starter's is the pattern for the first. The folder is made aside and
    put in place whole. INFO says what was made.
    """
    last, place = _last_issue(workspace)
    try:
        text = last.read_text("utf-8-sig")
        frequency = _frequency(workspace)
    except (OSError, UnicodeDecodeError):
        return (LAST_UNREADABLE.at(Place(place), key="UTF-8"),)
    loaded = load(text, place)
    if blocks_delivery(loaded.findings) or not isinstance(loaded.root, Keys):
        return loaded.findings or (LAST_UNREADABLE.at(Place(place), key="年"),)
    values = {key.text: value for key, value in loaded.root.pairs}
    wrong = tuple(_unfit(values, place))
    if wrong:
        return wrong
    year, number, issued = int(_text(values, "年")), int(_text(values, "期")), _date(values)
    assert issued is not None  # _unfit has seen it
    if workspace.issue_names():
        year, number, issued = following(year, number, issued, rhythm(frequency))
    draft = _draft(loaded.root, text, year, number, issued, first=not workspace.issue_names())
    return _place_issue(workspace, f"{year:04d}-{number:02d}", draft, issued)


def _last_issue(workspace: Workspace) -> tuple[Path, str]:
    """The newest issue.yaml and how findings call it; the starter's where there is none."""
    names = workspace.issue_names()
    if not names:
        return STARTER / "manuscripts" / STARTER_ISSUE / "issue.yaml", ""
    path = workspace.issue_folder(names[-1]) / "issue.yaml"
    return path, workspace.place_of(path)


def _frequency(workspace: Workspace) -> str:
    text = workspace.publication_file.read_text("utf-8-sig")
    root = load(text, "publication.yaml").root
    pairs = root.pairs if isinstance(root, Keys) else ()
    return _text({key.text: value for key, value in pairs}, "刊期")


def _unfit(values: dict[str, Node], place: str) -> Iterator[Finding]:
    for key in ("年", "期"):
        if not re.fullmatch(r"[0-9]{1,4}", _text(values, key)):
            yield LAST_UNREADABLE.at(Place(place), key=key)
    if _date(values) is None:
        yield LAST_UNREADABLE.at(Place(place), key="出版日期")
    if not isinstance(values.get("栏目"), Listing):
        yield LAST_UNREADABLE.at(Place(place), key="栏目")


def _text(values: dict[str, Node], key: str) -> str:
    node = values.get(key)
    return node.text.strip() if isinstance(node, Scalar) else ""


def _date(values: dict[str, Node]) -> date | None:
    try:
        issued = date.fromisoformat(_text(values, "出版日期"))
    except ValueError:
        return None
    return issued if issued.year < 9990 else None  # there must be a date after it


@dataclass(frozen=True, slots=True)
class Draft:
    """A new issue as text: issue.yaml, and the manuscripts by file name."""

    settings: str
    manuscripts: tuple[tuple[str, str], ...]


def _draft(root: Keys, text: str, year: int, number: int, issued: date, *, first: bool) -> Draft:
    """The last issue.yaml with the new numbers; what is kept is kept word for word, comments as well."""
    new = {"年": str(year), "期": str(number), "出版日期": issued.isoformat()}
    lines = text.splitlines()
    starts = [key.place.line - 1 for key, _ in root.pairs]
    out = lines[: starts[0]]
    manuscripts: list[tuple[str, str]] = []
    for (key, value), start, end in zip(root.pairs, starts, [*starts[1:], len(lines)], strict=True):
        kept = lines[start:end]
        if key.text in new:
            out += [f"{key.text}: {new[key.text]}", *_comments(kept)]
        elif key.text == "总期号" and isinstance(value, Scalar) and re.fullmatch("[0-9]{1,6}", value.text):
            out += [f"总期号: {int(value.text) + (not first)}", *_comments(kept)]
        elif key.text == "栏目" and isinstance(value, Listing):
            out += ["栏目:", *_columns(value, manuscripts), *_comments(kept)]
        elif key.text in _EMPTIED:
            out += [f"# {key.text}:", *_comments(kept)]
        elif key.text in _DROPPED:
            out += _comments(kept)
        else:
            out += kept
    return Draft("\n".join(out) + "\n", tuple(manuscripts))


def _comments(lines: list[str]) -> list[str]:
    """The comments at the left margin that follow a key: they speak of what comes next."""
    return [line for line in lines if line.startswith("#")]


def _columns(columns: Listing, manuscripts: list[tuple[str, str]]) -> Iterator[str]:
    """The columns by name, each with one empty manuscript, which is put into `manuscripts`."""
    for item in columns.items:
        values = {key.text: value for key, value in item.pairs} if isinstance(item, Keys) else {}
        name = _text(values, "名称")
        if not name:
            continue
        file = f"{len(manuscripts) + 1:02d}-{_file_name(name)}.md"
        yield f"  - 名称: {_quoted(name)}"
        for key in ("篇章页", "导语"):
            if _text(values, key):
                yield f"    {key}: {_quoted(_text(values, key))}"
        yield "    文章:"  # a list from the first: the next manuscript is one line more
        yield f"      - {_quoted(file)}"
        manuscripts.append((file, _EMPTY.format(title=_quoted(name + TITLE_TO_COME), text=TEXT_TO_COME)))


_EMPTY = """\
---
标题: {title}
# 作者: 姓名
---

{text}
"""


def _file_name(name: str) -> str:
    """A column's name as part of a file name on any system."""
    return re.sub(r"[^\w]+", "", name)[:20] or "稿件"


def _quoted(text: str) -> str:
    """`text` as a YAML value that reads back as the same text."""
    plain = re.fullmatch(r"[\w（《“][^:#'\"]*", text) and not text.endswith(" ")
    return text if plain else "'" + text.replace("'", "''") + "'"


def _place_issue(workspace: Workspace, name: str, draft: Draft, issued: date) -> tuple[Finding, ...]:
    folder = workspace.issue_folder(name)
    if os.path.lexists(folder):
        return (ISSUE_EXISTS.at(NOWHERE, name=name),)
    aside = None
    try:
        workspace.manuscripts.mkdir(exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".new-", dir=workspace.manuscripts))
        (aside / "issue.yaml").write_text(draft.settings, "utf-8", newline="\n")
        for file, text in draft.manuscripts:
            (aside / file).write_text(text, "utf-8", newline="\n")
        aside.chmod(0o755)  # mkdtemp makes it private
        aside.rename(folder)
    except OSError as error:
        if aside is not None:
            shutil.rmtree(aside, ignore_errors=True)
        return (NEW_FAILED.at(NOWHERE, name=f"manuscripts/{name}", reason=error.strerror or str(error)),)
    return (ISSUE_MADE.at(Place(f"manuscripts/{name}/issue.yaml"), name=name, issued=issued.isoformat()),)
