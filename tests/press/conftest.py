"""What the press room's tests share: a profile, and the tiny issue laid out once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from build_issue import build_issue, build_publication, write_pictures
from kanwu_press.faces import Faces
from kanwu_press.model import Issue, PressSettings
from kanwu_press.press.profile import Profile, profile_folders, read_profile
from kanwu_press.press.room import PressRoom, open_room
from kanwu_press.typeset.interior import Printed
from setting import Press, house_faces, print_styles


@pytest.fixture(scope="session")
def faces() -> Faces:
    return house_faces()


@pytest.fixture(scope="session")
def profile() -> Profile:
    """The house's own; ./test installs it."""
    profile, found = read_profile(Path(), build_publication(), profile_folders())
    assert profile is not None, found
    return profile


@pytest.fixture(scope="session")
def press(faces: Faces, tmp_path_factory: pytest.TempPathFactory) -> Press:
    root = tmp_path_factory.mktemp("press")
    write_pictures(root)
    return Press(faces, root)


@pytest.fixture(scope="session")
def printed(press: Press) -> Printed:
    """The tiny issue's interior, in screen colours."""
    return press.set(build_issue())[0]


def issue_with(**wishes: object) -> Issue:
    """The tiny issue at a printer with these wishes."""
    issue = build_issue()
    settings = PressSettings(**wishes)  # type: ignore[arg-type]
    return replace(issue, publication=replace(issue.publication, press=settings))


def room_for(press: Press, cache: Path, **wishes: object) -> PressRoom:
    room, found = open_room(issue_with(**wishes), press.root, print_styles(), press.faces, cache)
    assert room is not None and found == (), found
    return room
