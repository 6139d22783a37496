"""Which country a figure is about: that of its place, else of its sentence, of the words before it, or of the story.

Nothing is given where words of several countries compete, or where the sentence speaks of the world.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from en_tallywire import gazetteer
from tallywire.assemble.places.mentioned import damaged, gathered, mentioned, national, unparsed
from tallywire.assemble.places.sought import are_listed, stands_in, word_before
from tallywire.records import Annotations, Evidence, Place, Span, Story

#: A country is a story's own when it has this share of what the story names, and weighs so much.
_SHARE, _ENOUGH = 0.6, 0.75
#: What a mention weighs: in the headline or dateline, as a place, as an adjective, as a people.
_HEADER, _WEIGHTS = 2.0, {"place": 1.0, "adjective": 0.75, "people": 0.5}
#: So many sentences back, words still set a figure in their country.
_REACH = 4
#: So many characters behind the figure, a people's name is what it counts.
_COUNTED = 25


@dataclass(frozen=True, slots=True)
class Country:
    """A country (ISO 3166-1 alpha-2), the rule that gave it and the words it read (0, 0 for words outside the text)."""

    code: str
    rule: str
    start: int = 0
    end: int = 0

    @property
    def evidence(self) -> Evidence:
        """The record of why the claim has this country."""
        return Evidence("country", self.rule, self.start, self.end)


class Countries:
    """The countries of one story's sentences, and that of the story itself."""

    def __init__(self, story: Story, annotations: Annotations) -> None:
        self._text = story.text
        places = list(annotations.places)
        rest = list(unparsed(story.text, annotations.read)) if annotations.figures else []
        near = Counter(place.country for place in places if place.country)
        places += [place for start, end in rest for place in mentioned(story.text, start, end, near)]
        if annotations.figures:
            places += [*national(story.text), *damaged(story.text)]
        self._starts = sorted(start for start, _ in [*annotations.read, *rest])
        self._ends = [*self._starts[1:], len(story.text)]
        self._in: dict[int, list[Place]] = {}
        for place in sorted(places, key=lambda one: one.start):
            if place.country:
                self._in.setdefault(self._index(place.start), []).append(place)
        self._near = Counter(place.country for place in places if place.country)
        self._set_in: dict[int, Place | None] = {}
        self._wide: dict[int, bool] = {}
        self._own = _story_country(story, places)

    def of(self, place: Place | None, figure: Span) -> Country | None:
        """The country of the figure, which `place` governs if it is one."""
        if place and place.country:
            its_own = Country(place.country, "country.place", place.start, place.end) if self._alone(place) else None
            return self._people(place, figure) or its_own
        namesake = gazetteer.country_of(place.text, self._near) if place and place.rule != "place.noun" else None
        if place and namesake:
            return Country(namesake, "country.namesake", place.start, place.end)
        here = self._index(figure[0])
        if here not in self._wide:
            start = self._starts[here] if self._starts else 0
            self._wide[here] = _worldwide().search(self._text, start, self._end(here)) is not None
        if self._wide[here]:
            return None
        if here in self._in:
            return self._said(here, "country.sentence")
        return self._before(here) or self._own or self._gathered

    @cached_property
    def _gathered(self) -> Country | None:
        """Where nothing surer names any country: the one that most of the story's names in places' positions share."""
        found = None if self._in else gathered(self._text)
        return Country(found.country, "country.names", found.start, found.end) if found and found.country else None

    def _people(self, place: Place, figure: Span) -> Country | None:
        """The country of the people counted, who came from places in several countries."""
        counted = next((one for one in self._in.get(self._index(place.start), []) if _is_counted(one, figure)), None)
        if counted is None or counted.country is None or word_before(self._text, place.start) != "from":
            return None
        if self._alone(place):
            return None
        return Country(counted.country, "country.people", counted.start, counted.end)

    def _alone(self, place: Place) -> bool:
        """Whether the place is not one of a list of places in several countries."""
        listed = [one for one in self._in.get(self._index(place.start), []) if one.kind == "place"]
        at = listed.index(place)
        around = [(listed[at - 1], place)] if at else []
        around += [(place, listed[at + 1])] if at + 1 < len(listed) else []
        return all(a.country == b.country or not are_listed(self._text, a, b) for a, b in around)

    def _before(self, here: int) -> Country | None:
        """The country of the last sentence before that names one: it still governs where it is the story's own, or
        where it stands just before and the story has none.
        """
        for distance in range(1, _REACH + 1):
            if here - distance in self._in:
                found, own = self._said(here - distance, "country.before"), self._own
                return found if found and (found.code == own.code if own else distance == 1) else own
        return None

    def _said(self, index: int, rule: str) -> Country | None:
        """The country that a sentence is set in: that of what it puts in a place, of an adjective, of another name."""
        if index not in self._set_in:
            self._set_in[index] = self._one_of(self._in[index])
        place = self._set_in[index]
        return Country(place.country, rule, place.start, place.end) if place and place.country else None

    def _one_of(self, said: Sequence[Place]) -> Place | None:
        """The first of the most telling words, if all are of one country; of several, one of the story's own."""
        places = [place for place in said if place.kind == "place"]
        inside = [place for place in places if stands_in(self._text, place)]
        adjectives = [place for place in said if place.kind == "adjective"]
        own = self._own.code if self._own else None
        for tier in (inside, adjectives, places):
            codes = {place.country for place in tier}
            sure = len(codes) == 1 and (tier is not places or own is None)
            if sure or own in codes:
                return next(place for place in tier if sure or place.country == own)
            if codes:
                return None
        return None

    def _index(self, position: int) -> int:
        return max(bisect_right(self._starts, position) - 1, 0)

    def _end(self, index: int) -> int:
        return self._ends[index]


