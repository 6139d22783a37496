"""What the words of a source say of it: a name, a role, an affiliation, or a pronoun or nominal that stands for one."""

from tallywire.annotate.sources.identity import known
from tallywire.annotate.sources.mention import Kind, Mention
from tallywire.annotate.sources.people import gender_in, is_name, is_role, read_person
from tallywire.annotate.sources.roles import nouns
from tallywire.annotate.sources.words import Span, Words
from tallywire.records import ActorType

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


def read(words: Words, span: Span) -> Mention:
    """Analyse the token span of a source."""
    core = _without_article(words, span)
    start, end = core
    if end - start == 1 and words.lower[start] in _PRONOUNS and words.form[start] != "WHO":
        gender, plural = _PRONOUNS[words.lower[start]]
        stands_for: ActorType = "person" if gender else "unnamed"
        text = words.text(*span)
        return Mention("pronoun", text, None, stands_for, words.lower[start], gender=gender, plural=plural)
    text = words.text(start, end)
    entry = known(text) if text != text.lower() else None
    if entry is not None:
        return Mention("name", text, text, entry.type, words.lower[end - 1])
    return read_person(words, core) or _document(words, span, core) or _thing(words, span, core)


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
    after = words.pos[index] in ("ADP", "SCONJ", "VERB", "PART") and words.tag[index] != "VBG"
    return after and words.lower[index] not in _POSSESSIVES


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
        if first < stop and any(is_name(words, i) for i in range(first, stop)):
            return words.text(first, stop)
    stop = head
    while stop > start and not is_name(words, stop - 1):
        stop -= 1
    if stop > start and words.lower[stop - 1] not in nouns("document"):
        first = start
        while first < stop - 1 and not is_name(words, first):
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
            gender=gender_in(words, start, first),
        )
    if (
        any(is_name(words, i) for i in range(start, head + 1))
        and lower not in nouns("unnamed")
        and (is_name(words, head) or lower in nouns("organisation") | nouns("government"))
        and not is_role(words, head)
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
        gender=gender_in(words, start, end),
        plural=plural,
    )


def _described(words: Words, start: int, head: int) -> int:
    """The start of a proper name behind the common noun that describes it ("lifeguard Petra Novak")."""
    first = head + 1
    while first > start and is_name(words, first - 1):
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
