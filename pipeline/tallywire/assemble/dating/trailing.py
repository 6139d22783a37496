"""Stretches that trail the phrase of a figure: "on Friday to help the widows of 31 divers | lost since 2017"."""

from collections.abc import Sequence

from tallywire.assemble.dating.ends import COMPARED, DAYS
from tallywire.assemble.dating.relations import Timespan
from tallywire.assemble.tree import Tree
from tallywire.records import Span

_VERBAL = frozenset({"VBZ", "VBP", "VBD", "MD", "VB", "VBG"})
_STOPS = COMPARED | {",", ";", ":", "(", ")", "than", "by", "as", "that", "who", "which"}
_HOLDERS = frozenset({"of", "for", "into", "in", "about", "over", "to", "with"})


def trailing_stretch(tree: Tree, figure: Span, day: Timespan, spans: Sequence[Timespan]) -> Timespan | None:
    """The stretch that dates the phrase that a figure stands in, where the day in front is only that of its clause."""
    if not day.rule.startswith(DAYS) or day.end > figure[0] or not _is_held(tree, day, figure):
        return None
    behind = [span for span in spans if span.is_stretch and span.anchor > figure[1] and span.date_from]
    nearest = min(behind, key=lambda span: span.anchor, default=None)
    if nearest is None:
        return None
    between = tree.tokens[tree.at(figure[1] - 1) + 1 : tree.at(nearest.start)]
    if any(word.tag in _VERBAL or word.text.lower() in _STOPS for word in between):
        return None
    return nearest


def _is_held(tree: Tree, day: Timespan, figure: Span) -> bool:
    """Whether the figure is in a phrase of its clause that is not what the clause does: "the widows of 31 divers"."""
    for token in tree.path(tree.head_of_span(*figure)):
        word = tree.tokens[token]
        if word.dep == "prep" and word.text.lower() in _HOLDERS and word.start > day.end:
            return True
        if tree.is_verb(token):
            return False
    return False
