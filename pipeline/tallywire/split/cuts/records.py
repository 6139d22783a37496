"""Induces a dump's layout: a dump is a list of records, and the records of one dump begin and end alike.

Between two stretches of running text stand lines that close one record and open the next, or a subheading, a caption
or nothing. Taken as a ring, the lines below the last text and those above the first are one such place too. The shapes
that come again at places show the layout: of all shapes, that is taken whose places have most in common.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum

from en_tallywire import lexicon
from tallywire.split.cuts.shapes import Shape, is_prose, shapes
from tallywire.split.lines.kinds import Marked

#: So many of the most telling shapes are tried, that the time stays linear in the dump's length.
_TRIED = 40
#: The most paragraphs of a preface above the first record.
_PREFACE = 2


@dataclass(frozen=True, slots=True)
class Record:
    """A record's first paragraph, and that of its running text; numbers of the marked paragraphs."""

    start: int
    body: int


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands between two texts, from `begin` up to the lower text `body`, and the shapes there with the text's."""

    begin: int
    body: int
    shapes: dict[str, Shape]


def records(marked: Sequence[Marked]) -> list[Record]:
    """The records of a dump in order; none where no layout is clear."""
    texts = [i for i, item in enumerate(marked) if is_prose(item)]
    if len(texts) < 2:
        return []
    told = shapes(marked)
    places = [_Place(a + 1, b, _named(told[a + 1 : b + 1])) for a, b in pairwise(texts)]
    first, last = texts[0], texts[-1]
    ring = _named([*told[last + 1 :], *told[: first + 1]])
    profile = _profile(places, ring)
    found = [place for place in places if _alike(place, profile) >= lexicon.table("shapes")["records"]["alike"]]
    if not profile or not found:
        return []
    ends = _Ends(frozenset(_named(told[: first + 1])), frozenset(_named(told[last + 1 :])), frozenset(profile))
    later = [Record(_start(marked, told, place, ends), place.body) for place in found]
    head = max(record.body - record.start for record in later)
    body = _below_preface(places, found[0].begin, first, ends.shared - ends.bottom)
    return [Record(max(0, body - head), body), *later]


@dataclass(frozen=True, slots=True)
class _Ends:
    """The shapes that stand above the dump's first text, where a record begins, and below its last, where one ends.

    `shared` are those that all records have.
    """

    top: frozenset[str]
    bottom: frozenset[str]
    shared: frozenset[str]

    def side(self, shape: Shape) -> float:
        """How far a shape is of a record's head, above nought, or of its tail.

        What all records have and neither end of the dump is rather the tail that the last one lacks.
        """
        above, below = shape.name in self.top, shape.name in self.bottom
        lacking = shape.name in self.shared and not above and not below
        return shape.weight * (shape.role + above - below - 0.5 * lacking)


def _named(lines: Iterable[Sequence[Shape]]) -> dict[str, Shape]:
    return {shape.name: shape for line in lines for shape in line}


def _alike(place: _Place, profile: dict[str, float]) -> float:
    """How far a place is like those between records, from 0 to 1, by the share of the profile's weight that it has.

    What alone would be enough to part a dump is so here.
    """
    table = lexicon.table("shapes")["records"]
    weight = fsum(profile.get(name, 0.0) for name in place.shapes)
    return 1.0 if weight >= table["enough"] else weight / (fsum(profile.values()) or 1.0)


def _profile(places: Sequence[_Place], ring: dict[str, Shape]) -> dict[str, float]:
    """The weights of the shapes that the records share, by name; empty where they are not enough."""
    count = Counter(name for place in places for name in place.shapes)
    telling = {name: shape.weight for place in places for name, shape in place.shapes.items()}
    likely = sorted(
        (name for name in count if count[name] + (name in ring) > 1), key=lambda n: (-telling[n] * count[n], n)
    )
    tried = [_shared([place for place in places if name in place.shapes], ring) for name in likely[:_TRIED]]
    best, value = max(((one, _value(places, one)) for one in tried), key=lambda tried: tried[1], default=({}, 0.0))
    alike = lexicon.table("shapes")["records"]["alike"]
    several = sum(_alike(place, best) >= alike for place in places) > 1
    return best if value >= lexicon.table("shapes")["records"]["enough" if several else "enough_for_two"] else {}


def _value(places: Sequence[_Place], profile: dict[str, float]) -> float:
    """The profile's weight, less for places that are partly like those of the records: heads inside of records."""
    enough = float(lexicon.table("shapes")["records"]["alike"])
    alike = [_alike(place, profile) for place in places]
    inside = [share for share in alike if share < enough]
    return fsum(profile.values()) * (1 - fsum(inside) / (len(alike) - len(inside) + 1))


def _shared(places: Sequence[_Place], ring: dict[str, Shape]) -> dict[str, float]:
    """Each shape that nearly all of the places have, with its weight times its share of them.

    The ring's is one of them, but for what stands between records only.
    """
    count = Counter(name for place in places for name in place.shapes)
    weights = {name: shape.weight for place in places for name, shape in place.shapes.items()}
    least = lexicon.table("shapes")["records"]["shared"]
    shares = {
        name: (n + 1) / (len(places) + 1) if name in ring else n / (len(places) + (n < 2)) for name, n in count.items()
    }
    return {name: weights[name] * share for name, share in sorted(shares.items()) if share >= least}


def _start(marked: Sequence[Marked], told: Sequence[Sequence[Shape]], place: _Place, ends: _Ends) -> int:
    """Where the record begins: below the lines that stand at a record's tail, above those of its head.

    What a shape says of itself counts, and whether it stands above the dump's first text or below its last; else the
    widest gap.
    """
    best, at, total = (0.0, -marked[place.begin].paragraph.gap, place.begin), place.begin, 0.0
    for i in range(place.begin, place.body):
        total += fsum(map(ends.side, told[i]))
        here = (round(total, 6), -marked[i + 1].paragraph.gap, i + 1)
        if here < best:
            best, at = here, i + 1
    return at


def _below_preface(places: Sequence[_Place], stop: int, first: int, head: frozenset[str]) -> int:
    """The first record's text: below a short preface, where what heads all records stands between both."""
    for place in places[:_PREFACE]:
        if place.begin < stop and head and head <= place.shapes.keys():
            return place.body
    return first
