"""Phrases between commas that tell of another time than the clause around them, or of none.

"a grant, worth $5,000 a pupil, that ends in March", "costs £3m, with a second stage planned for 2027".
"""

from en_tallywire.lexicon import table
from tallywire.assemble.dating.relations import Timespan
from tallywire.assemble.tree import Tree
from tallywire.records import Span

_MARKS = frozenset({",", ";", ":", "(", ")", "--", "–", "—"})
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_MAX_TOKENS = 24

Range = tuple[int, int]


def is_of_another_time(tree: Tree, figure: Span, span: Timespan) -> bool:
    """Whether figure or expression stands in an aside that keeps the one from the time of the other."""
    words = table("relations")["asides"]
    around, at = _aside(tree, figure[0]), tree.at(span.anchor)
    if around and not around[0] <= at <= around[1]:
        openers = _openers(tree, around)
        if any(word in words["standing"] for word in openers):
            return True
        if span.is_stretch and span.anchor < figure[0] and openers[0] in words["resulting"]:
            return True
    outside = _aside(tree, span.anchor)
    if outside and not outside[0] <= tree.at(figure[0]) <= outside[1]:
        opener = _openers(tree, outside)[0]
        return opener in words["apart"] or (outside[0] > 0 and opener in words["inserted"])
    return False


def _openers(tree: Tree, aside: Range) -> list[str]:
    """The first words of an aside: "each costing"."""
    return [tree.tokens[index].text.lower() for index in range(aside[0], min(aside[0] + 2, aside[1] + 1))]


def _aside(tree: Tree, offset: int) -> Range | None:
    """The tokens from a mark to the next one around an offset, first and last; None where it is too long."""
    at = tree.at(offset)
    before = range(at - 1, max(-1, at - _MAX_TOKENS), -1)
    opening = next((index for index in before if tree.tokens[index].text in _MARKS), -1)
    if opening < 0 and at > _MAX_TOKENS:
        return None
    behind = range(at + 1, len(tree.tokens))
    closing = next((index for index in behind if tree.tokens[index].text in _MARKS), len(tree.tokens))
    if opening < 0 and any(word.tag in _FINITE for word in tree.tokens[:closing]):
        return None  # a clause, not an aside
    return opening + 1, closing - 1
