"""Events that a figure is dated by: "since the bank closed in 2019", "after the merger in May"."""

from collections.abc import Iterable
from dataclasses import dataclass

from en_tallywire.lexicon import table
from tallywire.assemble.dating.acts import is_length_of_time
from tallywire.assemble.dating.ends import DAYS
from tallywire.assemble.dating.relations import Timespan
from tallywire.assemble.tree import Tree
from tallywire.records import Token

_FOLLOWING = frozenset({"after", "following"})


@dataclass(frozen=True, slots=True)
class Event:
    """The words that open an event, and how a figure's interval follows from its date."""

    start: int
    relation: str
    is_cause: bool
    """Whether what was told came of it at once, so that nothing is counted since: "fell 6% after a fire in May"."""


def event_around(tree: Tree, up: Iterable[int], span: Timespan) -> Event | None:
    """The clause or phrase that holds the expression, off the way `up` from the figure; None where it tells no event.

    What "when" and "as" open happened with what is told: the expression alone is its date.
    """
    words, way = table("relations")["event"], list(up)
    for token in tree.path(tree.head_of_span(span.anchor, span.end)):
        marker = _phrase_before(tree, token, span) if token in way else tree.marker(token)
        if marker and marker.lemma.lower() in words and marker.end < span.start:
            relation = words[marker.lemma.lower()]
            if relation == "at" or is_length_of_time(tree, marker, span):
                return None
            return Event(marker.start, relation, _is_cause(tree, way, marker, span))
        if token in way:
            return None
    return None


def opens_event(tree: Tree, marker: Token) -> bool:
    """Whether a subordinator opens the event of a figure; "even as" opens another fact."""
    return marker.lemma.lower() in table("relations")["event"] and tree.lower[tree.at(marker.start) - 1] != "even"


def _is_cause(tree: Tree, way: Iterable[int], marker: Token, span: Timespan) -> bool:
    """Whether "after" opens what came before a past change, or on a day, before anything but coming and going."""
    if marker.text.lower() not in _FOLLOWING:
        return False
    verbs = [token for token in way if tree.is_verb(token)]
    times = (tree.tense(token) for token in verbs)
    if next((time for time in times if time is not None), None) != "past":
        return False
    words = table("relations")
    if span.rule.startswith(DAYS):
        return not any(tree.lemma[token] in words["happening"]["moving"] for token in verbs)
    return any(tree.lemma[token] in words["change"]["verbs"] for token in verbs)


def _phrase_before(tree: Tree, token: int, span: Timespan) -> Token | None:
    """The preposition of the phrase right before the expression: "after the merger | in 2021" is one event."""
    first = tree.at(span.start)
    first -= tree.tokens[first - 1].dep == "prep" and tree.tokens[first - 1].end < span.start
    for child in tree.children(token):
        if tree.tokens[child].dep == "prep" and tree.extent(child)[1] == first - 1:
            return tree.tokens[child]
    return None
