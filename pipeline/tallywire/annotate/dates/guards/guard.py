"""What a guard is: a condition under which a match of the grammar is a time expression, by the words around it."""

from collections.abc import Callable
from functools import cache

from en_tallywire.lexicon import table
from tallywire.annotate.dates.grammar import Match
from tallywire.annotate.dates.page import Page

Guard = Callable[[Match, Page], bool]


@cache
def words(name: str) -> frozenset[str]:
    """The word list `name` of the guards' lexicon."""
    return frozenset(table("dates_guards")[name])
