"""Who the story introduces by apposition: "Ana Lim, a nurse", "the operator, PKL," "AccuTemp, a forecasting firm"."""

import re
from dataclasses import dataclass

from en_tallywire import gazetteer
from tallywire.annotate.sources.actors.people import is_business, is_role, name_end, opens_described
from tallywire.annotate.sources.actors.roles import nouns, nouns_of
from tallywire.annotate.sources.actors.table import known
from tallywire.annotate.sources.words import Words

_APPOSITION = 9  # words in which the noun of an apposition is looked for
_NOUNS = frozenset({"NOUN", "PROPN"})
_AGE = re.compile(r"\d{1,2}|10\d")
_JOINED = re.compile(
    r"[a-z](?<!Mc)(?<!Mac)(?<!De)(?<!Fitz)(?<!Le)(?<!La)(?<!Di)(?<!Van)[A-Z]"
)  # "TarnLink", not "McLean"
_NAME = 6  # tokens of a name
_CLOSERS = frozenset({",", ".", ";", ")", "—", "–", ":"})
_STOPS = frozenset({"of", "for", "at", "in", "with", "from", "on", "who", "which", "that", "to", "by", "near", "and"})


@dataclass(frozen=True, slots=True)
class Introduced:
    """A name with the noun that says what it is, "" behind a person's age ("Lola Finch, 29,").

    `person` says which of the two kinds it is.
    """

    at: int
    name: str
    noun: str
    person: bool


def introduced(words: Words) -> list[Introduced]:
    """The names of a story that stand beside the noun of what they are, in text order."""
    found: list[Introduced] = []
    index = 0
    while index < len(words.lower):
        if not words.name[index]:
            index += 1
            continue
        end = name_end(words, index)
        index += opens_described(words, index, end)
        items = (_titled(words, index, end), _behind(words, index, end), _ahead(words, index, end))
        found += [item for item in items if item is not None]
        index = max(end, index + 1)
    return found


def _titled(words: Words, start: int, end: int) -> Introduced | None:
    """ "Nurse Petra Novak": a capitalised role with a full name behind it that no entity marks as a person's."""
    role = next((i for i in range(end - 3, start - 1, -1) if is_role(words, i)), None)
    if role is None or any(words.entity[i] == "PERSON" for i in range(start, end)):
        return None
    noun = words.lower[role]
    personal = (
        noun in nouns("person") and known(words.text(start, end)) is None and looks_personal(words, role + 1, end)
    )
    return Introduced(role + 1, words.text(role + 1, end), noun, True) if personal else None


def _behind(words: Words, start: int, end: int) -> Introduced | None:
    """ "NAME, a nurse at …," or "NAME, chief economist at …,": the noun group behind the name's comma."""
    if end >= len(words.lower) or words.lower[end] != "," or end - start > _NAME:
        return None
    limit = min(end + _APPOSITION, len(words.lower))
    first = words.next(end + 1, limit)
    aged = first + 1 < limit and _AGE.fullmatch(words.lower[first]) and words.lower[first + 1] in (",", ".")
    if aged or (first < limit and words.lower[first] == "who"):
        begin, stop = _placed(words, start, end)
        return Introduced(begin, words.text(begin, stop), "", True) if looks_personal(words, begin, stop) else None
    if first >= limit or (words.lower[first] not in ("a", "an", "the") and words.pos[first] not in ("NOUN", "ADJ")):
        return None
    stop = next((i for i in range(first, limit) if words.lower[i] in _STOPS or words.lower[i] in _CLOSERS), limit)
    closes = stop < limit and words.lower[stop] in (*_CLOSERS, "of", "at", "for", "with", "in", "from", "who", "on")
    if stop == first or not closes or any(words.tag[i] in ("VBD", "VBZ", "MD") for i in range(first, stop)):
        return None
    head = words.lower[stop - 1]
    if head not in nouns("person") and words.lower[first] not in ("a", "an"):
        return None
    return _item(words, start, end, head)


def _placed(words: Words, start: int, end: int) -> tuple[int, int]:
    """The name that the one from `start` to `end` is the home of: "| Ana Lim | of Grey Harbour, who lost a boat"."""
    if start < 2 or words.lower[start - 1] not in ("of", "from", "in", "near") or not words.name[start - 2]:
        return start, end
    begin = start - 2
    while begin and words.name[begin - 1]:
        begin -= 1
    return begin, start - 1


def _ahead(words: Words, start: int, end: int) -> Introduced | None:
    """ "the operator, PKL," and "the broadcaster TVN24": the noun before the name."""
    before = start - 1
    comma = before > 0 and words.lower[before] == ","
    if comma:
        if end < len(words.lower) and words.lower[end] not in _CLOSERS:
            return None
        before -= 1
    opens = before >= 0 and opens_described(words, before, end)
    noun = before > 0 and (words.pos[before] in _NOUNS or words.lower[before] in nouns("person"))
    if not opens and not (noun and words.form[before].islower()):
        return None
    return _item(words, start, end, words.lower[before])


def _item(words: Words, start: int, end: int, noun: str) -> Introduced | None:
    name = words.text(start, end)
    entry = known(name)
    bodies = nouns_of("organisation", "media")
    firm = words.lower[start - 1] == "," and noun in nouns("organisation", "commercial")  # "the operator, Tarn Rail,"
    if noun in nouns("person") and entry is None and not firm and looks_personal(words, start, end):
        return Introduced(start, name, noun, True)
    if end == start + 1 and noun in nouns("person") - bodies and entry is None and _is_lone_name(words, start):
        return Introduced(start, name, noun, True)
    dated = any(words.entity[i] in ("DATE", "GPE", "LOC", "NORP") for i in range(start, end))
    business = is_business(words, start, end)
    if (
        (noun in bodies or (business and noun in nouns("person")))
        and not dated
        and not (entry and entry.type == "person")
    ):
        return Introduced(start, name, noun, False)
    return None


def _is_lone_name(words: Words, index: int) -> bool:
    """Whether a single capitalised word may be all of somebody's name ("the forward Caro")."""
    placed = words.entity[index] in ("GPE", "LOC") and bool(gazetteer.meant(words.form[index]))
    return words.form[index][1:].islower() and not placed and words.entity[index] not in ("NORP", "DATE")


def looks_personal(words: Words, start: int, end: int) -> bool:
    """Whether a name may be a person's: two words or more, none of capitals only, none that names a body or place."""
    tokens = [i for i in range(start, end) if words.form[i].isalpha()]
    bodies = nouns_of("organisation", "government", "media")
    return (
        len(tokens) > 1
        and not is_business(words, start, end)
        and bodies.isdisjoint(words.lower[start:end])
        and not any(words.form[i].isupper() and len(words.form[i]) > 2 for i in tokens)
        and not any(_JOINED.search(words.form[i]) for i in tokens)
        and not any(words.entity[i] in ("GPE", "LOC", "NORP", "DATE") for i in tokens)
    )
