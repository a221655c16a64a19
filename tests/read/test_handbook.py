"""The handbook's chapter on keys is what the table of keys says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kanwu_press.composition import Style
from kanwu_press.model import NOWHERE
from kanwu_press.read.composing import style
from kanwu_press.read.keys import Helpers, Reading, read_keys
from kanwu_press.read.markdown import parse_inline
from kanwu_press.read.schema import COMPOSITION, PUBLICATION, Field
from kanwu_press.read.settings import load

ROOT = Path(__file__).parents[2]
COMPOSED = (ROOT / "docs" / "行文如何排.md").read_text("utf-8")


def test_chapter_is_up_to_date() -> None:
    done = subprocess.run([sys.executable, ROOT / "dev/handbook", "check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("field", COMPOSITION, ids=lambda field: field.key)
def test_every_switch_is_explained(field: Field) -> None:
    assert f"**{field.key}**" in COMPOSED
    *_, row = re.findall(rf"^\| {field.key} \| (.+) \| .+ \|$", COMPOSED, flags=re.MULTILINE)
    assert row.split("，")[0] == bounds(field)


def bounds(field: Field) -> str:
    """What a switch may hold, as the chapter says it."""
    if field.choices:
        return "、".join(word for word, _ in field.choices)
    return "是、否" if field.low is None else f"{field.low:g} 到 {field.high:g}"


def test_the_examples_can_be_written_into_publication_yaml() -> None:
    whole, *others = (composed(text) for text in re.findall(r"^```yaml\n(.*?)^```$", COMPOSED, re.M | re.S))
    assert whole == Style()
    assert others and Style() not in others


def composed(text: str) -> Style:
    helpers = Helpers(parse_inline, lambda path, place: (None, ()))
    fields = tuple(field for field in PUBLICATION if field.attribute == "composition")
    reading, found = read_keys(load(text, "publication.yaml").root, fields, NOWHERE, helpers)
    group: Reading = reading.values["composition"]
    result, wrong = style(group)
    assert found + wrong == ()
    return result
