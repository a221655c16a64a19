"""Which files are held to PDF/UA-1 and PDF/A-3u, and the rules of both in one call each.

A file that claims to keep a standard is held to it; what must keep it (`Wanted`) also without a claim. Others
are left alone. PDF/A of other parts than 2 and 3, which differ in much, is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator

from kanwu_press.findings import Finding
from kanwu_press.preflight import (
    pdfxmp,
    rules_access,
    rules_archive,
    rules_faces,
    rules_marked,
    rules_metadata,
    rules_structure,
)
from kanwu_press.preflight.pdftree import read_tree
from kanwu_press.preflight.pdfview import View
from kanwu_press.preflight.wanted import Wanted

_ACCESS = (
    rules_access.check_identity,
    rules_access.check_marked,
    rules_access.check_language,
    rules_access.check_parts,
    rules_access.check_ways,
    rules_access.check_tabs,
    rules_access.check_annotations,
    rules_marked.check_loose,
    rules_marked.check_mixed,
    rules_marked.check_numbers,
    rules_marked.check_held,
    rules_marked.check_parents,
)
_ARCHIVE = (
    rules_metadata.check_identity,
    rules_metadata.check_metadata,
    rules_archive.check_colour,
    rules_archive.check_objects,
    rules_archive.check_actions,
    rules_archive.check_parts,
    rules_archive.check_annotations,
    rules_archive.check_content,
)
_FACES = (rules_faces.check_characters, rules_faces.check_glyphs, rules_faces.check_codes)


def check_standards(view: View, wanted: Wanted) -> Iterator[Finding]:
    """The rules of the standards that this file keeps, or must."""
    claims = pdfxmp.claims(pdfxmp.packet(view.root))
    accessible = wanted.accessible or bool(claims.ua)
    archival = wanted.archival or claims.archive in ("2", "3")
    if accessible:
        tree = read_tree(view)
        for check in _ACCESS:
            yield from check(view, tree)
        if tree is not None:
            for rule in rules_structure.RULES:
                yield from rule(view, tree)
    if archival:
        for one in _ARCHIVE:
            yield from one(view)
    if accessible or archival:
        fonts = rules_faces.used(view)
        for face in _FACES:
            yield from face(view, fonts)
