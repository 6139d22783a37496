"""The time at which someone was of an age: "She was 19 when she won in 1998"."""

from collections.abc import Sequence

from tallywire.assemble.dating.relations import Timespan
from tallywire.assemble.tree import Tree
from tallywire.records import Span

_BETWEEN = frozenset({"years", "year", "old", "-", "of", "age", ","})


def timespan_of_age(tree: Tree, figure: Span, spans: Sequence[Timespan]) -> Timespan | None:
    """The expression in the clause with "when" right behind an age; else None: an age is a person's at any time."""
    behind = tree.at(figure[1] - 1) + 1
    while behind < len(tree.tokens) and tree.lower[behind] in _BETWEEN:
        behind += 1
    if behind >= len(tree.tokens) or tree.lower[behind] != "when":
        return None
    start = tree.tokens[behind].start
    span = min((span for span in spans if span.anchor > start), key=lambda span: span.anchor, default=None)
    if span is None or any(word.text in (",", ";") for word in tree.tokens[behind : tree.at(span.start)]):
        return None
    return span
