"""How the issue itself uses its words: counts of neighbouring characters, by which cut words are recognised.

No dictionary is needed: in an issue of some ten thousand characters a word cut by a page end nearly
always stands whole elsewhere. Association is pointwise mutual information over adjacent characters.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kanwu_press.intake.words import HAN

_LEAST = 3  # a pair seen less often says nothing
_STRONG = 1.5  # nats; `工作|队` has 3.7, `工作|在` below 0 in the real issue


@dataclass(frozen=True, slots=True)
class Usage:
    """Counts of characters and of pairs of neighbours, within lines."""

    singles: Counter[str]
    pairs: Counter[str]

    def association(self, left: str, right: str) -> float:
        """How much oftener `left` stands before `right` than by chance, in nats; -inf if rarely."""
        together = self.pairs[left + right]
        if together < _LEAST:
            return -math.inf
        total = self.singles.total()
        return math.log(together * total / (self.singles[left] * self.singles[right]))

    def continues(self, before: str, after: str) -> float:
        """The association across a cut: of the last letter of `before` with the first of `after`."""
        left, right = _last(before), _first(after)
        return self.association(left, right) if left and right else -math.inf

    def is_word(self, before: str, after: str) -> bool:
        """Whether a cut between the two goes through a word of this issue."""
        return self.continues(before, after) >= _STRONG

    def rarest(self, text: str) -> int:
        """How often the rarest two neighbours in `text` occur: the mark of a misspelling."""
        return min((self.pairs[text[i : i + 2]] for i in range(len(text) - 1)), default=0)


def usage_of(texts: Iterable[str]) -> Usage:
    """The usage of a text given in lines."""
    singles: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for text in texts:
        singles.update(text)
        pairs.update(text[i : i + 2] for i in range(len(text) - 1))
    return Usage(singles, pairs)


def likeness(text: str, one: Counter[str], other: Counter[str]) -> float:
    """Above 0 where `text` is more like `one` than `other`, by the pairs of Han characters they count.

    A naive Bayes decision with add-one smoothing, in nats per pair.
    """
    found = pairs_in(text)
    if not found:
        return 0.0
    one_total, other_total = one.total() + len(one) + 1, other.total() + len(other) + 1
    weight = sum(
        count * (math.log((one[pair] + 1) / one_total) - math.log((other[pair] + 1) / other_total))
        for pair, count in found.items()
    )
    return weight / found.total()


def pairs_in(text: str) -> Counter[str]:
    """The pairs of neighbouring Han characters in `text`."""
    return Counter(
        text[i : i + 2] for i in range(len(text) - 1) if HAN.match(text[i]) and HAN.match(text[i + 1])
    )


def _last(text: str) -> str:
    bare = text.rstrip("*“”‘’（(《 ")
    return bare[-1:]


def _first(text: str) -> str:
    return text.lstrip("*“”‘’）)》 ")[:1]
