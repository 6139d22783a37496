"""Conditions under which an ambiguous match is a time expression, by the names that the rules of the lexicon use."""

from tallywire.annotate.dates.guards import lengths, named, numbers, units
from tallywire.annotate.dates.guards.guard import Guard

__all__ = ["GUARDS"]

GUARDS: dict[str, Guard] = named.GUARDS | numbers.GUARDS | units.GUARDS | lengths.GUARDS
