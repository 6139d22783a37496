"""Noun phrases and the small change around reporting verbs: sources, addressees, adjuncts of time and place."""

from tallywire.annotate.sources.actors.roles import nouns
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
_ADJUNCT_PREPOSITIONS = frozenset(
    {
        "in",
        "on",
        "at",
        "during",
        "by",
        "from",
        "via",
        "through",
        "to",
        "after",
        "before",
        "following",
        "over",
        "with",
        "under",
        "of",
        "about",
        "without",
        "amid",
        "despite",
    }
)
_NUMERIC = frozenset({"CARDINAL", "PERCENT", "MONEY", "QUANTITY"})
_OPENING = frozenset({"(", "["})
_CLOSING = frozenset({")", "]"})


def noun_phrase(words: Words, head: int, floor: int, limit: int) -> Span:
    """The noun phrase around `head` within `[floor, limit)`: its subtree without clauses that hang on it."""
    start, end = max(words.left[head], floor), min(words.right[head] + 1, limit)
    for child in words.children[head]:
        if (
            child > head
            and (words.dep[child] in ("advcl", "ccomp") or words.lower[words.left[child] - 1] == ",")
            and words.dep[child] not in ("conj", "cc", "nmod")
        ):
            end = min(end, words.left[child])
    while end > head + 1 and (words.lower[end - 1] in (",", ";", "–", "—", "-", "--", ":") or words.space[end - 1]):
        end -= 1
    while start < head and (
        words.lower[start] in (",", "—", "–", "“", '"', "”", ":", ";") or words.space[start] or words.dep[start] == "cc"
    ):
        start += 1
    return start, end


def phrase_from(words: Words, start: int, limit: int) -> Span | None:
    """The noun phrase that begins at `start`, ended before a comma, or None when none begins there."""
    if start >= limit:
        return None
    head = start
    while words.head[head] != head and words.left[words.head[head]] == start and words.pos[words.head[head]] in NOMINAL:
        head = words.head[head]
    if words.pos[head] not in NOMINAL:
        return None
    start, end = noun_phrase(words, head, start, limit)
    stop = _bracket(words, start, _comma(words, start, end))
    return (start, stop) if stop > start else None


def phrase_to(words: Words, end: int, floor: int) -> Span | None:
    """The noun phrase that ends just before `end`, or None when none ends there."""
    head = end - 1
    if head < floor or words.pos[head] not in NOMINAL:
        return None
    while (parent := _nominal_parent(words, head)) is not None and floor <= parent < end:
        if words.dep[head] == "appos" and words.tag[words.left[head]] == "DT":  # "…, the head of office," is no list
            break
        head = parent
    start = max(words.left[head], floor)
    for index in range(head, start - 1, -1):
        if words.lower[index] in (",", ";", "—", "–", "”", '"'):
            start = index + 1
            break
    while start > floor and words.lower[start - 1] in nouns("person") and words.form[start - 1].islower():
        start -= 1
    if start > floor and words.tag[start - 1] == "DT":  # "the 19-year-old", whose article is hung on the verb
        start -= 1
    return (start, end) if start < end else None


def _nominal_parent(words: Words, index: int) -> int | None:
    """The noun that a noun hangs on, directly or by a preposition."""
    parent = words.head[index]
    if words.pos[parent] == "ADP":
        parent = words.head[parent]
    return parent if parent != index and words.pos[parent] in NOMINAL else None


def _comma(words: Words, start: int, end: int) -> int:
    """The first comma of the span that is not inside brackets; commas of a list of names stay in."""
    depth = 0
    for index in range(start, end):
        word = words.lower[index]
        depth += (word in _OPENING) - (word in _CLOSING)
        if word == "," and depth <= 0:
            return index
    return end


def _bracket(words: Words, start: int, end: int) -> int:
    """The end of the phrase before a bracket that holds more than an acronym."""
    for index in range(start + 1, end):
        if words.lower[index] in _OPENING:
            acronym = index + 2 < end and words.lower[index + 2] in _CLOSING
            return end if acronym else index
    return end


def owner(words: Words, noun: int, floor: int) -> Span | None:
    """The possessor of a noun ("the ministry's" in "the ministry's count"), without its mark."""
    head = next((i for i in words.children[noun] if words.dep[i] == "poss"), None)
    if head is None or head < floor:
        return None
    start, end = noun_phrase(words, head, floor, noun)
    return (start, end - 1) if end - start > 1 and words.tag[end - 1] == "POS" else (start, end)


def skip_adjuncts(words: Words, index: int, end: int) -> int:
    """The first token from `index` on that is no adverb, addressee, day, or prepositional phrase without a verb."""
    while index < end:
        following = _after_adjunct(words, index, end)
        if following == index:
            return index
        index = following
    return end


def _after_adjunct(words: Words, index: int, end: int) -> int:
    """The end of the adjunct at `index`; `index` itself when there is none, or when it is a figure's ("about half")."""
    entity = words.entity[index]
    if words.space[index]:
        return index + 1
    if entity in _NUMERIC:
        return index
    if words.pos[index] == "ADV" or words.dep[index] == "npadvmod" or entity in ("DATE", "TIME"):
        return index + 1
    if words.lower[index] in _ADJUNCT_PREPOSITIONS and words.pos[index] in ("ADP", "SCONJ", "VERB", "PART"):
        that = next((i for i in range(index + 1, end) if words.lower[i] == "that" and words.tag[i] == "IN"), end)
        phrase = phrase_from(words, words.next(index + 1, that), that)
        if phrase is not None and not has_finite(words, *phrase):
            return phrase[1]
    return index


def has_finite(words: Words, start: int, end: int) -> bool:
    """Whether the span holds a finite verb."""
    return any(is_finite(words, index) for index in range(start, end))


def is_finite(words: Words, index: int) -> bool:
    """Whether the token is a finite verb or auxiliary."""
    return words.tag[index] in ("VBD", "VBZ", "VBP", "MD")
