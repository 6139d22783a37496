"""Which place a figure is about: a location that its clause names, else one that the clause calls by a noun ("in the
province"), else the one that its sentence is set in ("In Peru, ...").
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from operator import attrgetter

from en_tallywire.lexicon import table
from tallywire.assemble.joined import joints
from tallywire.assemble.places.beside import is_team, told_aside
from tallywire.assemble.places.sought import BARE, Sought, rank, stands_in, word_before
from tallywire.records import Place, Span

#: What a place behind these is to the figure: a party, a cause, a comparison, not where it is.
_BESIDE = frozenset(table("places")["governing"]["beside"])
#: A place in the first tokens of a sentence is where all of it is set.
_FRONT = 5
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
#: So many characters may stand before and in the place that a sentence opens with.
_OPENING = 60
_MODIFIERS = frozenset({"compound", "amod", "nmod"})
#: What stands behind a name that is only part of a word: "the Leeds-based firm".
_COMPOUND = re.compile(r"-[a-z]")
_start = attrgetter("start")


def governing_place(sought: Sought, places: Sequence[Place]) -> Place | None:
    """The place of the claim, or None when it has none. The figure's own words are no place."""
    return (
        _nearest(sought, _named(sought, places, sought.clause))
        or _called(sought)
        or _set_in(sought, _named(sought, places, sought.region))
        or _fronted(sought, places)
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
        and word_before(sought.text, place.start) not in _BESIDE
        and not _modifies(sought, place)
        and not told_aside(sought, place)
        and not is_team(sought, place)
    ]


def _nearest(sought: Sought, named: Sequence[Place]) -> Place | None:
    """The place nearest to the figure, of those behind the most telling prepositions."""
    ranked = [((rank(sought.text, place), abs(place.start - sought.figure[0])), place) for place in named]
    # A name that no gazetteer knows and no preposition introduces is as likely a person or a firm.
    likely = [(rank, place) for rank, place in ranked if place.country or rank[0] < BARE]
    return min(likely, key=lambda item: item[0])[1] if likely else None


def _set_in(sought: Sought, named: Sequence[Place]) -> Place | None:
    """The place that the sentence puts something in before the figure, else behind it, in no clause of its own."""
    at = sought.figure[0]
    inside = [place for place in named if stands_in(sought.text, place) and not _apart(sought, place)]
    return min(inside, key=lambda place: (place.start > at, abs(place.start - at)), default=None)


def _fronted(sought: Sought, places: Sequence[Place]) -> Place | None:
    """The place that the sentence opens with and sets all of it in, with its reporting frame: "In Peru, ..."."""
    sentence = sought.tree.sentence
    opening = (sentence.start, min(sentence.start + _OPENING, sought.region[0]))
    found = [place for place in _named(sought, places, opening) if stands_in(sought.text, place)]
    return found[0] if found and sought.text[found[0].end : found[0].end + 1] == "," else None


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
        rf"\b(?:{before}) ((?:{determiners}) (?:[a-z-]+ ){{0,2}}(?:{nouns}))\b(?!-| [a-z]+s\b)", re.IGNORECASE
    )


def _modifies(sought: Sought, place: Place) -> bool:
    """Whether a name without a preposition tells the kind of the noun behind it: "a Texas dealer", "UK shops"."""
    if _COMPOUND.match(sought.text, place.end):
        return True
    if rank(sought.text, place) < BARE or sought.text[place.end - 2 : place.end] in ("'s", "’s"):
        return False
    within = sought.tree.within(place.start, place.end)
    last = sought.tree.tokens[within[-1]]
    return last.dep in _MODIFIERS and last.head > within[-1]
