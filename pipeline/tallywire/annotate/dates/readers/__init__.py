"""Readers of time expressions, by the names that the rules of the lexicon use: what a match says -> its reading."""

from tallywire.annotate.dates.context import Reader
from tallywire.annotate.dates.readers import accounts, clock, days, lengths, named, relative, sets, told, years

__all__ = ["READERS"]

READERS: dict[str, Reader] = (
    accounts.READERS
    | days.READERS
    | years.READERS
    | clock.READERS
    | relative.READERS
    | lengths.READERS
    | sets.READERS
    | told.READERS
    | named.READERS
)
