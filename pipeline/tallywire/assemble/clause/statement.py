"""A figure in its sentence, as the rules for the clause that states it see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from tallywire.assemble.tree import Tree
from tallywire.records import Span

_SEPARATORS = frozenset({",", ";", ":", "–", "—", "-", "--", "(", ")"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure in its sentence: `region` is what is said, `period` the time expression that governs the figure."""

    tree: Tree
    text: str
    figure: Span
    region: Span
    period: Span | None
    others: Sequence[Span]
    """The sentence's other figures."""
    cue: int | None = None
    """Where the reporting words begin."""
    frames: Sequence[int] = ()
    """Where the words end that report something else before the figure."""

    def holds(self, first: int, last: int) -> bool:
        """Whether the tokens hold the governing time expression."""
        return self.period is not None and _in_tokens(self.tree, first, last, self.period[0])

    def holds_other_figure(self, first: int, last: int) -> bool:
        """Whether the tokens hold another figure."""
        return any(_in_tokens(self.tree, first, last, start) for start, _ in self.others)

    def says_on(self, first: int, last: int) -> bool:
        """Whether the tokens are all of what is said, with no reporting frame among them."""
        start, end = self.tree.tokens[first].start, self.tree.tokens[last].end
        framed = self.cue is not None and start <= self.cue < end
        return self.region[0] <= start < self.region[1] and not framed


def _in_tokens(tree: Tree, first: int, last: int, offset: int) -> bool:
    return tree.tokens[first].start <= offset < tree.tokens[last].end


def comma_before(tree: Tree, index: int, *, inclusive: bool = False) -> bool:
    """Whether a mark stands right before the phrase of the token; `inclusive` if it may be the phrase's first."""
    start = tree.extent(index)[0]
    return start > 0 and (separates(tree, start - 1) or (inclusive and separates(tree, start)))


def separates(tree: Tree, index: int) -> bool:
    """Whether the token is a mark between phrases; a hyphen inside a word is none."""
    word = tree.tokens[index]
    glued = word.text == "-" and index > 0 and tree.tokens[index - 1].end == word.start
    return word.text in _SEPARATORS and not glued
