"""The door to WeasyPrint for laying out: closed resources, logged warnings as findings, whole lines.

The engine may read nothing but what it is handed: every address outside `Resources` stops
the run. Its log records become findings, because it reports lost pictures and unknown
properties there and still calls the run a success.
"""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from traceback import walk_tb
from typing import Any, TypeAlias
from xml.etree import ElementTree

import weasyprint
from cssselect2 import ElementWrapper
from weasyprint.layout import block as engine_block
from weasyprint.logger import LOGGER
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from kanwu_press.composition import Style
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import NOWHERE
from kanwu_press.typeset.composer import Composer
from kanwu_press.typeset.footnotes import with_their_notes
from kanwu_press.typeset.grid import PX_PER_PT, fit_to_whole_lines
from kanwu_press.typeset.lines import changed_signatures, composed

ENGINE_VERSION = "70.0"  # the release whose insides grid.py and pagemap.py know

ENGINE_WARNING = Rule(
    "engine-warning",
    Level.WARNING,
    N_("The typesetting engine warns: {text}"),
    N_("If this comes from your own stylesheet in styles/, mend it there; else please report it."),
)
ENGINE_ERROR = Rule(
    "engine-error",
    Level.ERROR,
    N_("The typesetting engine failed: {text}"),
    N_("Nothing was delivered. Please report this together with the manuscript."),
)
ENGINE_FETCH = Rule(
    "engine-fetch",
    Level.ERROR,
    N_("The stylesheet or a picture asks for a file outside of the publication: {address}"),
    N_("Put the file into the publication's folder, or remove the reference to it."),
)
ENGINE_BROKE = Rule(
    "engine-broke",
    Level.ERROR,
    N_("The typesetting engine broke down: {text}"),
    N_(
        "If you have stylesheets of your own in styles/, look there for unusual values, very large numbers"
        " say; else please report this together with the manuscript."
    ),
)
LINES_BY_ENGINE = Rule(
    "lines-by-engine",
    Level.INFO,
    N_(
        "{count} paragraph(s) were not composed but set by the engine itself,"
        " which does it less well: {reasons}."
    ),
    N_("Nothing is lost. Such paragraphs hold floats, right-to-left text, or characters without a glyph."),
)
ENGINE_RELEASE = Rule(
    "engine-release",
    Level.INSTALL,
    N_("The typesetting engine is WeasyPrint {found}, but this program is made for {wanted}."),
    N_("Run ./kanwu once more, or install weasyprint=={wanted}."),
)

Resources = Mapping[str, Path | bytes]
Laid: TypeAlias = weasyprint.Document


class Jail(URLFetcher):  # type: ignore[misc]
    """Serves the resources it was given and nothing else; any other address stops the engine."""

    def __init__(self, resources: Resources) -> None:
        super().__init__(allowed_protocols=())
        self._resources = resources

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        content = self._resources.get(url)
        if content is None:
            raise FatalURLFetchingError(url)
        body = content if isinstance(content, bytes) else content.read_bytes()
        return URLFetcherResponse(url, body)


class EngineStoppedError(Exception):
    """The engine could not go on; carries the findings that say why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__()
        self.findings = findings


class _Tree(weasyprint.HTML):  # type: ignore[misc]
    """A document from a tree that we made, so that no HTML parser can lose or guess anything."""

    def __init__(self, root: ElementTree.Element, fetcher: Jail) -> None:
        self.base_url = "kanwu:"
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


@dataclass(frozen=True, slots=True)
class Setter:
    """Fonts and stylesheets parsed once, used for every part of an edition."""

    fonts: FontConfiguration
    sheets: tuple[weasyprint.CSS, ...]
    jail: Jail
    images: dict[str, object] = field(default_factory=dict)


class _Log(logging.Handler):
    """Keeps the engine's records for the findings."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def watched(grid_top_pt: float = 0.0, style: Style | None = None) -> Iterator[list[Finding]]:
    """Run the engine with its log turned into findings; a refused address ends in EngineStoppedError.

    Marked blocks end on a grid that begins at `grid_top_pt` below the trim (see grid.py). Lines are
    composed in `style`; without one the engine breaks and draws them itself.
    """
    findings: list[Finding] = []
    composer = Composer(style) if style is not None else None
    log = _Log()
    handlers, propagate = list(LOGGER.handlers), LOGGER.propagate
    LOGGER.handlers, LOGGER.propagate = [log], False
    collected = gc.isenabled()
    gc.disable()  # boxes live until the end: looking for garbage among them costs a tenth of the time
    block_layout, columns_layout = engine_block.block_level_layout, engine_block.columns_layout
    engine_block.block_level_layout = _with_whole_lines(block_layout, grid_top_pt * PX_PER_PT)
    engine_block.columns_layout = with_their_notes(columns_layout)
    try:
        with composed(composer) if composer else nullcontext():
            yield findings
    except FatalURLFetchingError as refused:
        raise EngineStoppedError((ENGINE_FETCH.at(NOWHERE, address=refused),)) from refused
    except _BREAKDOWNS as error:
        if _by_us(error):
            raise
        text = f"{type(error).__name__}: {error}"[:200]
        raise EngineStoppedError((ENGINE_BROKE.at(NOWHERE, text=text),)) from error
    finally:
        engine_block.block_level_layout, engine_block.columns_layout = block_layout, columns_layout
        if collected:
            gc.enable()
        LOGGER.handlers, LOGGER.propagate = handlers, propagate
        findings.extend(_finding(record) for record in log.records)
        if composer is not None:
            findings.extend(_left_to_engine(composer))


