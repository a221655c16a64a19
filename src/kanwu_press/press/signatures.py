"""How an interior is parted into signatures (书帖) for its binding. Pure arithmetic."""

from __future__ import annotations

LEAVES = 4  # pages of the smallest signature: one sheet folded once
FULL = 16  # pages of a full signature: one side of a full sheet in 16开


def signatures(pages: int, binding: str) -> tuple[int, ...]:
    """The pages of each signature in the order of the book; `pages` is a multiple of four.

    Saddle stitched, all sheets lie within each other and are one signature. Else full signatures of 16
    and, for what is left, one of 8 and one of 4. The small ones stand before the last full one, where the
    glue holds a thin signature on both sides. Raises ValueError for other numbers of pages.
    """
    if pages <= 0 or pages % LEAVES:
        raise ValueError(f"{pages} pages can't be folded: not a multiple of {LEAVES}")
    if binding == "saddle":
        return (pages,)
    full, rest = divmod(pages, FULL)
    small = tuple(size for size in (8, 4) if rest & size)
    return (FULL,) * (full - 1) + small + (FULL,) if full else small
