"""Which place a figure is about: the location that its clause names, the nearest one behind a preposition first."""

from collections.abc import Sequence

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
_BARE = 2


def governing_place(
    text: str, places: Sequence[Place], figure: tuple[int, int], clause: tuple[int, int]
) -> Place | None:
    """The place of the claim in `clause`, or None when it names none. The figure's own words are no place."""
    candidates = [
        (_rank(text, place, figure), place)
        for place in places
        if clause[0] <= place.start
        and place.end <= clause[1]
        and not (place.start < figure[1] and figure[0] < place.end)
    ]
    # A name that no gazetteer knows and no preposition introduces is as likely a person or a firm.
    likely = [(rank, place) for rank, place in candidates if place.country or rank[0] < _BARE]
    return min(likely, key=lambda item: item[0])[1] if likely else None


def _rank(text: str, place: Place, figure: tuple[int, int]) -> tuple[int, int]:
    before = text[max(0, place.start - 24) : place.start].lower().removesuffix("the ").split()
    word = before[-1] if before else ""
    order = 0 if word in _STATIVE else 1 if word in _PREPOSITIONS else _BARE
    return order, abs(place.start - figure[0])
