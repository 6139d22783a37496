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


def governing_place(
    text: str, places: Sequence[Place], figure: tuple[int, int], clause: tuple[int, int]
) -> Place | None:
    """The place of the claim in `clause`, or None when it names none. The figure's own words are no place."""
    inside = [
        p
        for p in places
        if clause[0] <= p.start and p.end <= clause[1] and not (p.start < figure[1] and figure[0] < p.end)
    ]
    return min(inside, key=lambda place: _rank(text, place, figure), default=None)


def _rank(text: str, place: Place, figure: tuple[int, int]) -> tuple[int, int]:
    before = text[max(0, place.start - 24) : place.start].lower().removesuffix("the ").split()
    word = before[-1] if before else ""
    order = 0 if word in _STATIVE else 1 if word in _PREPOSITIONS else 2
    return order, abs(place.start - figure[0])
