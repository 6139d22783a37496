"""Named people in a source's words: the name, the role before or behind it, the affiliation."""

from tallywire.annotate.sources.actors.mention import Mention
from tallywire.annotate.sources.actors.roles import gender_of, nouns, nouns_of
from tallywire.annotate.sources.actors.table import known
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_ARTICLES = frozenset({"the", "a", "an"})
_PARTICLES = frozenset({"de", "bin", "al", "-", "van", "von", "der", "da", "el", "al-", "ul", "ur", "del", "di", "ibn"})
_POSSESSIVES = frozenset({"'s", "'"})


def is_name(words: Words, index: int) -> bool:
    """Whether the token is a capitalised part of a proper name."""
    return words.name[index]


def name_end(words: Words, start: int) -> int:
    """The end of the proper name that begins at `start`, hyphens and particles included."""
    end, name = start, words.name
    while end < len(name):
        if not name[end]:
            joins = end > start and (words.lower[end] in _PARTICLES or words.lower[end] == "&")
            if not (joins and end + 1 < len(name) and name[end + 1]):
                break
        end += 1
    return end


def is_role(words: Words, index: int) -> bool:
    """Whether the token is a title or names what somebody does."""
    return words.lower[index] in nouns("person") or words.lower[index] in nouns("person", "titles")


def past_role(words: Words, index: int) -> int:
    """The token behind a role in small letters ("| economist | Howard Stiles"), `index` itself where none stands."""
    return index + 1 if is_role(words, index) and words.form[index].islower() else index


def read_person(words: Words, core: Span) -> Mention | None:
    """A named person in `core`, a source without its article, with or without the role before or behind the name."""
    start, end = core
    stop = next((i for i in range(start + 1, end) if words.lower[i] in (",", "(") or words.pos[i] == "ADP"), end)
    while stop > start + 1 and words.form[stop - 1] in nouns("person", "after"):
        stop -= 1
    first = _name_start(words, start, stop)
    if first == stop:
        return None
    titled = first > start and is_role(words, first - 1)
    if not (titled or any(words.entity[i] == "PERSON" for i in range(first, stop))) or known(words.text(first, stop)):
        return None
    bodies = nouns_of("organisation", "government", "media")
    if first > start and not titled and words.lower[first - 1] in bodies and words.form[first - 1].islower():
        return None  # "the aid group Shelter Now"
    if titled and words.lower[first - 1] == "official" and stop - first > 1 and words.lower[stop - 1] in bodies:
        return None  # "the official Ardenian News Agency"
    if stop - first == 1 and first > start and words.lower[first - 1] in bodies and words.form[first - 1].islower():
        return None  # "the operator Gridco"
    if not titled and words.lower[stop - 1] in nouns("document"):
        return None  # "the agency's Returns Index"
    if opens_described(words, start, stop) or (not titled and not bodies.isdisjoint(words.lower[first:stop])):
        return None
    if is_business(words, first, stop):
        name, last = words.text(first, stop), words.lower[stop - 1]
        return Mention("name", name, name, "organisation", last) if titled else None
    if words.lower[stop - 1] in bodies and words.entity[stop - 1] == "ORG" and is_name(words, first - 1):
        return None  # "the Refugee Council"
    affiliation = before_role(words, start, first) or _after_name(words, stop)
    name, gender = words.text(first, stop), gender_in(words, start, end)
    return Mention("name", words.text(*core), name, "person", words.lower[stop - 1], affiliation, gender)


def opens_described(words: Words, start: int, end: int) -> bool:
    """Whether a sentence opens with what a business is, and its name comes behind ("Drugmaker Velora")."""
    opens = words.previous(start - 1, 0) < words.sents[words.sent[start]][0]
    return opens and end - start > 1 and words.lower[start] in nouns("organisation", "before")


def is_business(words: Words, start: int, end: int) -> bool:
    """Whether a name of two words or more ends as those of businesses do ("Stormline Analytics")."""
    return end - start > 1 and words.lower[end - 1] in nouns("organisation", "businesses")


def _name_start(words: Words, start: int, stop: int) -> int:
    """The first token of the proper name that ends before `stop`; `stop` when there is none."""
    first = stop
    while first > start:
        named = is_name(words, first - 1) and not is_role(words, first - 1)
        particle = words.lower[first - 1] in _PARTICLES and start < first - 1 and first < stop
        if not (named or particle):
            break
        first -= 1
    return first


def gender_in(words: Words, start: int, end: int) -> str | None:
    """The gender that a title or noun of the span tells."""
    return next((gender for i in range(start, end) if (gender := gender_of(words.lower[i]))), None)


def before_role(words: Words, start: int, name: int) -> str | None:
    """The proper words before the role: "UN spokesman X" -> "UN", "Pakistan's Interior Minister X" -> "Pakistan"."""
    stop = next(
        (i for i in range(start, name) if is_role(words, i) or words.lower[i] in _POSSESSIVES),
        None,
    )
    if stop is None or stop == start or not any(is_name(words, i) for i in range(start, stop)):
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
    while last > first and not is_name(words, last - 1):
        last -= 1
    return words.text(first, last) if last > first else None


def reads_personal(name: str) -> bool:
    """Whether a name that no table knows has the form of a person's: two or three capitalised words, none of a body."""
    words = name.split()
    plain = all(word.isalpha() and word[0].isupper() and not word.isupper() for word in words)
    bodies = nouns_of("organisation", "government", "media", "organisation.businesses")
    if words and words[-1].lower() in nouns("organisation", "businesses"):
        return False
    return 1 < len(words) < 4 and plain and bodies.isdisjoint(name.lower().split()) and known(name) is None
