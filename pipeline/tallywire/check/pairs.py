"""Pairs of claims that speak of the same thing, found without comparing each with each.

Rows are blocked by what must be equal, sorted by day, and compared with a bounded number of neighbours. Two rows of a
block match when what else they say does not set them apart: one may say more than the other, but not each something
else - unless both count the toll of one event.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from en_tallywire import lexicon
from tallywire.check.periods import DAILY, HAPPENING, STANDING, comparable
from tallywire.check.rows import Row
from tallywire.check.stories import Stories
from tallywire.check.things import Thing, thing

#: A row and what it is about.
_Subject = tuple[Row, Thing]

#: Neighbours by day, and by country and day, that a row is compared with.
_WINDOW = 60
#: Counts below this need an act that makes a toll: "two men" are met in any story.
_SMALLEST = 10


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows about the same thing, the earlier first; `narrower` is the one that says more, if one does."""

    first: Row
    second: Row
    things: tuple[Thing, Thing]
    narrower: Row | None

    @property
    def one_definition(self) -> bool:
        """Whether both count by the same definition, as far as their words say."""
        return self.things[0].definitions == self.things[1].definitions

    @property
    def claim_ids(self) -> frozenset[str]:
        """The ids of the two claims."""
        return frozenset((self.first.claim_id, self.second.claim_id))


def pairs(rows: Sequence[Row], stories: Stories) -> Iterator[Pair]:
    """The pairs of rows of the same thing and time, each once, in the order of their days."""
    blocks: dict[tuple[str, ...], list[_Subject]] = defaultdict(list)
    for row in rows:
        found = thing(row) if _usable(row) else None
        if found:
            blocks[found.block].append((row, found))
    for block in blocks.values():
        for first, second in _neighbours(block):
            pair = _pair(first, second, stories)
            if pair:
                yield pair


def _usable(row: Row) -> bool:
    if row.negated or row.modality != "actual" or row.repeat_of or row.kind == "age":
        return False
    return row.modifier == "range" or (row.value is not None and (row.kind != "ratio" or row.of is not None))


def _neighbours(block: list[_Subject]) -> Iterator[tuple[_Subject, _Subject]]:
    """The pairs of a block that stand near each other by day, or by country and day, each once, the earlier first."""
    by_day = sorted(block, key=lambda one: (one[0].day or 0, one[0].claim_id))
    yield from _near(by_day)
    if len(block) > _WINDOW:
        rank = {row.claim_id: place for place, (row, _) in enumerate(by_day)}
        by_country = sorted(by_day, key=lambda one: one[0].country or "")
        for pair in _near(by_country):
            first, second = sorted(rank[row.claim_id] for row, _ in pair)
            if second - first > _WINDOW:
                yield by_day[first], by_day[second]


def _near(order: Sequence[_Subject]) -> Iterator[tuple[_Subject, _Subject]]:
    for index, second in enumerate(order):
        for first in order[max(0, index - _WINDOW) : index]:
            yield first, second


def _pair(one: _Subject, other: _Subject, stories: Stories) -> Pair | None:
    (first, what), (second, same) = one, other
    if not comparable(first, second, _window(first, what)) or _far(first, second) or what.apart != same.apart:
        return None
    together = first.story_id == second.story_id
    if together and what.volatile:
        return None
    toll = bool(what.acts) and what.acts <= _tolls()
    if not toll and max(abs(first.value or 0), abs(second.value or 0)) < _SMALLEST and first.kind == "count":
        return None
    if together and first.sentence_start == second.sentence_start and first.actor_id == second.actor_id:
        return None
    if not together and not (
        _common_ground(first, second, what, same) or stories.alike(first.story_id, second.story_id)
    ):
        return None
    if what.extras != same.extras and first.kind == "percent":
        return None
    if what.acts and what.setting - same.setting and same.setting - what.setting:
        return None
    if what.extras <= same.extras or same.extras <= what.extras:
        narrower = None if what.extras == same.extras else second if what.extras < same.extras else first
        return Pair(first, second, (what, same), narrower)
    if toll and (together or stories.alike(first.story_id, second.story_id)):
        return Pair(first, second, (what, same), None)
    return None


def _window(row: Row, what: Thing) -> int:
    """Days for which the row's figure stands when it has no period."""
    return DAILY if row.change or what.volatile else HAPPENING if what.acts else STANDING


def _far(first: Row, second: Row) -> bool:
    """Whether the rows are of different countries."""
    return bool(first.country and second.country and first.country != second.country)


def _common_ground(first: Row, second: Row, what: Thing, same: Thing) -> bool:
    """Whether two stories' figures share a country or a name, without which they may be of anywhere."""
    return bool(what.names & same.names) or bool(first.country and first.country == second.country)


@cache
def _tolls() -> frozenset[str]:
    return frozenset(lexicon.table("things")["tolls"]["acts"])
