"""The words of a governing place as the sentence has them: with its article and direction, and with the list it is in.

"northern Mali", "the Netherlands", "Kenya and Somalia", "Boise, Idaho".
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from en_tallywire.gazetteer import kinds
from tallywire.assemble.places.sought import are_listed
from tallywire.records import Place

_WORD_BEFORE = re.compile(r"(?:^|(?<=[\s(“\"‘']))([\w-]+)[ \n]$")
#: So many characters before a place may hold its direction and article.
_LEAD = 40
_LAST = re.compile(r"\b(?:and|or|&)\b")


def as_written(text: str, place: Place, places: Sequence[Place]) -> Place:
    """The place with the words that belong to it; `places` are those of the text, in order."""
    if place.rule == "place.noun":
        return place
    first, last = _listed(text, place, places)
    start, end = _with_lead(text, first.start), last.end
    return replace(place, start=start, end=end, text=text[start:end])


def _listed(text: str, place: Place, places: Sequence[Place]) -> tuple[Place, Place]:
    """The first and the last place of the list that the place stands in; the place twice if in none."""
    named = [one for one in places if one.kind == "place"]
    at = next((n for n, one in enumerate(named) if one.start == place.start), None)
    if at is None:
        return place, place
    first, last = at, at
    while first and are_listed(text, named[first - 1], named[first]):
        first -= 1
    while last + 1 < len(named) and are_listed(text, named[last], named[last + 1]):
        last += 1
    between = text[named[last - 1].end : named[last].start] if last > first else ""
    if last == first + 1 and not _LAST.search(between):
        return (named[first], named[last]) if named[first].country == named[last].country else (place, place)
    return (named[first], named[last]) if _LAST.search(between) else (place, place)


def _with_lead(text: str, start: int) -> int:
    """The start with a direction before the name ("northern"), and an article before both."""
    parts = kinds("parts")
    for _ in range(2):
        before = _WORD_BEFORE.search(text[max(0, start - _LEAD) : start])
        if before is None or before[1] not in parts:
            break
        start -= len(before[0])
    before = _WORD_BEFORE.search(text[max(0, start - _LEAD) : start])
    return start - len(before[0]) if before and before[1] == "the" else start
