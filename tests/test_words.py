"""Every sentence the editor may see: complete in Chinese, with the same fields, and compiled."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

import kanwu_press
from kanwu_press.findings import Level, Rule
from kanwu_press.words import words

ROOT = Path(__file__).resolve().parents[1]


def _tool() -> ModuleType:
    loader = SourceFileLoader("i18n", str(ROOT / "dev" / "i18n"))
    spec = spec_from_loader("i18n", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


i18n = _tool()


def rules() -> Iterator[tuple[str, Rule]]:
    """Every rule of the package with the module that declares it (found once, wherever it is imported)."""
    seen: set[int] = set()
    for info in pkgutil.walk_packages(kanwu_press.__path__, "kanwu_press."):
        for value in vars(importlib.import_module(info.name)).values():
            if isinstance(value, Rule) and id(value) not in seen:
                seen.add(id(value))
                yield info.name, value


RULES = tuple(rules())


def test_codes_are_unique_and_well_formed() -> None:
    codes = [rule.code for _, rule in RULES]
    assert sorted(codes) == sorted(set(codes))
    assert len(codes) > 20  # the walk did find them
    for code in codes:
        assert code.replace("-", "").isalnum()
        assert code == code.lower()


@pytest.mark.parametrize("rule", [rule for _, rule in RULES], ids=lambda rule: rule.code)
def test_rules_speak_chinese(rule: Rule) -> None:
    chinese = words("zh")
    for sentence in (rule.message, rule.remedy):
        if sentence:
            said = chinese.gettext(sentence)
            assert said != sentence
            assert i18n.fields(said) == i18n.fields(sentence)
    assert rule.remedy or rule.level is Level.INFO


def test_every_marked_sentence_is_translated() -> None:
    assert list(i18n.faults()) == []


def test_one_sentence_has_one_translation() -> None:
    said: dict[str, set[str]] = {}
    for path in i18n.FOLDER.glob("*.po"):
        for message, string in i18n.translated(path.stem).items():
            said.setdefault(message, set()).add(string)
    assert {message: strings for message, strings in said.items() if len(strings) > 1} == {}


def test_the_compiled_catalogue_is_up_to_date() -> None:
    assert i18n.COMPILED.read_bytes() == i18n.compiled(), "run dev/i18n"


def test_english_is_the_message_ids_themselves() -> None:
    assert words("en").gettext("The disk is full") == "The disk is full"
    assert words("en-GB").gettext(RULES[0][1].message) == RULES[0][1].message


def test_an_unfinished_catalogue_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "extracted", lambda: {"x": ["New {thing}.", "Other {thing}."]})
    monkeypatch.setattr(i18n, "all_translated", lambda: {"Other {thing}.": "别的{东西}。"})
    assert len(list(i18n.faults())) == 2
