"""What the words of a source say of it: a name, a role, an affiliation, or a pronoun or nominal that stands for one."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from en_tallywire import lexicon

from tallywire.annotate.sources.identity import known
from tallywire.annotate.sources.words import Span, Words
from tallywire.records import ActorType

Kind = Literal["name", "pronoun", "nominal", "description"]

_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their"})
_DEFINITE = frozenset({"the", "this", "that", "these", "its", "his", "her", "their"})
_PRONOUNS = {
    "he": ("male", False),
    "him": ("male", False),
    "she": ("female", False),
    "her": ("female", False),
    "it": (None, False),
    "they": (None, True),
    "them": (None, True),
    "who": (None, False),
    "this": (None, False),
    "that": (None, False),
}
_POSSESSIVES = frozenset({"'s", "'"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A source as written. `name` is set for kind "name"; `head` is the noun that a nominal stands under."""

    kind: Kind
    text: str
    name: str | None
    type: ActorType
    head: str
    affiliation: str | None = None
    gender: str | None = None
    plural: bool = False
    maker: str | None = None


@cache
def nouns(group: str, key: str = "nouns") -> frozenset[str]:
    """A word list of `lexicons/roles.toml`."""
    return frozenset(lexicon.table("roles")[group][key])


def read(words: Words, span: Span) -> Mention:
    """Analyse the token span of a source."""
    start, end = _without_article(words, span)
    if end - start == 1 and words.lower[start] in _PRONOUNS and words.form[start] != "WHO":
        gender, plural = _PRONOUNS[words.lower[start]]
        person: ActorType = "person" if gender else "unnamed"
        return Mention(
            "pronoun",
            words.text(*span),
            None,
            person,
            words.lower[start],
            gender=gender,
            plural=plural,
        )
    text = words.text(start, end)
    entry = known(text) if text != text.lower() else None
    if entry is not None:
        return Mention("name", text, text, entry.type, words.lower[end - 1])
    return (
        _person(words, span, (start, end)) or _document(words, span, (start, end)) or _thing(words, span, (start, end))
    )


def _without_article(words: Words, span: Span) -> Span:
    start, end = span
    while start < end - 1 and (
        words.lower[start] in _ARTICLES
        or words.space[start]
        or words.lower[start] in ("but", "and", "as", "while", "also", "meanwhile", "when", "even")
    ):
        start += 1
    if end - start > 1 and words.lower[end - 1] in _POSSESSIVES and not known(words.text(start, end)):
        end -= 1
    return start, end


def _is_name(words: Words, index: int) -> bool:
    text = words.form[index]
    return (
        text[:1].isupper()
        and (words.pos[index] == "PROPN" or words.entity[index] in ("PERSON", "ORG"))
        and text[:1].isalpha()
    )


def _role(words: Words, index: int) -> bool:
    return words.lower[index] in nouns("person") or words.lower[index] in nouns("person", "titles")


def _core_end(words: Words, start: int, end: int) -> int:
    """The end of the phrase's core: before its first comma, bracket or preposition."""
    for index in range(start + 1, end):
        if words.lower[index] in (",", "(", "—", "–", "-") or (
            words.pos[index] in ("ADP", "SCONJ") and words.lower[index] not in ("of", "for", "and")
        ):
            return index
    return end


def _person(words: Words, span: Span, core: Span) -> Mention | None:
    """A named person, with or without the role before or behind the name."""
    start, end = core
    stop = next(
        (i for i in range(start + 1, end) if words.lower[i] in (",", "(") or words.pos[i] == "ADP"),
        end,
    )
    first = stop
    while first > start and (
        (_is_name(words, first - 1) and not _role(words, first - 1))
        or (
            words.lower[first - 1]
            in (
                "de",
                "bin",
                "al",
                "-",
                "van",
                "von",
                "der",
                "da",
                "el",
                "al-",
                "ul",
                "ur",
            )
            and first < stop
            and first - 1 > start
        )
    ):
        first -= 1
    if first == stop:
        return _role_then_name(words, core)
    name_words = range(first, stop)
    person_entity = any(words.entity[i] == "PERSON" for i in name_words)
    titled = first > start and _role(words, first - 1)
    if not (titled or person_entity) or known(words.text(first, stop)):
        return None
    if not titled and any(
        words.lower[i] in nouns("organisation") | nouns("government") | nouns("media") for i in name_words
    ):
        return None
    gender = _gender(words, start, end)
    affiliation = _before_role(words, start, first) or _after_name(words, stop)
    return Mention(
        "name",
        words.text(*core),
        words.text(first, stop),
        "person",
        words.lower[stop - 1],
        affiliation,
        gender,
    )


