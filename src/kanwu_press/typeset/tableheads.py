"""How heads of tables break: 藏书（册） before the bracket, and nowhere within 藏书 or （册）. Pure."""

from __future__ import annotations

import re

from kanwu_press.model import Table, Text, Width

_UNIT = re.compile(r"([^（）()\s]{1,4})(（[^（）()\s]{1,6}）|\([^（）()\s]{1,6}\))")
_COLUMN_EM, _WIDE_EM = 20, 44  # what heads may take in all, in em of a table; less than a column has


def parted_heads(table: Table) -> tuple[tuple[str, ...], ...]:
    """For each head its word and its unit in brackets; () for a head without a unit.

    () for all where the words and units of all columns could be wider together than the table may be.
    """
    texts = [cell[0].text if len(cell) == 1 and isinstance(cell[0], Text) else "" for cell in table.head]
    found = [_UNIT.fullmatch(text) for text in texts]
    least = [max(len(part) for part in match.groups()) if match else 2 for match in found]
    most = _WIDE_EM if table.width is Width.FULL else _COLUMN_EM
    if sum(least) + len(least) > most:
        return ((),) * len(found)
    return tuple(match.groups() if match else () for match in found)