def _left_to_engine(composer: Composer) -> Iterator[Finding]:
    """A note of the paragraphs that were not composed."""
    if composer.by_engine:
        reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(composer.by_engine.items()))
        yield LINES_BY_ENGINE.at(NOWHERE, count=composer.by_engine.total(), reasons=reasons)


# What the engine, its CSS and its drawing raise over values that nobody thought of: letter-spacing: 1e12em.
_BREAKDOWNS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,  # RecursionError and NotImplementedError are of its kind
    TypeError,
    ValueError,
)


def _by_us(error: BaseException) -> bool:
    """Whether the last to act was this package: a fault of ours is not to pass for the engine's."""
    frames = (frame for frame, _ in walk_tb(error.__traceback__))
    owners = (str(frame.f_globals.get("__name__", "")).partition(".")[0] for frame in frames)
    acting = [owner for owner in owners if owner in ("kanwu_press", "weasyprint")]
    return acting[-1:] != ["weasyprint"]


def _finding(record: logging.LogRecord) -> Finding:
    rule = ENGINE_ERROR if record.levelno >= logging.ERROR else ENGINE_WARNING
    return rule.at(NOWHERE, text=record.getMessage())


def _with_whole_lines(layout: Callable[..., Any], top_px: float) -> Callable[..., Any]:
    """Block layout that brings marked blocks to whole lines once they are complete."""

    def block_level_layout(
        context: Any,
        box: Any,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        *more: Any,
        **named: Any,
    ) -> Any:
        result = layout(context, box, bottom_space, skip_stack, containing_block, *more, **named)
        box, resume_at = result[0], result[1]
        if box is not None and resume_at is None:
            fit_to_whole_lines(box, containing_block, top_px)
        return result

    return block_level_layout


def check_release() -> tuple[Finding, ...]:
    """A finding when the engine is not the release that this program knows from the inside."""
    changed = changed_signatures()
    if weasyprint.__version__ == ENGINE_VERSION and not changed:
        return ()
    found = " ".join((weasyprint.__version__, *changed))
    return (ENGINE_RELEASE.at(NOWHERE, found=found, wanted=ENGINE_VERSION),)


def make_setter(styles: tuple[str, ...], resources: Resources, fontconfig: Path) -> Setter:
    """Fonts of `fontconfig` only, and the stylesheets `styles` (CSS text), ready for `lay_out`."""
    fonts = _isolated_fonts(fontconfig)
    jail = Jail(resources)
    sheets = tuple(
        weasyprint.CSS(string=text, base_url="kanwu:", url_fetcher=jail, font_config=fonts) for text in styles
    )
    return Setter(fonts, sheets, jail)


def _isolated_fonts(fontconfig: Path) -> FontConfiguration:
    """A font configuration that sees the publication's faces and none of the host's."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(fontconfig)
    try:
        return FontConfiguration()
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def lay_out(setter: Setter, xhtml: str) -> weasyprint.Document:
    """Lay out a well-formed document without namespace prefixes."""
    root = ElementTree.fromstring(xhtml)
    for element in root.iter():
        element.tag = element.tag.partition("}")[2] or element.tag
    return _Tree(root, setter.jail).render(
        font_config=setter.fonts, stylesheets=list(setter.sheets), cache=setter.images
    )