def _role_then_name(words: Words, core: Span) -> Mention | None:
    """A role with the name in apposition: "the ministry's spokesperson, Mumtaz Baloch,"."""
    start, end = core
    limit = len(words.lower)
    comma = next(
        (i for i in range(start + 1, min(end + 1, limit)) if words.lower[i] == ","),
        None,
    )
    if comma is None or not any(_role(words, i) for i in range(start, comma)) or comma + 1 >= limit:
        return None
    stop = comma + 1
    while stop < limit and _is_name(words, stop) and words.entity[stop] in ("PERSON", "ORG", ""):
        stop += 1
    person = stop > comma + 2 or words.entity[comma + 1] == "PERSON"
    if stop == comma + 1 or stop >= limit or words.lower[stop] not in (",", "(") or not person:
        return None
    name = words.text(comma + 1, stop)
    return Mention(
        "name",
        name,
        name,
        "person",
        words.lower[stop - 1],
        _before_role(words, start, comma),
        _gender(words, start, comma),
    )


def _gender(words: Words, start: int, end: int) -> str | None:
    return next(
        (gender for i in range(start, end) if (gender := gender_of(words.lower[i]))),
        None,
    )


def gender_of(word: str) -> str | None:
    """ "male" or "female" of a title or noun that says so ("ms", "spokesman"), in lower case."""
    if word in nouns("person", "female"):
        return "female"
    return "male" if word in nouns("person", "male") else None


def _before_role(words: Words, start: int, name: int) -> str | None:
    """The proper words before the role: "UN spokesman X" -> "UN", "Pakistan's Interior Minister X" -> "Pakistan"."""
    stop = next(
        (i for i in range(start, name) if _role(words, i) or words.lower[i] in _POSSESSIVES),
        None,
    )
    if stop is None or stop == start or not any(_is_name(words, i) for i in range(start, stop)):
        return None
    return words.text(start, stop)


def _after_name(words: Words, comma: int) -> str | None:
    """The affiliation in an apposition: "X, Pakistan's Foreign Ministry spokesperson," or "X, governor of Y,"."""
    limit = min(len(words.lower), comma + 18)
    if comma >= limit or words.lower[comma] != ",":
        return None
    stop = next((i for i in range(comma + 1, limit) if words.lower[i] in (",", ".")), limit)
    role = next(
        (i for i in range(stop - 1, comma, -1) if words.lower[i] in nouns("person")),
        None,
    )
    if role is None:
        return None
    if role + 2 < stop and words.lower[role + 1] in ("of", "for", "at", "with", "in"):
        first = role + 2
        while first < stop - 1 and words.lower[first] in _ARTICLES:
            first += 1
        return words.text(first, stop)
    first = comma + 1
    while first < role and (words.lower[first] in _ARTICLES or words.space[first]):
        first += 1
    last = role
    while last > first and not _is_name(words, last - 1):
        last -= 1
    return words.text(first, last) if last > first else None


def _head(words: Words, start: int, end: int) -> int:
    """The last word of the phrase's core noun group."""
    stop = next(
        (
            i
            for i in range(start + 1, end)
            if words.lower[i] in (",", "(", "—", "–")
            or (
                words.pos[i] in ("ADP", "SCONJ", "VERB", "PART")
                and words.lower[i] not in _POSSESSIVES
                and words.tag[i] != "VBG"
            )
        ),
        end,
    )
    while stop > start + 1 and words.lower[stop - 1] in _POSSESSIVES:
        stop -= 1
    return stop - 1


