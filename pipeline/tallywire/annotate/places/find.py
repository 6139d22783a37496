"""Places: the words that name them, and their countries, read together with the other places of the text."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from en_tallywire import gazetteer
from en_tallywire.gazetteer import kinds
from tallywire.annotate.places.names import Named, names, phrase
from tallywire.records import Place

#: What an adjective ("Omani") weighs beside a place when a namesake is chosen.
_ADJECTIVE = 0.5
#: So many words may say where one place lies from another.
_APART = 7


def find_places(doc: Doc) -> tuple[Place, ...]:
    """The places of `doc` and the words for countries' peoples, in order, none overlapping another."""
    found = names(doc)
    if not found:
        return ()
    near, inside, lying = _near(found), _inside(doc, found), _lying(doc, found)
    places = (_place(doc, named, near, inside.get(named.start)) for named in found)
    return tuple(
        replace(place, country=lying[named.start], rule="place.beside") if named.start in lying else place
        for named, place in zip(found, places, strict=True)
    )


def _near(found: list[Named]) -> Mapping[str, float]:
    """How often each country is named by words that leave no doubt."""
    weights: Counter[str] = Counter()
    for named in found:
        country = _country(named, {})[0] if named.kind == "place" else _of_people(named)
        if country and not gazetteer.is_village(phrase(named.words)):
            weights[country] += 1 if named.kind == "place" else _ADJECTIVE  # type: ignore[assignment]
    return weights


def _inside(doc: Doc, found: list[Named]) -> dict[int, str]:
    """For names that stand as "Cambridge, Massachusetts", by their first tokens: the country that both can lie in."""
    countries: dict[int, str] = {}
    for small, large in pairwise(found):
        if small.kind != "place" or large.kind != "place" or doc[small.end].text != ",":
            continue
        if large.start != small.end + 1:
            continue
        both = _countries(small) & _countries(large)
        alone, _ = _country(large, {})
        country = alone if alone in both else next(iter(both)) if len(both) == 1 else None
        if country:
            countries[small.start] = countries[large.start] = country
    return countries


def _lying(doc: Doc, found: list[Named]) -> dict[int, str]:
    """For names that no gazetteer has, by their first tokens: the country of the place that they are said to lie by."""
    countries: dict[int, str] = {}
    for small, large in pairwise(found):
        if doc[small.end].text != ",":
            continue
        words = [token.lower_ for token in doc[small.end + 1 : large.start]]
        country = _country(large, {})[0] if _beside(words) else None
        if country and small.kind == large.kind == "place" and not _countries(small):
            countries[small.start] = country
    return countries


def _beside(words: Sequence[str]) -> bool:
    """Whether the words say where one place lies from the next: "20 kilometres north-east of"."""
    compass = kinds("compass") | kinds("lengths")
    return 1 < len(words) <= _APART and words[-1] in ("of", "from") and any(word in compass for word in words)


def _countries(named: Named) -> set[str]:
    """The countries that have a place of the name."""
    return {one.country for one in gazetteer.meant(phrase(_without_kind(named.words)))}


def _place(doc: Doc, named: Named, near: Mapping[str, float], inside: str | None) -> Place:
    span = doc[named.start : named.end]
    if named.kind != "place":
        return Place(span.start_char, span.end_char, span.text, _of_people(named), f"place.{named.kind}", named.kind)
    country, rule = _country(named, {inside: gazetteer.SURE} if inside else near)
    return Place(span.start_char, span.end_char, span.text, country, rule)


def _of_people(named: Named) -> str | None:
    known = gazetteer.demonyms().get(" ".join(named.words).lower())
    return known[0] if known else gazetteer.country_of(phrase(list(named.words)))


def _country(named: Named, near: Mapping[str, float]) -> tuple[str | None, str]:
    """The country of the whole name, else of the name without its kind words, from the longest part to the shortest."""
    words = [word for word in named.words if not word.isspace()]
    if country := gazetteer.country_of(phrase(words), near):
        return country, "place.name"
    if words[-1].lower() in kinds("natural"):
        return None, "place.entity"
    plain = _without_kind(words)
    for start in range(len(plain)):
        part = phrase(plain[start:])
        country = None if start and gazetteer.is_village(part) else gazetteer.country_of(part, near)
        if country:
            return country, "place.part"
    return None, "place.entity"


def _without_kind(words: Sequence[str]) -> list[str]:
    """The name without the kind words behind it: "Plateau state" -> "Plateau"."""
    end = len(words)
    while end > 1 and (words[end - 1].lower() in kinds("after") or words[end - 1] in ("'s", "’s")):
        end -= 1
    return list(words[:end])
