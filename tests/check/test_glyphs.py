"""Characters that no face has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from kanwu_press.check.glyphs import issue_characters, missing_characters, printed, rare_names
from kanwu_press.faces import Face, Faces, Role
from kanwu_press.findings import Finding, Level
from kanwu_press.model import (
    Article,
    Author,
    Block,
    BoardRole,
    Issue,
    Kind,
    Link,
    ListBlock,
    Note,
    NoteRef,
    Paragraph,
    Place,
    Publication,
    Ruby,
    Section,
    Strong,
    Table,
    Text,
)

FILE = "manuscripts/2026-01/01.md"


def issue(*blocks: Block, title: str = "题", notes: tuple[Note, ...] = ()) -> Issue:
    article = Article("a01", title, blocks, Place(FILE, 2), authors=(Author("作者"),), notes=notes)
    place = Place("manuscripts/2026-01/issue.yaml")
    publication = Publication("刊", "k", Kind.OTHER, Place("publication.yaml"), base_url="https://☃/")
    board = (BoardRole("主编", ("名",)),)
    sections = (Section("s1", "栏", (article,), Place(place.file, 5)),)
    return Issue(publication, "2026-01", 2026, 1, date(2026, 1, 1), sections, place, board=board)


def found(of: Issue, song: str = "", hei: str = "") -> list[Finding]:
    known = "刊栏题作者主编名甲乙 "
    faces = (
        Face(Role.SONG, "Kanwu Song", 400, Path("s"), frozenset(map(ord, known + song))),
        Face(Role.HEI, "Kanwu Hei", 400, Path("h"), frozenset(map(ord, known + hei))),
    )
    return list(missing_characters(of, Faces(Path(), Path("fonts.conf"), faces)))


def paragraph(*inlines: object) -> Paragraph:
    return Paragraph(inlines, Place(FILE, 9))  # type: ignore[arg-type]


def test_all_there() -> None:
    assert found(issue(paragraph(Text("甲乙", 9)))) == []


def test_the_character_its_line_and_code_point() -> None:
    (one,) = found(issue(paragraph(Strong((Text("甲🌊", 11),)))))
    assert (one.code, one.level, one.place) == ("glyph-missing", Level.ERROR, Place(FILE, 11))
    assert dict(one.values) == {"char": "🌊", "point": "1F30A"}


def test_another_face_helps_out_with_a_warning() -> None:
    (one,) = found(issue(paragraph(Text("䶮", 9))), hei="䶮")
    assert (one.code, one.level) == ("glyph-substituted", Level.WARNING)
    assert dict(one.values)["family"] == "Kanwu Hei"


def test_every_corner_is_looked_into() -> None:
    place = Place(FILE, 20)
    blocks = (
        ListBlock(False, ((Paragraph((Text("①", 21),), place),),), place),
        Table((Text("②", 22),), ((Text("③", 23),),), (((Text("④", 24),),),), (), place),
        paragraph(Ruby("⑤", "⑥", 25), Link("https://☃/", (Text("⑦", 26),)), NoteRef("☃", 27)),
    )
    notes = (Note("☃", 1, (Paragraph((Text("⑧", 28),), place),), place),)
    findings = found(issue(*blocks, title="⑨", notes=notes))
    assert {dict(f.values)["char"]: f.place.line for f in findings} == {
        "①": 21, "②": 22, "③": 23, "④": 24, "⑤": 25, "⑥": 25, "⑦": 26, "⑧": 28, "⑨": 2,
    }  # fmt: skip


def test_what_draws_nothing_is_not_missed() -> None:
    assert found(issue(paragraph(Text("甲\u200b乙\u00ad\u3000\u2009\ufe00", 9)))) == []


def test_characters_of_an_issue() -> None:
    assert issue_characters(issue(paragraph(Text("潮水", 9)))) >= frozenset("潮水刊栏题作者")
    assert "☃" not in issue_characters(issue())


def test_places_name_the_file_of_each_text() -> None:
    files = {text: place.file for text, place in printed(issue(paragraph(Text("潮", 9))))}
    assert files["刊"] == "publication.yaml"
    assert files["主编"] == "manuscripts/2026-01/issue.yaml"
    assert files["潮"] == FILE


def rare(*board: str, song: str, hei: str) -> list[tuple[str, dict[str, str]]]:
    of = replace(issue(), board=(BoardRole("主编", board, place=Place("manuscripts/2026-01/issue.yaml", 8)),))
    faces = (
        Face(Role.SONG, "Kanwu Song", 400, Path("s"), frozenset(map(ord, song))),
        Face(Role.HEI, "Kanwu Hei", 400, Path("h"), frozenset(map(ord, hei))),
    )
    found = rare_names(of, Faces(Path(), Path("fonts.conf"), faces))
    assert {f.place.line for f in found} <= {8}
    assert {f.level for f in found} <= {Level.INFO}
    return [(f.code, dict(f.values)) for f in found]


def test_rare_characters_of_names_are_listed_with_the_faces_that_have_them() -> None:
    """琎 is of the table's third level, 㘭 of none; 林 and 海 are common, 嬲 in no face is told elsewhere."""
    found = rare("林琎", "海㘭", "林琎海", "嬲海", song="林海琎㘭", hei="林海琎")
    assert [(code, v["char"], v["name"], v["families"], v.get("lacking")) for code, v in found] == [
        ("glyph-rare-name", "琎", "林琎", "Kanwu Hei、Kanwu Song", None),
        ("glyph-rare-name-lacking", "㘭", "海㘭", "Kanwu Song", "Kanwu Hei"),
    ]
    assert rare("林海", song="林海", hei="林海") == []
