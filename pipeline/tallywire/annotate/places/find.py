"""Places: the words that name them, and their countries, read together with the other places of the text."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from spacy.tokens import Doc

from en_tallywire import gazetteer
from tallywire.annotate.places.names import Named, kinds, names, phrase
from tallywire.records import Place

#: What an adjective ("Omani") weighs beside a place when a namesake is chosen.
_ADJECTIVE = 0.5


def find_places(doc: Doc) -> tuple[Place, ...]:
    """The places of `doc` and the words for countries' peoples, in order, none overlapping another."""
    found = names(doc)
    if not found:
        return ()
    near, inside = _near(found), _inside(doc, found)
    return tuple(_place(doc, named, near, inside.get(named.start)) for named in found)


def _near(found: list[Named]) -> Mapping[str, float]:
    """How often each country is named by words that leave no doubt."""
    weights: Counter[str] = Counter()
    for named in found:
        country = _country(named, {})[0] if named.kind == "place" else _of_people(named)
        if country:
            weights[country] += 1 if named.kind == "place" else _ADJECTIVE  # type: ignore[assignment]
    return weights


def _inside(doc: Doc, found: list[Named]) -> dict[int, str]:
    """For names that stand as "Cambridge, Massachusetts", by their first tokens: the country that both can lie in."""
    countries: dict[int, str] = {}
    for small, large in pairwise(found):
        if large.start != small.end + 1 or small.kind != "place" or large.kind != "place" or doc[small.end].text != ",":
            continue
        both = _countries(small) & _countries(large)
        alone, _ = _country(large, {})
        country = alone if alone in both else next(iter(both)) if len(both) == 1 else None
        if country:
            countries[small.start] = countries[large.start] = country
    return countries


def _countries(named: Named) -> set[str]:
    """The countries that have a place of the name."""
    return {one.country for one in gazetteer.meant(phrase(_without_kind(named.words)))}


def _place(doc: Doc, named: Named, near: Mapping[str, float], inside: str | None) -> Place:
    span = doc[named.start : named.end]
    if named.kind != "place":
        return Place(span.start_char, span.end_char, span.text, _of_people(named), f"place.{named.kind}", named.kind)
    country, rule = _country(named, {inside: gazetteer.SURE} if inside else near)
    return Place(span.start_char, span.end_char, span.text, country, rule)


def _of_people(named: Named) -> str:
    return gazetteer.demonyms()[" ".join(named.words).lower()][0]


def _country(named: Named, near: Mapping[str, float]) -> tuple[str | None, str]:
    """The country of the whole name, else of the name without its kind words, from the longest part to the shortest."""
    words = [word for word in named.words if not word.isspace()]
    if country := gazetteer.country_of(phrase(words), near):
        return country, "place.name"
    if words[-1].lower() in kinds("natural"):
        return None, "place.entity"
    plain = _without_kind(words)
    for start in range(len(plain)):
        if country := gazetteer.country_of(phrase(plain[start:]), near):
            return country, "place.part"
    return None, "place.entity"


def _without_kind(words: Sequence[str]) -> list[str]:
    """The name without the kind words behind it: "Plateau state" -> "Plateau"."""
    end = len(words)
    while end > 1 and (words[end - 1].lower() in kinds("after") or words[end - 1] in ("'s", "’s")):
        end -= 1
    return list(words[:end])
