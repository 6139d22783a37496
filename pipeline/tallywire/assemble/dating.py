"""Which time expression governs a figure: the one nearest on the way from the figure up through its clauses.

Candidates modify the figure's noun phrase, its clause, the subject of its clause, or an outer clause, in this order
(claim-guide, section 3: the expression must modify the clause or noun that holds the figure; an event's own date
counts). An expression in another clause, or in the reporting frame, does not govern it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from en_tallywire.lexicon import table
from tallywire.assemble.relations import Timespan, apply_relation
from tallywire.assemble.tree import Tree

_SIDE_STEP = 0.5  # an expression inside the subject, or inside an event's noun phrase, is a little further off
_NOUN_LINKS = frozenset(
    {
        "prep",
        "pobj",
        "pcomp",
        "compound",
        "nmod",
        "amod",
        "poss",
        "appos",
        "npadvmod",
        "advmod",
        "nummod",
        "dep",
        "agent",
    }
)
_OWN_STATEMENT = frozenset({"have", "be", "hold", "host", "include", "contain", "comprise"})


def governing_timespan(
    tree: Tree, figure: tuple[int, int], spans: Sequence[Timespan], region: tuple[int, int], published: date | None
) -> Timespan | None:
    """The time expression of the sentence that governs the figure; None when there is none.

    `figure` is the figure's span, `region` the characters its source's frame leaves (the whole sentence where there
    is no frame): expressions outside belong to the saying and not to what is said.
    """
    target = tree.head_of_span(*figure)
    up = {token: steps for steps, token in enumerate(tree.path(target))}
    ranked = []
    for span in spans:
        if region[0] <= span.anchor < region[1] and not _overlaps(span, figure):
            distance = _distance(tree, target, span, up)
            if distance is not None:
                ranked.append((distance, abs(span.anchor - figure[0]), span))
    if ranked:
        return _dated_event(tree, min(ranked, key=lambda item: item[:2])[2], published)
    return _undated_event(tree, up, region, published)


def _overlaps(span: Timespan, figure: tuple[int, int]) -> bool:
    return span.anchor < figure[1] and figure[0] < span.end


def _distance(tree: Tree, target: int, span: Timespan, up: dict[int, int]) -> float | None:
    """How far the expression's attachment is from the figure on the way up; None when it is not on that way."""
    extra = 0.0
    crossed_clause = False
    for token in tree.path(tree.head_of_span(span.anchor, span.end)):
        if token in up:
            if crossed_clause and not _is_event_clause(tree, span, token):
                return None
            if up[token] and _blocked(tree, target, token):
                return None
            return up[token] + extra
        if tree.is_clause(token) and tree.tokens[token].dep != "ROOT" and not _shares_adverbials(tree, token):
            crossed_clause = True
        extra += _SIDE_STEP if tree.tokens[token].dep in _NOUN_LINKS else 1.0
    return None


def _shares_adverbials(tree: Tree, token: int) -> bool:
    """A conjunct without a subject of its own shares its adverbials with the verb before it."""
    return tree.tokens[token].dep == "conj" and tree.subject(token) is None


def _is_event_clause(tree: Tree, span: Timespan, common: int) -> bool:
    """Whether the clause between the expression and the figure's path dates an event ("since … took over in 2021")."""
    return _event(tree, span, common) is not None


def _event(tree: Tree, span: Timespan, common: int | None = None) -> tuple[int, str] | None:
    """The subordinator of the event clause or phrase that holds the expression: (its start, the relation)."""
    words = table("relations")["event"]
    for token in tree.path(tree.head_of_span(span.anchor, span.end)):
        if token == common:
            return None
        marker = tree.marker(token)
        if marker and marker.lemma.lower() in words and marker.end < span.start:
            return marker.start, words[marker.lemma.lower()]
    return None


def _dated_event(tree: Tree, span: Timespan, published: date | None) -> Timespan:
    """The expression under the relation of the event it dates, where it stands in one."""
    event = _event(tree, span)
    if event is None or "+" in span.rule:
        return span
    start, relation = event
    date_from, date_to = apply_relation(relation, (span.date_from, span.date_to), published)
    return replace(span, start=start, date_from=date_from, date_to=date_to, rule=f"{span.rule}+event.{relation}")


def _undated_event(tree: Tree, up: dict[int, int], region: tuple[int, int], published: date | None) -> Timespan | None:
    """ "since the crackdown was launched": an event without a date still says that the figure holds up to now."""
    for token in up:
        for child in tree.children(token):
            word = tree.tokens[child]
            marker = tree.marker(child) if tree.is_clause(child) else word if word.dep == "prep" else None
            if marker and marker.lemma.lower() == "since" and region[0] <= marker.start < region[1] and child not in up:
                last = tree.tokens[tree.extent(child)[1]]
                return Timespan(marker.start, last.end, marker.start, None, published, "event.undated")
    return None


def _blocked(tree: Tree, target: int, upper: int) -> bool:
    """Whether a relative clause below `upper` states a fact of its own ("a city that has 2m people")."""
    for token in tree.path(target):
        if token == upper:
            return False
        if tree.tokens[token].dep == "relcl" and tree.tokens[token].lemma.lower() in _OWN_STATEMENT:
            return True
    return False
