"""What the words of a source say of it: a name, a role, an affiliation, or a pronoun or nominal that stands for one."""

from dataclasses import replace

from tallywire.annotate.sources.actors.apposed import read_apposed
from tallywire.annotate.sources.actors.definite import is_distinct
from tallywire.annotate.sources.actors.documents import read_document
from tallywire.annotate.sources.actors.mention import Kind, Mention
from tallywire.annotate.sources.actors.people import (
    gender_in,
    is_business,
    is_name,
    is_role,
    opens_described,
    read_person,
)
from tallywire.annotate.sources.actors.roles import nouns, nouns_of
from tallywire.annotate.sources.actors.table import known
from tallywire.annotate.sources.frames.content import is_headline
from tallywire.annotate.sources.words import Words
from tallywire.records import ActorType, Span

_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their"})
_DEFINITE = frozenset({"the", "this", "that", "these", "its", "his", "her", "their"})
_PRONOUNS = {
    "he": ("male", False),
    "him": ("male", False),
    "she": ("female", False),
    "her": ("female", False),
    "it": (None, False),
    "his": ("male", False),
    "its": (None, False),
    "their": (None, True),
    "they": (None, True),
    "them": (None, True),
    "who": (None, False),
    "this": (None, False),
    "that": (None, False),
}
_DEFINED = frozenset(
    {"company", "corporation", "firm", "partnership", "trust", "fund", "group", "bank", "agency", "ministry"}
)
_OWNERS = frozenset({"its", "his", "her", "their", "my", "our"})
_POSSESSIVES = frozenset({"'s", "'"})


def read(words: Words, span: Span) -> Mention:
    """Analyse the token span of a source."""
    core = _without_article(words, span)
    start, end = core
    if end - start == 1 and words.lower[start] in _PRONOUNS and words.form[start] != "WHO":
        gender, plural = _PRONOUNS[words.lower[start]]
        stands_for: ActorType = "person" if gender else "unnamed"
        text = words.text(*span)
        return Mention("pronoun", text, None, stands_for, words.lower[start], gender=gender, plural=plural)
    if words.lower[end - 1] == "old" and words.lower[max(start, end - 3)].startswith("year"):
        return Mention("nominal", words.text(*core), None, "person", "year-old")
    if (glossed := _glossed(words, core)) is not None:
        return glossed
    apposed = read_apposed(words, core)
    if apposed is not None:
        return apposed
    text = words.text(start, end)
    entry = known(text) if text != text.lower() else None
    if entry is not None:
        return Mention("name", text, text, entry.type, words.lower[end - 1])
    if (named := _acronym(words, core)) is not None:
        return named
    if "(" in words.lower[start:end] and is_business(words, start, end):
        return Mention("name", text, text, "organisation", words.lower[end - 1])  # "Halden (Canada) Mining Ltd"
    return (
        read_person(words, core)
        or _honoured(words, core)
        or read_document(words, span, core, _head(words, *core))
        or _thing(words, span, core)
    )


def _glossed(words: Words, core: Span) -> Mention | None:
    """The name before its translation ("Mwanga, or Light, a Lusi newspaper"), of the kind that follows."""
    start, end = core
    comma = next((i for i in range(start + 1, end - 2) if words.lower[i] == ","), None)
    if (
        comma is None
        or words.lower[comma + 1] != "or"
        or not is_name(words, comma + 2)
        or not is_name(words, comma - 1)
    ):
        return None
    media = not nouns("media").isdisjoint(words.lower[comma:end])
    name = words.text(start, comma)
    return Mention("name", name, name, "media" if media else "organisation", words.lower[comma - 1])


def _acronym(words: Words, core: Span) -> Mention | None:
    """The known acronym behind what it is ("UN children's fund UNICEF", "aid group MSF")."""
    start, end = core
    last = words.form[end - 1]
    if end - start < 2 or not last.isupper() or len(last) < 2 or words.form[end - 2] != words.lower[end - 2]:
        return None
    entry = known(last)
    described = words.lower[end - 2] in nouns_of("organisation", "media", "government")
    return Mention("name", last, last, entry.type, last.lower()) if entry is not None and described else None


def _honoured(words: Words, core: Span) -> Mention | None:
    """The person whom letters behind the name honour ("Imogen Ward KC")."""
    start, end = core
    if end - start < 3 or words.form[end - 1] not in nouns("person", "after"):
        return None
    name = words.text(start, end - 1)
    named = all(is_name(words, i) for i in range(start, end))
    return Mention("name", name, name, "person", words.lower[end - 2]) if named else None


def read_maker(words: Words, span: Span) -> Mention:
    """Analyse the maker of a document: a bare noun there ("a ministry count") stands for a name before it."""
    mention = read(words, span)
    bare = mention.kind == "description" and span[1] - span[0] == 1 and mention.type == "organisation"
    return replace(mention, kind="nominal") if bare else mention


def _without_article(words: Words, span: Span) -> Span:
    start, end = span
    while start < end - 1 and (
        words.lower[start] in _ARTICLES
        or words.space[start]
        or (
            words.lower[start] == "one" and not nouns("person").isdisjoint(words.lower[start + 1 : min(start + 3, end)])
        )
        or words.lower[start] in ("but", "and", "as", "while", "also", "meanwhile", "when", "even")
    ):
        start += 1
    if end - start > 3 and words.lower[end - 1] == ")" and words.lower[end - 3] == "(":
        end -= 3
    if end - start > 1 and words.lower[end - 1] in _POSSESSIVES and not known(words.text(start, end)):
        end -= 1
    return start, end


def _head(words: Words, start: int, end: int) -> int:
    """The last word of the phrase's core noun group."""
    stop = next((i for i in range(start + 1, end) if _ends_core(words, i)), end)
    while stop > start + 1 and words.lower[stop - 1] in _POSSESSIVES:
        stop -= 1
    return stop - 1


