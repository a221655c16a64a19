from __future__ import annotations

import pytest

from build_issue import write_pictures
from kanwu_press.faces import Faces
from setting import Press, house_faces, print_styles

__all__ = ["Press", "print_styles"]


@pytest.fixture(scope="session")
def faces() -> Faces:
    return house_faces()


@pytest.fixture(scope="session")
def press(faces: Faces, tmp_path_factory: pytest.TempPathFactory) -> Press:
    root = tmp_path_factory.mktemp("press")
    write_pictures(root)
    return Press(faces, root)