def _document(words: Words, span: Span, core: Span) -> Mention | None:
    start, end = core
    head = _head(words, start, end)
    if words.lower[head] not in nouns("document") and words.lemma[head] not in nouns("document"):
        return None
    if words.pos[head] == "PROPN" and words.form[head][:1].isupper() and head > start:
        return None
    text = words.text(start, end)
    maker = _maker(words, start, head, end)
    kind: Kind = "nominal" if words.lower[span[0]] in _DEFINITE else "description"
    return Mention(
        kind,
        text,
        None,
        "document",
        words.lemma[head],
        maker=maker,
        plural=words.tag[head] == "NNS",
    )


def _maker(words: Words, start: int, head: int, end: int) -> str | None:
    """Who made a document: "the IOM report", "a study by Oxford University"."""
    maker = next(
        (i for i in range(head + 1, end) if words.lower[i] in nouns("document", "makers")),
        end,
    )
    passed = all(words.tag[i] in ("VBN", "VBD", "RB", "NNP", "CD", "DT", "JJ", "NN") for i in range(head + 1, maker))
    if maker < end and passed:
        first = next(
            (i for i in range(maker + 1, end) if words.pos[i] not in ("ADP", "DET", "ADV")),
            end,
        )
        stop = next((i for i in range(first, end) if words.lower[i] == ","), end)
        if first < stop and any(_is_name(words, i) for i in range(first, stop)):
            return words.text(first, stop)
    stop = head
    while stop > start and not _is_name(words, stop - 1):
        stop -= 1
    if stop > start and words.lower[stop - 1] not in nouns("document"):
        first = start
        while first < stop - 1 and not _is_name(words, first):
            first += 1
        return words.text(first, stop)
    return None


def _thing(words: Words, span: Span, core: Span) -> Mention:
    """An organisation, government, group or unnamed person."""
    start, end = core
    head = _head(words, start, end)
    text = words.text(start, end)
    lower, lemma = words.lower[head], words.lemma[head]
    plural = words.tag[head] in ("NNS", "NNPS")
    first = _described(words, start, head)
    if first > start:
        described = words.lower[first - 1]
        kind_of = _type(described, words.entity[head])
        named: ActorType = "person" if kind_of == "unnamed" else kind_of
        return Mention(
            "name",
            text,
            words.text(first, end),
            named,
            lower,
            gender=_gender(words, start, first),
        )
    if (
        any(_is_name(words, i) for i in range(start, head + 1))
        and lower not in nouns("unnamed")
        and (_is_name(words, head) or lower in nouns("organisation") | nouns("government"))
        and not _role(words, head)
    ):
        return Mention("name", text, text, _type(lower, words.entity[head]), lower)
    definite = words.lower[span[0]] in _DEFINITE
    kind: Kind = "nominal" if definite and start + 3 >= end else "description"
    return Mention(
        kind,
        text,
        None,
        _type(lower if lower not in nouns("person") else lemma, ""),
        lemma,
        gender=_gender(words, start, end),
        plural=plural,
    )


def _described(words: Words, start: int, head: int) -> int:
    """The start of a proper name behind the common noun that describes it ("lifeguard Petra Novak")."""
    first = head + 1
    while first > start and _is_name(words, first - 1):
        first -= 1
    common = (
        first > start
        and words.form[first - 1].isalpha()
        and words.form[first - 1].islower()
        and words.pos[first - 1] in ("NOUN", "PROPN", "ADJ")
    )
    return first if common and first <= head else start


def _type(noun: str, entity: str) -> ActorType:
    groups: tuple[tuple[ActorType, str], ...] = (
        ("organisation", "organisation"),
        ("government", "government"),
        ("media", "media"),
    )
    for actor_type, group in groups:
        if noun in nouns(group):
            return actor_type
    if entity == "PERSON":
        return "person"
    if entity == "GPE":
        return "government"
    if entity == "NORP":
        return "group"
    return "organisation" if entity == "ORG" else "unnamed"
