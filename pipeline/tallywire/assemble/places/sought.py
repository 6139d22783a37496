"""A figure whose place is sought, and how the words before a place bind it."""

from dataclasses import dataclass

from en_tallywire.lexicon import table
from tallywire.assemble.tree import Tree
from tallywire.records import Place, Span

_PREPOSITIONS = frozenset(table("places")["governing"]["prepositions"])
#: A place that the clause says something happened in counts before one that something came from or went to.
_STATIVE = frozenset(table("places")["governing"]["stative"])
_DIRECTIONS = frozenset(table("places")["kinds"]["directions"])
_KINDS = frozenset(table("places")["kinds"]["sure"])
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
    return word_before(text, place) in _STATIVE


def rank(text: str, place: Place) -> int:
    """How telling the word before the place is: 0 for where something is, 1 for another way to it, else `BARE`."""
    word = word_before(text, place)
    return 0 if word in _STATIVE else 1 if word in _PREPOSITIONS else BARE


def word_before(text: str, place: Place) -> str:
    """The word before the place and its article, direction or kind, in lower case: "*in* the town of Lumbo"."""
    words = text[max(0, place.start - 40) : place.start].lower().split()
    while words and words[-1] in _DIRECTIONS:
        words.pop()
    if len(words) > 1 and words[-1] == "of" and words[-2] in _KINDS:
        del words[-2:]
        while words and words[-1] in _DIRECTIONS:
            words.pop()
    return words[-1] if words else ""
