"""Imported files → disk, never over what somebody has edited.

A manifest in the issue's folder (`.import.json`) keeps the checksum of each file as it was written; a
file that differs from both the manifest and the new bytes was edited, and is left alone. Each file is
written aside and put in place by renaming; the manifest comes last.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from kanwu_press.findings import Finding
from kanwu_press.intake import rules
from kanwu_press.intake.recognised import Imported
from kanwu_press.model import Place

MANIFEST = ".import.json"
_PUBLICATION = "publication.yaml"


def write(imported: Imported, into: Path) -> tuple[Finding, ...]:
    """Write the files of `imported` under the folder `into`; findings for those kept or not to be written."""
    if not imported.files:
        return ()
    manifest = into / "manuscripts" / imported.issue / MANIFEST
    before = _read_manifest(manifest)
    after, found = put_files(imported.files, into, before)
    after.pop(_PUBLICATION, None)
    try:
        put(
            manifest, (json.dumps(after, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")
        )
    except OSError as error:
        place = Place(manifest.relative_to(into).as_posix())
        found.append(rules.NOT_WRITTEN.at(place, reason=error.strerror or type(error).__name__))
    return tuple(found)


def put_files(
    files: Iterable[tuple[str, bytes]], into: Path, before: dict[str, str]
) -> tuple[dict[str, str], list[Finding]]:
    """Write `files` under `into`, and clear what `before` names and they do not; checksums, and findings.

    `before` holds the checksums of an earlier import: a file that differs from it was edited, and is left.
    """
    files = tuple(files)
    after: dict[str, str] = {}
    found: list[Finding] = []
    for name, data in files:
        path = into / name
        try:
            kept = _kept(path, name, data, before)
            if kept is None:
                put(path, data)
                after[name] = digest(data)
            else:
                found.append(kept)
                after |= {name: before[name]} if name in before else {}
        except OSError as error:
            found.append(rules.NOT_WRITTEN.at(Place(name), reason=error.strerror or type(error).__name__))
    found += _clear_stale(into, before, after, {name for name, _ in files})
    return after, found


def _kept(path: Path, name: str, data: bytes, before: dict[str, str]) -> Finding | None:
    """A finding if the file must be left as it is: another publication.yaml, or an edited manuscript."""
    if not path.exists():
        return None
    now = path.read_bytes()
    if now == data:
        return None
    if name == _PUBLICATION:
        return rules.KEPT_PUBLICATION.at(Place(name))
    return None if before.get(name) == digest(now) else rules.KEPT.at(Place(name))


def _clear_stale(
    into: Path, before: dict[str, str], after: dict[str, str], current: set[str]
) -> list[Finding]:
    """Delete what an earlier import wrote and this one does not, unless it was edited since."""
    found: list[Finding] = []
    for name in sorted(set(before) - current):
        path = into / name
        try:
            if not path.is_file():
                continue
            if digest(path.read_bytes()) == before[name]:
                path.unlink()
            else:
                found.append(rules.STALE.at(Place(name)))
                after[name] = before[name]
        except OSError as error:
            found.append(rules.NOT_WRITTEN.at(Place(name), reason=error.strerror or type(error).__name__))
    return found


def _read_manifest(path: Path) -> dict[str, str]:
    """Names and checksums of the last import; empty where the manifest is missing or spoilt.

    Names that lead out of the issue's folder are not believed.
    """
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(held, dict):
        return {}
    folder = f"manuscripts/{path.parent.name}/"
    return {
        name: digest
        for name, digest in held.items()
        if isinstance(digest, str)
        and name.startswith(folder)
        and "/" not in name[len(folder) :]
        and ".." not in name
    }


def digest(data: bytes) -> str:
    """The checksum of a file's bytes, as the manifest holds it."""
    return hashlib.sha256(data).hexdigest()


def put(path: Path, data: bytes) -> None:
    """Write aside, flush, put in place; nothing is touched where the bytes are there already."""
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.part")
    try:
        with aside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
