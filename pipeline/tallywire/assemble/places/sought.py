"""A figure whose place is sought, and how the words before a place bind it."""

import re
from dataclasses import dataclass

from en_tallywire.gazetteer import kinds
from en_tallywire.lexicon import table
from tallywire.assemble.tree import Tree
from tallywire.records import Place, Span

_PREPOSITIONS = frozenset(table("places")["governing"]["prepositions"])
#: A place that the clause says something happened in counts before one that something came from or went to.
_STATIVE = frozenset(table("places")["governing"]["stative"])
#: What stands between two names of a list, with the direction of the second.
JOINT = re.compile(r"\s*(?:,|,?\s*(?:and|or|&)\b)\s*(?:the\s+)?(?:(?:[a-z]+-)?[a-z]+ern\s+)?")
#: The rank of a name that no preposition introduces.
BARE = 2


@dataclass(frozen=True, slots=True)
class Sought:
    """A figure whose place is sought: its clause, and the `region` of its sentence that is said."""

    tree: Tree
    text: str
    figure: Span
    clause: Span
    region: Span


def stands_in(text: str, place: Place) -> bool:
    """Whether the words put something in the place, not only to, from or beside it."""
    return word_before(text, place.start) in _STATIVE


def rank(text: str, place: Place) -> int:
    """How telling the word before the place is: 0 for where something is, 1 for another way to it, else `BARE`."""
    word = word_before(text, place.start)
    return 0 if word in _STATIVE else 1 if word in _PREPOSITIONS else BARE


def word_before(text: str, start: int) -> str:
    """The word before the place that starts there and its article, direction or kind: "*in* the town of Lumbo"."""
    words = words_before(text, start)
    if len(words) > 1 and words[-1] == "of" and words[-2] in kinds("sure"):
        words = _undirected(words[:-2])
    return words[-1] if words else ""


def words_before(text: str, start: int) -> list[str]:
    """The words before the place that starts there and its article and direction, in lower case."""
    return _undirected(text[max(0, start - 40) : start].lower().split())


def _undirected(words: list[str]) -> list[str]:
    while words and words[-1] in kinds("directions"):
        words.pop()
    return words


def are_listed(text: str, before: Place, after: Place) -> bool:
    """Whether two names stand side by side in a list; a possessor is in none: "in Chile, and Peru's largest port"."""
    owns = text[after.end : after.end + 2] in ("'s", "’s")
    return not owns and JOINT.fullmatch(text, before.end, after.start) is not None