def _ends_core(words: Words, index: int) -> bool:
    """Whether the noun group ends before this token: at a comma, bracket, preposition, verb, or "out"."""
    if words.lower[index] in (",", "(", "—", "–", "out"):
        return True
    if words.entity[index] in ("DATE", "TIME") and not words.entity[index - 1] and words.pos[index - 1] == "NOUN":
        return True
    if words.lower[index - 1] == "-":
        return False
    after = words.pos[index] in ("ADP", "SCONJ", "VERB", "PART") and words.tag[index] != "VBG"
    return after and words.lower[index] not in _POSSESSIVES


def _thing(words: Words, span: Span, core: Span) -> Mention:
    """An organisation, government, group or unnamed person."""
    start, end = core
    head = _head(words, start, end)
    lower, lemma = words.lower[head], words.lemma[head]
    if (first := _described(words, start, head)) > start:
        return _behind_description(words, core, first, head)
    if end == start + 1 < len(words.form) and words.lower[span[0]] == "the" and lower in _DEFINED:
        return Mention("nominal", lower, None, "organisation", lower)  # "The Company", as releases write it
    placed = _is_placed(words, start, head) and not is_distinct(words, start, head)
    unfixed = placed and lower in nouns("organisation", "commercial")
    if (named := _named_thing(words, core, head, unfixed)) is not None:
        return named
    definite = words.lower[span[0]] in _DEFINITE or _is_short(words, core, lower)
    qualified = tuple(
        words.lower[i] for i in range(start, head) if not unfixed and words.pos[i] not in ("DET", "PUNCT", "PART")
    )
    owned = any(words.lower[i] in _POSSESSIVES for i in range(start, head)) or words.lower[span[0]] in _OWNERS
    if owned and lower in nouns("person", "kin"):
        definite = False  # "the girl's mother" is somebody new
    kind: Kind = "nominal" if definite and (start + 3 >= end or unfixed) else "description"
    return Mention(
        kind,
        words.text(start, end),
        None,
        _type(lower if lower not in nouns("person") else lemma, ""),
        lemma,
        gender=gender_in(words, start, end),
        plural=words.tag[head] in ("NNS", "NNPS"),
        qualified=qualified,
    )


def _behind_description(words: Words, core: Span, first: int, head: int) -> Mention:
    """The name that begins at `first`, behind the words that say what it is: "the official Ardenian News Agency"."""
    start, end = core
    lower = words.lower[head]
    described_as = _type(words.lower[first - 1], words.entity[head])
    body = _type(lower, "") if end - first > 1 else "unnamed"
    if body == "unnamed":
        body = "organisation" if is_business(words, first, end) else "person"
    kind: ActorType = body if described_as == "unnamed" else described_as
    gender = gender_in(words, start, first)
    return Mention("name", words.text(start, end), words.text(first, end), kind, lower, gender=gender)


def _named_thing(words: Words, core: Span, head: int, unfixed: bool) -> Mention | None:
    """What is named by its own words: "Orland Grain Board"; a headline's "UN agency" is described, and named below."""
    start, end = core
    text, lower = words.text(start, end), words.lower[head]
    opens = words.sent[start] == 0 and is_name(words, start) and words.form[head].islower()
    if opens and lower in nouns("organisation", "generic"):
        return Mention("description", text, None, "organisation", lower)
    if (
        any(is_name(words, i) for i in range(start, head + 1))
        and lower not in nouns("unnamed")
        and (is_name(words, head) or lower in nouns_of("organisation", "government"))
        and not is_role(words, head)
        and not unfixed
    ):
        kind: ActorType = "organisation" if is_business(words, start, head + 1) else _type(lower, words.entity[head])
        return Mention("name", text, text, kind, lower)
    return Mention("name", text, text, "organisation", lower) if _is_titled(words, start, end) else None


def _is_titled(words: Words, start: int, end: int) -> bool:
    """Whether every word of two or more has a capital although no name was read ("Bread First")."""
    capital = all(words.form[i][:1].isupper() and words.form[i][1:].islower() for i in range(start, end))
    plain = not any(words.lower[i] in nouns("unnamed") or is_role(words, i) for i in range(start, end))
    return end - start > 1 and capital and plain and not is_headline(words, start)


def _is_placed(words: Words, start: int, head: int) -> bool:
    """Whether only a place or a maker's adjective sets the noun apart: "the Leeds-based group", "the Swiss lender"."""
    hyphenated = "based" in words.lower[start:head] or "listed" in words.lower[start:head]
    names = [i for i in range(start, head) if is_name(words, i)]
    known_place = all(words.entity[i] in ("GPE", "LOC", "NORP", "FAC") or not words.entity[i] for i in names)
    return start < head and words.form[head].islower() and (hyphenated or known_place or _one_run(words, start, head))


def _one_run(words: Words, start: int, head: int) -> bool:
    """Whether one capitalised word stands before a common noun ("the Staffordshire company"), read as one name."""
    return head == start + 1 and not words.form[start].isupper() and known(words.text(start, head)) is None


def _is_short(words: Words, core: Span, noun: str) -> bool:
    """Whether a headline's bare noun leaves its article out ("as retailer warns on …")."""
    start, end = core
    return end == start + 1 and is_headline(words, start) and noun in nouns("organisation", "commercial")


def _described(words: Words, start: int, head: int) -> int:
    """The start of a proper name behind the common noun that describes it ("lifeguard Petra Novak")."""
    first = head + 1
    while first > start and is_name(words, first - 1):
        first -= 1
    if opens_described(words, start, head + 1) and first <= start + 1:
        return start + 1
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
