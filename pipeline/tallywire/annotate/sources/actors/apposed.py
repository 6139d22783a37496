"""A noun with the name in apposition: "the ministry's spokesperson, Mumtaz Baloch,", "the agency, UNHCR,"."""

from en_tallywire import gazetteer
from tallywire.annotate.sources.actors.introduced import looks_personal
from tallywire.annotate.sources.actors.mention import Mention
from tallywire.annotate.sources.actors.people import before_role, gender_in, is_role, name_end, past_role
from tallywire.annotate.sources.actors.roles import nouns, nouns_of
from tallywire.annotate.sources.actors.table import known
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_NOT_BODIES = frozenset({"GPE", "LOC", "NORP", "DATE", "FAC"})
_CLOSERS = frozenset({",", "(", ".", "”", '"', "!", "?", ";", "of", "at", "from", "with", "for", "in", "who", "on"})


def read_apposed(words: Words, core: Span) -> Mention | None:
    """The name that a comma sets beside the noun group in `core`, a source without its article."""
    start, end = core
    limit = len(words.lower)
    comma = next((i for i in range(start + 1, min(end + 1, limit)) if words.lower[i] == ","), None)
    if comma is None or words.next(comma + 1, limit) >= limit:
        return None
    of = next((i for i in range(start + 1, comma) if words.pos[i] == "ADP"), comma)
    role = next((i for i in range(start, comma) if is_role(words, i)), None)
    capital = words.lower[of - 1] != words.form[of - 1]
    if role is None and (capital or of < comma):
        return None
    if role is not None and any(words.name[i] and not is_role(words, i) for i in range(role + 1, of)):
        return None  # "Dr Ana Lim, WHO Representative": the name is there
    first = past_role(words, words.next(comma + 1, limit))
    while first < limit and {words.lower[first], words.lower[first].rstrip(".")} & nouns("person", "titles"):
        first += 2 if words.lower[first + 1 : first + 2] == ["."] else 1
    stop = name_end(words, first)
    if stop == first or stop >= limit or words.lower[stop] not in _CLOSERS:
        return None
    while stop > first + 1 and words.form[stop - 1] in nouns("person", "after"):
        stop -= 1
    roles = any(is_role(words, i) for i in range(start, comma))
    last = comma - 1 - (words.lower[comma - 1] in ("there", "here"))
    bodies = nouns_of("organisation", "media")
    name = words.text(first, stop)
    single = stop == first + 1 and words.entity[first] == "PERSON"
    foreign = stop - first > 1 and words.entity[first] == "GPE" and not gazetteer.meant(name)
    if roles and (single or foreign or looks_personal(words, first, stop)) and known(name) is None:
        gender = gender_in(words, start, comma)
        office = before_role(words, start, of) or (words.text(of + 1, comma).removeprefix("the ") or None)
        return Mention("name", name, name, "person", words.lower[stop - 1], office, gender)
    entry = known(name)
    acronym = stop == first + 1 and words.form[first].isupper()
    organised = acronym or any(words.entity[i] == "ORG" or words.form[i].isupper() for i in range(first, stop))
    named_else = all(words.entity[i] in _NOT_BODIES for i in range(first, stop))
    body = words.lower[last] in bodies and not named_else
    if entry is None and not (organised and roles) and not body:
        return None
    if entry is not None and (entry.type in ("person", "media") or words.lower[last] not in bodies):
        return None
    kind = entry.type if entry else "organisation"
    return Mention("name", name, name, kind, words.lower[stop - 1])
