"""Names of places that are not where a figure holds: teams, and what is told aside of someone."""

import re
from functools import cache

from en_tallywire.lexicon import table
from tallywire.assemble.places.sought import BARE, Sought, rank, word_before
from tallywire.records import Place

_RELATIVE_CLAUSE = re.compile(r", (?:who|whose|which|where)\b")
#: So many characters behind a name are read for the verb that it is the subject of.
_BEHIND = 40


def told_aside(sought: Sought, place: Place) -> bool:
    """Whether the place stands in a relative clause between commas without the figure: ", who came from Syria,"."""
    sentence = sought.tree.sentence
    opened = [match.end() for match in _RELATIVE_CLAUSE.finditer(sought.text, sentence.start, place.start)]
    if not opened or "," in sought.text[opened[-1] : place.start]:
        return False
    closed = sought.text.find(",", place.end, sentence.end)
    return closed >= 0 and not opened[-1] <= sought.figure[0] < closed


def is_team(sought: Sought, place: Place) -> bool:
    """Whether a contest is told of and the name is a side of it: "Peru beat Chile", "Kenya were all out"."""
    contests = table("places")["contests"]
    if word_before(sought.text, place.start) not in contests["before"]:
        behind = sought.text[place.end : place.end + _BEHIND].split()
        if not behind or behind[0].lower() not in contests["behind"] or rank(sought.text, place) != BARE:
            return False
    sentence = sought.tree.sentence
    return _contest().search(sought.text, sentence.start, sentence.end) is not None


@cache
def _contest() -> re.Pattern[str]:
    """A score, or a word of a match."""
    words = "|".join(map(re.escape, table("places")["contests"]["words"]))
    return re.compile(rf"\b(?:{words})\b|\b\d{{1,3}}[-–]\d{{1,3}}\b", re.IGNORECASE)
