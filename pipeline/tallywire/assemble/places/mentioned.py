"""Places and peoples that the sentences name which were not parsed, read from their words alone.

Only what needs no parse: countries and big regions and cities, others behind a preposition, and countries' adjectives.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from en_tallywire import gazetteer
from en_tallywire.garbled import broken_names
from en_tallywire.gazetteer import kinds
from tallywire.assemble.places.sought import JOINT, words_before
from tallywire.records import Place

_NAME = re.compile(r"[^\W\d_a-z][\w’'-]*(?:[ \n](?:(?:of|de|al|el)[ \n]|al-)?[^\W\d_a-z][\w’'-]*){0,3}")
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


def gathered(text: str) -> Place | None:
    """The first of the names that stand as places do, if half of them or more are known and lie in one country.

    Too small or too doubtful to be places one by one, they bear each other out: "from Cizre and Nusaybin".
    """
    names = {place.text: place for place in _located(text)}
    votes = Counter(code for name in names for code in sorted({one.country for one in gazetteer.meant(name)}))
    best = [code for code in votes if votes[code] == max(votes.values())]
    near = {best[0]: votes[best[0]]} if len(best) == 1 else {}
    lying = [replace(place, country=gazetteer.country_of(name, near)) for name, place in names.items()]
    share = [place for place in lying if place.country and place.country in best]
    agree = len({place.country for place in share}) == 1 and 2 * len(share) >= len(names)
    return share[0] if agree else None


def _located(text: str) -> Iterator[Place]:
    """The names behind prepositions, and those listed with one, known or not."""
    end = 0
    for match in _NAME.finditer(text):
        name = _POSSESSIVE.sub("", match.group())
        of, _, last = name.rpartition(" of ")
        if of.rpartition(" ")[2].lower() in kinds("parts_of_places"):
            name = last
        start = text.index(name, match.start())
        if _is_located(text, start) or (end and JOINT.fullmatch(text, end, start)):
            end = match.end()
            if name.lower() not in kinds("no_places") and not text.endswith("the ", 0, start):
                yield Place(start, start + len(name), name, None, "mentioned.name")


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
        located = not plural and after is not None and after[1].lower() in kinds("located")
        kind = "adjective" if located else "people"
        return Place(start, end, text[start:end], country, f"mentioned.{kind}", "adjective" if located else "people")
    bearers = gazetteer.meant(name) if whole else ()
    if not bearers or (after and after[1].lower() in kinds("natural")) or not _stands_for_a_place(text, start, bearers):
        return None
    country_ = gazetteer.country_of(name, near)
    return Place(start, end, text[start:end], country_, "mentioned.name") if country_ else None


def _stands_for_a_place(text: str, start: int, bearers: tuple[gazetteer.Bearer, ...]) -> bool:
    """Whether the name is big enough to be one by itself, or stands behind a preposition."""
    if any(one.kind == "country" or one.population >= _ALONE for one in bearers):
        return True
    return _is_located(text, start) and any(one.kind == "region" or one.population >= _LOCATED for one in bearers)


def _is_located(text: str, start: int) -> bool:
    """Whether a preposition or a verb of what befalls places stands before the name that starts there."""
    last = words_before(text, start)[-1:]
    return not kinds("prepositions").isdisjoint(last) or not kinds("sure_prepositions").isdisjoint(last)
