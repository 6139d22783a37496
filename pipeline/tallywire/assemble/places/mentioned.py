"""Places and peoples that the sentences name which were not parsed, read from their words alone.

Only what needs no parse: countries and big regions and cities, others behind a preposition, and countries' adjectives.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from en_tallywire import gazetteer
from en_tallywire.garbled import broken_names
from en_tallywire.lexicon import table
from tallywire.records import Place

_NAME = re.compile(r"[^\W\d_a-z][\w’'-]*(?:[ \n](?:(?:of|de|al|el)[ \n])?[^\W\d_a-z][\w’'-]*){0,3}")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)”\"’][.!?])[\"”’)]*\s+|\n+")
#: The smallest region or city that is taken without a preposition before it, and with one.
_ALONE, _LOCATED = 1_000_000, 20_000
_AFTER = re.compile(r"\s(\w+)")
_POSSESSIVE = re.compile(r"['’]s?$")


def unparsed(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences of `text` outside `spans`, which are in order, as spans."""
    at = 0
    for start, end in [*spans, (len(text), len(text))]:
        while at < start:
            found = _SENTENCE_END.search(text, at, start)
            stop = found.end() if found else start
            if text[at:stop].strip():
                yield at, stop
            at = stop
        at = max(at, end)


def mentioned(text: str, start: int, end: int, near: Mapping[str, float]) -> Iterator[Place]:
    """The places and peoples that `text[start:end]` names, in order; `near` weighs countries for namesakes."""
    for match in _NAME.finditer(text, start, end):
        words = match.group().split()
        for size in range(len(words), 0, -1):
            name = _POSSESSIVE.sub("", " ".join(words[:size]))
            found = _place(text, name, match.start(), size == len(words), near)
            if found:
                yield found
                break
        else:
            yield from _of_a_body(text, match)


def national(text: str) -> Iterator[Place]:
    """What the text names that is found in one country only, as adjectives of the country: "barangay", "BNPB"."""
    known = gazetteer.national()
    present = sorted(known.keys() & set(_WORD.findall(text)))
    firsts = (match for first in present for match in re.finditer(rf"{first}(?<![\w’'-]{first})(?![\w’'-])", text))
    for match in sorted(firsts, key=re.Match.start):
        for words, country in known[match.group()]:
            end = match.start() + len(words)
            if text.startswith(words, match.start()) and not text[end : end + 1].isalnum():
                yield Place(match.start(), end, words, country, "mentioned.national", "adjective")
                break


def damaged(text: str) -> Iterator[Place]:
    """The countries and regions whose names a broken encoding has damaged."""
    for start, end, country in broken_names(text):
        yield Place(start, end, text[start:end], country, "mentioned.damaged")


def _of_a_body(text: str, match: re.Match[str]) -> Iterator[Place]:
    """The country that a body's name ends with, as an adjective: "Government of Peru"."""
    body, of, name = match.group().rpartition(" of ")
    is_body = bool(of) and gazetteer.is_national_body(body.lower().split())
    bearers = gazetteer.meant(_POSSESSIVE.sub("", name)) if is_body else ()
    start = match.end() - len(name)
    if bearers and bearers[0].kind == "country":
        yield Place(
            start, match.end(), text[start : match.end()], bearers[0].country, "mentioned.adjective", "adjective"
        )


def _place(text: str, name: str, start: int, whole: bool, near: Mapping[str, float]) -> Place | None:
    end = start + len(name)
    after = _AFTER.match(text, end)
    people = gazetteer.demonyms().get(name.lower())
    if people:
        country, plural = people
        located = not plural and after is not None and after[1].lower() in _kinds("located")
        kind = "adjective" if located else "people"
        return Place(start, end, text[start:end], country, f"mentioned.{kind}", "adjective" if located else "people")
    bearers = gazetteer.meant(name) if whole else ()
    if (
        not bearers
        or (after and after[1].lower() in _kinds("natural"))
        or not _stands_for_a_place(text, start, bearers)
    ):
        return None
    country_ = gazetteer.country_of(name, near)
    return Place(start, end, text[start:end], country_, "mentioned.name") if country_ else None


def _stands_for_a_place(text: str, start: int, bearers: tuple[gazetteer.Bearer, ...]) -> bool:
    """Whether the name is big enough to be one by itself, or stands behind a preposition."""
    if any(one.kind == "country" or one.population >= _ALONE for one in bearers):
        return True
    before = text[max(0, start - 40) : start].lower().split()
    while before and before[-1] in _kinds("directions"):
        before.pop()
    located = bool(before) and before[-1] in _kinds("prepositions")
    return located and any(one.kind == "region" or one.population >= _LOCATED for one in bearers)


@cache
def _kinds(name: str) -> frozenset[str]:
    return frozenset(table("places")["kinds"][name])