def _is_counted(people: Place, figure: Span) -> bool:
    """Whether the people's name is what the figure counts."""
    return people.kind == "people" and 0 <= people.start - figure[1] <= _COUNTED


@cache
def _worldwide() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(gazetteer.kinds("worldwide"))))
    return re.compile(rf"\b(?:{words}|Worldwide|Globally)\b")


def _story_country(story: Story, places: Sequence[Place]) -> Country | None:
    """The country that most of a story's names of countries, places and peoples belong to, if one stands out."""
    weights: Counter[str] = Counter()
    located: set[str] = set()
    first: dict[str, Country] = {}
    for place in places:
        if place.country:
            weights[place.country] += _WEIGHTS[place.kind]  # type: ignore[assignment]
            located.update([place.country] if place.kind != "people" else [])
            first.setdefault(place.country, Country(place.country, "country.story", place.start, place.end))
    for country in _header(story, weights):
        weights[country.code] += _HEADER  # type: ignore[assignment]
        located.add(country.code)
        first[country.code] = country
    if not weights:
        return None
    code = max(sorted(weights), key=lambda one: weights[one])
    enough = weights[code] >= max(_ENOUGH, _SHARE * weights.total())
    return first[code] if enough and code in located else None


def _header(story: Story, near: Counter[str]) -> Iterator[Country]:
    """The countries of the dateline and of the headline."""
    dateline = (story.dateline or "").split(",")
    codes = [gazetteer.country_of(part.strip().title(), near) for part in reversed(dateline)]
    if code := next(filter(None, codes), None):
        yield Country(code, "country.dateline", *_words(story, story.dateline or ""))
    named = {country.code: country for country in _named(story)}
    if len(named) == 1:
        yield from named.values()


def _named(story: Story) -> Iterator[Country]:
    """The countries that the headline names, by name or adjective."""
    words = re.findall(r"\w+(?:\.\w+)*", (story.title or "")[:300])
    demonyms = gazetteer.demonyms()
    for size in (2, 1):
        for i in range(len(words) - size + 1):
            phrase = " ".join(words[i : i + size])
            bearers = gazetteer.bearers(phrase) if phrase[:1].isupper() else ()
            code = next((one.country for one in bearers if one.kind == "country"), None)
            code = code or (demonyms.get(phrase.lower(), (None, False))[0] if phrase[:1].isupper() else None)
            if code:
                yield Country(code, "country.title", *_words(story, phrase))


def _words(story: Story, words: str) -> Span:
    """Where the words first stand in the story's text."""
    start = story.text.find(words)
    return (start, start + len(words)) if start >= 0 and words else (0, 0)
