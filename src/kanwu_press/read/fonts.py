"""fonts.yaml → FontTable: which faces the house wants, and where they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kanwu_press.faces import FontSource, FontTable, Role
from kanwu_press.findings import N_, Finding, Level, Rule, blocks_delivery
from kanwu_press.model import Place
from kanwu_press.read.settings import Keys, Listing, Node, Scalar, load
from kanwu_press.workspace import Workspace, packaged

FONTS_UNREADABLE = Rule(
    "fonts-unreadable",
    Level.ERROR,
    N_("The table of fonts can't be read: {reason}."),
    N_("Take the file away to use the program's own table, or save it as UTF-8."),
)
FONTS_KEY_MISSING = Rule(
    "fonts-key-missing",
    Level.ERROR,
    N_("A font needs the key “{key}”."),
    N_("Add it; the program's own fonts.yaml shows how it is written."),
)
FONTS_KEY_UNKNOWN = Rule(
    "fonts-key-unknown",
    Level.ERROR,
    N_("A font has no key “{key}”."),
    N_("The keys are: {keys}."),
)
FONTS_VALUE = Rule(
    "fonts-value",
    Level.ERROR,
    N_("“{value}” won't do for “{key}”."),
    N_("It takes {wanted}."),
)

ROLES = {"宋": Role.SONG, "黑": Role.HEI, "楷": Role.KAI, "仿宋": Role.FANG}
WEIGHTS = ("100", "200", "300", "400", "500", "600", "700", "800", "900")
_KEYS = ("用途", "字重", "族名", "字面", "文件", "许可", "软件包", "不取", "校验")
_REQUIRED = ("用途", "字重", "族名", "字面", "文件", "许可")

T = TypeVar("T")


def font_table_file(workspace: Workspace) -> Path:
    """The publication's own fonts/fonts.yaml, else the one that travels with the program."""
    own = workspace.root / "fonts" / "fonts.yaml"
    return own if own.is_file() else packaged("fonts/fonts.yaml")


def read_fonts(path: Path, name: str = "fonts/fonts.yaml") -> tuple[FontTable | None, tuple[Finding, ...]]:
    """The table in `path`; findings call the file `name`. None when it must be mended first."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "UTF-8"
        return None, (FONTS_UNREADABLE.at(Place(name), reason=reason),)
    loaded = load(text, name)
    findings = list(loaded.findings)
    sources = tuple(_sources(loaded.root, name, findings))
    return (None if blocks_delivery(findings) else FontTable(sources)), tuple(findings)


def _sources(root: Node | None, name: str, findings: list[Finding]) -> Iterator[FontSource]:
    entries = dict(_pairs(root)).get("字体")
    if not isinstance(entries, Listing):
        findings.append(FONTS_KEY_MISSING.at(Place(name), key="字体"))
        return
    for item in entries.items:
        source = _Entry(item, findings).source()
        if source:
            yield source


def _pairs(node: Node | None) -> Iterator[tuple[str, Node]]:
    if isinstance(node, Keys):
        yield from ((key.text, value) for key, value in node.pairs)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One item of the list; what is wrong with it goes into `findings`."""

    node: Node
    findings: list[Finding]

    def source(self) -> FontSource | None:
        before = len(self.findings)
        keys = [key for key, _ in _pairs(self.node)]
        for key in keys:
            if key not in _KEYS:
                self.findings.append(
                    FONTS_KEY_UNKNOWN.at(self.node.place, key=key, keys="、".join(_KEYS))
                )
        for key in _REQUIRED:
            if key not in keys:
                self.findings.append(FONTS_KEY_MISSING.at(self.node.place, key=key))
        if len(self.findings) > before:
            return None
        built = FontSource(
            role=self._value("用途", ROLES.get, "、".join(ROLES), Role.SONG),
            weight=self._value("字重", lambda t: int(t) if t in WEIGHTS else None, "100 … 900", 400),
            family=self._value("族名", _ascii, "A–Z a–z 0–9", ""),
            face=self._value("字面", _ascii, "A–Z a–z 0–9 -", ""),
            files=tuple(self._texts("文件")),
            licence=self._text("许可"),
            packages=tuple(self._mapping("软件包")),
            known=tuple(self._known()),
            without=frozenset(self._text("不取")),
        )
        return built if len(self.findings) == before else None

    def _get(self, key: str) -> Node | None:
        return dict(_pairs(self.node)).get(key)

    def _wrong(self, key: str, node: Node, wanted: str) -> None:
        shown = node.text if isinstance(node, Scalar) else "…"
        self.findings.append(FONTS_VALUE.at(node.place, key=key, value=shown, wanted=wanted))

    def _text(self, key: str) -> str:
        node = self._get(key)
        return node.text if isinstance(node, Scalar) else ""

    def _value(self, key: str, read: Callable[[str], T | None], wanted: str, otherwise: T) -> T:
        value = read(self._text(key))
        node = self._get(key)
        if value is None and node is not None:
            self._wrong(key, node, wanted)
        return otherwise if value is None else value

    def _texts(self, key: str) -> Iterator[str]:
        node = self._get(key)
        items = node.items if isinstance(node, Listing) else (node,)
        for item in items:
            if isinstance(item, Scalar) and item.text and Path(item.text).name == item.text:
                yield item.text
            elif item is not None:
                self._wrong(key, item, "NotoSerifCJK-Regular.ttc")

    def _mapping(self, key: str) -> Iterator[tuple[str, str]]:
        for name, value in _pairs(self._get(key)):
            if isinstance(value, Scalar):
                yield name, value.text
            else:
                self._wrong(key, value, "apt: fonts-noto-cjk")

    def _known(self) -> Iterator[tuple[str, str]]:
        node = self._get("校验")
        for item in node.items if isinstance(node, Listing) else ():
            values = {key: v.text for key, v in _pairs(item) if isinstance(v, Scalar)}
            if set(values) == {"版本", "SHA-256"} and len(values["SHA-256"]) == 64:
                yield values["版本"], values["SHA-256"].lower()
            else:
                self._wrong("校验", item, "版本: … SHA-256: …")


def _ascii(text: str) -> str | None:
    return text if text and text.isascii() and text.isprintable() else None
