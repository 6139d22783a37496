"""Names of countries, regions and cities, and what bears them: read from `gazetteer.tsv` and `places.toml`, once.

`models/make_gazetteer.py` makes the table.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from en_tallywire import LEXICONS
from en_tallywire.lexicon import rows, table

TABLE = LEXICONS / "gazetteer.tsv"

#: Hyphens part words; apostrophes, and the marks that stand for Arabic's ain and hamza, are left out.
_MARKS = str.maketrans({"-": " ", **dict.fromkeys("'’‘`ʿʾʼʻ")})
#: The letters before the first that is not ASCII, if they are enough for a name.
_PLAIN = re.compile(r"[A-Z][a-z]{3,}(?=[^\x00-\x7f])")

Kind = Literal["country", "region", "city"]

_KINDS: dict[str, Kind] = {"": "country", "/": "region", ":": "city"}
#: People of a region that is listed by hand: it means more than a town of its name.
_BY_HAND = 50_000_000
#: People of a district, which is big enough to be one where a preposition stands before it.
_DISTRICT = 100_000


class Bearer(NamedTuple):
    """Something that bears a name: its kind, country (ISO 3166-1 alpha-2) and, of a region or city, its population."""

    kind: Kind
    country: str
    population: int = 0


def key(name: str) -> str:
    """The name as the table has it: without case, accents, apostrophes, hyphens and article."""
    plain = name
    if not plain.isascii():
        folded = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in folded if not unicodedata.combining(char))
    return " ".join(plain.translate(_MARKS).casefold().removeprefix("the ").split())


@lru_cache(maxsize=4096)
def meant(name: str) -> tuple[Bearer, ...]:
    """`bearers`, without names that are more often something else ("Orange", "March")."""
    return () if key(name) in _never() else bearers(name)


@lru_cache(maxsize=4096)
def bearers(name: str) -> tuple[Bearer, ...]:
    """What bears the name: a country, then regions and cities from the biggest; empty for an unknown name."""
    folded = key(name)
    by_hand = _by_hand().get(folded) or _districts().get(folded, ())
    found = by_hand + tuple(one for one in map(_bearer, _items(folded)) if one not in by_hand)
    return found or _garbled(name)


def _garbled(name: str) -> tuple[Bearer, ...]:
    """The country that a word of a broken encoding begins with: "KenyaŠ—Ès" for "Kenya’s"."""
    plain = _PLAIN.match(name)
    if plain is None or plain.end() == len(name):
        return ()
    return tuple(one for one in bearers(plain.group()) if one.kind == "country")[:1]


@cache
def _lines() -> list[str]:
    """The lines of the table, which is sorted: a dict of its names takes three times as long to make."""
    return TABLE.read_text(encoding="utf-8").rstrip("\n").split("\n")


def _items(name: str) -> list[str]:
    """What the table says of a name."""
    start = f"{name}\t"
    at = bisect_left(_lines(), start)
    found = _lines()[at : at + 1]
    return found[0][len(start) :].split(" ") if found and found[0].startswith(start) else []


def _bearer(item: str) -> Bearer:
    mark = item[2:3]
    return Bearer(_KINDS[mark], item[:2], int(item[3:] or 0))


@cache
def _by_hand() -> dict[str, tuple[Bearer, ...]]:
    """The names of `places.toml`, before those of the table."""
    kinds: tuple[tuple[Kind, str], ...] = (("country", "countries"), ("region", "regions"))
    return {
        key(name): (Bearer(kind, code, _BY_HAND if kind == "region" else 0),)
        for kind, section in kinds
        for code, names in table("places")[section].items()
        for name in names
    }


def regions() -> Iterator[tuple[str, Bearer]]:
    """The names, as `key` folds them, that countries and regions bear, each with its first such bearer."""
    for name, bearers_ in _by_hand().items():
        yield name, bearers_[0]
    for line in _lines():
        name, items = line.split("\t")
        first = _bearer(items.split(" ", 1)[0])
        if first.kind != "city" and name not in _by_hand():
            yield name, first


@cache
def _districts() -> dict[str, tuple[Bearer, ...]]:
    """Districts, zones and camps that neither table has (`districts.csv`)."""
    named = ((name, row["country"]) for row in rows("districts") for name in row["names"].split("|"))
    return {key(name): (Bearer("region", country, _DISTRICT),) for name, country in named}


@cache
def national() -> dict[str, tuple[tuple[str, str], ...]]:
    """What is found in one country only (`national.csv`): by its first word, the whole words and the country.

    Agencies that count the victims of disasters, parliaments, armed groups, units of administration, currencies.
    """
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in rows("national"):
        for words in row["words"].split("|"):
            first = words.split(" ")[0]
            found[first] = (*found.get(first, ()), (words, row["country"]))
    return {first: tuple(sorted(named, key=lambda one: (-len(one[0]), one))) for first, named in found.items()}


#: A place is what its name means when it has so many times the people of the next one of that name elsewhere.
_TIMES = 3
#: So many times smaller, a place is not meant even where its country is near: no Paris of Texas.
_DWARFED = 30
#: A smaller place is a village.
_TOWN = 5_000
#: What a country must weigh among those named near for its namesake to be meant; for a region that bears a country's
#: name ("Georgia") more.
_NEAR, _OUTWEIGHS = 1.0, 3.0
#: The weight of a country that leaves no choice.
SURE = 1_000.0


def country_of(name: str, near: Mapping[str, float] | None = None) -> str | None:
    """ISO 3166-1 alpha-2 code of the country that `name` is or lies in; None when it is unknown or nothing decides.

    A country is itself. A village is meant only where no other country is near. Of several countries with a region or
    city of that name, the one that weighs most in `near` (country -> weight, one for a mention) is taken; else the one
    that is far bigger than the others.
    """
    found = meant(name)
    if not found:
        return None
    near = near or {}
    if near and is_village(name):
        return next((one.country for one in found if near.get(one.country)), None)
    own = found[0].country if found[0].kind == "country" else None
    sure = next((one.country for one in found if near.get(one.country, 0.0) >= SURE), None)
    if sure:
        return sure
    least = max((one.population for one in found if one.population < _BY_HAND), default=0) / _DWARFED
    weight = _OUTWEIGHS if own else _NEAR
    rivals = [one for one in found if one.population >= least and near.get(one.country, 0.0) >= weight]
    if own and (near.get(own) or not any(one.kind == "region" for one in rivals)):
        return own
    if rivals:
        return max(rivals, key=lambda one: (near[one.country], one.population)).country
    return own or _biggest(found)


def is_village(name: str) -> bool:
    """Whether only villages bear the name, which says little beside other names."""
    return bool(meant(name)) and all(one.kind == "city" and one.population < _TOWN for one in meant(name))


def _biggest(found: Sequence[Bearer]) -> str | None:
    """The country of the region or city that is far bigger than those of its name elsewhere."""
    first = max(found, key=lambda one: one.population)
    rivals = [one.population for one in found if one.country != first.country]
    return first.country if first.population >= _TIMES * max(rivals, default=0) else None


@cache
def kinds(name: str) -> frozenset[str]:
    """A list of `places.toml`, `[kinds]`: the words that tell what a name is."""
    return frozenset(table("places")["kinds"][name])


def is_national_body(words: Sequence[str]) -> bool:
    """Whether the words, in lower case, name a body that is at home in the country whose name follows with "of"."""
    return bool(words) and (words[-1] in kinds("bodies") or " ".join(words[-2:]) in kinds("national"))


@cache
def _never() -> frozenset[str]:
    return frozenset(map(key, kinds("never_cities")))


@cache
def demonyms() -> dict[str, tuple[str, bool]]:
    """Adjectives and people by lower-case word or words: the country, and whether the word names people."""
    return {
        word.lower(): (row["country"], people)
        for people, column in ((False, "adjectives"), (True, "people"))
        for row in rows("demonyms")
        for word in row[column].split("|")
        if word
    }
