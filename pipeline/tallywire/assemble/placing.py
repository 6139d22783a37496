"""Which place a figure is about: the location that its clause names, the nearest one behind a preposition first."""

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from en_tallywire.lexicon import table
from tallywire.records import Place

_PREPOSITIONS = frozenset(
    {
        "in",
        "at",
        "across",
        "from",
        "through",
        "near",
        "to",
        "inside",
        "into",
        "outside",
        "around",
        "throughout",
        "via",
        "on",
    }
)
#: A place that the clause says something happened in counts before one that something came from or went to.
_STATIVE = frozenset({"in", "at", "across", "near", "inside", "around", "throughout", "outside"})
#: What a place behind these is to the figure: a party, a cause, a comparison, not where it is.
_BESIDE = frozenset({"with", "by", "against", "for", "than", "like", "unlike", "as", "versus"})
_BARE = 2
_start = attrgetter("start")
_DIRECTIONS = frozenset(table("places")["kinds"]["directions"])


def governing_place(
    text: str, places: Sequence[Place], figure: tuple[int, int], clause: tuple[int, int]
) -> Place | None:
    """The place of the claim in `clause`, or None when it names none. The figure's own words are no place."""
    candidates = [
        (_rank(text, place, figure), place)
        for place in places[bisect_left(places, clause[0], key=_start) : bisect_left(places, clause[1], key=_start)]
        if place.kind == "place"
        and place.end <= clause[1]
        and word_before(text, place) not in _BESIDE
        and not (place.start < figure[1] and figure[0] < place.end)
    ]
    # A name that no gazetteer knows and no preposition introduces is as likely a person or a firm.
    likely = [(rank, place) for rank, place in candidates if place.country or rank[0] < _BARE]
    return min(likely, key=lambda item: item[0])[1] if likely else None


def stands_in(text: str, place: Place) -> bool:
    """Whether the words put something in the place, not only to, from or beside it."""
    return word_before(text, place) in _STATIVE


def _rank(text: str, place: Place, figure: tuple[int, int]) -> tuple[int, int]:
    word = word_before(text, place)
    order = 0 if word in _STATIVE else 1 if word in _PREPOSITIONS else _BARE
    return order, abs(place.start - figure[0])


def word_before(text: str, place: Place) -> str:
    """The word before the place and its article or direction ("in northern Peru"), in lower case."""
    words = text[max(0, place.start - 40) : place.start].lower().split()
    while words and words[-1] in _DIRECTIONS:
        words.pop()
    return words[-1] if words else ""
