"""Which place a figure is about: a location that its clause names, else one that the clause calls by a noun ("in the
province"), else the one that its sentence is set in ("In Peru, ...").
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from en_tallywire.lexicon import table
from tallywire.assemble.joined import joints
from tallywire.assemble.tree import Tree
from tallywire.records import Place, Span

_PREPOSITIONS = frozenset(table("places")["governing"]["prepositions"])
#: A place that the clause says something happened in counts before one that something came from or went to.
_STATIVE = frozenset(table("places")["governing"]["stative"])
#: What a place behind these is to the figure: a party, a cause, a comparison, not where it is.
_BESIDE = frozenset(table("places")["governing"]["beside"])
_DIRECTIONS = frozenset(table("places")["kinds"]["directions"])
_BARE = 2
#: A place in the first tokens of a sentence is where all of it is set.
_FRONT = 5
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_MODIFIERS = frozenset({"compound", "amod", "nmod"})
_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Sought:
    """A figure whose place is sought: its clause, and the `region` of its sentence that is said."""

    tree: Tree
    text: str
    figure: Span
    clause: Span
    region: Span


def governing_place(sought: Sought, places: Sequence[Place]) -> Place | None:
    """The place of the claim, or None when it has none. The figure's own words are no place."""
    return (
        _nearest(sought, _named(sought, places, sought.clause))
        or _called(sought)
        or _set_in(sought, _named(sought, places, sought.region))
    )


def _named(sought: Sought, places: Sequence[Place], span: Span) -> list[Place]:
    """The locations that the span names, without those that only tell what kind a thing is ("a Texas dealer")."""
    start, end = sought.figure
    return [
        place
        for place in places[bisect_left(places, span[0], key=_start) : bisect_left(places, span[1], key=_start)]
        if place.kind == "place"
        and place.end <= span[1]
        and not (place.start < end and start < place.end)
        and word_before(sought.text, place) not in _BESIDE
        and not _modifies(sought, place)
    ]


def _nearest(sought: Sought, named: Sequence[Place]) -> Place | None:
    """The place nearest to the figure, of those behind the most telling prepositions."""
    ranked = [((_rank(sought.text, place), abs(place.start - sought.figure[0])), place) for place in named]
    # A name that no gazetteer knows and no preposition introduces is as likely a person or a firm.
    likely = [(rank, place) for rank, place in ranked if place.country or rank[0] < _BARE]
    return min(likely, key=lambda item: item[0])[1] if likely else None


def _set_in(sought: Sought, named: Sequence[Place]) -> Place | None:
    """The place that the sentence puts something in before the figure, else behind it, in no clause of its own."""
    at = sought.figure[0]
    inside = [place for place in named if stands_in(sought.text, place) and not _apart(sought, place)]
    return min(inside, key=lambda place: (place.start > at, abs(place.start - at)), default=None)


def _apart(sought: Sought, place: Place) -> bool:
    """Whether the place stands in another of several clauses: joined by "and" or a semicolon, or relative ones."""
    tree, at = sought.tree, sought.figure[0]
    said = tree.within(*sought.region)
    if place.start > at:
        between = tree.tokens[tree.at(at) : tree.at(place.start)]
        return any(token.tag in _RELATIVE or token.text == ";" for token in between)
    if tree.at(place.start) - said[0] < _FRONT:
        return any(token.text == ";" for token in tree.tokens[tree.at(place.start) : tree.at(at)])
    return any(place.start < tree.tokens[joint].start < at for joint, _ in joints(tree, said[0], said[-1]))


def _called(sought: Sought) -> Place | None:
    """The location that the clause calls by a noun: "in the province", "the north"."""
    found = (
        Place(match.start(1), match.end(1), match[1], None, "place.noun")
        for match in _nouns().finditer(sought.text, *sought.clause)
        if not (match.start(1) < sought.figure[1] and sought.figure[0] < match.end(1))
    )
    return min(found, key=lambda place: abs(place.start - sought.figure[0]), default=None)


@cache
def _nouns() -> re.Pattern[str]:
    """A preposition or verb of motion, and as the group a determiner, up to two adjectives and a noun of a location."""
    words = table("places")["governing"]
    before, nouns, determiners = ("|".join(map(re.escape, words[name])) for name in ("before", "nouns", "determiners"))
    return re.compile(
        rf"\b(?:{before}) ((?:{determiners}) (?:[a-z-]+ ){{0,2}}(?:{nouns}))\b(?! [a-z]+s\b)", re.IGNORECASE
    )


def _modifies(sought: Sought, place: Place) -> bool:
    """Whether a name without a preposition tells the kind of the noun behind it: "a Texas dealer", "UK shops"."""
    if _rank(sought.text, place) < _BARE or sought.text[place.end - 2 : place.end] in ("'s", "’s"):
        return False
    within = sought.tree.within(place.start, place.end)
    last = sought.tree.tokens[within[-1]]
    return last.dep in _MODIFIERS and last.head > within[-1]


def stands_in(text: str, place: Place) -> bool:
    """Whether the words put something in the place, not only to, from or beside it."""
    return word_before(text, place) in _STATIVE


def _rank(text: str, place: Place) -> int:
    word = word_before(text, place)
    return 0 if word in _STATIVE else 1 if word in _PREPOSITIONS else _BARE


def word_before(text: str, place: Place) -> str:
    """The word before the place and its article or direction ("in northern Peru"), in lower case."""
    words = text[max(0, place.start - 40) : place.start].lower().split()
    while words and words[-1] in _DIRECTIONS:
        words.pop()
    return words[-1] if words else ""
