"""Where a publication's files are: publication.yaml, manuscripts/, styles/, fonts/, build/ in one folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).resolve().parent
ISSUE_NAME = re.compile(r"\d{4}-\d{2,3}")


def packaged(name: str) -> Path:
    """A file or folder that travels with the program: `styles`, `fonts/fonts.yaml`.

    In a wheel it lies under `data/`, in a checkout at the top of the tree.
    """
    inside = _HERE / "data" / name
    return inside if inside.exists() else _HERE.parents[1] / name


@dataclass(frozen=True, slots=True)
class Workspace:
    """A publication's folder; `root` is absolute and holds publication.yaml."""

    root: Path

    @property
    def publication_file(self) -> Path:
        return self.root / "publication.yaml"

    @property
    def manuscripts(self) -> Path:
        return self.root / "manuscripts"

    @property
    def terms_file(self) -> Path:
        """The register of terms, common to all issues; there may be none."""
        return self.manuscripts / "terms.yaml"

    @property
    def built_fonts(self) -> Path:
        return self.root / "fonts" / "built"

    @property
    def plates(self) -> Path:
        """Pictures converted for the press; may be deleted at any time."""
        return self.root / ".kanwu" / "plates"

    @property
    def checked(self) -> Path:
        """The desk reports of checks, and of builds that were kept back; may be deleted at any time."""
        return self.root / ".kanwu" / "check"

    @property
    def default_output(self) -> Path:
        return self.root / "build"

    def issue_folder(self, name: str) -> Path:
        return self.manuscripts / name

    def issue_names(self) -> tuple[str, ...]:
        """The issues there are, oldest first: folders `2024-04` with an issue.yaml."""
        if not self.manuscripts.is_dir():
            return ()
        return tuple(
            sorted(
                p.name
                for p in self.manuscripts.iterdir()
                if ISSUE_NAME.fullmatch(p.name) and (p / "issue.yaml").is_file()
            )
        )

    def place_of(self, path: Path) -> str:
        """`path` as findings name it: POSIX, from the root."""
        return path.relative_to(self.root).as_posix()


def find_workspace(start: Path) -> Workspace | None:
    """The publication that `start` lies in: the nearest folder upwards with a publication.yaml."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "publication.yaml").is_file():
            return Workspace(folder)
    return None
