"""Knows names of cities, countries and regions, as header lines name them."""

from functools import cache

from en_tallywire import gazetteer
from en_tallywire.lexicon import table

#: The smallest city that a header line is taken to name.
_CITY = 15_000


def is_place(name: str) -> bool:
    """Whether `name` is a country, a US state or a city of 15,000 people or more, in any case, accents or none."""
    return gazetteer.key(name) in _more() or any(map(_known, gazetteer.bearers(name)))


def _known(bearer: gazetteer.Bearer) -> bool:
    return (
        bearer.kind == "country" or bearer.population >= _CITY or (bearer.kind == "region" and bearer.country == "US")
    )


@cache
def _more() -> frozenset[str]:
    return frozenset(table("layout")["header"]["places"])
