"""What several test modules share. This file also makes tests/ importable (`from build_issue import …`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from build_issue import build_issue, build_pages, write_pictures
from epub_reading import epub_styles
from kanwu_press.epub.book import make_epub
from kanwu_press.preflight import tools
from whole import Whole, real, sample

# A busy machine is no fault of the program's: how long an example takes is no part of any property.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


# Ace takes longer than all else that a build does: only tests that ask for `readers_programs` have it.
MODULES_FOLDER = tools.modules_folder
tools.modules_folder = lambda: Path(__file__).parent / "none"


@pytest.fixture(scope="module")
def readers_programs() -> Iterator[None]:
    """Ace and its kind, as `dev/readers` has installed them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tools, "modules_folder", MODULES_FOLDER)
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--save-golden", action="store_true", help="write what is found as what is expected; read the diff"
    )


@pytest.fixture
def save_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--save-golden"))


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this test run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if own.name.startswith("popen-") else own


@pytest.fixture(scope="session", params=["sample", "real"])
def whole(request: pytest.FixtureRequest, shared_folder: Path) -> Whole:
    """Each of the two whole issues, built; the real one only where it is at hand."""
    return sample(shared_folder) if request.param == "sample" else real(shared_folder)


@pytest.fixture(scope="session")
def publication_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pictures of `build_issue()`."""
    root = tmp_path_factory.mktemp("publication")
    write_pictures(root)
    return root


@pytest.fixture(scope="session")
def made_epub(publication_root: Path) -> bytes:
    """The EPUB of `build_issue()`."""
    data, findings = make_epub(build_issue(), publication_root, epub_styles(), build_pages())
    assert data is not None and findings == ()
    return data
